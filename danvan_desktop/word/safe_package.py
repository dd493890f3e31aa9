"""The parts of a Word file from outside: hostile until read within bounds (DESIGN §7, rule 9)."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from lxml import etree

from danvan_desktop.errors import UserError
from danvan_desktop.word.ooxml import Element
from danvan_desktop.wording import say

LARGEST_FILE = 64 * 2**20
_LARGEST_PART = 64 * 2**20
_LARGEST_WHOLE = 256 * 2**20
_MOST_PARTS = 5000
_DEEPEST = 200
_CHUNK = 2**20
_OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a file of Word 97-2003 begins, and a newer one with a password."""

DOCUMENT = "word/document.xml"


class Package:
    """The parts of a .docx by name, each unpacked when asked for."""

    def __init__(self, data: bytes) -> None:
        """Raises UserError for what is no Word file, or is too large packed or unpacked."""
        if len(data) > LARGEST_FILE:
            raise _refused("too_large")
        if data.startswith(_OLD_CONTAINER):
            raise _refused("old_or_locked")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise _refused("not_word") from error
        entries = self._zip.infolist()
        if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _LARGEST_WHOLE:
            raise _refused("too_large")
        self.names = tuple(dict.fromkeys(entry.filename for entry in entries))
        if DOCUMENT not in self.names:
            raise _refused("not_word")

    def part(self, name: str) -> bytes | None:
        """The part's bytes; None when there is none. Raises UserError for a damaged or too large one."""
        if name not in self.names:
            return None
        found = bytearray()
        try:
            # The directory's sizes may lie: count what really comes out.
            with self._zip.open(name) as stream:
                while chunk := stream.read(_CHUNK):
                    found += chunk
                    if len(found) > _LARGEST_PART:
                        raise _refused("too_large")
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            NotImplementedError,
        ) as error:
            raise _refused("damaged") from error
        return bytes(found)

    def xml(self, name: str) -> Element | None:
        """The part's root element; None when there is none. Raises UserError for XML we do not read."""
        data = self.part(name)
        return None if data is None else parsed(data)

    def document(self) -> Element:
        """The root of the main part. Raises UserError when it is not WordprocessingML with a body."""
        root = self.xml(DOCUMENT)
        if root is None or not str(root.tag).endswith("}document"):
            raise _refused("not_word")
        return root

    def replaced(self, parts: Mapping[str, bytes | None], *, deflated: bool = True) -> bytes:
        """The package with these parts in place of, or besides, its own; those that are None left out."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED) as made:
            for name in (*self.names, *(new for new in parts if new not in self.names)):
                data = parts[name] if name in parts else self.part(name)
                if data is not None and not name.endswith("/"):
                    made.writestr(name, data)
        return packed.getvalue()


def parsed(data: bytes) -> Element:
    """XML without a document type, entities, network or great depth. Raises UserError otherwise."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refused("damaged") from error
    if root.getroottree().docinfo.doctype:
        raise _refused("damaged")
    _check_depth(root)
    return root


def _check_depth(root: Element) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise _refused("damaged")


def _refused(why: str) -> UserError:
    return UserError(say(f"word_file.{why}"), say(f"word_file.{why}_advice"))
