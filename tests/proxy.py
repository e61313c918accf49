"""A proxy on the loopback that passes bytes on, and fails in the way a test asks for."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Self

COMMIT = b"\x00\x02\xb0\x12\x00\x00"
"""The message by which a client of Bolt asks for the commit."""
HINT = b"connection.recv_timeout_seconds"
"""What stands before the number of seconds that a server tells its clients to wait for a sign of life."""


class Proxy:
    """Pass connections on to a port; `watch` sees what the client sends and tells whether to cut, before or after it.

    It may also tell to say nothing: then what the client sends goes nowhere. `patience` is what the client is told to have.
    """

    def __init__(self, port: int, watch: Callable[[bytes], str], *, patience: int | None = None) -> None:
        self._target = port
        self._watch = watch
        self._patience = patience
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._deaf = False
        self._swallowed = threading.Semaphore(0)
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _address = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._target))
                self._open += [client, server]
                for work in (self._upwards, self._downwards):
                    thread = threading.Thread(target=work, args=(client, server), daemon=True)
                    self._threads.append(thread)
                    thread.start()

    def _upwards(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := client.recv(65536):
                told = self._watch(data)
                if told == "say nothing":
                    continue
                self._deaf = told == "cut after"
                if told != "cut before":
                    server.sendall(data)
                if told == "cut after":
                    self._swallowed.acquire()
                if told:
                    break
            _end(client, server)

    def _downwards(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := server.recv(65536):
                if self._deaf:  # the server has done it, and the client never hears of it
                    self._swallowed.release()
                else:
                    client.sendall(self._hinted(data))
            _end(client, server)

    def _hinted(self, data: bytes) -> bytes:
        """Return what the server says, with a patience of fewer than 128 seconds, which Bolt writes as one byte."""
        before, hint, after = data.partition(HINT)
        return data if self._patience is None or not hint else before + hint + bytes([self._patience]) + after[1:]

    def is_idle(self, *, within: float) -> bool:
        """Wait until all who came have left, and tell whether they have within so many seconds."""
        for one in self._threads[1:]:
            one.join(within)
        return not any(one.is_alive() for one in self._threads[1:])

    def close(self) -> None:
        """Cut everything and wait until the threads have ended."""
        _end(self._listener, *self._open)
        for one in self._threads:
            one.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def _end(*sockets: socket.socket) -> None:
    for one in sockets:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()
