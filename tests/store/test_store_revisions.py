"""Earlier states: what is kept, what thins out, what can be read back."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import msgspec
from invented import report

from danvan_desktop.store.drafts import Drafts

VIETNAM = timezone(timedelta(hours=7))
NOW = datetime(2026, 7, 20, 15, 30, tzinfo=VIETNAM)


def _keep(drafts: Drafts, report_id: int, at: datetime, note: str = "", mark: str = "") -> None:
    drafts.revisions.add_revision(report_id, report(note=note or at.isoformat()), at, mark)  # type: ignore[arg-type]


def _kept(drafts: Drafts, report_id: int, section: str = "mo-dau") -> list[datetime]:
    return [one.at.astimezone(VIETNAM) for one in drafts.revisions.revisions(report_id, section)]


def test_only_parts_that_changed_make_a_revision(drafts: Drafts) -> None:
    report_id = drafts.create(report(), None)
    assert drafts.keep_revision(report_id, report()) == 4
    assert drafts.keep_revision(report_id, report()) == 0
    assert drafts.keep_revision(report_id, report(note="khác")) == 1
    assert [one.section_id for one in drafts.revisions.revisions(report_id)][-1] == "mo-dau"


def test_the_whole_report_can_be_read_as_it_was(drafts: Drafts) -> None:
    report_id = drafts.create(report(), None)
    shorter = msgspec.structs.replace(report(note="sau"), sections=report(note="sau").sections[:2])
    drafts.keep_revision(report_id, report(note="trước"))
    first = drafts.revisions.revisions(report_id)[-1].id
    drafts.keep_revision(report_id, shorter)
    last = drafts.revisions.revisions(report_id)[-1].id
    assert drafts.revisions.report_at(report_id, first) == report(note="trước")
    assert drafts.revisions.report_at(report_id, last) == shorter
    assert drafts.revisions.report_at(report_id, 0) is None


def test_all_of_today_stays(drafts: Drafts) -> None:
    report_id = drafts.create(report(), None)
    moments = [NOW.replace(hour=0, minute=0) + timedelta(minutes=10 * n) for n in range(90)]
    for at in moments:
        _keep(drafts, report_id, at)
    assert drafts.revisions.thin(NOW) == 0
    assert _kept(drafts, report_id) == moments


def test_the_last_of_each_hour_stays_for_three_days(drafts: Drafts) -> None:
    report_id = drafts.create(report(), None)
    for minutes in (5, 25, 55, 65, 70):
        _keep(drafts, report_id, datetime(2026, 7, 17, 8, tzinfo=VIETNAM) + timedelta(minutes=minutes))
    _keep(drafts, report_id, NOW)
    drafts.revisions.thin(NOW)
    assert [f"{at:%d %H:%M}" for at in _kept(drafts, report_id)] == ["17 08:55", "17 09:10", "20 15:30"]


def test_the_last_of_each_day_stays_for_sixty(drafts: Drafts) -> None:
    report_id = drafts.create(report(), None)
    for days in (61, 60, 59, 4):
        for hour in (8, 16):
            _keep(drafts, report_id, (NOW - timedelta(days=days)).replace(hour=hour))
    _keep(drafts, report_id, NOW)
    drafts.revisions.thin(NOW)
    assert [(NOW.date() - at.date()).days for at in _kept(drafts, report_id)] == [60, 59, 4, 0]
    assert {at.hour for at in _kept(drafts, report_id)[:-1]} == {16}


def test_the_last_of_each_reporting_half_year_stays_for_ever(drafts: Drafts) -> None:
    report_id = drafts.create(report(), None)
    for year, month in ((2024, 5), (2024, 6), (2024, 7), (2024, 12), (2025, 2), (2025, 6)):
        for day in (3, 28):
            _keep(drafts, report_id, datetime(year, month, day, 9, tzinfo=VIETNAM))
    _keep(drafts, report_id, NOW)
    drafts.revisions.thin(NOW)
    assert [f"{at:%Y-%m-%d}" for at in _kept(drafts, report_id)[:-1]] == [
        "2024-06-28",
        "2024-12-28",
        "2025-06-28",
    ]


def test_marked_ones_and_the_newest_of_a_part_stay_for_ever(drafts: Drafts) -> None:
    report_id = drafts.create(report(), None)
    long_ago = NOW - timedelta(days=1000)
    _keep(drafts, report_id, long_ago, note="đầu")
    _keep(drafts, report_id, long_ago + timedelta(days=1), note="ban hành", mark="issued")
    _keep(drafts, report_id, long_ago + timedelta(days=2), note="cuối")
    drafts.revisions.thin(NOW)
    assert len(_kept(drafts, report_id)) == 2
    assert len(_kept(drafts, report_id, "nhiem-vu")) == 1
    issued = next(one for one in drafts.revisions.revisions(report_id) if one.mark == "issued")
    last_of_it = max(one.id for one in drafts.revisions.revisions(report_id) if one.mark == "issued")
    assert issued.at == long_ago + timedelta(days=1)
    assert drafts.revisions.report_at(report_id, last_of_it) == report(note="ban hành")


def test_a_clock_set_back_loses_nothing(drafts: Drafts) -> None:
    report_id = drafts.create(report(), None)
    _keep(drafts, report_id, NOW + timedelta(days=300), note="một")
    _keep(drafts, report_id, NOW, note="hai")
    assert drafts.revisions.thin(NOW) == 0
    newest = drafts.revisions.revisions(report_id, "mo-dau")[-1]
    found = drafts.revisions.report_at(report_id, newest.id)
    assert found == report(note="hai")


def test_a_damaged_revision_is_passed_over(drafts: Drafts) -> None:
    report_id = drafts.create(report(), None)
    drafts.keep_revision(report_id, report(note="tốt"))
    drafts.keep_revision(report_id, report(note="hỏng"))
    newest = drafts.revisions.revisions(report_id, "mo-dau")[-1].id
    with drafts.database.writing() as connection:
        connection.execute("UPDATE revisions SET body = x'00' WHERE id = ?", (newest,))
    assert drafts.revisions.report_at(report_id, newest) == report(note="tốt")
