"""From a finding to the field on the form it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from danvan_desktop.domain.edits import find_item
from danvan_desktop.domain.finding import FIGURES, HEAD, LEDGER, SIGNING, UNNAMED_FIGURE, Finding
from danvan_desktop.domain.report import Report
from danvan_desktop.domain.search import Hit
from danvan_desktop.services.editing import Place
from danvan_desktop.ui.editor.parts import shown_part

if TYPE_CHECKING:
    from danvan_desktop.ui.editor.page import EditorPage

_FIELDS = {
    "issuer.parent": "issuer_parent",
    "issuer.name": "issuer_name",
    "issuer.place": "place",
    "signature.authority": "authority",
    "signature.post": "post",
    "signature.name": "signer",
}


def place_of(report: Report, finding: Finding) -> Place:
    """The part, item and field of a finding; the part is one that has a form of its own."""
    where = finding.where
    if where.section == FIGURES:
        column = "name" if finding.code == UNNAMED_FIGURE else "value"
        codes = [figure.code for figure in report.indicators]
        return Place(FIGURES, str(codes.index(where.item)) if where.item in codes else "", column)
    if where.section == LEDGER:
        return Place(LEDGER, where.item, "state")
    if where.section in (HEAD, SIGNING):
        record, _, name = where.item.partition(".")
        field = f"recipient{name}" if record == "recipients" else _FIELDS.get(where.item, record)
        return Place(where.section, "", field)
    return Place(shown_part(report, where.section), where.item, _field_of(report, finding))


def select_finding(page: EditorPage, report: Report, finding: Finding, *, enter: bool) -> None:
    """Show the place of a finding with its words selected; with `enter` the keyboard goes there."""
    place = place_of(report, finding)
    section = finding.where.section
    if section.startswith("@"):
        page.show_part(place.part)
        if page.area.form is not None:
            page.area.form.focus_place(place)
            _bring_to_view(page)
        return
    page.show_part(place.part)
    form = page.area.form
    if form is None:
        return
    hit = _hit(page, report, finding, place.field)
    if enter:
        field = form.field_at(section, place.item, place.field)
        if field is not None:
            field.setFocus()
        else:
            form.focus_place(Place(section, place.item, place.field))
    if hit is not None:
        form.select_hit(hit)
        if rect := form.hit_rect(hit):
            page.area.bring_rect(rect)


def _bring_to_view(page: EditorPage) -> None:
    focus = page.focusWidget()
    if focus is not None and page.area.form is not None and page.area.form.isAncestorOf(focus):
        page.area.bring_near(focus, focus.rect().bottomLeft())


def _field_of(report: Report, finding: Finding) -> str:
    where = finding.where
    if not where.item:
        return "heading"
    found = find_item(report, where.item)
    if found is None:
        return "text"
    item = found[0].items[found[1]]
    in_text = any(where.text in line for line in (item.text, *item.more))
    return "cause" if not in_text and where.text in item.cause else "text"


def _hit(page: EditorPage, report: Report, finding: Finding, field_name: str) -> Hit | None:
    """The stretch of the finding within its field, counted as a search counts it."""
    where = finding.where
    text = _text_of(report, finding, field_name)
    start = text.find(where.text)
    if start < 0 or page.area.form is None:
        return None
    inside = where.text.find(finding.found) if finding.found else -1
    length = len(finding.found) if inside >= 0 else len(where.text)
    return Hit(where.section, where.item, field_name, start + max(inside, 0), length)


def _text_of(report: Report, finding: Finding, field_name: str) -> str:
    if field_name == "heading":
        return finding.where.text
    found = find_item(report, finding.where.item)
    if found is None:
        return ""
    item = found[0].items[found[1]]
    return item.cause if field_name == "cause" else "\n".join((item.text, *item.more))
