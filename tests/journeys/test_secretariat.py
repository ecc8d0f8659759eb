"""The secretariat fills an edition: 60 applications, 25 seats, everybody told."""

import re
from email import message_from_string

import pytest
from sqlalchemy import func, select

from lms.admission.models import Decision
from lms.foundation.database import session
from lms.people.roles import Role
from tests.factories.selecting import make_crowd, make_selection

pytestmark = pytest.mark.whole


@pytest.fixture
def edition_id(live):
    with live.app.app_context():
        edition = make_selection(course_id="curso-breve")
        make_crowd(edition, 60)
        return edition.id


@pytest.mark.parametrize("scripts", [True, False])
def test_sixty_are_ranked_25_seats_filled_and_everybody_told(
    live, walk, edition_id, scripts
):
    selva = walk(scripts=scripts)
    email = live.person((Role.SECRETARIAT, ""), name="Selva Sosa")
    desk = f"/secretariat/editions/{edition_id}/applications/"
    selva.open(desk)
    selva.sign_in(email)
    selva.start(desk)
    before = len(live.letters())
    pages = [selva.path]
    selva.click("main .tabs a[href$='/propose/']")
    pages.append(selva.path)
    assert "25" in selva.words
    selva.click("main button:has-text('Decidir así')")
    pages.append(selva.path)
    selva.click("main button:has-text('Mandar 60 cartas')")
    assert "60 cartas salieron" in selva.words
    assert selva.clicks <= 6
    assert len(set(pages)) <= 4
    assert selva.loads <= 4
    with live.app.app_context():
        rows = session.execute(
            select(Decision.outcome, func.count())
            .where(Decision.edition_id == edition_id, Decision.told_at.is_not(None))
            .group_by(Decision.outcome)
        )
        assert {row[0]: row[1] for row in rows} == {"accepted": 25, "waiting": 35}
    live.letters()
    mails = [message_from_string(mail) for mail in live.letters()[before:]]
    mine = [
        mail["To"] for mail in mails if re.match(rf"p\d+-{edition_id}@", mail["To"])
    ]
    assert len(mine) == len(set(mine)) == 60


def test_keys_mark_rows_and_the_seats_follow(live, walk, edition_id):
    selva = walk()
    email = live.person((Role.SECRETARIAT, ""), name="Selva Sosa")
    desk = f"/secretariat/editions/{edition_id}/applications/"
    selva.open(desk)
    selva.sign_in(email)
    selva.open(desk)
    selva.page.locator("[data-row] th a").first.focus()
    for key in ("x", "j", "j", "x", "k", "x"):
        selva.page.keyboard.press(key)
    seats = selva.page.locator("[data-count=seats]")
    selva.page.wait_for_function(
        "document.querySelector('[data-count=seats]').textContent === '3'"
    )
    assert seats.inner_text() == "3"
    assert selva.page.locator("[name=id]:checked").count() == 3
