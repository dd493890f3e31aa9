"""Colours and measures: one accent, light and dark, every length from the font."""

from __future__ import annotations

from typing import Literal, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

Tone = Literal["plain", "good", "warning", "bad"]

_W = TypeVar("_W", bound=QWidget)

_LEAST_POINTS = 10.0

_LIGHT = {
    QPalette.ColorRole.Window: "#f3f4f6",
    QPalette.ColorRole.WindowText: "#1c2128",
    QPalette.ColorRole.Base: "#ffffff",
    QPalette.ColorRole.AlternateBase: "#f7f8fa",
    QPalette.ColorRole.Text: "#1c2128",
    QPalette.ColorRole.Button: "#fcfcfd",
    QPalette.ColorRole.ButtonText: "#1c2128",
    QPalette.ColorRole.BrightText: "#ffffff",
    QPalette.ColorRole.Highlight: "#1d5a9e",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.Accent: "#1d5a9e",
    QPalette.ColorRole.Link: "#1d5a9e",
    QPalette.ColorRole.LinkVisited: "#1d5a9e",
    QPalette.ColorRole.PlaceholderText: "#6a727d",
    QPalette.ColorRole.ToolTipBase: "#1c2128",
    QPalette.ColorRole.ToolTipText: "#ffffff",
    QPalette.ColorRole.Light: "#ffffff",
    QPalette.ColorRole.Midlight: "#e6e8ec",
    QPalette.ColorRole.Mid: "#c5cad2",
    QPalette.ColorRole.Dark: "#9aa2ad",
    QPalette.ColorRole.Shadow: "#5f6772",
}
_DARK = {
    QPalette.ColorRole.Window: "#1d2025",
    QPalette.ColorRole.WindowText: "#e7e9ec",
    QPalette.ColorRole.Base: "#15171b",
    QPalette.ColorRole.AlternateBase: "#1a1d21",
    QPalette.ColorRole.Text: "#e7e9ec",
    QPalette.ColorRole.Button: "#2a2e35",
    QPalette.ColorRole.ButtonText: "#e7e9ec",
    QPalette.ColorRole.BrightText: "#ffffff",
    QPalette.ColorRole.Highlight: "#2f6db5",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.Accent: "#2f6db5",
    QPalette.ColorRole.Link: "#84b6f4",
    QPalette.ColorRole.LinkVisited: "#84b6f4",
    QPalette.ColorRole.PlaceholderText: "#959ca7",
    QPalette.ColorRole.ToolTipBase: "#e7e9ec",
    QPalette.ColorRole.ToolTipText: "#1c2128",
    QPalette.ColorRole.Light: "#3a3f47",
    QPalette.ColorRole.Midlight: "#2c3037",
    QPalette.ColorRole.Mid: "#434952",
    QPalette.ColorRole.Dark: "#0f1114",
    QPalette.ColorRole.Shadow: "#000000",
}
_RING_ON_DARK = "#b4bac4"
_FAINT = {False: "#8d949e", True: "#6f7681"}
# Ink and wash of a tone on light and on dark ground; each ink has a contrast of 4.5 or more on its wash.
_TONES: dict[Tone, dict[bool, tuple[str, str]]] = {
    "plain": {False: ("#3d4550", "#e6e9ee"), True: ("#c9ced6", "#31363e")},
    "good": {False: ("#1c6b3c", "#dff2e6"), True: ("#8fdcaf", "#1d3a2a")},
    "warning": {False: ("#7d4e00", "#fdefd3"), True: ("#f2c879", "#43351b")},
    "bad": {False: ("#a2231d", "#fce4e2"), True: ("#ffa8a1", "#4c2321")},
}


def apply(app: QApplication, dark: bool | None = None) -> None:
    """Dress the application, now and whenever the system turns light or dark.

    `dark` settles it whatever the system says.
    """
    app.setStyle("Fusion")
    font = app.font()
    if font.pointSizeF() < _LEAST_POINTS:
        font.setPointSizeF(_LEAST_POINTS)
        app.setFont(font)
    if dark is None:
        hints = QGuiApplication.styleHints()
        _dress(app, dark=hints.colorScheme() == Qt.ColorScheme.Dark)
        hints.colorSchemeChanged.connect(lambda scheme: _dress(app, dark=scheme == Qt.ColorScheme.Dark))
    else:
        _dress(app, dark=dark)


def _dress(app: QApplication, *, dark: bool) -> None:
    """Fusion draws the rings and boxes of choices darker than the window: on dark none would be seen."""
    app.setPalette(palette(dark))
    for kind in ("QCheckBox", "QRadioButton"):
        ringed = palette(dark)
        if dark:
            ringed.setColor(QPalette.ColorRole.Window, QColor(_RING_ON_DARK))
        app.setPalette(ringed, kind)  # type: ignore[arg-type]  # it takes str, whatever its stub says


def palette(dark: bool) -> QPalette:
    """The palette of light or dark."""
    made = QPalette()
    for role, colour in (_DARK if dark else _LIGHT).items():
        made.setColor(role, QColor(colour))
    faint = QColor(_FAINT[dark])
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, faint)
    return made


def is_dark(of: QPalette) -> bool:
    """Whether a palette is one with light letters on dark ground."""
    return of.color(QPalette.ColorRole.Base).lightness() < 128


def tone_colours(tone: Tone, of: QPalette) -> tuple[QColor, QColor]:
    """Ink and wash of a tone on the ground of a palette."""
    ink, wash = _TONES[tone][is_dark(of)]
    return QColor(ink), QColor(wash)


def wash(of: QPalette) -> QColor:
    """The ground of what is chosen, where letters and chips keep their colours."""
    accent, base = of.color(QPalette.ColorRole.Accent), of.color(QPalette.ColorRole.Base)
    share = 0.30 if is_dark(of) else 0.14

    def mixed(one: int, other: int) -> int:
        return round(one * share + other * (1 - share))

    return QColor(
        mixed(accent.red(), base.red()),
        mixed(accent.green(), base.green()),
        mixed(accent.blue(), base.blue()),
    )


def unit(widget: QWidget) -> int:
    """The length all gaps are multiples of: a quarter of a line of the widget's font, in pixels."""
    return max(3, round(QFontMetricsF(widget.font()).height() / 4))


def roomy(field: _W) -> _W:
    """The field, a little higher than the style makes it."""
    field.setMinimumHeight(round(QFontMetricsF(field.font()).height() * 1.9))
    if isinstance(field, QLineEdit):
        gap = unit(field)
        field.setTextMargins(gap, 0, gap, 0)
    return field


def columns(widget: QWidget, letters: float) -> int:
    """The width of so many average letters of the widget's font, in pixels."""
    return round(QFontMetricsF(widget.font()).averageCharWidth() * letters)


def palette_now() -> QPalette:
    """The application's palette, whatever a widget's own may be."""
    return QApplication.palette()
