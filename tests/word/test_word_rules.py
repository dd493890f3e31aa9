# ruff: noqa: E501
"""Every rule of the layout tables, measured in a written file.

The expected values were copied from the rule notes (sections 1, 3 and 4), never from the profile files;
each row names its clause and how sure that clause is (A official text … D one source, X not found).
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import msgspec
import pytest
from word_measure import WordXml, attributes, has, rule_length_pt
from word_samples import sample, signed_alone, with_parts

from danvan_desktop.layout.profile import profile
from danvan_desktop.word.writer import docx_bytes

HD05, HD36, ND30 = "party_hd05_2026", "party_hd36_2018", "state_nd30_2020"
YOUTH, FRONT = "youth_hd29_2013", "front_hd91_2013"
PARTY, STATE = (HD05, HD36), (ND30, FRONT)
PARTY_LIKE = (*PARTY, YOUTH)
EVERY = (*PARTY_LIKE, *STATE)


class Rule(NamedTuple):
    """In these profiles, the paragraph starting so looks so; a pair is a range, both ends allowed."""

    profiles: tuple[str, ...]
    component: str
    starts: str
    looks: dict[str, Any]
    clause: str
    grade: str


_UPRIGHT = {"bold": False, "italic": False, "underline": False}
_BOLD = {"bold": True, "italic": False, "underline": False}
_ITALIC = {"bold": False, "italic": True, "underline": False}
_CAPS, _SMALL = {"caps": True}, {"caps": False}
_CENTER = {"align": "center"}

RULES = (
    # Party: type table 1.3, letterhead 1.4 to 1.6, title 1.7
    Rule(PARTY, "tiêu đề", "ĐẢNG CỘNG SẢN", {"size": 15, **_BOLD, **_CAPS, **_CENTER}, "1.3 row 1", "A"),
    Rule((HD36,), "cấp trên HD 36", "TỈNH ỦY", {"size": 14, **_UPRIGHT, **_CAPS, **_CENTER}, "1.3 row 2a", "A"),
    Rule((HD05,), "cấp trên HD 05", "ĐẢNG BỘ TỈNH", {"size": 14, **_UPRIGHT, **_CAPS, **_CENTER}, "1.3 row 2a", "C"),
    Rule((HD05,), "cơ quan HD 05", "ĐẢNG ỦY XÃ", {"size": 14, **_BOLD, **_CAPS, **_CENTER}, "1.3 row 2b", "C"),
    Rule((HD36,), "cơ quan HD 36", "BAN DÂN VẬN", {"size": 14, **_BOLD, **_CAPS, **_CENTER}, "1.3 row 2b", "A"),
    Rule(PARTY, "dấu sao", "*", {"size": 14, **_UPRIGHT, **_CENTER}, "1.4", "C"),
    Rule(PARTY, "số ký hiệu", "Số 05-BC/", {"size": 14, **_UPRIGHT, **_CENTER}, "1.3 row 3, 1.5", "A"),
    Rule(PARTY, "địa danh, ngày", "Đông Hà, ngày 05 tháng 02", {"size": 14, **_ITALIC, **_CENTER}, "1.3 row 4", "A"),
    Rule(PARTY_LIKE, "tên loại", "BÁO CÁO", {"size": (15, 16), **_BOLD, **_CAPS, **_CENTER}, "1.3 row 5.1", "A"),
    Rule(PARTY_LIKE, "trích yếu", "kết quả", {"size": (14, 15), **_BOLD, **_SMALL, **_CENTER}, "1.3 row 5.2", "A"),
    Rule(PARTY_LIKE, "gạch dưới trích yếu", "-----", {**_UPRIGHT, **_CENTER}, "1.7; 4 for the Đoàn", "C"),
    # Party: body 1.8
    Rule(PARTY_LIKE, "nội dung", "Cấp ủy", {"size": (14, 15), **_UPRIGHT, **_SMALL}, "1.3 row 6", "A"),
    Rule(PARTY_LIKE, "căn đều hai lề", "Cấp ủy", {"align": "both"}, "1.8 alignment", "C"),
    Rule(PARTY_LIKE, "lùi dòng đầu", "Cấp ủy", {"first_line_mm": (9.9, 10.1)}, "1.8 first line", "C"),
    Rule(PARTY_LIKE, "cách đoạn", "Cấp ủy", {"after": (6, 12)}, "1.8 at least 6 pt", "C"),
    Rule((HD05,), "cách dòng HD 05", "Cấp ủy", {"line_rule": "exact", "line": (18, 22)}, "1.8 exactly 18 to 22", "C"),
    Rule((HD36,), "cách dòng HD 36", "Cấp ủy", {"line_rule": "exact", "line": (18, 40)}, "1.8 exactly, from 18", "C"),
    Rule(PARTY_LIKE, "căn cứ", "- Căn cứ", {"size": (14, 15), **_UPRIGHT}, "1.8 căn cứ upright", "C"),
    Rule(PARTY_LIKE, "mục I", "I- Tình hình", {"size": (14, 15), **_BOLD, **_CAPS}, "1.8 level 1", "D"),
    Rule(PARTY_LIKE, "mục I lùi", "I- Tình hình", {"first_line_mm": (9.9, 10.1)}, "1.8 level 1 indent", "D"),
    Rule(PARTY_LIKE, "mục 1", "1. Công tác", {"size": (14, 15), **_BOLD, **_SMALL}, "1.8 level 2", "D"),
    Rule(STATE, "khoản 1", "1. Công tác", {"size": (13, 14), **_BOLD, **_SMALL}, "3.3 khoản with a title", "B"),
    Rule(PARTY_LIKE, "mục a", "a) Thực hiện", {**_ITALIC}, "1.8 level 3/4", "D"),
    Rule(EVERY, "gạch đầu dòng", "- Cấp ủy", {**_UPRIGHT}, "1.8 level 4 upright, never bold", "D"),
    # Party: signature 1.9, recipients 1.10
    Rule(PARTY, "quyền hạn", "T/M BAN", {"size": 14, **_BOLD, **_CAPS, **_CENTER}, "1.3 row 7a", "C"),
    Rule(PARTY, "chức vụ", "PHÓ BÍ THƯ", {"size": 14, **_UPRIGHT, **_CAPS, **_CENTER}, "1.3 row 7b", "C"),
    Rule(PARTY, "họ tên", "Nguyễn Văn An", {"size": 14, **_BOLD, **_SMALL, **_CENTER}, "1.3 row 7c", "C"),
    Rule(
        PARTY, "nơi nhận", "Nơi nhận:",
        {"size": 14, "bold": False, "italic": False, "underline": True, "align": "left"}, "1.3 row 9.1", "C",
    ),
    Rule(PARTY, "danh sách nhận", "- Thường trực", {"size": 12, **_UPRIGHT, "align": "left"}, "1.3 row 9.2", "C"),
    # Decree 30: type table 3.3, paragraphs 3.4
    Rule(STATE, "Quốc hiệu", "CỘNG HÒA", {"size": (12, 13), **_BOLD, **_CAPS, **_CENTER}, "3.3", "B"),
    Rule(STATE, "Tiêu ngữ", "Độc lập - Tự do - Hạnh phúc", {"size": (13, 14), **_BOLD, **_SMALL, **_CENTER}, "3.3", "B"),
    Rule((ND30,), "cơ quan chủ quản", "UBND TỈNH", {"size": (12, 13), **_UPRIGHT, **_CAPS}, "3.3", "B"),
    Rule((ND30,), "cơ quan ban hành", "ỦY BAN NHÂN DÂN", {"size": (12, 13), **_BOLD, **_CAPS}, "3.3", "B"),
    Rule((FRONT,), "cấp trên Mặt trận", "ỦY BAN MTTQ", {"size": (12, 13), **_UPRIGHT, **_CAPS}, "4, sizes of 3.3", "C"),
    Rule((FRONT,), "ban thường trực", "BAN THƯỜNG TRỰC", {"size": (12, 13), **_BOLD, **_CAPS}, "4, sizes of 3.3", "C"),
    Rule((ND30,), "số ký hiệu", "Số: 05/BC-UBND", {"size": 13, **_UPRIGHT, **_CENTER}, "3.3", "B"),
    Rule((FRONT,), "số ký hiệu Mặt trận", "Số: 05/BC-MTTQ-BTT", {"size": 13, **_UPRIGHT}, "4", "C"),
    Rule(STATE, "địa danh, ngày", "Đông Hà, ngày 05 tháng 02", {"size": (13, 14), **_ITALIC, **_CENTER}, "3.3", "B"),
    Rule(STATE, "tên loại", "BÁO CÁO", {"size": (13, 14), **_BOLD, **_CAPS, **_CENTER}, "3.3", "B"),
    Rule(STATE, "trích yếu", "kết quả", {"size": (13, 14), **_BOLD, **_SMALL, **_CENTER}, "3.3", "B"),
    Rule(STATE, "căn cứ", "Căn cứ", {"size": (13, 14), **_ITALIC}, "3.3 căn cứ italic", "B"),
    Rule(STATE, "nội dung", "Cấp ủy", {"size": (13, 14), **_UPRIGHT, "align": "both"}, "3.3 nội dung", "B"),
    Rule(STATE, "lùi dòng đầu", "Cấp ủy", {"first_line_mm": (9.9, 12.8)}, "3.4 1 cm or 1.27 cm", "B"),
    Rule(STATE, "cách đoạn", "Cấp ủy", {"after": (6, 12)}, "3.4 at least 6 pt", "B"),
    Rule(STATE, "cách dòng", "Cấp ủy", {"line_rule": "auto", "line": (1, 1.5)}, "3.4 single to 1.5", "B"),
    Rule(STATE, "mục I", "I. Tình hình", {"size": (13, 14), **_BOLD, **_CAPS}, "3.3 phần, mục, khoản, điểm", "B"),
    Rule(STATE, "điểm a", "a) Thực hiện", {"size": (13, 14), **_UPRIGHT}, "3.3 điểm", "B"),
    Rule(STATE, "quyền hạn", "T/M BAN", {"size": (13, 14), **_BOLD, **_CAPS, **_CENTER}, "3.3", "B"),
    Rule(STATE, "chức vụ", "PHÓ BÍ THƯ", {"size": (13, 14), **_BOLD, **_CAPS, **_CENTER}, "3.3", "B"),
    Rule(STATE, "họ tên", "Nguyễn Văn An", {"size": (13, 14), **_BOLD, **_SMALL, **_CENTER}, "3.3", "B"),
    Rule(STATE, "kính gửi", "Kính gửi", {"size": (13, 14), **_UPRIGHT}, "3.3, 3.5", "B"),
    Rule(
        STATE, "nơi nhận", "Nơi nhận:",
        {"size": 12, "bold": True, "italic": True, "underline": False, "align": "left"}, "3.3", "B",
    ),
    Rule(STATE, "danh sách nhận", "- Thường trực", {"size": 11, **_UPRIGHT, "align": "left"}, "3.3", "B"),
    Rule(STATE, "phụ lục", "PHỤ LỤC", {"size": 14, **_BOLD, **_CENTER}, "3.3", "B"),
    Rule(STATE, "tên phụ lục", "Một số kết quả", {"size": (13, 14), **_BOLD, **_CAPS, **_CENTER}, "3.3", "B"),
    Rule(STATE, "dòng kèm theo", "(Kèm theo", {"size": (13, 14), **_ITALIC, **_CENTER}, "3.3", "B"),
    # Youth: section 4
    Rule((YOUTH,), "tiêu đề Đoàn", "ĐOÀN TNCS HỒ CHÍ MINH", {"size": 15, **_BOLD, **_CENTER}, "4", "D"),
    Rule((YOUTH,), "cấp trên Đoàn", "BAN CHẤP HÀNH", {"size": 14, **_UPRIGHT}, "4", "D"),
    Rule((YOUTH,), "cơ quan Đoàn", "ĐOÀN XÃ", {"size": 14, **_BOLD}, "4", "D"),
    Rule((YOUTH,), "ba dấu sao", "***", {**_UPRIGHT, **_CENTER}, "4", "D"),
    Rule((YOUTH,), "số ký hiệu Đoàn", "Số: 05-BC/ĐTN", {**_UPRIGHT}, "4", "D"),
)  # fmt: skip


@cache
def written(profile_id: str) -> WordXml:
    """The profile's sample as a file."""
    rules = profile(profile_id)
    return WordXml(docx_bytes(sample(rules), rules))


