"""What choosing among thousands costs: in statements, and in work in Python."""

import pytest

from lms.admission.services import deciding
from lms.admission.services.deciding import Choice
from lms.foundation.work import atomic
from tests.effort import steps
from tests.factories.selecting import make_crowd, make_secretary, make_selection


@pytest.fixture
def desks(app):
    """The desks of an edition with 50 applications and of one with 5,000."""
    made = []
    with app.app_context():
        for number in (50, 5_000):
            edition = make_selection()
            make_crowd(edition, number)
            made.append(f"/secretariat/editions/{edition.id}/applications/")
        make_secretary()
    return made


@pytest.mark.parametrize("query", ["sort=-score", "least=3&most=12&sort=score"])
def test_scores_sort_and_filter_thousands_as_they_do_fifty(
    desks, client, sign_in, count_queries, query
):
    sign_in(client, "test:secretaria")
    seen = []
    for base in desks:
        address = f"{base}?{query}"
        client.get(address)
        with count_queries() as statements:
            assert client.get(address).status_code == 200
        work = steps(lambda address=address: client.get(address))
        seen.append((len(statements), work))
    (few, little), (many, much) = seen
    assert few == many <= 8
    assert much <= 1.2 * little


def test_deciding_about_many_reads_each_thing_once(inside, count_queries):
    """A person more is written down – history, record – and read no more than that."""
    by_id, reads, all_of_them = make_secretary().id, [], []
    for number in (10, 60):
        edition = make_selection(seats=None)
        ids = make_crowd(edition, number)
        choices = [Choice(id_, "accepted") for id_ in ids]
        with count_queries() as statements, atomic():
            deciding.decide(edition_id=edition.id, choices=choices, by_id=by_id)
        reads.append(sum(one.lstrip().startswith("SELECT") for one in statements.texts))
        all_of_them.append(len(statements))
    assert reads[1] <= reads[0]
    assert all_of_them[1] - all_of_them[0] <= 2 * 50
