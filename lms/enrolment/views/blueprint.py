"""Where the pages of editions are registered."""

from flask import Blueprint

bp = Blueprint("editions", __name__, url_prefix="/secretariat/editions")

ID = "int(max=2147483647)"
"""The converter of a row's id: larger ones exist in no database of ours."""

ONE = f"/<{ID}:edition_id>"
