"""One key for a finding: keep what stands, put other words there, or delete it; and it is not asked again."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from danvan_desktop.checks.unchanged import unchanged_sentences
from danvan_desktop.domain.citations import citations, inside
from danvan_desktop.domain.edits import find_item, remove_item, update_item, update_section
from danvan_desktop.domain.finding import FIGURES, HEAD, SIGNING, UNNAMED_FIGURE, Finding
from danvan_desktop.domain.report import Decision, DecisionAction, Indicator, Item, Report
from danvan_desktop.domain.rich_text import Paragraph, item_text, paragraphs, plain_text, with_paragraphs
from danvan_desktop.domain.run_edits import Edit, edited


def undecided(report: Report, findings: Sequence[Finding]) -> list[Finding]:
    """The findings the person has not decided to keep."""
    kept = {decision.key for decision in report.decisions if decision.action == "keep"}
    return [finding for finding in findings if finding.key not in kept]


def decide(report: Report, finding: Finding, action: DecisionAction, words: str = "") -> Report:
    """The report with the decision carried out and remembered.

    'edit' puts `words`, or else the finding's own replacement, in place of what was found; without either
    it only remembers that the person edits it themselves. 'delete' takes the sentence out, or empties the
    field or the figure. What is no longer where the finding saw it is left alone.
    """
    if action == "edit" and (words or finding.replacement):
        report = _changed(report, finding, words or finding.replacement)
    elif action == "delete":
        report = _changed(report, finding, "")
    decision = Decision(finding.key, action)
    others = tuple(old for old in report.decisions if old.key != finding.key)
    report = msgspec.structs.replace(report, decisions=(*others, decision))
    if finding.where.section == FIGURES and finding.code != UNNAMED_FIGURE and action == "keep":
        return _with_figure(report, finding.where.item, kept=False)
    return _confirmed_if_done(report, finding.where.item)


def _changed(report: Report, finding: Finding, words: str) -> Report:
    where = finding.where
    if finding.code == UNNAMED_FIGURE:
        return _named_or_removed(report, where.item, words)
    if where.section == FIGURES:
        return _with_figure(report, where.item, value=words, kept=False)
    if where.section in (HEAD, SIGNING):
        return _with_field(report, finding, words)
    if not where.item:
        return update_section(
            report,
            where.section,
            lambda section: msgspec.structs.replace(
                section, heading=_replaced(section.heading, finding, words)
            ),
        )
    found = find_item(report, where.item)
    if found is None:
        return report
    section, index = found
    item = _with_words(section.items[index], finding, words)
    if not item_text(item).strip():
        return remove_item(report, section.id, where.item)
    return update_item(report, section.id, where.item, lambda _: item)


def _with_words(item: Item, finding: Finding, words: str) -> Item:
    sentence = finding.where.text
    lines: list[Paragraph] = []
    for paragraph in paragraphs(item):
        start = plain_text(paragraph).find(sentence)
        if start < 0:
            lines.append(paragraph)
            continue
        changed = edited(paragraph, [_edit(plain_text(paragraph), start, finding, words)])
        if plain_text(changed).strip():
            lines.append(changed)
    cause = "\n".join(
        line
        for old in item.cause.split("\n")
        if (line := _replaced(old, finding, words) if sentence in old else old) or not old
    )
    rows = tuple(
        tuple(_replaced(cell, finding, words) if cell == sentence else cell for cell in row)
        for row in item.rows
    )
    return msgspec.structs.replace(with_paragraphs(item, lines), cause=cause, rows=rows)


def _edit(text: str, start: int, finding: Finding, words: str) -> Edit:
    """The stretch to replace: the words found in their sentence, or all of the sentence to delete it."""
    sentence = finding.where.text
    end = start + len(sentence)
    if not words:
        while end < len(text) and text[end] == " ":
            end += 1
        if end == len(text):
            start = len(text[:start].rstrip())
        return start, end, ""
    first = start + _outside_citations(sentence, finding.found)
    return first, first + len(finding.found), words


def _outside_citations(sentence: str, found: str) -> int:
    cited = citations(sentence)
    place = sentence.find(found)
    while place >= 0 and inside(cited, place, place + len(found)):
        later = sentence.find(found, place + 1)
        if later < 0:
            break
        place = later
    return max(place, 0)


def _replaced(text: str, finding: Finding, words: str) -> str:
    if finding.where.text not in text:
        return text
    start, end, new = _edit(text, text.find(finding.where.text), finding, words)
    return text[:start] + new + text[end:]


def _with_field(report: Report, finding: Finding, words: str) -> Report:
    """Subject, a line of the letterhead or of the signature, or a recipient."""
    record, _, name = finding.where.item.partition(".")
    if record == "subject":
        return msgspec.structs.replace(report, subject=_replaced(report.subject, finding, words))
    if record == "recipients":
        lines = (
            _replaced(line, finding, words) if line == finding.where.text else line
            for line in report.recipients
        )
        return msgspec.structs.replace(report, recipients=tuple(line for line in lines if line.strip()))
    part = report.issuer if record == "issuer" else report.signature
    changed = msgspec.structs.replace(part, **{name: _replaced(getattr(part, name), finding, words)})
    return msgspec.structs.replace(report, **{record: changed})


def _with_figure(report: Report, code: str, **changes: object) -> Report:
    def changed(figure: Indicator) -> Indicator:
        return msgspec.structs.replace(figure, **changes) if figure.code == code else figure

    return msgspec.structs.replace(report, indicators=tuple(map(changed, report.indicators)))


def _named_or_removed(report: Report, code: str, name: str) -> Report:
    """A row of figures given its name, or taken out of the table without one."""
    if name:
        return _with_figure(report, code, name=name)
    kept = tuple(one for one in report.indicators if one.code != code or one.name.strip())
    return msgspec.structs.replace(report, indicators=kept)


def _confirmed_if_done(report: Report, item_id: str) -> Report:
    """An item of which every carried sentence is decided has been read: its mark goes."""
    found = find_item(report, item_id)
    if found is None or found[0].items[found[1]].kept is None:
        return report
    waiting = undecided(report, [f for f in unchanged_sentences(report, None) if f.where.item == item_id])
    if waiting:
        return report
    return update_item(report, found[0].id, item_id, lambda item: msgspec.structs.replace(item, kept=None))