@cache
def written_in_parts(profile_id: str) -> WordXml:
    """A report divided into Phần."""
    rules = profile(profile_id)
    return WordXml(docx_bytes(with_parts(rules), rules))


def _fits(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, tuple):
        return bool(wanted[0] <= found <= wanted[1])
    return bool(found == wanted)


@pytest.mark.parametrize(
    ("profile_id", "rule"),
    [pytest.param(p, rule, id=f"{p}-{rule.component}") for rule in RULES for p in rule.profiles],
)
def test_component_looks_as_its_rule_says(profile_id: str, rule: Rule) -> None:
    word = written(profile_id)
    look = word.look(word.paragraph(rule.starts))
    wrong = {
        name: getattr(look, name)
        for name, wanted in rule.looks.items()
        if not _fits(getattr(look, name), wanted)
    }
    assert not wrong, f"clause {rule.clause} (grade {rule.grade}) wants {rule.looks}"


@pytest.mark.parametrize("profile_id", EVERY)
def test_every_text_is_black_times_new_roman(profile_id: str) -> None:
    """1.2 and 3.1: Times New Roman (A), black (C)."""
    word = written(profile_id)
    looks = [word.look(made) for made in word.paragraphs()]
    assert {(look.font, look.color) for look in looks} == {("Times New Roman", "000000")}


