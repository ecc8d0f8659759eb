"""Small course packages for the tests: made by hand and made at random."""

from hypothesis import strategies as st

from lms.content.schema import (
    Activity,
    Author,
    Content,
    CourseKind,
    CoursePackage,
    Module,
    Outcome,
    Reference,
    Term,
    TextActivity,
)
from lms.kernel.language import Language
from tests.content.chance import bodies, slugs, texts, titles, words
from tests.content.questions_at_random import questions, quizzes

COURSE = """\
format: 1
id: prueba
source: es
languages: [es]
kind: thematic
title: {es: Prueba}
summary: {es: Una prueba}
audience: {es: Quien prueba}
outcomes:
- id: probar
  text: {es: Probar}
hours: 0.5
authors:
- name: Alguien   # de aquí
licence: CC BY-NC-SA 4.0
modules:
- 01-uno
"""
MODULE = """\
id: uno
title: {es: Uno}
purpose: {es: Empezar}
activities:
- {id: leer, kind: lesson, file: 01-leer, minutes: 12}
- {id: preguntas, kind: quiz, file: 02-preguntas, minutes: 8, required: false}
"""
LESSON = """\
# Leer

Uno [[paz]] y [@carta, art. 1].

::: figure mapa
alt: Un mapa
caption: El mapa
credit: Propio
:::
"""
QUIZ = """\
title: {es: Preguntas}
pass_mark: 70
questions:
- id: q-una
  kind: single
  prompt: {es: ¿Sí o no?}
  choices:
  - {id: a, text: {es: No}}
  - {id: b, text: {es: Sí}, correct: true}
  feedback: {es: Porque sí}
  sources: [carta]
- id: q-dos
  kind: truefalse
  prompt: {es: Es así}
  answer: false
  feedback: {es: No lo es}
"""
GLOSSARY = """\
terms:
- id: paz
  term: {es: Paz}
  definition: {es: Lo que *falta*}
"""
REFERENCES = """\
references:
- id: carta
  text: {es: Carta de las Naciones Unidas}
  url: https://example.org/carta
"""
FIGURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100">'
    '<path d="M0 0L9 9" stroke="var(--ink)"/></svg>'
)


def files(**changes: str | bytes | None) -> dict[str, bytes]:
    """A faultless course; a change replaces a file or, with nothing, removes it."""
    found: dict[str, str | bytes | None] = {
        "course": COURSE,
        "module": MODULE,
        "lesson": LESSON,
        "quiz": QUIZ,
        "glossary": GLOSSARY,
        "references": REFERENCES,
        "figure": FIGURE,
    }
    found |= changes
    return {
        PATHS.get(name, name): words.encode() if isinstance(words, str) else words
        for name, words in found.items()
        if words is not None
    }


PATHS = {
    "course": "course.yaml",
    "module": "01-uno/module.yaml",
    "lesson": "01-uno/01-leer.es.md",
    "quiz": "01-uno/02-preguntas.yaml",
    "glossary": "glossary.yaml",
    "references": "references.yaml",
    "figure": "01-uno/figures/mapa.svg",
}


@st.composite
def text_activities(draw: st.DrawFn) -> TextActivity:
    title = draw(texts(titles))
    return TextActivity(title=title, body={each: draw(bodies) for each in title})


@st.composite
def activities(draw: st.DrawFn, file: str) -> Activity:
    kind = draw(st.sampled_from(["lesson", "exercise", "discussion", "quiz"]))
    content: Content = draw(quizzes if kind == "quiz" else text_activities())
    return Activity(
        id=draw(slugs),
        kind=kind,
        file=file,
        minutes=draw(st.integers(1, 600)),
        required=draw(st.booleans()),
        content=content,
    )


@st.composite
def modules(draw: st.DrawFn, folder: str) -> Module:
    count = draw(st.integers(0, 3))
    return Module(
        folder=folder,
        id=draw(slugs),
        title=draw(texts(words)),
        purpose=draw(texts(words)),
        activities=tuple(draw(activities(f"{number:02}-a")) for number in range(count)),
    )


@st.composite
def packages(draw: st.DrawFn) -> CoursePackage:
    """Any course there may be."""
    count = draw(st.integers(0, 2))
    terms = st.builds(Term, id=slugs, term=texts(words), definition=texts(words))
    references = st.builds(
        Reference, id=slugs, text=texts(words), url=st.none() | titles
    )
    outcomes = st.builds(Outcome, id=slugs, text=texts(words))
    return CoursePackage(
        id=draw(slugs),
        kind=draw(st.sampled_from(CourseKind)),
        title=draw(texts(words)),
        summary=draw(texts(words)),
        audience=draw(texts(words)),
        outcomes=tuple(draw(st.lists(outcomes, max_size=2))),
        hours=draw(st.integers(0, 80)) / 2,
        authors=tuple(draw(st.lists(st.builds(Author, name=titles), max_size=2))),
        licence=draw(titles),
        source=draw(st.sampled_from(Language)),
        languages=tuple(draw(st.permutations(list(Language)))),
        modules=tuple(draw(modules(f"{number:02}-m")) for number in range(count)),
        bank=tuple(draw(st.lists(questions, max_size=2))),
        terms=tuple(draw(st.lists(terms, max_size=2))),
        references=tuple(draw(st.lists(references, max_size=2))),
        files=draw(
            st.dictionaries(
                slugs.map(lambda name: f"00-x/media/{name}.bin"),
                st.binary(max_size=8),
                max_size=2,
            )
        ),
    )
