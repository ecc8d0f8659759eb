"""Lists of people as the secretariat has them in a spreadsheet, understood. Pure.

The columns come in any order, under the names they have in Spanish, Portuguese or
English; what cannot be understood is said in plain words, row by row.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from email_validator import EmailNotValidError, validate_email

from lms.foundation.i18n import _
from lms.kernel.language import Language

MOST = 1_000
"""People in one list."""

COLUMNS: dict[str, frozenset[str]] = {
    "email": frozenset(
        [
            "correo",
            "correoelectronico",
            "email",
            "mail",
            "direcciondecorreo",
            "correioeletronico",
            "enderecodeemail",
            "emailaddress",
        ]
    ),
    "name": frozenset(
        [
            "nombre",
            "nombrecompleto",
            "nombreyapellido",
            "nombreyapellidos",
            "nombresyapellidos",
            "nome",
            "nomecompleto",
            "nomeesobrenome",
            "name",
            "fullname",
        ]
    ),
    "state": frozenset(["estado", "pais", "state", "country"]),
    "institution": frozenset(
        [
            "institucion",
            "organismo",
            "instituicao",
            "orgao",
            "institution",
            "organisation",
            "organization",
        ]
    ),
    "role": frozenset(["funcion", "rol", "papel", "funcao", "role"]),
    "language": frozenset(["idioma", "lengua", "lingua", "language"]),
}
"""What each column may be called, without accents, spaces or signs."""

ROLES = {
    **dict.fromkeys(
        ("", "participante", "participacion", "participacao", "participant"),
        "participant",
    ),
    **dict.fromkeys(
        ["observador", "observadora", "observacion", "observacao", "observer"],
        "observer",
    ),
}
LANGUAGES = {
    **dict.fromkeys(("es", "espanol", "espanhol", "spanish", "castellano"), "es"),
    **dict.fromkeys(("pt", "ptbr", "portugues", "portuguese"), "pt"),
    **dict.fromkeys(("en", "ingles", "english"), "en"),
}


@dataclass(frozen=True, slots=True)
class Person:
    """A row of a list: ``row`` is its number in the file, ``faults`` are sentences."""

    row: int
    email: str
    name: str = ""
    state: str | None = None
    institution: str = ""
    role: str = "participant"
    language: Language | None = None
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PeopleList:
    """A list as it was understood. ``faults`` concern all of it; ``unused`` are the
    names of columns nobody asked for."""

    people: tuple[Person, ...] = ()
    faults: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether every row was understood."""
        return not self.faults and not any(one.faults for one in self.people)


def plain(text: str) -> str:
    """Return a word without accents, spaces and signs, in small letters."""
    bare = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(
        r"[\W_]+", "", "".join(c for c in bare if not unicodedata.combining(c))
    )


def understand(rows: Sequence[Sequence[str]], states: Mapping[str, str]) -> PeopleList:
    """Understand a list; ``states`` maps plain names of States to their codes."""
    head = next((n for n, row in enumerate(rows) if any(row)), None)
    if head is None:
        return PeopleList(faults=(_("El archivo está vacío."),))
    places, unused = _columns(rows[head])
    if "email" not in places:
        return PeopleList(
            faults=(
                _(
                    "No encontramos la columna del correo. La primera fila debe decir "
                    "qué hay en cada columna: Correo, Nombre, Estado, Institución, "
                    "Función, Idioma."
                ),
            )
        )
    found = _Reader(places, states)
    for number, row in enumerate(rows[head + 1 :], head + 2):
        if any(row):
            found.take(number, row)
    faults = []
    if not found.people:
        faults.append(_("La lista no tiene personas."))
    if len(found.people) > MOST:
        faults.append(
            _("La lista es demasiado larga: caben %(most)s personas.", most=MOST)
        )
    return PeopleList(tuple(found.people), tuple(faults), unused)


def _columns(head: Sequence[str]) -> tuple[dict[str, int], tuple[str, ...]]:
    places: dict[str, int] = {}
    unused = []
    for place, title in enumerate(head):
        kind = next((k for k, names in COLUMNS.items() if plain(title) in names), None)
        if kind and kind not in places:
            places[kind] = place
        elif title:
            unused.append(title)
    return places, tuple(unused)


@dataclass(slots=True)
class _Reader:
    """Reads row after row, and remembers the addresses."""

    places: dict[str, int]
    states: Mapping[str, str]
    people: list[Person] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def take(self, number: int, row: Sequence[str]) -> None:
        """Understand one row."""
        said = {
            kind: row[place] if place < len(row) else ""
            for kind, place in self.places.items()
        }
        faults: list[str] = []
        self.people.append(
            Person(
                row=number,
                email=self._email(number, said["email"], faults),
                name=_short(said.get("name", ""), 120, faults),
                state=self._state(said.get("state", ""), faults),
                institution=_short(said.get("institution", ""), 200, faults),
                role=_role(said.get("role", ""), faults),
                language=_language(said.get("language", ""), faults),
                faults=tuple(faults),
            )
        )

    def _email(self, number: int, said: str, faults: list[str]) -> str:
        try:
            email = validate_email(said, check_deliverability=False).normalized.lower()
        except EmailNotValidError:
            faults.append(
                _("«%(said)s» no es un correo.", said=said[:80])
                if said
                else _("Falta el correo.")
            )
            return said[:80]
        if len(email) > 120:
            faults.append(_("El correo es demasiado largo."))
        if email in self.seen:
            faults.append(
                _("El mismo correo está en la fila %(row)s.", row=self.seen[email])
            )
        self.seen.setdefault(email, number)
        return email

    def _state(self, said: str, faults: list[str]) -> str | None:
        code = self.states.get(plain(said))
        if said and code is None:
            faults.append(
                _("No conocemos el Estado «%(said)s».", said=said[:80]),
            )
        return code


def _short(said: str, most: int, faults: list[str]) -> str:
    if len(said) > most:
        faults.append(
            _(
                "Hay un texto de %(length)s caracteres y caben %(most)s.",
                length=len(said),
                most=most,
            )
        )
    return said[:most]


def _role(said: str, faults: list[str]) -> str:
    role = ROLES.get(plain(said))
    if role is None:
        faults.append(
            _(
                "No conocemos la función «%(said)s»: escriba «participante» u "
                "«observador».",
                said=said[:80],
            )
        )
    return role or "participant"


def _language(said: str, faults: list[str]) -> Language | None:
    code = LANGUAGES.get(plain(said))
    if said and code is None:
        faults.append(
            _(
                "No conocemos el idioma «%(said)s»: escriba español, portugués o "
                "inglés.",
                said=said[:80],
            )
        )
    return Language(code) if code else None
