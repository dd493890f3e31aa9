"""Where the data folder lies: on a disk of this machine, or where other programs and machines write too."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec

from danvan_desktop.errors import UserError
from danvan_desktop.files import replace_file
from danvan_desktop.paths import database_file
from danvan_desktop.services import single_writer
from danvan_desktop.store.copies import copy_database
from danvan_desktop.wording import say

PlaceKind = Literal["onedrive", "google_drive", "dropbox", "icloud", "network"]
POINTER_NAME = "danvan.moved.txt"
"""In a folder whose data were moved: the path of the folder they are in now."""

_MOUNTS = Path("/proc/self/mounts")
_FOLDER_NAMES: dict[PlaceKind, str] = {
    "onedrive": r"onedrive( .*)?",
    "google_drive": r"(google ?drive.*|drivefs|my drive|drive của tôi)",
    "dropbox": r"dropbox( \(.*\))?",
    "icloud": r"(iclouddrive|mobile documents)",
}
_NETWORK_SYSTEMS = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afpfs", "davfs", "fuse.davfs2", "fuse.sshfs",
    "fuse.rclone", "fuse.gvfsd-fuse", "fuse.smbnetfs", "fuse.google-drive-ocamlfuse", "webdav",
}  # fmt: skip
_DRIVE_REMOTE = 4
_MAX_HOPS = 8


class PlaceWarning(msgspec.Struct, frozen=True):
    """Why the data folder lies badly, in one sentence, and what to do about it, in another."""

    kind: PlaceKind
    message: str
    advice: str


def place_warning(folder: Path) -> PlaceWarning | None:
    """The warning for a data folder that is synchronised or on a network share; None for a local disk.

    Such programs copy the file while it is being written, or put an older one in its place.
    """
    kind = synchronised_by(folder) or ("network" if on_network(folder) else None)
    if kind is None:
        return None
    name = say(f"data_place.name_{kind}")
    key = "network" if kind == "network" else "synchronised"
    return PlaceWarning(
        kind, say(f"data_place.{key}", folder=folder, name=name), say(f"data_place.{key}_advice", name=name)
    )


def synchronised_by(folder: Path, environment: Mapping[str, str] | None = None) -> PlaceKind | None:
    """The service that keeps the folder in step with others, by its settings, its marks or its name."""
    place = folder.absolute()
    environment = os.environ if environment is None else environment
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        root = environment.get(name)
        if root and place.is_relative_to(root):
            return "onedrive"
    for above in (place, *place.parents):
        with suppress(OSError):
            if (above / ".dropbox").is_file() or (above / ".dropbox.cache").is_dir():
                return "dropbox"
            if (above / ".tmp.drivedownload").is_dir() or (above / ".tmp.driveupload").is_dir():
                return "google_drive"
    for part in place.parts:
        for kind, pattern in _FOLDER_NAMES.items():
            if re.fullmatch(pattern, part, re.IGNORECASE):
                return kind
    return None


def on_network(folder: Path, mounts: str | None = None) -> bool:
    """Whether the folder is on another machine: a UNC path, a network drive, a mounted share."""
    path = str(folder)
    if path.startswith("\\\\") or (sys.platform == "win32" and path.startswith("//")):
        return True
    if sys.platform == "win32":
        return _is_network_drive(folder.absolute().drive)
    return _mounted_system(folder.absolute(), mounts) in _NETWORK_SYSTEMS


def current_place(folder: Path) -> Path:
    """The folder the data are in: `folder`, or the one they were moved to from there.

    Raises UserError when that one cannot be reached, so that nobody starts anew beside their own reports.
    """
    for _ in range(_MAX_HOPS):
        pointer = folder / POINTER_NAME
        try:
            moved_to = pointer.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return folder
        if not moved_to:
            return folder
        if not database_file(Path(moved_to)).is_file():
            raise UserError(
                say("data_place.unreachable", folder=moved_to),
                say("data_place.unreachable_advice", pointer=pointer),
            )
        folder = Path(moved_to)
    return folder


def move_data(old: Path, new: Path) -> Path:
    """Move the data of the folder `old`, which no program may have open, to `new`; the folder from now on.

    Everything is copied, the copy proved, and only then `old` says where its data are now; what lies in it
    stays there. Raises UserError, with `old` in use as before, when `new` holds data already, lies inside
    `old`, or cannot be written.
    """
    old, new = old.absolute(), new.absolute()
    if new == old or new.is_relative_to(old) or database_file(new).exists():
        raise UserError(say("data_place.not_there", folder=new), say("data_place.not_there_advice"))
    lock = single_writer.claimed(old)
    made = not new.exists()
    try:
        new.mkdir(parents=True, exist_ok=True)
        _copy_all(old, new)
        (new / POINTER_NAME).unlink(missing_ok=True)
        replace_file(old / POINTER_NAME, f"{new}\n".encode())
    except BaseException as error:
        if made:
            shutil.rmtree(new, ignore_errors=True)
        else:
            database_file(new).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise UserError(say("data_place.failed", folder=new), say("data_place.failed_advice")) from error
        raise
    finally:
        lock.release()
    return new


def _copy_all(old: Path, new: Path) -> None:
    """Every file but locks and leftovers; the database last, so that a stop leaves no data in `new`."""
    database = database_file(old)
    skipped = {database.name, f"{database.name}-journal", POINTER_NAME, single_writer.LOCK_NAME}
    for source in sorted(old.rglob("*")):
        if source.name in skipped or source.suffix in (".lock", ".tmp") or not source.is_file():
            continue
        target = new / source.relative_to(old)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)
        if _digest(source) != _digest(target):
            raise UserError(say("data_place.failed", folder=new), say("data_place.failed_advice"))
    copy_database(database, database_file(new))


def _digest(file: Path) -> bytes:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "blake2b").digest()


def _mounted_system(folder: Path, mounts: str | None) -> str:
    """The kind of file system the folder is on, by the longest mount point above it; '' when unknown."""
    if mounts is None:
        try:
            mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            return ""
    system, longest = "", -1
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), fields[1])
        if len(point) >= longest and folder.is_relative_to(point):
            system, longest = fields[2], len(point)
    return system


def _is_network_drive(drive: str) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE)
