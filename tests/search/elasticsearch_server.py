"""A real Elasticsearch for tests and benchmarks: fetched with Maven, checked, started, stopped. Never a stand-in.

Elastic publishes a small server distribution to Maven Central. It lacks scripts and most language filters, which the
portal does not use; it is the Elasticsearch server with Lucene, transport and security. It is kept in a cache folder
outside the repository. It refuses to run as root, so root starts it as ``nobody``.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

VERSION: Final = "8.19.21"
ARTIFACT: Final = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
PLUGIN: Final = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
SHA256: Final = "215d5f3dbf0609a149f6218a9e47b6ae2df34ebbff3c5754e35f15a5e5393c8a"
ADDRESS: Final = "127.0.0.1"
START_SECONDS: Final = 240
"""A limit for a machine that is busy with other things; 7 s are usual, 23 s for three nodes."""
STOP_SECONDS: Final = 20
HEAP: Final = "512m"
HEAP_IN_CLUSTER: Final = "400m"
_COPIED: Final = ("jvm.options", "log4j2.properties", "roles.yml", "users", "users_roles", "role_mapping.yml")


class CannotStart(Exception):
    """There is no server, and why."""


def missing() -> str:
    """What this machine lacks to run the server; empty if nothing."""
    lacking = [name for name in ("java", "mvn") if not shutil.which(name)]
    return f"{' and '.join(lacking)} not found" if lacking else ""


def cache_folder() -> Path:
    """Where the distribution is kept: readable by every user, since root runs it as another one."""
    if os.name == "posix" and os.geteuid() == 0:
        return Path("/var/cache/samvaerk-elasticsearch")
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "samvaerk-elasticsearch"


def distribution() -> Path:
    """The unpacked distribution, fetched and checked at the first call.

    Raises:
        CannotStart: it cannot be fetched, or is not what it should be.
    """
    target = cache_folder() / f"elasticsearch-{VERSION}"
    if (target / "bin" / "elasticsearch").exists():
        return target
    if lacking := missing():
        raise CannotStart(f"Elasticsearch cannot be fetched: {lacking}.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as temporary:
        archive = _fetch(Path(temporary))
        with zipfile.ZipFile(archive) as zipped:
            zipped.extractall(temporary)
        unpacked = next(path for path in Path(temporary).glob("elasticsearch*") if path.is_dir())
        for path in (unpacked, *unpacked.rglob("*")):
            path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
        with contextlib.suppress(OSError):  # another run was quicker
            unpacked.rename(target)
    target.parent.chmod(0o755)
    return target


def _fetch(folder: Path) -> Path:
    command = ["mvn", "-q", "-B", PLUGIN, f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={folder}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    archive = next(folder.glob("elasticsearch-*.zip"), None)
    if done.returncode or archive is None:
        raise CannotStart(f"Maven cannot fetch {ARTIFACT}: {(done.stdout + done.stderr)[-800:]}")
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != SHA256:
        raise CannotStart(f"{archive.name} has the SHA-256 {found}, not {SHA256}.")
    return archive


@dataclass
class Node:
    """One running node."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """End it as a power cut would."""
        self._signal(signal.SIGKILL)
        self.process.wait(STOP_SECONDS)

    def pause(self) -> None:
        """Let it answer nothing, without closing a connection. Returns when the last of its threads stands still."""
        self._signal(signal.SIGSTOP)
        until = time.monotonic() + STOP_SECONDS
        while self._states() - set("TtZX") and time.monotonic() < until:
            time.sleep(0.01)

    def go_on(self) -> None:
        """The end of a pause."""
        self._signal(signal.SIGCONT)

    def stop(self) -> None:
        """End it in good order."""
        if self.process.poll() is None:
            self._signal(signal.SIGCONT)
            self._signal(signal.SIGTERM)
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()

    def log(self) -> str:
        """The end of what it said."""
        written = self.folder / "output"
        return written.read_text(encoding="utf-8", errors="replace")[-2000:] if written.exists() else ""

    def _states(self) -> set[str]:
        """What the threads of its process group do, a letter each (proc(5)); empty where the system does not tell."""
        states = set()
        for thread in Path("/proc").glob("[0-9]*/task/[0-9]*/stat"):
            with contextlib.suppress(OSError):  # ended while being read
                state, _parent, group = thread.read_text(encoding="utf-8").rpartition(")")[2].split()[:3]
                if int(group) == self.process.pid:
                    states.add(state)
        return states

    def _signal(self, number: int) -> None:
        """To the node's own process group: its start script, the launcher and the server."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


