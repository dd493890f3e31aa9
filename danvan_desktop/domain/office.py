"""Who issues reports: what the clerk tells once, so that a new report starts filled in."""

from __future__ import annotations

from typing import Literal

import msgspec

from danvan_desktop.domain.report import Issuer, LeadStyle, Signature, Spelling

OfficeKind = Literal[
    "province_board",   # Ban Tuyên giáo và Dân vận of a tỉnh ủy, thành ủy
    "commune_party",    # đảng ủy xã, phường, đặc khu
    "commune_board",    # Ban Xây dựng Đảng of a đảng ủy xã
    "front",            # Ủy ban MTTQ
    "mass_org",         # a mass organisation
    "government",       # UBND
    "armed_forces",
    "other",
]  # fmt: skip
OFFICE_KINDS: tuple[OfficeKind, ...] = (
    "province_board", "commune_party", "commune_board", "front", "mass_org",
    "government", "armed_forces", "other",
)  # fmt: skip

FormatFamily = Literal["party", "state", "front", "youth"]


class Office(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """An office's standing facts. `family` says which rules of layout its reports follow."""

    kind: OfficeKind
    family: FormatFamily = "party"
    issuer: Issuer = Issuer()
    signers: tuple[Signature, ...] = ()
    recipients: tuple[str, ...] = ()
    spelling: Spelling = "ủy"
    lead: LeadStyle = "plain"


def family_of(kind: OfficeKind) -> FormatFamily:
    """The family of layout rules a kind of office uses unless it says otherwise."""
    if kind == "front":
        return "front"
    if kind in ("mass_org", "government"):
        return "state"
    return "party"
