"""Letterhead, title, 'Kính gửi', signature and recipients, by value."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from danvan_desktop.domain.report import Issuer, Period, Report, Signature, Style
from danvan_desktop.layout import blocks
from danvan_desktop.layout.compose import compose
from danvan_desktop.layout.compose_frame import lowered
from danvan_desktop.layout.compose_lines import balanced_lines
from danvan_desktop.layout.issuer_names import full_name, name_units, sentence_name, spelled
from danvan_desktop.layout.profile import TextStyle, profile, profiles
from danvan_desktop.layout.text_width import text_width_pt

HD05, HD36, ND30 = "party_hd05_2026", "party_hd36_2018", "state_nd30_2020"
EMPTY = Report(kind="interim", period=Period("first_half", 2026))


def _composed(profile_id: str = HD05, **fields: Any) -> dict[str, blocks.Block]:
    """The one-of-a-kind blocks of a report with these fields, by their type's name."""
    document = compose(msgspec.structs.replace(EMPTY, **fields), profile(profile_id))
    return {type(block).__name__: block for block in document.blocks}


def _letterhead(profile_id: str = HD05, **fields: Any) -> blocks.Letterhead:
    found = _composed(profile_id, **fields)["Letterhead"]
    assert isinstance(found, blocks.Letterhead)
    return found


def _title(subject: str, profile_id: str = HD05) -> blocks.Title:
    found = _composed(profile_id, subject=subject)["Title"]
    assert isinstance(found, blocks.Title)
    return found


def _signature(profile_id: str = HD05, **fields: Any) -> blocks.Signature:
    found = _composed(profile_id, **fields)["Signature"]
    assert isinstance(found, blocks.Signature)
    return found


@pytest.mark.parametrize("profile_id", sorted(profiles()))
def test_an_empty_report_still_has_letterhead_title_and_signature(profile_id: str) -> None:
    document = compose(EMPTY, profile(profile_id))
    assert [type(block) for block in document.blocks] == [blocks.Letterhead, blocks.Title, blocks.Signature]
    title = document.blocks[1]
    assert isinstance(title, blocks.Title)
    assert (title.type_name, title.subject) == ("BÁO CÁO", ())
    assert (document.title, document.author, document.subject) == ("Báo cáo", "", "6 tháng đầu năm 2026")


@pytest.mark.parametrize(
    ("profile_id", "number", "code", "line"),
    [
        (HD05, 5, "ĐU", "Số 05-BC/ĐU"),
        (HD05, 87, "BTGDVTU", "Số 87-BC/BTGDVTU"),
        (HD05, 152, "ĐU", "Số 152-BC/ĐU"),
        (HD05, None, "ĐU", "Số       -BC/ĐU"),
        (ND30, 5, "UBND", "Số: 05/BC-UBND"),
        (ND30, None, "UBND", "Số:       /BC-UBND"),
        ("front_hd91_2013", 40, "MTTQ-BTT", "Số: 40/BC-MTTQ-BTT"),
        ("youth_hd29_2013", 9, "ĐTN", "Số: 09-BC/ĐTN"),
    ],
)
def test_number_and_code(profile_id: str, number: int | None, code: str, line: str) -> None:
    assert _letterhead(profile_id, number=number, issuer=Issuer(code=code)).number_line == line


@pytest.mark.parametrize(
    ("place", "day", "line"),
    [
        ("Quảng Trị", date(2026, 7, 9), "Quảng Trị, ngày 09 tháng 7 năm 2026"),
        ("Hà Nội", date(2026, 2, 5), "Hà Nội, ngày 05 tháng 02 năm 2026"),
        ("", date(2026, 12, 31), "…………, ngày 31 tháng 12 năm 2026"),
        ("Huế", None, "Huế, ngày      tháng      năm        "),
    ],
)
def test_place_and_date(place: str, day: date | None, line: str) -> None:
    assert _letterhead(issuer=Issuer(place=place), date=day).place_date == line


@pytest.mark.parametrize(
    ("profile_id", "issuer", "parent", "name"),
    [
        (
            HD05,
            Issuer("TỈNH ỦY X", "BAN TUYÊN GIÁO VÀ DÂN VẬN"),
            ("TỈNH ỦY X",),
            ("BAN TUYÊN GIÁO VÀ DÂN VẬN",),
        ),
        (
            "front_hd91_2013",
            Issuer("ỦY BAN MTTQ VIỆT NAM XÃ PHÚ LỘC HẠ", "BAN THƯỜNG TRỰC"),
            ("ỦY BAN MTTQ VIỆT NAM", "XÃ PHÚ LỘC HẠ"),
            ("BAN THƯỜNG TRỰC",),
        ),
        (ND30, Issuer("", "ỦY BAN NHÂN DÂN XÃ PHÚ LỘC HẠ"), (), ("ỦY BAN NHÂN DÂN", "XÃ PHÚ LỘC HẠ")),
        (HD05, Issuer("A", "ĐẢNG ỦY\nXÃ Z"), ("A",), ("ĐẢNG ỦY", "XÃ Z")),
    ],
)
def test_names_are_broken_where_they_read_well(
    profile_id: str, issuer: Issuer, parent: tuple[str, ...], name: tuple[str, ...]
) -> None:
    found = _letterhead(profile_id, issuer=issuer)
    assert (found.parent, found.name) == (parent, name)


