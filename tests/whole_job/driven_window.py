"""Starts the real program and answers, on standard output, where on the screen its widgets are.

Only the eyes of the whole-job test: it clicks nothing and types nothing, the keys and the mouse of the
virtual screen do. One JSON request a line on standard input, one JSON answer a line.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import threading
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from danvan_desktop import app
from danvan_desktop.ui import theme


class Eyes(QObject):
    """Takes requests from the reading thread over to the thread of the window."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def read_requests(self) -> None:
        for line in sys.stdin:
            self.asked.emit(line)

    def _answer(self, line: str) -> None:
        try:
            answer = look(json.loads(line))
        except Exception as error:  # without an answer the test would wait for ever
            answer = {"failed": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


def look(request: dict[str, Any]) -> Any:
    """The rectangle, text or focus asked for; None when it is not on the screen."""
    if "focus" in request:
        widget = QApplication.focusWidget()
        return {"name": widget.objectName(), "text": text_of(widget)} if widget else None
    if "fail" in request:
        QTimer.singleShot(0, _fail)
        return True
    if "popup" in request:
        return QApplication.activePopupWidget() is not None
    if "names" in request:
        return sorted({w.objectName() for w in QApplication.allWidgets() if w.isVisible() and w.objectName()})
    widgets = shown(request["name"])
    if request.get("count"):
        return len(widgets)
    if not widgets or request.get("index", 0) >= len(widgets):
        return None
    widget = widgets[request.get("index", 0)]
    if "whole" in request:
        corner = widget.mapToGlobal(QPoint(0, 0))
        return {"x": corner.x(), "y": corner.y(), "width": widget.width(), "height": widget.height()}
    if "cell" in request:
        return cell_rectangle(widget, request["cell"])
    if "entry" in request:
        return entry_rectangle(widget, request["entry"])
    return {**rectangle(widget, widget.rect()), "text": text_of(widget), "enabled": widget.isEnabled()}


def _fail() -> None:
    """A bug of ours, for the picture of what a person then sees, on any machine."""
    platform.platform = lambda *_, **__: "Windows-11"
    raise RuntimeError("a picture of this is being taken")


def shown(name: str) -> list[QWidget]:
    """Visible widgets of this object name, from the top of the screen down."""
    found = [w for w in QApplication.allWidgets() if w.objectName() == name and w.isVisible()]
    return sorted(found, key=lambda w: (w.mapToGlobal(QPoint(0, 0)).y(), w.mapToGlobal(QPoint(0, 0)).x()))


def rectangle(widget: QWidget, area: QRect) -> dict[str, int]:
    """The part of `area` that can be seen, in screen coordinates."""
    seen = widget.visibleRegion().boundingRect().intersected(area)
    corner = widget.mapToGlobal(seen.topLeft())
    return {
        "x": corner.x(),
        "y": corner.y(),
        "width": seen.width(),
        "height": seen.height(),
        "whole_height": area.height(),
    }


def text_of(widget: QWidget) -> str:
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QLineEdit):
        return widget.text()
    text = getattr(widget, "text", None)  # of our own widgets it may be a field
    if isinstance(text, QWidget):
        return text_of(text)
    return str(text()) if callable(text) else ""


def cell_rectangle(view: QWidget, cell: list[int]) -> dict[str, int] | None:
    if not isinstance(view, QAbstractItemView):
        return None
    index = view.model().index(cell[0], cell[1])
    return rectangle(view.viewport(), view.visualRect(index)) | {"text": index.data() or ""}


def entry_rectangle(view: QWidget, text: str) -> dict[str, int] | None:
    """The entry of a list or tree whose text contains `text`."""
    if not isinstance(view, QAbstractItemView):
        return None
    index = next((i for i in indexes(view, QModelIndex()) if text in str(i.data() or "")), None)
    if index is None:
        return None
    return rectangle(view.viewport(), view.visualRect(index))


def indexes(view: QAbstractItemView, parent: QModelIndex) -> list[QModelIndex]:
    model = view.model()
    found = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found += [index, *indexes(view, index)]
    return found


def main() -> int:
    eyes = Eyes()
    if os.environ.get("DANVAN_DARK"):
        theme.apply(app.make_application(), dark=True)
    threading.Thread(target=eyes.read_requests, daemon=True).start()
    return app.run(Path(sys.argv[1]), sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
