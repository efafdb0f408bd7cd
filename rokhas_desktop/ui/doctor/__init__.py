"""The examination in the window."""

from rokhas_desktop.ui.doctor.pages import DoctorPages

__all__ = ["DoctorPages"]
