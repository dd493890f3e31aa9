"""The form of the signature and of who receives the report."""

from __future__ import annotations

from danvan_desktop.services.editing import Change
from danvan_desktop.ui.editor.form import Form


class SigningForm(Form):
    def refresh(self, change: Change) -> None:
        pass
