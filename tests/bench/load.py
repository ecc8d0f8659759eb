"""Load made by wrk, and what it cost the server."""

import re
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .server import LOCALHOST, Server

_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True)
class Load:
    """What a burst of requests brought: how many a second, and the CPU of each."""

    rate: float
    cpu_ms: float
    p50_ms: float
    p99_ms: float


def wrk(
    server: Server,
    path: str,
    *,
    connections: int,
    seconds: float,
    headers: Mapping[str, str],
) -> Load:
    """Ask for one page again and again; a page that fails ends the measuring."""
    command = ["wrk", "--latency", "-t1", f"-c{connections}", f"-d{seconds:g}s"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    before = server.cpu()
    said = subprocess.run(
        [*command, f"http://{LOCALHOST}:{server.port}{path}"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    used = server.cpu() - before
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(f"{path} did not answer well:\n{said}")
    requests = int(_found(r"(\d+) requests in", said))
    return Load(
        rate=float(_found(r"Requests/sec:\s+([\d.]+)", said)),
        cpu_ms=1000 * used / max(requests, 1),
        p50_ms=_milliseconds(_found(r"\n +50%\s+(\S+)", said)),
        p99_ms=_milliseconds(_found(r"\n +99%\s+(\S+)", said)),
    )


def best(*loads: Load) -> Load:
    """Return the quietest of several: the machine is never ours alone."""
    return Load(
        rate=max(load.rate for load in loads),
        cpu_ms=_least(loads, lambda load: load.cpu_ms),
        p50_ms=_least(loads, lambda load: load.p50_ms),
        p99_ms=_least(loads, lambda load: load.p99_ms),
    )


def _least(loads: tuple[Load, ...], of: Callable[[Load], float]) -> float:
    return min(map(of, loads))


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise RuntimeError(f"wrk said something unexpected:\n{text}")
    return match[1]


def _milliseconds(text: str) -> float:
    match = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text)
    assert match is not None, text
    return float(match[1]) * _UNITS[match[2]]
