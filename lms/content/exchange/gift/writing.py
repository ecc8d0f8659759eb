"""Writes questions into a GIFT file."""

from collections.abc import Mapping, Sequence

from lms.content.asking import Question
from lms.content.exchange.carried import Written
from lms.content.exchange.gift.blocks import BLOCKS
from lms.content.exchange.gift.faults import Losses, Unreadable
from lms.content.exchange.gift.scanning import CATEGORY
from lms.content.exchange.gift.signs import escape
from lms.content.exchange.gift.wording import Wording
from lms.kernel.language import N_, Language

_NO_CATEGORY = "$course$/top"
_LONGEST_TAG = 200


def write(
    questions: Sequence[Question],
    *,
    language: Language,
    source: Language,
    files: Mapping[str, bytes],
) -> Written:
    """Write questions in one language, and say of each what GIFT cannot hold.

    What others may pass over and we read back is said once, of the file as a whole.
    """
    losses = Losses()
    pieces: list[str] = []
    category, tagged = "", False
    for question in questions:
        with losses.about(question.id):
            written = _question(question, Wording(language, source, losses), losses)
        if written is None:
            continue
        if question.category != category:
            category = question.category
            pieces.append(f"{CATEGORY} {category or _NO_CATEGORY}\n")
        pieces.append(written)
        tagged = tagged or any(map(_can_stand, question.tags))
    if tagged:
        # They come back here as they were; so this is said once, and of no question.
        losses.add(
            "gift-tags",
            N_(
                "Las etiquetas van en un comentario: solo las versiones recientes de "
                "Moodle las leen."
            ),
        )
    return Written(data="\n".join(pieces).encode(), losses=tuple(losses.all))


def _question(question: Question, words: Wording, losses: Losses) -> str | None:
    block = BLOCKS.get(question.kind)
    if block is None:
        losses.add(
            "gift-kind",
            N_("GIFT no tiene preguntas de tipo «%(kind)s»: quedó fuera."),
            kind=question.kind,
        )
        return None
    since = len(losses.all)
    try:
        prompt = words.prompt(question.prompt)
        feedback = words.told(question.feedback)
        answers = block(question, words, losses)
    except Unreadable as unfit:
        del losses.all[since:]
        losses.take([unfit.loss])
        return None
    _mind_rest(question, losses)
    words.mind_languages(question)
    title = f"::{escape(' '.join(question.name.split()))}::" if question.name else ""
    head = f"{_comment(question, losses)}{title}{_safe(prompt, title)}"
    return f"{head}{_braced(answers, feedback)}\n"


def _safe(prompt: str, title: str) -> str:
    """A prompt that is not taken for a comment or a category, for want of a title."""
    if not title and prompt.startswith(("//", "$")):
        return f"[moodle]{prompt}"
    return prompt


def _comment(question: Question, losses: Losses) -> str:
    tags = [tag for tag in question.tags if _can_stand(tag)]
    if len(tags) < len(question.tags):
        losses.add(
            "gift-tag", N_("Una etiqueta tiene signos que no caben en el comentario.")
        )
    marks = [f"[id:{question.id}]", *(f"[tag:{_bracketed(tag)}]" for tag in tags)]
    return f"// {' '.join(marks)}\n"


def _can_stand(tag: str) -> bool:
    return (
        not {"\\", "["} & set(tag)
        and " ".join(tag.split()) == tag
        and len(_bracketed(tag)) <= _LONGEST_TAG
    )


def _bracketed(tag: str) -> str:
    return tag.replace("]", "\\]")


def _braced(answers: Sequence[str], feedback: str) -> str:
    told = [f"####{feedback}"] if feedback else []
    if len(answers) == 1:
        return "{" + "".join((*answers, *told)) + "}"
    lines = "".join(f"\t{line}\n" for line in (*answers[1:], *told))
    return "{" + f"{answers[0]}\n{lines}" + "}"


def _mind_rest(question: Question, losses: Losses) -> None:
    """Tell what a question has besides its words and answers."""
    if question.points != 1:
        losses.add(
            "gift-points",
            N_("Vale %(points)s puntos, pero en GIFT todas valen 1."),
            points=question.points,
        )
    if question.outcome or question.difficulty or question.sources:
        losses.add(
            "gift-desk",
            N_("El objetivo, la dificultad y las fuentes quedaron fuera."),
        )
    if question.when_right or question.when_partly or question.when_wrong:
        losses.add(
            "gift-when",
            N_("Lo que se dice según se acierte o no quedó fuera."),
        )
