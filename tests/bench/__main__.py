"""``python -m tests.bench``: what the pages cost, on both databases."""

import argparse
import json
import os
import platform
import signal
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lms.cli.seed import SIZES

from .measure import Plan, measure
from .report import LEGEND, told

PAGES = ("home", "course", "lesson", "text", "list", "thread", "quiz")


def options() -> argparse.Namespace:
    """Return what the command line asks for."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    asked.add_argument("--seconds", type=float, default=1.0, help="of each burst")
    asked.add_argument("--rounds", type=int, default=5, help="the best one counts")
    asked.add_argument("--sizes", default=",".join(SIZES))
    asked.add_argument("--databases", default="sqlite,postgresql")
    asked.add_argument("--pages", default="", help=f"of {','.join(PAGES)}")
    asked.add_argument("--workers", type=int, default=4)
    asked.add_argument("--threads", type=int, default=4)
    asked.add_argument("--saving", type=float, default=60.0, help="seconds of autosave")
    asked.add_argument("--no-doings", action="store_true", help="pages only")
    asked.add_argument("--quick", action="store_true", help="one short round, small")
    asked.add_argument("--out", type=Path, help="write the figures there as JSON")
    return asked.parse_args()


def listed(words: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a list, each of them known."""
    chosen = tuple(word for word in words.split(",") if word)
    if strange := set(chosen) - set(known):
        sys.exit(f"Not known: {', '.join(sorted(strange))}. Use {', '.join(known)}.")
    return chosen


def main() -> None:
    """Measure everything asked for; print a table for each database."""
    asked = options()
    # Being told to stop is a way out like any other: servers and databases go too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sizes = ("small",) if asked.quick else listed(asked.sizes, tuple(SIZES))
    plan = Plan(
        seconds=asked.seconds,
        rounds=1 if asked.quick else asked.rounds,
        workers=asked.workers,
        threads=asked.threads,
        pages=listed(asked.pages, PAGES) or PAGES,
        doings=not asked.no_doings,
        saving=5.0 if asked.quick else asked.saving,
    )
    began = time.monotonic()
    figures: dict[str, Any] = {"about": about(plan), "databases": {}}
    print(
        "{date}, {python}, {cores} cores, load {load:.1f} at the start".format(
            **figures["about"]
        )
    )
    for kind in listed(asked.databases, ("sqlite", "postgresql")):
        with tempfile.TemporaryDirectory(prefix="lms-bench-") as folder:
            states = measure(kind, sizes, plan, Path(folder))
        figures["databases"][kind] = states
        print(f"\n{told(kind, states)}", flush=True)
    print(f"{LEGEND}\nTook {time.monotonic() - began:.0f} s.")
    if asked.out:
        asked.out.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def about(plan: Plan) -> dict[str, Any]:
    """Return when and on what was measured."""
    return {
        "date": datetime.now(UTC).isoformat(timespec="minutes"),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
        "plan": {**vars(plan)},
    }


if __name__ == "__main__":
    main()
