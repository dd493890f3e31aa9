"""Tracked changes, judged by LibreOffice: all accepted is the second file, all rejected the first.

Every paragraph counts, empty ones and those in cells too. Where LibreOffice 7.4 cannot get there: a table
that comes or goes between two others with no words on either side of it (it joins no paragraph with a table).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
import word_samples
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from libreoffice_hand import Hand, Step
from lxml import etree

from danvan_desktop.errors import UserError
from danvan_desktop.layout import blocks
from danvan_desktop.layout.profile import profile
from danvan_desktop.word.ooxml import w
from danvan_desktop.word.revisions import accept_all
from danvan_desktop.word.tracked import compare_docx
from danvan_desktop.word.writer import docx_bytes

RULES = profile("party_hd05_2026")
WHEN = datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
AUTHOR = "Nguyễn Thị Tự"
SAMPLE = word_samples.sample(RULES)


def text(words: str, source: str = "") -> blocks.Paragraph:
    return blocks.Paragraph(word_samples.spans(words), source=source)


def changed(*change: Callable[[list[blocks.Block]], object]) -> blocks.Document:
    found = list(SAMPLE.blocks)
    for step in change:
        step(found)
    return msgspec.structs.replace(SAMPLE, blocks=tuple(found))


def at(found: list[blocks.Block], source: str) -> int:
    return next(n for n, block in enumerate(found) if getattr(block, "source", "") == source)


def insert(source: str, *new: blocks.Block) -> Callable[[list[blocks.Block]], object]:
    def step(found: list[blocks.Block]) -> None:
        place = at(found, source)
        found[place:place] = new

    return step


def delete(*sources: str) -> Callable[[list[blocks.Block]], object]:
    def step(found: list[blocks.Block]) -> None:
        for source in sources:
            del found[at(found, source)]

    return step


def retype(old: str, new: str) -> Callable[[list[blocks.Block]], object]:
    def step(found: list[blocks.Block]) -> None:
        data = msgspec.json.encode(blocks.Document(tuple(found), "", "", "")).decode()
        assert old in data
        found[:] = msgspec.json.decode(data.replace(old, new), type=blocks.Document).blocks

    return step


def last_of(kind: type) -> Callable[[list[blocks.Block]], object]:
    def step(found: list[blocks.Block]) -> None:
        del found[max(n for n, block in enumerate(found) if isinstance(block, kind))]

    return step


def more_rows(found: list[blocks.Block]) -> None:
    place = at(found, "i:table")
    table = found[place]
    first, *rest = table.rows
    rows = (first, ("1a", "Chỉ tiêu mới thêm", "lượt", "7", "8"), *rest[1:])
    found[place] = msgspec.structs.replace(table, rows=rows)


def last_row_out(found: list[blocks.Block]) -> None:
    place = at(found, "i:table")
    found[place] = msgspec.structs.replace(found[place], rows=found[place].rows[:-1])


def other_columns(found: list[blocks.Block]) -> None:
    place = at(found, "i:table")
    table = found[place]
    found[place] = blocks.Table(table.columns[:3], tuple(row[:3] for row in table.rows), "i:table")


def emphasis(found: list[blocks.Block]) -> None:
    place = at(found, "i:opening")
    (span,) = found[place].spans
    cut = span.text.index(" ", len(span.text) // 2)
    halves = (blocks.Span(span.text[:cut], bold=True), blocks.Span(span.text[cut:]))
    found[place] = msgspec.structs.replace(found[place], spans=halves)


def whole_section_up(found: list[blocks.Block]) -> None:
    """The part of the tasks put before that of the results."""
    first, second = at(found, "s:results"), at(found, "s:tasks")
    end = next(n for n in range(second, len(found)) if isinstance(found[n], blocks.Signature))
    found[first:end] = [*found[second:end], *found[first:second]]


def other_frame(found: list[blocks.Block]) -> None:
    head = found[0]
    found[0] = msgspec.structs.replace(
        head, parent=(*head.parent, "BAN THƯỜNG VỤ"), name=("ĐẢNG ỦY PHƯỜNG",), place_date="Đông Hà, ngày 9"
    )
    place = max(n for n, block in enumerate(found) if isinstance(block, blocks.Signature))
    signed = found[place]
    found[place] = msgspec.structs.replace(
        signed, authority=("T/M ĐẢNG ỦY",), name="Lê Thị Bình", recipients=signed.recipients[1:]
    )


def fewer_columns_and_rows(found: list[blocks.Block]) -> None:
    other_columns(found)
    place = at(found, "i:table")
    found[place] = msgspec.structs.replace(found[place], rows=found[place].rows[1:])


def shorter_appendix(found: list[blocks.Block]) -> None:
    (place,) = (n for n, block in enumerate(found) if isinstance(block, blocks.Appendix))
    found[place] = word_samples.appendix(4, landscape=False)


def bare(found: list[blocks.Block]) -> None:
    """Nothing but what stands around the text."""
    around = (blocks.Letterhead, blocks.Title, blocks.Signature)
    found[:] = [block for block in found if isinstance(block, around)]


other_table = blocks.Table(
    (blocks.Column("Nội dung", 0.5), blocks.Column("Số lượng", 0.5)), (("Hội nghị", "12"), ("Tập huấn", "3"))
)

CASES = {
    "nothing": changed(),
    "words": changed(retype("kịp thời nắm", "chủ động nắm chắc, kịp thời nắm"), retype("góp phần ", "")),
    "paragraph-in": changed(insert("i:dash", text("Đoạn mới hoàn toàn, không giống đoạn nào."))),
    "paragraph-out": changed(delete("i:dash")),
    "first-in-section": changed(delete("i:result"), insert("s:state", text("Thay bằng đoạn khác hẳn."))),
    "before-table": changed(delete("i:dash"), insert("i:table", text("Một dòng."), text("Dòng nữa."))),
    "sections-swapped": changed(delete("s:party", "i:result"), insert("i:table", text("2. Mục dời xuống"))),
    "tasks": changed(delete("i:t1"), retype("Ba là", "Hai là")),
    "rows": changed(more_rows, retype("1.003", "2.003")),
    "columns": changed(other_columns),
    "table-out": changed(delete("i:table")),
    "recipients": changed(retype("Các chi bộ, đảng bộ", "Các chi bộ"), retype("PHÓ BÍ THƯ", "BÍ THƯ")),
    "title": changed(retype("6 tháng cuối năm 2026", "năm 2027"), retype("Số 05", "Số 06")),
    "emphasis": changed(emphasis),
    "appendix-out": changed(last_of(blocks.Appendix)),
    "appendix-out-and-words": changed(
        last_of(blocks.Appendix), retype("kịp thời nắm", "nắm chắc"), delete("i:t2")
    ),
    "appendix-shorter": changed(shorter_appendix),
    "table-and-text-out": changed(delete("i:dash", "i:table")),
    "table-at-start": changed(insert("s:party", word_samples.figures(2)), delete("i:table")),
    "tables-together": changed(insert("s:tasks", word_samples.figures(2), other_table)),
    "two-tables": changed(insert("s:tasks", word_samples.figures(2))),
    "section-up": changed(whole_section_up),
    "section-out": changed(delete("s:state", "s:democracy", "i:dash", "i:table")),
    "headings": changed(retype("Tình hình và kết quả", "Kết quả đạt được"), retype("1.1.", "1.2.")),
    "frame": changed(other_frame),
    "columns-and-rows": changed(fewer_columns_and_rows, delete("i:dash")),
    "rows-out": changed(last_row_out),
    "bare": changed(bare),
    "all-else": msgspec.structs.replace(SAMPLE, blocks=word_samples.of_length(RULES, 4).blocks),
}  # fmt: skip


def written(document: blocks.Document) -> bytes:
    return docx_bytes(document, RULES)


def texts(docx: bytes) -> list[str]:
    """The words of each paragraph, in tables too."""
    body = Document(io.BytesIO(docx)).element.body
    lines = []
    for paragraph in body.iter(w("p")):
        parts = (
            "\n" if e.tag == w("br") else "\t" if e.tag == w("tab") else e.text or ""
            for e in paragraph.iter(w("t"), w("br"), w("tab"))
            if e.getparent().tag == w("r")
        )
        lines.append("".join(parts))
    return lines


def root_of(docx: bytes) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml"))


@pytest.fixture(scope="module")
def judged(hand: Callable[[str], Hand], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every case compared with the sample both ways, then all accepted and all rejected by LibreOffice."""
    folder = tmp_path_factory.mktemp("tracked")
    work: list[Step] = []
    for name, document in CASES.items():
        for way, (old, new) in {"to": (SAMPLE, document), "back": (document, SAMPLE)}.items():
            file = folder / f"{name}-{way}.docx"
            file.write_bytes(compare_docx(written(old), written(new), AUTHOR, WHEN))
            for verb in ("Accept", "Reject"):
                done = str(folder / f"{name}-{way}.{verb}.docx")
                work += [("open", str(file)), ("command", f"{verb}AllTrackedChanges"), ("keep", done)]
    hand("Người kiểm tra").run(work)
    return folder


