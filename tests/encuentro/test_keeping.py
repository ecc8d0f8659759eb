"""What is kept of people: drafts, and all that they may take along."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from lms.encuentro import queries, services
from lms.encuentro.errors import DraftTooLong
from lms.encuentro.models import Draft, Post
from lms.encuentro.writing import written
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.kernel.language import Language
from lms.people import services as people
from tests.factories.encuentro import World, make_thread, make_world


@pytest.fixture
def scene(inside: Flask) -> World:
    return make_world()


def test_a_draft_is_kept_field_by_field_and_forgotten(scene: World) -> None:
    alumna = scene.ids["alumna"]
    for changed in (
        {"title": "Hola"},
        {"body": "Ho\x00la", "language": "pt"},
        {"body": "Hola a todas"},
        {},
    ):
        with atomic():
            services.save_draft(member_id=alumna, key="new:encuentro", changed=changed)

    draft = queries.find_draft(alumna, "new:encuentro")
    assert draft is not None
    assert (draft.title, draft.body, draft.language) == ("Hola", "Hola a todas", "pt")
    assert queries.find_draft(scene.ids["alumnus"], "new:encuentro") is None
    with atomic():
        services.drop_draft(member_id=alumna, key="new:encuentro")
    assert queries.find_draft(alumna, "new:encuentro") is None


def test_a_draft_has_its_bounds(scene: World) -> None:
    with pytest.raises(DraftTooLong), atomic():
        services.save_draft(
            member_id=scene.ids["alumna"], key="x", changed={"body": "x" * 100_001}
        )
    assert session.scalar(select(func.count()).select_from(Draft)) == 0


def test_who_leaves_takes_the_drafts_along_and_leaves_the_words(scene: World) -> None:
    alumna = scene.ids["alumna"]
    make_thread(alumna, body="Quedo.")
    for who in ("alumna", "alumnus"):
        with atomic():
            services.save_draft(
                member_id=scene.ids[who], key="a", changed={"body": "Me voy."}
            )
    with atomic():
        people.leave(member_id=alumna)

    assert session.scalars(select(Draft.member_id)).all() == [scene.ids["alumnus"]]
    assert session.scalars(select(Post.body)).all() == ["Quedo."]


def test_a_member_takes_along_all_that_was_said_and_drafted(scene: World) -> None:
    alumna = scene.ids["alumna"]
    make_thread(scene.ids["alumnus"])
    make_thread(alumna, title="Hola", body="Antes.")
    post_id = session.scalars(select(Post.id).where(Post.author_id == alumna)).one()
    with atomic():
        services.edit_post(post_id=post_id, text=written("Después.", Language.ES))
        services.save_draft(member_id=alumna, key="a", changed={"body": "Luego."})

    data = queries.personal_data(alumna)

    assert [
        (post["conversation"], post["number"], post["text"]) for post in data["posts"]
    ] == [("Hola", 1, "Después.")]
    assert [old["text"] for old in data["posts"][0]["earlier_texts"]] == ["Antes."]
    assert [draft["text"] for draft in data["drafts"]] == ["Luego."]
