"""What the record says of enrolments: the words of each act, the names of editions."""

from collections.abc import Collection

from sqlalchemy import select

from lms.catalogue import queries as catalogue
from lms.foundation.database import session
from lms.foundation.i18n import _, current_language
from lms.kernel.language import N_, pick
from lms.record.words import describe, name_things

from .models import Edition

EDITIONS = {
    "edition.changed": N_("%(by)s cambió los datos de una edición"),
    "edition.copied": N_("%(by)s hizo una edición a partir de otra"),
    "edition.made": N_("%(by)s creó una edición"),
    "edition.moved": N_("%(by)s pasó una edición a otro estado"),
    "edition.scheduled": N_("%(by)s cambió el calendario de una edición"),
    "edition.settled": N_("%(by)s cambió las reglas de una edición"),
    "moderator.granted": N_("%(by)s encargó a %(member)s moderar una edición"),
    "moderator.revoked": N_("%(by)s quitó a %(member)s la moderación de una edición"),
}


PEOPLE = {
    "applied": N_("%(by)s anotó la solicitud de %(member)s"),
    "endorsed": N_("%(by)s avaló a %(member)s"),
    "accepted": N_("%(by)s aceptó a %(member)s"),
    "waiting": N_("%(by)s pasó a %(member)s a la lista de espera"),
    "offered": N_("%(by)s ofreció un lugar a %(member)s"),
    "declined": N_("%(by)s no seleccionó a %(member)s"),
    "withdrawn": N_("%(by)s anotó que %(member)s se retiró"),
    "active": N_("%(by)s inscribió a %(member)s"),
    "paused": N_("%(by)s puso en pausa la participación de %(member)s"),
    "completed": N_("%(by)s dio por completado el curso de %(member)s"),
    "expired": N_("%(by)s dio por vencida la inscripción de %(member)s"),
    "removed": N_("%(by)s dio de baja a %(member)s"),
}
"""What is said when an enrolment comes into each state."""

OWN = {
    "applied": N_("%(by)s se postuló"),
    "withdrawn": N_("%(by)s se retiró"),
    "active": N_("%(by)s se inscribió"),
    "paused": N_("%(by)s puso en pausa su participación"),
    "completed": N_("%(by)s completó el curso"),
}


def tell_record() -> None:
    """Give the record its words for what happens here."""
    for state, sentence in PEOPLE.items():
        describe(f"enrolment.{state}", sentence, own=OWN.get(state))
    for act, sentence in EDITIONS.items():
        describe(act, sentence)
    name_things("edition", name_editions)


def name_editions(ids: Collection[int] | None) -> dict[int, str]:
    """Name editions by their course and their own title, in the language spoken."""
    statement = select(Edition.id, Edition.course_id, Edition.title, Edition.slug)
    if ids is not None:
        statement = statement.where(Edition.id.in_(ids))
    courses = {card.course_id: card.package for card in catalogue.list_cards()}
    spoken = current_language()
    names = {}
    for row in session.execute(statement):
        course = courses.get(row.course_id)
        first = pick(course.title, spoken, course.source) if course else row.course_id
        own = str(pick(row.title, spoken)) or (
            _("Oferta permanente") if row.slug == "permanente" else row.slug
        )
        names[row.id] = f"{first} – {own}"
    return names