@pytest.mark.parametrize("way", ["to", "back"])
@pytest.mark.parametrize("name", CASES)
def test_accepted_is_the_second_and_rejected_the_first(judged: Path, name: str, way: str) -> None:
    old, new = (SAMPLE, CASES[name]) if way == "to" else (CASES[name], SAMPLE)
    for verb, document in (("Accept", new), ("Reject", old)):
        assert texts((judged / f"{name}-{way}.{verb}.docx").read_bytes()) == texts(written(document))


@pytest.mark.parametrize("name", CASES)
def test_the_pages_of_an_appendix_come_and_go_with_it(judged: Path, name: str) -> None:
    for way, verb in (("to", "Accept"), ("to", "Reject"), ("back", "Accept"), ("back", "Reject")):
        is_case = (way, verb) in (("to", "Accept"), ("back", "Reject"))
        wanted = root_of(written(CASES[name] if is_case else SAMPLE))
        left = root_of((judged / f"{name}-{way}.{verb}.docx").read_bytes())
        assert len(list(left.iter(w("sectPr")))) == len(list(wanted.iter(w("sectPr"))))


def test_another_page_setup_of_the_last_section_is_noted() -> None:
    root = root_of(compare_docx(written(SAMPLE), written(CASES["appendix-out"]), AUTHOR, WHEN))
    (change,) = root.iter(w("sectPrChange"))
    assert change.get(w("author")) == AUTHOR
    assert change.find(f"{w('sectPr')}/{w('pgSz')}").get(w("orient")) == "landscape"
    assert change.getparent().find(w("pgSz")).get(w("orient")) is None