@pytest.mark.parametrize("profile_id", EVERY)
def test_part_stands_over_its_name_in_capitals(profile_id: str) -> None:
    """1.3 rows 6.1 and 6.2 (C); 3.3 phần (B): number bold, name bold in capitals under it, centred."""
    word = written_in_parts(profile_id)
    made = word.paragraph("Phần")
    number, name = word.look(made, 0), word.look(made, 1)
    assert (number.bold, number.caps, number.align) == (True, False, "center")
    assert (name.bold, name.caps) == (True, True)
    assert 13 <= number.size <= 15
    assert name.size == number.size


_PAGES = [
    # right margin, clause, grade
    pytest.param(HD05, 15, id="1.2 C"),
    pytest.param(HD36, 15, id="1.2 C HD 36"),
    pytest.param(ND30, (15, 20), id="3.1 B"),
    pytest.param(YOUTH, 20, id="4 D"),
    pytest.param(FRONT, (15, 20), id="4 C"),
]


@pytest.mark.parametrize(("profile_id", "right"), _PAGES)
def test_paper_and_margins(profile_id: str, right: float | tuple[float, float]) -> None:
    section = written(profile_id).sections()[0]
    paper, margins = attributes(section, "pgSz"), attributes(section, "pgMar")
    assert (paper["w"], paper["h"], "orient" in paper) == ("11906", "16838", False)
    mm = {side: round(int(margins[side]) * 25.4 / 1440, 1) for side in ("top", "bottom", "left", "right")}
    state = profile_id in STATE
    assert _fits(mm["top"], (20, 25) if state else 20)
    assert _fits(mm["bottom"], (20, 25) if state else 20)
    assert _fits(mm["left"], (30, 35) if state else 30)
    assert _fits(mm["right"], right)


