"""Settling the rules of an edition: seats, form, endorsement, criteria and so on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lms.enrolment import queries
from lms.enrolment.errors import EditionRefused, NoSuchEdition
from lms.enrolment.hindrances import objections
from lms.enrolment.models import Edition
from lms.enrolment.rules import (
    CertificateRules,
    Criterion,
    Eligibility,
    EndorsementRules,
    FormQuestion,
    Rules,
    Target,
    from_plain,
    to_plain,
)
from lms.enrolment.states import SEATED, EditionState
from lms.foundation.database import session
from lms.foundation.i18n import _, ngettext
from lms.kernel.verdict import YES, Verdict, no
from lms.record.services import note

from .editions import lock_edition, refuse_archived


def set_seats(
    *,
    edition_id: int,
    seats: int | None,
    seats_per_state: int | None,
    eligibility: Eligibility,
    targets: Sequence[Target],
    by_id: int,
) -> None:
    """Settle who may apply, how many seats there are and how they are balanced.

    Raises ``NoSuchEdition``, or ``EditionRefused`` for fewer seats than are taken.
    """
    edition = lock_edition(edition_id)
    taken = sum(queries.count_people(edition_id).get(state, 0) for state in SEATED)
    if seats is not None and seats < taken:
        raise EditionRefused(
            ngettext(
                "Ya hay %(num)s vacante ocupada: no puede haber menos.",
                "Ya hay %(num)s vacantes ocupadas: no puede haber menos.",
                taken,
            )
        )
    edition.seats, edition.seats_per_state = seats, seats_per_state
    rules = replace(rules_of(edition), eligibility=eligibility, targets=tuple(targets))
    details = {"seats": seats, "seats_per_state": seats_per_state}
    _keep(edition, rules, "seats", by_id, details)


def set_endorsement(
    *, edition_id: int, endorsement: EndorsementRules, by_id: int
) -> None:
    """Settle how focal points vouch; raises ``NoSuchEdition``, ``EditionRefused``."""
    edition = lock_edition(edition_id)
    rules = replace(rules_of(edition), endorsement=endorsement)
    _keep(edition, rules, "endorsement", by_id)


def set_criteria(
    *,
    edition_id: int,
    criteria: Sequence[Criterion],
    blind: bool,
    offer_days: int,
    by_id: int,
) -> None:
    """Settle the scoring sheet; raises ``NoSuchEdition`` or ``EditionRefused``."""
    edition = lock_edition(edition_id)
    verdict = may_change_criteria(edition)
    if not verdict:
        raise EditionRefused(verdict.reason)
    rules = replace(
        rules_of(edition),
        criteria=tuple(criteria),
        blind=blind,
        offer_days=offer_days,
    )
    _keep(edition, rules, "criteria", by_id, {"blind": blind})


def set_certificate(
    *, edition_id: int, certificate: CertificateRules, by_id: int
) -> None:
    """Settle what a certificate takes; raises ``NoSuchEdition``, ``EditionRefused``."""
    edition = lock_edition(edition_id)
    rules = replace(rules_of(edition), certificate=certificate)
    _keep(edition, rules, "certificate", by_id)


def put_question(*, edition_id: int, question: FormQuestion, by_id: int) -> None:
    """Add an own question to the form, or change the one of this id.

    Raises ``NoSuchEdition`` or ``EditionRefused``.
    """
    edition, rules = _form(edition_id)
    known = [each.id for each in rules.questions]
    if question.id in known:
        questions = [
            question if each.id == question.id else each for each in rules.questions
        ]
    else:
        questions = [*rules.questions, question]
    _keep_form(edition, rules, questions, by_id)


def move_question(
    *, edition_id: int, question_id: str, places: int, by_id: int
) -> None:
    """Move a question of the form up (-1) or down (1); raises as ``put_question``."""
    edition, rules = _form(edition_id)
    questions = list(rules.questions)
    at = _place(questions, question_id)
    to = min(max(at + places, 0), len(questions) - 1)
    questions.insert(to, questions.pop(at))
    _keep_form(edition, rules, questions, by_id)


def remove_question(*, edition_id: int, question_id: str, by_id: int) -> None:
    """Take a question out of the form; raises as ``put_question`` does."""
    edition, rules = _form(edition_id)
    questions = list(rules.questions)
    del questions[_place(questions, question_id)]
    _keep_form(edition, rules, questions, by_id)


def rules_of(edition: Edition) -> Rules:
    """Return what is settled for an edition."""
    return from_plain(edition.rules)


def may_change_form(edition: Edition) -> Verdict:
    """Whether the own questions of the form may still change."""
    if edition.state != EditionState.DRAFT:
        return no(
            _(
                "Las preguntas se cambian solo en borrador: con la convocatoria "
                "abierta, todas las personas responden lo mismo."
            )
        )
    against = objections(edition, "questions")
    return no(" ".join(against)) if against else YES


def may_change_criteria(edition: Edition) -> Verdict:
    """Whether the scoring sheet may still change."""
    if edition.state in (EditionState.DRAFT, EditionState.CALL):
        return YES
    if edition.state == EditionState.SELECTING:
        against = objections(edition, "criteria")
        return no(" ".join(against)) if against else YES
    return no(_("La selección ya terminó: los criterios quedan como se aplicaron."))


def _form(edition_id: int) -> tuple[Edition, Rules]:
    edition = lock_edition(edition_id)
    verdict = may_change_form(edition)
    if not verdict:
        raise EditionRefused(verdict.reason)
    return edition, rules_of(edition)


def _place(questions: Sequence[FormQuestion], question_id: str) -> int:
    for place, question in enumerate(questions):
        if question.id == question_id:
            return place
    raise NoSuchEdition


def _keep_form(
    edition: Edition, rules: Rules, questions: Sequence[FormQuestion], by_id: int
) -> None:
    kept = replace(rules, questions=tuple(questions))
    _keep(edition, kept, "form", by_id, {"questions": len(questions)})


def _keep(
    edition: Edition,
    rules: Rules,
    part: str,
    by_id: int,
    details: dict[str, Any] | None = None,
) -> None:
    refuse_archived(edition)
    edition.rules = to_plain(rules)
    session.flush()
    note(
        act="edition.settled",
        by_id=by_id,
        about=f"edition:{edition.id}",
        details={"part": part, **(details or {})},
    )
