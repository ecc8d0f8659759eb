"""The page of the record: whole sentences, in three languages, that can be searched."""

import csv
import io
import json
import re
from datetime import timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from lms.enrolment import services as enrolment
from lms.enrolment.models import Edition
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.people import personal
from lms.people import services as people
from lms.people.queries import get_member
from lms.people.roles import Role
from lms.record import queries, services
from lms.record.models import Entry
from tests.factories.courses import make_course
from tests.factories.people import make_member
from tests.factories.record import leave_entries, make_entries

RECORD = "/secretariat/record/"


@pytest.fixture
def decided(app, secretary):
    """Ana joined by herself, Selva accepted Beto, the site did something unknown."""
    with app.app_context():
        make_course()
        ana = make_member("Ana Álvarez").id
        beto = make_member("Beto Ruiz").id
        with atomic():
            enrolment.join(member_id=ana, course_id="curso")
        edition = session.scalars(select(Edition.id)).one()
        with atomic():
            services.note(
                act="enrolment.accepted",
                by_id=secretary.member_id,
                member_id=beto,
                about=f"edition:{edition}",
                details={"reason": "Cumple <todo>"},
            )
        make_entries(1, act="unknown.act", member_id=beto, about="thing:7")
    secretary.ids = {"ana": ana, "beto": beto, "edition": edition}
    return secretary


def sentences(html):
    """What the page tells of each entry, without its small print."""
    found = re.findall(r'<li><div class="name">(.*?)(?:<small>|</div>)', html, re.S)
    return [unescape(each).strip() for each in found]


def told(client, **asked):
    answer = client.get(RECORD, query_string=asked)
    assert answer.status_code == 200
    return sentences(answer.text)


SPOKEN = {
    "es": [
        "La plataforma: unknown.act, sobre Beto Ruiz",
        "Selva Sosa aceptó a Beto Ruiz",
        "Ana Álvarez se inscribió",
    ],
    "pt": [
        "A plataforma: unknown.act, sobre Beto Ruiz",
        "Selva Sosa aceitou Beto Ruiz",
        "Ana Álvarez se inscreveu",
    ],
    "en": [
        "The platform: unknown.act, about Beto Ruiz",
        "Selva Sosa accepted Beto Ruiz",
        "Ana Álvarez joined",
    ],
}
TITLES = {
    "es": "Registro de decisiones",
    "pt": "Registro de decisões",
    "en": "Record of decisions",
}


@pytest.mark.parametrize("language", SPOKEN)
def test_each_entry_is_a_sentence_in_the_language_of_the_reader(decided, language):
    decided.set_cookie("lms_language", language)
    answer = decided.get(RECORD)
    assert f"<h1>{TITLES[language]}</h1>" in answer.text
    assert sentences(answer.text) == SPOKEN[language]


def test_an_entry_tells_why_about_what_and_its_place(decided):
    html = decided.get(RECORD).text
    assert "Motivo: Cumple &lt;todo&gt;" in html
    assert "<small>Curso de prueba – Oferta permanente</small>" in html
    assert "<small>thing:7</small>" in html
    assert "n.º 2</span>" in html


def test_an_entry_without_its_seal_says_so(app, secretary):
    with app.app_context():
        leave_entries(1)
    assert "por sellar" in secretary.get(RECORD).text


def test_who_left_has_no_name_in_the_record_any_more(app, decided):
    with app.app_context(), atomic():
        people.leave(member_id=decided.ids["beto"])
    assert "Selva Sosa aceptó a Persona que dejó la plataforma" in told(decided)
    assert "Beto" not in decided.get(RECORD).text


def test_an_empty_record_says_what_will_be_there(secretary):
    assert "Todavía no hay decisiones" in secretary.get(RECORD).text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"who": "álvarez"}, [2]),
        ({"who": "beto"}, [0, 1]),
        ({"who": "Selva"}, [1]),
        ({"who": "nadie así"}, []),
        ({"who": "%"}, []),
        ({"act": "enrolment.active"}, [2]),
        ({"act": "unknown.act"}, [0]),
        ({"act": "never.noted"}, []),
        ({"about": "thing:7"}, [0]),
        ({"who": "beto", "act": "enrolment.accepted"}, [1]),
        ({"since": "2001-01-01", "until": "9000-01-01"}, [0, 1, 2]),
        ({"since": "9000-01-01"}, []),
        ({"until": "2001-01-01"}, []),
    ],
)
def test_the_record_is_searched_by_person_act_thing_and_day(decided, asked, found):
    assert told(decided, **asked) == [SPOKEN["es"][n] for n in found]


def test_a_person_is_found_by_number_and_an_edition_by_its_name(decided):
    assert told(decided, who=decided.ids["beto"]) == SPOKEN["es"][:2]
    edition = f"edition:{decided.ids['edition']}"
    assert told(decided, about=edition) == SPOKEN["es"][1:]
    html = decided.get(RECORD).text
    assert f'value="{edition}">Curso de prueba – Oferta permanente</option>' in html
    assert 'value="enrolment.accepted">Alguien aceptó a otra persona</option>' in html


def test_a_day_begins_where_the_reader_is(app, secretary):
    with app.app_context():
        with atomic():
            member = get_member(secretary.member_id)
            member.time_zone = "Pacific/Kiritimati"  # fourteen hours ahead
        make_entries(1)
        at = session.scalar(select(Entry.at))
    day = at.astimezone(ZoneInfo("Pacific/Kiritimati")).date()
    assert len(told(secretary, since=day, until=day)) == 1
    after = day + timedelta(days=1)
    assert told(secretary, since=after) == []


