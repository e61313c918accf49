"""Run a real Neo4j on this machine's loopback: for the tests, for benchmarks, and for a person who tries netmap on it.

Usage: python scripts/neo4j_server.py [--bolt PORT] [--http PORT] [--memory 512m] [--data FOLDER] [--fetch]
It comes from Maven's jars, which are fetched once into the user's cache; GPLv3: for trying out, never part of netmap.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import FrameType

VERSION = "5.26.20"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "netmap" / f"neo4j-{VERSION}"
POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>netmap</groupId><artifactId>neo4j-to-try</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{VERSION}</version></dependency>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>{VERSION}</version></dependency>
  </dependencies>
</project>
"""
OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch", "java.base/java.util.concurrent")
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData")
"""What lets a server that does not live long start in half the time, and run slower than it could."""
PATIENCE = 180.0
"""Seconds after which a server that has not started is given up."""


class MissingError(Exception):
    """Say what this machine lacks to run a Neo4j."""


def missing() -> str:
    """Name the programs that are not there; empty where all are.

    Maven is only needed until its jars are in the cache.
    """
    wanted = ["java"] if (CACHE / "lib").is_dir() else ["java", "mvn"]
    return ", ".join(name for name in wanted if shutil.which(name) is None)


def jars() -> Path:
    """Return the folder of Neo4j's jars, fetched with Maven the first time, by one process for all."""
    folder = CACHE / "lib"
    if lacking := missing():
        raise MissingError(f"{lacking} is missing: scripts/get-neo4j installs it where it may")
    if folder.is_dir():
        return folder
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as name:
        place = Path(name)
        (place / "pom.xml").write_text(POM, encoding="utf-8")
        command = ["mvn", "-B", "-q", "dependency:copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory=lib"]
        done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)
        if done.returncode:
            raise MissingError(f"Maven could not fetch Neo4j {VERSION}:\n{(done.stdout + done.stderr)[-2000:]}")
        with suppress(OSError):  # another process was faster
            (place / "lib").rename(folder)
    return folder


def free_port() -> int:
    """Return a port of the loopback that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def refuse_taken(*ports: int) -> None:
    """Raise MissingError where somebody already listens on one of these ports of the loopback."""
    for port in ports:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                raise MissingError(f"port {port} is taken; other ports: make neo4j ARGS='--bolt 7690 --http 7475'")


class Server:
    """Be one Neo4j process with its data in a folder; `stop`, `kill` and `start` may follow one another."""

    def __init__(
        self,
        folder: Path,
        *,
        bolt: int | None = None,
        http: int | None = None,
        auth: bool = False,
        memory: str = "512m",
        quick: bool = False,
    ) -> None:
        self.folder = folder
        self.port = bolt or free_port()
        self._options = [f"-Xmx{memory}", *(QUICK if quick else ())]
        self._process: subprocess.Popen[str] | None = None
        self._listener: threading.Thread | None = None
        self._write_settings(http, auth=auth)

    @property
    def url(self) -> str:
        """Return the address of the server."""
        return f"neo4j://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """Return the number of the running process."""
        if self._process is None:
            raise RuntimeError("the server is not running")
        return self._process.pid

    def start(self) -> None:
        """Start the server and wait until it says that it has."""
        options = [f"--add-opens={one}=ALL-UNNAMED" for one in OPENED]
        folders = [f"--home-dir={self.folder}", f"--config-dir={self.folder / 'conf'}"]
        main = ["org.neo4j.server.CommunityEntryPoint", *folders, "--console-mode"]
        command = ["java", *self._options, *options, "-cp", f"{jars()}/*", *main]
        self._process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True,
        )  # fmt: skip
        self._await_start(self._process)

    def stop(self) -> None:
        """Stop the server as an administrator does."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Kill the server as a power cut does."""
        self._end(signal.SIGKILL)

    def _end(self, how: int) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.send_signal(how)
            process.wait()
            if self._listener is not None:
                self._listener.join()
            if process.stdout is not None:
                process.stdout.close()

    def _write_settings(self, http: int | None, *, auth: bool) -> None:
        settings: Mapping[str, object] = {
            "server.default_listen_address": "127.0.0.1",
            "server.bolt.listen_address": f"127.0.0.1:{self.port}",
            "server.bolt.advertised_address": f"127.0.0.1:{self.port}",
            "server.http.enabled": str(http is not None).lower(),
            "server.http.listen_address": f"127.0.0.1:{http or 0}",
            "server.directories.import": self.folder / "import",
            "dbms.security.auth_enabled": str(auth).lower(),
            "dbms.usage_report.enabled": "false",
            "server.memory.pagecache.size": "64m",
            "db.tx_log.rotation.size": "16m",
        }
        for name in ("conf", "import"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        lines = (f"{name}={value}\n" for name, value in settings.items())
        (self.folder / "conf" / "neo4j.conf").write_text("".join(lines), encoding="utf-8")

    def _await_start(self, process: subprocess.Popen[str]) -> None:
        guard = threading.Timer(PATIENCE, process.kill)
        guard.start()
        said: list[str] = []
        for line in process.stdout or ():
            said.append(line)
            if line.rstrip().endswith("Started."):
                break
        guard.cancel()
        if not said or not said[-1].rstrip().endswith("Started."):
            process.wait()
            raise RuntimeError("Neo4j did not start:\n" + "".join(said[-30:]))
        # what it says from now on must be taken from it, else it stops when the pipe is full
        self._listener = threading.Thread(target=lambda: [None for _line in process.stdout or ()], daemon=True)
        self._listener.start()


def main() -> int:
    """Run a server until Ctrl-C."""
    parser = argparse.ArgumentParser(description="Run a real Neo4j to try netmap on.")
    parser.add_argument("--bolt", type=int, default=7687, help="the port that netmap speaks to (7687)")
    parser.add_argument("--http", type=int, default=7474, help="the port of Neo4j's HTTP interface and Browser (7474)")
    parser.add_argument("--memory", default="512m", help="how much memory its heap may take (512m)")
    parser.add_argument("--data", type=Path, default=Path(".cache/neo4j"), help="where it keeps its data (.cache/neo4j)")
    parser.add_argument("--fetch", action="store_true", help="only fetch Neo4j into the cache")
    given = parser.parse_args()
    try:
        if given.fetch:
            jars()
            return 0
        server = Server(given.data.resolve(), bolt=given.bolt, http=given.http, memory=given.memory)
        signal.signal(signal.SIGTERM, _interrupted)
        refuse_taken(given.bolt, given.http)
        try:
            print("netmap: starting Neo4j ...", file=sys.stderr, flush=True)
            server.start()
            print(f"Neo4j {VERSION} is ready, without a password and for this computer only:")
            print(f"  netmap --store {server.url} load graphs/rostock")
            print(f"  Neo4j over HTTP: http://127.0.0.1:{given.http}    Stop it: Ctrl-C", flush=True)
            signal.pause()
        finally:
            server.stop()
    except (MissingError, RuntimeError) as error:
        print(f"netmap: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nnetmap: Neo4j has stopped.", file=sys.stderr)
    return 0


def _interrupted(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
