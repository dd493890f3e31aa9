"""The data folder: opened wherever it may lie, reports started in it, brought in and taken out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from invented import OFFICE, report

from danvan_desktop.domain.report import Period
from danvan_desktop.errors import UserError
from danvan_desktop.layout.outline import outlines_for
from danvan_desktop.paths import user_data_dir
from danvan_desktop.services.library import Library, chosen_profile, open_library, read_report

PERIOD = Period("first_half", 2026)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path / "dữ liệu")
    yield opened
    opened.close()


def test_the_first_run_is_known_by_having_no_office(library: Library) -> None:
    assert library.first_run
    library.drafts.add_office(OFFICE)
    assert not library.first_run


def test_the_users_own_folder_is_the_default() -> None:
    opened = open_library()
    assert opened.data_dir == user_data_dir()
    assert (user_data_dir() / "danvan.db").exists()
    opened.close()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "tệp").touch()
    with pytest.raises(UserError, match="Không tạo được thư mục dữ liệu"):
        open_library(tmp_path / "tệp" / "dữ liệu")


def test_a_new_report_has_the_offices_facts(library: Library) -> None:
    office_id = library.drafts.add_office(OFFICE)
    outline = outlines_for(OFFICE.kind, PERIOD)[0]
    report_id = library.new_report(outline, office_id, PERIOD, due=date(2026, 6, 20))
    made, listed = library.drafts.load(report_id), library.drafts.summary(report_id)
    assert (made.issuer, made.period, made.outline) == (OFFICE.issuer, PERIOD, outline.id)
    assert made.number is None
    assert made.date is None
    assert (listed.office_id, listed.due, listed.status) == (office_id, date(2026, 6, 20), "drafting")


def test_a_new_report_needs_an_office(library: Library) -> None:
    with pytest.raises(UserError, match="không còn trong dữ liệu"):
        library.new_report(outlines_for("front", PERIOD)[0], 5, PERIOD)
    assert library.drafts.summaries() == ()


def test_a_report_file_goes_out_and_comes_in_archived(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "báo cáo.json"
    library.export_report_file(library.drafts.create(report(), None), file)
    assert json.loads(file.read_text(encoding="utf-8"))["schema"] == 1
    imported = library.import_report_file(file)
    assert library.drafts.load(imported) == report()
    assert library.drafts.summary(imported).archived


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "không phải là dữ liệu báo cáo"),
        (b'{"schema": 1, "kind": "interim"', "không phải là dữ liệu báo cáo"),
        (b"\xff\xfe\x00", "không phải là dữ liệu báo cáo"),
        (b"[1, 2]", "không phải là một báo cáo"),
        (b'{"schema": 99}', "phiên bản dữ liệu 99"),
        (b'{"schema": 1, "kind": "weekly", "period": {"kind": "year", "year": 2026}}', "sai ở chỗ “$.kind”"),
        (b"[" * 100_000, "không phải là dữ liệu báo cáo"),
    ],
)
def test_a_bad_report_file_is_named_and_nothing_is_stored(
    library: Library, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "hỏng.json"
    file.write_bytes(content)
    with pytest.raises(UserError) as caught:
        library.import_report_file(file)
    assert caught.value.message.startswith("“hỏng.json”: ")
    assert said in caught.value.message
    assert library.drafts.summaries() == ()


def test_what_no_document_can_hold_is_cleaned_on_the_way_in(tmp_path: Path) -> None:
    file = tmp_path / "r.json"
    body = '{"schema":1,"kind":"annual","period":{"kind":"year","year":2025},"subject":"%s"}'
    file.write_text(body % "a\\u0001 <&> \\u00a0😀 dân", encoding="utf-8")
    assert read_report(file).subject == "a <&> \u00a0😀 dân"


def test_the_profile_is_the_one_asked_for_else_the_reports_else_by_date() -> None:
    plain = report()
    own = msgspec.structs.replace(plain, profile="state_nd30_2020")
    assert chosen_profile(own, "youth_hd29_2013").id == "youth_hd29_2013"
    assert chosen_profile(own).id == "state_nd30_2020"
    assert chosen_profile(plain).id == "party_hd05_2026"
    assert chosen_profile(report(2021)).id == "party_hd36_2018"
    assert chosen_profile(plain, family="front").id == "front_hd91_2013"
    undated = msgspec.structs.replace(report(2021), date=None)
    assert chosen_profile(undated).id == "party_hd36_2018"
    with pytest.raises(UserError, match="Không có thể thức “none”"):
        chosen_profile(plain, "none")


def test_a_stored_report_goes_by_its_offices_family(library: Library) -> None:
    office_id = library.drafts.add_office(msgspec.structs.replace(OFFICE, family="state"))
    report_id = library.drafts.create(report(), office_id)
    assert library.profile_for(report_id, report()).id == "state_nd30_2020"
