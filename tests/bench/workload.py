"""What is measured: a report of about twenty pages, and the same content for the peer to fill in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import msgspec
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate

from danvan_desktop.domain.report import Item, Report, Section
from danvan_desktop.domain.report_json import normalized
from danvan_desktop.layout import blocks
from danvan_desktop.layout.sample import sample_report

CHARACTERS = 38_000
"""Twenty pages of 14 point text with exact spacing hold about this many."""


def long_report() -> Report:
    """The sample report with the items of each section said again and again, numbered to differ."""
    sample = sample_report()
    size = sum(len(item.text) for section in _sections(sample.sections) for item in section.items)
    times = round(CHARACTERS / size)
    return normalized(
        msgspec.structs.replace(
            sample, sections=tuple(_longer(section, times) for section in sample.sections)
        )
    )


def _sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.sections)


def _longer(section: Section, times: int) -> Section:
    items = tuple(_again(item, time) for time in range(times) for item in section.items)
    return msgspec.structs.replace(
        section, items=items, sections=tuple(_longer(inner, times) for inner in section.sections)
    )


def _again(item: Item, time: int) -> Item:
    if time == 0 or item.runs:
        return item
    return msgspec.structs.replace(item, id="", text=f"{item.text} Lần {time}.")


def peer_template(file: Path) -> None:
    """A template as an office would make it for docxtpl: letterhead, title, body, signature, figures."""
    word = docx.Document()
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(30), Mm(15), Mm(20), Mm(20)
    head = word.add_table(1, 2).rows[0].cells
    head[0].text = "{{ parent }}\n{{ name }}\n*\n{{ number_line }}"
    head[1].text = "{{ motto }}\n{{ place_date }}"
    for text in ("{{ type_name }}", "{{ subject }}"):
        word.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in ("{%p for part in body %}", "{%p if part.heading %}"):
        word.add_paragraph(text)
    word.add_paragraph().add_run("{{ part.heading }}").bold = True
    word.add_paragraph("{%p else %}")
    body = word.add_paragraph("{{ part.text }}")
    body.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    body.paragraph_format.first_line_indent = Mm(10)
    word.add_paragraph("{%p endif %}")
    word.add_paragraph("{%p endfor %}")
    word.add_paragraph("{{ signature }}").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _peer_table(word)
    word.save(str(file))


def _peer_table(word: WordDocument) -> None:
    table = word.add_table(4, 3)
    table.style = "Table Grid"
    tags = (
        ("{%tc for heading in headings %}", "{{ heading }}", "{%tc endfor %}"),
        ("{%tr for row in rows %}", "", ""),
        ("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}"),
        ("{%tr endfor %}", "", ""),
    )
    for row, texts in zip(table.rows, tags, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def peer_values(document: blocks.Document) -> dict[str, Any]:
    """The composed document's text as the values of the peer's template."""
    values: dict[str, Any] = {"body": list(_peer_body(document)), "headings": (), "rows": ()}
    for block in document.blocks:
        if isinstance(block, blocks.Letterhead | blocks.Title):
            values |= {
                name: " ".join(value) if isinstance(value, tuple) else value
                for name, value in msgspec.structs.asdict(block).items()
            }
        elif isinstance(block, blocks.Signature):
            values["signature"] = "\n".join([*block.authority, block.post, block.name, *block.recipients])
        elif isinstance(block, blocks.Appendix):
            values["headings"] = [column.heading for column in block.table.columns]
            values["rows"] = block.table.rows
    return values


def _peer_body(document: blocks.Document) -> Iterator[dict[str, str]]:
    for block in document.blocks:
        if isinstance(block, blocks.Heading):
            yield {"heading": f"{block.mark} {block.text}"}
        elif isinstance(block, blocks.Paragraph):
            yield {"text": block.dash + _joined(block.spans)}
        elif isinstance(block, blocks.Task):
            first, *more = (_joined(spans) for spans in block.paragraphs)
            yield {"text": f"{block.word.text} {first}"}
            yield from ({"text": text} for text in more)


def _joined(spans: tuple[blocks.Span, ...]) -> str:
    return "".join(span.text for span in spans)


def peer_export(template: Path, values: dict[str, Any]) -> bytes:
    """The peer's whole job for one export: open the template, fill it, give the bytes."""
    filled = DocxTemplate(str(template))
    filled.render(values, autoescape=True)
    out = io.BytesIO()
    filled.save(out)
    return out.getvalue()
