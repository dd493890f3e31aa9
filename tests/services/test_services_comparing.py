"""Two versions side by side."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from danvan_desktop.domain import report_json
from danvan_desktop.domain.edits import new_id, update_section
from danvan_desktop.domain.report import Item, Report, Section
from danvan_desktop.errors import UserError
from danvan_desktop.layout.profile import profile
from danvan_desktop.layout.sample import sample_report
from danvan_desktop.services.comparing import Row, compare_files, compare_reports, compared_docx
from danvan_desktop.services.exporting import docx_of
from danvan_desktop.word.ooxml import w
from danvan_desktop.word.safe_package import Package

WHEN = datetime(2026, 7, 1, tzinfo=UTC)
BASE = sample_report()


def with_items(*texts: str, heading: str = "Kết quả", section_id: str = "s1") -> Report:
    items = tuple(Item(id=f"i{n}", text=text) for n, text in enumerate(texts))
    section = Section(id=section_id, role="results", heading=heading, items=items)
    return msgspec.structs.replace(BASE, sections=(section,))


def in_sections(old: Report, new: Report) -> list[Row]:
    return [row for row in compare_reports(old, new) if row.section]


def test_what_stands_around_the_sections_is_compared_field_by_field() -> None:
    old = msgspec.structs.replace(
        with_items("Một câu."), indicators=BASE.indicators[:2], recipients=("Tỉnh ủy", "Lưu")
    )
    first = msgspec.structs.replace(old.indicators[0], value="99")
    new = msgspec.structs.replace(
        old,
        number=(old.number or 0) + 1,
        signature=msgspec.structs.replace(old.signature, name="Lê Văn Chánh"),
        recipients=("Tỉnh ủy", "Công an xã", "Lưu"),
        indicators=(first, *old.indicators[1:]),
    )
    rows = [row for row in compare_reports(old, new) if row.section == "" and row.kind != "same"]
    assert [row.kind for row in rows] == ["heading", "changed", "changed", "added", "changed"]
    assert [row.new[a:b] for row in rows for a, b in row.new_marks] == [
        str(new.number), "Lê Văn Chánh", "Nơi nhận: Công an xã", "99",
    ]  # fmt: skip
    assert rows[1].new.startswith("Số, ký hiệu: ")


def test_the_work_says_how_far_it_is_and_can_be_stopped() -> None:
    said: list[float] = []
    compare_reports(BASE, BASE, said.append)
    assert said == sorted(said)
    assert 0 <= said[0] < said[-1] < 1

    class StopError(Exception):
        pass

    def stop(share: float) -> None:
        raise StopError(share)

    with pytest.raises(StopError):
        compared_docx(BASE, BASE, profile("party_hd05_2026"), "X", WHEN, stop)


def test_sentences_stand_beside_what_they_were() -> None:
    old = with_items("Đã tổ chức 12 hội nghị. Nhân dân đồng thuận cao. Câu sẽ bị bỏ đi hẳn.")
    new = with_items("Đã tổ chức 15 hội nghị. Nhân dân đồng thuận cao.", "Mở thêm hai mô hình mới.")
    rows = in_sections(old, new)
    assert [(row.kind, row.old, row.new) for row in rows] == [
        ("heading", "Kết quả", "Kết quả"),
        ("changed", "Đã tổ chức 12 hội nghị.", "Đã tổ chức 15 hội nghị."),
        ("same", "Nhân dân đồng thuận cao.", "Nhân dân đồng thuận cao."),
        ("removed", "Câu sẽ bị bỏ đi hẳn.", ""),
        ("added", "", "Mở thêm hai mô hình mới."),
    ]
    changed = rows[1]
    assert [changed.old[a:b] for a, b in changed.old_marks] == ["12"]
    assert [changed.new[a:b] for a, b in changed.new_marks] == ["15"]


def test_a_section_with_another_heading_is_the_same_by_its_id_and_another_by_likeness() -> None:
    text = "Đã tổ chức 12 hội nghị."
    renamed = in_sections(with_items(text), with_items(text, heading="Kết quả đạt được"))
    assert [row.kind for row in renamed] == ["heading", "same"]
    assert [renamed[0].new[a:b] for a, b in renamed[0].new_marks] == [" đạt được"]
    other_id = in_sections(with_items(text), with_items(text, section_id="other"))
    assert [row.kind for row in other_id] == ["heading", "same"]


def test_a_report_beside_itself_is_all_the_same() -> None:
    rows = compare_reports(BASE, BASE)
    assert len(rows) > 30
    assert {(row.kind, row.old == row.new, row.old_marks) for row in rows} <= {
        ("heading", True, ()), ("same", True, ()),
    }  # fmt: skip


def test_two_revisions_become_one_word_file() -> None:
    target = next(section for section in BASE.sections if section.items)
    longer = update_section(
        BASE,
        target.id,
        lambda s: msgspec.structs.replace(
            s, items=(*s.items, Item(id=new_id("i"), text="Câu vừa thêm vào."))
        ),
    )
    root = Package(compared_docx(BASE, longer, profile("party_hd05_2026"), "Người soạn", WHEN)).document()
    added = "".join("".join(e.itertext(w("t"))) for e in root.iter(w("ins")))
    assert "Câu vừa thêm vào." in added


@pytest.mark.parametrize("kinds", ["json json", "json docx", "docx json", "docx docx"])
def test_files_of_either_kind_are_compared(tmp_path: Path, kinds: str) -> None:
    rules = profile("party_hd05_2026")
    new = msgspec.structs.replace(BASE, number=(BASE.number or 0) + 1)
    files = []
    for name, kind, report in zip("ab", kinds.split(), (BASE, new), strict=True):
        files.append(tmp_path / f"{name}.{kind}")
        files[-1].write_bytes(report_json.encode(report) if kind == "json" else docx_of(report, rules))
    target = tmp_path / "so sánh.docx"
    compare_files(*files, target, "Người soạn", WHEN)
    xml = zipfile.ZipFile(io.BytesIO(target.read_bytes())).read("word/document.xml").decode()
    assert xml.count("<w:del ") == xml.count("<w:ins ") == 2 if BASE.indicators else 1


def test_a_file_that_is_neither_leaves_the_target_alone(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"not a zip")
    (tmp_path / "b.json").write_bytes(report_json.encode(BASE))
    target = tmp_path / "out.docx"
    target.write_bytes(b"before")
    for pair in (("a.docx", "b.json"), ("b.json", "a.docx"), ("b.json", "missing.docx")):
        with pytest.raises(UserError):
            compare_files(*(tmp_path / name for name in pair), target, "Người soạn", WHEN)
    assert target.read_bytes() == b"before"
