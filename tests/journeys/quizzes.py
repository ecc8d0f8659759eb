"""A course of quizzes with every kind of question, and three ways to answer them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from playwright.sync_api import Locator, Page
from sqlalchemy import select

from lms.catalogue.publishing import publish
from lms.content.asking import Item, Layout, Quiz, Rules
from lms.content.canonical import yaml_bytes
from lms.content.kinds.quiz import QuizKind
from lms.enrolment.models import Enrolment
from lms.foundation.database import session
from lms.foundation.work import atomic
from lms.people.models import Member
from lms.quizzes.services import Taking, submit
from tests.factories.courses import course_files
from tests.factories.questions import ANSWERS, KINDS, choices, make_question, told
from tests.factories.quizzes import given

COURSE = "preguntas"


def _quiz(id_: str, *items: Item, **rules: Any) -> Quiz:
    return Quiz(title=told(id_), pass_mark=70, items=items, rules=Rules(**rules))


def _singles(stem: str, number: int) -> tuple[Item, ...]:
    """Questions ``<stem>-1`` and on, of one answer; ``b`` is right."""
    return tuple(make_question("single", f"{stem}-{n + 1}") for n in range(number))


QUIZZES: dict[str, Quiz] = {
    **{kind: _quiz(kind, make_question(kind)) for kind in KINDS},
    "todas": _quiz("todas", *(make_question(kind, f"t-{kind}") for kind in KINDS)),
    "diez": _quiz("diez", *_singles("d", 10)),
    "contrarreloj": _quiz("contrarreloj", *_singles("c", 2), time_limit=20),
    "pausado": _quiz("pausado", *_singles("p", 2), time_limit=20),
    "adelante": _quiz(
        "adelante", *_singles("a", 3), layout=Layout.ONE, forward_only=True
    ),
    "ensayo": _quiz("ensayo", make_question("essay", "ensayo", points=4)),
    "doce": _quiz("doce", *_singles("o", 2)),
}
"""Every quiz of the course, by the id of its activity."""

TYPED = {"1.5 km": "1,5 km"}
"""How somebody who reads Spanish writes an answer, where that is another way."""


def at(activity_id: str, more: str = "") -> str:
    """The address of a quiz in the player."""
    return f"/courses/{COURSE}/modulo/{activity_id}/{more}"


def desk(activity_id: str, more: str = "") -> str:
    """The address of a page for those who run a quiz."""
    return f"/courses/{COURSE}/quizzes/{activity_id}/{more}"


def publish_quizzes(**others: Quiz) -> None:
    """Publish the course of all quizzes; call inside a context.

    ``others`` stand for those of the same id, as in a later release.
    """
    files = course_files(COURSE, lessons=1)
    module = files["01-modulo/module.yaml"].decode()
    for n, (id_, quiz) in enumerate((QUIZZES | others).items(), start=20):
        stem = f"01-modulo/{n}-{id_}"
        module += f"- id: {id_}\n  kind: quiz\n  file: {n}-{id_}\n  minutes: 5\n"
        for path, data in QuizKind().dump(quiz, stem).items():
            files[path] = yaml_bytes(data) if isinstance(data, dict) else data
    files["01-modulo/module.yaml"] = module.encode()
    with atomic():
        publish(files)


def quiz_with_another_key(id_: str) -> Quiz:
    """A quiz of ``_singles`` where ``a`` is right in the first question."""
    quiz = QUIZZES[id_]
    first, *rest = quiz.questions
    return replace(quiz, items=(replace(first, content=choices("a")), *rest))


def member_of(email: str) -> int:
    """The id of a member; call inside a context."""
    return session.scalars(select(Member.id).where(Member.email == email)).one()


def taking(email: str, activity_id: str) -> Taking:
    """The first attempt of somebody in the course; call inside a context."""
    found = session.scalars(
        select(Enrolment).where(Enrolment.member_id == member_of(email))
    ).one()
    return Taking(
        enrolment_id=found.id,
        activity_id=activity_id,
        release_id=found.release_id,
        number=1,
    )


def hand_in(email: str, activity_id: str, said: dict[str, tuple[str, ...]]) -> None:
    """Hand in somebody's first attempt at a quiz; call inside a context."""
    with atomic():
        submit(taking=taking(email, activity_id), given=given(**said), anyway=True)


