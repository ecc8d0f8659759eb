"""Whether somebody meets what an edition asks of those who apply. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lms.enrolment.rules import Eligibility
from lms.foundation.i18n import OWN_NAMES, _, country_name
from lms.kernel.language import Language

from .words import institution_word


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """What an application says that eligibility is decided by."""

    state_code: str | None
    institution_type: str
    language: str


@dataclass(frozen=True, slots=True)
class Unmet:
    """A rule that is not met: its id, and a sentence that says so."""

    rule: str
    sentence: str


def unmet(
    eligibility: Eligibility, languages: Sequence[str], claim: Claim
) -> list[Unmet]:
    """Return the rules that an application does not meet; an empty list asks nothing.

    Whether that stops it or only marks it is ``eligibility.strict``.
    """
    found = []
    if eligibility.states and claim.state_code not in eligibility.states:
        found.append(Unmet("state", _states(eligibility.states)))
    allowed = eligibility.institutions
    if allowed and claim.institution_type not in allowed:
        found.append(Unmet("institution", _institutions(allowed)))
    if languages and claim.language not in languages:
        found.append(Unmet("language", _languages(languages)))
    return found


def sentences(
    eligibility: Eligibility, languages: Sequence[str], rules: Iterable[str]
) -> list[str]:
    """Return the sentences of some rules, by their ids, in the language of the page."""
    said = {
        "state": lambda: _states(eligibility.states),
        "institution": lambda: _institutions(eligibility.institutions),
        "language": lambda: _languages(languages),
    }
    return [said[rule]() for rule in rules if rule in said]


def _states(codes: Iterable[str]) -> str:
    names = ", ".join(sorted(country_name(code) for code in codes))
    return _("Esta edición es para personas de: %(states)s.", states=names)


def _institutions(kinds: Iterable[str]) -> str:
    names = ", ".join(institution_word(kind) for kind in kinds)
    return _("Esta edición es para quienes trabajan en: %(areas)s.", areas=names)


def _languages(codes: Iterable[str]) -> str:
    names = ", ".join(OWN_NAMES[Language(code)] for code in codes if code in OWN_NAMES)
    return _("Esta edición se dicta en: %(languages)s.", languages=names)
