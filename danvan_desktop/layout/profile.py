"""Format profiles: the layout rules of an issuing body as data, read from `resources/profiles/*.toml`.

A table of the file that holds a rule also holds `grade` (how sure we are: A read in the official text …
X inference), `src` (where it was read) and, where the rule leaves a range, `allowed`; these are stripped
from the values and kept in `certainty`.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from typing import Any, Literal

import msgspec

from danvan_desktop.domain.office import FormatFamily
from danvan_desktop.errors import UserError
from danvan_desktop.paths import resource
from danvan_desktop.text.unicode import clean_line
from danvan_desktop.wording import say

Align = Literal["left", "center", "right", "justify"]
_META = ("grade", "src", "allowed", "note")
_LONGEST_SHOWN = 60


class TextStyle(msgspec.Struct, frozen=True):
    """How a component is set: size in points, emphasis, capitals, alignment."""

    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    caps: bool = False
    align: Align = "center"


class Rule(msgspec.Struct, frozen=True):
    """A drawn line under a component: `share` of the width of its text (1 = as long), in points thick."""

    share: float
    weight_pt: float = 0.75


class BackSide(msgspec.Struct, frozen=True):
    """Side margins, in millimetres, of the even pages of a report printed on both sides."""

    left_mm: float
    right_mm: float


class Page(msgspec.Struct, frozen=True):
    """Paper and margins in millimetres."""

    width_mm: float
    height_mm: float
    top_mm: float
    bottom_mm: float
    left_mm: float
    right_mm: float
    back: BackSide | None = None


class PageNumber(msgspec.Struct, frozen=True):
    """The number in the top margin. `from_top_mm` is the distance from the paper's edge."""

    size: float
    from_top_mm: float
    on_first_page: bool = False
    restart_in_appendix: bool = False


class Letterhead(msgspec.Struct, frozen=True):
    """The two columns over the title: `motto` has one style a line, and `motto_rule` under the last."""

    motto: tuple[str, ...]
    motto_styles: tuple[TextStyle, ...]
    motto_rule: Rule
    parent: TextStyle
    name: TextStyle
    left_mark: str
    left_mark_style: TextStyle
    number: TextStyle
    number_pattern: str
    """With {number} and {code}: 'Số {number}-BC/{code}'."""
    place_date: TextStyle
    left_width_mm: float
    name_rule: Rule | None = None


class Title(msgspec.Struct, frozen=True):
    """Type name and subject. `closing_mark` is the hyphens under the subject, `rule` a drawn line."""

    type_name: TextStyle
    subject: TextStyle
    lower_start: bool
    closing_mark: str = ""
    rule: Rule | None = None


class Body(msgspec.Struct, frozen=True):
    """Running text. `line` is points for an exact spacing, or a multiple of single spacing."""

    style: TextStyle
    first_line_mm: float
    space_after_pt: float
    line_rule: Literal["exact", "multiple"]
    line: float
    last_end: str
    """What the last sentence of the body ends with: '.' or './.'."""


class Basis(msgspec.Struct, frozen=True):
    """Lines of legal bases: italic or not, the mark before, what each and the last end with."""

    italic: bool
    dash: str
    item_end: str
    last_end: str


class HeadingStyle(msgspec.Struct, frozen=True):
    """A heading level: `mark` is a pattern with {roman}, {arabic}, {letter}, {part} or {path}."""

    mark: str
    style: TextStyle


class Signing(msgspec.Struct, frozen=True):
    """The signing block; `blank_lines` leave room for signature and seal."""

    authority: TextStyle
    post: TextStyle
    lone_post: TextStyle
    name: TextStyle
    blank_lines: int


class Recipients(msgspec.Struct, frozen=True):
    """'Nơi nhận' and its list."""

    head: TextStyle
    item: TextStyle
    dash: str
    item_end: str
    last_end: str


class AppendixStyle(msgspec.Struct, frozen=True):
    """The figures at the end: heading 'PHỤ LỤC', its subject, the reference line, the table's text."""

    heading: TextStyle
    subject: TextStyle
    reference: TextStyle
    cell: TextStyle


