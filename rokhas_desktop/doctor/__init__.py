"""The examination: probes from the ground up, the findings they give, one verdict, and a report fit to be mailed."""
