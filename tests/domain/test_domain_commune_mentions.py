"""Former communes found in a text, and everything that only looks like them left alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from danvan_desktop.domain.bodies import former_names, renamed_bodies
from danvan_desktop.domain.communes import province, provinces
from danvan_desktop.domain.home import Home, home_of
from danvan_desktop.domain.report import Issuer, Item, Period, Report, Section
from danvan_desktop.domain.report_json import decode
from danvan_desktop.paths import resource
from danvan_desktop.text.sentences import sentences

AFTER, BEFORE = date(2025, 12, 18), date(2025, 6, 30)
QUANG_TRI = Home("tỉnh Quảng Trị")
EXAMPLES = sorted(Path(__file__).parents[2].joinpath("../shared/examples").glob("*.txt"))


def _told(
    text: str, home: Home = QUANG_TRI, day: date = AFTER, units: Mapping[str, str] | None = None
) -> list[tuple[str, str | tuple[str, ...]]]:
    """Each former name with what takes its place, or the choices where there is no single one."""
    found = former_names(text, day, units, home)
    return [(text[one.start : one.end], one.now or one.choices) for one in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("UBND xã Hải Thượng đối thoại.", [("xã Hải Thượng", "xã Hải Lăng")]),
        ("Đảng bộ thị trấn Bến Quan", [("thị trấn Bến Quan", "xã Bến Quan")]),
        ("Phường Đông Lễ dẫn đầu.", [("Phường Đông Lễ", "Phường Nam Đông Hà")]),
        ("ĐẢNG ỦY XÃ HẢI THƯỢNG", [("XÃ HẢI THƯỢNG", "XÃ HẢI LĂNG")]),
        ("tại xã Hải Phú, huyện Hải Lăng,", [("xã Hải Phú, huyện Hải Lăng", "xã Hải Lăng")]),
        ("xã Hải Phú (huyện Hải Lăng) có", [("xã Hải Phú (huyện Hải Lăng)", "xã Hải Lăng")]),
        ("phường 1, thành phố Đông Hà", [("phường 1, thành phố Đông Hà", "phường Đông Hà")]),
        (
            "các xã Hải Thượng, Hải Lâm và Hải Lăng",
            [("Hải Thượng", "Hải Lăng"), ("Hải Lâm", "Hải Lăng")],
        ),
        ("các xã, phường: Đông Lễ, Triệu Ái", [("Đông Lễ", "Nam Đông Hà"), ("Triệu Ái", "Ái Tử")]),
        ("các xã Hải Lệ, Hải Lâm", [("Hải Lệ", ("phường Quảng Trị",)), ("Hải Lâm", "Hải Lăng")]),
    ],
)
def test_a_former_commune_is_told_with_its_successor(text: str, told: list[object]) -> None:
    assert _told(text) == told
    assert _told(text, day=BEFORE) == []


def test_several_possible_successors_are_a_choice_and_nothing_is_taken_over_by_itself() -> None:
    text = "Nhân dân xã Hải Phú hiến 200 m² đất."
    assert _told(text) == [("xã Hải Phú", ("xã Đông Trạch", "xã Hải Lăng"))]
    assert not any(one.renamed for one in former_names(text, AFTER, home=QUANG_TRI))
    assert renamed_bodies(text, AFTER) == text


def test_wards_with_a_number_are_too_many_to_choose_from() -> None:
    (found,) = former_names("Cử tri phường 4 kiến nghị.", AFTER, home=Home("thành phố Hồ Chí Minh"))
    assert (found.now, found.choices) == ("", ())
    assert _told("phường 05, quận 3", Home("thành phố Hồ Chí Minh")) == [
        ("phường 05, quận 3", "phường Bàn Cờ")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Đảng ủy xã Hải Lăng và Đảng ủy phường Đông Hà",
        "Nhân dân thôn Hải Phú, làng Hải Thượng, đường Hải Lâm",
        "hợp tác xã Hải Thượng",
        "đồng chí Hải Thượng",
        "xã Hải Phú Lộc",
        "Trường Tiểu học và Trung học cơ sở xã Hải Thượng",
        "chợ phường Đông Lễ",
        "xã Hải Thượng (cũ)",
        "nguyên Bí thư Đảng ủy xã Hải Thượng",
        "Trước đây xã Hải Thượng có 7 thôn.",
        "Trước ngày 01/7/2025, xã Hải Thượng có 7 thôn.",
        "Xã Hải Lăng được thành lập trên cơ sở nhập toàn bộ xã Hải Phú, xã Hải Thượng và xã Hải Lâm.",
        "Nghị quyết số 12-NQ/ĐU, ngày 05/3/2024 của Đảng ủy xã Hải Thượng",
        "xã Phú Lộc Hạ",
        "đơn vị cấp xã, phường",
        "cấp xã. Hải Thượng",
    ],
)
def test_what_only_looks_like_a_former_commune_is_left_alone(text: str) -> None:
    assert _told(text) == []


def test_thai_nguyen_is_not_the_word_for_former() -> None:
    home = Home("tỉnh Thái Nguyên")
    text = "Đoàn công tác tỉnh Thái Nguyên thăm thị trấn Hùng Sơn."
    assert [found for found, _ in _told(text, home)] == ["thị trấn Hùng Sơn"]


def test_places_of_news_after_the_rearrangement_are_left_alone() -> None:
    """Names as newspapers of Nghệ An and Đắk Lắk gave them from July to October 2025."""
    nghe_an = Home("tỉnh Nghệ An")
    for text in (
        "hỗ trợ bốn xã Tam Quang, Tam Thái, Yên Hòa, Nga My khắc phục hậu quả mưa lũ",
        "Đại hội đại biểu Đảng bộ phường Trường Vinh, Đảng bộ phường Cửa Lò và Đảng bộ xã Văn Hiến",
    ):
        assert _told(text, nghe_an) == []
    assert _told("Đảng bộ xã Hoà Phú, tỉnh Đắk Lắk") == []


def test_a_name_that_still_stands_in_the_province_needs_its_district() -> None:
    """Today's xã Tân Lập of Quảng Trị is that of Hướng Hóa; nothing else there bore the name."""
    assert _told("xã Tân Lập có 12 thôn") == []
    ha_noi = Home("thành phố Hà Nội")
    assert _told("phường Ngọc Hà vững mạnh", ha_noi) == []
    assert _told("xã Bình Thành, huyện Định Hóa, tỉnh Thái Nguyên") == [
        ("xã Bình Thành, huyện Định Hóa", "xã Bình Thành")
    ]


