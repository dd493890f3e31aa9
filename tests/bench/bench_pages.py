"""From a keystroke to the page it changed, for about twenty pages, and PDF beside LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from PySide6.QtGui import QImage

from danvan_desktop.domain.report import Report
from danvan_desktop.layout.compose import compose
from danvan_desktop.layout.profile import Profile, profile
from danvan_desktop.word.live_pages import LivePages
from danvan_desktop.word.writer import Written, docx_bytes, written
from timing import Row, interleaved, print_table, row
from workload import long_report

_ROUNDS = 15
_SCREEN_DPI = 96
_KEYS = 5
_BETWEEN_KEYS_S = 0.13
"""Some 90 words a minute."""


def pages(report: Report, folder: Path) -> Iterator[Row]:
    """From a keystroke to the image of the page it changed, stage by stage; then PDF; LibreOffice in turn."""
    rules = profile("party_hd05_2026")
    docx = docx_bytes(compose(report, rules), rules)
    live = LivePages()
    try:
        yield from _refresh(live, report, rules, _conversion(docx, folder))
        yield from _pdf(live, docx)
    finally:
        live.shutdown()


def _refresh(
    live: LivePages, report: Report, rules: Profile, conversion: Callable[[], object] | None
) -> Iterator[Row]:
    def make() -> Written:
        return written(compose(report, rules), rules)

    count = len(live.show(make).result().sizes)

    def drawn() -> object:
        live.show(make)
        return QImage.fromData(live.draw(live.generation, count // 2, _SCREEN_DPI).result())

    def placed() -> object:
        places = live.show(make)
        live.draw(live.generation, count // 2, _SCREEN_DPI)
        return places.result()

    jobs = [make, drawn, placed, *([conversion] if conversion else [])]
    writing, image, places, *theirs = interleaved(*jobs, rounds=_ROUNDS)
    beside = f"; LibreOffice takes {median(theirs[0]) / median(image):.0f} times as long" if theirs else ""
    yield row(f"keystroke to refreshed page, {count} pages", image, f"aim 250 ms{beside}")
    yield row("  the last of a burst of keys", _bursts(live, drawn, make), "aim 250 ms")
    yield row("  compose and write", writing)
    yield row("  until it is known where all stands", places)
    if theirs:
        yield row("LibreOffice, same file to PDF", theirs[0])


def _bursts(live: LivePages, drawn: Callable[[], object], make: Callable[[], Written]) -> list[float]:
    """Milliseconds from the last key to its page, after keys that came while others were on their way."""
    times = []
    for _ in range(_ROUNDS):
        for _ in range(_KEYS):
            live.show(make)
            live.draw(live.generation, 1, _SCREEN_DPI)
            time.sleep(_BETWEEN_KEYS_S)
        start = time.perf_counter()
        drawn()
        times.append((time.perf_counter() - start) * 1000)
    return sorted(times)


def _pdf(live: LivePages, docx: bytes) -> Iterator[Row]:
    ours, archival = interleaved(
        lambda: live.pdf(docx).result(), lambda: live.pdf(docx, archival=True).result(), rounds=_ROUNDS
    )
    for what, times, archive in (("PDF", ours, False), ("PDF/A for the archive", archival, True)):
        size = len(live.pdf(docx, archival=archive).result())
        yield row(what, times, f"{size / 1000:.0f} kB")


def _conversion(docx: bytes, folder: Path) -> Callable[[], object] | None:
    """LibreOffice making a PDF of the file, which shows the same pages; None where it is not installed."""
    soffice = shutil.which("soffice")
    if soffice is None:
        return None
    source = folder / "report.docx"
    source.write_bytes(docx)
    command = [soffice, f"-env:UserInstallation={(folder / 'libreoffice').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(source)]
    return lambda: subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench_cache") as scratch:
        print_table(list(pages(long_report(), Path(scratch))))