@pytest.mark.parametrize("profile_id", EVERY)
def test_page_number_is_centred_in_the_top_margin_and_hidden_on_page_1(profile_id: str) -> None:
    """1.2: 14 pt, 10 mm from the edge, centred, not on page 1 (C); 3.1: 13 to 14 pt, centred (B)."""
    word = written(profile_id)
    section = word.sections()[0]
    assert has(section, "titlePg")
    assert attributes(section, "pgMar")["header"] == "567"
    header, first = word.part("word/header1.xml"), word.part("word/header2.xml")
    assert b"PAGE" in word.package.read("word/header1.xml")
    assert b"PAGE" not in word.package.read("word/header2.xml")
    for part in (header, first):
        look = word.look(part[0])
        assert (look.align, look.bold, look.italic) == ("center", False, False)
        assert look.size == 14 if profile_id in PARTY else 13 <= look.size <= 14


@pytest.mark.parametrize("profile_id", STATE)
def test_sizes_of_the_letterhead_move_together(profile_id: str) -> None:
    """3.3: 13/14/14 or 12/13/13 for Quốc hiệu, Tiêu ngữ and the date (B)."""
    word = written(profile_id)
    sizes = tuple(word.look(word.paragraph(start)).size for start in ("CỘNG HÒA", "Độc lập", "Đông Hà"))
    assert sizes in {(13, 14, 14), (12, 13, 13)}


def test_appendix_of_decree_30_is_numbered_on_its_own() -> None:
    """3.1: each appendix is numbered on its own (B)."""
    assert attributes(written(ND30).sections()[1], "pgNumType") == {"start": "1"}
    assert not has(written(HD05).sections()[1], "pgNumType")


_TIMES_BOLD = {
    "A": 722, "B": 667, "C": 722, "D": 722, "E": 667, "G": 778, "H": 778, "I": 389, "M": 944, "N": 722,
    "O": 778, "S": 556, "T": 667, "U": 722, "V": 722, "X": 722, "Y": 722, " ": 250, "-": 333,
    "c": 444, "l": 278, "o": 500, "p": 556, "a": 500, "d": 556, "u": 556, "n": 556, "h": 556, "R": 722, "ư": 602,
}  # fmt: skip


