"""Two who issue, revoke or replace at the same moment."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import select

from lms.certificates.models import Certificate
from lms.foundation.database import session
from tests.factories import certificates as factory

pytestmark = pytest.mark.slow

MANY = 8


def together(acts: list[Callable[[], int]]) -> list[int]:
    """Do everything at the same moment; return what each answered."""
    gate = threading.Barrier(len(acts))
    answers: list[int] = []

    def run(act: Callable[[], int]) -> None:
        gate.wait()
        answers.append(act())

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers)


def standing(app, enrolment_id: int) -> list[Certificate]:
    with app.app_context():
        return list(
            session.scalars(
                select(Certificate).where(
                    Certificate.enrolment_id == enrolment_id,
                    Certificate.revoked_at.is_(None),
                    Certificate.replaced_at.is_(None),
                )
            )
        )


def act(browse, world, path: str, **data: str) -> Callable[[], int]:
    client = browse(world.subject("secretariat"))
    return lambda: client.post(path, data=data).status_code


def test_many_who_issue_at_once_make_one(app, browse, made, world):
    first = made(factory.make_certificate, "Ana Pérez")
    made(factory.revoke, first)
    path = f"/secretariat/editions/{world.edition_id}/certificates/"
    value = f"{first.enrolment_id}:completion"
    acts = [act(browse, world, path, chosen=value) for _ in range(MANY)]
    assert together(acts) == [303] * MANY
    assert len(standing(app, first.enrolment_id)) == 1


def test_many_who_replace_at_once_make_one(app, browse, made, world):
    first = made(factory.make_certificate, "Ana Pérez")
    path = f"/secretariat/certificates/{first.id}/reissue"
    acts = [act(browse, world, path, name=f"Ana {n}") for n in range(MANY)]
    assert together(acts) == [303] + [409] * (MANY - 1)
    (kept,) = standing(app, first.enrolment_id)
    assert kept.replaces_id == first.id


def test_of_revoking_and_replacing_at_once_one_happens(app, browse, made, world):
    first = made(factory.make_certificate, "Ana Pérez")
    path = f"/secretariat/certificates/{first.id}"
    acts = [
        act(browse, world, f"{path}/reissue", name="Ana P."),
        act(browse, world, f"{path}/revoke", reason="Por error."),
    ]
    assert together(acts) == [303, 409]
    assert len(standing(app, first.enrolment_id)) <= 1
