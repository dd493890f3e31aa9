"""From a keystroke to the page it changed, for about twenty pages, and PDF beside LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QImage

from danvan_desktop.domain.report import Report
from danvan_desktop.layout.compose import compose
from danvan_desktop.layout.profile import Profile, profile
from danvan_desktop.ui.pages.feed import PAUSE_MS
from danvan_desktop.word.live_pages import LivePages
from danvan_desktop.word.writer import Written, docx_bytes, written
from timing import Row, interleaved, print_table, row
from workload import long_report

_ROUNDS = 15
_SCREEN_DPI = 96


def pages(report: Report, folder: Path) -> Iterator[Row]:
    """From a keystroke to the image of the page it changed, stage by stage; then PDF in turn."""
    rules = profile("party_hd05_2026")
    live = LivePages()
    try:
        shown = live.show(lambda: written(compose(report, rules), rules)).result()
        yield from _refresh(live, report, rules, len(shown.sizes))
        yield from _pdf(live, docx_bytes(compose(report, rules), rules), folder)
    finally:
        live.shutdown()


def _refresh(live: LivePages, report: Report, rules: Profile, count: int) -> Iterator[Row]:
    def make() -> Written:
        return written(compose(report, rules), rules)

    def drawn() -> object:
        live.show(make)
        return QImage.fromData(live.draw(live.generation, count // 2, _SCREEN_DPI).result())

    def placed() -> object:
        places = live.show(make)
        live.draw(live.generation, count // 2, _SCREEN_DPI)
        return places.result()

    writing, image, places = interleaved(make, drawn, placed, rounds=_ROUNDS)
    whole = [time + PAUSE_MS for time in image]
    yield row(f"keystroke to refreshed page, {count} pages", whole, "aim 250 ms")
    yield Row("  rest of the keys before it", f"{PAUSE_MS} ms")
    yield row("  compose and write", writing)
    yield row("  that, open, lay out, draw, decode", image)
    yield row("  that, and where everything stands", places)


def _pdf(live: LivePages, docx: bytes, folder: Path) -> Iterator[Row]:
    soffice = shutil.which("soffice")
    source = folder / "report.docx"
    source.write_bytes(docx)
    command = [soffice or "", f"-env:UserInstallation={(folder / 'libreoffice').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(source)]
    jobs = [lambda: live.pdf(docx).result(), lambda: live.pdf(docx, archival=True).result()]
    if soffice:
        jobs.append(lambda: subprocess.run(command, check=True, capture_output=True).stdout)
    ours, archival, *theirs = interleaved(*jobs, rounds=3)
    beside = f"LibreOffice {theirs[0][1]:.0f} ms" if theirs else "no LibreOffice"
    yield row("PDF", ours, beside)
    yield row("PDF/A for the archive", archival)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench_cache") as scratch:
        print_table(list(pages(long_report(), Path(scratch))))
