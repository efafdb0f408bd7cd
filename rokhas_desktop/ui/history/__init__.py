"""What was signed here: searched, saved, printed, exported, and how long it had waited."""
