"""A message sent from several clicks at the same moment goes out once."""

import threading

from sqlalchemy import func, select

from lms.foundation.database import session
from lms.foundation.outbox import OutboxJob
from lms.foundation.work import atomic
from lms.reports import services
from lms.reports.queries.editions import list_editions
from lms.reports.roster import Wanted

MANY = 8


def test_many_clicks_at_once_send_one_letter_to_each(app, world):
    with app.app_context():
        (edition,) = list_editions("curso")
        expected = services.gather(edition, Wanted(), with_applicants=False).digest
    gate = threading.Barrier(MANY)
    told = []

    def click():
        gate.wait()
        with app.app_context(), atomic():
            number = services.write_to_group(
                edition=edition,
                wanted=Wanted(),
                with_applicants=False,
                expected=expected,
                by_id=world.ids["instructor"],
                subject="Hola",
                body="Hola.",
                once="one",
            )
            told.append(number)

    clicks = [threading.Thread(target=click) for _ in range(MANY)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert told == [3] * MANY
    with app.app_context():
        assert session.scalar(select(func.count(OutboxJob.id))) == 3
