"""Where the pages of reports are registered."""

from flask import Blueprint

bp = Blueprint("reports", __name__)

ID = "int(max=2147483647)"
"""The converter of a row's id: larger ones exist in no database of ours."""

PEOPLE = "/courses/<course_id>/people/"
"""The people of an edition; ``?edition=<slug>`` says of which."""
