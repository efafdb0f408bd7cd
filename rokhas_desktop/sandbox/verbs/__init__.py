"""The testing verbs of the command line, as the entry points of the sandbox extra name them."""

from rokhas_desktop.sandbox.verbs.demo import demo
from rokhas_desktop.sandbox.verbs.sandbox import sandbox
from rokhas_desktop.sandbox.verbs.softhsm import softhsm

__all__ = ["demo", "sandbox", "softhsm"]
