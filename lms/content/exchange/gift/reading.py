"""Reads questions from a GIFT file."""

from collections.abc import Iterable, Mapping

from lms.content.asking import Question
from lms.content.exchange.carried import Carried
from lms.content.exchange.encodings import decode
from lms.content.exchange.gift.answers import understand
from lms.content.exchange.gift.faults import Losses, Unreadable
from lms.content.exchange.gift.parting import Parted, id_in, part
from lms.content.exchange.gift.scanning import Category, Passage, scan
from lms.content.exchange.gift.signs import show
from lms.content.exchange.gift.texts import Words
from lms.content.exchange.naming import Names, slug_of
from lms.kernel.language import N_, Language

_CONTEXTS = ("$course$", "$system$", "$module$", "$cat$", "$user$")


def read(
    data: bytes, *, language: Language, files: Mapping[str, bytes] | None
) -> Carried:
    """The questions of a file.

    Ids are those that Moodle writes into comments, else they come from the titles.
    Raises ``ExchangeFaulty`` for a file that is broken, such as by a missing brace.
    """
    decoded = decode(data)
    found = scan(decoded.words)
    reader = _Reader(language, files or {}, map(_own_id, found))
    for each in found:
        reader.take(each)
    return Carried(
        questions=tuple(reader.questions),
        losses=(*decoded.losses, *reader.losses.all),
        files=reader.words.pictures.files,
    )


class _Reader:
    def __init__(
        self, language: Language, files: Mapping[str, bytes], ids: Iterable[str]
    ) -> None:
        self.questions: list[Question] = []
        self.losses = Losses()
        self.words = Words(language, files, self.losses)
        self._reserved = set(filter(None, map(slug_of, ids)))
        self._names = Names(self._reserved)
        self._category = ""

    def take(self, each: Passage | Category) -> None:
        """Read what stands between two blank lines."""
        if isinstance(each, Category):
            self._category = _category(each.path)
            return
        with self.losses.about(_first_words(each.text), each.line_at(0)):
            try:
                found = part(each)
            except Unreadable as fault:
                self.losses.take([fault.loss])
                return
        for question in found:
            self._read(question)

    def _read(self, parted: Parted) -> None:
        name = parted.title or parted.id or _first_words(parted.words)
        since = len(self.losses.all)
        with self.losses.about(name, parted.line):
            try:
                question = self._question(parted)
            except Unreadable as fault:
                self.losses.take([fault.loss])
                return
        self.losses.named(since, question.id)
        self.questions.append(question)

    def _question(self, parted: Parted) -> Question:
        if parted.answers is None:
            raise Unreadable(
                "gift-description",
                N_("Es un texto sin respuestas, no una pregunta; se dejó fuera."),
            )
        prompt = self.words.formatted(parted.format, parted.words)
        if not prompt:
            raise Unreadable("gift-no-words", N_("No tiene texto de pregunta."))
        if parted.title_only:
            self.losses.add(
                "gift-title-only",
                N_("No tiene más texto que el título, que ahora es la pregunta."),
            )
        kind, content, feedback = understand(parted, self.words, self.losses)
        return Question(
            id=self._id(parted),
            kind=kind,
            name=parted.title,
            category=self._category,
            tags=parted.tags,
            prompt=prompt,
            content=content,
            feedback=feedback,
        )

    def _id(self, parted: Parted) -> str:
        """The id that the file gives, else one that no question of the file has."""
        if (own := slug_of(parted.id)) in self._reserved:
            self._reserved.remove(own)
            return own
        return self._names.give(parted.id, parted.title)


def _own_id(each: Passage | Category) -> str:
    """The id that the comments of a passage give to its question."""
    return id_in(each.comments) if isinstance(each, Passage) else ""


def _category(path: str) -> str:
    """A category without the place in Moodle it begins with."""
    # Moodle doubles a slash that is part of a name.
    parts = [part.strip() for part in path.replace("//", "\0").split("/")]
    if parts[0].lower() in _CONTEXTS:
        parts = parts[1:]
        parts = parts[1:] if parts[:1] == ["top"] else parts
    names = [" ".join(part.replace("\0", " - ").split()) for part in parts]
    return "/".join(filter(None, names))


def _first_words(hidden: str) -> str:
    words = " ".join(show(hidden[:200]).split())
    return words if len(words) <= 60 else words[:59].rstrip() + "…"
