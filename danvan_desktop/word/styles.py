"""The named styles of a document, made from its profile, so that a person can restyle it in Word.

Style ids are ours and stable (other code finds paragraphs by them); names are what Word's list shows.
Spaces no rule settles are given here, in points.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from danvan_desktop.layout.blocks import Span
from danvan_desktop.layout.profile import Profile, Rule, TextStyle
from danvan_desktop.layout.text_width import text_width_pt
from danvan_desktop.word.ooxml import Element, child, twips_of_mm, twips_of_pt, w

_SINGLE = 240
_RULE_LINE_PT = 4
_BEFORE_RULE_PT = 2
_BEFORE_NUMBER_PT = 4
_BEFORE_TITLE_PT = 18
_AFTER_TITLE_PT = 12
_BEFORE_SIGNATURE_PT = 12
_AFTER_TABLE_PT = 6
_SALUTATION_INDENT_MM = 30
_END_PT = 0.05
"""The empty paragraph at the end of a section: the least a file can say, for it to fit on a full page."""

BODY, BASIS, TASK, LEAD = "DVBody", "DVBasis", "DVTask", "DVLead"


class ParagraphStyle(msgspec.Struct, frozen=True):
    """A paragraph style to write; lengths in points, indents in millimetres.

    Based on another than Normal, it says only what differs: emphasis, and a size unless that is 0.
    `line` is points when `exact`, else a multiple of single spacing. `outline` is the level shown in
    Word's navigation pane, from 0. `rule` draws a line over the paragraph.
    """

    id: str
    name: str
    text: TextStyle
    based_on: str = "Normal"
    next: str = ""
    before: float = 0
    after: float = 0
    line: float = 1
    exact: bool = False
    first_line_mm: float = 0
    left_mm: float = 0
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    rule: Rule | None = None


def add_styles(root: Element, profile: Profile, *, parts: bool, lead: Span | None) -> None:
    """Append the profile's styles to `w:styles`.

    With `parts`, Heading 1 is the Phần and the numbered headings move one down. `lead` shows the
    emphasis of the words 'Một là', which become one character style.
    """
    for size in root.iter(w("sz"), w("szCs")):
        size.set(w("val"), _half_points(profile.body.style.size))
    for fonts in root.iter(w("rFonts")):
        for face in list(fonts.attrib):
            fonts.set(face, profile.font)
    for style in paragraph_styles(profile, parts=parts):
        _add_paragraph_style(root, style)
    shown = lead or Span("")
    _add_character_style(root, LEAD, "DV Từ Một là", TextStyle(0, shown.bold, shown.italic))
    _add_character_style(root, "DVPartName", "DV Tên phần", _over(profile.part.style, profile.part_name))


def paragraph_styles(profile: Profile, *, parts: bool) -> Iterator[ParagraphStyle]:
    """All paragraph styles of a document in this profile."""
    yield from _letterhead_styles(profile)
    yield from _title_styles(profile)
    yield from _body_styles(profile)
    yield from _heading_styles(profile, parts)
    yield from _table_styles(profile)
    yield from _signature_styles(profile)
    yield from _appendix_styles(profile)
    yield from _mark_styles(profile)
    number = TextStyle(profile.page_number.size)
    yield ParagraphStyle("DVPageNumber", "DV Số trang", number)
    yield ParagraphStyle("DVEnd", "DV Cuối phần", TextStyle(1, align="left"), line=_END_PT, exact=True)


def heading_style(level: int, profile: Profile, *, parts: bool) -> str:
    """Style id of a heading of the block level (0 a Phần); deeper levels share the deepest style."""
    number = level + 1 if parts else max(level, 1)
    return f"Heading{min(number, len(profile.headings) + parts)}"


def _letterhead_styles(profile: Profile) -> Iterator[ParagraphStyle]:
    rules = profile.letterhead
    yield ParagraphStyle("DVParent", "DV Cơ quan cấp trên", rules.parent)
    yield ParagraphStyle("DVName", "DV Cơ quan ban hành", rules.name)
    if rules.name_rule:
        yield _rule_style("DVNameRule", "DV Kẻ dưới tên cơ quan", rules.name_rule)
    if rules.left_mark:
        yield ParagraphStyle("DVLeftMark", "DV Dấu sao", rules.left_mark_style)
    names = ("DV Tiêu đề",) if len(rules.motto) == 1 else ("DV Quốc hiệu", "DV Tiêu ngữ")
    for number, (name, text) in enumerate(zip(names, rules.motto_styles, strict=True), start=1):
        yield ParagraphStyle(f"DVMotto{number}", name, text)
    yield _rule_style("DVMottoRule", f"DV Kẻ dưới {names[-1][3:].lower()}", rules.motto_rule)
    above = 0 if rules.left_mark else _BEFORE_NUMBER_PT
    yield ParagraphStyle("DVNumber", "DV Số ký hiệu", rules.number, before=above)
    yield ParagraphStyle("DVPlaceDate", "DV Địa danh ngày tháng", rules.place_date, before=above)


def _title_styles(profile: Profile) -> Iterator[ParagraphStyle]:
    rules = profile.title
    last = not (rules.closing_mark or rules.rule)
    yield ParagraphStyle(
        "DVType", "DV Tên loại", rules.type_name, next="DVSubject", before=_BEFORE_TITLE_PT, keep_next=True
    )
    yield ParagraphStyle(
        "DVSubject", "DV Trích yếu", rules.subject, after=_AFTER_TITLE_PT if last else 0, keep_next=not last
    )
    if rules.closing_mark:
        mark = TextStyle(rules.subject.size)
        yield ParagraphStyle("DVClosingMark", "DV Gạch nối", mark, after=_AFTER_TITLE_PT)
    if rules.rule:
        yield _rule_style("DVSubjectRule", "DV Kẻ dưới trích yếu", rules.rule, after=_AFTER_TITLE_PT)


def _body_styles(profile: Profile) -> Iterator[ParagraphStyle]:
    rules = profile.body
    exact = rules.line_rule == "exact"
    body = ParagraphStyle(
        BODY,
        "DV Nội dung",
        rules.style,
        after=rules.space_after_pt,
        line=rules.line,
        exact=exact,
        first_line_mm=rules.first_line_mm,
    )
    change = msgspec.structs.replace
    yield body
    inherited = TextStyle(0, italic=profile.basis.italic)
    yield ParagraphStyle(BASIS, "DV Căn cứ", inherited, based_on=BODY)
    yield ParagraphStyle(TASK, "DV Nhiệm vụ", TextStyle(0), based_on=BODY)
    plain = change(body, first_line_mm=0)
    label, name = profile.salutation_style, profile.salutation_name
    yield change(plain, id="DVSalutation", name="DV Kính gửi", text=label)
    head = change(label, align="left")
    left = _SALUTATION_INDENT_MM
    yield change(plain, id="DVSalutationHead", name="DV Kính gửi nhiều nơi", text=head, left_mm=left)
    under_colon = left + text_width_pt("Kính gửi", label.size, label.bold) * 25.4 / 72
    yield change(plain, id="DVAddressee", name="DV Nơi kính gửi", text=name, left_mm=under_colon)


def _heading_styles(profile: Profile, parts: bool) -> Iterator[ParagraphStyle]:
    rules = profile.body
    styles = [profile.part.style] if parts else []
    styles += [heading.style for heading in profile.headings]
    for level, text in enumerate(styles):
        yield ParagraphStyle(
            f"Heading{level + 1}",
            f"heading {level + 1}",
            text,
            next=BODY,
            before=rules.space_after_pt if level == 0 else 0,
            after=rules.space_after_pt,
            line=rules.line,
            exact=rules.line_rule == "exact",
            first_line_mm=0 if text.align == "center" else rules.first_line_mm,
            keep_next=True,
            keep_lines=True,
            outline=level,
        )


def _table_styles(profile: Profile) -> Iterator[ParagraphStyle]:
    cell = profile.appendix.cell
    change = msgspec.structs.replace
    yield ParagraphStyle("DVCell", "DV Ô bảng", change(cell, align="left"))
    yield ParagraphStyle("DVCellNumber", "DV Ô số", change(cell, align="right"))
    yield ParagraphStyle("DVCellCenter", "DV Ô giữa", change(cell, align="center"))
    head = change(cell, bold=True, align="center")
    yield ParagraphStyle("DVCellHead", "DV Đầu bảng", head, keep_next=True)
    small = TextStyle(1, align="left")
    yield ParagraphStyle("DVAfterTable", "DV Sau bảng", small, line=_AFTER_TABLE_PT, exact=True)


def _signature_styles(profile: Profile) -> Iterator[ParagraphStyle]:
    signing, recipients = profile.signing, profile.recipients
    above = _BEFORE_SIGNATURE_PT
    yield ParagraphStyle("DVRecipientsHead", "DV Nơi nhận", recipients.head, before=above, keep_next=True)
    yield ParagraphStyle("DVRecipients", "DV Danh sách nơi nhận", recipients.item, keep_next=True)
    yield ParagraphStyle("DVAuthority", "DV Quyền hạn", signing.authority, before=above, keep_next=True)
    yield ParagraphStyle("DVPost", "DV Chức vụ", signing.post, keep_next=True)
    yield ParagraphStyle("DVLonePost", "DV Chức vụ một dòng", signing.lone_post, before=above, keep_next=True)
    space = TextStyle(signing.name.size)
    yield ParagraphStyle("DVSignatureSpace", "DV Chỗ ký", space, keep_next=True)
    yield ParagraphStyle("DVSigner", "DV Họ tên người ký", signing.name, keep_next=True)


def _appendix_styles(profile: Profile) -> Iterator[ParagraphStyle]:
    rules = profile.appendix
    yield ParagraphStyle(
        "DVAppendix", "DV Phụ lục", rules.heading, next="DVAppendixSubject", keep_next=True, outline=0
    )
    yield ParagraphStyle("DVAppendixSubject", "DV Tên phụ lục", rules.subject, keep_next=True)
    yield ParagraphStyle(
        "DVAppendixReference", "DV Dòng kèm theo", rules.reference, after=_AFTER_TITLE_PT, keep_next=True
    )


def _mark_styles(profile: Profile) -> Iterator[ParagraphStyle]:
    marks = profile.marks
    yield ParagraphStyle("DVUrgency", "DV Độ khẩn", marks.urgency)
    yield ParagraphStyle("DVCirculation", "DV Phạm vi lưu hành", marks.circulation)
    yield ParagraphStyle("DVDraft", "DV Dự thảo", marks.draft)
    yield ParagraphStyle("DVTypist", "DV Ký hiệu người soạn", marks.typist)
    yield ParagraphStyle("DVContact", "DV Thông tin liên hệ", marks.contact)


def _rule_style(style_id: str, name: str, rule: Rule, after: float = 0) -> ParagraphStyle:
    return ParagraphStyle(
        style_id,
        name,
        TextStyle(1),
        before=_BEFORE_RULE_PT,
        after=after,
        line=_RULE_LINE_PT,
        exact=True,
        rule=rule,
        keep_next=True,
    )


def _add_paragraph_style(root: Element, style: ParagraphStyle) -> None:
    built_in = style.id.startswith("Heading")
    made = child(
        root, "style", type="paragraph", **({} if built_in else {"customStyle": 1}), styleId=style.id
    )
    child(made, "name", val=style.name)
    child(made, "basedOn", val=style.based_on)
    if style.next:
        child(made, "next", val=style.next)
    if built_in:
        child(made, "uiPriority", val=9)
    child(made, "qFormat")
    if style.based_on == "Normal":
        _add_paragraph_properties(child(made, "pPr"), style)
    _add_text_properties(child(made, "rPr"), style.text)


def _add_paragraph_properties(properties: Element, style: ParagraphStyle) -> None:
    """The properties in the order the schema wants."""
    if style.keep_next:
        child(properties, "keepNext")
    if style.keep_lines:
        child(properties, "keepLines")
    if style.rule:
        edge = round(style.rule.weight_pt * 8)
        child(child(properties, "pBdr"), "top", val="single", sz=edge, space=1, color="000000")
    line = twips_of_pt(style.line) if style.exact else round(style.line * _SINGLE)
    child(
        properties,
        "spacing",
        before=twips_of_pt(style.before),
        after=twips_of_pt(style.after),
        line=line,
        lineRule="exact" if style.exact else "auto",
    )
    child(properties, "ind", left=twips_of_mm(style.left_mm), firstLine=twips_of_mm(style.first_line_mm))
    child(properties, "jc", val="both" if style.text.align == "justify" else style.text.align)
    if style.outline is not None:
        child(properties, "outlineLvl", val=style.outline)


def _add_character_style(root: Element, style_id: str, name: str, text: TextStyle) -> None:
    made = child(root, "style", type="character", customStyle=1, styleId=style_id)
    child(made, "name", val=name)
    child(made, "basedOn", val="DefaultParagraphFont")
    child(made, "qFormat")
    _add_text_properties(child(made, "rPr"), text)


def _add_text_properties(properties: Element, text: TextStyle) -> None:
    """Emphasis and size; a size of 0 is left to the paragraph."""
    if text.bold:
        child(properties, "b")
        child(properties, "bCs")
    if text.italic:
        child(properties, "i")
        child(properties, "iCs")
    if text.caps:
        child(properties, "caps")
    if text.size:
        child(properties, "sz", val=_half_points(text.size))
        child(properties, "szCs", val=_half_points(text.size))
    if text.underline:
        child(properties, "u", val="single")


def _over(under: TextStyle, shown: TextStyle) -> TextStyle:
    """What a character style must say over a paragraph style: Word toggles emphasis both of them set."""
    return TextStyle(
        0 if shown.size == under.size else shown.size,
        shown.bold != under.bold,
        shown.italic != under.italic,
        caps=shown.caps != under.caps,
    )


def _half_points(size: float) -> str:
    return str(round(size * 2))
