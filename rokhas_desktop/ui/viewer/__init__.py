"""The viewer: a document's pages as they are, drawn elsewhere, without ever holding up the window."""

from rokhas_desktop.ui.viewer.geometry import Stamp
from rokhas_desktop.ui.viewer.viewer import Viewer

__all__ = ["Stamp", "Viewer"]
