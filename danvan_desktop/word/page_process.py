"""One running page server, asked one thing at a time. No renderer means no pages, never no export."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import danvan_desktop
from danvan_desktop.errors import UserError
from danvan_desktop.word.page_protocol import Refused, Reply, Request, next_reply, send
from danvan_desktop.wording import say

FLAG = "--page-server"
"""The hidden argument with which the packaged program becomes a page server."""


_LAST_MOMENT_S = 1.0

NO_RENDERER = 3
"""Exit code of a page server that finds no renderer installed."""


class PagesUnavailableError(UserError):
    """The pages could not be laid out or drawn; `reason` is for the log.

    `fatal` says that the server crashed, hung or could not be started, and took its open document along.
    """

    def __init__(
        self, reason: str, *, key: str = "word.render_failed", fatal: bool = False, **values: object
    ) -> None:
        super().__init__(say(key, **values), say(f"{key}_advice"))
        self.reason = reason
        self.fatal = fatal


def server_command() -> list[str]:
    """How to start a page server: the packaged program itself, or this Python."""
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-m", "danvan_desktop.word.page_server"]
    # On Windows a program without a console need not have pipes for standard streams; its twin has.
    program = Path(sys.executable)
    console = program.with_name(f"danvan-cli{program.suffix}")
    return [str(console if console.exists() else program), FLAG]


def _environment() -> dict[str, str]:
    """The server finds this very package, wherever the program was started from."""
    root = str(Path(danvan_desktop.__file__).resolve().parent.parent)
    already = os.environ.get("PYTHONPATH")
    return os.environ | {"PYTHONPATH": os.pathsep.join([root, already] if already else [root])}


class PageProcess:
    """A page server that is started when first asked, and again after a crash or a hang.

    `patience_s` is how long one answer may take before the process is killed.
    """

    def __init__(self, patience_s: float = 20.0, command: Sequence[str] | None = None) -> None:
        self._patience_s = patience_s
        self._command = list(command or server_command())
        self._process: subprocess.Popen[bytes] | None = None
        self._changing = threading.Lock()
        self._closed = False

    @property
    def running(self) -> bool:
        """Whether a process is there that did not end."""
        process = self._process
        return process is not None and process.poll() is None

    def ask(self, request: Request) -> Reply:
        """The server's answer. To be called by one thread at a time.

        Raises PagesUnavailableError when the server refuses, dies, hangs or cannot be started.
        """
        process = self.start()
        out_of_time = threading.Event()

        def give_up() -> None:
            out_of_time.set()
            process.kill()

        watch = threading.Timer(self._patience_s, give_up)
        watch.start()
        try:
            reply = _exchange(process, request)
        finally:
            watch.cancel()
            watch.join()
        if reply is None:
            raise self._ended(process, slow=out_of_time.is_set())
        if isinstance(reply, Refused):
            raise PagesUnavailableError(reply.reason, fatal=False)
        return reply

    def start(self) -> subprocess.Popen[bytes]:
        """The running process, started now if there is none: ready before it is needed."""
        with self._changing:
            if self._closed:
                raise PagesUnavailableError("closed", fatal=True)
            if self._process is not None and self._process.poll() is None:
                return self._process
            _end(self._process)
            self._process = None
            try:
                self._process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=_environment(),
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
            except OSError as error:
                raise PagesUnavailableError(str(error), fatal=True) from error
            return self._process

    def close(self) -> None:
        """End the process, also while another thread waits for its answer; it is not started again."""
        with self._changing:
            self._closed = True
            if self._process is not None:
                self._process.kill()
                self._process.wait()

    def release(self) -> None:
        """After `close`, and when nobody asks any more: give back the pipes."""
        with self._changing:
            _end(self._process)
            self._process = None

    def _ended(self, process: subprocess.Popen[bytes], *, slow: bool) -> PagesUnavailableError:
        with suppress(subprocess.TimeoutExpired):
            process.wait(_LAST_MOMENT_S)
        with self._changing:
            _end(process)
            if self._process is process:
                self._process = None
        if slow:
            return PagesUnavailableError(
                "no answer in time", key="word.render_slow", fatal=True, seconds=round(self._patience_s)
            )
        if process.returncode == NO_RENDERER:
            return PagesUnavailableError("rdocx is not installed", key="word.no_renderer", fatal=True)
        return PagesUnavailableError(f"the page server ended with {process.returncode}", fatal=True)


def _exchange(process: subprocess.Popen[bytes], request: Request) -> Reply | None:
    requests, replies = _pipes(process)
    try:
        send(requests, request)
        return next_reply(replies)
    except (OSError, ValueError):
        return None


def _end(process: subprocess.Popen[bytes] | None) -> None:
    if process is None:
        return
    process.kill()
    process.wait()
    for pipe in _pipes(process):
        with suppress(OSError):
            pipe.close()


def _pipes(process: subprocess.Popen[bytes]) -> tuple[BinaryIO, BinaryIO]:
    if process.stdin is None or process.stdout is None:
        raise AssertionError("the process was started with pipes")
    return process.stdin, process.stdout  # type: ignore[return-value]
