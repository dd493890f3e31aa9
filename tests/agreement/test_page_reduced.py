"""What LibreOffice and rdocx do differently, case by case; our pages follow LibreOffice where they can."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from measure import lay_out_there
from page_words import lines_of_pages
from reduced import REDUCED

from danvan_desktop.word import view_package
from danvan_desktop.word.page_protocol import Made, Print
from danvan_desktop.word.renderer import Renderer
from danvan_desktop.word.safe_package import DOCUMENT

_FOLLOWED = REDUCED.keys() - {"held-whole", "end-1pt", "end"}


def _printed(docx: bytes) -> bytes:
    made = Renderer().answer(Print(docx, archival=False))
    assert isinstance(made, Made)
    return made.data


@pytest.fixture(scope="module")
def answers(
    needs_tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Mapping[str, int | str]]:
    """By case, what each of the three makes of it."""
    pdftotext, folder = needs_tool("pdftotext"), tmp_path_factory.mktemp("reduced")
    for name, case in REDUCED.items():
        docx = case.docx()
        (folder / f"{name}.docx").write_bytes(docx)
        (folder / f"{name}.ours.pdf").write_bytes(_printed(docx))
        with pytest.MonkeyPatch.context() as unmended:
            unmended.setattr(view_package, "_shown", lambda package, held: {DOCUMENT: package.part(DOCUMENT)})
            unmended.setattr("danvan_desktop.word.renderer._MENDINGS", 0)
            (folder / f"{name}.rdocx.pdf").write_bytes(_printed(docx))
    lay_out_there(folder, needs_tool("soffice"))

    def answer(name: str, end: str) -> int | str:
        return REDUCED[name].read(lines_of_pages(Path(folder, f"{name}{end}"), pdftotext))

    ends = {"libreoffice": ".pdf", "rdocx": ".rdocx.pdf", "ours": ".ours.pdf"}
    return {name: {who: answer(name, end) for who, end in ends.items()} for name in REDUCED}


@pytest.mark.parametrize("name", REDUCED)
def test_both_do_what_was_measured(answers: Mapping[str, Mapping[str, int | str]], name: str) -> None:
    case = REDUCED[name]
    assert answers[name] == {"libreoffice": case.libreoffice, "rdocx": case.rdocx, "ours": case.ours}


def test_our_pages_follow_libreoffice_but_where_it_parts_from_word() -> None:
    followed = {name for name, case in REDUCED.items() if case.ours == case.libreoffice != case.rdocx}
    assert followed == _FOLLOWED
