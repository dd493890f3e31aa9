"""From a keystroke to the page it changed, for about twenty pages, and PDF beside LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from danvan_desktop.domain.report import Report
from danvan_desktop.layout.compose import compose
from danvan_desktop.layout.profile import profile
from danvan_desktop.word.live_pages import LivePages
from danvan_desktop.word.writer import docx_bytes, written
from timing import Row, interleaved, print_table, row
from workload import long_report

_ROUNDS = 15
_SCREEN_DPI = 96


def pages(report: Report, folder: Path) -> Iterator[Row]:
    """Compose, write, lay out and draw the page in view, as after a pause in typing; then PDF in turn."""
    rules = profile("party_hd05_2026")
    live = LivePages()
    try:
        shown = live.show(lambda: written(compose(report, rules), rules)).result()

        def keystroke() -> None:
            now = live.show(lambda: written(compose(report, rules), rules)).result()
            live.draw(now.generation, len(now.sizes) // 2, _SCREEN_DPI).result()

        (times,) = interleaved(keystroke, rounds=_ROUNDS)
        yield row(f"keystroke to page, {len(shown.sizes)} pages", times, "aim 250 ms")
        yield from _pdf(live, docx_bytes(compose(report, rules), rules), folder)
    finally:
        live.shutdown()


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
