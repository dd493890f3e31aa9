"""What stands around the text of a returned file, as fields of the report: letterhead, subject, signature.

A place 'f:<field>' names the field; `with_field` puts what the file says now into it. What it cannot read it
leaves alone: a number, name or date is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

import msgspec

from danvan_desktop.domain.report import Issuer, Report, Signature
from danvan_desktop.layout.compose_frame import without_end_mark
from danvan_desktop.text.dates import parse_date
from danvan_desktop.text.unicode import clean_line

_NUMBER_LINE = re.compile(r"Số\s*:?\s*(?P<number>\d*)\s*[-/]\s*BC\s*[-/]\s*(?P<code>.*)", re.IGNORECASE)
_PLACE_DATE = re.compile(r"(?P<place>.*?)\s*,\s*(?P<day>ngày\b.*)", re.IGNORECASE)
_NO_DATE = re.compile(r"ngày\s+tháng\s+năm\s*", re.IGNORECASE)
_BLANK = re.compile(r"[.…\s]*")
_LIST_MARK = re.compile(r"^\s*[-–•+*]\s+")
_SALUTATION = re.compile(r"^\s*Kính gửi\s*:\s*", re.IGNORECASE)


def with_field(report: Report, field: str, before: str, after: str, follows: str = "") -> Report | None:
    """The report with `after` where the document printed `before` of this field.

    An empty `before` adds a line to a list after the one that reads as one of the lines of `follows`, an
    empty `after` takes one out. None where the report no longer says `before`, and for what cannot be read.
    """
    put = _FIELDS.get(field)
    return put(report, before, after, follows) if put is not None else None


def one_line(text: str) -> str:
    """The lines of a name or subject as one, as the report keeps it."""
    return " ".join(text.split())


def _parent(report: Report, before: str, after: str, _: str) -> Report | None:
    return _issuer(report, before, after, "parent")


def _name(report: Report, before: str, after: str, _: str) -> Report | None:
    return _issuer(report, before, after, "name")


def _issuer(report: Report, before: str, after: str, field: str) -> Report | None:
    if one_line(getattr(report.issuer, field)) != one_line(before):
        return None
    return _with_issuer(report, **{field: one_line(after)})


def _with_issuer(report: Report, **fields: str) -> Report:
    issuer: Issuer = msgspec.structs.replace(report.issuer, **fields)
    return msgspec.structs.replace(report, issuer=issuer)


def _number(report: Report, before: str, after: str, _: str) -> Report | None:
    old, new = _NUMBER_LINE.fullmatch(before.strip()), _NUMBER_LINE.fullmatch(after.strip())
    if old is None or new is None or _typed_number(old) != report.number:
        return None
    if clean_line(old["code"]) != clean_line(report.issuer.code):
        return None
    changed = msgspec.structs.replace(report, number=_typed_number(new))
    return _with_issuer(changed, code=clean_line(new["code"]))


def _typed_number(found: re.Match[str]) -> int | None:
    return int(found["number"]) if found["number"] else None


def _place_date(report: Report, before: str, after: str, _: str) -> Report | None:
    old, new = _read_place_date(before), _read_place_date(after)
    if old is None or new is None or old != (clean_line(report.issuer.place), report.date):
        return None
    place, day = new
    return _with_issuer(msgspec.structs.replace(report, date=day), place=place)


def _read_place_date(text: str) -> tuple[str, date | None] | None:
    found = _PLACE_DATE.fullmatch(clean_line(text).strip())
    if found is None:
        return None
    place = "" if _BLANK.fullmatch(found["place"]) else found["place"].strip()
    if _NO_DATE.fullmatch(found["day"]):
        return place, None
    day = parse_date(one_line(found["day"]))
    return None if day is None else (place, day)


def _subject(report: Report, before: str, after: str, _: str) -> Report | None:
    """The document may print its first letter small (format_rules 1.7); it stays as the report has it."""
    own, old, new = (one_line(text) for text in (report.subject, before, after))
    if own[:1].lower() + own[1:] != old[:1].lower() + old[1:] or not new:
        return None
    subject = own[:1] + new[1:] if new[:1] == old[:1] else new
    return msgspec.structs.replace(report, subject=subject)


def _authority(report: Report, before: str, after: str, _: str) -> Report | None:
    return _signed(report, before, after, "authority")


def _post(report: Report, before: str, after: str, _: str) -> Report | None:
    return _signed(report, before, after, "post")


def _signer(report: Report, before: str, after: str, _: str) -> Report | None:
    return _signed(report, before, after, "name")


def _signed(report: Report, before: str, after: str, field: str) -> Report | None:
    if one_line(getattr(report.signature, field)) != one_line(before):
        return None
    signature: Signature = msgspec.structs.replace(report.signature, **{field: one_line(after)})
    return msgspec.structs.replace(report, signature=signature)


def _recipients(report: Report, before: str, after: str, follows: str) -> Report | None:
    lines = _with_line(report.recipients, before, after, follows)
    return None if lines is None else msgspec.structs.replace(report, recipients=lines)


def _addressees(report: Report, before: str, after: str, follows: str) -> Report | None:
    lines = _with_line(report.style.salutation, before, after, follows)
    if lines is None:
        return None
    return msgspec.structs.replace(report, style=msgspec.structs.replace(report.style, salutation=lines))


def _with_line(lines: Sequence[str], before: str, after: str, follows: str) -> tuple[str, ...] | None:
    """The list with one line changed, taken out, or (with an empty `before`) put after one of `follows`."""
    known = [bare_line(line) for line in lines]
    new = [text] if (text := bare_line(after)) else []
    if not before and not follows:
        return (*new, *lines)
    wanted = [bare_line(line) for line in (before or follows).split("\n")]
    place = next((known.index(line) for line in wanted if line in known), None)
    if place is None:
        return None
    if not before:
        return (*lines[: place + 1], *new, *lines[place + 1 :])
    return (*lines[:place], *new, *lines[place + 1 :])


def bare_line(line: str) -> str:
    """A line without its dash, its end mark and 'Kính gửi:'."""
    return without_end_mark(_LIST_MARK.sub("", _SALUTATION.sub("", clean_line(line)))).strip()


_FIELDS: dict[str, Callable[[Report, str, str, str], Report | None]] = {
    "parent": _parent,
    "name": _name,
    "number": _number,
    "place_date": _place_date,
    "subject": _subject,
    "salutation": _addressees,
    "recipients": _recipients,
    "authority": _authority,
    "post": _post,
    "signer": _signer,
}
LISTS = ("recipients", "salutation")
"""Fields of several lines, each of which comes and goes alone."""
