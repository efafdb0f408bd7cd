"""The pages about the account holder's own key: where it is on its way, who must act, who may sign meanwhile."""

from rokhas_desktop.ui.your_key.pages import KeyPages

__all__ = ["KeyPages"]