@dataclass
class Server:
    """One or more nodes."""

    nodes: list[Node] = field(default_factory=list)

    @property
    def urls(self) -> list[str]:
        """Addresses of all nodes."""
        return [node.url for node in self.nodes]


@contextlib.contextmanager
def running(nodes: int = 1) -> Iterator[Server]:
    """A server of so many nodes on the loopback address, gone at the end with everything that was in it.

    Raises:
        CannotStart: it does not come up.
    """
    home = distribution()
    server = Server()
    with tempfile.TemporaryDirectory(prefix="samvaerk-es-") as temporary:
        root = Path(temporary)
        root.chmod(0o755)
        ports = _free_ports(2 * nodes)
        http, transport = ports[:nodes], ports[nodes:]
        try:
            for number in range(nodes):
                server.nodes.append(_start(home, root, number, http[number], transport))
            _wait(server)
            yield server
        finally:
            for node in server.nodes:
                node.stop()


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as open_sockets:
        sockets = [open_sockets.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind((ADDRESS, 0))
        return [one.getsockname()[1] for one in sockets]


def _start(home: Path, root: Path, number: int, port: int, transport: Sequence[int]) -> Node:
    folder = root / f"node-{number}"
    for name in ("config", "config/jvm.options.d", "data", "logs", "tmp"):
        (folder / name).mkdir(parents=True)
    for name in _COPIED:
        if (home / "config" / name).exists():
            shutil.copyfile(home / "config" / name, folder / "config" / name)
    heap = HEAP if len(transport) == 1 else HEAP_IN_CLUSTER
    (folder / "config/jvm.options.d/heap.options").write_text(f"-Xms{heap}\n-Xmx{heap}\n")
    (folder / "config/elasticsearch.yml").write_text(json.dumps(_settings(folder, number, port, transport)))
    user, group = ("nobody", "nogroup") if os.geteuid() == 0 else (None, None)
    if user and group:
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, user, group)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "ES_PATH_CONF": str(folder / "config"),
        "ES_TMPDIR": str(folder / "tmp"),
        "ES_JAVA_HOME": os.environ.get("JAVA_HOME") or str(Path(shutil.which("java") or "java").resolve().parents[1]),
    }
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            [str(home / "bin" / "elasticsearch")],
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            user=user,
            group=group,
        )
    return Node(f"http://{ADDRESS}:{port}", folder, process)


def _settings(folder: Path, number: int, port: int, transport: Sequence[int]) -> dict[str, object]:
    settings: dict[str, object] = {
        "cluster.name": f"samvaerk-{transport[0]}",
        "node.name": f"node-{number}",
        "path.data": str(folder / "data"),
        "path.logs": str(folder / "logs"),
        "network.host": ADDRESS,
        "http.port": port,
        "transport.port": transport[number],
        "xpack.security.enabled": False,
        "cluster.routing.allocation.disk.threshold_enabled": False,
    }
    if len(transport) == 1:
        return settings | {"discovery.type": "single-node"}
    addresses = [f"{ADDRESS}:{one}" for one in transport]
    names = [f"node-{one}" for one in range(len(transport))]
    return settings | {"discovery.seed_hosts": addresses, "cluster.initial_master_nodes": names}


def _wait(server: Server) -> None:
    """Wait until every node belongs to a cluster that is not red."""
    wanted = len(server.nodes)
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        for node in server.nodes:
            if node.process.poll() is not None:
                raise CannotStart(f"Elasticsearch ended at once: {node.log()}")
        with contextlib.suppress(urllib.error.URLError, OSError, ValueError):
            with urllib.request.urlopen(f"{server.nodes[-1].url}/_cluster/health", timeout=5) as answer:
                health = json.load(answer)
            if health["number_of_nodes"] == wanted and health["status"] != "red":
                return
        time.sleep(0.3)
    raise CannotStart(f"Elasticsearch did not come up in {START_SECONDS} s: {server.nodes[-1].log()}")
