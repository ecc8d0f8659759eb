"""What the secretariat settles for an edition: kept as plain values, read as these."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from lms.kernel.language import Text


class InstitutionType(StrEnum):
    """The area somebody works in (brief, enrolment)."""

    FOREIGN_AFFAIRS = "foreign_affairs"
    JUSTICE = "justice"
    DEFENCE = "defence"
    POLICE = "police"
    OMBUDSPERSON = "ombudsperson"
    EDUCATION = "education"
    MIGRATION = "migration"
    CIVIL_SOCIETY = "civil_society"
    OTHER = "other"


class Gender(StrEnum):
    """What somebody said, if they wished to say."""

    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"
    UNSAID = ""


class QuestionKind(StrEnum):
    """How a question of an application is answered."""

    TEXT = "text"
    CHOICE = "choice"
    NUMBER = "number"
    FILE = "file"


class Dimension(StrEnum):
    """By what the seats of an edition are balanced."""

    STATE = "state"
    GENDER = "gender"
    INSTITUTION = "institution"


class WithoutAnswer(StrEnum):
    """What becomes of an application whose focal point does not answer in time."""

    GOES_ON = "goes_on"
    DECLINES = "declines"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a question with choices."""

    id: str
    label: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class FormQuestion:
    """A question the secretariat adds to the known fields of an application.

    ``least`` and ``most`` bound a number, or the characters of a text.
    """

    id: str
    kind: QuestionKind
    label: Text
    help: Text = field(default_factory=dict)
    required: bool = True
    choices: tuple[Choice, ...] = ()
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Eligibility:
    """Who may apply; an empty list lets everybody. Languages are those of the edition.

    ``states`` are codes, ``institutions`` are types. Who does not meet a rule may still
    apply, with a flag, unless ``strict``.
    """

    states: tuple[str, ...] = ()
    institutions: tuple[InstitutionType, ...] = ()
    strict: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class EndorsementRules:
    """How the focal point of a State vouches for its people.

    ``days`` is the time to answer; ``remind_before`` are days before its end.
    """

    required: bool = True
    days: int = 10
    remind_before: tuple[int, ...] = (5, 1)
    without_answer: WithoutAnswer = WithoutAnswer.GOES_ON


@dataclass(frozen=True, kw_only=True, slots=True)
class Criterion:
    """A line of the scoring sheet: 0 to ``most`` points, counted ``weight`` times."""

    id: str
    label: Text
    most: int = 5
    weight: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """How many seats those of one kind should have, at least or at most."""

    dimension: Dimension
    value: str
    at_least: int | None = None
    at_most: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CertificateRules:
    """What each grade takes, in percent of the required activities.

    ``diploma`` also asks for ``diploma_score`` percent as the mean of all quizzes.
    """

    participation: int = 50
    completion: int = 90
    diploma: int = 100
    diploma_score: int = 80
    hours: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """Everything settled for an edition besides its dates and seats."""

    questions: tuple[FormQuestion, ...] = ()
    eligibility: Eligibility = field(default_factory=Eligibility)
    endorsement: EndorsementRules = field(default_factory=EndorsementRules)
    criteria: tuple[Criterion, ...] = ()
    blind: bool = False
    targets: tuple[Target, ...] = ()
    offer_days: int = 5
    certificate: CertificateRules = field(default_factory=CertificateRules)


def to_plain(rules: Rules) -> dict[str, Any]:
    """Return the rules as values that JSON can hold."""
    return asdict(rules)


def from_plain(kept: dict[str, Any]) -> Rules:
    """Read what ``to_plain`` wrote; what is not there is as by default."""
    plain: dict[str, Any] = {
        "questions": _all(_question, kept.get("questions")),
        "eligibility": _eligibility(kept.get("eligibility") or {}),
        "endorsement": _endorsement(kept.get("endorsement") or {}),
        "criteria": _all(lambda each: Criterion(**each), kept.get("criteria")),
        "targets": _all(_target, kept.get("targets")),
        "certificate": CertificateRules(**(kept.get("certificate") or {})),
    }
    simple = {name: kept[name] for name in ("blind", "offer_days") if name in kept}
    return Rules(**plain, **simple)


def _all(read: Any, kept: list[dict[str, Any]] | None) -> tuple[Any, ...]:
    return tuple(read(each) for each in kept or ())


def _question(kept: dict[str, Any]) -> FormQuestion:
    choices = tuple(Choice(**each) for each in kept.get("choices") or ())
    return FormQuestion(
        **{**kept, "kind": QuestionKind(kept["kind"]), "choices": choices}
    )


def _eligibility(kept: dict[str, Any]) -> Eligibility:
    return Eligibility(
        states=tuple(kept.get("states") or ()),
        institutions=_all(InstitutionType, kept.get("institutions")),
        strict=bool(kept.get("strict")),
    )


def _endorsement(kept: dict[str, Any]) -> EndorsementRules:
    known = dict(kept)
    if "remind_before" in known:
        known["remind_before"] = tuple(known["remind_before"])
    if "without_answer" in known:
        known["without_answer"] = WithoutAnswer(known["without_answer"])
    return EndorsementRules(**known)


def _target(kept: dict[str, Any]) -> Target:
    return Target(**{**kept, "dimension": Dimension(kept["dimension"])})
