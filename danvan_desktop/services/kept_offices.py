"""Which of the offices kept in the program a report comes from."""

from __future__ import annotations

from collections.abc import Sequence

from danvan_desktop.domain.office import Office
from danvan_desktop.domain.report import Issuer
from danvan_desktop.errors import UserError
from danvan_desktop.layout.issuer_names import full_name, spelled
from danvan_desktop.text.unicode import fold
from danvan_desktop.wording import say


def office_of(offices: Sequence[Office], issuer: Issuer) -> Office | None:
    """The kept office with the issuer's letterhead: superior body and name, however ủy is spelt."""
    wanted = _header(issuer)
    return next((one for one in offices if _header(one.issuer) == wanted), None)


def office_named(offices: Sequence[Office], name: str) -> Office:
    """The kept office of this name, whole or a part that only one office has.

    Raises UserError, naming the offices there are, when none or several fit.
    """
    names = {full_name(one.issuer): one for one in offices}
    wanted = fold(name)
    same = [known for known in names if wanted in (fold(known), fold(names[known].issuer.name))]
    fitting = same or [known for known in names if wanted and wanted in fold(known)]
    if len(fitting) == 1:
        return names[fitting[0]]
    if not names:
        raise UserError(say("kept_offices.none"), say("kept_offices.none_advice"))
    key = "several" if fitting else "unknown"
    raise UserError(
        say(f"kept_offices.{key}", name=name), say("kept_offices.advice", names="; ".join(fitting or names))
    )


def _header(issuer: Issuer) -> tuple[str, ...]:
    return tuple(" ".join(spelled(line, "ủy").casefold().split()) for line in (issuer.parent, issuer.name))
