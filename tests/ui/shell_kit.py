"""What the tests of the window share: a data folder, a window on it, and hands for dialogs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from danvan_desktop.domain.office import Office, OfficeKind
from danvan_desktop.domain.report import Period
from danvan_desktop.layout.outline import outline
from danvan_desktop.services.library import Library, open_library
from danvan_desktop.ui.main_window import MainWindow
from danvan_desktop.ui.offices.kinds import default_office

TODAY = date(2026, 6, 10)
FIRST_HALF = Period("first_half", 2026)


def office(kind: OfficeKind = "commune_party", place: str = "Hưng Tân") -> Office:
    """An office as its kind's defaults make it, with a named signer."""
    made = default_office(kind, place)
    named = msgspec.structs.replace(made.signers[0], name="Trần Thị Minh Hiền")
    return msgspec.structs.replace(made, signers=(named, *made.signers[1:]))


class Shell:
    """A window on a data folder of the test's own, closed without questions at the end."""

    def __init__(self, folder: Path) -> None:
        self.library: Library = open_library(folder)
        self.window: MainWindow | None = None

    @property
    def drafts(self) -> Any:
        return self.library.drafts

    def with_office(self, kind: OfficeKind = "commune_party", place: str = "Hưng Tân") -> int:
        return self.drafts.add_office(office(kind, place))

    def with_report(self, office_id: int, period: Period = FIRST_HALF, due_in: int | None = None) -> int:
        due = TODAY + timedelta(days=due_in) if due_in is not None else None
        name = "dang_uy_xa_nam" if period.kind == "year" else "dang_uy_xa_6_thang"
        return self.library.new_report(outline(name), office_id, period, due)

    def open(self, qtbot: Any) -> MainWindow:
        self.window = MainWindow(self.library, lambda: TODAY)
        self.window.resize(1366, 768)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        return self.window

    def close(self) -> None:
        if self.window is not None:
            self.window.desk.abandon()
            self.window.hide()
            self.window.deleteLater()
        QApplication.closeAllWindows()
        self.library.close()


def child(parent: QWidget, name: str, kind: type = QWidget) -> Any:
    """The widget of this object name. Fails the test when there is none."""
    found = parent.findChild(kind, name)
    assert found is not None, f"no {name} in {parent.objectName()}"
    return found


def when_asked(act: Callable[[Any], object]) -> list[str]:
    """Let `act` work on the next dialog that asks; returns a list the dialog's object name is put in."""
    asked: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        if not isinstance(dialog, QDialog):
            QTimer.singleShot(10, look)
            return
        asked.append(dialog.objectName())
        act(dialog)

    QTimer.singleShot(10, look)
    return asked


def type_into(widget: QWidget, text: str) -> None:
    """Press a key for each letter; QTest knows no key for letters outside ASCII and ends the process."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
