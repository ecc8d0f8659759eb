"""Focal points for tests, and what became of an application. Call inside a context."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from lms.admission.models import Application, Endorsement
from lms.enrolment.models import Enrolment
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.people.models import Member
from lms.people.roles import Role
from lms.record.models import Entry
from tests.factories.people import make_member


def focal_point(state: str = "AR", **more: Any) -> Member:
    return make_member("Félix Faro", roles={Role.FOCAL_POINT: state}, **more)


def do(act: Callable[..., Any], **values: Any) -> Any:
    with atomic():
        return act(**values)


def said_of(application: Application) -> Endorsement:
    session.expire_all()
    return session.scalars(
        select(Endorsement).where(Endorsement.application_id == application.id)
    ).one()


def state_of(application: Application) -> str:
    session.expire_all()
    return session.get(Enrolment, application.enrolment_id).state


def acts() -> list[str]:
    return list(
        session.scalars(
            select(Entry.act)
            .where(
                Entry.act.like("endorsement.%")
                | Entry.act.like("nomination.%")
                | Entry.act.like("deputy.%")
            )
            .order_by(Entry.id)
        )
    )
