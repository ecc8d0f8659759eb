"""The production server as a process of its own: started, watched, stopped, killed."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCALHOST = "127.0.0.1"
PATIENCE = 60.0
TICK = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """Return a port nobody listens on at this moment."""
    with socket.socket() as asked:
        asked.bind((LOCALHOST, 0))
        return int(asked.getsockname()[1])


class Server:
    """gunicorn as ``tools/run.sh`` starts it, in a process group of its own.

    Used as a context manager: whatever happens inside, nothing of it stays behind.
    """

    def __init__(
        self,
        target: str,
        env: Mapping[str, str],
        *,
        folder: Path,
        port: int,
        workers: int = 4,
        threads: int = 4,
    ) -> None:
        self.port = port
        self._env = {"MALLOC_MMAP_THRESHOLD_": "1048576", **env}
        self._log = folder / f"server-{port}.log"
        self._command = [
            *(sys.executable, "-m", "gunicorn", "--worker-class", "gthread"),
            *("--workers", str(workers), "--threads", str(threads)),
            *("--bind", f"{LOCALHOST}:{port}", "--log-level", "warning"),
            *("--no-control-socket", target),
        ]
        self._workers = workers
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.stop()
        if kind is not None:
            self.quote()

    def quote(self) -> None:
        """Show what it said last, for somebody who looks for a fault."""
        if said := self._log.read_text():
            sys.stderr.write(f"The server on port {self.port} said:\n{said[-8000:]}\n")

    def start(self) -> None:
        """Start it and wait until it answers."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                env=self._env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(
                    f"The server did not start:\n{self._log.read_text()}"
                )
            time.sleep(0.05)

    def stop(self) -> None:
        """Ask it to go; insist if it does not."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End master and workers at once, as a power cut does."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def workers(self) -> list[int]:
        """Return the process ids of the workers."""
        assert self._process is not None
        pid = self._process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text()
        return [int(word) for word in children.split()]

    def cpu(self) -> float:
        """Return the seconds of CPU, user and system, that all workers have used."""
        total = 0
        for pid in self.workers():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICK

    def memory(self) -> float:
        """Return the megabytes of memory of one worker, shared pages by share."""
        sizes = []
        for pid in self.workers():
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    sizes.append(int(line.split()[1]) / 1024)
        return sum(sizes) / len(sizes)

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection(LOCALHOST, self.port, timeout=10)
        try:
            connection.request("GET", "/")
            answered = connection.getresponse().status < 500
        except OSError:
            return False
        finally:
            connection.close()
        return answered and len(self.workers()) >= self._workers
