"""The figures as a table to read."""

from typing import Any

HEAD = (
    f"{'':9}{'c=1':>7}{'c=8':>7}{'CPU':>8}{'× min.':>8}{'+gzip':>7}"
    f"{'p99':>8}{'SQL':>5}{'bytes':>8}{'gz':>7}{'large':>8}"
)
UNITS = (
    f"{'':9}{'req/s':>7}{'req/s':>7}{'ms':>8}{'':>8}{'ms':>7}"
    f"{'ms':>8}{'':>5}{'':>8}{'':>7}{'÷ small':>8}"
)
LEGEND = """
CPU: user and system time of all workers for one answer, at 8 connections, without
compression (wrk does not ask for it); «+gzip» is what compressing adds. «× min.»: CPU
in times of the minimal page, served in the same rounds by the same server on the same
kind of database. Best of the rounds; differences under 20 % say nothing here.
"""


def told(kind: str, states: dict[str, Any]) -> str:
    """Return the table of one database."""
    lines = [f"== {kind}"]
    for size, state in states.items():
        lines += [
            "",
            f"{size}: {state['workers']} workers of {state['memory_mb']:.0f} MB",
            HEAD,
            UNITS,
        ]
        small = states.get("small", {}) if size == "large" else {}
        bare = state["minimal"]
        lines.append(
            f"{'minimal':9}{bare['rate_1']:7.0f}{bare['rate_8']:7.0f}"
            f"{bare['cpu_ms']:8.2f}{1:8.2f}{'':7}{bare['p99_ms']:8.0f}"
        )
        lines += [
            _page(name, page, small.get("pages", {}).get(name))
            for name, page in state["pages"].items()
        ]
        lines += [
            f"{name:9}{one['rate']:7.1f}{many['rate']:7.1f}{many['cpu_ms']:8.1f}"
            f"{_growth(many, small.get('doings', {}).get(name, {}).get('8')):>51}"
            for name, doing in state["doings"].items()
            for one, many in [(doing["1"], doing["8"])]
        ]
        lines += _crowds(state, small)
    return "\n".join(lines)


def _page(name: str, page: dict[str, Any], small: dict[str, Any] | None) -> str:
    return (
        f"{name:9}{page['rate_1']:7.0f}{page['rate_8']:7.0f}{page['cpu_ms']:8.2f}"
        f"{page['ratio']:8.2f}{page['gzip_ms']:7.2f}{page['p99_ms']:8.0f}"
        f"{page['statements']:5}{page['bytes']:8}{page['gzip']:7}"
        f"{_growth(page, small):>8}"
    )


def _crowds(state: dict[str, Any], small: dict[str, Any]) -> list[str]:
    """Return what many do at once: whole attempts, and saving by itself."""
    lines = []
    if "attempt" in state["doings"]:
        before = small.get("doings", {}).get("attempt", {})
        lines += [
            f"attempts, {crowd:>3} learners: {found['rate']:.1f} a second, "
            f"{found['cpu_ms']:.0f} ms of CPU and {found['requests']:.1f} requests "
            f"{_growth(found, before.get(crowd))}".rstrip()
            for crowd, found in state["doings"]["attempt"].items()
        ]
    if saved := state["autosave"]:
        lines.append(
            "autosave, {learners} learners: {saves} saves, {rate:.0f} a second, "
            "{cpu_ms:.1f} ms of CPU each, p50 {p50_ms:.0f} ms, p99 {p99_ms:.0f} ms, "
            "{refused} refused, {lost} lost".format(**saved)
        )
    return lines


def _growth(present: dict[str, Any], small: dict[str, Any] | None) -> str:
    return f"{present['cpu_ms'] / small['cpu_ms']:.2f}" if small else ""
