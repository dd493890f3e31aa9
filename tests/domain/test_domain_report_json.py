"""Report JSON: what other programs send, whole, old, broken or hostile."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_desktop.domain import report_json
from danvan_desktop.domain.report import (
    Indicator,
    Issuer,
    Item,
    Period,
    Report,
    Run,
    Section,
    Signature,
    Style,
)
from danvan_desktop.domain.report_json import decode, encode, json_schema, normalized
from danvan_desktop.domain.rich_text import plain_text
from danvan_desktop.errors import UserError

LEAST: dict[str, Any] = {"schema": 1, "kind": "interim", "period": {"kind": "first_half", "year": 2026}}


def _decode(**fields: Any) -> Report:
    return decode(json.dumps({**LEAST, **fields}).encode())


def _refused(data: bytes) -> UserError:
    with pytest.raises(UserError) as caught:
        decode(data)
    assert caught.value.message.endswith(".")
    assert caught.value.advice.endswith(".")
    return caught.value


def test_the_least_report() -> None:
    assert _decode() == Report(kind="interim", period=Period("first_half", 2026))


def test_the_contract_of_the_design_page() -> None:
    found = _decode(
        profile="party_hd05_2026",
        issuer={"parent": "TỈNH ỦY X", "name": "BAN Y", "code": "BTGDVTU", "place": "X"},
        number=12,
        date="2026-07-09",
        subject="kết quả",
        sections=[
            {
                "id": "s",
                "role": "results",
                "heading": "Kết quả",
                "items": [
                    {
                        "id": "i", "type": "task", "text": "có 1.052", "more": ["đoạn hai"],
                        "runs": [
                            {"text": "có ", "bold": True},
                            {"figure": "doi_thoai", "as": "value"},
                            {"text": "\nđoạn hai", "italic": True},
                        ],
                    }
                ],
                "sections": [],
            }
        ],
        indicators=[
            {
                "code": "doi_thoai", "name": "Đối thoại", "unit": "cuộc",
                "value": "1052", "previous": "998", "planned": None,
            }
        ],
        signature={"authority": "K/T TRƯỞNG BAN", "post": "PHÓ TRƯỞNG BAN", "name": "A"},
        recipients=["Thường trực Tỉnh ủy (để b/c)"],
    )  # fmt: skip
    assert found.issuer == Issuer("TỈNH ỦY X", "BAN Y", "BTGDVTU", "X")
    assert (found.number, found.date) == (12, date(2026, 7, 9))
    assert found.signature == Signature("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "A")
    assert found.indicators == (Indicator("doi_thoai", "Đối thoại", "cuộc", "1052", "998"),)
    item = found.sections[0].items[0]
    assert item.runs[1] == Run("1.052", figure="doi_thoai")
    assert (item.text, item.more) == ("có 1.052", ("đoạn hai",))


def test_null_is_the_same_as_absent() -> None:
    found = _decode(number=None, date=None, issuer=None, recipients=[None, "a"], sections=None)
    assert found == Report(kind="interim", period=Period("first_half", 2026), recipients=("a",))


def test_a_null_cell_stays_a_cell() -> None:
    section = {"id": "s", "items": [{"id": "i", "type": "table", "rows": [["a", None, "c"]]}]}
    assert _decode(sections=[section]).sections[0].items[0].rows == (("a", "", "c"),)


def test_unknown_fields_of_a_later_program_do_not_stop_an_old_one() -> None:
    assert _decode(colour="đỏ") == _decode()


def test_texts_are_composed_and_cleaned() -> None:
    decomposed = unicodedata.normalize("NFD", "Đẩy mạnh")
    found = _decode(subject=decomposed + "\x00\r\nb", recipients=[decomposed])
    assert (found.subject, found.recipients) == ("Đẩy mạnh\nb", ("Đẩy mạnh",))


def test_ids_are_given_and_made_unique() -> None:
    items = [{"text": "a"}, {"id": "x", "text": "b"}, {"id": "x", "text": "c"}]
    section = _decode(sections=[{"id": "x", "items": items}, {"items": []}]).sections
    ids = [section[0].id, *(item.id for item in section[0].items), section[1].id]
    assert len(set(ids)) == 5
    assert all(ids)
    assert ids[0] == "x"


def test_a_newline_in_a_text_starts_a_paragraph() -> None:
    item = _decode(sections=[{"items": [{"text": "a\nb", "more": ["c"]}]}]).sections[0].items[0]
    assert (item.text, item.more) == ("a", ("b", "c"))


def test_a_figure_nobody_knows_reads_as_a_gap() -> None:
    runs = [{"text": "có "}, {"figure": "khong_co"}]
    item = _decode(sections=[{"items": [{"text": "", "runs": runs}]}]).sections[0].items[0]
    assert item.text == "có [chưa có số liệu]"


def test_what_the_figure_read_when_saved_is_kept() -> None:
    runs = [{"text": "999", "figure": "a"}]
    found = _decode(sections=[{"items": [{"runs": runs}]}], indicators=[{"code": "a", "value": "5"}])
    assert found.sections[0].items[0].text == "999"


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"\xff\xfe", b"null", b"[]", b"3", b'"abc"', b"{}", b'{"schema": "1"}',
        b'{"schema": true}', b'{"schema": 1}', b"PK\x03\x04", b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_is_no_report_is_refused_in_words(data: bytes) -> None:
    _refused(data)


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("kind", "weekly", "kind"),
        ("period", {"kind": "first_half", "year": "hai"}, "year"),
        ("date", "09/7/2026", "date"),
        ("number", "mười", "number"),
        ("sections", [{"role": "poem"}], "role"),
        ("recipients", "Lưu", "recipients"),
    ],
)
def test_a_wrong_field_is_named(field: str, value: Any, named: str) -> None:
    assert named in _refused(json.dumps({**LEAST, field: value}).encode()).message


def test_a_newer_schema_names_both_versions() -> None:
    message = _refused(json.dumps({**LEAST, "schema": 7}).encode()).message
    assert "7" in message
    assert "1" in message


def test_a_bottomless_report_is_refused() -> None:
    nested: dict[str, Any] = {}
    for _ in range(40):
        nested = {"sections": [nested]}
    _refused(json.dumps({**LEAST, **nested}).encode())


def test_eight_levels_of_sections_are_read() -> None:
    nested: dict[str, Any] = {"heading": "sâu", "items": [{"text": "a"}]}
    for _ in range(7):
        nested = {"sections": [nested]}
    found = _decode(sections=[nested]).sections[0]
    while found.sections:
        found = found.sections[0]
    assert found.heading == "sâu"


def test_a_file_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_json, "MAX_BYTES", 100)
    _refused(b" " * 101)


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).map(
    lambda text: unicodedata.normalize("NFC", text)
)
RUNS = st.lists(
    st.builds(
        Run,
        text=TEXT.filter(bool),
        bold=st.booleans(),
        figure=st.sampled_from(["", "a"]),
        as_=st.sampled_from(["value", "phrase"]),
    ),
    max_size=3,
).map(tuple)
ITEM = st.one_of(
    st.builds(
        Item,
        id=TEXT,
        type=st.sampled_from(["paragraph", "task"]),
        text=TEXT,
        more=st.lists(TEXT).map(tuple),
        cause=TEXT,
    ),
    st.builds(lambda i, runs: Item(id=i, text=plain_text(runs), runs=runs), TEXT, RUNS),
    st.builds(
        lambda i, rows: Item(id=i, type="table", rows=rows), TEXT, st.lists(st.tuples(TEXT, TEXT)).map(tuple)
    ),
)
SECTION = st.recursive(
    st.builds(
        Section,
        id=TEXT,
        role=st.sampled_from(["results", "tasks"]),
        heading=TEXT,
        items=st.lists(ITEM, max_size=3).map(tuple),
    ),
    lambda inner: st.builds(Section, id=TEXT, heading=TEXT, sections=st.lists(inner, max_size=3).map(tuple)),
    max_leaves=5,
)
REPORT = st.builds(
    Report,
    kind=st.sampled_from(["interim", "annual"]),
    period=st.builds(Period, st.sampled_from(["first_half", "second_half", "year"]), st.integers(1945, 2100)),
    issuer=st.builds(Issuer, TEXT, TEXT, TEXT, TEXT),
    number=st.none() | st.integers(1, 9999),
    date=st.none() | st.dates(date(1945, 1, 1), date(2100, 1, 1)),
    subject=TEXT,
    sections=st.lists(SECTION, max_size=3).map(tuple),
    indicators=st.lists(st.builds(Indicator, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT), max_size=3).map(tuple),
    signature=st.builds(Signature, TEXT, TEXT, TEXT),
    recipients=st.lists(TEXT, max_size=3).map(tuple),
    style=st.builds(Style, lead=st.sampled_from(["plain", "bold_italic"]), parts=st.booleans()),
)


@given(REPORT)
def test_a_report_written_and_read_is_the_same(report: Report) -> None:
    settled = normalized(report)
    assert decode(encode(settled)) == settled
    assert normalized(settled) == settled


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    with pytest.raises(UserError):
        decode(data)


def test_the_schema_knows_the_contract() -> None:
    definitions = json_schema()["$defs"]
    assert set(definitions["Item"]["properties"]["type"]["enum"]) == {"paragraph", "task", "table"}
    assert "as" in definitions["Run"]["properties"]
    assert {"kind", "period"} <= set(definitions["Report"]["required"])
    number = definitions["Report"]["properties"]["number"]["anyOf"][0]
    assert (number["minimum"], number["maximum"]) == (1, 999_999)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_saved_again_by_notepad_is_read(encoding: str) -> None:
    """Notepad offers UTF-8, with a byte order mark or without, and UTF-16 of either byte order, with one."""
    text = encode(Report(kind="annual", period=Period("year", 2026), subject="Đường xã")).decode()
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    assert decode((mark + text).encode(encoding)).subject == "Đường xã"


@pytest.mark.parametrize("data", ["{".encode("utf-16"), b"\xff\xfe{", b"\xef\xbb\xbf", b"\xef\xbb\xbf\xff"])
def test_a_byte_order_mark_does_not_make_a_report(data: bytes) -> None:
    _refused(data)


@pytest.mark.parametrize("number", [1, 999_999])
def test_document_numbers_an_office_can_give_are_read(number: int) -> None:
    assert _decode(number=number).number == number


def test_zero_is_no_number_yet() -> None:
    """What a window wrote in the moment between '0' and '05'."""
    assert _decode(number=0).number is None


@pytest.mark.parametrize("day", ["1945-01-01", "2200-12-31"])
def test_days_a_report_can_be_of_are_read(day: str) -> None:
    assert _decode(date=day).date == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"number": -5}, "số văn bản không hợp lý ở chỗ “$.number”: chỉ nhận từ 1 đến 999999."),
        ({"number": 1_000_000}, "số văn bản không hợp lý ở chỗ “$.number”"),
        ({"number": 10**20}, "số văn bản không hợp lý ở chỗ “$.number”"),
        ({"date": "0001-01-01"}, "ngày không hợp lý ở chỗ “$.date”: chỉ nhận từ năm 1945 đến năm 2200."),
        ({"date": "1944-12-31"}, "ngày không hợp lý ở chỗ “$.date”"),
        ({"date": "2201-01-01"}, "ngày không hợp lý ở chỗ “$.date”"),
        ({"marks": {"draft": 100}}, "số không hợp lý ở chỗ “$.marks.draft”: chỉ nhận đến 99."),
        ({"marks": {"draft": -1}}, "số không hợp lý ở chỗ “$.marks.draft”: chỉ nhận từ 0 trở lên."),
        ({"style": {"page_limit": 10**20}}, "số không hợp lý ở chỗ “$.style.page_limit”: chỉ nhận đến 999."),
    ],
)
def test_numbers_no_report_can_have_are_refused_by_their_bounds(
    fields: dict[str, Any], sentence: str
) -> None:
    message = _refused(json.dumps({**LEAST, **fields}).encode()).message
    assert message.startswith("Tệp báo cáo ghi ")
    assert sentence in message


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"recipients": ["x"] * 201}, "có 201 mục ở chỗ “$.recipients”: chỉ nhận đến 200."),
        (
            {"sections": [{}, {"sections": [{"items": [{}] * 1001}]}]},
            "có 1001 mục ở chỗ “$.sections[1].sections[0].items”: chỉ nhận đến 1000.",
        ),
        (
            {"sections": [{"items": [{}, {"type": "table", "rows": [["a"], ["b"] * 64]}]}]},
            "có 64 mục ở chỗ “$.sections[0].items[1].rows”: chỉ nhận đến 63.",
        ),
    ],
)
def test_lists_no_report_can_have_are_refused_by_their_length(fields: dict[str, Any], sentence: str) -> None:
    assert sentence in _refused(json.dumps({**LEAST, **fields}).encode()).message


def test_lists_as_long_as_they_may_be_are_read() -> None:
    rows = [["ô"] * 63]
    found = _decode(recipients=["x"] * 200, sections=[{"items": [{"type": "table", "rows": rows}] * 1000}])
    assert (len(found.recipients), len(found.sections[0].items)) == (200, 1000)


@pytest.mark.parametrize("schema", [0, -1])
def test_a_schema_that_never_was_is_no_report(schema: int) -> None:
    assert "không phải là một báo cáo" in _refused(json.dumps({**LEAST, "schema": schema}).encode()).message


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        ({"kind": "x", "period": {"kind": "year", "year": 2026}}, "Tệp báo cáo sai ở chỗ “$.kind”"),
        (
            {"kind": "annual", "period": {"kind": "year", "year": "2026"}},
            "Tệp báo cáo sai ở chỗ “$.period.year”",
        ),
        (
            {"kind": "annual", "period": {"kind": "year", "year": 1944}},
            "Tệp báo cáo ghi năm không hợp lý ở chỗ “$.period.year”: chỉ nhận từ năm 1945 đến năm 2200.",
        ),
        (
            {
                "kind": "annual",
                "period": {"kind": "year", "year": 2026},
                "follows": {"period": {"kind": "year", "year": 99999}},
            },
            "Tệp báo cáo ghi năm không hợp lý ở chỗ “$.follows.period.year”",
        ),
        ({"kind": "annual", "period": {"kind": "year"}}, "Tệp báo cáo thiếu mục “$.period.year”."),
        ({"period": {"kind": "year", "year": 2026}}, "Tệp báo cáo thiếu mục “$.kind”."),
        (
            {"kind": "annual", "period": {"kind": "year", "year": 2026}, "indicators": [{"value": 1052}]},
            "Tệp báo cáo sai ở chỗ “$.indicators[0].value”",
        ),
    ],
)
def test_a_fault_is_named_by_its_place(broken: dict[str, Any], sentence: str) -> None:
    with pytest.raises(UserError) as caught:
        report_json.from_builtins({"schema": 1, **broken})
    assert caught.value.message.startswith(sentence)
