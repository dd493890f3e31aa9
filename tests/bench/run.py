"""`make bench`: start, memory, export beside its peer, save and JSON, in one run. Asserts no time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from bench_checks import checks
from bench_pages import pages
from danvan_desktop.domain.report import Report
from danvan_desktop.domain.report_json import decode, encode
from danvan_desktop.layout.compose import compose
from danvan_desktop.layout.profile import profile
from danvan_desktop.paths import database_file
from danvan_desktop.store.database import open_database
from danvan_desktop.store.drafts import Drafts
from danvan_desktop.word.writer import docx_bytes
from timing import Row, interleaved, print_table, row
from workload import long_report, peer_export, peer_template, peer_values

STARTS = 7
ROUNDS = 15
REPORTS_AT_START = 40


def exports(report: Report, folder: Path) -> Iterator[Row]:
    """Our export beside docxtpl's of the same text, and its two halves."""
    rules = profile(report.profile)
    document = compose(report, rules)
    template, values = folder / "peer.docx", peer_values(document)
    peer_template(template)
    ours, peer, composing, writing = interleaved(
        lambda: docx_bytes(compose(report, rules), rules),
        lambda: peer_export(template, values),
        lambda: compose(report, rules),
        lambda: docx_bytes(document, rules),
        rounds=ROUNDS,
    )
    ratio = peer[len(peer) // 2] / ours[len(ours) // 2]
    yield row("export, report to .docx", ours, f"aim 120 ms; docxtpl takes {ratio:.1f} times as long")
    yield row("  compose", composing)
    yield row("  write", writing)
    yield row("docxtpl, same text", peer)


def saves(report: Report, folder: Path) -> Iterator[Row]:
    """One typed character to its commit, the file flushed to disk."""
    database = open_database(database_file(folder))
    drafts = Drafts(database)
    report_id = drafts.create(report, None)
    typed = 0

    def type_and_save() -> None:
        nonlocal typed
        typed += 1
        sections = list(report.sections)
        last = sections[-1]
        item = msgspec.structs.replace(last.items[0], text=f"{last.items[0].text} {typed}")
        sections[-1] = msgspec.structs.replace(last, items=(item, *last.items[1:]))
        drafts.save(report_id, msgspec.structs.replace(report, sections=tuple(sections)))

    (times,) = interleaved(type_and_save, rounds=ROUNDS * 3)
    yield row("save of one edit", times, "aim: well under the 1 s of typing a kill may cost")
    database.close()


def json_rows(report: Report, _: Path) -> Iterator[Row]:
    """The report as JSON, there and back."""
    data = encode(report)
    encoding, decoding = interleaved(lambda: encode(report), lambda: decode(data), rounds=ROUNDS * 3)
    yield row("report to JSON", encoding, f"{len(data) / 1000:.0f} kB")
    yield row("JSON to report", decoding)


def starts(report: Report, folder: Path) -> Iterator[Row]:
    """The window from nothing to usable, over a data folder that has seen some use, and its memory."""
    data = folder / "started"
    data.mkdir()
    database = open_database(database_file(data))
    for _ in range(REPORTS_AT_START):
        Drafts(database).create(report, None)
    database.close()
    runs = [_start(data) for _ in range(STARTS + 1)][1:]
    ready, whole, memory = (sorted(column) for column in zip(*runs, strict=True))
    yield row("start, to usable window", ready, "aim 800 ms")
    yield row("  with interpreter and exit", whole)
    yield Row("memory once usable, at most", f"{memory[len(memory) // 2]:.0f} MB", "", "aim 180 MB")


def _start(data: Path) -> tuple[float, float, float]:
    """Milliseconds to ready by the program's own clock, milliseconds as seen from outside, peak megabytes."""
    environment = {**os.environ, "DANVAN_EXIT_WHEN_READY": "1"}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    begun = time.perf_counter()
    started = subprocess.Popen(
        [sys.executable, "-m", "danvan_desktop", "--data-dir", str(data)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert started.stdout
    said = started.stdout.read()
    _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    whole = (time.perf_counter() - begun) * 1000
    told = re.search(r"\d+(\.\d+)?", said)
    if started.returncode or not told:
        raise RuntimeError(f"the window did not start: exit {started.returncode}, said {said!r}")
    return float(told[0]), whole, used.ru_maxrss / 1024


def main() -> int:
    """Print what can be measured; 1 when some part could not run."""
    report = long_report()
    rows: list[Row] = []
    failed: list[str] = []
    parts: list[Callable[[Report, Path], Iterator[Row]]] = [starts, exports, saves, json_rows, checks, pages]
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench_cache") as folder:
        for part in parts:
            try:
                rows += part(report, Path(folder))
            except Exception as error:  # one part that cannot run must not hide the others
                failed.append(f"{part.__name__}: {error}")
    print_table(rows)
    for failure in failed:
        print(f"could not measure {failure}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
