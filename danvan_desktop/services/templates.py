"""Outlines of one's own: any report kept as one file, its period and unit made variables, for any office.

Nothing becomes a variable without the person's word: `proposals` lists what could, `outline_from` takes
what was confirmed. A file from elsewhere may hold plain variables only, so nothing in it can run.
"""

from __future__ import annotations

import itertools
import json
import re
import tempfile
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
from jinja2 import TemplateError, nodes
from jinja2.sandbox import SandboxedEnvironment

from danvan_desktop.domain.edits import walk
from danvan_desktop.domain.office import FormatFamily, OfficeKind
from danvan_desktop.domain.period import horizon
from danvan_desktop.domain.report import Item, Report, Section
from danvan_desktop.domain.rich_text import paragraphs
from danvan_desktop.domain.time_mentions import mentions
from danvan_desktop.errors import UserError
from danvan_desktop.files import read_file, replace_file
from danvan_desktop.layout.outline import (
    BrokenOutline,
    LoadedOutlines,
    Outline,
    OutlineSection,
    Starter,
    load_outlines,
    outlines,
)
from danvan_desktop.layout.phrases import variables
from danvan_desktop.layout.profile import profiles
from danvan_desktop.text.unicode import fold
from danvan_desktop.wording import say

_MAX_BYTES = 1024 * 1024
_GAP = "[…]"
_JINJA = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_TIMES = ("period", "horizon", "previous", "period_name", "horizon_name")
_FILTERS = ("upper", "capitalize")
_NAMES = ("unit", "place", "province_name", "province_committee")
_OTHER_SENSE = re.compile(r"(?:hội|viên|tắc|[,/-]\s*(?:phường|xã|thị trấn|đặc khu))(?!\w)", re.IGNORECASE)
_OTHER_SENSE_AFTER = ("hợp tác ", "thị ", "làng ", "phường, ", "xã, ")
_COUNTED = re.compile(r"(?<![\w/.,-])\d+(?:[.,]\d+)*(?![\w/]|[.,-]\d|-\w|\s*tháng (?:đầu|cuối) năm)")
_NUMBERED = frozenset(
    ("so", "ngay", "thang", "nam", "khoa", "dieu", "khoan", "diem", "muc", "thu", "quy", "phan")
)


class Proposal(msgspec.Struct, frozen=True):
    """Words of the report that could be a variable of the outline."""

    words: str
    variable: str


class _Stretch(msgspec.Struct, frozen=True):
    start: int
    end: int
    proposal: Proposal


def proposals(report: Report) -> list[tuple[Proposal, int]]:
    """What could become a variable, and how often it stands in the report, the most frequent first."""
    counted = Counter(stretch.proposal for text in _texts(report) for stretch in _stretches(text, report))
    return counted.most_common()


def outline_from(
    report: Report,
    name: str,
    confirmed: Collection[Proposal],
    *,
    offices: tuple[OfficeKind, ...] = (),
    without_text: Collection[str] = (),
) -> Outline:
    """The report as an outline named `name`.

    `without_text` are ids of sections that start empty. A figure, also one typed in, becomes a gap: it is
    another office's or another year's. Tables stay out. Raises UserError for a report without sections.
    """
    if not report.sections:
        raise UserError(say("templates.empty"), say("templates.empty_advice"))
    chosen = frozenset(confirmed)

    def phrase(text: str, *, counted: bool = False) -> str:
        return _phrase(text, report, chosen, counted=counted)

    def section(source: Section) -> OutlineSection:
        starters = (
            Starter(phrase(text, counted=True), item.type)
            for item in source.items
            if item.type != "table" and (text := _plain(item)).strip()
        )
        return OutlineSection(
            id=source.id,
            role=source.role,
            heading=phrase(source.heading),
            starters=() if source.id in without_text else tuple(starters),
            sections=tuple(map(section, source.sections)),
        )

    return Outline(
        id=_slug(name),
        name=name.strip(),
        kind=report.kind,
        periods=(report.period.kind,),
        offices=offices,
        family=_family(report),
        subject=phrase(report.subject),
        sections=tuple(map(section, report.sections)),
        recipients=tuple(map(phrase, report.recipients)),
        source=report.period,
    )


def save_outline(outline: Outline, file: Path) -> None:
    """Write the outline as one file to keep or to hand on."""
    replace_file(file, outline_toml(outline).encode())


def own_outlines(folder: Path) -> LoadedOutlines:
    """The outlines kept in a folder; one that is too large or could run something counts as broken."""
    usable: dict[str, Outline] = {}
    broken: list[BrokenOutline] = []
    for file in sorted(folder.glob("*.toml")):
        try:
            found = _only_outline(read_file(file, _MAX_BYTES), file.name)
            usable.setdefault(found.id, found)
        except UserError as error:
            broken.append(BrokenOutline(file, error))
    return LoadedOutlines(tuple(usable.values()), tuple(broken))


