"""The filled sample report as files, and the self-test of an installed program."""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec

from danvan_desktop.domain import report_json
from danvan_desktop.domain.office import Office
from danvan_desktop.errors import UserError
from danvan_desktop.files import replace_file
from danvan_desktop.layout.sample import sample_for, sample_report
from danvan_desktop.services.exporting import export_docx, export_pdf, suggested_name
from danvan_desktop.services.library import open_library, read_report
from danvan_desktop.word.pages import page_pngs
from danvan_desktop.wording import say

_SHARPNESS_DPI = 110


class DemoFiles(msgspec.Struct, frozen=True):
    """What was written; `without_pages` says why there are no pages, when there are none."""

    written: tuple[Path, ...]
    without_pages: UserError | None = None


def write_demo(folder: Path, profile_id: str | None = None) -> DemoFiles:
    """Write the sample as .docx, .json, .pdf and a .png a page; without a renderer the first two only."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            say("files.missing_folder", folder=folder), say("files.missing_folder_advice")
        ) from error
    report = sample_for(profile_id) if profile_id else sample_report()
    docx = folder / suggested_name(report)
    data = docx.with_suffix(".json")
    replace_file(data, report_json.encode(report))
    export_docx(report, docx)
    try:
        return DemoFiles((docx, data, *_pages(docx)))
    except UserError as error:
        return DemoFiles((docx, data), error)


def _pages(docx: Path) -> list[Path]:
    pdf = docx.with_suffix(".pdf")
    images = page_pngs(docx.read_bytes(), _SHARPNESS_DPI)
    export_pdf(docx, pdf)
    written = [pdf]
    for number, image in enumerate(images, 1):
        written.append(docx.with_name(f"{docx.stem} - trang {number:02}.png"))
        replace_file(written[-1], image)
    return written


def self_test() -> None:
    """Open a new data folder, keep a draft in it, export the sample and read everything back.

    Raises whatever goes wrong: run in a built program, it shows that nothing was left out of the build.
    """
    with tempfile.TemporaryDirectory(prefix="danvan-") as name:
        folder = Path(name)
        report = sample_report()
        library = open_library(folder / "dữ liệu")
        try:
            office_id = library.drafts.add_office(Office(kind="commune_party", issuer=report.issuer))
            report_id = library.drafts.create(report, office_id)
            library.drafts.save(report_id, report)
            if library.drafts.load(report_id) != report:
                raise AssertionError("the draft came back changed")
        finally:
            library.close()
        files = write_demo(folder / "bản mẫu")
        if files.without_pages:
            raise files.without_pages
        if read_report(files.written[1]) != report:
            raise AssertionError("the report JSON came back changed")
