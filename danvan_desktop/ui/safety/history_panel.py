"""The time machine: a slider over the moments of a part, the part as it was, and one step back to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from danvan_desktop.errors import UserError
from danvan_desktop.services.editing import Editing
from danvan_desktop.services.history import FACTS, History, Moment
from danvan_desktop.store.drafts import Drafts
from danvan_desktop.ui import theme
from danvan_desktop.ui.buttons import PrimaryButton, plain_button, quiet_button
from danvan_desktop.ui.jobs import Job
from danvan_desktop.ui.safety.look_back import (
    Part,
    Past,
    as_it_was,
    keep_now,
    parts_of,
    past_of,
    removed_sections,
)
from danvan_desktop.ui.safety.marked_text import MarkedText
from danvan_desktop.ui.safety.moments import moment_words
from danvan_desktop.wording import say

_SETTLE_MS = 60


class HistoryPanel(QWidget):
    """`closed` when the person goes back to writing, `restored` after a step back, `failed` with why not."""

    closed = Signal()
    restored = Signal(str)
    failed = Signal(object)

    def __init__(self, parent: QWidget | None = None, now: Callable[[], datetime] | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history_panel")
        self._now = now or (lambda: datetime.now().astimezone())
        self._history: History | None = None
        self._editing: Editing | None = None
        self._parts: tuple[Part, ...] = ()
        self._moments: tuple[Moment, ...] = ()
        self._past: Past | None = None
        self._job: Job | None = None
        self._wanted_part: str | None = None
        self._fresh = False
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._read_past)
        self._make_fields()
        self._lay_out()

    def open(
        self, drafts: Drafts, report_id: int, editing: Editing, part: str | None, *, may_restore: bool
    ) -> None:
        """Look back at a report, first at the part the person was in."""
        self.restore.setVisible(may_restore)
        self._history, self._editing, self._wanted_part = History(drafts, report_id), editing, part
        self._moments, self._past = (), None
        self.text.begin()
        self._tell(say("safety.history.reading"))
        self._sync()
        history, report = self._history, editing.report

        def read() -> tuple[Part, ...]:
            keep_now(drafts, report_id, report)
            return parts_of(report, removed_sections(history, report))

        self._run(read, self._show_parts)
        self._fresh = True

    def close_report(self) -> None:
        """Let go of the report; what is still being read is not shown."""
        self._settle.stop()
        self._job = self._history = self._editing = None
        self._moments, self._past = (), None

    @property
    def moment(self) -> Moment | None:
        """The moment the slider stands at."""
        number = self.slider.value()
        return self._moments[number] if number < len(self._moments) else None

    @property
    def busy(self) -> bool:
        """Whether what is shown is not yet what was asked for."""
        return self._settle.isActive() or bool(self._job and self._job.running)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to writing."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    # What is read

    def _run(self, read: Callable[[], object], show: Callable[[object], object]) -> None:
        """Read in another thread; only the answer to the last question is shown."""
        job = Job(lambda _: read(), self)
        self._job = job
        job.done.connect(lambda found: show(found) if self._job is job else None)
        job.failed.connect(lambda error: self._fail(error) if self._job is job else None)
        job.ended.connect(job.deleteLater)
        job.start()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._tell(str(error))

    def _show_parts(self, found: object) -> None:
        assert isinstance(found, tuple)
        self._parts = found
        self.parts.blockSignals(True)
        self.parts.clear()
        for part in self._parts:
            name = say("safety.history.removed_part", name=part.name) if part.removed else part.name
            self.parts.addItem("\u2003" * part.depth + name, part.id)
        ids = [part.id for part in self._parts]
        self.parts.setCurrentIndex(ids.index(self._wanted_part) if self._wanted_part in ids else 0)
        self.parts.blockSignals(False)
        self._read_moments()

    def _read_moments(self) -> None:
        history, part = self._history, self._part_id()
        if history is not None:
            self._run(lambda: history.moments(part), self._show_moments)

    def _show_moments(self, found: object) -> None:
        assert isinstance(found, tuple)
        self._moments = found
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(0, len(found) - 1))
        self.slider.setPageStep(max(1, len(found) // 10))
        self.slider.setValue(max(0, len(found) - 1))
        self.slider.blockSignals(False)
        self._fill_marked()
        self._read_past()

    def _fill_marked(self) -> None:
        menu = self.marked.menu()
        assert menu is not None
        menu.clear()
        for number, moment in enumerate(self._moments):
            if moment.mark:
                action = menu.addAction(moment_words(moment, self._now()).replace("&", "&&"))
                action.triggered.connect(lambda _=False, number=number: self.slider.setValue(number))
        self.marked.setEnabled(not menu.isEmpty())

    def _moved(self) -> None:
        self._name_moment()
        self._settle.start()

    def _read_past(self) -> None:
        moment, history, editing = self.moment, self._history, self._editing
        self._name_moment()
        if moment is None or history is None or editing is None:
            self._past = None
            self.text.begin()
            self._tell(say("safety.history.none"))
            self._sync()
            return
        report, part = editing.report, self._part_id()
        self._run(lambda: past_of(history, moment, report, part), self._show_past)

    def _show_past(self, found: object) -> None:
        assert isinstance(found, Past)
        self._past = found
        self._show_text()
        if self._fresh:
            self._fresh = False
            self.slider.setFocus()
        if not found.existed:
            self._tell(say("safety.history.absent"))
        elif found.same:
            self._tell(say("safety.history.same"))
        else:
            counts = {"gone": found.words("deleted"), "new": found.words("inserted")}
            self._tell(say("safety.history.changed", **counts))
        self._sync()

    def _show_text(self) -> None:
        if self._past is not None:
            spans = self._past.spans if self.marks.isChecked() else as_it_was(self._past)
            self.text.show_spans(spans, self._past.headings)

    # What is done

    def _restore(self) -> None:
        moment, history, editing = self.moment, self._history, self._editing
        if moment is None or history is None or editing is None:
            return
        try:
            history.restore(editing, moment.id, self._part_id())
        except UserError as error:
            self.failed.emit(error)
            return
        name = self.parts.currentText().strip() if self._part_id() is not None else ""
        when = moment_words(moment, self._now())
        told = "safety.history.restored_part" if name else "safety.history.restored_whole"
        self.restored.emit(say(told, name=name, when=when) if name else say(told, when=when))

    def _step(self, by: int) -> None:
        self.slider.setValue(self.slider.value() + by)

    # How it looks

    def _part_id(self) -> str | None:
        found: str | None = self.parts.currentData()
        return found

    def _tell(self, text: str) -> None:
        self._summary.setText(text)

    def _name_moment(self) -> None:
        moment = self.moment
        words = moment_words(moment, self._now()) if moment else ""
        self._when.setText(words)
        self.slider.setToolTip(words)
        self.slider.setAccessibleDescription(words)
        place = say("safety.history.place", number=self.slider.value() + 1, count=len(self._moments))
        self._place.setText(place if moment else "")
        self._sync()

    def _sync(self) -> None:
        past, value = self._past, self.slider.value()
        self.earlier.setEnabled(bool(self._moments) and value > 0)
        self.later.setEnabled(value < self.slider.maximum())
        self.slider.setEnabled(bool(self._moments))
        self.marks.setEnabled(bool(past and not past.same))
        self.restore.setEnabled(bool(past and past.existed and not past.same))
        whole = self._part_id() is None
        self.restore.setText(say("safety.history.restore_whole" if whole else "safety.history.restore_part"))

    def _make_fields(self) -> None:
        self.back = quiet_button(say("safety.history.back"), "history_back", self, "back")
        self.back.setToolTip(say("safety.history.back_tip"))
        self.back.clicked.connect(self.closed)
        self.parts = theme.roomy(QComboBox(self))
        self.parts.setObjectName("history_part")
        self.parts.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.parts.setMinimumContentsLength(12)
        self.parts.setMaximumWidth(theme.columns(self, 64))
        self.parts.currentIndexChanged.connect(self._read_moments)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setObjectName("history_slider")
        self.slider.setAccessibleName(say("safety.history.slider"))
        self.slider.setRange(0, 0)
        self.slider.valueChanged.connect(self._moved)
        self.earlier = plain_button(say("safety.history.earlier"), "history_earlier", self)
        self.later = plain_button(say("safety.history.later"), "history_later", self)
        self.earlier.clicked.connect(lambda: self._step(-1))
        self.later.clicked.connect(lambda: self._step(1))
        self.marked = quiet_button(say("safety.history.marked"), "history_marked", self)
        self.marked.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.marked.setMenu(QMenu(self.marked))
        self.marks = QCheckBox(say("safety.history.marks"), self)
        self.marks.setObjectName("history_marks")
        self.marks.setChecked(True)
        self.marks.toggled.connect(self._show_text)
        self.restore = PrimaryButton(say("safety.history.restore_part"), "history_restore", self)
        self.restore.clicked.connect(self._restore)
        self.text = MarkedText("history_text", say("safety.history.text"), self)
        self._when, self._place, self._summary = QLabel(), QLabel(), QLabel()
        for label, name in (
            (self._when, "history_when"),
            (self._place, "history_place"),
            (self._summary, "history_summary"),
        ):
            label.setObjectName(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._summary.setWordWrap(True)
        self._place.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        font = QFont(self._when.font())
        font.setBold(True)
        self._when.setFont(font)

    def _lay_out(self) -> None:
        gap = theme.unit(self)
        label = QLabel(say("safety.history.part"))
        label.setBuddy(self.parts)
        self.parts.setAccessibleName(label.text().replace("&", ""))
        top = QHBoxLayout()
        top.setSpacing(gap * 3)
        top.addWidget(self.back)
        top.addStretch(1)
        top.addWidget(label)
        top.addWidget(self.parts, 2)
        top.addWidget(self.restore)
        slide = QHBoxLayout()
        slide.setSpacing(gap * 3)
        slide.addWidget(self.earlier)
        slide.addWidget(self.slider, 1)
        slide.addWidget(self.later)
        grid = QGridLayout()
        grid.setVerticalSpacing(gap)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._when, 0, 0)
        grid.addWidget(self._place, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.marked, 0, 2)
        grid.addWidget(self._summary, 1, 0)
        grid.addWidget(self.marks, 1, 1, 1, 2, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap * 5, gap * 2, gap * 5, gap * 4)
        column.setSpacing(gap * 3)
        for row in (top, slide, grid):
            column.addLayout(row)
        column.addWidget(self.text, 1)


def part_of_place(place: str) -> str | None:
    """The part to look back at for a part of the editor's outline: all but sections are one."""
    return FACTS if place.startswith("@") else place
