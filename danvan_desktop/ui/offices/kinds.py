"""What each kind of office starts from, read from `resources/offices/*.toml`; never the last word."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

from danvan_desktop.domain.office import FormatFamily, Office, OfficeKind
from danvan_desktop.domain.report import Issuer, Signature, Spelling
from danvan_desktop.layout.issuer_names import full_name, spelled
from danvan_desktop.paths import resource
from danvan_desktop.wording import say


class KindDefaults(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The usual facts of a kind of office. `{PLACE}` in a header line is the place in capitals."""

    kind: OfficeKind
    name: str
    family: FormatFamily
    code: str
    parent: str
    own: str
    place_hint: str
    recipients: tuple[str, ...]
    signers: tuple[Signature, ...]


def office_name(office: Office) -> str:
    """An office as a list names it: 'Ban Tuyên giáo và Dân vận Tỉnh ủy X'."""
    return full_name(office.issuer) or say("shell.home.no_office")


@cache
def kind_defaults() -> dict[OfficeKind, KindDefaults]:
    """The defaults of every kind, in the order of the files."""
    found: dict[OfficeKind, KindDefaults] = {}
    for file in sorted(resource("offices").glob("*.toml")):
        with file.open("rb") as stream:
            one = msgspec.convert(tomllib.load(stream), KindDefaults)
        found[one.kind] = one
    return found


def default_office(kind: OfficeKind, place: str = "", spelling: Spelling = "ủy") -> Office:
    """An office of this kind at this place, with everything that is usual filled in."""
    known = kind_defaults()[kind]

    def fill(pattern: str) -> str:
        return spelled(pattern.replace("{PLACE}", place.strip().upper()), spelling).strip()

    return Office(
        kind=kind,
        family=known.family,
        issuer=Issuer(parent=fill(known.parent), name=fill(known.own), code=known.code, place=place.strip()),
        signers=tuple(
            Signature(fill(signer.authority), fill(signer.post), signer.name) for signer in known.signers
        ),
        recipients=tuple(fill(line) for line in known.recipients),
        spelling=spelling,
    )
