"""What a PDF says of itself: its language, the program it comes from, and which document it is.

rdocx 0.16.3 writes the language 'und' into every PDF, PDF/UA's too, names itself as the program the document
was written with, and gives all PDF/A files one identifier, so that an archive takes every report for the same
document. The identifier made here follows from the content: the same report, the same identifier.

The few strings are replaced in the objects `pdf_packing` writes anew anyway; no PDF library is needed for it.
"""

from __future__ import annotations

import hashlib
import re
import uuid

from danvan_desktop.wording import say

LANGUAGE = b"vi-VN"

_UNSAID = re.compile(rb"/Lang\s*\(und\)")
_CREATOR = re.compile(rb"/Creator\s*\(rdocx\)")
_METADATA = re.compile(
    rb"(\s*<<[^>]*/Length )\d+([^>]*/Subtype\s*/XML[^>]*>>\s*stream\r?\n)(.*)(\nendstream)", re.DOTALL
)
_TOOL = re.compile(rb"(?<=<xmp:CreatorTool>)rdocx(?=</xmp:CreatorTool>)")
_IDS = re.compile(rb"(?<=ID>)uuid:[0-9a-f-]{36}(?=</xmpMM:)")


def content_id(pdf: bytes) -> uuid.UUID:
    """The identifier of a document with this content."""
    return uuid.uuid5(uuid.NAMESPACE_OID, hashlib.sha256(pdf).hexdigest())


def identified(body: bytes, own: uuid.UUID) -> bytes:
    """An object of a PDF, what rdocx says of the document in it replaced by what is so.

    The XMP metadata (ISO 16684-1) says the same as the document information, as PDF/A wants.
    """
    program = say("shell.product")
    metadata = _METADATA.fullmatch(body)
    if metadata is not None:
        before, after, xmp, end = metadata.groups()
        xmp = _TOOL.sub(program.encode(), xmp)
        xmp = _IDS.sub(f"uuid:{own}".encode(), xmp)
        return b"".join((before, b"%d" % len(xmp), after, xmp, end))
    if b"stream" in body:
        return body
    creator = b"/Creator <%b>" % f"\ufeff{program}".encode("utf-16-be").hex().upper().encode()
    return _CREATOR.sub(creator, _UNSAID.sub(b"/Lang (%b)" % LANGUAGE, body))
