"""A course whose quiz and bank are faultless, with a question of every kind."""

from lms.content.check import check_files
from tests.content.packages import files

PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x07\0\0\0\x05"
QUESTIONS: dict[str, str] = {
    "single": """\
shuffle: false
choices:
- {id: a, text: {es: Sí}, correct: true}
- {id: b, text: {es: No}}
- {id: c, text: {es: '![Un mapa](questions/map.png)'}, weight: 1/3}
""",
    "multiple": """\
marking: weights
choices:
- {id: a, text: {es: Uno}, correct: true, weight: 1/2}
- {id: b, text: {es: Dos}, correct: true, weight: 50%}
- {id: c, text: {es: Tres}, weight: -0.5, feedback: {es: 'Mal:\\n\\n- esto'}}
""",
    "truefalse": "answer: true\nif_true: {es: Bien}\nif_false: {es: Mal}\n",
    "matching": """\
marking: all
pairs:
- {id: a, left: {es: Lima}, right: {es: Perú}}
- {id: b, left: {es: Quito}, right: {es: Ecuador}}
extras:
- {id: c, text: {es: Chile}}
""",
    "ordering": """\
marking: all
items:
- {id: a, text: {es: Uno}}
- {id: b, text: {es: Dos}}
""",
    "short": """\
case: true
accents: true
answers:
- {text: Lemkin}
- {text: lemkin, weight: 1/2, feedback: {es: Casi}}
- {text: '*', weight: 0}
""",
    "numerical": """\
answers:
- {value: 10, tolerance: 0.5}
- {least: 5, most: 15, weight: 1/2}
- {weight: 0, feedback: {es: No}}
units:
- {name: m}
- {name: km, factor: 0.001}
unit_needed: true
""",
    "cloze": """\
gaps:
- id: g-one
  kind: single
  points: 2
  look: row
  choices:
  - {id: a, text: {es: Sí}, correct: true}
  - {id: b, text: {es: No}}
- {id: g-two, kind: short, answers: [{text: paz}]}
""",
    "categorising": """\
categories:
- {id: k, text: {es: Crimen}}
- {id: l, text: {es: Falta}}
items:
- {id: a, text: {es: Uno}, category: k}
- {id: b, text: {es: Dos}, category: l}
""",
    "essay": """\
rubric:
- id: clear
  text: {es: Claridad}
  levels:
  - {id: no, text: {es: Poca}, points: 0}
  - {id: yes, text: {es: Mucha}, points: 3}
least_words: 10
most_words: 100
guidance: {es: Que *cite*}
template: {es: 'Querida [[…'}
""",
    "reflection": "least_words: 5\n",
    "likert": """\
scale:
- {id: no, text: {es: Nada}}
- {id: yes, text: {es: Mucho}}
""",
}
PROMPTS = {"cloze": "'En {{g-one}} hay {{g-two}}.'"}


def question(kind: str, id_: str = "q-x", also: str = "") -> str:
    """A faultless question, to stand in a list; ``also`` are more lines of it."""
    prompt = PROMPTS.get(kind, "¿Qué?")
    lines = (
        f"id: {id_}\nkind: {kind}\nprompt: {{es: {prompt}}}\n{QUESTIONS[kind]}"
        f"feedback: {{es: Por eso}}\n{also}"
    )
    first, *others = lines.splitlines()
    return "\n".join([f"- {first}", *(f"  {line}" for line in others)]) + "\n"


def quiz_of(questions: str, rules: str = "") -> str:
    """A quiz file; its questions begin on line 4 if there are no rules."""
    return f"title: {{es: Preguntas}}\npass_mark: 70\n{rules}questions:\n{questions}"


def bank_of(*questions: str) -> str:
    """The file of the bank."""
    return "questions:\n" + "".join(questions)


def asked(quiz: str, bank: str | None = None, **more: str | bytes) -> list[str]:
    """What is told about a quiz: ``code:line``, errors with an exclamation mark."""
    changes: dict[str, str | bytes | None] = {
        "quiz": quiz,
        "questions.yaml": bank,
        "questions/map.png": PICTURE,
        **more,
    }
    return [
        f"{one.code}:{one.line}{'!' if one.severity == 'error' else ''}"
        for one in check_files(files(**changes))
        if one.file.endswith(("02-preguntas.yaml", "questions.yaml", "course.yaml"))
    ]


def told(kind: str, old: str, new: str, **more: str | bytes) -> list[str]:
    """What is wrong with a question after a change; it begins on line 4."""
    before = question(kind)
    assert old in before
    return asked(quiz_of(before.replace(old, new)), **more)
