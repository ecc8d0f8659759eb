"""Changing the people: roles, leaving, and forms that are kept."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.people import policy, queries, services
from lms.people.errors import (
    KeptFormGone,
    MemberNotFound,
    RoleAlreadyGranted,
    RoleNotGranted,
    ScopeNeeded,
)
from lms.people.events import MemberLeft, RoleGranted, RoleRevoked
from lms.people.models import KeptForm, Member
from lms.people.reference import load_states
from lms.people.roles import Role
from tests.factories.people import make_member


@pytest.fixture
def heard(inside):
    events = []
    for kind in (RoleGranted, RoleRevoked, MemberLeft):
        inside.extensions["lms"].bus.listen(kind, events.append)
    return events


def test_a_role_is_given_once_and_taken_back_once(heard):
    ana = make_member()
    with atomic():
        services.grant(member_id=ana.id, role=Role.FOCAL_POINT, scope_id="GT")
    assert queries.get_viewer(ana.id).has(Role.FOCAL_POINT, "GT")
    with pytest.raises(RoleAlreadyGranted), atomic():
        services.grant(member_id=ana.id, role=Role.FOCAL_POINT, scope_id="GT")
    with atomic():
        services.revoke(member_id=ana.id, role=Role.FOCAL_POINT, scope_id="GT")
    assert not queries.get_viewer(ana.id).has_anywhere(Role.FOCAL_POINT)
    with pytest.raises(RoleNotGranted), atomic():
        services.revoke(member_id=ana.id, role=Role.FOCAL_POINT, scope_id="GT")
    with atomic():
        services.grant(member_id=ana.id, role=Role.FOCAL_POINT, scope_id="GT")
    told = {"member_id": ana.id, "role": "focal_point", "scope_id": "GT"}
    assert heard == [RoleGranted(**told), RoleRevoked(**told), RoleGranted(**told)]


@pytest.mark.parametrize(
    ("role", "scope"),
    [(Role.FOCAL_POINT, ""), (Role.SECRETARIAT, "GT"), (Role.INSTRUCTOR, "")],
)
def test_a_role_reaches_exactly_as_far_as_its_kind(inside, role, scope):
    ana = make_member()
    with pytest.raises(ScopeNeeded), atomic():
        services.grant(member_id=ana.id, role=role, scope_id=scope)


def test_who_leaves_is_forgotten_with_every_role(heard):
    ana = make_member("Ana Pérez", roles={Role.ALUMNI: ""}, institution="X", post="Y")
    heard.clear()
    with atomic():
        services.leave(member_id=ana.id)
    assert heard == [MemberLeft(member_id=ana.id)]
    session.expire_all()
    row = session.get(Member, ana.id)
    assert (row.name, row.email, row.institution, row.post) == ("", None, None, None)
    assert row.subject == f"left:{ana.id}"
    with pytest.raises(MemberNotFound):
        queries.get_viewer(ana.id)
    (role,) = queries.list_roles_of(ana.id)
    assert role["revoked_at"] is not None


def test_mail_goes_to_the_address_a_member_moved_to(inside):
    ana = make_member()
    with atomic():
        services.change_address(member_id=ana.id, email="Nueva@Example.org")
    assert queries.get_viewer(ana.id).email == "nueva@example.org"


def test_a_form_is_kept_for_a_day_under_a_key_nobody_can_read(inside):
    with time_machine.travel("2026-03-01T12:00:00Z") as clock:
        with atomic():
            key = services.keep_form(
                path="/me/", fields=[("name", "Ana")], browser="hers"
            )
        row = services.give_back(key=key, browser="hers")
        assert (row.path, row.fields) == ("/me/", [["name", "Ana"]])
        assert key not in row.key_digest
        with pytest.raises(KeptFormGone):
            services.give_back(key=key, browser="another")
        clock.shift(timedelta(hours=25))
        with pytest.raises(KeptFormGone):
            services.give_back(key=key, browser="hers")
        with atomic():
            services.keep_form(path="/me/", fields=[], browser="hers")
    assert session.scalar(select(func.count()).select_from(KeptForm)) == 1


def test_what_nobody_typed_is_not_kept(inside):
    with atomic():
        for path, text in (("/", "x" * 200_001), ("/" * 501, ""), ("/\0", "")):
            fields = [("body", text)]
            assert services.keep_form(path=path, fields=fields, browser="") is None


def test_what_another_site_sends_is_not_kept(app, client, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    for site, then in (("cross-site", "/me/"), ("same-origin", "/kept/")):
        answer = client.post(
            "/me/", data={"name": "a\0b"}, headers={"Sec-Fetch-Site": site}
        )
        assert answer.status_code == 303
        assert answer.location.startswith(f"/sign-in/?next={then}")


def test_only_members_look_after_their_own_things(inside):
    viewer = queries.get_viewer(make_member().id)
    assert policy.may_take_part(viewer)
    refused = policy.may_take_part(None)
    assert not refused
    assert refused.reason == "Ingrese para continuar."


def test_lists_cost_the_same_with_one_and_with_many(inside, count_queries):
    costs = []
    for number in (1, 3):
        for _turn in range(number):
            make_member(roles={Role.ALUMNI: ""})
        with atomic():
            load_states()
        with count_queries() as seen:
            queries.list_members()
            queries.list_states()
        costs.append(len(seen))
    assert costs == [3, 3]
    assert len(queries.list_states()) == 18
