"""Every outline for every kind of office and period; and outline files that are broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from danvan_desktop.domain.office import OFFICE_KINDS, Office, OfficeKind, family_of
from danvan_desktop.domain.period import horizon
from danvan_desktop.domain.report import Issuer, Period, PeriodKind, Report, Role, Section, Signature, Style
from danvan_desktop.errors import UserError
from danvan_desktop.layout import phrases
from danvan_desktop.layout.compose import compose
from danvan_desktop.layout.outline import (
    Outline,
    OutlineSection,
    guidance,
    load_outlines,
    new_report,
    outline,
    outlines,
    outlines_for,
)
from danvan_desktop.layout.phrases import fault, load_phrases, phrases_for, render, variables
from danvan_desktop.layout.profile import profile
from danvan_desktop.paths import template

ISSUER = Issuer("ĐẢNG BỘ THÀNH PHỐ X", "ĐẢNG ỦY PHƯỜNG Z", "ĐU", "Z")
PERIODS = [Period(kind, 2031) for kind in ("first_half", "second_half", "year")]
ROLES: list[Role] = [
    "opening", "context", "results", "strengths", "limitations", "causes", "lessons", "tasks", "proposals",
    "closing",
]  # fmt: skip


def _walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.sections)


def _words(report: Report) -> str:
    texts = [report.subject, *report.recipients]
    for section in _walk(report.sections):
        texts += [section.heading, *(item.text for item in section.items)]
    return "\n".join(texts)


def _all_drafts() -> Iterator[tuple[Outline, Period, Report]]:
    for kind, period in product(OFFICE_KINDS, PERIODS):
        for known in outlines_for(kind, period):
            yield (
                known,
                period,
                new_report(known, Office(kind=kind, family=family_of(kind), issuer=ISSUER), period),
            )


def test_no_bundled_outline_is_broken() -> None:
    assert load_outlines(template("outlines")).broken == ()
    assert len(outlines()) == len(list(template("outlines").glob("*.toml"))) == 12


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("kind", OFFICE_KINDS)
def test_every_office_has_an_outline_of_its_own_first(kind: OfficeKind, period: Period) -> None:
    offered = outlines_for(kind, period)
    assert kind in offered[0].offices
    assert all(period.kind in known.periods for known in offered)
    assert {known.kind for known in offered} == {"annual" if period.kind == "year" else "interim"}
    assert len(offered) == 6


def test_no_draft_has_a_template_left_or_a_year_of_another_period() -> None:
    checked = 0
    for known, period, report in _all_drafts():
        words = _words(report)
        assert "{{" not in words, known.id
        assert "{%" not in words, known.id
        years = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", words)}
        assert years <= {period.year, horizon(period).year}, known.id
        checked += 1
    assert checked == len(OFFICE_KINDS) * len(PERIODS) * 6


def test_no_outline_file_holds_a_year_of_its_own() -> None:
    for file in [*template("outlines").glob("*.toml"), *template("phrases").glob("*.toml")]:
        assert not re.search(r"\b(?:19|20)\d\d\b", file.read_text(encoding="utf-8")), file.name


def test_no_outline_speaks_of_abolished_bodies() -> None:
    gone = re.compile(r"huyện|thị trấn|Ban Dân vận", re.IGNORECASE)
    for file in [*template("outlines").glob("*.toml"), *template("phrases").glob("*.toml")]:
        assert not gone.search(file.read_text(encoding="utf-8")), file.name


@pytest.mark.parametrize("known", outlines(), ids=lambda known: known.id)
def test_an_outline_has_every_role_with_guidance_and_nested_bases(known: Outline) -> None:
    report = new_report(known, Office(kind="other", issuer=ISSUER), Period("year", 2031))
    sections = list(_walk(report.sections))
    assert {section.role for section in sections} >= set(ROLES)
    bases = report.sections[0].sections
    assert [section.role for section in bases] == ["opening"]
    proposals = next(section for section in report.sections if section.role == "proposals")
    assert len(proposals.sections) == 2
    told = guidance(report)
    for section in sections:
        assert section.id in told or section.sections, section.id
    assert all(text.endswith((".", "?")) for text in told.values())


def test_the_annual_form_reviews_the_targets_and_the_interim_does_not() -> None:
    for known in outlines():
        ids = {section.id for section in _walk_outline(known.sections)}
        assert ("results.targets" in ids) == (known.kind == "annual"), known.id


def _walk_outline(sections: tuple[OutlineSection, ...]) -> Iterator[OutlineSection]:
    for section in sections:
        yield section
        yield from _walk_outline(section.sections)


def test_every_draft_composes_in_its_profile() -> None:
    for _, _, report in _all_drafts():
        assert len(compose(report, profile(report.profile)).blocks) >= 4


def test_a_new_report_knows_its_office() -> None:
    office = Office(
        kind="commune_party",
        issuer=Issuer("ĐẢNG BỘ TỈNH X", "ĐẢNG ỦY XÃ Z", "ĐU", "Z"),
        signers=(Signature("T/M BAN THƯỜNG VỤ", "BÍ THƯ", "A"), Signature("", "B", "C")),
        recipients=("Thường trực", "Lưu"),
        spelling="uỷ",
        lead="bold",
    )
    report = new_report(outline("dang_uy_xa_6_thang"), office, Period("first_half", 2026))
    assert report.issuer == office.issuer
    assert report.signature == office.signers[0]
    assert report.recipients == office.recipients
    assert report.style == Style(lead="bold", spelling="uỷ")
    assert (report.number, report.date, report.kind) == (None, None, "interim")
    assert report.profile == "party_hd05_2026"
    assert (
        report.sections[0].items[0].text.startswith("Đảng ủy xã Z báo cáo kết quả công tác dân vận 6 tháng")
    )
    assert "cấp uỷ" in report.sections[2].sections[0].heading


@pytest.mark.parametrize(
    ("family", "year", "profile_id"),
    [
        ("party", 2026, "party_hd05_2026"), ("party", 2025, "party_hd36_2018"),
        ("state", 2026, "state_nd30_2020"), ("front", 2026, "front_hd91_2013"),
        ("youth", 2026, "youth_hd29_2013"),
    ],
)  # fmt: skip
def test_the_profile_follows_family_and_period(family: str, year: int, profile_id: str) -> None:
    office = Office(kind="other", family=family)  # type: ignore[arg-type]
    assert new_report(outlines()[0], office, Period("first_half", year)).profile == profile_id


@pytest.mark.parametrize(
    ("issuer", "commune", "committee"),
    [
        (Issuer("ĐẢNG BỘ TỈNH X", "ĐẢNG ỦY XÃ Z"), "xã", "Tỉnh ủy"),
        (Issuer("ĐẢNG BỘ THÀNH PHỐ X", "ĐẢNG ỦY PHƯỜNG Z"), "phường", "Thành ủy"),
        (Issuer("ĐẢNG BỘ TỈNH X", "ĐẢNG ỦY ĐẶC KHU Z"), "đặc khu", "Tỉnh ủy"),
        (Issuer("THÀNH ỦY X", "BAN TUYÊN GIÁO VÀ DÂN VẬN"), "xã", "Thành ủy"),
    ],
)
def test_levels_are_read_from_the_letterhead(issuer: Issuer, commune: str, committee: str) -> None:
    values = variables(Period("year", 2026), issuer, "ủy")
    assert (values["commune"], values["province_committee"]) == (commune, committee)


def test_periods_in_phrases() -> None:
    half = variables(Period("first_half", 2026), ISSUER, "ủy")
    assert (half["period"], half["period_name"]) == ("6 tháng đầu năm 2026", "6 tháng đầu năm")
    assert (half["horizon"], half["previous"]) == ("6 tháng cuối năm 2026", "6 tháng đầu năm 2025")
    year = variables(Period("year", 2026), Issuer(), "ủy")
    assert (year["period_name"], year["horizon_name"], year["horizon_year"]) == (
        "năm 2026",
        "năm 2027",
        "2027",
    )
    assert (year["unit"], year["place"]) == ("[tên cơ quan]", "[địa danh]")


def test_guidance_of_a_report_from_an_unknown_outline_is_empty() -> None:
    assert guidance(Report(kind="interim", period=PERIODS[0], outline="đã_bỏ")) == {}


def test_an_unknown_outline_is_said_in_words() -> None:
    with pytest.raises(UserError, match="khong_co"):
        outline("khong_co")


GOOD = """
id = "{id}"
name = "Tốt"
kind = "interim"
periods = ["first_half"]
offices = ["other"]
family = "party"
subject = "Kết quả {{{{ period }}}}"
[[sections]]
id = "a"
role = "results"
heading = "{heading}"
"""


def _good(outline_id: str = "tot", heading: str = "Kết quả") -> str:
    return GOOD.format(id=outline_id, heading=heading)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("id = ", "2.toml"),
        ('id = "x"', "name"),
        (_good().replace('"interim"', '"weekly"'), "weekly"),
        (_good() + 'colour = "đỏ"\n', "colour"),
        (_good(heading="{{ period"), "period"),
        (_good(heading="{{ nam_nay }}"), "nam_nay"),
        (_good(heading="{{ period | unknown_filter }}"), "unknown_filter"),
        (_good(heading="{% for i in range(99999) %}x{% endfor %}"), "For"),
        (_good(heading="{{ unit * 99999 }}"), "Mul"),
        (_good(heading="{{ unit.upper() }}"), "Call"),
        (_good() + '[[sections]]\nid = "a"\nrole = "tasks"\n', "“a”"),
        (_good("khac"), "khac"),
    ],
)
def test_a_broken_file_is_named_and_hides_no_other(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / "1.toml").write_text(_good("khac"), encoding="utf-8")
    (tmp_path / "2.toml").write_text(text, encoding="utf-8")
    (tmp_path / "3.toml").write_text(_good("cuoi"), encoding="utf-8")
    found = load_outlines(tmp_path)
    assert [known.id for known in found.usable] == ["khac", "cuoi"]
    assert len(found.broken) == 1
    assert "2.toml" in found.broken[0].fault.message
    assert named in found.broken[0].fault.message


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "2.toml").write_bytes(b'id = "\xff\xfe"')
    assert "2.toml" in load_outlines(tmp_path).broken[0].fault.message


def test_a_phrase_may_choose_its_words() -> None:
    source = "{% if commune == 'phường' %}tổ dân phố{% else %}thôn{% endif %}"
    assert render(source, variables(PERIODS[0], ISSUER, "ủy"), "ủy") == "tổ dân phố"
    assert fault(source) == ""


@pytest.mark.parametrize(
    "source",
    [
        "{{ unit.__class__.__mro__ }}",
        "{{ missing }}",
        "{% for i in range(10**9) %}x{% endfor %}",
        "{{ 1/0 }}",
    ],
)
def test_a_template_cannot_leave_its_box(source: str) -> None:
    with pytest.raises(UserError):
        render(source, variables(PERIODS[0], ISSUER, "ủy"), "ủy")


def test_ready_phrases_of_every_role_but_other() -> None:
    period: PeriodKind = "first_half"
    for role in ROLES:
        found = phrases_for(role, Period(period, 2031), ISSUER, "uỷ")
        assert found, role
        assert not any(
            "{{" in text or "ủy" in text.replace("Đảng ủy", "").replace("ĐẢNG ỦY", "") for text in found
        )
    assert phrases_for("other", PERIODS[0], ISSUER, "ủy") == ()


def test_a_broken_phrase_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "hong.toml").write_text('[[phrase]]\nrole = "tasks"\ntext = "{{ x }}"\n', encoding="utf-8")
    with pytest.raises(UserError, match=r"hong\.toml"):
        load_phrases(tmp_path)


@pytest.mark.parametrize(
    "source",
    ["{{ 'a' * 999999999 }}", "{{ 'a' | center(999999999) }}", "{% filter center(9) %}a{% endfilter %}"],
)
def test_a_phrase_that_would_fill_the_memory_is_refused_before_it_is_worked_out(
    source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def worked_out(*_: object) -> None:
        raise AssertionError(source)

    monkeypatch.setattr(phrases._ENVIRONMENT, "compile", worked_out)
    monkeypatch.setattr(phrases.meta, "find_undeclared_variables", worked_out)
    assert fault(source)


def test_capital_letters_are_the_one_thing_a_phrase_may_do_to_a_name() -> None:
    assert fault("{{ period | upper }}") == ""
    assert fault("{{ period | length }}") != ""
