"""Weight and emphasis inside each other come along, or are told as lost."""

import pytest

from lms.content.exchange.markup import from_html, to_html


@pytest.mark.parametrize(
    "html",
    [
        "<p><em><strong>todo</strong></em></p>",
        "<p><strong>una <em>parte</em> sola</strong></p>",
        "<p><em>una <strong>parte</strong> sola</em></p>",
    ],
)
def test_what_markdown_can_say_comes_back(html):
    found = from_html(html)
    assert (to_html(found.words), found.losses) == (html, ())


@pytest.mark.parametrize(
    "html",
    [
        "<p><strong><em>a</em> b<em>c</em></strong></p>",
        "<p><strong><em>no</em> x<em>c g</em></strong></p>",
    ],
)
def test_what_asterisks_cannot_say_keeps_its_words_and_is_told(html):
    found = from_html(html)
    assert "*" not in to_html(found.words)
    assert [loss.code for loss in found.losses] == ["looks"]
