"""Where the pages of quizzes are registered: the player's, and the desk's."""

from flask import Blueprint

bp = Blueprint("quizzes", __name__)

desk = Blueprint(
    "desk", __name__, url_prefix="/courses/<course_id>/quizzes/<activity_id>"
)
"""Pages for those who run a quiz: ``lms.quizzes.desk.<view>``; see ``.staff``."""

PLAYER = "/courses/<course_id>/<module_id>/<activity_id>"
"""Where a learner meets a quiz: acts have their address below it."""

ID = "int(max=2147483647)"
"""The converter of a row's id: larger ones exist in no database of ours."""
