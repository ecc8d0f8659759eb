"""Somebody at a call: what is theirs there, and the addresses below it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from flask import Response, make_response, redirect, url_for

from lms.admission.forms.apply import steps_of
from lms.admission.models import ApplicationFile
from lms.admission.queries import applying as queries
from lms.admission.queries.applying import Standing
from lms.admission.services import sending
from lms.admission.words import spoken
from lms.catalogue import queries as catalogue
from lms.enrolment.models import Edition
from lms.foundation.i18n import _, day_and_hour
from lms.people.roles import Viewer

STEP_WORDS: dict[str, Callable[[], str]] = {
    "about": lambda: _("Sobre usted"),
    "questions": lambda: _("Preguntas"),
    "needs": lambda: _("Necesidades y consentimiento"),
    "review": lambda: _("Revisar y enviar"),
}


@dataclass
class Place:
    """Somebody at a call."""

    member: Viewer
    standing: Standing

    @property
    def edition_id(self) -> int:
        return self.standing.edition.id

    @property
    def may_change(self) -> bool:
        return self.standing.may_change and self.standing.application is not None

    @property
    def away(self) -> Response | None:
        """Where somebody is led who cannot fill the form now: it says why."""
        if self.may_change:
            return None
        return make_response(redirect(self.url, 303))

    @property
    def steps(self) -> tuple[str, ...]:
        return steps_of(self.standing.rules)

    @property
    def url(self) -> str:
        return self.at("show")

    def at(self, view: str, **more: Any) -> str:
        """Return an address below this call."""
        edition = self.standing.edition
        return url_for(
            f"lms.admission_apply.{view}",
            course_id=edition.course_id,
            slug=edition.slug,
            **more,
        )

    def step_url(self, step: str) -> str:
        """Return the address of a step; of the last look after the last one."""
        if step == "review":
            return self.at("show_review")
        return self.at("show_step", step=step)

    def after(self, step: str) -> str:
        """Return the step that follows."""
        return (*self.steps, "review")[self.steps.index(step) + 1]

    @cached_property
    def files(self) -> list[ApplicationFile]:
        application = self.standing.application
        return list(queries.list_files(application.id)) if application else []

    def files_of(self, question_id: str) -> list[ApplicationFile]:
        """Return the files of one question."""
        return [file for file in self.files if file.question_id == question_id]

    def faults(self) -> dict[str, str]:
        """Return what is missing or wrong before the application can be sent."""
        assert self.standing.application is not None  # asked where there is one
        return sending.faults_of(self.standing.application, self.standing.edition)

    def again(self) -> "Place":
        """Return the same place as it is now."""
        edition = self.standing.edition
        return Place(
            self.member,
            queries.get_standing(edition.course_id, edition.slug, self.member.id),
        )

    def hour(self, moment: datetime, shape: str = "long") -> str:
        """Say when something is, in the zone of whoever looks."""
        return day_and_hour(moment, self.member.time_zone, shape)


def title_of(edition: Edition) -> str:
    """Return what an edition is called; its course where it has no title."""
    return spoken(edition.title) or course_title(edition)


def course_title(edition: Edition) -> str:
    """Return what the course of an edition is called."""
    card = catalogue.get_card(edition.course_id)
    return spoken(card.package.title)