@dataclass
class Way:
    """How somebody fills in a question: each act is done as they do it."""

    page: Page
    choose: Callable[[str, str], None]
    select: Callable[[str, str], None]
    write: Callable[[str, str], None]
    press: Callable[[Locator], None]

    def answer(self, kind: str, id_: str = "") -> None:
        """Give the whole answer to a question, the right one where there is one."""
        name = f"q-{id_ or kind}"
        for said in ANSWERS[kind]:
            part, sign, value = said.partition("=")
            if not sign:
                self.fill(name, TYPED.get(said, said))
            else:
                self.fill(f"{name}.{part}", value)

    def fill(self, name: str, value: str) -> None:
        field = self.page.locator(f"[name='{name}']").first
        if field.evaluate("e => e.tagName") == "SELECT":
            self.select(name, value)
        elif field.get_attribute("type") in ("radio", "checkbox"):
            self.choose(name, value)
        else:
            self.write(name, value)


def by_touch(page: Page) -> Way:
    """With a finger: what is touched is the words, and the buttons of an order."""

    def choose(name: str, value: str) -> None:
        page.locator(f"label:has([name='{name}'][value='{value}'])").tap()

    def select(name: str, value: str) -> None:
        if page.locator(f".order [name='{name}']").count():
            lift(name, int(value))
        else:
            page.locator(f"[name='{name}']").tap()
            page.select_option(f"[name='{name}']", value)

    def lift(name: str, place: int) -> None:
        row = page.locator(f".order li:has([name='{name}'])")
        for _ in range(4):
            if row.locator("select").input_value() != str(place):
                row.get_by_role("button", name="Subir").tap()

    def write(name: str, words: str) -> None:
        page.locator(f"[name='{name}']").tap()
        page.keyboard.insert_text(words)

    return Way(page, choose, select, write, lambda button: button.tap())


def by_mouse(page: Page) -> Way:
    """With a mouse, on a page that runs no script."""
    return Way(
        page,
        lambda name, value: page.check(f"[name='{name}'][value='{value}']"),
        lambda name, value: _select(page, name, value),
        lambda name, words: page.fill(f"[name='{name}']", words),
        lambda button: button.click(),
    )


def _select(page: Page, name: str, value: str) -> None:
    page.select_option(f"[name='{name}']", value)


@dataclass
class Keys:
    """Keys alone: one goes to a field by Tab, never by a click."""

    page: Page

    def reach(self, field: Locator) -> None:
        for _ in range(250):
            if field.evaluate("e => e === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no key leads to {field}")

    def choose(self, name: str, value: str) -> None:
        field = self.page.locator(f"[name='{name}'][value='{value}']")
        if field.get_attribute("type") == "checkbox":
            self.reach(field)
        else:
            self.reach(self.page.locator(f"[name='{name}']").first)
            self.step_to(name, value)
        if not field.is_checked():
            self.page.keyboard.press("Space")

    def select(self, name: str, value: str) -> None:
        self.reach(self.page.locator(f"[name='{name}']"))
        self.step_to(name, value)

    def step_to(self, name: str, value: str) -> None:
        focus = "document.activeElement"
        for _ in range(20):
            said = self.page.evaluate(f"[{focus}.name, {focus}.value]")
            if said == [name, value]:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no key leads to {value} of {name}")

    def write(self, name: str, words: str) -> None:
        self.reach(self.page.locator(f"[name='{name}']"))
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def press(self, button: Locator) -> None:
        self.reach(button)
        self.page.keyboard.press("Enter")


def by_keyboard(page: Page) -> Way:
    """With keys alone."""
    keys = Keys(page)
    return Way(page, keys.choose, keys.select, keys.write, keys.press)


WAYS = {"touch": by_touch, "plain": by_mouse, "keyboard": by_keyboard}
