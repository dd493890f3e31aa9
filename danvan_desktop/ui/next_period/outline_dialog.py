"""Keeping a report as an outline: its name, and which words are worked out anew each time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
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
from danvan_desktop.services.templates import (
    bring_in,
    outline_from,
    outline_named,
    own_outlines,
    proposals,
    remove_outline,
    rename_outline,
    replace_outline,
    save_outline,
)
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
        self._old: Outline | None = None
        self._known = theme.roomy(QComboBox(self))
        self._known.setObjectName("outlines_known")
        self._known.setAccessibleName(say("own_outline.known"))
        for one in own_outlines(outlines_folder(data_dir)).usable:
            self._known.addItem(one.name, one)
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
        if self._known.count():
            column.addLayout(self._known_row(gap))
        column.addWidget(self._wrong)
        buttons = dialog_buttons(self, QDialogButtonBox.StandardButton.Cancel)
        to_file = plain_button(say("own_outline.to_file"), "outline_to_file", self)
        to_file.clicked.connect(self._to_file)
        self._keep_button = keep = PrimaryButton(say("own_outline.keep"), "outline_keep", self)
        keep.setDefault(True)
        self._name.textChanged.connect(lambda: self._offer_replacing(None))
        buttons.addButton(to_file, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(keep, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._keep)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        room = self.screen().availableSize() * 0.9
        wanted = theme.columns(self, 90), self.fontMetrics().lineSpacing() * 30
        self.resize(min(wanted[0], room.width()), min(wanted[1], room.height()))

    def _outline(self) -> Outline:
        name = " ".join(clean_line(self._name.text()).split())
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
            standing = outline_named(folder, outline.name)
            if standing is None:
                self._store(outline, folder)
            elif self._old == standing:
                replace_outline(outline, standing, folder)
            else:
                self._offer_replacing(standing)
                return
        except UserError as error:
            self._wrong.tell(str(error), "bad")
            return
        self.told = say("own_outline.kept", name=outline.name)
        self.accept()

    def _offer_replacing(self, standing: Outline | None) -> None:
        """The second press replaces: two outlines of one name could not be told apart."""
        self._old = standing
        self._keep_button.setText(say("own_outline.replace" if standing else "own_outline.keep"))
        self._wrong.tell(say("own_outline.same_name", name=standing.name) if standing else "", "warning")

    def _known_row(self, gap: int) -> QHBoxLayout:
        """The outlines there are, to be renamed or taken away."""
        row = QHBoxLayout()
        row.setSpacing(gap * 2)
        row.addWidget(QLabel(say("own_outline.known")))
        row.addWidget(self._known, 1)
        for key, act in (("rename", self._rename), ("remove", self._remove)):
            button = plain_button(say(f"own_outline.{key}"), f"outline_{key}", self)
            button.clicked.connect(act)
            row.addWidget(button)
        return row

    def _rename(self) -> None:
        chosen: Outline | None = self._known.currentData()
        name = " ".join(clean_line(self._name.text()).split())
        if chosen is None or not name:
            return
        folder = outlines_folder(self._data_dir)
        standing = outline_named(folder, name)
        if standing is not None and standing.id != chosen.id:
            self._wrong.tell(say("own_outline.same_name", name=standing.name), "bad")
            return
        self._alter(lambda: rename_outline(chosen, name, folder), say("own_outline.renamed", name=name))

    def _remove(self) -> None:
        chosen: Outline | None = self._known.currentData()
        if chosen is not None:
            folder = outlines_folder(self._data_dir)
            told = say("own_outline.removed", name=chosen.name)
            self._alter(lambda: remove_outline(chosen, folder), told)

    def _alter(self, act: Callable[[], None], told: str) -> None:
        try:
            act()
        except UserError as error:
            self._wrong.tell(str(error), "bad")
            return
        self._known.clear()
        for one in own_outlines(outlines_folder(self._data_dir)).usable:
            self._known.addItem(one.name, one)
        self._offer_replacing(None)
        self._wrong.tell(told, "good")

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
