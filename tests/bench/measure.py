"""What a whole command costs: wall seconds, seconds of computing, and the memory of all its processes together."""

import os
import platform
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
PERIOD = 0.02  # seconds between two looks at the memory


class Failed(Exception):
    """The command ended with an error; the message is what it said."""


@dataclass(frozen=True)
class Cost:
    """`wall` and `cpu` (user and system, of all processes) in seconds."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Machine:
    """Where it was measured: `memory` in GiB, `load` the mean number of processes that waited or ran in a minute."""

    processor: str
    cores: int
    memory: int
    system: str
    load: float


def machine() -> Machine:
    """This one, as Linux describes it. Raises OSError where there is no such description."""
    processor = _field(PROC / "cpuinfo", "model name") or platform.machine()
    memory = round(int(_field(PROC / "meminfo", "MemTotal").split()[0]) / 2**20)
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    return Machine(processor, os.cpu_count(), memory, system, os.getloadavg()[0])


def _field(file: Path, name: str) -> str:
    """The first value of this name in a file of lines `name: value`; empty if there is none."""
    pairs = (line.partition(":") for line in file.read_text().splitlines())
    return next((value.strip() for key, _, value in pairs if key.strip() == name), "")


def timed(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command in a folder. What waits to be written to the disk is written before. Raises Failed."""
    os.sync()
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = _started(command, folder, environment, said)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        _ended(process, status, said)
    return Cost(wall, usage.ru_utime + usage.ru_stime)


def peak(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> float:
    """Run a command in a folder, and look all the time at the memory of all its processes together: MiB at most.

    A page that processes share counts once (proportional set size, `smaps_rollup` in proc(5)). Looking takes the
    processor's time, so no time is taken of this run. Needs Linux. Raises Failed.
    """
    with tempfile.TemporaryFile() as said:
        process = _started(command, folder, environment, said)
        seen, ended = [0], threading.Event()
        looking = threading.Thread(target=_look, args=(process.pid, seen, ended))
        looking.start()
        try:
            _, status, _ = os.wait4(process.pid, 0)
        finally:
            ended.set()
            looking.join()
        _ended(process, status, said)
    return max(seen) / 1024


def _started(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None, said) -> subprocess.Popen:
    """The command as the first process of a session: all that it starts belongs to that."""
    wanted = {**os.environ, **(environment or {})}
    return subprocess.Popen(
        command, cwd=folder, env=wanted, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True
    )


def _ended(process: subprocess.Popen, status: int, said) -> None:
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said.seek(0)
        text = said.read().decode(errors="replace").strip()
        raise Failed(f"{' '.join(process.args)}\nended with {process.returncode}:\n{text}")


def _look(session: int, seen: list[int], ended: threading.Event) -> None:
    """Add the kilobytes that the session's processes hold together, again and again."""
    while not ended.wait(PERIOD):
        seen.append(sum(map(_kilobytes, _processes(session))))


def _processes(session: int) -> Iterator[Path]:
    for path in PROC.iterdir():
        if path.name.isdigit():
            try:
                after_name = (path / "stat").read_text().rpartition(")")[2].split()
            except (OSError, ValueError):
                continue  # it has just ended
            if int(after_name[3]) == session:
                yield path


def _kilobytes(process: Path) -> int:
    try:
        return int((_field(process / "smaps_rollup", "Pss") or "0").split()[0])
    except OSError:
        return 0  # it has just ended