def bring_in(file: Path, folder: Path) -> Outline:
    """Take an outline file from elsewhere into the folder of own outlines, with an id of its own there.

    Raises UserError, with nothing kept, for a file that is no outline, too large, or not plain.
    """
    found = _only_outline(read_file(file, _MAX_BYTES), file.name)
    folder.mkdir(parents=True, exist_ok=True)
    taken = {known.id for known in (*outlines(), *own_outlines(folder).usable)}
    names = (f"{found.id}{f'_{number}' if number > 1 else ''}" for number in itertools.count(1))
    free = next(name for name in names if name not in taken and not (folder / f"{_slug(name)}.toml").exists())
    kept = msgspec.structs.replace(found, id=free)
    save_outline(kept, folder / f"{_slug(free)}.toml")
    return kept


def outline_named(folder: Path, name: str) -> Outline | None:
    """The own outline of this name, whatever its case and spacing."""
    wanted = fold(" ".join(name.split()))
    return next((one for one in own_outlines(folder).usable if fold(one.name) == wanted), None)


def replace_outline(outline: Outline, old: Outline, folder: Path) -> None:
    """Keep the outline in the place of another, under its id. Raises UserError when that is gone."""
    save_outline(msgspec.structs.replace(outline, id=old.id), _file_of(old, folder))


def rename_outline(outline: Outline, name: str, folder: Path) -> None:
    """Give an own outline another name; reports begun from it still know it. Raises UserError as above."""
    save_outline(msgspec.structs.replace(outline, name=name), _file_of(outline, folder))


def remove_outline(outline: Outline, folder: Path) -> None:
    """Take an own outline away; reports begun from it keep their words. Raises UserError as above."""
    file = _file_of(outline, folder)
    try:
        file.unlink()
    except OSError as error:
        raise UserError(say("templates.not_removed", name=outline.name)) from error


def _file_of(outline: Outline, folder: Path) -> Path:
    for file in sorted(folder.glob("*.toml")):
        with suppress(UserError):
            if _only_outline(read_file(file, _MAX_BYTES), file.name).id == outline.id:
                return file
    raise UserError(say("templates.gone", name=outline.name))


def _only_outline(data: bytes, name: str) -> Outline:
    """The outline in a file's bytes.

    That it is plain is judged first: merely looking for unknown variables makes Jinja work out constants.
    """
    try:
        outline = msgspec.convert(tomllib.loads(data.decode()), Outline)
    except RecursionError as error:
        raise _unsafe(name) from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError):
        outline = None
    if outline is not None and not _is_plain_outline(outline):
        raise _unsafe(outline.name)
    with tempfile.TemporaryDirectory() as aside:
        (Path(aside) / f"{Path(name).stem}.toml").write_bytes(data)
        loaded = load_outlines(Path(aside))
    if loaded.broken:
        raise loaded.broken[0].fault
    return loaded.usable[0]


def _unsafe(name: str) -> UserError:
    return UserError(say("templates.unsafe", name=name), say("templates.unsafe_advice"))


def outline_toml(outline: Outline) -> str:
    """The outline as the text of its file."""
    lines = [
        f"id = {_quoted(outline.id)}",
        f"name = {_quoted(outline.name)}",
        f"kind = {_quoted(outline.kind)}",
        f"periods = {_list(outline.periods)}",
        f"offices = {_list(outline.offices)}",
        f"family = {_quoted(outline.family)}",
        f"subject = {_quoted(outline.subject)}",
        f"recipients = {_list(outline.recipients)}",
    ]
    if outline.source is not None:
        lines.append(f'source = {{ kind = "{outline.source.kind}", year = {outline.source.year} }}')
    for section in outline.sections:
        lines += _section_lines(section, "sections")
    return "\n".join(lines) + "\n"


def _section_lines(section: OutlineSection, path: str) -> Iterator[str]:
    yield from ("", f"[[{path}]]", f"id = {_quoted(section.id)}", f"role = {_quoted(section.role)}")
    if section.heading:
        yield f"heading = {_quoted(section.heading)}"
    if section.guidance:
        yield f"guidance = {_quoted(section.guidance)}"
    for starter in section.starters:
        yield from ("", f"[[{path}.starters]]", f"text = {_quoted(starter.text)}")
        yield f"type = {_quoted(starter.type)}"
    for child in section.sections:
        yield from _section_lines(child, f"{path}.sections")


def _quoted(text: str) -> str:
    """A basic string of TOML, which JSON's is but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_quoted, texts))}]"


def _texts(report: Report) -> Iterator[str]:
    yield report.subject
    for section, _ in walk(report.sections):
        yield section.heading
        yield from (_plain(item) for item in section.items if item.type != "table")
    yield from report.recipients


def _plain(item: Item) -> str:
    """The item's words, a gap for each figure."""
    return "\n".join(
        "".join(_GAP if run.figure else run.text for run in paragraph) for paragraph in paragraphs(item)
    )