def test_the_text_s_own_province_goes_before_the_report_s() -> None:
    assert _told("Đoàn đến thăm xã Tây Thuận, tỉnh Gia Lai.") == [("xã Tây Thuận", "xã Bình Khê")]
    assert _told("Đoàn đến thăm xã Tây Thuận.") == []
    assert _told("xã Hải Thượng", Home()) == []


def test_every_former_unit_with_its_district_is_told_with_what_it_went_into() -> None:
    for name in provinces():
        for unit in (one for units in province(name).former.values() for one in units):
            text = f"Nhân dân {unit.name}, {unit.district}, {unit.province} đồng thuận."
            found = former_names(text, AFTER, home=Home(name))[0]
            assert text[found.start : found.end] == f"{unit.name}, {unit.district}"
            assert set(found.choices) == set(unit.now), text


def test_no_commune_of_today_is_taken_for_a_former_one() -> None:
    for name in provinces():
        for unit in province(name).present.values():
            for text in (f"Đảng ủy {unit} tổ chức đối thoại.", f"Tại {unit}, Nguyễn Văn A dự.", unit.upper()):
                assert former_names(text, AFTER, home=Home(name)) == (), text


def test_a_commune_s_own_parts_and_its_district_go_first() -> None:
    home = Home("tỉnh Quảng Trị", "xã Hải Lăng")
    assert _told("Nhân dân xã Hải Phú phấn khởi.", home) == [("xã Hải Phú", "xã Hải Lăng")]


def test_the_office_s_own_table_wins() -> None:
    units = {"xã Hải Thượng": "xã Hải Thượng Mới"}
    assert _told("xã Hải Thượng", units=units) == [("xã Hải Thượng", "xã Hải Thượng Mới")]
    assert _told("xã Hải Thượng", units={"xã Khác": "Đảng ủy xã Hải Thượng"}) == []