@pytest.mark.parametrize("profile_id", sorted(profiles()))
def test_every_line_of_the_letterhead_fits_its_column(profile_id: str) -> None:
    rules = profile(profile_id)
    long_name = "ĐẢNG ỦY CÁC CƠ QUAN ĐẢNG VÀ ĐOÀN THỂ TỈNH TRƯỜNG LAM KHÓA MƯỜI BỐN"
    found = _letterhead(profile_id, issuer=Issuer(long_name, long_name))
    assert " ".join(found.name) == " ".join(found.parent) == long_name
    limit = rules.letterhead.left_width_mm * 72 / 25.4
    for style, lines in ((rules.letterhead.name, found.name), (rules.letterhead.parent, found.parent)):
        assert max(text_width_pt(line, style.size, style.bold) for line in lines) <= limit


def test_letterhead_takes_motto_and_mark_from_the_profile() -> None:
    assert (_letterhead().motto, _letterhead().left_mark) == (("ĐẢNG CỘNG SẢN VIỆT NAM",), "*")
    state = _letterhead(ND30)
    assert state.motto == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    assert state.left_mark == ""


LONG = "Kết quả công tác dân vận 6 tháng đầu năm 2026, phương hướng, nhiệm vụ trọng tâm 6 tháng cuối năm 2026"


def test_the_second_half_of_the_subject_starts_a_line() -> None:
    assert _title(LONG).subject == (
        "kết quả công tác dân vận 6 tháng đầu năm 2026,",
        "phương hướng, nhiệm vụ trọng tâm 6 tháng cuối năm 2026",
    )
    assert _title("Kết quả quý I, nhiệm vụ quý II").subject == ("kết quả quý I,", "nhiệm vụ quý II")


def test_the_subject_keeps_its_capital_where_the_rules_have_no_small_start() -> None:
    assert _title(LONG, ND30).subject[0] == "Kết quả công tác dân vận 6 tháng đầu năm 2026,"


def test_marks_after_the_title_come_from_the_profile() -> None:
    assert (_title(LONG).closing_mark, _title(LONG, ND30).closing_mark) == ("-----", "")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Kết quả công tác", "kết quả công tác"),
        ("Đẩy mạnh", "đẩy mạnh"),
        ("tổng kết năm", "tổng kết năm"),
        ("MTTQ xã tham gia", "MTTQ xã tham gia"),
        ("Đảng bộ xã lãnh đạo", "Đảng bộ xã lãnh đạo"),
        ("Nhân dân tham gia", "Nhân dân tham gia"),
        ("Phú Lộc thực hiện", "Phú Lộc thực hiện"),
        ("KẾT QUẢ", "KẾT QUẢ"),
        ("6 tháng đầu năm", "6 tháng đầu năm"),
        ("", ""),
    ],
)
def test_only_the_first_letter_is_made_small_and_never_a_name(typed: str, shown: str) -> None:
    assert lowered(typed) == shown


def test_a_number_is_not_parted_from_what_it_counts() -> None:
    style = TextStyle(size=14, bold=True)
    for width in range(30, 140, 3):
        lines = balanced_lines(LONG, style, width)
        assert " ".join(lines) == LONG
        for line in lines:
            assert not line.startswith(("2026", "tháng"))


def test_lines_are_balanced_not_filled() -> None:
    first, second = balanced_lines("một hai ba bốn năm sáu bảy tám", TextStyle(size=14), 55)
    assert abs(len(first) - len(second)) <= 4


def test_a_word_wider_than_the_column_stands_alone() -> None:
    assert balanced_lines("a " + "m" * 3000 + " b", TextStyle(size=14), 60) == ("a", "m" * 3000, "b")


def _salutations(profile_id: str, *addressees: str) -> list[tuple[str, str]]:
    report = msgspec.structs.replace(EMPTY, style=Style(salutation=addressees))
    found = [b for b in compose(report, profile(profile_id)).blocks if isinstance(b, blocks.Paragraph)]
    assert all(block.role == "salutation" for block in found)
    return [(block.dash, block.spans[0].text) for block in found]


def test_one_addressee_stands_on_the_line_and_several_under_it() -> None:
    assert _salutations(ND30, "Ủy ban nhân dân tỉnh X.") == [("", "Kính gửi: Ủy ban nhân dân tỉnh X")]
    assert _salutations(ND30, "- A;", "B", " ") == [("", "Kính gửi:"), ("- ", "A;"), ("- ", "B.")]


