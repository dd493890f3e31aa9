"""The table of communes of 01/7/2025: whole, consistent, and right where public knowledge can tell."""

from __future__ import annotations

from datetime import date

import pytest

from danvan_desktop.domain.bodies import territories
from danvan_desktop.domain.communes import (
    ended,
    name_key,
    predecessors,
    province,
    province_named,
    provinces,
    provinces_with,
)

# Rearrangements told in the news of 2025: today's unit, its province, and all it was made of.
KNOWN = {
    ("phường Hoàn Kiếm", "Hà Nội"): "phường Hàng Bạc, phường Lý Thái Tổ, phường Hàng Bồ, phường Hàng Đào",
    ("phường Sài Gòn", "Hồ Chí Minh"): "phường Bến Nghé, phường Đa Kao",
    ("phường Bến Thành", "Hồ Chí Minh"): "phường Bến Thành, phường Phạm Ngũ Lão, phường Cầu Ông Lãnh",
    ("đặc khu Phú Quốc", "An Giang"): "phường Dương Đông, phường An Thới, xã Dương Tơ, xã Bãi Thơm",
    ("đặc khu Thổ Châu", "An Giang"): "xã Thổ Châu",
    ("đặc khu Côn Đảo", "Hồ Chí Minh"): "huyện Côn Đảo",
    ("đặc khu Hoàng Sa", "Đà Nẵng"): "huyện Hoàng Sa",
    ("đặc khu Trường Sa", "Khánh Hòa"): "thị trấn Trường Sa, xã Song Tử Tây, xã Sinh Tồn",
    ("đặc khu Phú Quý", "Lâm Đồng"): "xã Ngũ Phụng, xã Long Hải, xã Tam Thanh",
    ("đặc khu Cô Tô", "Quảng Ninh"): "thị trấn Cô Tô, xã Đồng Tiến, xã Thanh Lân",
    ("phường Nha Trang", "Khánh Hòa"): "phường Vạn Thạnh, phường Lộc Thọ, phường Tân Tiến, phường Phước Hòa",
    ("phường Nam Nha Trang", "Khánh Hòa"): "phường Phước Hải, phường Phước Long, xã Phước Đồng",
    ("phường Hải Châu", "Đà Nẵng"): "phường Thanh Bình, phường Thuận Phước, phường Thạch Thang",
    ("phường Quảng Phú", "Đà Nẵng"): "phường An Phú, xã Tam Thanh, xã Tam Phú",
    ("xã Cát Ngạn", "Nghệ An"): "xã Minh Sơn, xã Cát Văn, xã Phong Thịnh",
    ("xã Đại Đồng", "Nghệ An"): "thị trấn Dùng, xã Đồng Văn, xã Thanh Ngọc, xã Thanh Phong, xã Đại Đồng",
    ("xã Bình Khê", "Gia Lai"): "xã Tây Thuận, xã Tây Giang",
    ("phường Quy Nhơn", "Gia Lai"): "phường Trần Phú, phường Thị Nại, phường Đống Đa, phường Hải Cảng",
    ("xã Hải Lăng", "Quảng Trị"): "xã Hải Phú, xã Hải Thượng, xã Hải Lâm",
    ("xã Bến Quan", "Quảng Trị"): "thị trấn Bến Quan, xã Vĩnh Khê, xã Vĩnh Hà, xã Vĩnh Ô",
    ("xã Vĩnh Linh", "Quảng Trị"): "thị trấn Hồ Xá, xã Vĩnh Long, xã Vĩnh Chấp",
    ("phường Tam Thắng", "Hồ Chí Minh"): "phường 7, phường 8, phường 9, phường Nguyễn An Ninh",
    ("phường Cửa Ông", "Quảng Ninh"): "phường Cẩm Phú, phường Cẩm Thịnh, phường Cẩm Sơn, phường Cửa Ông",
    ("xã Cần Giờ", "Hồ Chí Minh"): "xã Long Hòa, thị trấn Cần Thạnh",
    ("phường Ninh Kiều", "Cần Thơ"): "phường Tân An, phường Thới Bình, phường Xuân Khánh",
    ("xã Đồng Văn", "Tuyên Quang"): "thị trấn Đồng Văn, xã Tả Lủng, xã Tả Phìn, xã Pải Lủng",
    ("phường Sa Pa", "Lào Cai"): "phường Hàm Rồng, phường Phan Si Păng, phường Sa Pa, phường Cầu Mây",
}


