"""The settings in plain words: what a person may set, what counts when, and what the administrator fixed."""
