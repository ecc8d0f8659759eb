"""What the record says in sentences: features add the words of their own acts.

A feature calls ``describe`` for each act it notes, and ``name_things`` for what its
entries are about, in its ``listeners.register``.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from lms.foundation.i18n import _, gettext

Naming = Callable[[Collection[int] | None], Mapping[int, str]]
"""From ids to names in the language spoken; without ids, of all there are."""


@dataclass(frozen=True, slots=True)
class Act:
    """The words of an act; ``own`` where people do it to themselves."""

    sentence: str
    own: str


_ACTS: dict[str, Act] = {}
_THINGS: dict[str, Naming] = {}


def describe(act: str, sentence: str, *, own: str | None = None) -> None:
    """Say what an act is called: a Spanish sentence, marked with ``N_``.

    ``%(by)s`` is who decided, at the beginning; ``%(member)s`` whom it concerns; any
    other name is taken from the details. ``own`` is said where both are the same.
    """
    _ACTS[act] = Act(sentence, own or sentence)


def name_things(kind: str, naming: Naming) -> None:
    """Say what the things are called that entries are about (``"edition"``)."""
    _THINGS[kind] = naming


def sentence_of(line: Any) -> str:
    """Tell an entry in the language spoken; an act without words by its code."""
    values = _Values(line.details)
    values["by"] = _("La plataforma") if line.by_id is None else named(line.by)
    values["member"] = (
        named(line.member) if line.member_id else _("nadie en particular")
    )
    act = _ACTS.get(line.act)
    if act:
        is_own = line.by_id is not None and line.by_id == line.member_id
        return gettext(act.own if is_own else act.sentence) % values
    if line.member_id:
        return _("%(by)s: %(act)s, sobre %(member)s", **{**values, "act": line.act})
    return _("%(by)s: %(act)s", **{**values, "act": line.act})


def act_name(act: str) -> str:
    """Say what an act is, whoever did it: for lists to choose from."""
    if act not in _ACTS:
        return act
    values = _Values(by=_("Alguien"), member=_("otra persona"))
    return gettext(_ACTS[act].sentence) % values


def named(name: str | None) -> str:
    """Return a name, or what is said of who has none any more."""
    return name or _("Persona que dejó la plataforma")


def list_things(kind: str) -> Mapping[int, str]:
    """Return the names of all things of a kind."""
    return _THINGS[kind](None) if kind in _THINGS else {}


def name_abouts(abouts: Collection[str]) -> dict[str, str]:
    """Name the things that entries are about; what nobody names keeps its code."""
    wanted: dict[str, set[int]] = {}
    for about in abouts:
        kind, _colon, number = about.partition(":")
        if kind in _THINGS and number.isascii() and number.isdigit():
            wanted.setdefault(kind, set()).add(int(number))
    names = {about: about for about in abouts}
    for kind, ids in sorted(wanted.items()):
        found = _THINGS[kind](ids)
        names |= {f"{kind}:{id_}": found[id_] for id_ in ids if id_ in found}
    return names


class _Values(dict[str, Any]):
    """The values of a sentence: what an old entry does not have is left open."""

    def __missing__(self, name: str) -> str:
        return "…"
