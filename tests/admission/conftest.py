"""Somebody who may apply."""

import threading

import pytest

from lms.people.roles import Role
from tests.admission.applicants import load
from tests.factories.admission import make_application, make_edition
from tests.factories.people import make_member


@pytest.fixture
def ana(inside):
    load()
    return make_member(state="UY", institution="INDDHH", post="Asesora", language="pt")


@pytest.fixture
def together(app):
    """Do everything at the same moment; return what each came to, or raised."""

    def run(*acts):
        gate = threading.Barrier(len(acts))
        found = [None] * len(acts)

        def one(place, act):
            with app.app_context():
                gate.wait(10)
                try:
                    found[place] = act()
                except Exception as failure:
                    found[place] = failure
                finally:
                    app.extensions["lms"].db.session.remove()

        threads = [threading.Thread(target=one, args=pair) for pair in enumerate(acts)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        return found

    return run


@pytest.fixture
def scene(app):
    """An edition, applications of two States, and people of every kind."""
    with app.app_context():
        edition = make_edition()
        ids = {
            "edition": edition.id,
            "slug": edition.slug,
            "course": edition.course_id,
        }
        for who, state in (("ana", "AR"), ("bea", "AR"), ("uma", "UY")):
            ids[who] = make_application(
                edition=edition,
                name=who.title() + " Paz",
                state_code=state,
                endorsement="waiting",
                needs="Intérprete de señas",
            ).id
        for who, roles in {
            "felix": {Role.FOCAL_POINT: "AR"},
            "ursula": {Role.FOCAL_POINT: "UY"},
            "selva": {Role.SECRETARIAT: ""},
            "ines": {Role.INSTRUCTOR: "curso"},
            "nadie": None,
        }.items():
            ids[f"id-{who}"] = make_member(
                who.title(), subject=who, email=f"{who}@gob.example", roles=roles
            ).id
        app.extensions["lms"].db.session.remove()
    return ids


@pytest.fixture
def browse(app, sign_in):
    def browse(who):
        client = app.test_client()
        sign_in(client, who)
        return client

    return browse
