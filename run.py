#!/usr/bin/env python3
"""Samværk on this machine. Needs Python 3.11 or newer and, the first time, a network; everything else it makes itself.

python3 run.py [--port 8000] [--host 127.0.0.1]   the portal with its content; logins and addresses are printed
python3 run.py test [pytest arguments]            every check and test that can run here, and what could not

Packages go to .venv, all local data (database, uploads, logins) to var. Deleting both folders starts afresh.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this file is read by whatever python3 is there
    sys.exit(f"Samværk needs Python 3.11 or newer, and this is {sys.version.split()[0]}. Try: python3.11 run.py")

import argparse
import hashlib
import importlib.util
import os
import re
import shutil
import socket
import subprocess
from pathlib import Path
from typing import NoReturn

from portal.core.console import Step, Steps, hand_over

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK, TEST_LOCK = ROOT / "requirements.txt", ROOT / "requirements-test.txt"
OWN_STEPS, DEMO_STEPS = 2, 5  # the environment and the packages here; the rest is `manage.py demo`


class Parser(argparse.ArgumentParser):
    """Arguments, answering a wrong one with a sentence instead of a usage table."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and end with the status of a wrong call."""
        print(f"run.py does not understand that: {message}. See python3 run.py --help", file=sys.stderr)
        sys.exit(2)


def port_number(text: str) -> int:
    """A port that a program may listen on."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port number from 1 to 65535")
    return int(text)


def check_address(host: str, port: int) -> None:
    """Stop with a sentence if the portal could not listen at this address."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            if os.name == "posix":  # elsewhere the option lets two programs share a port
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except PermissionError:
        sys.exit(f"This user may not listen on port {port}. Choose one from 1024 up: python3 run.py --port 8000")
    except socket.gaierror:
        sys.exit(f"{host!r} is not an address of this machine. Leave --host out, or use 0.0.0.0 for all its networks.")
    except OSError as error:
        if error.errno in {98, 48, 10048}:  # EADDRINUSE on Linux, macOS, Windows
            other = port + 1 if port < 65535 else 8000
            sys.exit(f"Port {port} is taken, perhaps by a portal already running. Try: python3 run.py --port {other}")
        sys.exit(f"The portal cannot listen on {host}, port {port}: {error.strerror}.")


def make_environment(steps: Steps) -> None:
    """Make .venv if it is not there; a failed attempt leaves nothing behind."""
    if PYTHON.exists():
        steps.skip("Python environment")
        return
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        sys.exit("This Python cannot make a virtual environment. On Debian and Ubuntu: sudo apt install python3-venv")
    with steps.step("Python environment") as step:
        done = False
        try:
            command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
            result = subprocess.run(command, capture_output=True, text=True, check=False)
            done = result.returncode == 0
        finally:
            if not done:
                shutil.rmtree(VENV, ignore_errors=True)
        if not done:
            reason = " ".join((result.stdout + result.stderr).split())[-300:]
            sys.exit(f"The virtual environment could not be made, and nothing of it was left. Python said: {reason}")
        step.tell("made in .venv")


def install(steps: Steps, *locks: Path) -> None:
    """Install the pinned packages of the locks, unless exactly these are installed already."""
    stamps = {VENV / f"{lock.name}.sha256": hashlib.sha256(lock.read_bytes()).hexdigest() for lock in locks}
    if all(stamp.exists() and stamp.read_text() == digest for stamp, digest in stamps.items()):
        steps.skip("Packages")
        return
    for stamp in stamps:
        stamp.unlink(missing_ok=True)
    pins = "".join(lock.read_text(encoding="utf-8") for lock in locks)
    total = len(set(re.findall(r"^[\w.-]+(?===)", pins, re.MULTILINE)))
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "--timeout=30", "install"]
    command += ["--require-hashes", "--no-compile", "--progress-bar=off", *(f"--requirement={lock}" for lock in locks)]
    with steps.step("Packages") as step:
        status, output = follow(command, step, total)
        if status:
            sys.exit(install_failure(output))
        step.tell("installed")
    for stamp, digest in stamps.items():
        stamp.write_text(digest)


def follow(command: list[str], step: Step, total: int) -> tuple[int, str]:
    """Run pip, telling how many packages it has looked at; its words are kept in .venv/install.log."""
    lines, seen = [], 0
    pip = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    try:
        for line in pip.stdout or ():
            lines.append(line)
            if line.startswith("Collecting "):
                seen += 1
                step.tell(f"{seen} of {total} fetched")
            elif line.startswith("Installing collected"):
                step.tell(f"installing {seen}")
        pip.wait()
    finally:
        if pip.poll() is None:
            pip.terminate()
        (VENV / "install.log").write_text("".join(lines), encoding="utf-8")
    return pip.returncode, "".join(lines)


def install_failure(output: str) -> str:
    """One sentence on why pip failed, from its own output."""
    missing = re.search(r"No matching distribution found for ([\w.\[\]-]+)", output)
    if re.search(
        r"NewConnectionError|NameResolution|Max retries|ConnectionError|timed out|Could not fetch URL", output
    ):
        what = f"{missing[1]} could not be fetched" if missing else "The packages could not be fetched"
        return (
            f"{what}: no connection to the package index. Nothing was installed; start again when the network is back."
        )
    if "No module named pip" in output:
        return "The folder .venv is not whole. Delete it and start again; nothing else needs to be done over."
    errors = re.findall(r"^ERROR: (.+)$", output, re.MULTILINE)
    reason = errors[0] if errors else " ".join(output.split())[-200:]
    return f"The packages could not be installed: {reason.rstrip('.')}. All of pip's words are in .venv/install.log."


def main(arguments: list[str]) -> None:
    """Set up what is missing, then go on as the portal or as the test run."""
    testing = arguments[:1] == ["test"]
    if not testing:
        style = argparse.RawDescriptionHelpFormatter
        parser = Parser(prog="run.py", description=__doc__, formatter_class=style, allow_abbrev=False)
        parser.add_argument("--port", type=port_number, default=8000, help="where the portal listens (8000)")
        parser.add_argument(
            "--host", default="127.0.0.1", help="127.0.0.1 is this machine only; 0.0.0.0 all its networks"
        )
        options = parser.parse_args(arguments)
        check_address(options.host, options.port)
    steps = Steps(OWN_STEPS if testing else OWN_STEPS + DEMO_STEPS)
    make_environment(steps)
    install(steps, *([LOCK, TEST_LOCK] if testing else [LOCK]))
    os.environ |= {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    os.chdir(ROOT)
    if testing:
        hand_over([str(PYTHON), "-m", "tests.checks", *arguments[1:]])
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.config.settings.development"
    os.environ.setdefault("SAMVAERK_BASE_URL", f"http://localhost:{options.port}")
    step = f"--steps-before={OWN_STEPS}"
    hand_over([str(PYTHON), "manage.py", "demo", f"--host={options.host}", f"--port={options.port}", step])


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a console without æ still gets the sentence
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("\nStopped. Nothing is lost: the same command goes on from here.")