def changes_in(docx: bytes) -> list[etree._Element]:
    root = root_of(docx)
    return [*root.iter(w("ins")), *root.iter(w("del")), *root.iter(w("rPrChange"))]


def test_nothing_changed_is_nothing_tracked() -> None:
    assert changes_in(compare_docx(written(SAMPLE), written(SAMPLE), AUTHOR, WHEN)) == []


def test_every_change_is_signed_and_numbered_once() -> None:
    for name, document in CASES.items():
        found = changes_in(compare_docx(written(SAMPLE), written(document), AUTHOR, WHEN))
        assert found or name == "nothing"
        assert {change.get(w("author")) for change in found} <= {AUTHOR}
        assert {change.get(w("date")) for change in found} <= {"2026-07-01T08:30:00Z"}
        numbers = [change.get(w("id")) for change in found]
        assert len(set(numbers)) == len(numbers)


def test_only_the_words_that_changed_are_marked() -> None:
    root = root_of(compare_docx(written(SAMPLE), written(CASES["words"]), AUTHOR, WHEN))
    gone = {"".join(e.itertext(w("delText"))) for e in root.iter(w("del"))}
    come = {"".join(e.itertext(w("t"))) for e in root.iter(w("ins"))}
    assert gone == {"góp phần "}
    assert come == {"chủ động nắm chắc, "}


