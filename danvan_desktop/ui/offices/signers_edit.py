"""The people who sign: a row each, in the order they are offered."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from danvan_desktop.domain.report import Signature
from danvan_desktop.text.unicode import clean_line
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import plain_button
from danvan_desktop.ui.icons import icon
from danvan_desktop.wording import say

# Who signs for whom is the longest: "T/M BAN THƯỜNG VỤ".
_SHARES = {"authority": 3, "post": 2, "name": 2}


class _SignerRow(QWidget):
    """One signer: authority line, post, name, and buttons to move or remove the row."""

    def __init__(self, number: int, signer: Signature, parent: SignersEdit) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.unit(self) * 2)
        self.fields: dict[str, QLineEdit] = {}
        for name in _SHARES:
            field = theme.roomy(QLineEdit(getattr(signer, name), self))
            field.setMaxLength(300)
            field.setMinimumWidth(theme.columns(self, 7))
            field.setCursorPosition(0)
            field.setPlaceholderText(say(f"shell.office.signer_hint.{name}"))
            field.textEdited.connect(parent.changed)
            self.fields[name] = field
            row.addWidget(field, _SHARES[name])
        self.buttons = {
            "up": self._button("up", lambda: parent.move_row(self, -1)),
            "down": self._button("down", lambda: parent.move_row(self, 1)),
            "remove": self._button("trash", lambda: parent.remove_row(self)),
        }
        for button in self.buttons.values():
            row.addWidget(button)
        self.set_number(number, last=True)

    @property
    def signer(self) -> Signature:
        """What the row holds."""
        return Signature(**{name: clean_line(field.text()) for name, field in self.fields.items()})

    def set_number(self, number: int, *, last: bool) -> None:
        """Name the row's fields after its place, for screen readers and tests."""
        for name, field in self.fields.items():
            field.setObjectName(f"signer_{number}_{name}")
            label = say(f"shell.office.signer.{name}")
            field.setAccessibleName(say("shell.office.signer_field", label=label, number=number))
        for name, button in self.buttons.items():
            button.setObjectName(f"signer_{number}_{name}")
            label = say(f"shell.office.signer_button.{name}")
            button.setAccessibleName(say("shell.office.signer_field", label=label, number=number))
            button.setToolTip(label)
        self.buttons["up"].setEnabled(number > 1)
        self.buttons["down"].setEnabled(not last)

    def _button(self, picture: str, act) -> QToolButton:  # type: ignore[no-untyped-def]
        button = QToolButton(self)
        button.setIcon(icon(picture))
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: act())
        return button


class SignersEdit(QWidget):
    """A list of signers. `changed` follows every change the person makes.

    `before` is the field Tab comes from: rows are made anew, and Tab would else visit them last.
    """

    changed = Signal()

    def __init__(self, before: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("signers")
        self._before = before
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._rows: list[_SignerRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.unit(self))
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.unit(self))
        column.addLayout(self._column)
        self._add = plain_button(say("shell.office.add_signer"), "add_signer", self, "new")
        self._add.clicked.connect(lambda: self._add_row())
        holder = QHBoxLayout()
        holder.addWidget(self._add)
        holder.addStretch(1)
        column.addLayout(holder)

    def signers(self) -> tuple[Signature, ...]:
        """The signers, without empty rows."""
        empty = Signature()
        return tuple(row.signer for row in self._rows if row.signer != empty)

    def show_signers(self, signers: tuple[Signature, ...]) -> None:
        """Show these signers."""
        for row in self._rows:
            self._drop(row)
        self._rows.clear()
        for signer in signers:
            self._append(signer)
        self._renumber()

    def move_row(self, row: _SignerRow, by: int) -> None:
        """Move a row up or down; the keyboard stays with it."""
        place = self._rows.index(row)
        target = place + by
        if not 0 <= target < len(self._rows):
            return
        self._rows.insert(target, self._rows.pop(place))
        self._column.removeWidget(row)
        self._column.insertWidget(target, row)
        self._renumber()
        pressed = row.buttons["up" if by < 0 else "down"]
        (pressed if pressed.isEnabled() else row.buttons["down" if by < 0 else "up"]).setFocus()
        self.changed.emit()

    def remove_row(self, row: _SignerRow) -> None:
        """Take a row away; the keyboard goes to its neighbour."""
        place = self._rows.index(row)
        self._rows.remove(row)
        self._drop(row)
        self._renumber()
        if self._rows:
            self._rows[min(place, len(self._rows) - 1)].fields["authority"].setFocus()
        else:
            self._add.setFocus()
        self.changed.emit()

    def _add_row(self) -> None:
        row = self._append(Signature())
        self._renumber()
        row.fields["authority"].setFocus()
        self.changed.emit()

    def _append(self, signer: Signature) -> _SignerRow:
        row = _SignerRow(len(self._rows) + 1, signer, self)
        self._rows.append(row)
        self._column.addWidget(row)
        return row

    def _drop(self, row: _SignerRow) -> None:
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _renumber(self) -> None:
        """Numbers, and the order of Tab, which otherwise stays the order the rows were made in."""
        before = self._before
        for number, row in enumerate(self._rows, start=1):
            row.set_number(number, last=number == len(self._rows))
            for widget in (*row.fields.values(), *row.buttons.values()):
                QWidget.setTabOrder(before, widget)
                before = widget
        QWidget.setTabOrder(before, self._add)
