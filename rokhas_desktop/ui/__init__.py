"""The windows: they show state and send commands; what they show is decided by the desk."""