def test_emphasis_that_changed_is_marked_with_what_it_was() -> None:
    root = root_of(compare_docx(written(SAMPLE), written(CASES["emphasis"]), AUTHOR, WHEN))
    (change,) = root.iter(w("rPrChange"))
    run = change.getparent().getparent()
    assert run.find(f"{w('rPr')}/{w('b')}") is not None
    assert change.find(f"{w('rPr')}/{w('b')}") is None
    assert not list(root.iter(w("ins"), w("del")))


def test_the_bookmarks_of_the_second_file_stay() -> None:
    for name, document in CASES.items():
        compared = root_of(compare_docx(written(SAMPLE), written(document), AUTHOR, WHEN))
        wanted = [mark.get(w("name")) for mark in root_of(written(document)).iter(w("bookmarkStart"))]
        found = [mark.get(w("name")) for mark in compared.iter(w("bookmarkStart"))]
        assert [mark for mark in found if mark in wanted] == wanted, name
        assert len(found) == len(set(found))


def test_changes_already_in_a_file_are_taken_first() -> None:
    tracked = compare_docx(written(SAMPLE), written(CASES["words"]), "Người khác", WHEN)
    again = compare_docx(tracked, written(CASES["words"]), AUTHOR, WHEN)
    assert changes_in(again) == []


def test_a_row_someone_deleted_with_tracking_is_gone_before_comparing() -> None:
    fewer = written(changed(last_row_out))
    tracked = compare_docx(written(SAMPLE), fewer, "Người khác", WHEN)
    assert [mark for row in root_of(tracked).iter(w("trPr")) for mark in row.iter(w("del"))]
    for pair in ((tracked, fewer), (fewer, tracked)):
        again = compare_docx(*pair, AUTHOR, WHEN)
        assert changes_in(again) == []
        assert texts(again) == texts(fewer)


WORDS = st.sampled_from(["dân", "vận", "khéo", "2026", "Ủy ban", "- ", ", ", "\t", "&<", "\n", " "])
PARAGRAPHS = st.lists(st.lists(WORDS, max_size=6).map("".join), max_size=6)


@given(PARAGRAPHS, PARAGRAPHS)
@settings(max_examples=60)
def test_any_paragraphs_accepted_are_the_second_file(old: list[str], new: list[str]) -> None:
    first, second = (
        written(blocks.Document(tuple(text(line) for line in lines), "", "", "")) for lines in (old, new)
    )
    root = root_of(compare_docx(first, second, AUTHOR, WHEN))
    accept_all(root)
    assert own_texts(root) == own_texts(root_of(second))
    root = root_of(compare_docx(first, second, AUTHOR, WHEN))
    reject_all(root)
    assert own_texts(root) == own_texts(root_of(first))


def own_texts(root: etree._Element) -> list[str]:
    return [
        "".join(
            "\n" if e.tag == w("br") else "\t" if e.tag == w("tab") else e.text or ""
            for e in p.iter(w("t"), w("br"), w("tab"))
        )
        for p in root.iter(w("p"))
    ]


def reject_all(root: etree._Element) -> None:
    """Rejecting is accepting with insertions and deletions exchanged."""
    renamed = {w("ins"): w("del"), w("del"): w("ins"), w("delText"): w("t")}
    for element in list(root.iter(*renamed)):
        element.tag = renamed[element.tag]
    accept_all(root)


@pytest.mark.parametrize("bad", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0 an old .doc", b"{}"])
def test_what_is_no_word_file_is_refused(bad: bytes) -> None:
    for pair in ((bad, written(SAMPLE)), (written(SAMPLE), bad)):
        with pytest.raises(UserError):
            compare_docx(*pair, AUTHOR, WHEN)
