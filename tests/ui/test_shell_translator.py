"""Qt's own words in Vietnamese: whatever Qt asks to be translated while a clerk works has an answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QDateEdit,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QScrollBar,
    QSpinBox,
    QTextEdit,
    QWidget,
)
from shell_kit import Shell
from test_shell_commands import every_dialog

from danvan_desktop.ui import translator
from danvan_desktop.ui.translator import VietnameseTranslator, qt_words

# Names printed on keys, and contexts that no one is shown.
KEY_CAPS = {
    "Ctrl",
    "Alt",
    "Shift",
    "Meta",
    "Del",
    "Ins",
    "Esc",
    "Tab",
    "Home",
    "End",
    "PgUp",
    "PgDown",
    "Return",
    "Enter",
}
NOT_SHOWN = {"QShortcut", "QGuiApplication"}
ENGLISH = re.compile(
    r"\b(OK|Cancel|Open|Save|Close|Undo|Redo|Cut|Copy|Paste|Delete|Select|Step|Scroll|Page|File|Folder|Look|Name"
    r"|Size|Type|Date|Back|Forward|Parent|Create|View|Rename|Show|Files|Yes|No|Help|Apply|Reset|Details|Insert)\b"
)


class Recorder(VietnameseTranslator):
    """Notes what Qt asked for and got back as it was."""

    def __init__(self) -> None:
        super().__init__()
        self.unanswered: set[tuple[str, str]] = set()

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        found = super().translate(context, source, disambiguation, n)
        if (
            context not in NOT_SHOWN
            and found == source
            and re.search(r"[A-Za-z]{2}", source)
            and source not in KEY_CAPS
            and not source.startswith("Alt+")
        ):
            self.unanswered.add((context, source))
        return found


@pytest.fixture
def recorder(qapp):
    before = QLocale()
    own = translator.install(qapp)
    made = Recorder()
    qapp.installTranslator(made)
    yield made
    qapp.removeTranslator(made)
    qapp.removeTranslator(own)
    QLocale.setDefault(before)


def shown_texts(root: QWidget) -> list[str]:
    texts: list[str] = []
    for widget in [root, *root.findChildren(QWidget)]:
        for name in ("text", "title", "placeholderText", "toolTip", "windowTitle"):
            value = getattr(widget, name, None)
            if callable(value):
                texts.append(str(value()))
        texts += [f"{action.text()} {action.toolTip()}" for action in widget.actions()]
    return texts


def english_in(root: QWidget) -> list[str]:
    return [text for text in shown_texts(root) if ENGLISH.search(text.replace("&", ""))]


def menu_of(field: QWidget, qtbot) -> QWidget:
    qtbot.addWidget(field)
    field.show()
    menu = field.createStandardContextMenu()
    qtbot.addWidget(menu)
    menu.ensurePolished()
    return menu


def test_context_menus_of_text_fields(recorder: Recorder, qtbot) -> None:
    for kind in (QLineEdit, QPlainTextEdit, QTextEdit):
        field = kind()
        menu = menu_of(field, qtbot)
        texts = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
        assert texts[:6] == ["&Hoàn tác", "&Làm lại", "&Cắt", "&Sao chép", "&Dán", "Xóa"], kind
        assert texts[-1] == "Chọn tất cả"
    assert recorder.unanswered == set()


def test_standard_buttons(recorder: Recorder, qtbot) -> None:
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    for button in QDialogButtonBox.StandardButton:
        if button != QDialogButtonBox.StandardButton.NoButton and bin(button.value).count("1") == 1:
            box.addButton(button)
    assert len(box.buttons()) >= 17
    assert english_in(box) == []
    message = QMessageBox(
        QMessageBox.Icon.Question,
        "Hỏi",
        "Hỏi?",
        QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No,
    )
    qtbot.addWidget(message)
    message.setDetailedText("chi tiết")
    message.show()
    assert english_in(message) == []
    assert recorder.unanswered == set()


def test_the_file_dialog(recorder: Recorder, qtbot, tmp_path: Path) -> None:
    (tmp_path / "báo cáo.docx").touch()
    (tmp_path / "thư mục").mkdir()
    for mode in (QFileDialog.AcceptMode.AcceptOpen, QFileDialog.AcceptMode.AcceptSave):
        dialog = QFileDialog(None, "Chọn tệp", str(tmp_path), "Tệp Word (*.docx)")
        qtbot.addWidget(dialog)
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setAcceptMode(mode)
        dialog.setViewMode(QFileDialog.ViewMode.Detail)
        dialog.show()
        qtbot.waitUntil(lambda dialog=dialog: dialog.isVisible())
        left = [text for text in english_in(dialog) if str(tmp_path) not in text]
        assert left == []
    assert recorder.unanswered == set()


def test_calendar_numbers_and_scroll_bars(recorder: Recorder, qtbot) -> None:
    calendar = QCalendarWidget()
    qtbot.addWidget(calendar)
    calendar.show()
    assert calendar.locale().language() == QLocale.Language.Vietnamese
    assert english_in(calendar) == []
    for field in (QSpinBox(), QDateEdit()):
        qtbot.addWidget(field)
        field.show()
        assert english_in(field) == []
    bar = QScrollBar(Qt.Orientation.Vertical)
    qtbot.addWidget(bar)
    assert QCoreApplication.translate("QScrollBar", "Scroll here") == "Cuộn đến đây"
    assert recorder.unanswered == set()


def test_every_screen_and_dialog_of_ours(recorder: Recorder, tmp_path: Path, qtbot) -> None:
    shell = Shell(tmp_path / "data")
    shell.with_report(shell.with_office())
    window = shell.open(qtbot)
    try:
        for page in ("home", "offices"):
            window.show_page(page)
            assert english_in(window.home if page == "home" else window.offices) == []
        window.show_page("home")
        window.home.commands["open_report"].trigger()
        for dialog in every_dialog(window, qtbot):
            dialog.show()
            QApplication.processEvents()
            assert english_in(dialog) == [], dialog.objectName()
        assert recorder.unanswered == set()
    finally:
        shell.close()


def test_an_unknown_text_stays_itself(recorder: Recorder) -> None:
    assert QCoreApplication.translate("QWhatever", "Frobnicate") == "Frobnicate"


def test_mnemonics_and_places_are_kept() -> None:
    for english, vietnamese in qt_words().items():
        assert english.count("&") == vietnamese.count("&"), english
        assert set(re.findall(r"%[\dn]", english)) == set(re.findall(r"%[\dn]", vietnamese)), english
        assert english.count("\n") == vietnamese.count("\n"), english


def test_pyside_gives_back_what_it_takes() -> None:
    """PySide 6.12.0 on Python 3.11 lost a reference to None on every call that returns nothing."""
    import sys

    from PySide6.QtCore import QObject

    one = QObject()
    before = sys.getrefcount(None)
    for _ in range(500):
        one.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < 100
