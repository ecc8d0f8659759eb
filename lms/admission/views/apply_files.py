"""The files of an application: taken in after a look inside, given out to be saved."""

from flask import Response, request

from lms.admission.answering import field_of, read_file
from lms.admission.models import ApplicationFile
from lms.admission.services import attaching
from lms.admission.services.attaching import FILES_AT_MOST
from lms.enrolment.rules import QuestionKind
from lms.foundation import files
from lms.foundation.i18n import _
from lms.foundation.work import atomic

from .apply_place import Place

REMOVE = "remove"
"""The button that takes a file away; its value is the number of the file."""


def receive(place: Place) -> dict[str, str]:
    """Keep the files that came with a form; say by field which were not taken."""
    faults = {}
    for question in place.standing.rules.questions:
        name = field_of(question)
        sent = request.files.get(name)
        if question.kind is not QuestionKind.FILE or not sent or not sent.filename:
            continue
        body = sent.stream.read(files.at_most() + 1)
        read = read_file(body, files.at_most())
        if read.fault:
            faults[name] = read.fault
        elif len(place.files_of(question.id)) >= FILES_AT_MOST:
            faults[name] = _("Esta pregunta ya tiene todos sus archivos: quite uno.")
        else:
            _attach(place, question.id, body, sent.filename, read.value)
    return faults


def send(file: ApplicationFile) -> Response:
    """Answer with a file as something to save, never to show."""
    return Response(files.get(file.key), headers=files.headers(file.name, file.type))


def _attach(place: Place, question_id: str, body: bytes, name: str, mime: str) -> None:
    with files.keeping(body) as stored, atomic():
        attaching.attach_file(
            member_id=place.member.id,
            edition_id=place.edition_id,
            question_id=question_id,
            stored=stored,
            name=name,
            mime=mime,
        )
