"""Around the questions of a GIFT file: categories, ids, tags, pictures, encodings."""

import pytest

from tests.content.exchange.gifts import asked, lost, read, write

PICTURE = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize(
    ("line", "category"),
    [
        ("$CATEGORY: derecho/tratados", "derecho/tratados"),
        ("$CATEGORY:derecho / tratados ", "derecho/tratados"),
        ("  $CATEGORY: $course$/top/Unidad 4: paz", "Unidad 4: paz"),
        ("$CATEGORY: $system$/top", ""),
        ("$CATEGORY: $module$/a//b/c", "a - b/c"),
    ],
)
def test_questions_belong_to_the_category_before_them(line, category):
    first, second = read(f"{line}\n\nUna{{T}}\n\nDos{{T}}").questions
    assert (first.category, second.category) == (category, category)


def test_a_category_needs_no_empty_line_around_it():
    found = read("Una{T}\n$CATEGORY: a\nDos{T}\n$CATEGORY: b\n::Tres::c{T}").questions
    assert [one.category for one in found] == ["", "a", "b"]


def test_a_question_may_go_back_to_no_category():
    found = read(
        "$CATEGORY: a\n\nUna{T}\n\n$CATEGORY: $course$/top\n\nDos{T}"
    ).questions
    assert read(write(found).data).questions == found
    assert [one.category for one in found] == ["a", ""]


def test_ids_and_tags_stand_in_comments_as_moodle_writes_them():
    words = "// question: 7  name: Una\n// [id:  Mi Id ] de [tag:paz][tag: dos  más ]\n"
    [question] = read(
        f"{words}// [tag:a\\]b] [tag:paz] [id:otro]\n::Una:: Q{{T}}"
    ).questions
    assert (question.id, question.tags) == ("mi-id", ("paz", "dos más", "a]b"))


def test_a_comment_apart_belongs_to_no_question():
    [question] = read("// [id:lejos] [tag:paz]\n\nQ{T}").questions
    assert (question.id, question.tags) == ("q-1", ())


def test_ids_come_from_comments_then_titles_then_numbers_and_are_never_the_same():
    words = (
        "A{T}\n\n::Q 1:: B{T}\n\n// [id:q-1]\nC{T}\n\n::q_1::D{T}\n\n// [id:q-1]\nE{T}"
    )
    ids = [one.id for one in read(words).questions]
    assert ids == ["q-2", "q-1-2", "q-1", "q-1-3", "q-1-4"]


def test_answers_are_called_by_letters():
    [question] = read("Q{=" + " ~".join(map(str, range(28))) + "}").questions
    ids = [choice.id for choice in question.content.choices]
    assert ids[:3] + ids[25:] == ["a", "b", "c", "z", "aa", "ab"]


# Pictures


def test_a_picture_that_came_along_is_carried():
    words = '[html]<img src="@@PLUGINFILE@@/Mi%20mapa.PNG" alt="Mapa"> aquí{T}'
    carried = read(words, {"Mi mapa.PNG": PICTURE})
    assert carried.questions[0].prompt["es"] == "![Mapa](questions/mi-mapa.png) aquí"
    assert carried.files == {"questions/mi-mapa.png": PICTURE}
    assert carried.losses == ()


def test_two_pictures_of_one_name_are_two():
    words = "[markdown]![A](a/x.png){T}\n\n[markdown]![B](b/x.png) ![C](a/x.png){T}"
    carried = read(words, {"a/x.png": PICTURE, "b/x.png": PICTURE + b"2"})
    assert [one.prompt["es"] for one in carried.questions] == [
        "![A](questions/x.png)",
        "![B](questions/x-2.png) ![C](questions/x.png)",
    ]
    assert len(carried.files) == 2


@pytest.mark.parametrize("name", ["../secreto.png", "/etc/x.png", "x.exe", "x"])
def test_what_is_no_picture_beside_the_file_is_not_carried(name):
    carried = read(f"[markdown]![A]({name}){{T}}", {"x.exe": b"MZ", "x": b"x"})
    assert carried.files == {}
    assert [loss.code for loss in carried.losses] == ["missing-picture"]


# Encodings


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-32"],
)
def test_a_file_that_says_its_encoding_loses_nothing(encoding):
    data = "¿Canción del niño «güe»?{T}\r\n".encode(encoding)
    assert asked(data)[0]["prompt"] == "¿Canción del niño «güe»?"
    assert lost(data) == []


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp1252", "Windows-1252"),
        ("latin-1", "Windows-1252"),
        ("mac_roman", "Mac Roman"),
        ("cp850", "CP850"),
        ("utf-16-le", "UTF-16-LE"),
        ("utf-16-be", "UTF-16-BE"),
    ],
)
@pytest.mark.parametrize(
    "words", ["Canción del niño, ¿qué?", "São Paulo: ações e atenção", "Años, «sí»"]
)
def test_an_encoding_that_had_to_be_assumed_is_told(encoding, name, words):
    carried = read(f"// hola\n{words}{{T}}".encode(encoding))
    assert carried.questions[0].prompt["es"] == words
    [loss] = carried.losses
    assert (loss.code, loss.values["encoding"], loss.line) == (
        "encoding-assumed",
        name,
        2,
    )


def test_lines_from_elsewhere_do_not_spoil_the_others():
    data = "Canción{T}\n\n".encode() + "Niño{T}\n".encode("cp1252")
    carried = read(data)
    assert [one.prompt["es"] for one in carried.questions] == ["Canción", "Niño"]
    [loss] = carried.losses
    assert (loss.code, loss.line, loss.values["lines"]) == ("encoding-mixed", 3, "3")


def test_signs_that_were_spoilt_before_are_told():
    twice = "La canción de ayer{T}".encode().decode("cp1252")
    assert lost(twice) == [(1, "encoded-twice")]
    assert lost("Q\n\ufffd{T}") == [(2, "lost-signs")]
