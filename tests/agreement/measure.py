"""Lay out every shape here and in LibreOffice and print where they part: the agreement table.

    python tests/agreement/measure.py [part of a name] [--keep DIR]

Exit 1 when a report disagrees that `docs/page_agreement.md` does not name.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from page_words import disagreements, lines_elsewhere, lines_of_pages, words_of_pages  # noqa: E402
from shapes import Shape, shapes  # noqa: E402

from danvan_desktop.word.live_pages import LivePages  # noqa: E402


def lay_out_here(chosen: Iterable[Shape], folder: Path) -> None:
    """Write each shape's .docx, and its PDF as the program makes it, into the folder."""
    pages = LivePages()
    try:
        for shape in chosen:
            docx = shape.docx()
            (folder / f"{shape.name}.docx").write_bytes(docx)
            (folder / f"{shape.name}.ours.pdf").write_bytes(pages.pdf(docx).result())
    finally:
        pages.shutdown()


def lay_out_there(folder: Path, soffice: str = "soffice") -> None:
    """LibreOffice's PDF of every .docx in the folder, in one run."""
    command = [soffice, f"-env:UserInstallation={(folder / 'libreoffice').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, sorted(folder.glob("*.docx")))]
    subprocess.run(command, check=True, capture_output=True, timeout=1200)


def main(arguments: list[str]) -> int:
    keep = Path(arguments[arguments.index("--keep") + 1]) if "--keep" in arguments else None
    wanted = next((word for word in arguments[:1] if not word.startswith("--")), "")
    chosen = [shape for shape in shapes() if wanted in shape.name]
    with tempfile.TemporaryDirectory() as scratch:
        folder = keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        lay_out_here(chosen, folder)
        lay_out_there(folder)
        return _table(chosen, folder)


def _table(chosen: list[Shape], folder: Path) -> int:
    by_pages: Counter[int] = Counter()
    parted = unknown = lines = elsewhere = 0
    named = (ROOT / "docs" / "page_agreement.md").read_text(encoding="utf-8")
    for shape in chosen:
        ours, theirs = (words_of_pages(folder / f"{shape.name}{end}") for end in (".ours.pdf", ".pdf"))
        found = disagreements(ours, theirs)
        ours, theirs = (lines_of_pages(folder / f"{shape.name}{end}") for end in (".ours.pdf", ".pdf"))
        lines += sum(map(len, theirs))
        elsewhere += lines_elsewhere(ours, theirs)
        by_pages[len(theirs)] += 1
        parted += bool(found)
        unknown += bool(found) and f"`{shape.name}`" not in named
        print(f"{shape.name:44} {len(theirs):3} pages  {'agrees' if not found else f'{len(found)} differ'}")
        for line in found[:4]:
            print(f"    {line}")
    print(f"{len(chosen)} reports of {min(by_pages)} to {max(by_pages)} pages, {len(chosen) - parted} agree")
    print(f"{lines} lines, {elsewhere} end elsewhere")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
