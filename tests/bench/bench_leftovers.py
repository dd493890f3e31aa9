"""How well leftovers of the last period are told from what only looks like them: precision and recall."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from danvan_desktop.checks.leftovers import leftovers
from danvan_desktop.domain.finding import FIGURES, HEAD, Finding
from danvan_desktop.domain.report import (
    Follows,
    Indicator,
    Issuer,
    Item,
    Kept,
    Period,
    Report,
    Section,
    Signature,
)

CASES = Path(__file__).parents[1] / "checks" / "leftover_cases.toml"


class Expected(msgspec.Struct, frozen=True):
    """A seeded leftover: the report it is in, its place, its words, and whether a hint is all it asks for."""

    report: str
    place: str
    words: str
    quiet: bool = False


class Measured(msgspec.Struct, frozen=True):
    """What was found of what was seeded, and what was found besides."""

    seeded: int
    distractors: int
    missed: tuple[Expected, ...]
    false: tuple[Finding, ...]

    @property
    def recall(self) -> float:
        """Share of the seeded leftovers that were found."""
        return 1 - len(self.missed) / self.seeded

    @property
    def precision(self) -> float:
        """Share of the findings that were seeded."""
        right = self.seeded - len(self.missed)
        return right / (right + len(self.false))


def measure(*, hints: bool = False, apart: bool | None = None) -> Measured:
    """Run the detector over every seeded report.

    Warnings count: a hint finds nothing and is not wrong, nor is a leftover asked for that a hint is enough
    for (`quiet`). With `hints` all of them count. `apart` takes only the reports kept apart while the rules
    were mended, or only the others.
    """
    missed: list[Expected] = []
    false: list[Finding] = []
    seeded = distractors = 0
    for raw in tomllib.loads(CASES.read_text(encoding="utf-8"))["report"]:
        if apart is not None and raw.get("apart", False) != apart:
            continue
        report, expected = _report(raw), [one for one in _expected(raw) if hints or not one.quiet]
        found = [
            finding
            for finding in leftovers(report)
            if (finding.code.startswith("leftover.") or finding.severity != "hint")
            and (hints or finding.severity != "hint")
        ]
        hits = {(e.place, e.words): [f for f in found if _meets(f, e)] for e in expected}
        missed += [e for e in expected if not hits[e.place, e.words]]
        right = {id(f) for those in hits.values() for f in those}
        false += [f for f in found if id(f) not in right]
        seeded += len(expected)
        distractors += sum(not line.get("left") for line in _lines(raw))
    return Measured(seeded, distractors, tuple(missed), tuple(false))


def _meets(finding: Finding, expected: Expected) -> bool:
    if finding.where.text != expected.place and finding.where.item != expected.place:
        return False
    return finding.found in expected.words or expected.words in finding.found


def _expected(raw: dict[str, Any]) -> Iterator[Expected]:
    for line in _lines(raw):
        for words in line.get("left", []):
            yield Expected(raw["name"], line["say"], words, line.get("quiet", False))
    for figure in raw.get("figures", []):
        if figure.get("left"):
            yield Expected(raw["name"], figure["code"], figure["value"].replace(".", ","))


def _lines(raw: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield raw["subject"]
    for section in raw["section"]:
        yield section["heading"]
        yield from section["lines"]


def _report(raw: dict[str, Any]) -> Report:
    last = Period(**raw["last"]) if "last" in raw else Period("year", raw["period"]["year"] - 1)
    figures = raw.get("figures", [])
    day: date = raw["date"]
    return Report(
        kind=raw["kind"],
        period=Period(**raw["period"]),
        date=day,
        issuer=Issuer(**raw["issuer"]),
        subject=raw["subject"]["say"],
        sections=tuple(_section(number, section, last) for number, section in enumerate(raw["section"])),
        indicators=tuple(Indicator(f["code"], f["name"], f["unit"], f["value"]) for f in figures),
        signature=Signature("", "", raw["signer"]),
        follows=Follows(
            last,
            tuple(raw["former_signers"]),
            tuple(Indicator(f["code"], f["name"], f["unit"], f["last"]) for f in figures),
        ),
    )


def _section(number: int, raw: dict[str, Any], last: Period) -> Section:
    items = tuple(
        Item(
            id=f"s{number}.i{place}",
            type="task" if raw["role"] == "tasks" else "paragraph",
            text=line["say"],
            kept=Kept(last, line["say"]) if line.get("was") else None,
        )
        for place, line in enumerate(raw["lines"])
    )
    return Section(id=f"s{number}", role=raw["role"], heading=raw["heading"]["say"], items=items)


def main() -> None:
    """Print the measure, and what was missed or found wrongly."""
    _print_line("leftovers, warnings", measure())
    _print_line("  with hints", measured := measure(hints=True))
    _print_line("  kept apart while rules were mended", measure(apart=True))
    for expected in measured.missed:
        print(f"  missed: {expected.words} | {expected.place}")
    for finding in measured.false:
        where = finding.where.text if finding.where.section not in (HEAD, FIGURES) else finding.where.item
        print(f"  wrong: {finding.code} {finding.found} | {where}")


def _print_line(name: str, measured: Measured) -> None:
    print(
        f"{name}: {measured.seeded} seeded, {measured.distractors} distractors, "
        f"recall {measured.recall:.3f} (aim 0.98), precision {measured.precision:.3f} (aim 0.9)"
    )


if __name__ == "__main__":
    main()
