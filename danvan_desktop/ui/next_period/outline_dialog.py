"""Keeping a report as an outline: its name, and which words are worked out anew each time."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.domain.edits import walk
from danvan_desktop.domain.report import Report
from danvan_desktop.errors import UserError
from danvan_desktop.layout.outline import Outline
from danvan_desktop.paths import user_documents_dir
from danvan_desktop.services.own_outlines import outlines_folder
from danvan_desktop.services.templates import bring_in, outline_from, proposals, save_outline
from danvan_desktop.text.unicode import clean_line
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton, dialog_buttons, plain_button
from danvan_desktop.ui.lists import RoomyDelegate
from danvan_desktop.ui.widgets.form_rows import Hint, labelled
from danvan_desktop.wording import say

_PROPOSAL = Qt.ItemDataRole.UserRole


class OutlineDialog(QDialog):
    """Nothing becomes a variable unless it is ticked; all proposals are, to begin with."""

    def __init__(self, parent: QWidget, report: Report, data_dir: Path) -> None:
        super().__init__(parent)
        self.setObjectName("outline_dialog")
        self.setWindowTitle(say("own_outline.title"))
        self._report, self._data_dir = report, data_dir
        self.told = ""
        self._name = theme.roomy(QLineEdit(say(f"own_outline.name_{report.period.kind}"), self))
        self._name.setObjectName("outline_name")
        self._list = QListWidget(self)
        self._list.setObjectName("outline_proposals")
        self._list.setAccessibleName(say("own_outline.proposals"))
        self._list.setItemDelegate(RoomyDelegate(self._list))
        for proposal, count in proposals(report):
            name = proposal.variable.partition(" ")[0]
            words = say(
                "own_outline.proposal",
                words=proposal.words,
                name=say(f"own_outline.variable.{name}"),
                count=count,
            )
            item = QListWidgetItem(words)
            item.setData(_PROPOSAL, proposal)
            item.setCheckState(Qt.CheckState.Checked)
            self._list.addItem(item)
        self._bare = QCheckBox(say("own_outline.bare"), self)
        self._bare.setObjectName("outline_bare")
        self._wrong = Hint("outline_wrong", self)
        self._lay_out()
        self._name.selectAll()

    @classmethod
    def ask(cls, parent: QWidget, report: Report, data_dir: Path) -> str:
        """Keep the outline; what to tell of it, '' when the person left."""
        dialog = cls(parent, report, data_dir)
        try:
            dialog.exec()
            return dialog.told
        finally:
            dialog.deleteLater()

    def _lay_out(self) -> None:
        gap = theme.unit(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 6, gap * 6, gap * 6, gap * 5)
        column.setSpacing(gap * 3)
        column.addWidget(labelled(say("own_outline.name"), self._name, self))
        told = QLabel(say("own_outline.help"))
        told.setWordWrap(True)
        told.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        column.addWidget(told)
        column.addWidget(self._list, 1)
        column.addWidget(self._bare)
        column.addWidget(self._wrong)
        buttons = dialog_buttons(self, QDialogButtonBox.StandardButton.Cancel)
        to_file = plain_button(say("own_outline.to_file"), "outline_to_file", self)
        to_file.clicked.connect(self._to_file)
        keep = PrimaryButton(say("own_outline.keep"), "outline_keep", self)
        keep.setDefault(True)
        buttons.addButton(to_file, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(keep, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._keep)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        room = self.screen().availableSize() * 0.9
        wanted = theme.columns(self, 90), self.fontMetrics().lineSpacing() * 30
        self.resize(min(wanted[0], room.width()), min(wanted[1], room.height()))

    def _outline(self) -> Outline:
        name = clean_line(self._name.text()).strip()
        if not name:
            raise UserError(say("own_outline.unnamed"), say("own_outline.unnamed_advice"))
        items = (self._list.item(row) for row in range(self._list.count()))
        confirmed = [item.data(_PROPOSAL) for item in items if item.checkState() == Qt.CheckState.Checked]
        bare = [section.id for section, _ in walk(self._report.sections)] if self._bare.isChecked() else []
        return outline_from(self._report, name, confirmed, without_text=bare)

    def _keep(self) -> None:
        try:
            outline = self._outline()
            folder = outlines_folder(self._data_dir)
            folder.mkdir(parents=True, exist_ok=True)
            self._store(outline, folder)
        except UserError as error:
            self._wrong.tell(str(error), "bad")
            return
        self.told = say("own_outline.kept", name=outline.name)
        self.accept()

    def _store(self, outline: Outline, folder: Path) -> None:
        """Through a file of its own, so that what is kept is what `bring_in` would take from elsewhere."""
        import tempfile

        with tempfile.TemporaryDirectory() as aside:
            file = Path(aside) / "de_cuong.toml"
            save_outline(outline, file)
            bring_in(file, folder)

    def _to_file(self) -> None:
        try:
            outline = self._outline()
            suggested = user_documents_dir() / f"{outline.id}.toml"
            name, _ = QFileDialog.getSaveFileName(
                self, say("own_outline.to_file"), str(suggested), say("own_outline.filter")
            )
            if not name:
                return
            target = Path(name) if name.lower().endswith(".toml") else Path(f"{name}.toml")
            save_outline(outline, target)
        except UserError as error:
            self._wrong.tell(str(error), "bad")
            return
        self.told = say("own_outline.written", name=target.name)
        self.accept()
