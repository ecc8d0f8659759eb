"""Checks of the rules of a quiz: those that contradict each other or change nothing."""

from collections.abc import Callable, Mapping

from lms.content.asking import (
    ByHand,
    Grade,
    Layout,
    Question,
    Quiz,
    Rules,
    Section,
    When,
)
from lms.content.findings import FileNotes, Place
from lms.kernel.language import N_


def mind_rules(quiz: Quiz, bank: Mapping[str, Question], notes: FileNotes) -> None:
    """Tell every rule that has no effect as the others stand, or undoes another."""
    kinds = {question.kind for question in quiz.all_questions(bank)}
    headed = any(isinstance(item, Section) for item in quiz.items)
    for key, is_odd, message in _ODD:
        if is_odd(quiz.rules):
            notes.gap("odd-rule", message, ("rules", *key))
    if quiz.rules.layout is Layout.SECTION and not headed:
        notes.gap(
            "no-sections",
            N_(
                "«layout: section» pone cada sección en una página, pero no hay "
                "ninguna («- section: …»)."
            ),
            ("rules", "layout"),
        )
    if quiz.rules.by_hand != ByHand() and "essay" not in kinds:
        notes.gap(
            "nothing-by-hand",
            N_("«by_hand» solo vale con preguntas de tipo «essay», y no hay ninguna."),
            ("rules", "by_hand"),
        )


def _is_once(rules: Rules) -> bool:
    return rules.attempts == 1


_Odd = tuple[Place, Callable[[Rules], bool], str]
_ODD: tuple[_Odd, ...] = (
    (
        ("forward_only",),
        lambda rules: rules.forward_only and rules.layout is Layout.ALL,
        N_(
            "«forward_only» no tiene efecto con todo en una página; añada "
            "«layout: one» o «layout: section»."
        ),
    ),
    (
        ("wait",),
        lambda rules: bool(rules.wait) and _is_once(rules),
        N_("«wait» no tiene efecto con un solo intento; quítelo o permita más."),
    ),
    (
        ("grade",),
        lambda rules: rules.grade is not Grade.BEST and _is_once(rules),
        N_("«grade» no tiene efecto con un solo intento; quítelo o permita más."),
    ),
    (
        ("grace",),
        lambda rules: rules.grace != Rules().grace and rules.time_limit is None,
        N_("«grace» no tiene efecto sin «time_limit»; quítelo o ponga un límite."),
    ),
    (
        ("review", "answers"),
        lambda rules: rules.review.answers is When.DURING and not _is_once(rules),
        N_(
            "Las respuestas se muestran durante el intento y luego se puede repetir; "
            "añada «attempts: 1» o cambie «answers»."
        ),
    ),
    (
        ("review", "score"),
        lambda rules: rules.review.score is When.DURING and rules.by_hand.together,
        N_(
            "La nota no puede verse durante el intento si se comunica a todos a la vez "
            "(«together»); cambie «score»."
        ),
    ),
    (
        ("review", "feedback"),
        lambda rules: (
            rules.review.feedback is When.NEVER
            and rules.review.answers is not When.NEVER
        ),
        N_("Las respuestas se ven, pero nadie verá por qué; cambie «feedback»."),
    ),
)
