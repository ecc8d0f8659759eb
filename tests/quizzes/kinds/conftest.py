"""A quiz of these questions, and somebody before it."""

import pytest

from tests.factories.attempts import publish_quiz
from tests.factories.quizzes import make_learner


@pytest.fixture
def arrange(app, sign_in):
    """Publish a quiz, and give somebody in its course a browser."""

    def arranged(*questions, **rules):
        with app.app_context():
            publish_quiz(*questions, **rules)
            learner = make_learner()
        client = app.test_client()
        sign_in(client, learner.subject)
        return client, learner

    return arranged
