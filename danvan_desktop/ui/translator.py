"""Vietnamese for Qt's own words (standard buttons, context menus, the file dialog): its wheel ships none."""

from __future__ import annotations

import tomllib
from functools import cache

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from danvan_desktop.paths import resource


@cache
def qt_words() -> dict[str, str]:
    """Qt's English by its Vietnamese, from `resources/i18n/qt.toml`."""
    with resource("i18n", "qt.toml").open("rb") as stream:
        words: dict[str, str] = tomllib.load(stream)
    return words


class VietnameseTranslator(QTranslator):
    """Looks up by the English text alone: no word of Qt's that we show means two things."""

    def isEmpty(self) -> bool:
        """Never: otherwise Qt would not ask."""
        return False

    def translate(
        self,
        context: str,  # noqa: ARG002
        source: str,
        disambiguation: str | None = None,  # noqa: ARG002
        n: int = -1,  # noqa: ARG002
    ) -> str:
        """The Vietnamese of Qt's text, or the text as it is; Qt puts the number of a plural in itself."""
        return qt_words().get(source, source)


def install(app: QApplication) -> VietnameseTranslator:
    """Make Qt speak Vietnamese: its words, and the names of months and days."""
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    translator = VietnameseTranslator(app)
    app.installTranslator(translator)
    return translator