@pytest.mark.parametrize("day", ["ayer", "2026-02-30", "0001-01-01", "9999-12-31"])
def test_what_is_no_day_is_told_and_stays_as_it_was_typed(decided, day):
    answer = decided.get(RECORD, query_string={"since": day, "who": "beto"})
    assert answer.status_code == 422
    assert "Escriba la fecha así" in answer.text
    assert f'value="{day}"' in answer.text
    assert sentences(answer.text) == SPOKEN["es"][:2]


@pytest.mark.parametrize("field", ["who", "act", "about", "since", "until", "page"])
@pytest.mark.parametrize("text", ["\x00", "'\"<b>", "9" * 30, "x" * 5000])
def test_nothing_that_is_asked_breaks_the_page(decided, field, text):
    answer = decided.get(RECORD, query_string={field: text})
    assert answer.status_code in (200, 422)
    assert "<b>" not in answer.text


def test_a_long_record_has_pages_that_keep_what_is_asked(app, secretary):
    with app.app_context(), atomic():
        for n in range(queries.PAGE + 1):
            services.note(act=f"test.{n}", by_id=None, about="thing:7")
    first = secretary.get(RECORD, query_string={"about": "thing:7"})
    assert len(sentences(first.text)) == queries.PAGE
    assert sentences(first.text)[0] == f"La plataforma: test.{queries.PAGE}"
    assert "?about=thing:7&amp;page=2" in first.text
    assert told(secretary, about="thing:7", page=2) == ["La plataforma: test.0"]


def test_a_page_asks_as_much_for_one_entry_as_for_many(app, secretary, count_queries):
    asked = []
    for number in (1, 45):
        with app.app_context():
            make_course(f"curso-{number}")
            for _ in range(number):
                ana = make_member().id
                with atomic():
                    enrolment.join(member_id=ana, course_id=f"curso-{number}")
        secretary.get(RECORD)
        with count_queries() as seen:
            secretary.get(RECORD)
        asked.append(len(seen))
    assert asked == [8, 8]


# Taking it along


def table(answer):
    assert answer.mimetype == "text/csv"
    assert answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


def test_the_list_is_taken_along_as_it_is_searched(decided):
    rows = table(decided.get(f"{RECORD}decisions.csv", query_string={"who": "Selva"}))
    head, row = rows
    assert head[0] == "Lugar"
    assert row[:1] + row[2:8] == [
        "2",
        "Selva Sosa aceptó a Beto Ruiz",
        "enrolment.accepted",
        "Selva Sosa",
        "Beto Ruiz",
        "Curso de prueba – Oferta permanente",
        "Cumple <todo>",
    ]
    assert len(table(decided.get(f"{RECORD}decisions.csv"))) == 4


def test_a_spreadsheet_gets_no_formulas(app, secretary):
    with app.app_context():
        evil = make_member("=HYPERLINK(1)").id
        make_entries(1, by_id=evil, details={"reason": "@SUM(1)"})
    row = table(secretary.get(f"{RECORD}decisions.csv"))[1]
    assert row[4] == "'=HYPERLINK(1)"
    assert row[7] == "'@SUM(1)"


def test_the_whole_chain_is_taken_along_without_a_name(decided):
    answer = decided.get(f"{RECORD}record.jsonl", query_string={"who": "nadie"})
    assert "attachment" in answer.headers["Content-Disposition"]
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert [line["place"] for line in lines] == [1, 2, 3]
    assert lines[1]["member"] == decided.ids["beto"]
    assert not re.search("Ana|Beto|Selva", answer.text)


def test_the_tables_ask_as_much_for_few_as_for_many(app, secretary, count_queries):
    asked = []
    for number in (1, 60):
        with app.app_context():
            make_entries(number)
        with count_queries() as seen:
            assert secretary.get(f"{RECORD}decisions.csv").status_code == 200
            assert secretary.get(f"{RECORD}record.jsonl").status_code == 200
        asked.append(len(seen))
    assert asked[0] == asked[1]


# Who may


@pytest.mark.parametrize("page", ["", "decisions.csv", "record.jsonl"])
@pytest.mark.parametrize("role", [None, *(r for r in Role if r != "secretariat")])
def test_to_everybody_else_the_record_does_not_exist(app, client, sign_in, page, role):
    needs = {Role.FOCAL_POINT: "AR", Role.ALUMNI: ""}
    with app.app_context():
        roles = {role: needs.get(role, "7")} if role else None
        make_member(subject="test:other", roles=roles)
    sign_in(client, "test:other")
    assert client.get(f"{RECORD}{page}").status_code == 404
    assert "Registro de decisiones" not in client.get("/me/").text


def test_who_is_signed_out_is_asked_in(client):
    answer = client.get(RECORD)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/sign-in/?next=/secretariat/record/")


def test_the_menu_leads_to_the_record(secretary):
    entry = f'<a href="{RECORD}">Registro de decisiones</a>'
    assert entry in secretary.get("/me/").text


def test_people_take_along_what_was_decided_about_them(app, decided):
    with app.app_context():
        kept = personal.collect(decided.ids["beto"])["record"]
    assert [line["act"] for line in kept] == ["enrolment.accepted", "unknown.act"]
    assert set(kept[0]) == {"at", "act", "about"}
