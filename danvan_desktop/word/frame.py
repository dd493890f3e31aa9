"""What stands around the body: letterhead, title, and the signature with the recipients."""

from __future__ import annotations

from collections.abc import Iterable

from danvan_desktop.layout import blocks
from danvan_desktop.layout.profile import Profile, Rule, TextStyle
from danvan_desktop.layout.text_width import text_width_pt
from danvan_desktop.word.marks import draw_marks
from danvan_desktop.word.ooxml import Element, indent, lines, paragraph, run, twips_of_mm, twips_of_pt
from danvan_desktop.word.tables import frame, row


def text_width(profile: Profile) -> int:
    """Width of the text area in twips: 165 mm for the Party forms."""
    page = profile.page
    return twips_of_mm(page.width_mm) - twips_of_mm(page.left_mm) - twips_of_mm(page.right_mm)


def draw_letterhead(
    body: Element, letterhead: blocks.Letterhead, profile: Profile, marks: blocks.Marks
) -> None:
    """Superior and issuing body at the left, motto at the right; number and date level under them."""
    rules = profile.letterhead
    left = twips_of_mm(rules.left_width_mm)
    widths = (left, text_width(profile) - left)
    table = frame(body, widths)
    names, mottos = row(table, widths)
    if letterhead.parent:
        lines(names, "DVParent", letterhead.parent)
    lines(names, "DVName", letterhead.name)
    if rules.name_rule:
        _draw_rule(names, "DVNameRule", rules.name_rule, letterhead.name, rules.name, widths[0])
    if letterhead.left_mark:
        lines(names, "DVLeftMark", (letterhead.left_mark,))
    for number, motto in enumerate(letterhead.motto, start=1):
        lines(mottos, f"DVMotto{min(number, len(rules.motto_styles))}", (motto,))
    last = letterhead.motto[-1:]
    _draw_rule(mottos, "DVMottoRule", rules.motto_rule, last, rules.motto_styles[-1], widths[1])
    number_cell, date_cell = row(table, widths)
    lines(number_cell, "DVNumber", (letterhead.number_line,))
    lines(date_cell, "DVPlaceDate", (letterhead.place_date,))
    draw_marks(number_cell, date_cell, marks)


def draw_title(body: Element, title: blocks.Title, profile: Profile) -> None:
    """Type name, subject, and the hyphens or the rule under them."""
    lines(body, "DVType", (title.type_name,))
    lines(body, "DVSubject", title.subject)
    if title.closing_mark and profile.title.closing_mark:
        lines(body, "DVClosingMark", (title.closing_mark,))
    if profile.title.rule:
        rule, style = profile.title.rule, profile.title.subject
        _draw_rule(body, "DVSubjectRule", rule, title.subject, style, text_width(profile))


def draw_signature(body: Element, signature: blocks.Signature, profile: Profile) -> None:
    """Recipients at the left, who signs at the right, level with each other, on one page."""
    half = text_width(profile) // 2
    widths = (half, text_width(profile) - half)
    left, right = row(frame(body, widths), widths)
    if signature.recipients:
        lines(left, "DVRecipientsHead", (signature.recipients_head,))
    for recipient in signature.recipients:
        lines(left, "DVRecipients", (recipient,))
    if not signature.recipients:
        paragraph(left, "DVRecipients")
    if signature.authority:
        lines(right, "DVAuthority", signature.authority)
    if signature.post or not signature.authority:
        lines(right, "DVPost" if signature.authority else "DVLonePost", (signature.post,))
    for _ in range(profile.signing.blank_lines):
        paragraph(right, "DVSignatureSpace")
    run(paragraph(right, "DVSigner"), signature.name)


def _draw_rule(
    parent: Element, style_id: str, rule: Rule, texts: Iterable[str], style: TextStyle, available: int
) -> None:
    """A line centred under a text, as long as the rule's share of the text's longest line."""
    shown = (text.upper() if style.caps else text for text in texts)
    longest = max((text_width_pt(text, style.size, style.bold) for text in shown), default=0.0)
    length = min(twips_of_pt(longest), available) * rule.share
    side = round((available - length) / 2)
    indent(paragraph(parent, style_id), side, side)
