"""What every measurement shares: figures, interleaving, the load of the machine, the record and the report."""