def test_the_table_is_whole() -> None:
    """The counts of the Government: 34 provinces, 2.621 xã, 687 phường, 13 đặc khu out of 10.035 units."""
    found = [province(name) for name in provinces()]
    today = [name.split()[0] for one in found for name in one.present.values()]
    former = [unit for one in found for units in one.former.values() for unit in units]
    assert len(found) == 34
    assert (today.count("xã"), today.count("phường"), today.count("đặc")) == (2621, 687, 13)
    assert (len(today), len(former)) == (3321, 10035)
    assert len({unit.province for unit in former}) == 63
    assert len({(unit.province, unit.district, name_key(unit.name)) for unit in former}) == 10035
    assert all(one.resolution.endswith("/NQ-UBTVQH15") for one in found)
    assert len({one.resolution for one in found}) == 34
    assert ended() == date(2025, 7, 1) == territories().ended


def test_old_to_new_and_new_to_old_say_the_same() -> None:
    for name in provinces():
        one = province(name)
        assert set(one.made_of) == set(one.present)
        assert all(one.made_of.values())
        for units in one.former.values():
            for unit in units:
                assert all(unit in one.made_of[name_key(new)] for new in unit.now)
        for key, units in one.made_of.items():
            assert all(one.present[key] in unit.now for unit in units)


def test_the_provinces_agree_with_the_table_of_provinces() -> None:
    for old, new in territories().former.items():
        assert province_named(old) == province_named(new) != ""
    former = {unit.province for n in provinces() for units in province(n).former.values() for unit in units}
    assert all(province_named(name) for name in former)
    assert province_named("TỈNH THỪA THIÊN HUẾ") == "thành phố Huế"
    assert province_named("Bà Rịa – Vũng Tàu") == province_named("TP. Hồ Chí Minh")
    assert province_named("Trường Lam") == ""


@pytest.mark.parametrize(("commune", "where"), KNOWN)
def test_rearrangements_everyone_knows(commune: str, where: str) -> None:
    found = {unit.name or unit.district for unit in predecessors(commune, where)}
    assert set(KNOWN[commune, where].split(", ")) <= found


def test_a_unit_that_was_split_names_all_its_successors() -> None:
    (dong_xuan,) = province("thành phố Hà Nội").former[name_key("phường Đồng Xuân")]
    assert {"phường Hoàn Kiếm", "phường Ba Đình"} <= set(dong_xuan.now)


def test_names_are_one_however_they_are_typed() -> None:
    assert name_key("Xã Hoà Lý") == name_key("xã Hòa Lí")
    assert name_key("PHƯỜNG 01") == name_key("Phường  1")
    assert name_key("xã Ea H’Leo") == name_key("Xã Ea H'leo")
    assert name_key("TT. Phú Quý") == name_key("thị trấn Phú Quí")
    assert name_key("phường Văn Miếu – Quốc Tử Giám") == name_key("Phường Văn Miếu Quốc Tử Giám")
    assert name_key("xã Nghi Vạn") != name_key("xã Nghi Văn")
    assert name_key("xã Phú Mai") != name_key("xã Phú May")
    assert name_key("xã Đông Thành") != name_key("xã Đồng Thành")


def test_provinces_that_share_a_name_of_today() -> None:
    assert provinces_with("xã Tân Lập") == ("tỉnh Lâm Đồng", "tỉnh Quảng Trị", "tỉnh Tây Ninh")
    assert predecessors("xã Không Có", "Quảng Trị") == ()
    assert predecessors("xã Tân Lập", "Trường Lam") == ()
