"""The words of acts: whole in every language, and forgiving with old entries."""

import re
from types import SimpleNamespace

import pytest

from lms.foundation.i18n import gettext, speaking
from lms.kernel.language import LANGUAGES, SOURCE
from lms.record import words

OTHERS = [language for language in LANGUAGES if language is not SOURCE]
KNOWN = re.compile(r"%\((\w+)\)s")


def line(act, *, by="Ana", member="Beto", by_id=1, member_id=2, **details):
    return SimpleNamespace(
        act=act,
        by=by,
        member=member,
        by_id=by_id,
        member_id=member_id,
        details=details,
    )


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("language", OTHERS)
def test_every_act_has_words_in_every_language_with_the_same_people(language):
    assert len(words._ACTS) > 20
    with speaking(language):
        for act in words._ACTS.values():
            for told in (act.sentence, act.own):
                assert gettext(told) != told
                assert set(KNOWN.findall(gettext(told))) == set(KNOWN.findall(told))


@pytest.fixture
def own_words(monkeypatch):
    monkeypatch.setattr(words, "_ACTS", dict(words._ACTS))
    monkeypatch.setattr(words, "_THINGS", dict(words._THINGS))


@pytest.mark.usefixtures("own_words")
def test_a_feature_gives_its_acts_words_and_its_things_names():
    words.describe("a.b", "%(by)s dio %(n)s a %(member)s", own="%(by)s tomó %(n)s")
    assert words.sentence_of(line("a.b", n=3)) == "Ana dio 3 a Beto"
    assert words.sentence_of(line("a.b", n=3, member_id=1)) == "Ana tomó 3"
    assert words.sentence_of(line("a.b", by_id=None)) == "La plataforma dio … a Beto"
    assert words.act_name("a.b") == "Alguien dio … a otra persona"
    words.name_things("room", lambda ids: {7: f"Sala de {sorted(ids)}"})
    abouts = ["room:7", "room:8", "room:x", "other:7", ""]
    named = words.name_abouts(abouts)
    assert named == {name: name for name in abouts} | {"room:7": "Sala de [7, 8]"}


def test_an_act_without_words_is_told_by_its_code():
    assert words.sentence_of(line("no.words")) == "Ana: no.words, sobre Beto"
    assert words.sentence_of(line("no.words", member_id=None)) == "Ana: no.words"
    assert words.act_name("no.words") == "no.words"


def test_a_name_with_signs_in_it_stays_as_it_is():
    assert words.sentence_of(line("no.words", by="100 %(x)s", member_id=None)) == (
        "100 %(x)s: no.words"
    )
