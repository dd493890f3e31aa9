"""The sample report: a complete one of an invented commune, for the demonstration and for tests."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

from danvan_desktop.domain.office import FormatFamily
from danvan_desktop.domain.report import Issuer, Item, Report, Section, Signature
from danvan_desktop.domain.report_json import decode
from danvan_desktop.layout.issuer_names import full_name
from danvan_desktop.layout.profile import profile
from danvan_desktop.paths import resource

_FRAME_ITEMS = ("opening.i1", "tasks.i1", "closing.i1")


class _Dress(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What another family of issuers writes instead: its letterhead, signature and recipients."""

    issuer: Issuer
    signature: Signature
    recipients: tuple[str, ...]
    salutation: tuple[str, ...] = ()


def sample_report() -> Report:
    """The sample as its commune Party committee issues it."""
    return decode(resource("sample", "bao_cao_mau.json").read_bytes())


def sample_for(profile_id: str) -> Report:
    """The sample as a body that uses this profile would issue it. Raises UserError for an unknown profile."""
    report = msgspec.structs.replace(sample_report(), profile=profile_id)
    dress = _dresses().get(profile(profile_id).family)
    if dress is None:
        return report
    speaker = f"Ban Thường vụ {full_name(report.issuer)}"
    return msgspec.structs.replace(
        report,
        issuer=dress.issuer,
        signature=dress.signature,
        recipients=dress.recipients,
        style=msgspec.structs.replace(report.style, salutation=dress.salutation),
        sections=tuple(_spoken_by(s, speaker, full_name(dress.issuer)) for s in report.sections),
    )


@cache
def _dresses() -> dict[FormatFamily, _Dress]:
    with resource("sample", "cac_co_quan_khac.toml").open("rb") as stream:
        return msgspec.convert(tomllib.load(stream), dict[FormatFamily, _Dress])


def _spoken_by(section: Section, speaker: str, other: str) -> Section:
    """The section with its opening, leading and closing sentences in the name of another body."""

    def dressed(item: Item) -> Item:
        if item.id not in _FRAME_ITEMS:
            return item
        return msgspec.structs.replace(item, text=item.text.replace(speaker, other))

    return msgspec.structs.replace(section, items=tuple(map(dressed, section.items)))
