"""Phrases of outlines and the ready phrases a clerk inserts: sandboxed Jinja2, text only.

A phrase may use the names in `VARIABLES` and conditions on them, and nothing else: no period, year or
unit is ever written into it, and a file from elsewhere cannot make the program loop or fill its memory.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

import msgspec
from jinja2 import StrictUndefined, Template, TemplateError, meta, nodes
from jinja2.sandbox import SandboxedEnvironment

from danvan_desktop.domain.period import horizon, period_text, same_period_before
from danvan_desktop.domain.report import Issuer, Period, Role, Spelling
from danvan_desktop.errors import UserError
from danvan_desktop.layout.issuer_names import full_name, spelled
from danvan_desktop.paths import template
from danvan_desktop.text.unicode import clean, fold
from danvan_desktop.wording import say

_ENVIRONMENT = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
_FORBIDDEN = (nodes.For, nodes.BinExpr, nodes.Call, nodes.Macro, nodes.Include, nodes.Import, nodes.Extends)
_FILTERS = ("upper", "capitalize")
_UNKNOWN_UNIT = "[tên cơ quan]"
_UNKNOWN_PLACE = "[địa danh]"
_UNKNOWN_PROVINCE = "[tên tỉnh]"

VARIABLES: tuple[str, ...] = (
    "period",  # 6 tháng đầu năm 2026 · năm 2026
    "period_name",  # 6 tháng đầu năm · năm 2026 (for headings)
    "horizon",  # 6 tháng cuối năm 2026 · năm 2027
    "horizon_name",  # 6 tháng cuối năm · năm 2027
    "previous",  # 6 tháng đầu năm 2025 · năm 2025
    "year",
    "horizon_year",
    "unit",  # Đảng ủy xã Z
    "place",
    "commune",  # xã · phường · đặc khu, as the issuer's name says
    "province",  # tỉnh · thành phố
    "province_committee",  # Tỉnh ủy · Thành ủy
    "province_name",  # Gia Lai, as the superior body's name says
)


class Phrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A ready phrase: where it belongs, and its text as a Jinja2 template."""

    role: Role
    text: str


def variables(period: Period, issuer: Issuer, spelling: Spelling) -> dict[str, str]:
    """The value of every name in `VARIABLES` for a report of this period and issuer."""
    ahead = horizon(period)
    return {
        "period": period_text(period),
        "period_name": _without_half_year(period),
        "horizon": period_text(ahead),
        "horizon_name": _without_half_year(ahead),
        "previous": period_text(same_period_before(period)),
        "year": str(period.year),
        "horizon_year": str(ahead.year),
        "unit": full_name(issuer) or _UNKNOWN_UNIT,
        "place": issuer.place or _UNKNOWN_PLACE,
        **_levels(issuer, spelling),
    }


def _levels(issuer: Issuer, spelling: Spelling) -> dict[str, str]:
    """What the issuer's commune and province are called, read from the names of its letterhead."""
    names = fold(f"{issuer.name} {issuer.parent} ")
    city = "thanh pho " in names or "thanh uy " in names
    return {
        "commune": next((word for word in ("phường", "đặc khu") if f"{fold(word)} " in names), "xã"),
        "province": "thành phố" if city else "tỉnh",
        "province_committee": spelled("Thành ủy" if city else "Tỉnh ủy", spelling),
        "province_name": _province_name(issuer.parent) or _UNKNOWN_PROVINCE,
    }


def _province_name(parent: str) -> str:
    """'Gia Lai' of 'ĐẢNG BỘ TỈNH GIA LAI'; '' where the superior is not named by its province."""
    named = re.search(r"\b(?:tinh uy|thanh uy|tinh|thanh pho) (.+)$", " ".join(fold(parent).split()))
    words = parent.split()[-len(named[1].split()) :] if named else []
    return " ".join(word.capitalize() for word in words)


def render(source: str, values: dict[str, str], spelling: Spelling) -> str:
    """The phrase filled in, in the office's spelling. Raises UserError for a template that fails."""
    try:
        text = _template(spelled(source, spelling)).render(values)
    except (TemplateError, TypeError, ValueError, ArithmeticError, MemoryError) as error:
        raise UserError(
            say("layout.bad_phrase", phrase=_start(source), detail=str(error)),
            say("layout.bad_phrase_advice"),
        ) from error
    return clean(text).strip()


@lru_cache(maxsize=512)
def _template(source: str) -> Template:
    """The compiled phrase: a list of ready phrases is rendered each time it is opened."""
    return _ENVIRONMENT.from_string(source)


def fault(source: str) -> str:
    """What is wrong with a template, or '' when it can be rendered.

    What it is made of is judged before anything looks closer: Jinja works out constants, however large,
    as soon as it compiles or lists the variables.
    """
    try:
        tree = _ENVIRONMENT.parse(source)
        wrong = [type(node).__name__ for node in tree.find_all(_FORBIDDEN)]
        wrong += [f.name for f in tree.find_all(nodes.Filter) if f.name not in _FILTERS or f.args or f.kwargs]
        if not wrong:
            _ENVIRONMENT.compile(source)
            wrong = sorted(meta.find_undeclared_variables(tree) - set(VARIABLES))
    except (TemplateError, RecursionError) as error:
        return f"“{_start(source)}”: {error}"
    return f"“{_start(source)}”: {', '.join(wrong)}" if wrong else ""


def phrases_for(role: Role, period: Period, issuer: Issuer, spelling: Spelling) -> tuple[str, ...]:
    """The ready phrases of a role, filled in for this report."""
    values = variables(period, issuer, spelling)
    return tuple(render(p.text, values, spelling) for p in _phrases() if p.role == role)


def load_phrases(folder: Path) -> tuple[Phrase, ...]:
    """The phrases of every file in a folder. Raises UserError naming a file that cannot be used."""
    found: list[Phrase] = []
    for file in sorted(folder.glob("*.toml")):
        try:
            with file.open("rb") as stream:
                phrases = msgspec.convert(tomllib.load(stream), dict[str, list[Phrase]])["phrase"]
        except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError, KeyError) as error:
            raise UserError(
                say("layout.bad_file", name=file.name, detail=str(error)), say("layout.bad_file_advice")
            ) from error
        for phrase in phrases:
            if wrong := fault(phrase.text):
                raise UserError(
                    say("layout.bad_file", name=file.name, detail=wrong), say("layout.bad_file_advice")
                )
        found += phrases
    return tuple(found)


@cache
def _phrases() -> tuple[Phrase, ...]:
    return load_phrases(template("phrases"))


def _without_half_year(period: Period) -> str:
    """A half-year without its year, as headings say it; a year keeps its number."""
    text = period_text(period)
    return text if period.kind == "year" else text.removesuffix(f" {period.year}")


def _start(source: str) -> str:
    return source.strip()[:40]