def _bold_pt(bare: str, size: float) -> float:
    """Width from the published widths of Times New Roman Bold; a tone mark changes none, the horn of ư does."""
    return sum(_TIMES_BOLD[char] for char in bare) * size / 1000


@pytest.mark.parametrize(
    ("profile_id", "motto", "size"),
    [
        (HD05, "DANG CONG SAN VIET NAM", 15),
        (HD36, "DANG CONG SAN VIET NAM", 15),
        (YOUTH, "DOAN TNCS HO CHI MINH", 15),
        (ND30, "Doc lap - Tư do - Hanh phuc", 14),
        (FRONT, "Doc lap - Tư do - Hanh phuc", 14),
    ],
)
def test_rule_under_the_motto_is_as_long_as_the_motto(profile_id: str, motto: str, size: float) -> None:
    """1.4 (A): as long as the title itself; 3.3 (B): as long as the line; 4 (D) for the Đoàn."""
    word = written(profile_id)
    assert rule_length_pt(word, "DVMottoRule") == pytest.approx(_bold_pt(motto, size), abs=0.5)
    assert word.look(word.paragraphs("DVMottoRule")[0]).rule_pt == 0.75


@pytest.mark.parametrize(("profile_id", "name"), [(ND30, "UY BAN NHAN DAN"), (FRONT, "BAN THUONG TRUC")])
def test_rule_under_the_name_is_a_third_to_a_half_of_it(profile_id: str, name: str) -> None:
    """3.3 (B)."""
    full = _bold_pt(name, 13)
    assert full / 3 <= rule_length_pt(written(profile_id), "DVNameRule") <= full / 2


def test_rule_under_the_subject_is_a_third_to_a_half_of_it() -> None:
    """3.3 (B); the longest line measured by LibreOffice is 342 pt at 14 pt."""
    assert 342 / 3 <= rule_length_pt(written(ND30), "DVSubjectRule") <= 342 / 2
    assert not written(HD05).paragraphs("DVSubjectRule")
    assert not written(ND30).paragraphs("DVClosingMark")


@pytest.mark.parametrize(("profile_id", "lines"), [(HD05, 4), (HD36, 4)])
def test_room_for_the_signature(profile_id: str, lines: int) -> None:
    """1.9: four empty lines (D)."""
    assert len(written(profile_id).paragraphs("DVSignatureSpace")) == lines


@pytest.mark.parametrize("profile_id", PARTY)
def test_lone_post_is_bold(profile_id: str) -> None:
    """1.3, open point (D): the only line of the signature is bold."""
    rules = profile(profile_id)
    word = WordXml(docx_bytes(signed_alone(rules), rules))
    look = word.look(word.paragraph("TRƯỞNG BAN"))
    assert (look.bold, look.size, look.caps) == (True, 14, True)


@pytest.mark.parametrize(
    ("profile_id", "styles"),
    [
        (HD05, {"DVUrgency": (14, True, False), "DVCirculation": (12, True, False), "DVDraft": (14, False, True),
                "DVTypist": (8, False, False), "DVContact": (10, False, False)}),
        (ND30, {"DVUrgency": ((13, 14), True, False), "DVCirculation": ((13, 14), True, False),
                "DVTypist": (11, False, False), "DVContact": ((11, 12), False, False)}),
    ],
)  # fmt: skip
def test_styles_of_marks_a_clerk_may_add(profile_id: str, styles: dict[str, tuple[Any, bool, bool]]) -> None:
    """1.3 rows 10 to 14 (C); 3.3 (B)."""
    word = written(profile_id)
    for style, (size, bold, italic) in styles.items():
        look = word.look_of_style(style)
        assert _fits(look.size, size), style
        assert (look.bold, look.italic) == (bold, italic), style


def test_two_sided_printing_swaps_the_side_margins() -> None:
    """1.2 (C): on the back, left 15 and right 30 mm."""
    rules = profile(HD05)
    single, double = (
        WordXml(docx_bytes(msgspec.structs.replace(sample(rules), two_sided=both), rules)).part(
            "word/settings.xml"
        )
        for both in (False, True)
    )
    assert not has(single, "mirrorMargins")
    assert has(double, "mirrorMargins")
