"""Reports and offices go in and come out as they were, and nothing leaves without a copy."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import OFFICE, report

from danvan_desktop.domain.completeness import report_progress
from danvan_desktop.domain.report import Item, Period, Report, Section
from danvan_desktop.errors import UserError
from danvan_desktop.store.database import open_database
from danvan_desktop.store.discarded import discarded
from danvan_desktop.store.drafts import Drafts
from danvan_desktop.store.parts import join, split


def _rows(drafts: Drafts, sql: str) -> list[tuple[object, ...]]:
    with drafts.database.reading() as connection:
        return connection.execute(sql).fetchall()


def test_a_report_comes_back_equal(drafts: Drafts) -> None:
    assert drafts.load(drafts.create(report(), None)) == report()


def test_a_report_survives_closing(drafts: Drafts) -> None:
    report_id = drafts.create(report(), None)
    drafts.save(report_id, report(note="mới"))
    drafts.database.close()
    again = Drafts(open_database(drafts.database.path))
    assert again.load(report_id) == report(note="mới")
    again.database.close()


@given(st.text(max_size=40), st.text(st.characters(), max_size=20))
def test_any_text_is_kept_letter_by_letter(text: str, heading: str) -> None:
    storable = text.encode(errors="ignore").decode()
    before = Report(
        kind="annual",
        period=Period("year", 2025),
        sections=(Section("s", heading=heading, items=(Item("i", text=storable),)),),
    )
    assert join(split(before)) == before


def test_half_an_emoji_does_not_keep_the_rest_from_disk(drafts: Drafts) -> None:
    report_id = drafts.create(report(), None)
    drafts.save(report_id, report(note="Đồng thuận \ud83d cao"))
    assert drafts.load(report_id).sections[0].items[0].text == "Đồng thuận  cao"


def test_saving_writes_only_what_changed(drafts: Drafts) -> None:
    report_id = drafts.create(report(), None)
    before = dict(_rows(drafts, "SELECT section, rowid FROM parts"))
    drafts.save(report_id, report(note="khác"))
    after = dict(_rows(drafts, "SELECT section, rowid FROM parts"))
    changed = {section for section in before if before[section] != after[section]}
    assert changed == {"mo-dau"}


def test_saving_nothing_new_writes_nothing(drafts: Drafts) -> None:
    report_id = drafts.create(report(), None)
    size = _rows(drafts, "SELECT total_changes()")
    drafts.save(report_id, report())
    assert _rows(drafts, "SELECT total_changes()") == size


def test_the_time_of_saving_is_read_after_the_commit(db_file: object, tmp_path: object) -> None:
    events: list[str] = []

    def now() -> datetime:
        events.append("now")
        return datetime.now().astimezone()

    database = open_database(tmp_path / "clock.db")  # type: ignore[operator]
    drafts = Drafts(database, now)
    report_id = drafts.create(report(), None)
    database._connection.set_trace_callback(lambda sql: events.append(sql.split()[0]))
    events.clear()
    drafts.save(report_id, report(note="khác"))
    database.close()
    assert events[-2:] == ["COMMIT", "now"]


def test_sections_keep_their_order_and_leave_a_copy_when_removed(drafts: Drafts) -> None:
    report_id = drafts.create(report(), None)
    first, second, third = report().sections
    drafts.save(report_id, msgspec.structs.replace(report(), sections=(third, first)))
    assert [section.id for section in drafts.load(report_id).sections] == ["nhiem-vu", "mo-dau"]
    assert [section for _, section in drafts.revisions.section_states(report_id, "ket-qua")] == [second]


def test_two_sections_of_one_id_are_both_kept(drafts: Drafts) -> None:
    twice = Section("a", heading="Một"), Section("a", heading="Hai"), Section("", heading="Ba")
    report_id = drafts.create(msgspec.structs.replace(report(), sections=twice), None)
    assert [section.heading for section in drafts.load(report_id).sections] == ["Một", "Hai", "Ba"]


def test_summaries_say_what_the_list_shows_newest_period_first(drafts: Drafts) -> None:
    office_id = drafts.add_office(OFFICE)
    older = drafts.create(report(2025), office_id)
    annual = drafts.create(
        msgspec.structs.replace(report(), kind="annual", period=Period("year", 2026)), office_id
    )
    newer = drafts.create(report(2026), office_id, due=date(2026, 6, 20), status="review")
    found = drafts.summaries()
    assert [one.id for one in found] == [annual, newer, older]
    one = found[1]
    assert (one.office, one.office_id, one.number) == ("ĐẢNG ỦY XÃ SUỐI HOA", office_id, 12)
    assert (one.status, one.due, one.period) == ("review", date(2026, 6, 20), Period("first_half", 2026))
    assert one.progress == report_progress(report()) > 0
    assert one.updated_at.tzinfo is not None
    assert not one.damaged


def test_within_a_period_the_last_written_comes_first(tmp_path: object) -> None:
    moments = iter(datetime(2026, 7, 1, tzinfo=UTC) + timedelta(hours=n) for n in range(9))
    drafts = Drafts(open_database(tmp_path / "d.db"), lambda: next(moments))  # type: ignore[operator]
    first, second = drafts.create(report(), None), drafts.create(report(), None)
    assert [one.id for one in drafts.summaries()] == [second, first]
    drafts.save(first, report(note="sửa"))
    assert [one.id for one in drafts.summaries()] == [first, second]
    drafts.database.close()


def test_lists_do_not_read_the_reports(drafts: Drafts) -> None:
    drafts.create(report(), None)
    read: list[str] = []
    drafts.database._connection.set_trace_callback(read.append)
    drafts.summaries()
    assert read
    assert not any("parts" in sql for sql in read)


def test_status_and_due_are_set(drafts: Drafts) -> None:
    report_id = drafts.create(report(), None)
    drafts.set_status(report_id, "issued")
    drafts.set_due(report_id, date(2026, 7, 15))
    assert (drafts.summary(report_id).status, drafts.summary(report_id).due) == ("issued", date(2026, 7, 15))
    drafts.set_due(report_id, None)
    assert drafts.summary(report_id).due is None
    assert not drafts.summary(report_id).damaged


def test_a_duplicate_has_no_number_and_date_and_is_a_draft(drafts: Drafts) -> None:
    office_id = drafts.add_office(OFFICE)
    report_id = drafts.create(report(), office_id, status="issued")
    copy_id = drafts.duplicate(report_id)
    assert drafts.load(copy_id) == msgspec.structs.replace(report(), number=None, date=None, answers=())
    assert (drafts.summary(copy_id).status, drafts.summary(copy_id).office_id) == ("drafting", office_id)
    assert drafts.load(report_id) == report()


def test_the_trash_gives_back(drafts: Drafts) -> None:
    report_id = drafts.create(report(), None)
    drafts.trash(report_id)
    assert drafts.summaries() == ()
    assert [one.id for one in drafts.summaries(trashed=True)] == [report_id]
    drafts.restore(report_id)
    assert [one.id for one in drafts.summaries()] == [report_id]
    assert drafts.load(report_id) == report()


def test_purging_keeps_a_last_copy(drafts: Drafts) -> None:
    report_id = drafts.create(report(), None)
    drafts.keep_revision(report_id, report())
    drafts.purge(report_id)
    assert _rows(drafts, "SELECT count(*) FROM parts UNION ALL SELECT count(*) FROM revisions") == [
        (0,),
        (0,),
    ]
    (kept,) = discarded(drafts.database)
    assert (kept.kind, kept.label) == ("report", report().subject)
    assert drafts.purged() == (kept,)


def test_a_purged_report_is_taken_back_once_with_its_standing(drafts: Drafts) -> None:
    office_id = drafts.add_office(OFFICE)
    due = date(2026, 6, 15)
    first = drafts.purge(drafts.create(report(), office_id, due, "review"))
    read = drafts.purge(drafts.create(report(2025), None, status="issued", archived=True, source="cũ.json"))
    assert [one.id for one in drafts.purged()] == [read, first]
    back = drafts.take_back(first)
    assert drafts.load(back) == report()
    summary = drafts.summary(back)
    assert (summary.office_id, summary.due, summary.status) == (office_id, due, "drafting")
    archived = drafts.summary(drafts.take_back(read))
    assert (archived.archived, archived.status) == (True, "issued")
    assert drafts.purged() == ()
    with pytest.raises(UserError, match="Bản sao của báo cáo đã xóa hẳn"):
        drafts.take_back(first)


def test_a_damaged_last_copy_is_said_and_stays(drafts: Drafts) -> None:
    kept = drafts.purge(drafts.create(report(), None))
    with drafts.database.writing() as connection:
        connection.execute("UPDATE discarded SET body = x'00' WHERE id = ?", (kept,))
    with pytest.raises(UserError, match="Bản sao của báo cáo đã xóa hẳn"):
        drafts.take_back(kept)
    assert [one.id for one in drafts.purged()] == [kept]
    assert drafts.summaries() == ()


def test_an_id_is_never_given_twice(drafts: Drafts) -> None:
    gone = drafts.create(report(), None)
    drafts.purge(gone)
    assert drafts.create(report(), None) > gone


def test_what_is_gone_is_said(drafts: Drafts) -> None:
    for act in (drafts.load, drafts.summary, drafts.trash, drafts.purge, drafts.duplicate):
        with pytest.raises(UserError, match="Không có báo cáo số 7"):
            act(7)
    with pytest.raises(UserError, match="Không có báo cáo số 7"):
        drafts.save(7, report())


def test_archived_reports_are_told_apart(drafts: Drafts) -> None:
    report_id = drafts.create(report(), None, archived=True, source="cũ.json")
    assert drafts.summary(report_id).archived


def test_offices_are_kept_changed_and_removed(drafts: Drafts) -> None:
    assert drafts.offices() == ()
    office_id = drafts.add_office(OFFICE)
    changed = msgspec.structs.replace(OFFICE, spelling="uỷ")
    drafts.save_office(office_id, changed)
    assert [(stored.id, stored.office) for stored in drafts.offices()] == [(office_id, changed)]
    drafts.remove_office(office_id)
    assert drafts.offices() == ()
    assert [kept.kind for kept in discarded(drafts.database)] == ["office"]
    with pytest.raises(UserError):
        drafts.save_office(office_id, OFFICE)


def test_an_office_with_reports_is_not_removed(drafts: Drafts) -> None:
    office_id = drafts.add_office(OFFICE)
    drafts.trash(drafts.create(report(), office_id))
    with pytest.raises(UserError, match="còn báo cáo"):
        drafts.remove_office(office_id)
    assert len(drafts.offices()) == 1


def test_settings_hold_any_plain_value(drafts: Drafts) -> None:
    assert drafts.setting("zoom", 1.25) == 1.25
    drafts.set_setting("zoom", [1, {"mở": True}])
    drafts.set_setting("zoom", [2, {"mở": None}])
    assert drafts.setting("zoom") == [2, {"mở": None}]


def test_the_database_is_opened_as_agreed(drafts: Drafts) -> None:
    pragmas = {
        name: _rows(drafts, f"PRAGMA {name}")[0][0]
        for name in ("journal_mode", "synchronous", "foreign_keys")
    }
    assert pragmas == {"journal_mode": "delete", "synchronous": 2, "foreign_keys": 1}
    with pytest.raises(sqlite3.IntegrityError):
        drafts.create(report(), 99)
