"""USB sticks and other drives that can be pulled out: where a copy can go that outlives this machine."""

from __future__ import annotations

import re
import string
import sys
from pathlib import Path

import msgspec

_MOUNTS = Path("/proc/self/mounts")
_PLUGGED_IN = ("/media/", "/run/media/", "/mnt/usb")
_DRIVE_REMOVABLE = 2


class Removable(msgspec.Struct, frozen=True):
    """A drive that can be pulled out: its name for people, and the folder it is reached by."""

    name: str
    path: Path


def removable_places(mounts: str | None = None) -> tuple[Removable, ...]:
    """The removable drives that are plugged in now; none where the system does not tell."""
    if sys.platform == "win32":
        return _windows_drives()
    if sys.platform == "darwin":
        volumes = Path("/Volumes")
        found = [one for one in volumes.iterdir() if not one.is_symlink()] if volumes.is_dir() else []
        return tuple(Removable(one.name, one) for one in sorted(found))
    if mounts is None:
        try:
            mounts = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            return ()
    return _mounted(mounts)


def _mounted(mounts: str) -> tuple[Removable, ...]:
    points = [fields[1] for line in mounts.splitlines() if len(fields := line.split(" ")) >= 3]
    plain = [re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), point) for point in points]
    return tuple(Removable(Path(one).name, Path(one)) for one in plain if one.startswith(_PLUGGED_IN))


def _windows_drives() -> tuple[Removable, ...]:
    if sys.platform != "win32":
        return ()
    import ctypes

    kernel = ctypes.windll.kernel32
    there = kernel.GetLogicalDrives()
    found = []
    for number, letter in enumerate(string.ascii_uppercase):
        root = f"{letter}:\\"
        if there >> number & 1 and kernel.GetDriveTypeW(root) == _DRIVE_REMOVABLE:
            label = ctypes.create_unicode_buffer(64)
            named = kernel.GetVolumeInformationW(root, label, 64, None, None, None, None, 0)
            name = f"{label.value} ({letter}:)".strip() if named else f"{letter}:"
            found.append(Removable(name, Path(root)))
    return tuple(found)
