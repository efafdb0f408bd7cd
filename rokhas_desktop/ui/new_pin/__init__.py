"""Changing a token's PIN, or resetting it by the unblocking code, in the window."""
