"""Blanks of ready phrases and outlines that nobody has filled in, and figures without a name."""

from __future__ import annotations

from collections.abc import Iterator

from danvan_desktop.checks.places import Place, places
from danvan_desktop.domain.blanks import Blank, blanks
from danvan_desktop.domain.figures import UNNAMED, figures_of, printed_figures, printed_value
from danvan_desktop.domain.finding import FIGURES, UNNAMED_FIGURE, Finding, Where
from danvan_desktop.domain.report import Report
from danvan_desktop.text.sentences import sentences
from danvan_desktop.wording import say


def unfilled_blanks(report: Report) -> Iterator[Finding]:
    """One finding for each sentence, heading or line with blanks, about the first of them."""
    for place in places(report):
        found = list(blanks(place.text))
        for start, end in _pieces(place, found):
            first = next((blank for blank in found if start <= blank.start < end), None)
            if first is not None:
                yield Finding(
                    "blank.unfilled",
                    "error",
                    Where(place.section, place.item, place.text[start:end].strip()),
                    required=say("checks.blank_required"),
                    found=place.text[first.start : first.end],
                    advice=say("checks.blank_advice"),
                )


def unnamed_figures(report: Report) -> Iterator[Finding]:
    """One finding for each row of figures that would be printed with a gap for its name."""
    for figure in printed_figures(report.indicators):
        if figure.name.strip():
            continue
        known = next((value for value in figures_of(figure) if value.strip()), "")
        yield Finding(
            UNNAMED_FIGURE,
            "error",
            Where(FIGURES, figure.code, f"{UNNAMED} {printed_value(known)} {figure.unit}".strip()),
            required=say("checks.blank_required"),
            found=UNNAMED,
            advice=say("checks.unnamed_figure_advice"),
        )


def _pieces(place: Place, found: list[Blank]) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text stand; dots to be filled in end none. Other spots are one piece."""
    if place.spot != "text" or not found:
        yield 0, len(place.text)
        return
    filled = place.text
    for blank in found:
        filled = filled[: blank.start] + "x" * (blank.end - blank.start) + filled[blank.end :]
    start = 0
    for sentence in sentences(filled):
        yield start, start + len(sentence)
        start += len(sentence)
