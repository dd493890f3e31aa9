"""Marks few reports carry: secrecy, urgency and circulation under the number, 'Dự thảo lần N', the watermark.

Places (format_rules 1.11): secrecy and urgency under the number are grade C; for circulation and the draft
mark no source gives the place, so they stand where a reader looks first: circulation under urgency, the draft
mark under the date. Styles come from the profile's `marks`.
"""

from __future__ import annotations

from docx.document import Document as WordFile
from lxml import etree

from danvan_desktop.layout import blocks
from danvan_desktop.word.ooxml import NAMESPACE, Element, lines, w

_HEADERS = ("rIdPageNumber", "rIdFirstPage")
_WATERMARK = f"""<w:r xmlns:w="{NAMESPACE}" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office"><w:rPr><w:noProof/></w:rPr><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>
<v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
<v:f eqn="if @0 @4 21600"/></v:formulas>
<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="PowerPlusWaterMarkObject{{number}}" o:spid="_x0000_s{{spid}}" type="#_x0000_t136"
 style="position:absolute;margin-left:0;margin-top:0;width:440pt;height:110pt;rotation:315;z-index:-251658752;
mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;
mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#d9d9d9" stroked="f">
<v:fill opacity=".5"/><v:textpath style="font-family:&quot;Times New Roman&quot;;font-size:1pt"
 string="{{text}}"/>
</v:shape></w:pict></w:r>"""
WATERMARK = "DỰ THẢO"


def draw_marks(number_cell: Element, date_cell: Element, marks: blocks.Marks) -> None:
    """The marks in the letterhead: under the number at the left, under the date at the right."""
    for text in (marks.secrecy, marks.urgency):
        if text.strip():
            lines(number_cell, "DVUrgency", (text.strip(),))
    if marks.circulation.strip():
        lines(number_cell, "DVCirculation", (marks.circulation.strip(),))
    if marks.draft:
        lines(date_cell, "DVDraft", (f"Dự thảo lần {marks.draft}",))


def add_watermark(file: WordFile) -> None:
    """'DỰ THẢO' across every page, behind the text, in the headers."""
    for number, relation in enumerate(_HEADERS, start=1):
        header = file.part.related_parts[relation].element
        first = header.find(w("p"))
        drawn = _WATERMARK.format(number=number, spid=2048 + number, text=WATERMARK)
        first.append(etree.fromstring(drawn))
