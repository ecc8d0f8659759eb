"""Where the pages of conversations are registered."""

from flask import Blueprint

bp = Blueprint("encuentro", __name__)

ID = "int(max=2147483647)"
"""The converter of a row's id: larger ones exist in no database of ours."""
