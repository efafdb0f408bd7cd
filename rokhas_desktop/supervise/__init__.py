"""Children that may crash, hang or be killed: started, spoken to in frames, bounded by deadlines, counted.

The parent's face is :class:`Child`; a child's main function calls :func:`serve`.
"""

from rokhas_desktop.supervise.child import Child
from rokhas_desktop.supervise.errors import ChildCrashed, ChildHung, ChildNotStarted
from rokhas_desktop.supervise.frames import Frame
from rokhas_desktop.supervise.interrupt import Interrupt
from rokhas_desktop.supervise.loop import Handler, Interruption, serve

__all__ = [
    "Child",
    "ChildCrashed",
    "ChildHung",
    "ChildNotStarted",
    "Frame",
    "Handler",
    "Interrupt",
    "Interruption",
    "serve",
]
