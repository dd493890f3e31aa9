"""Any file near to the published schema is taken or refused in a sentence: it never brings out a bug."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from cli_terminal import Terminal
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from danvan_desktop.domain.report_json import json_schema
from danvan_desktop.layout.profile import profiles

_SCHEMA = json_schema()
_NASTY = (
    "", "\x00", "\u200f\u202e", "a\u0301", "😀" * 50, "x" * 3000, "{{7*7}}", "{% x %}", "&<>\"'", "\t\n\r\v",
    "%s%n", "\\", "Một là, ", "- ", "1e400", "9" * 30, "-0", "hơn 500", "1.052,5", "٣", "½", "\ufeff",
    "\u00a0" * 20, "=1+1", "2026"
)  # fmt: skip
_TEXT = st.sampled_from(_NASTY) | st.text(max_size=30)
_OFTEN = {
    "sections", "items", "text", "type", "rows", "name", "value", "code", "heading", "role", "indicators",
}  # fmt: skip


def _value(draw: st.DrawFn, schema: dict[str, Any], depth: int = 0) -> Any:
    """Something the schema allows; deep down only the shortest of it, so that examples stay small."""
    if "$ref" in schema:
        return _value(draw, _SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]], depth + 1)
    if "anyOf" in schema:
        return _value(draw, draw(st.sampled_from(schema["anyOf"])), depth)
    if "enum" in schema:
        return draw(st.sampled_from(schema["enum"]))
    kind = schema["type"]
    if kind == "object":
        return _object(draw, schema, depth)
    if kind == "array":
        length = draw(st.integers(0, 3)) if depth < 6 else 0
        return [_value(draw, schema["items"], depth + 1) for _ in range(length)]
    if schema.get("format") == "date":
        return str(draw(st.dates(date(1900, 1, 1), date(2250, 1, 1))))
    numbers = st.integers(schema.get("minimum"), schema.get("maximum"))
    return draw({"string": _TEXT, "integer": numbers, "boolean": st.booleans(), "null": st.none()}[kind])


def _object(draw: st.DrawFn, schema: dict[str, Any], depth: int) -> dict[str, Any]:
    needed = set(schema.get("required", ()))
    if depth < 6:
        needed |= _OFTEN
    return {
        name: _value(draw, field, depth)
        for name, field in schema["properties"].items()
        if name in needed or draw(st.booleans())
    }


@st.composite
def _reports(draw: st.DrawFn) -> dict[str, Any]:
    """Reports by the schema, but for a document number that may be any."""
    profile = draw(st.sampled_from(["", *profiles()]) | _TEXT)
    number = draw(st.sampled_from([7, None, 0, -5, 10**6, 10**20, -(10**20)]))
    return {**_value(draw, _SCHEMA), "schema": 1, "profile": profile, "number": number}


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(_reports())
def test_whatever_is_like_a_report_is_done_or_refused_in_a_sentence(
    danvan: Terminal, tmp_path: Path, report: dict[str, Any]
) -> None:
    file, base = tmp_path / "một.json", tmp_path / "hai.json"
    file.write_text(json.dumps(report))
    base.write_text('{"schema": 1, "kind": "annual", "period": {"kind": "year", "year": 2026}}')
    for arguments in (
        ["import", str(file)],
        ["list"],
        ["check", str(file)],
        ["export", str(file), "-o", str(tmp_path / "ra.docx")],
        ["next", str(file), "-o", str(tmp_path / "sau.json")],
        ["compare", str(file), str(base), "-o", str(tmp_path / "so.docx")],
    ):
        code, _, err = danvan(*arguments)
        assert code in (0, 1, 2), f"{arguments[0]}: {err}"
        assert code != 2 or err.strip()
