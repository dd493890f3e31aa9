"""The form of the letterhead: who reports, number, date, subject, and how it is set."""

from __future__ import annotations

from danvan_desktop.services.editing import Change
from danvan_desktop.ui.editor.form import Form


class HeadForm(Form):
    def refresh(self, change: Change) -> None:
        pass