def _stretches(text: str, report: Report) -> list[_Stretch]:
    """Where the text says the period, the unit or the place; years of citations and terms are none."""
    values = variables(report.period, report.issuer, report.style.spelling)
    found = [stretch for name in _NAMES for stretch in _named(text, name, values[name])]
    found += _commune_words(text, report, values)
    for mention in mentions(text):
        if mention.guard not in ("", "comparison"):
            continue
        words = text[mention.start : mention.end]
        variable = _time_variable(words, values)
        if variable:
            found.append(_Stretch(mention.start, mention.end, Proposal(words, variable)))
        elif mention.unit == "year" and mention.year in (report.period.year, horizon(report.period).year):
            name = "year" if mention.year == report.period.year else "horizon_year"
            start = mention.end - len(str(mention.year))
            found.append(_Stretch(start, mention.end, Proposal(str(mention.year), name)))
    return _apart(found)


def _named(text: str, name: str, value: str) -> Iterator[_Stretch]:
    if value.startswith("["):
        return
    for form, variable in ((value, name), (value.upper(), f"{name} | upper")):
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            yield _Stretch(match.start(), match.end(), Proposal(match[0], variable))


def _commune_words(text: str, report: Report, values: dict[str, str]) -> Iterator[_Stretch]:
    """Where the office's own kind of commune is meant, by itself or before its own name."""
    word = values["commune"]
    if f"{fold(word)} " not in fold(f"{report.issuer.name} "):
        return
    for match in re.finditer(rf"(?<![\w-])(?:{word}|{word.capitalize()})(?!\w)", text):
        before, after = text[: match.start()].lower(), text[match.end() :].lstrip()
        elsewhere = after[:1].isupper() and not after.startswith(values["place"])
        if elsewhere or _OTHER_SENSE.match(after) or before.endswith(_OTHER_SENSE_AFTER):
            continue
        variable = "commune" if match[0] == word else "commune | capitalize"
        yield _Stretch(match.start(), match.end(), Proposal(match[0], variable))


def _time_variable(words: str, values: dict[str, str]) -> str:
    plain = " ".join(words.split())
    for name in _TIMES:
        value = values[name]
        if plain == value:
            return name
        if plain == value.upper():
            return f"{name} | upper"
        if plain == value.capitalize():
            return f"{name} | capitalize"
    return ""


def _apart(found: list[_Stretch]) -> list[_Stretch]:
    """Stretches that do not overlap, longer ones first, in the order of the text."""
    kept: list[_Stretch] = []
    for stretch in sorted(found, key=lambda s: s.start - s.end):
        if all(stretch.end <= other.start or other.end <= stretch.start for other in kept):
            kept.append(stretch)
    return sorted(kept, key=lambda s: s.start)


def _phrase(text: str, report: Report, confirmed: frozenset[Proposal], *, counted: bool = False) -> str:
    pieces: list[str] = []
    place = 0
    if counted:
        text = _COUNTED.sub(lambda found: _GAP if _is_counted(text, found) else found[0], text)
    for stretch in _stretches(text, report):
        if stretch.proposal in confirmed:
            pieces += [_escaped(text[place : stretch.start]), f"{{{{ {stretch.proposal.variable} }}}}"]
            place = stretch.end
    return "".join([*pieces, _escaped(text[place:])])


def _is_counted(text: str, found: re.Match[str]) -> bool:
    """Whether the number says how many, rather than which: no number of a document, day, year or article."""
    before = fold(text[: found.start()]).split()[-1:]
    year = re.fullmatch(r"(?:19|20)\d\d", found[0])
    return year is None and not set(before) & _NUMBERED


def _escaped(text: str) -> str:
    """Text that Jinja prints as it stands."""
    return _JINJA.sub(lambda mark: f"{{{{ '{mark[0]}' }}}}", text)


def _is_plain_outline(outline: Outline) -> bool:
    sources = [outline.subject, *outline.recipients]
    waiting = list(outline.sections)
    while waiting:
        section = waiting.pop()
        sources += [section.heading, *(starter.text for starter in section.starters)]
        waiting += section.sections
    return all(map(_is_plain, sources))


def _is_plain(source: str) -> bool:
    """Whether a template prints text and variables only: no loops, calls or arithmetic to exhaust us."""
    try:
        tree = SandboxedEnvironment().parse(source)
    except TemplateError:
        return False
    allowed = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Filter)
    return all(
        isinstance(node, allowed) or (isinstance(node, nodes.Const) and isinstance(node.value, str))
        for node in tree.find_all(nodes.Node)
    ) and all(node.name in _FILTERS and not node.args for node in tree.find_all(nodes.Filter))


def _family(report: Report) -> FormatFamily:
    found = profiles().get(report.profile)
    return found.family if found else "party"


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_") or "de_cuong"
