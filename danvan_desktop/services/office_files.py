"""What an office keeps beside its database: calendar, table of merged units, outlines of its own.

They go with every backup, in an archive beside it, and come back with it.
"""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from pathlib import Path

from danvan_desktop.errors import UserError
from danvan_desktop.files import free_name, read_file, replace_file
from danvan_desktop.wording import say

CALENDAR_NAME = "lich_bao_cao.json"
UNITS_NAME = "sap_xep_don_vi.json"
OUTLINES_FOLDER = "de_cuong"
_OUTLINE = re.compile(rf"{OUTLINES_FOLDER}/[^/\\:]+\.toml")
OFFICE_FILE_BYTES = 4 * 1024 * 1024


def office_files(data_dir: Path) -> tuple[Path, ...]:
    """The files of this kind that the data folder has."""
    known = [data_dir / CALENDAR_NAME, data_dir / UNITS_NAME]
    known += sorted((data_dir / OUTLINES_FOLDER).glob("*.toml"))
    return tuple(file for file in known if file.is_file())


def keep_unreadable(file: Path, read: Callable[[], object]) -> Path | None:
    """A copy of `file` beside it when `read` cannot make sense of it, made before it is written over.

    None when there is nothing to keep. Raises UserError when the copy cannot be made.
    """
    if not file.is_file():
        return None
    try:
        read()
    except UserError as error:
        kept = free_name(file.parent, f"{file.stem}-hong-{datetime.now():%Y%m%d-%H%M%S}{file.suffix}")
        try:
            shutil.copyfile(file, kept)
        except OSError as fault:
            raise error from fault
        return kept
    return None


def archive_of(backup: Path) -> Path:
    """Where the files that belong to a backup of the database lie."""
    return backup.with_suffix(".zip")


def write_archive(data_dir: Path, backup: Path) -> None:
    """Put the office's files beside a backup, none where the office has none.

    One that cannot be read now is left out: it must not stop the reports from being backed up. Raises
    UserError when the archive cannot be written.
    """
    files = office_files(data_dir)
    if not files:
        return
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            with suppress(UserError):
                archive.writestr(file.relative_to(data_dir).as_posix(), read_file(file, OFFICE_FILE_BYTES))
    replace_file(archive_of(backup), held.getvalue(), _prove)


def put_back_files(data_dir: Path, backup: Path, *, replace: bool) -> None:
    """Write the files that belong to a backup into the data folder; others there stay.

    Files that stand there are written over only with `replace`. Raises UserError, with nothing written, when
    the archive is not sound.
    """
    if not archive_of(backup).is_file():
        return
    for name, data in _contents(archive_of(backup)).items():
        target = data_dir / name
        if replace or not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            replace_file(target, data)


def require_sound_archive(backup: Path) -> None:
    """Raise UserError when the files that belong to a backup cannot be read; a backup may have none."""
    if archive_of(backup).is_file():
        _contents(archive_of(backup))


def _prove(archive: Path) -> None:
    _contents(archive)


def _contents(path: Path) -> dict[str, bytes]:
    """The archive's files by name; those that are none of an office's, or too large, count as damage."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if all(_is_known(one.filename) and one.file_size <= OFFICE_FILE_BYTES for one in entries):
                return {one.filename: archive.read(one) for one in entries}
    except (OSError, zipfile.BadZipFile, EOFError, RuntimeError, ValueError) as error:
        raise UserError(say("backup.bad_files", name=path.name), say("backup.bad_files_advice")) from error
    raise UserError(say("backup.bad_files", name=path.name), say("backup.bad_files_advice"))


def _is_known(name: str) -> bool:
    return name in (CALENDAR_NAME, UNITS_NAME) or _OUTLINE.fullmatch(name) is not None
