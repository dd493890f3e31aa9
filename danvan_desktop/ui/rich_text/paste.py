"""What other programs put on the clipboard, as clean paragraphs of bold and italic runs.

Of HTML only words, paragraphs, bold and italic are kept. A list's entries become paragraphs that start with
their number or a dash, as if typed; a table's rows lines with tabs between the cells. Fonts, colours,
pictures, links, scripts and what Word says to itself are dropped.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

import msgspec

from danvan_desktop.domain.report import Run
from danvan_desktop.domain.rich_text import Paragraph, merge_runs, plain_text
from danvan_desktop.text.list_leads import has_lead
from danvan_desktop.text.unicode import clean
from danvan_desktop.ui.rich_text.pasted_lists import PastedLists

_BLOCKS = {
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "tr", "table", "blockquote", "section", "article",
    "header", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr", "body", "center", "address",
}  # fmt: skip
_UNSEEN = {"head", "style", "script", "title", "noscript", "template", "svg", "object", "xml", "iframe"}
_VOID = {"br", "img", "hr", "meta", "link", "input", "col", "area", "base", "wbr", "source", "track", "embed"}
_CELLS = {"td", "th"}
_FRAGMENT = re.compile(r"<!--\s*StartFragment\s*-->(.*?)<!--\s*EndFragment\s*-->", re.DOTALL | re.IGNORECASE)
_CONDITIONAL = re.compile(
    r"<!--\[if.*?<!\[endif\]-->|<\?xml.*?>|<!(?!--)[^>]*(?:>|$)", re.DOTALL | re.IGNORECASE
)
# What Word prints for list numbers it draws itself stands between these two.
_LIST_MARK = re.compile(r"<!\[if !supportLists\]>.*?<!\[endif\]>", re.DOTALL | re.IGNORECASE)
_BLANKS = " \t\u00a0"
_WHITE = re.compile(r"[ \t\r\n\f]+")


def from_text(text: str) -> tuple[Paragraph, ...]:
    """Plain text: each line a paragraph, empty lines dropped; at least one paragraph."""
    lines = [line.strip(_BLANKS) for line in clean(text).split("\n")]
    if len(lines) == 1:
        return ((Run(clean(text)),) if text else (),)
    return tuple((Run(line),) for line in lines if line) or ((),)


def from_html(markup: str) -> tuple[Paragraph, ...]:
    """HTML of Word, a browser or a mail program; at least one paragraph."""
    fragment = _FRAGMENT.search(markup)
    source = fragment[1] if fragment else markup
    reader = _Reader()
    reader.feed(_CONDITIONAL.sub("", _LIST_MARK.sub(_keep_mark, source)))
    reader.close()
    return reader.result()


def _keep_mark(found: re.Match[str]) -> str:
    """A list mark Word drew ('1.', '-') as text with one space after it."""
    mark = _WHITE.sub("", re.sub(r"<[^>]+>|&nbsp;|\u00a0", "", found[0]))
    return f"{'-' if mark in '·•o§' else mark} " if mark else ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._done: list[Paragraph] = []
        self._runs: list[Run] = []
        self._open: list[tuple[str, bool, bool]] = [("", False, False)]
        self._unseen = 0
        self._cells = 0
        self._in_cell = 0
        self._lists = PastedLists()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._break()
        if tag in _BLOCKS:
            self._break()
        if tag == "tr":
            self._cells = 0
        if tag in _CELLS:
            self._next_cell()
        if tag in _VOID:
            return
        style = next((value or "" for name, value in attrs if name == "style"), "").lower().replace(" ", "")
        if tag in _UNSEEN or "display:none" in style or "mso-hide:all" in style:
            self._unseen += 1
            self._open.append((f"!{tag}", False, False))
            return
        if not self._unseen and not self._in_cell:
            self._lists.start(tag, dict(attrs), style)
        _, bold, italic = self._open[-1]
        self._open.append((tag, _bold(tag, style, bold), _italic(tag, style, italic)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "br":
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or not any(name.lstrip("!") == tag for name, _, _ in self._open):
            return
        while len(self._open) > 1:
            name, _, _ = self._open.pop()
            self._close(name)
            if name.lstrip("!") == tag:
                break

    def _close(self, name: str) -> None:
        if name.startswith("!"):
            self._unseen -= 1
            return
        if not self._unseen and not self._in_cell:
            self._lists.end(name)
        if name in _CELLS:
            self._in_cell -= 1
        elif name == "tr" or (name in _BLOCKS and not self._in_cell):
            self._break()

    def _next_cell(self) -> None:
        self._in_cell += 1
        self._cells += 1
        if self._cells > 1:
            self._runs = [*_without_blanks_at_end(self._runs, " \u00a0"), Run("\t")]

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        _, bold, italic = self._open[-1]
        in_pre = any(name == "pre" for name, _, _ in self._open)
        if in_pre:
            for number, line in enumerate(data.split("\n")):
                if number:
                    self._break()
                self._add(line, bold, italic)
        else:
            self._add(_WHITE.sub(" ", data), bold, italic)

    def _add(self, text: str, bold: bool, italic: bool) -> None:
        text = clean(text).replace("\n", " ")
        before = self._runs[-1].text if self._runs else " "
        if before.endswith("\t"):
            text = text.lstrip(_BLANKS)
        elif text.startswith(" ") and before.endswith(" "):
            text = text[1:]
        if text:
            self._runs.append(Run(text, bold=bold, italic=italic))

    def _break(self) -> None:
        """End the paragraph, or put a space inside a table's cell, whose row is one line."""
        if self._in_cell:
            self._add(" ", bold=False, italic=False)
            return
        paragraph = _trimmed(self._runs)
        if plain_text(paragraph).strip(_BLANKS):
            self._lists.mark(len(self._done))
            self._done.append(paragraph)
        self._runs = []

    def result(self) -> tuple[Paragraph, ...]:
        """The paragraphs read."""
        self._in_cell = 0
        self._break()
        for number, lead in self._lists.leads().items():
            if not has_lead(plain_text(self._done[number])):
                self._done[number] = merge_runs([Run(lead), *self._done[number]])
        return tuple(self._done) or ((),)


def _bold(tag: str, style: str, inherited: bool) -> bool:
    weight = re.search(r"(?:^|;)font-weight:(\w+)", style)
    if weight:
        return weight[1] in ("bold", "bolder") or (weight[1].isdigit() and int(weight[1]) >= 600)
    return inherited or tag in ("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6")


def _italic(tag: str, style: str, inherited: bool) -> bool:
    slant = re.search(r"(?:^|;)font-style:(\w+)", style)
    if slant:
        return slant[1] in ("italic", "oblique")
    return inherited or tag in ("i", "em", "cite", "dfn", "address")


def _trimmed(runs: list[Run]) -> Paragraph:
    """The runs composed over their borders, without blanks at either end, no-break ones too.

    Word indents with those and web pages end paragraphs with them.
    """
    merged = list(merge_runs(runs))
    while merged and not (text := merged[0].text.lstrip(_BLANKS)):
        merged.pop(0)
    if merged:
        merged[0] = msgspec.structs.replace(merged[0], text=text)
    return tuple(_without_blanks_at_end(merged, _BLANKS))


def _without_blanks_at_end(runs: list[Run], blanks: str) -> list[Run]:
    kept = list(runs)
    while kept and not (text := kept[-1].text.rstrip(blanks)):
        kept.pop()
    if kept:
        kept[-1] = msgspec.structs.replace(kept[-1], text=text)
    return kept
