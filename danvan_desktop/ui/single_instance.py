"""One program to a data folder: a second start brings the first one's window to the front."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_LOCK_NAME = "danvan.lock"
_PATIENCE_MS = 1000


class SingleInstance(QObject):
    """Holds the folder's lock while the program runs. `raise_wanted` follows a second start."""

    raise_wanted = Signal()

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        folder = data_dir.resolve()
        self._name = "danvan-" + hashlib.blake2b(str(folder).encode(), digest_size=10).hexdigest()
        self._lock = QLockFile(str(folder / _LOCK_NAME))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Take the folder; False when another program holds it."""
        if not self._lock.tryLock(0):
            return self._lock.error() != QLockFile.LockError.LockFailedError
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._called)
        self._server.listen(self._name)
        return True

    def call_first(self) -> bool:
        """Ask the program that holds the folder to come to the front; whether it answered."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        answered = socket.waitForConnected(_PATIENCE_MS)
        if answered:
            socket.disconnectFromServer()
        return answered

    def release(self) -> None:
        """Give the folder up."""
        if self._server:
            self._server.close()
        self._lock.unlock()

    def _called(self) -> None:
        assert self._server is not None
        while connection := self._server.nextPendingConnection():
            connection.disconnected.connect(connection.deleteLater)
            connection.disconnectFromServer()
        self.raise_wanted.emit()
