"""What a leader's pen does beside writing: emphasis, lines, colour, pictures, formulas: nothing is lost."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from danvan_desktop.domain.report import (
    Indicator,
    Issuer,
    Item,
    Marks,
    Period,
    Report,
    Run,
    Section,
    Signature,
)
from danvan_desktop.layout.profile import profile
from danvan_desktop.services.exporting import docx_of
from danvan_desktop.services.returning import Change, Returned, Stray, compare_returned
from danvan_desktop.services.taking import take

RULES = profile("party_hd05_2026")
SENTENCE = "Tổ chức 12 hội nghị đối thoại trực tiếp với Nhân dân tại các thôn."
FIGURED = Item(
    id="a2", text="Xây dựng 30 mô hình Dân vận khéo, trong đó có 5 mô hình mới.",
    runs=(Run("Xây dựng "), Run("30", figure="mo_hinh"), Run(" mô hình "),
          Run("Dân vận khéo", bold=True), Run(", trong đó có 5 mô hình mới.")),
)  # fmt: skip
REPORT = Report(
    kind="interim", period=Period("first_half", 2026), profile=RULES.id,
    subject="kết quả công tác dân vận 6 tháng đầu năm 2026",
    issuer=Issuer("HUYỆN ỦY HƯỚNG HÓA", "ĐẢNG ỦY XÃ LÌA", "ĐU", "Lìa"),
    signature=Signature("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Hồ Văn Minh"),
    recipients=("Thường trực Huyện ủy (để b/c)", "Lưu Văn phòng"),
    indicators=(Indicator("mo_hinh", "Mô hình Dân vận khéo", "mô hình", "30", "25"),),
    sections=(
        Section(id="a", role="results", heading="Kết quả công tác dân vận", items=(
            Item(id="a1", text=SENTENCE),
            FIGURED,
            Item(id="a3", text="Công tác tuyên truyền được đổi mới về nội dung và hình thức."),
            Item(id="a4", type="table", rows=(("Nội dung", "Số lượng"), ("Hội nghị", "12"))),
        )),
        Section(id="t", role="tasks", heading="Phương hướng, nhiệm vụ", items=(
            Item(id="t1", type="task", text="tiếp tục quán triệt các nghị quyết của Đảng về dân vận."),
            Item(id="t2", type="task", text="đẩy mạnh phong trào thi đua Dân vận khéo ở các thôn bản."),
        )),
    ),
)  # fmt: skip
DRAFT = msgspec.structs.replace(REPORT, marks=Marks(draft=2, watermark=True, urgency="KHẨN"))
LEADER = "Trần Văn Lãnh"
DRAWN = {
    "bold": ("hội nghị đối thoại", "CharWeight", 150.0),
    "italic": ("Nhân dân", "CharPosture", None),
    "underline": ("tuyên truyền", "CharUnderline", 1),
    "highlight": ("nội dung và", "CharBackColor", 0xFFFF00),
    "colour": ("quán triệt", "CharColor", 0xFF0000),
    "strike": (" ở các thôn bản", "CharStrikeout", 1),
}


@pytest.fixture(scope="module")
def drawn(hand: Callable, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """The exported report with nothing done, with a single bold, and with a pen of every kind."""
    folder = tmp_path_factory.mktemp("drawn")
    source = folder / "out.docx"
    source.write_bytes(docx_of(REPORT, RULES))
    everything = [("draw", *DRAWN[mark]) for mark in DRAWN if mark != "italic"]
    draft = str(folder / "draft-out.docx")
    Path(draft).write_bytes(docx_of(DRAFT, RULES, draft=True))
    steps: list[tuple] = [("open", draft), ("keep", str(folder / "draft.docx"))]
    for way, edits in {
        "untouched": [],
        "one_bold": [("bold", "hội nghị đối thoại")],
        "plain": everything,
        "tracked": [("track", True), *everything],
        "unbold": [("draw", "Dân vận khéo, trong", "CharWeight", 100.0)],
    }.items():
        steps += [("open", str(source)), *edits, ("keep", str(folder / f"{way}.docx"))]
    hand(LEADER).run(steps)
    return lambda way: (folder / f"{way}.docx").read_bytes()


def back(docx: bytes) -> Returned:
    return compare_returned(REPORT, RULES, docx)


def words(change: Change) -> list[str]:
    return [change.after[start:end] for start, end in change.stretches]


def text_of(report: Report) -> list[str]:
    return [item.text for section in report.sections for item in section.items]


def test_what_libreoffice_only_saved_again_says_nothing(drawn: Callable[[str], bytes]) -> None:
    assert back(drawn("untouched")) == Returned((), (), ())
    assert back(docx_of(REPORT, RULES)) == Returned((), (), ())
    assert compare_returned(DRAFT, RULES, drawn("draft")) == Returned((), (), ())


def test_a_single_bold_is_found_and_taken(drawn: Callable[[str], bytes]) -> None:
    (change,) = back(drawn("one_bold")).changes
    assert (change.kind, change.mark, change.on, change.place) == ("marked", "bold", True, "i:a1")
    assert words(change) == ["hội nghị đối thoại"]
    assert change.takeable
    taken = take(REPORT, [change])
    assert taken.refused == ()
    first = taken.report.sections[0].items[0]
    assert first.runs == (
        Run("Tổ chức 12 "), Run("hội nghị đối thoại", bold=True),
        Run(" trực tiếp với Nhân dân tại các thôn."),
    )  # fmt: skip
    assert compare_returned(taken.report, RULES, drawn("one_bold")).changes == ()


@pytest.mark.parametrize("way", ["plain", "tracked"])
def test_every_kind_of_pen_is_listed_with_its_words(drawn: Callable[[str], bytes], way: str) -> None:
    changes = back(drawn(way)).changes
    assert {change.mark: words(change) for change in changes} == {
        mark: [said.strip()] for mark, (said, *_) in DRAWN.items() if mark != "italic"
    }
    assert {change.mark for change in changes if change.takeable} == {"bold", "strike"}
    if way == "tracked":
        assert {(change.author, change.tracked) for change in changes} == {(LEADER, True)}
    taken = take(REPORT, changes)
    assert [change.mark for change in taken.refused] == ["underline", "highlight", "colour"]
    assert text_of(taken.report)[-1] == "đẩy mạnh phong trào thi đua Dân vận khéo."


def test_bold_taken_away_is_found_and_a_figure_stays(drawn: Callable[[str], bytes]) -> None:
    (change,) = back(drawn("unbold")).changes
    assert (change.mark, change.on, words(change)) == ("bold", False, ["Dân vận khéo"])
    item = take(REPORT, [change]).report.sections[0].items[1]
    assert not any(run.bold for run in item.runs)
    assert any(run.figure for run in item.runs)


def edited(old: str, new: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx_of(REPORT, RULES))) as source, zipfile.ZipFile(packed, "w") as made:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                assert old in data.decode()
                data = data.decode().replace(old, new, 1).encode()
            made.writestr(name, data)
    return packed.getvalue()


END = "tại các thôn.</w:t></w:r>"
OFFICE = "urn:schemas-microsoft-com:office:office"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PICTURES = "http://schemas.openxmlformats.org/drawingml/2006/main"
PICTURE = (
    f'<w:drawing><wp:inline xmlns:wp="{DRAWING}"><wp:docPr id="9" name="Ảnh 1" descr="Hội nghị"/>'
    f'<a:blip xmlns:a="{PICTURES}"/></wp:inline></w:drawing>'
)
THINGS = {
    "picture": (f"<w:r>{PICTURE}</w:r>", "Hội nghị"),
    "drawing": ('<w:r><w:pict><v:line xmlns:v="urn:schemas-microsoft-com:vml"/></w:pict></w:r>', ""),
    "object": (
        f'<w:r><w:object><o:OLEObject xmlns:o="{OFFICE}" ProgID="Excel.Sheet.12"/></w:object></w:r>',
        "Excel.Sheet.12",
    ),
    "formula": (f'<m:oMath xmlns:m="{MATH}"><m:r><m:t>a+b=12</m:t></m:r></m:oMath>', "a+b=12"),
    "sign": ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "Wingdings F0FC"),
}


@pytest.mark.parametrize("what", THINGS)
def test_what_is_no_letter_is_listed_at_its_place(what: str) -> None:
    xml, said = THINGS[what]
    returned = back(edited(END, f"{END}{xml}"))
    assert returned.changes == ()
    assert returned.loose == (Stray(what, said, "i:a1"),)


def test_a_picture_in_a_paragraph_of_its_own_is_at_the_line_before() -> None:
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/>'
    (stray,) = back(edited(heading, f"<w:p><w:r>{PICTURE}</w:r></w:p>{heading}")).loose
    assert stray.kind == "picture"


def test_the_same_picture_for_old_readers_is_not_a_second_one() -> None:
    twice = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{PICTURE}</mc:Choice><mc:Fallback><w:pict/></mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )
    assert [stray.text for stray in back(edited(END, f"{END}{twice}")).loose] == ["Hội nghị"]


def run(text: str, properties: str) -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_words_typed_in_bold_keep_it_and_struck_ones_beside_them_go() -> None:
    new = run("tại thôn", "<w:b/>") + run(", bản xa.", "<w:strike/>")
    changes = back(edited(END, f"</w:t></w:r>{new}")).changes
    assert [(change.kind, change.mark) for change in changes] == [
        ("retyped", None), ("marked", "bold"), ("struck", "strike"),
    ]  # fmt: skip
    taken = take(REPORT, changes)
    assert taken.refused == ()
    first = taken.report.sections[0].items[0]
    assert first.text == "Tổ chức 12 hội nghị đối thoại trực tiếp với Nhân dân tại thôn"
    assert first.runs[-1] == Run("tại thôn", bold=True)
    alone = take(REPORT, changes[1:])
    assert alone.refused == changes[1:], "words that were not taken cannot be marked"


def test_a_struck_paragraph_goes_as_a_whole_and_a_new_one_keeps_its_bold() -> None:
    underlined = '<w:b/><w:u w:val="single"/>'
    added = f"<w:p>{run('Đoạn viết ', '')}{run('thêm', underlined)}</w:p>"
    with zipfile.ZipFile(io.BytesIO(docx_of(REPORT, RULES))) as packed:
        document = packed.read("word/document.xml").decode()
    at = document.index(SENTENCE)
    old = document[document.rindex("<w:r>", 0, at) : document.index("</w:p>", at) + len("</w:p>")]
    rest = old[old.index("</w:r>") + len("</w:r>") :]
    changes = back(edited(old, f"{run(SENTENCE, '<w:strike/>')}{rest}{added}")).changes
    assert [(c.kind, c.mark, c.takeable) for c in changes] == [
        ("struck", "strike", True), ("marked", "underline", False), ("inserted", None, True),
    ]  # fmt: skip
    taken = take(REPORT, changes).report.sections[0].items
    assert [item.id for item in taken][1:] == ["a2", "a3", "a4"]
    assert taken[0].runs == (Run("Đoạn viết "), Run("thêm", bold=True))


def test_the_marks_of_a_change_are_data() -> None:
    (change,) = back(edited(END, "tại các thôn.</w:t></w:r>" + run("Thêm", "<w:b/>"))).changes[1:]
    assert msgspec.json.decode(msgspec.json.encode(change), type=Change) == change


def test_a_step_that_fails_names_itself_and_leaves_nothing_running(hand: Callable, tmp_path: Path) -> None:
    source = tmp_path / "out.docx"
    source.write_bytes(docx_of(REPORT, RULES))
    started = time.monotonic()
    with pytest.raises(AssertionError, match=r"step bold.*không có ở đây"):
        hand(LEADER).run([("open", str(source)), ("bold", "không có ở đây")])
    assert time.monotonic() - started < 100
