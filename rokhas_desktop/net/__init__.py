"""The net room."""