class MarkLevels(msgspec.Struct, frozen=True):
    """The words of each mark of handling, the mildest first, as they are printed.

    Those given here stand where a profile names none of its own: urgency as HD 05 and NĐ 30 have it, secrecy
    as the law on state secrets, circulation as is usual (format_rules 1.11).
    """

    urgency: tuple[str, ...] = ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC")
    circulation: tuple[str, ...] = ("XONG HỘI NGHỊ TRẢ LẠI", "LƯU HÀNH NỘI BỘ")
    secrecy: tuple[str, ...] = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")


class Marks(msgspec.Struct, frozen=True):
    """Components few reports carry; the file offers them as styles for the clerk to apply in Word."""

    urgency: TextStyle
    circulation: TextStyle
    draft: TextStyle
    typist: TextStyle
    contact: TextStyle
    levels: MarkLevels = MarkLevels()


class Profile(msgspec.Struct, frozen=True):
    """One set of layout rules, with the dates it is in force."""

    id: str
    name: str
    family: FormatFamily
    legal_basis: str
    in_force_from: date
    second_hand: bool
    """True when we did not read the official text: the product then says so."""
    font: str
    salutation: bool
    """Whether a report to a higher body carries 'Kính gửi'."""
    page: Page
    page_number: PageNumber
    letterhead: Letterhead
    title: Title
    body: Body
    basis: Basis
    part: HeadingStyle
    part_name: TextStyle
    """The name of a Phần, on the line under its number."""
    headings: tuple[HeadingStyle, ...]
    signing: Signing
    recipients: Recipients
    salutation_style: TextStyle
    salutation_name: TextStyle
    appendix: AppendixStyle
    marks: Marks
    in_force_to: date | None = None


class Certainty(msgspec.Struct, frozen=True):
    """How sure a table of the profile is: grade A, B, C, D or X, and where it was read."""

    grade: str
    source: str
    allowed: dict[str, list[float]] = {}
    """By field: the least and greatest value the rule leaves; one value under '<field>_min' is a least."""


@cache
def profiles() -> dict[str, Profile]:
    """All profiles by id."""
    found = (_load(file)[0] for file in sorted(resource("profiles").glob("*.toml")))
    return {profile.id: profile for profile in found}


def profile(profile_id: str) -> Profile:
    """The profile of this id. Raises UserError naming the known ones."""
    known = profiles()
    if profile_id not in known:
        raise UserError(
            say("profile.unknown", id=_named_short(profile_id)),
            say("profile.unknown_advice", known=", ".join(known)),
        )
    return known[profile_id]


def _named_short(profile_id: str) -> str:
    """An id nobody knows as one line of a sentence: any text may have been given for one."""
    line = clean_line(profile_id)
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN].rstrip()}…"


def certainty(profile_id: str) -> dict[str, Certainty]:
    """How sure each table of the profile file is, by its dotted path."""
    profile(profile_id)
    return _load(resource("profiles", f"{profile_id}.toml"))[1]


def default_profile(family: FormatFamily, day: date) -> Profile:
    """The profile of the family in force on `day`; before the first, the oldest we know."""
    members = sorted((p for p in profiles().values() if p.family == family), key=lambda p: p.in_force_from)
    in_force = [p for p in members if p.in_force_from <= day]
    return in_force[-1] if in_force else members[0]


@cache
def _load(file: Any) -> tuple[Profile, dict[str, Certainty]]:
    with file.open("rb") as stream:
        raw = tomllib.load(stream)
    sure: dict[str, Certainty] = {}
    return msgspec.convert(_values(raw, "", sure), Profile), sure


def _values(value: Any, path: str, sure: dict[str, Certainty]) -> Any:
    if isinstance(value, list):
        return [_values(inner, f"{path}.{number}", sure) for number, inner in enumerate(value)]
    if not isinstance(value, dict):
        return value
    if "grade" in value:
        sure[path] = Certainty(value["grade"], value.get("src", ""), value.get("allowed", {}))
    return {
        key: _values(inner, f"{path}.{key}" if path else key, sure)
        for key, inner in value.items()
        if key not in _META
    }
