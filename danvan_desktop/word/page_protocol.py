"""What the page server and its clients say to each other: length-prefixed MessagePack over two pipes."""

from __future__ import annotations

import struct
from typing import BinaryIO

import msgspec

_LENGTH = struct.Struct(">I")
LONGEST_FRAME = 256 * 2**20


class Load(msgspec.Struct, frozen=True, tag=True):
    """Open this .docx; it stays open for the requests that follow. Answered by `Made` with nothing."""

    docx: bytes


class LayOut(msgspec.Struct, frozen=True, tag=True):
    """Where on the pages of the open document does everything stand? Answered by `LaidOut`.

    Pages drawn before may look otherwise after it: what rdocx lets end otherwise than Word is mended then.
    """


class Draw(msgspec.Struct, frozen=True, tag=True):
    """Draw one page (counted from 1) of the open document. Answered by `Made` with a TIFF.

    It is not compressed, or with `packed` a PNG, which takes twice as long to make and far longer to read.
    """

    page: int
    dpi: float
    packed: bool = False


class Print(msgspec.Struct, frozen=True, tag=True):
    """Make a PDF of this .docx, or with `archival` a PDF/A-2b; the open document stays open."""

    docx: bytes
    archival: bool = False


class NameFont(msgspec.Struct, frozen=True, tag=True):
    """Which font stands in for `family` on this machine? Answered by `Made` with its name in UTF-8."""

    family: str


Request = Load | LayOut | Draw | Print | NameFont


class PageSize(msgspec.Struct, frozen=True):
    """Paper of one page, in points."""

    width: float
    height: float


class Fragment(msgspec.Struct, frozen=True):
    """A stretch of one body element on one page (counted from 1), in points from the page's top left.

    `body_index` counts the children of the document's body from 0. An element that runs over pages has
    a fragment on each.
    """

    body_index: int
    page: int
    x: float
    y: float
    width: float
    height: float


class LaidOut(msgspec.Struct, frozen=True, tag=True):
    """The open document's pages, and where on them its body elements stand; `mended` since it was opened."""

    sizes: tuple[PageSize, ...]
    fragments: tuple[Fragment, ...]
    mended: bool = False


class Made(msgspec.Struct, frozen=True, tag=True):
    """What was asked for, as bytes."""

    data: bytes


class Refused(msgspec.Struct, frozen=True, tag=True):
    """The renderer could not do it; `reason` is its own words, for the log."""

    reason: str


Reply = LaidOut | Made | Refused

_encoder = msgspec.msgpack.Encoder()
_requests = msgspec.msgpack.Decoder(Request)
_replies = msgspec.msgpack.Decoder(Reply)


def send(stream: BinaryIO, message: Request | Reply) -> None:
    """Write one message and flush it."""
    body = _encoder.encode(message)
    stream.write(_LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


def next_request(stream: BinaryIO) -> Request | None:
    """The next request, None when the client has gone."""
    body = _frame(stream)
    return None if body is None else _requests.decode(body)


def next_reply(stream: BinaryIO) -> Reply | None:
    """The next reply, None when the server has gone."""
    body = _frame(stream)
    return None if body is None else _replies.decode(body)


def _frame(stream: BinaryIO) -> bytes | None:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > LONGEST_FRAME:
        return None
    body = stream.read(length)
    return body if len(body) == length else None
