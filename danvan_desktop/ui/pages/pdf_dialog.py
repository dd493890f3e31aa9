"""Where the PDF goes, whether it is one for the archive, and whether it tells who wrote it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.text.unicode import clean_line
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton, dialog_buttons, plain_button
from danvan_desktop.ui.widgets.form_rows import Hint
from danvan_desktop.wording import say


class PdfDialog(QDialog):
    """Ready to be answered with Enter."""

    def __init__(self, parent: QWidget, suggested: Path, *, draft: bool) -> None:
        super().__init__(parent)
        self.setObjectName("pdf_dialog")
        self.setWindowTitle(say("pages_ui.pdf_title"))
        self._folder = suggested.parent
        self._target = theme.roomy(QLineEdit(str(suggested), self))
        self._target.setObjectName("pdf_target")
        self._target.setMinimumWidth(theme.columns(self, 60))
        self.archival = QCheckBox(say("pages_ui.pdf_archival"), self)
        self.archival.setObjectName("pdf_archival")
        self.draft = QCheckBox(say("pages_ui.pdf_draft"), self)
        self.draft.setObjectName("pdf_draft")
        self.draft.setVisible(draft)
        self.hushed = QCheckBox(say("marks_export.hushed"), self)
        self.hushed.setObjectName("pdf_hushed")
        self._overwrites = Hint("pdf_overwrites", self)
        self._write = PrimaryButton(say("pages_ui.pdf_write"), "pdf_write", self)
        self._lay_out()
        self._target.textChanged.connect(self._check)
        self._check()
        self._write.setFocus()

    def target(self) -> Path | None:
        """The file to write, with its ending; None without a name."""
        typed = clean_line(self._target.text())
        target = self._folder / typed
        if not typed or not target.name or target.is_dir():
            return None
        return target if target.suffix.lower() == ".pdf" else target.with_name(f"{target.name}.pdf")

    def _lay_out(self) -> None:
        gap = theme.unit(self)
        label = QLabel(say("pages_ui.pdf_target"))
        label.setBuddy(self._target)
        self._target.setAccessibleName(label.text().replace("&", ""))
        browse = plain_button(say("shell.export.browse"), "pdf_browse", self)
        browse.clicked.connect(self._browse)
        place = QHBoxLayout()
        place.addWidget(label)
        place.addWidget(self._target, 1)
        place.addWidget(browse)
        buttons = dialog_buttons(self, QDialogButtonBox.StandardButton.Cancel)
        self._write.setDefault(True)
        buttons.addButton(self._write, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 6, gap * 6, gap * 6, gap * 5)
        column.setSpacing(gap * 3)
        column.addLayout(place)
        for part in (self._overwrites, self.archival, self.draft, self.hushed):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(buttons)

    def _browse(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, say("pages_ui.pdf_title"), self._target.text(), say("pages_ui.pdf_filter")
        )
        if name:
            self._target.setText(name)

    def _check(self) -> None:
        target = self.target()
        self._overwrites.tell(say("shell.export.overwrites") if target and target.is_file() else "")
        self._write.setEnabled(target is not None)
