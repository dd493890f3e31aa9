"""A click on a printed word leads to its field: every word of the frame, where a PDF of the page has it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from danvan_desktop.domain.report import Indicator, UnitFigure
from danvan_desktop.layout.profile import profile
from danvan_desktop.layout.sample import sample_report
from danvan_desktop.services.page_spots import field_at
from danvan_desktop.services.preview import written_report
from danvan_desktop.word.live_pages import LivePages, Pages
from danvan_desktop.word.page_places import Area, PagePlaces, Spot
from danvan_desktop.word.pages import pdf_bytes

_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>')
RULES = profile("party_hd05_2026")


class Printed:
    """The pages of the sample report, and where its words are."""

    def __init__(self, pages: Pages, words: list[tuple[int, float, float, str]]) -> None:
        self.pages, self.words = pages, words

    def field_under(self, text: str, *, last: bool = False) -> str:
        """The field (or row) that a click on the first word of a text leads to."""
        wanted = text.split()
        starts = [
            at
            for at in range(len(self.words))
            if [word for *_, word in self.words[at : at + len(wanted)]] == wanted
        ]
        page, x, y, _ = self.words[starts[-1 if last else 0]]
        spot = self.pages.places.spot_at(page, x, y)
        assert spot is not None
        place = field_at(sample_report(), RULES, spot)
        assert place is not None
        return place.item or place.field


@pytest.fixture(scope="module")
def printed(needs_tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Printed:
    report = sample_report()
    made = written_report(report, RULES)
    pdf = tmp_path_factory.mktemp("spots") / "a.pdf"
    pdf.write_bytes(pdf_bytes(made.docx))
    boxes = pdf.with_suffix(".html")
    subprocess.run([needs_tool("pdftotext"), "-bbox", str(pdf), str(boxes)], check=True, stderr=-3)
    words = [
        (page, (float(left) + float(right)) / 2, (float(top) + float(bottom)) / 2, word)
        for page, part in enumerate(Path(boxes).read_text(encoding="utf-8").split("<page ")[1:], start=1)
        for left, top, right, bottom, word in _WORD.findall(part)
    ]
    source = LivePages(60.0)
    try:
        return Printed(source.show(lambda: made).result(60), words)
    finally:
        source.shutdown()


def test_every_line_of_the_letterhead_leads_to_its_own_field(printed: Printed) -> None:
    assert printed.field_under("ĐẢNG BỘ TỈNH") == "issuer_parent"
    assert printed.field_under("ĐẢNG ỦY XÃ") == "issuer_name"
    assert printed.field_under("Số 87-BC/ĐU") == "number"
    assert printed.field_under("Phú Lộc Hạ, ngày") == "place"
    assert printed.field_under("ngày 18 tháng 6") == "date"


def test_every_recipient_and_line_of_the_signature_leads_to_its_own_field(printed: Printed) -> None:
    report = sample_report()
    for number, typed in enumerate(report.recipients):
        first = re.sub(r"[;,.]$", "", typed).split()[:4]
        at = printed.field_under(f"- {' '.join(first)}", last=True)
        assert at == f"recipient{number}", typed
    assert printed.field_under(" ".join(report.signature.name.split()), last=True) == "signer"
    assert printed.field_under(report.signature.post, last=True) == "post"
    assert printed.field_under(report.signature.authority.split("\n")[0], last=True) == "authority"


def test_every_row_of_the_figures_leads_to_itself(printed: Printed) -> None:
    for number, figure in enumerate(sample_report().indicators):
        start = " ".join(figure.name.split()[:4])
        assert printed.field_under(start, last=True) == str(number), figure.name


def test_a_spot_over_two_pages_is_told_by_its_share_of_the_whole() -> None:
    places = PagePlaces(
        [("f:appendix", Area(1, 100, 700, 200, 100)), ("f:appendix", Area(2, 100, 50, 200, 300))]
    )
    spot = places.spot_at(2, 150, 150)
    assert spot is not None
    assert (spot.across, spot.down, spot.height) == (0.25, 0.5, 400)
    assert places.spot_at(3, 1, 1) is None


def test_rows_that_are_not_printed_are_not_counted_and_units_lead_to_their_indicator() -> None:
    blank = Indicator()
    first, second = sample_report().indicators[:2]
    by_unit = msgspec.structs.replace(
        second, units=(UnitFigure("Thôn Một", "3"), UnitFigure("Thôn Hai", "4"))
    )
    report = msgspec.structs.replace(sample_report(), indicators=(blank, first, blank, by_unit))

    def row_at(down: float) -> str:
        place = field_at(report, RULES, Spot("f:appendix", 0.6, down, 300))
        assert place is not None
        return place.item

    assert row_at(0.0) == "1"
    assert row_at(0.99) == "3"
    alone = msgspec.structs.replace(report, indicators=(blank, by_unit, first))
    place = field_at(alone, RULES, Spot("f:appendix", 0.6, 0.99, 300))
    assert place is not None
    assert place.item == "1", "the last appendix is that of the units, whose column names the indicator"
