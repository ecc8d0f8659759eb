"""Applications of invented people for the demo edition: never in production."""

from importlib import resources
from typing import Any

import yaml

from lms.admission.services import applying, endorsing, scoring, sending
from lms.enrolment.models import Edition
from lms.enrolment.rules import from_plain
from lms.people import services as people


def told() -> list[dict[str, Any]]:
    """Return who applies, and what they say."""
    kept = resources.files(__package__).joinpath("demo_people.yaml").read_text("utf-8")
    found: list[dict[str, Any]] = yaml.safe_load(kept)
    return found


def add_applications(edition: Edition, *, by_id: int) -> None:
    """Let the invented people apply; some are endorsed, and two have been read.

    Nobody is written to: their addresses do not exist.
    """
    for one in told():
        application_id = _apply(edition, one)
        if one.get("verdict") == "endorsed":
            endorsing.endorse(application_id=application_id, by_id=by_id)
        if marks := one.get("marks"):
            ids = [each.id for each in from_plain(edition.rules).criteria]
            scoring.save_review(
                edition_id=edition.id,
                application_id=application_id,
                reviewer_id=by_id,
                points=dict(zip(ids, marks, strict=True)),
            )


def _apply(edition: Edition, one: dict[str, Any]) -> int:
    member = people.welcome(
        subject=f"demo:{one['nick']}", name=one["name"], language=one["language"]
    )
    applying.open_draft(member_id=member.id, edition_id=edition.id)
    known = ("state", "institution", "institution_type", "post", "gender", "needs")
    typed = {name: one.get(name, "") for name in known}
    asked = {f"q-{name}": one[name] for name in ("motivo", "experiencia")}
    said = {"course_language": one["language"], "consent": "y"}
    applying.save_draft(
        member_id=member.id, edition_id=edition.id, changed=typed | asked | said
    )
    sent = sending.submit(member_id=member.id, edition_id=edition.id)
    return sent.application_id
