"""A release is immutable, whole, and made once for the same content."""

import pytest
from sqlalchemy import func, select

from lms.catalogue import queries
from lms.catalogue.errors import ActivityNotFound, CourseNotFound, ReleaseNotFound
from lms.catalogue.events import CoursePublished
from lms.catalogue.models import Release, ReleaseFile
from lms.catalogue.publishing import publish
from lms.content.findings import PackageFaulty
from lms.foundation.database import session
from lms.foundation.work import atomic
from tests.factories.courses import course_files, make_course


def test_publishing_makes_a_release_that_says_what_the_files_say(inside):
    heard = []
    inside.extensions["lms"].bus.listen(CoursePublished, heard.append)
    files = course_files()
    with atomic():
        release, new = publish(files)
    assert new
    assert queries.get_files(release.id) == files
    assert queries.get_package(release.id).id == "curso"
    assert heard == [
        CoursePublished(course_id="curso", release_id=release.id, number=1)
    ]


def test_publishing_the_same_content_twice_changes_nothing(inside):
    first = make_course()
    with atomic():
        again, new = publish(course_files())
    assert (again.id, new) == (first.id, False)
    assert session.scalar(select(func.count(Release.id))) == 1


def test_a_changed_course_is_a_new_release_and_the_old_one_stays(inside):
    first = make_course()
    before = queries.get_files(first.id)
    second = make_course(words="Una frase más.")
    assert (first.number, second.number) == (1, 2)
    assert queries.get_files(first.id) == before
    assert queries.get_card("curso").release_id == second.id


def test_going_back_to_earlier_content_is_a_release_of_its_own(inside):
    make_course()
    make_course(words="Otra cosa.")
    assert make_course().number == 3


def test_a_faulty_package_publishes_nothing_at_all(inside):
    files = course_files()
    files["01-modulo/module.yaml"] = b"id: [\n"
    with pytest.raises(PackageFaulty), atomic():
        publish(files)
    assert session.scalar(select(func.count()).select_from(ReleaseFile)) == 0


def test_what_is_not_there_is_not_found(inside):
    release = make_course()
    with pytest.raises(CourseNotFound):
        queries.get_card("otro")
    with pytest.raises(ReleaseNotFound):
        queries.get_files(release.id + 1)
    with pytest.raises(ReleaseNotFound):
        queries.get_release("curso", 9)
    with pytest.raises(ActivityNotFound):
        queries.get_activity(release.id, "otro-modulo", "leccion-1")
    with pytest.raises(ActivityNotFound):
        queries.get_activity(release.id, "modulo", "leccion-99")


@pytest.mark.parametrize("courses", [1, 3])
def test_the_catalogue_takes_the_same_statements_for_one_and_many(
    inside, count_queries, courses
):
    for n in range(courses):
        make_course(f"curso-{n}")
    queries.list_cards()
    with count_queries() as seen:
        cards = queries.list_cards()
    assert [card.course_id for card in cards] == [f"curso-{n}" for n in range(courses)]
    assert len(seen) == 1
