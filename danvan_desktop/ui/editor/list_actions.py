"""What the keys of a list do, whatever the list holds."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class ListActions:
    """Mixed into widgets that hold a list; the window's list commands go to the one with the keyboard."""

    def add_next(self) -> None:
        """Add an entry after the current one and put the keyboard in it."""

    def move_current(self, step: int) -> None:
        """Move the current entry by `step` places."""

    def split_current(self) -> None:
        """Make the current entry two at the cursor."""

    def join_current(self) -> None:
        """Put the current entry's text after that of the one before."""

    def delete_current(self) -> None:
        """Delete the current entry."""


def list_of(widget: QWidget | None) -> ListActions | None:
    """The list `widget` stands in, if any."""
    while widget is not None:
        if isinstance(widget, ListActions):
            return widget
        widget = widget.parentWidget()
    return None
