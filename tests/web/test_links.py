"""Only paths on this very site are followed; the rows of a page have theirs."""

import pytest
from flask import url_for

from lms.web.links import addresses, own_path


@pytest.mark.parametrize("path", ["/", "/me/", "/courses/x/?page=2#p-3", "/á/ñ"])
def test_our_own_paths_are_followed(path):
    assert own_path(path, "/otherwise") == path


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "me",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "http:evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        " /evil",
        "data:text/html,x",
    ],
)
def test_everything_else_is_not(path):
    assert own_path(path, "/otherwise") == "/otherwise"


@pytest.mark.parametrize("prefix", ["/", "/2147483647/aula"])
@pytest.mark.parametrize("id_", [1, 42, 2_147_483_647])
def test_the_address_of_a_row_is_the_one_it_has_alone(app, prefix, id_):
    with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": prefix}):
        address = addresses("lms.encuentro.show_thread", "thread_id")(id_)
        assert address == url_for("lms.encuentro.show_thread", thread_id=id_)
