"""Who may do what, in which space."""

import pytest

from lms.encuentro import policy
from lms.encuentro.models import SpaceKind
from lms.encuentro.policy import Room
from lms.people.roles import Grant, Role, Viewer

ENCUENTRO = Room(kind=SpaceKind.ENCUENTRO)


def somebody(*grants: Grant, id: int = 1) -> Viewer:
    return Viewer(
        id=id,
        name="Ana",
        email=None,
        language=None,
        time_zone=None,
        state=None,
        grants=frozenset(grants),
    )


def edition(seat: str | None = None) -> Room:
    return Room(kind=SpaceKind.EDITION, edition_id=7, course_id="curso", seat=seat)


def acts(viewer: Viewer | None, room: Room) -> str:
    """The acts allowed, by their first letters: see, start, answer, moderate."""
    allowed = {
        "e": policy.may_see(viewer, room),
        "s": policy.may_start(viewer, room),
        "a": policy.may_answer(viewer, room),
        "m": policy.may_moderate(viewer, room),
    }
    return "".join(act for act, verdict in allowed.items() if verdict)


PEOPLE = [
    # who, the seat in the edition, in the alumni space, in the edition
    (None, None, "", ""),
    (somebody(), None, "", ""),
    (somebody(), "participant", "", "esa"),
    (somebody(), "observer", "", "e"),
    (somebody(Grant(Role.ALUMNI)), None, "esa", ""),
    (somebody(Grant(Role.ALUMNI)), "observer", "esa", "e"),
    (somebody(Grant(Role.FOCAL_POINT, "AR")), None, "esa", ""),
    (somebody(Grant(Role.FOCAL_POINT, "UY")), "participant", "esa", "esa"),
    (somebody(Grant(Role.SECRETARIAT)), None, "esam", "esam"),
    (somebody(Grant(Role.INSTRUCTOR, "curso")), None, "", "esa"),
    (somebody(Grant(Role.INSTRUCTOR, "otro")), None, "", ""),
    (somebody(Grant(Role.MODERATOR, "7")), None, "", "esam"),
    (somebody(Grant(Role.MODERATOR, "7")), "observer", "", "esam"),
    (somebody(Grant(Role.MODERATOR, "8")), None, "", ""),
    (somebody(Grant(Role.AUTHOR, "curso")), None, "", ""),
    (somebody(Grant(Role.PARTICIPANT, "7")), None, "", ""),
]


@pytest.mark.parametrize(("viewer", "seat", "in_encuentro", "in_edition"), PEOPLE)
def test_each_role_does_exactly_what_is_its_own(
    viewer: Viewer | None, seat: str | None, in_encuentro: str, in_edition: str
) -> None:
    assert acts(viewer, ENCUENTRO) == in_encuentro
    assert acts(viewer, edition(seat)) == in_edition


def test_only_the_author_changes_a_post() -> None:
    author = somebody(id=1)
    assert policy.may_edit(author, 1)
    assert not policy.may_edit(author, 2)
    assert not policy.may_edit(somebody(Grant(Role.SECRETARIAT), id=3), 1)
    assert not policy.may_edit(None, 1)


def test_a_refusal_says_why() -> None:
    assert "observación" in policy.may_answer(somebody(), edition("observer")).reason
    assert "grupo cerrado" in policy.may_see(somebody(), ENCUENTRO).reason
    assert "modera" in policy.may_moderate(somebody(), ENCUENTRO).reason
    assert "quien escribió" in policy.may_edit(somebody(), 2).reason
