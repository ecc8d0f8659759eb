"""Who may read the record: the secretariat, and nobody else."""

import pytest

from lms.people.roles import EVERYWHERE, SCOPE_OF, Grant, Role, Scope, Viewer
from lms.record import policy


def viewer(*grants: Grant) -> Viewer:
    return Viewer(
        id=1,
        name="Ana",
        email=None,
        language=None,
        time_zone=None,
        state="AR",
        grants=frozenset(grants),
    )


@pytest.mark.parametrize("role", Role)
def test_of_all_roles_only_the_secretariat_reads_the_record(role):
    scope = EVERYWHERE if SCOPE_OF[role] is Scope.SITE else "AR"
    allowed = policy.may_read(viewer(Grant(role, scope)))
    assert bool(allowed) is (role is Role.SECRETARIAT)
    assert bool(allowed.reason) is not bool(allowed)


def test_without_a_role_nobody_reads_it():
    assert not policy.may_read(viewer())
