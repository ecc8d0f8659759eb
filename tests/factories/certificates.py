"""Certificates and keys for tests."""

from lms.catalogue.queries import get_package
from lms.certificates import keys, queries, services
from lms.certificates.models import Certificate
from lms.foundation.work import atomic
from lms.learning.services import complete
from tests.factories.people import make_member
from tests.factories.quizzes import Learner, make_learner


def make_key() -> str:
    """A key that signs from now on; call inside a context."""
    public = keys.make()
    with atomic():
        services.enter_key(public=public)
    return public


def finish(learner: Learner) -> None:
    """Do everything there is in the course; call inside a context."""
    with atomic():
        for _module, activity in get_package(learner.release_id).places():
            complete(
                enrolment_id=learner.enrolment_id,
                activity_id=activity.id,
                cause="gone_on",
            )


def make_certificate(name: str = "Ana Pérez", **member: object) -> Certificate:
    """Somebody who finished the permanent offer of «curso»; inside a context."""
    learner = make_learner(name=name, **member)
    finish(learner)
    (made,) = queries.list_own(learner.member_id)
    return made


def reissue(certificate: Certificate, name: str) -> Certificate:
    """The same certificate on another name; inside a context."""
    officer = make_member("Selva Sosa")
    with atomic():
        return services.reissue(
            certificate_id=certificate.id, name=name, by_id=officer.id, reason=""
        )


def revoke(certificate: Certificate, reason: str = "Se emitió por error.") -> None:
    """Take a certificate back; inside a context."""
    officer = make_member("Selva Sosa")
    with atomic():
        services.revoke(certificate_id=certificate.id, by_id=officer.id, reason=reason)