def _report(
    parent: str, name: str, place: str = "", text: str = "", recipients: tuple[str, ...] = ()
) -> Report:
    section = Section(id="s", role="results", items=(Item("i", text=text),))
    return Report(
        kind="annual",
        period=Period("year", 2025),
        issuer=Issuer(parent, name, "", place),
        sections=(section,),
        recipients=recipients,
    )


@pytest.mark.parametrize(
    ("report", "home"),
    [
        (_report("TỈNH ỦY QUẢNG TRỊ", "BAN TUYÊN GIÁO VÀ DÂN VẬN", "Quảng Trị"), QUANG_TRI),
        (_report("ĐẢNG BỘ TỈNH QUẢNG BÌNH", "BAN DÂN VẬN"), QUANG_TRI),
        (
            _report("ĐẢNG BỘ TỈNH GIA LAI", "ĐẢNG ỦY XÃ BÌNH KHÊ", "Bình Khê"),
            Home("tỉnh Gia Lai", "xã Bình Khê"),
        ),
        (_report("ĐẢNG ỦY XÃ BÌNH KHÊ", "BAN XÂY DỰNG ĐẢNG"), Home("tỉnh Gia Lai", "xã Bình Khê")),
        (
            _report("ĐẢNG ỦY XÃ TÂN LẬP", "KHỐI DÂN VẬN", recipients=("Tỉnh ủy Tây Ninh (để b/c)",)),
            Home("tỉnh Tây Ninh", "xã Tân Lập"),
        ),
        (
            _report("ĐẢNG ỦY XÃ TÂN LẬP", "KHỐI DÂN VẬN", text="Quán triệt Nghị quyết của Tỉnh ủy Lâm Đồng."),
            Home("tỉnh Lâm Đồng", "xã Tân Lập"),
        ),
        (_report("ĐẢNG ỦY XÃ TÂN LẬP", "KHỐI DÂN VẬN"), Home()),
        (_report("ĐẢNG BỘ TỈNH TRƯỜNG LAM", "ĐẢNG ỦY XÃ TÂN LẬP", text="tỉnh Gia Lai"), Home()),
        (
            _report("ĐẢNG BỘ THÀNH PHỐ HUẾ", "ĐẢNG ỦY PHƯỜNG THUẬN HOÁ"),
            Home("thành phố Huế", "phường Thuận Hóa"),
        ),
        (_report("TRUNG ƯƠNG HỘI LHPN VIỆT NAM", "HỘI LHPN TỈNH NINH BÌNH"), Home("tỉnh Ninh Bình")),
        (_report("", ""), Home()),
    ],
)
def test_where_a_report_is_at_home(report: Report, home: Home) -> None:
    assert home_of(report) == home


def test_nothing_is_found_in_the_sample_wherever_it_were_at_home() -> None:
    sample = resource("sample", "bao_cao_mau.json").read_bytes()
    text = sample.decode("utf-8")
    assert home_of(decode(sample)) == Home()
    for home in (QUANG_TRI, Home("tỉnh Gia Lai"), Home("thành phố Hà Nội"), Home("thành phố Huế")):
        assert [told for line in text.split("\n") for told in _told(line, home)] == []


@pytest.mark.skipif(not EXAMPLES, reason="the example texts are not at hand")
def test_real_texts_of_a_province_name_no_former_commune() -> None:
    lines = [line for file in EXAMPLES for line in file.read_text(encoding="utf-8").split("\n")]
    pieces = [piece for line in lines for piece in sentences(line)]
    assert pieces
    for home in (QUANG_TRI, Home("tỉnh Gia Lai"), Home("thành phố Hồ Chí Minh")):
        assert [
            told for piece in pieces for told in former_names(piece, AFTER, home=home) if told.choices
        ] == []


def test_only_the_report_s_province_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    from danvan_desktop.domain import commune_mentions, communes

    asked: list[str] = []
    monkeypatch.setattr(
        commune_mentions, "province", lambda name: (asked.append(name), communes.province(name))[1]
    )
    for text in ("Toàn xã có 14 thôn.", "Đồng chí Nguyễn Văn A dự hội nghị.", "cấp xã, phường"):
        former_names(text, AFTER, home=QUANG_TRI)
    assert asked == []
    former_names("xã Hải Thượng và xã Hải Lâm", AFTER, home=QUANG_TRI)
    assert set(asked) == {"tỉnh Quảng Trị"}
