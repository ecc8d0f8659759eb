"""One address wanted by several people, or in several tabs, at the same moment."""

import threading

from sqlalchemy import func, select

from lms.accounts.models import Account
from lms.foundation.database import session
from lms.people.models import Member
from tests.factories.accounts import OTHER_PASSWORD, PASSWORD, SIGN_UP, paths_in


def together(acts):
    gate = threading.Barrier(len(acts))
    answers = []

    def run(act):
        gate.wait()
        answers.append(act().status_code)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers)


def confirming(mailbox):
    return [path for mail in mailbox.collect() for path in paths_in(mail)[:1]]


def clicks(app, paths, data):
    def click(path):
        client = app.test_client()
        return lambda: client.post(path, data=data)

    return [click(path) for path in paths]


def test_two_sign_ups_of_one_address_confirmed_at_once_make_one_account(app, mailbox):
    for _turn in range(4):
        app.test_client().post("/sign-up/", data=SIGN_UP)
    paths = [path for path in confirming(mailbox) if "confirm" in path]
    assert len(paths) == 4
    answers = together(clicks(app, paths * 2, {"password": PASSWORD}))
    assert answers == [303] + [404] * 7
    with app.app_context():
        assert session.scalar(select(func.count()).select_from(Account)) == 1
        assert session.scalar(select(func.count()).select_from(Member)) == 1


def test_a_password_is_reset_once_however_many_keys_are_used_at_once(app, ana, mailbox):
    for _turn in range(4):
        app.test_client().post("/password/forgotten/", data={"email": ana.email})
    paths = [path for path in confirming(mailbox) if "password/new" in path]
    assert len(paths) == 4
    answers = together(clicks(app, paths * 2, {"new_password": OTHER_PASSWORD}))
    assert answers == [303] + [404] * 7


def test_both_addresses_saying_yes_at_once_move_the_account(app, hers, mailbox):
    hers.post("/me/email/", data={"password": PASSWORD, "email": SIGN_UP["email"]})
    paths = [path for path in confirming(mailbox) if "email/confirm" in path]
    assert len(paths) == 2
    assert together(clicks(app, paths, {})) == [303, 303]
    with app.app_context():
        assert session.scalars(select(Account.email)).all() == [SIGN_UP["email"]]


def test_an_address_moved_to_and_signed_up_at_once_is_one_persons(app, hers, mailbox):
    hers.post("/me/email/", data={"password": PASSWORD, "email": SIGN_UP["email"]})
    moves = [path for path in confirming(mailbox) if "email/confirm" in path]
    assert hers.post(moves[0]).status_code == 303
    app.test_client().post("/sign-up/", data=SIGN_UP)
    (path,) = [path for path in confirming(mailbox) if "sign-up" in path]
    answers = together(clicks(app, [moves[1], path], {"password": PASSWORD}))
    assert answers in ([303, 404], [303, 409])
    with app.app_context():
        wanted = select(func.count()).where(Account.email == SIGN_UP["email"])
        assert session.scalar(wanted) == 1
