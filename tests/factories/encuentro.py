"""Conversations for tests, and the people who may and may not be in them."""

from dataclasses import dataclass, field

from lms.encuentro import services
from lms.encuentro.writing import written
from lms.enrolment import services as enrolment
from lms.enrolment.models import Edition
from lms.enrolment.queries import get_permanent_offer
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.kernel.language import Language
from lms.people.roles import Role
from tests.factories.courses import make_course
from tests.factories.people import make_member


@dataclass
class World:
    """A course with its edition, and one person of each kind, by word."""

    edition_id: int
    release_id: int
    ids: dict[str, int] = field(default_factory=dict)

    def subject(self, who: str) -> str:
        """How the site names a person."""
        return f"world:{who}"


NAMES = {
    "stranger": "Sara Salas",
    "participant": "Pablo Paz",
    "classmate": "Clara Cruz",
    "observer": "Olga Ortiz",
    "leaver": "Luis Lugo",
    "elsewhere": "Elena Eco",
    "instructor": "Inés Ibarra",
    "foreign instructor": "Iván Islas",
    "moderator": "Mario Mora",
    "foreign moderator": "Mirta Mena",
    "alumna": "Alba Arce",
    "alumnus": "Abel Amor",
    "focal point": "Félix Faro",
    "secretariat": "Selva Sosa",
}


def make_world() -> World:
    """Everybody there is, in a course «curso» beside another; inside a context."""
    release = make_course("curso")
    make_course("otro")
    offer = get_permanent_offer("curso").id
    other = get_permanent_offer("otro").id
    world = World(edition_id=offer, release_id=release.id)
    roles: dict[str, dict[Role, str]] = {
        "instructor": {Role.INSTRUCTOR: "curso"},
        "foreign instructor": {Role.INSTRUCTOR: "otro"},
        "moderator": {Role.MODERATOR: str(offer)},
        "foreign moderator": {Role.MODERATOR: str(other)},
        "alumna": {Role.ALUMNI: ""},
        "alumnus": {Role.ALUMNI: ""},
        "focal point": {Role.FOCAL_POINT: "AR"},
        "secretariat": {Role.SECRETARIAT: ""},
    }
    for who, name in NAMES.items():
        member = make_member(
            name, subject=world.subject(who), state="AR", roles=roles.get(who)
        )
        world.ids[who] = member.id
    with atomic():
        for who in ("participant", "classmate", "leaver"):
            enrolment.join(member_id=world.ids[who], course_id="curso")
        enrolment.join(
            member_id=world.ids["observer"], course_id="curso", role="observer"
        )
        enrolment.join(member_id=world.ids["elsewhere"], course_id="otro")
        enrolment.leave(member_id=world.ids["leaver"], course_id="curso")
    return world


def make_thread(
    starter_id: int,
    *,
    edition_id: int | None = None,
    title: str = "¿Quién lo adaptó?",
    body: str = "Cuenten cómo les fue.",
    answers: int = 0,
    language: Language = Language.ES,
) -> int:
    """A conversation with answers by the same person; return its id."""
    with atomic():
        post = services.open_thread(
            edition_id=edition_id,
            starter_id=starter_id,
            title=title,
            text=written(body, language),
        )
        for number in range(2, answers + 2):
            services.reply(
                thread_id=post.thread_id,
                author_id=starter_id,
                text=written(f"Respuesta {number}.", language),
            )
    return post.thread_id


def make_reply(thread_id: int, author_id: int, body: str = "De acuerdo.") -> int:
    """An answer; return the id of the post."""
    with atomic():
        return services.reply(
            thread_id=thread_id, author_id=author_id, text=written(body, Language.ES)
        ).id


def make_edition(course_id: str, slug: str) -> int:
    """A dated edition of a course; return its id."""
    with atomic():
        edition = Edition(course_id=course_id, slug=slug, kind="dated")
        session.add(edition)
        session.flush()
    return edition.id