def test_a_party_report_has_no_salutation() -> None:
    assert _salutations(HD05, "Tỉnh ủy X") == []


TYPED = ("- Ban X,", "Lưu Văn phòng", "Ban Y (để b/c).", "", "Ban Z v.v.")


@pytest.mark.parametrize(
    ("profile_id", "lines"),
    [
        (HD05, ("- Ban X;", "- Ban Y (để b/c);", "- Ban Z v.v.;", "- Lưu Văn phòng.")),
        (HD36, ("- Ban X,", "- Ban Y (để b/c),", "- Ban Z v.v.,", "- Lưu Văn phòng.")),
    ],
)
def test_recipients_take_the_profiles_marks_and_luu_comes_last(
    profile_id: str, lines: tuple[str, ...]
) -> None:
    assert _signature(profile_id, recipients=TYPED).recipients == lines


def test_a_report_with_addressees_begins_its_recipients_with_nhu_tren() -> None:
    style = Style(salutation=("UBND tỉnh",))
    assert _signature(ND30, recipients=("Lưu: VT",), style=style).recipients == ("- Như trên;", "- Lưu: VT.")
    typed = _signature(ND30, recipients=("như trên", "Lưu: VT"), style=style)
    assert typed.recipients == ("- như trên;", "- Lưu: VT.")
    assert _signature(ND30, recipients=("Lưu: VT",)).recipients == ("- Lưu: VT.",)


def test_no_recipients_no_lines() -> None:
    assert _signature().recipients == ()


def test_signature_with_authority_and_with_the_post_alone() -> None:
    with_authority = _signature(signature=Signature("T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Nguyễn A"))
    assert (with_authority.authority, with_authority.post) == (("T/M BAN THƯỜNG VỤ",), "BÍ THƯ")
    assert with_authority.name == "Nguyễn A"
    alone = _signature(signature=Signature("", "TRƯỞNG BAN", "Nguyễn B"))
    assert (alone.authority, alone.post) == ((), "TRƯỞNG BAN")


@pytest.mark.parametrize(
    ("issuer", "name"),
    [
        (Issuer("ĐẢNG BỘ TỈNH X", "ĐẢNG ỦY XÃ PHÚ LỘC HẠ"), "Đảng ủy xã Phú Lộc Hạ"),
        (
            Issuer("TỈNH ỦY QUẢNG TRỊ", "BAN TUYÊN GIÁO VÀ DÂN VẬN"),
            "Ban Tuyên giáo và Dân vận Tỉnh ủy Quảng Trị",
        ),
        (Issuer("ĐẢNG UỶ XÃ HOÀ AN", "BAN XÂY DỰNG ĐẢNG"), "Ban Xây dựng Đảng Đảng uỷ xã Hoà An"),
        (Issuer("", "ỦY BAN NHÂN DÂN PHƯỜNG SƠN LA"), "Ủy ban nhân dân phường Sơn La"),
        (
            Issuer("ỦY BAN MTTQ VIỆT NAM XÃ A LƯỚI", "BAN THƯỜNG TRỰC"),
            "Ban Thường trực Ủy ban MTTQ Việt Nam xã A Lưới",
        ),
        (Issuer("BAN CHẤP HÀNH TRUNG ƯƠNG", "BAN DÂN VẬN"), "Ban Dân vận Trung ương"),
        (Issuer("TỈNH ĐOÀN X", "ĐOÀN XÃ KRÔNG-PA"), "Đoàn xã Krông-Pa"),
        (Issuer("X", "Đảng ủy xã Đắk rlấp"), "Đảng ủy xã Đắk rlấp"),
        (Issuer("A", ""), ""),
    ],
)
def test_the_issuers_name_in_a_sentence(issuer: Issuer, name: str) -> None:
    assert full_name(issuer) == name


def test_units_of_a_name() -> None:
    assert name_units("ĐẢNG ỦY XÃ PHÚ LỘC HẠ") == ["ĐẢNG ỦY", "XÃ PHÚ LỘC HẠ"]
    assert sentence_name("  ĐẢNG ỦY   XÃ Z ") == "Đảng ủy xã Z"


def test_spelling_turns_both_ways() -> None:
    assert spelled("Đảng ủy, Ủy ban, TỈNH ỦY, thủy", "uỷ") == "Đảng uỷ, Uỷ ban, TỈNH UỶ, thủy"
    assert spelled("Đảng uỷ, Uỷ ban, quỷ", "ủy") == "Đảng ủy, Ủy ban, quỷ"


def test_two_sided_printing_goes_to_the_document() -> None:
    two_sided = msgspec.structs.replace(EMPTY, style=Style(two_sided=True))
    assert not compose(EMPTY, profile(HD05)).two_sided
    assert compose(two_sided, profile(HD05)).two_sided
