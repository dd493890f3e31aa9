"""The issuer's own 'cùng kỳ' across a merger: re-added by the table of units, else marked as a part's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from danvan_desktop.domain.bodies import territories
from danvan_desktop.domain.communes import ended, province_named
from danvan_desktop.domain.figure_edits import with_indicators
from danvan_desktop.domain.figure_nature import Nature
from danvan_desktop.domain.figures_carry import figures_of, past_figures
from danvan_desktop.domain.home import home_of
from danvan_desktop.domain.period import last_day, same_period_before
from danvan_desktop.domain.regroup import UnitChange, former_units, regrouped, with_doubt, with_same_period
from danvan_desktop.domain.report import Indicator, Issuer, PastFigures, Period, Report
from danvan_desktop.layout.issuer_names import full_name
from danvan_desktop.services.own_office import likeness, may_be_part, office_key
from danvan_desktop.services.unit_changes import indicator_sums
from danvan_desktop.services.unit_offers import offered_changes


def own_changes(issuer: Issuer, changes: Iterable[UnitChange]) -> list[UnitChange]:
    """What the table says the issuer itself was made of."""
    unit = office_key(full_name(issuer))
    return [change for change in changes if office_key(change.new) == unit]


def made_of(issuer: Issuer, changes: Iterable[UnitChange]) -> list[UnitChange]:
    """What the issuer was made of, or where it is a former unit itself what the unit of today was made of."""
    changes = tuple(changes)
    unit = office_key(full_name(issuer))
    today = {unit, *(office_key(change.new) for change in changes if unit in former_keys([change]))}
    return [change for change in changes if office_key(change.new) in today]


def former_keys(own: Iterable[UnitChange]) -> frozenset[str]:
    """What the units that the issuer was made of are looked up by."""
    return frozenset(office_key(old) for change in own for old in change.olds)


def is_of_office(one: Issuer, office: Issuer, changes: Sequence[UnitChange]) -> bool:
    """Whether a letterhead is the office's, of now or of before, or that of a unit it was made of."""
    if likeness(one, office, former_units(changes)) != "other":
        return True
    olds = former_keys(made_of(office, changes))
    return office_key(full_name(one)) in olds and may_be_part(one, office)


def re_added(
    report: Report,
    last: Report,
    earlier: Sequence[Report],
    changes: Sequence[UnitChange],
    natures: Mapping[str, Nature],
) -> tuple[Indicator, ...]:
    """The same period before of all that the issuer of `report` was made of, () where none of it is known.

    `last` is the report it was begun from, `earlier` are others at hand, those of former units too; a period
    on which only the unit that bears the present name reported was not before the merger, or nothing else is
    known of it: it is left as it is.
    """
    own = own_changes(report.issuer, changes)
    unit, period = full_name(report.issuer), same_period_before(report.period)
    found: dict[str, tuple[Indicator, ...]] = {}
    for old in (old for change in own for old in change.olds):
        theirs = [
            one
            for one in earlier
            if office_key(full_name(one.issuer)) == office_key(old) and may_be_part(one.issuer, report.issuer)
        ]
        known = [past for one in sorted(theirs, key=_newest) for past in past_figures(one)]
        found[old] = figures_of(period, known, natures)
    others = [table for old, table in found.items() if office_key(old) != office_key(unit) and table]
    if not others:
        return ()
    for old in found:
        if not found[old] and office_key(old) == office_key(full_name(last.issuer)):
            table = figures_of(period, past_figures(last), natures)
            found[old] = () if table in others else table
    olds = tuple(dict.fromkeys(old for change in own for old in change.olds))
    elsewhere = [change for change in changes if change not in own]
    return regrouped(found, [*elsewhere, UnitChange(unit, olds)], indicator_sums())[unit]


def _newest(report: Report) -> tuple[int, str]:
    return -report.period.year, report.period.kind


def with_own_same_period(report: Report, figures: Sequence[Indicator]) -> Report:
    """The report with its own 'cùng kỳ' re-added, its text reading what the figures say now."""
    compared = with_same_period(report, figures)
    return with_indicators(compared, compared.indicators)


def with_merger_doubts(report: Report, known: Sequence[PastFigures], changes: Sequence[UnitChange]) -> Report:
    """The report with what it compares with marked where that is of a part of today's unit alone.

    It is when the unit was merged, what it is compared with is of before, and nothing re-added it.
    """
    is_after = last_day(report.period) >= ended()
    if not is_after or not _is_of_before(same_period_before(report.period), known):
        return report
    offered = {office_key(change.new) for change in offered_changes(report, changes)}
    own = own_changes(report.issuer, changes)
    is_merged = (
        office_key(full_name(report.issuer)) in offered
        or len(former_keys(own)) > 1
        or (not own and _is_of_merged_province(report))
    )
    return with_doubt(report, own=is_merged, is_doubtful=lambda unit: office_key(unit) in offered)


def is_before_merger(report: Report) -> bool:
    """Whether something the report is compared with waits for the table of merged units."""
    return any(
        "before_merger" in (row.doubt, *(unit.doubt for unit in row.units)) for row in report.indicators
    )


def _is_of_before(period: Period, known: Sequence[PastFigures]) -> bool:
    """Whether a period's figures, or the first half's that make up a year's, are of before the merger."""
    periods = {past.period for past in known if past.figures}
    first = Period("first_half", period.year)
    made_of = first if period not in periods and period.kind == "year" else period
    return made_of in periods and last_day(made_of) < ended()


def _is_of_merged_province(report: Report) -> bool:
    """Whether the issuer is a province's own body and the province was made of several."""
    home = home_of(report)
    today = {province_named(new) for new in territories().former.values()}
    return bool(home.province) and not home.commune and home.province in today
