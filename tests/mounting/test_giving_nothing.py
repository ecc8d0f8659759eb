"""What the extension finds by itself, and what it says when it cannot."""

import pytest
from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from lms import LMS
from lms.foundation.i18n import speak
from lms.kernel.language import SOURCE
from tests.mounting.foreign.site import HostBase


@pytest.fixture
def app():
    app = Flask("bare")
    app.config.update(
        SECRET_KEY="x" * 32, SQLALCHEMY_DATABASE_URI="sqlite://", TESTING=True
    )
    yield app
    speak(SOURCE)


def test_without_a_database_the_start_says_what_is_missing(app):
    with pytest.raises(RuntimeError, match=r"give LMS\(db=…\)"):
        LMS().init_app(app)


def test_without_flask_login_the_first_page_says_what_is_missing(app):
    SQLAlchemy(app, model_class=HostBase)
    LMS().init_app(app)
    with pytest.raises(RuntimeError, match=r"give LMS\(identify=…\)"):
        app.test_client().get("/aprender/")


@pytest.mark.parametrize("prefix", ["aprender", "aprender/"])
def test_a_prefix_that_is_no_path_stops_the_start(app, prefix):
    SQLAlchemy(app, model_class=HostBase)
    app.config["LMS_URL_PREFIX"] = prefix
    with pytest.raises(RuntimeError, match="begins with a slash"):
        LMS().init_app(app)


@pytest.mark.parametrize(
    ("prefix", "home"), [("/", "/"), ("", "/"), ("/a/b/", "/a/b/"), ("/x", "/x/")]
)
def test_the_lms_lives_where_the_host_wants_it(app, prefix, home):
    SQLAlchemy(app, model_class=HostBase)
    app.config["LMS_URL_PREFIX"] = prefix
    LMS().init_app(app)
    with app.test_request_context():
        assert app.url_for("lms.learning.show_home") == home


def test_two_sites_in_one_process_share_nothing(app):
    SQLAlchemy(app, model_class=HostBase)
    LMS().init_app(app)
    other = Flask("other")
    other.config.update(app.config)
    SQLAlchemy(other, model_class=HostBase)
    LMS(identify=lambda: None).init_app(other)
    ours, theirs = app.extensions["lms"], other.extensions["lms"]
    assert ours.bus is not theirs.bus
    assert ours.store is not theirs.store
    assert ours.db is not theirs.db
