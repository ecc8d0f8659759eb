"""Our texts as Moodle keeps them: HTML, all languages in one, pictures inside."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape, unescape
from urllib.parse import quote, unquote

from lms.content.exchange.markup import lost_in_html, to_html
from lms.content.exchange.moodle.notes import Notes
from lms.content.exchange.moodle.writing.sheet import Told
from lms.kernel.language import N_, Language, Text, pick

_PICTURE = re.compile(r'(<img src=")([^"]*)(")')
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|&#?\w{1,30};|mlang", re.I)
_ELEMENT = re.compile(r"<[A-Za-z]")
_MLANG = re.compile(r"\{(?=\s*mlang)", re.IGNORECASE)
_PLACE = "@@PLUGINFILE@@/"


class Wording:
    """Puts the texts of one question into words of a file; losses go into the notes."""

    def __init__(
        self,
        language: Language,
        source: Language,
        files: Mapping[str, bytes],
        notes: Notes,
    ) -> None:
        self.notes = notes
        self._language = language
        self._source = source
        self._files = files
        self._names: dict[str, str] = {}

    def told(self, text: Text, *, inline: bool = False) -> Told:
        """A text as HTML, its languages one after the other if there are several."""
        apart = {
            language: self.html(text[language], inline=inline)
            for language in self.languages(text)
        }
        return self.with_pictures(self.together(apart))

    def languages(self, text: Text) -> tuple[Language, ...]:
        """The languages a text has words in, the source first."""
        ordered = dict.fromkeys((self._source, *Language))
        return tuple(one for one in ordered if text.get(one, "").strip())

    def html(self, words: str, *, inline: bool = False) -> str:
        """Words in one language as HTML, their pictures still named by path."""
        self.notes.take(lost_in_html(words))
        # What looks like a mark of another language must stay what it is.
        return _MLANG.sub("&#123;", to_html(words, inline=inline).strip())

    def together(self, apart: Mapping[Language, str]) -> str:
        """HTML of several languages in one; the usual language alone has no mark."""
        if set(apart) <= {self._language}:
            return "".join(apart.values())
        return "".join(
            f'<span lang="{language}" class="multilang">{html}</span>'
            for language, html in apart.items()
        )

    def with_pictures(self, html: str) -> Told:
        """HTML with its pictures named as Moodle does, and those pictures."""
        shown: dict[str, bytes] = {}

        def put(found: re.Match[str]) -> str:
            path = unquote(unescape(found[2]))
            if path not in self._files:
                self._lose_picture(path)
                return found[0]
            name = self._name(path)
            shown[name] = self._files[path]
            return f"{found[1]}{_PLACE}{quote(name)}{found[3]}"

        html = _PICTURE.sub(put, html)
        return Told(html, tuple(shown.items()))

    def picked(self, text: Text) -> str:
        """The words of a text in one language, where there can be only one."""
        told = pick(text, self._language, self._source)
        others = [one for one in self.languages(text) if one is not told.language]
        if others:
            self.lose_languages(told.language, others)
        return told.words

    def lose_languages(self, kept: Language, others: Iterable[Language]) -> None:
        """Tell that a text is there in one language only."""
        self.notes.lose(
            "languages-lost",
            N_(
                "Una parte solo puede ir en un idioma: va en «%(language)s», sin "
                "%(others)s."
            ),
            language=str(kept),
            others=", ".join(others),
        )

    def plainly(self, text: Text) -> Told:
        """A text for a place where Moodle shows words without their looks."""
        told = self.told(text, inline=True)
        if any(
            _ELEMENT.search(self.html(words, inline=True)) for words in text.values()
        ):
            self.notes.lose(
                "looks-hidden",
                N_("Moodle muestra sin formato ni imágenes lo que se elige de listas."),
            )
        return told

    def preferred(self, languages: Sequence[Language]) -> Language:
        """The language to be written where there can be only one."""
        wanted = (self._language, self._source, *languages)
        return next(one for one in wanted if one in languages)

    def _name(self, path: str) -> str:
        if path not in self._names:
            stem, dot, ending = path.rpartition("/")[2].rpartition(".")
            name, number = f"{stem}{dot}{ending}", 1
            while name in self._names.values():
                number += 1
                name = f"{stem}-{number}{dot}{ending}"
            self._names[path] = name
        return self._names[path]

    def _lose_picture(self, path: str) -> None:
        self.notes.lose(
            "missing-picture", N_("Falta la imagen «%(name)s»."), name=path[-100:]
        )


def bare_words(words: str) -> str:
    """Words for a place of names, where Moodle would take tags for tags."""
    if not _MARKUP.search(words):
        return words
    return _MLANG.sub("&#123;", escape(words, quote=False))
