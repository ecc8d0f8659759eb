"""Which version of each question an attempt was marked by."""

import json
from collections.abc import Mapping

from lms.content.asking import Question
from lms.quizzes.comparing import FITS, ground
from lms.quizzes.versions import digest_of

from .quizzes import get_questions

Item = tuple[str, str]
"""A question in one version: its id, and what it says (a digest)."""


class Used:
    """The questions of a quiz as attempts on several releases were marked by them."""

    def __init__(self, activity_id: str) -> None:
        self.questions: dict[Item, Question] = {}
        self._activity_id = activity_id
        self._items: dict[tuple[int, int | None], Mapping[str, Item]] = {}
        self._papers: dict[tuple[int, int | None, str], Mapping[str, Item]] = {}

    def items(
        self, release_id: int, key_id: int | None, paper: str
    ) -> Mapping[str, Item]:
        """Return the questions of an attempt by id, in the version that marked them.

        ``key_id`` is the release it was marked anew with, ``paper`` the list of its
        questions as it is kept; where there is none, it had all of them.
        """
        place = release_id, key_id, paper
        if place not in self._papers:
            known = self.of(release_id, key_id)
            asked = json.loads(paper) or list(known)
            self._papers[place] = {id_: known[id_] for id_ in asked if id_ in known}
        return self._papers[place]

    def of(self, release_id: int, key_id: int | None) -> Mapping[str, Item]:
        """Return all questions of a release by id, in the version that marked them."""
        place = release_id, key_id
        if place not in self._items:
            self._items[place] = {
                id_: self._item(question, key_id)
                for id_, question in get_questions(
                    release_id, self._activity_id
                ).items()
            }
        return self._items[place]

    def _item(self, asked: Question, key_id: int | None) -> Item:
        """The asked question, or the one it was marked anew by, where that one fits."""
        question = asked
        if key_id is not None:
            new = get_questions(key_id, self._activity_id).get(asked.id)
            if new is not None and ground(asked, new) in FITS:
                question = new
        item = question.id, digest_of(question)
        self.questions[item] = question
        return item
