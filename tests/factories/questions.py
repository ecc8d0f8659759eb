"""One question of every kind, in three languages, with its key."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from lms.content.asking import Question
from lms.content.questions.contents import (
    Accepted,
    Categories,
    Choice,
    Choices,
    Cloze,
    Criterion,
    Essay,
    Gap,
    Interval,
    Labelled,
    Level,
    Likert,
    Matching,
    Numerical,
    Ordering,
    Pair,
    Reflection,
    ShortText,
    Sorted,
    Statement,
    Unit,
)
from lms.kernel.language import Language, Text


def told(es: str, pt: str = "", en: str = "") -> Text:
    """A text in three languages; marked as Portuguese and English where not given."""
    words = (es, pt or f"{es} (pt)", en or f"{es} (en)")
    return dict(zip(Language, words, strict=True))


def choices(*right: str, of: str = "abcd", **more: Any) -> Choices:
    """Choices named by letters, with what is told to whoever picks one."""
    return Choices(
        choices=tuple(
            Choice(
                id=id_,
                text=told(f"Respuesta {id_}"),
                correct=id_ in right,
                feedback=told(f"Por qué {id_}."),
            )
            for id_ in of
        ),
        **more,
    )


def labelled(**texts: str) -> tuple[Labelled, ...]:
    """Things with an id and a text."""
    return tuple(Labelled(id=id_, text=told(es)) for id_, es in texts.items())


MATCHING = Matching(
    pairs=tuple(
        Pair(id=id_, left=told(left), right=told(right))
        for id_, left, right in (
            ("lemkin", "Raphael Lemkin", "Acuñó la palabra «genocidio»"),
            ("convencion", "La Convención de 1948", "Obliga a prevenir y a sancionar"),
            ("ruanda", "El Tribunal para Ruanda", "Dictó la primera condena"),
            ("estatuto", "El Estatuto de Roma", "Obliga a prevenir y a sancionar"),
        )
    ),
    extras=labelled(nadie="No existió"),
)
ORDERING = Ordering(
    items=labelled(
        libro="El libro de Lemkin",
        convencion="La Convención",
        ruanda="El Tribunal para Ruanda",
        roma="El Estatuto de Roma",
    )
)
SHORT = ShortText(
    answers=(
        Accepted(
            text="Raphael Lemkin", feedback=told("Sí: *Raphael* Lemkin, en 1944.")
        ),
        Accepted(text="*Lemkin"),
        Accepted(
            text="un jurista*",
            weight=Fraction(1, 2),
            feedback=told("¿Cómo se llamaba?"),
        ),
    )
)
NUMERICAL = Numerical(
    answers=(
        Interval(
            value=Decimal("1.5"),
            tolerance=Decimal("0.25"),
            feedback=told("Es la distancia exacta."),
        ),
        Interval(
            least=Decimal(1),
            most=Decimal(2),
            weight=Fraction(1, 2),
            feedback=told("Casi."),
        ),
    ),
    units=(Unit(name="km"), Unit(name="m", factor=Decimal(1000))),
    unit_needed=True,
)
CLOZE = Cloze(
    gaps=(
        Gap(
            id="ano",
            kind="numerical",
            content=Numerical(answers=(Interval(value=Decimal(1948)),)),
            feedback=told("El 9 de diciembre."),
        ),
        Gap(
            id="quien",
            kind="short",
            content=ShortText(answers=(Accepted(text="Lemkin"),)),
            points=2,
        ),
        Gap(id="obliga", kind="single", content=choices("a", of="abc", shuffle=False)),
    )
)
CATEGORIES = Categories(
    categories=labelled(
        genocidio="Genocidio", lesa="Crímenes de lesa humanidad", ninguna="Ninguna"
    ),
    items=tuple(
        Sorted(id=id_, text=told(es), category=category, feedback=told(f"Sobre {id_}."))
        for id_, es, category in (
            ("traslado", "Traslado de niños del grupo", "genocidio"),
            ("tortura", "Tortura sistemática", "lesa"),
            ("robo", "Un robo", "ninguna"),
        )
    ),
)
ESSAY = Essay(
    rubric=tuple(
        Criterion(
            id=id_,
            text=told(es),
            levels=tuple(
                Level(id=level, text=told(words), points=points)
                for level, words, points in (
                    ("no", "No aparece", 0),
                    ("algo", "Aparece sin razones", 1),
                    ("si", "Aparece con razones", 2),
                )
            ),
        )
        for id_, es in (("norma", "Nombra la norma"), ("caso", "La aplica al caso"))
    ),
    least_words=3,
    most_words=200,
    guidance=told("Solo para quien califica."),
    template=told("Hechos:\n\nNorma:"),
)

_CONTENTS: dict[str, tuple[str, object]] = {
    "single": ("¿Cuál *obliga*?", choices("b")),
    "multiple": ("¿Cuáles?", choices("a", "c")),
    "truefalse": (
        "El genocidio exige una guerra.",
        Statement(
            answer=False, if_true=told("No la exige."), if_false=told("También en paz.")
        ),
    ),
    "matching": ("¿Qué corresponde a qué?", MATCHING),
    "ordering": ("Ponga en orden.", ORDERING),
    "short": ("¿Quién acuñó la palabra?", SHORT),
    "numerical": ("¿A qué distancia?", NUMERICAL),
    "cloze": (
        "En {{ano}} se aprobó lo que {{quien}} pedía, y **{{obliga}}** a todos.",
        CLOZE,
    ),
    "categorising": ("¿Qué es cada cosa?", CATEGORIES),
    "essay": ("Analice el caso.\n\n- Los hechos\n- La norma", ESSAY),
    "reflection": ("¿Qué haría usted?", Reflection(least_words=2)),
    "likert": (
        "Me siento en condiciones de reconocer las señales.",
        Likert(scale=labelled(nada="Nada", algo="Algo", mucho="Mucho")),
    ),
}

KINDS = tuple(_CONTENTS)
"""The names of all kinds."""

KEYS: dict[str, tuple[str, ...]] = {
    "single": ("b",),
    "multiple": ("a", "c"),
    "truefalse": ("false",),
    "matching": (
        "lemkin=lemkin",
        "convencion=convencion",
        "ruanda=ruanda",
        "estatuto=convencion",
    ),
    "ordering": ("libro=1", "convencion=2", "ruanda=3", "roma=4"),
    "short": ("Raphael Lemkin",),
    "numerical": ("1.5 km",),
    "cloze": ("ano=1948", "quien=Lemkin", "obliga=a"),
    "categorising": ("traslado=genocidio", "tortura=lesa", "robo=ninguna"),
    "essay": (),
    "reflection": (),
    "likert": (),
}
"""What earns the full mark, by kind; () where nothing is marked, or by hand."""

ANSWERS: dict[str, tuple[str, ...]] = {
    **KEYS,
    "essay": ("Los hechos caen bajo la Convención.",),
    "reflection": ("Avisaría a la red.",),
    "likert": ("algo",),
}
"""A whole answer to each kind: right where there is a right one."""

WRONG: dict[str, tuple[str, ...]] = {
    "single": ("a",),
    "multiple": ("b", "d"),
    "truefalse": ("true",),
    "matching": (
        "lemkin=nadie",
        "convencion=ruanda",
        "ruanda=nadie",
        "estatuto=lemkin",
    ),
    "ordering": ("libro=4", "convencion=3", "ruanda=2", "roma=1"),
    "short": ("Nadie",),
    "numerical": ("1500 km",),
    "cloze": ("ano=1949", "quien=Nadie", "obliga=c"),
    "categorising": ("traslado=lesa", "tortura=ninguna", "robo=genocidio"),
}
"""A whole answer that earns nothing, for the kinds that mark by themselves."""


def make_question(kind: str, id_: str = "", **more: Any) -> Question:
    """A question of a kind, with feedback of every sort; its id is the kind's name."""
    prompt, content = _CONTENTS[kind]
    question = Question(
        id=id_ or kind,
        kind=kind,
        name=f"Pregunta {kind}",
        prompt=told(prompt),
        content=content,
        feedback=told("Explicación general."),
    )
    if kind in WRONG:
        question = replace(
            question,
            when_right=told("Muy bien."),
            when_partly=told("Le falta algo."),
            when_wrong=told("Lea otra vez la lección."),
        )
    return replace(question, **more)


def one_of_each(**more: Any) -> tuple[Question, ...]:
    """A question of every kind, in the order of ``KINDS``."""
    return tuple(make_question(kind, **more) for kind in KINDS)
