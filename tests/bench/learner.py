"""A person at a browser without scripts: signs in, takes a quiz, talks."""

import html
import http.client
import re
import urllib.parse
from dataclasses import dataclass, field

from .server import LOCALHOST

Form = list[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    text: str
    location: str

    @property
    def accepted(self) -> bool:
        return 200 <= self.status < 400


@dataclass
class Learner:
    """One person with one connection, and the cookies of one browser."""

    port: int
    network: int = 0
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    asked: int = 0
    """How many requests this browser has made."""
    _connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._ask("GET", path, None, {})

    def post(self, path: str, form: Form, *, fetched: bool = False) -> Answer:
        """Send a form, as a page does or as a script does."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if fetched:
            headers["X-Requested-With"] = "fetch"
        body = urllib.parse.urlencode([("csrf_token", self.token), *form])
        return self._ask("POST", path, body, headers)

    def sign_in(self, email: str, password: str) -> None:
        """Come in; a wrong password ends the measuring."""
        self._ask("GET", "/sign-in/", None, {})
        came = self.post("/sign-in/", [("email", email), ("password", password)])
        if came.status != 303:
            raise RuntimeError(f"{email} could not sign in: {came.status}")
        self.get("/")

    def sign_out(self) -> None:
        """Forget everything this browser knows."""
        self.cookies.clear()
        self.token = ""

    def close(self) -> None:
        """Hang up."""
        if self._connection:
            self._connection.close()
            self._connection = None

    @property
    def cookie(self) -> str:
        """What the browser says of itself."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _ask(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> Answer:
        try:
            return self._once(method, path, body, headers)
        except (http.client.BadStatusLine, ConnectionResetError, BrokenPipeError):
            # The server hung up on a connection that had been idle. Only what has
            # surely not been done is asked for a second time.
            self.close()
            if method != "GET":
                raise
            return self._once(method, path, body, headers)

    def _once(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> Answer:
        if self._connection is None:
            self._connection = http.client.HTTPConnection(
                LOCALHOST, self.port, timeout=60
            )
        octets = divmod(self.network, 250)
        own = {"X-Forwarded-For": f"10.{octets[0]}.{octets[1]}.7"}
        if self.cookies:
            own["Cookie"] = self.cookie
        self.asked += 1
        self._connection.request(method, path, body, own | headers)
        response = self._connection.getresponse()
        text = response.read().decode()
        for line in response.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        if found := re.search(r'name="csrf_token" value="([^"]+)"', text):
            self.token = found[1]
        return Answer(response.status, text, response.headers.get("Location", ""))


@dataclass(frozen=True)
class Paper:
    """The form of a quiz as it stands on a page.

    ``choices`` are what may be sent in each field, by its name without ``q-``: the id
    of a question or, where it has several fields, that and the name of the part.
    """

    attempt: str
    choices: dict[str, list[str]]
    hidden: dict[str, str]

    @property
    def ticked(self) -> dict[str, list[str]]:
        """The questions answered by one tick, with what can be ticked."""
        return {
            name: options
            for name, options in self.choices.items()
            if len(options) > 1 and "." not in name
        }

    def fields(self, chosen: dict[str, str], *, shown: bool = True) -> Form:
        """Return what the form sends of these questions."""
        form = [("attempt", self.attempt)]
        form += [(f"q-{field}", choice) for field, choice in chosen.items()]
        if shown:
            for question in dict.fromkeys(field.partition(".")[0] for field in chosen):
                form += [
                    (f"{x}-{question}", self.hidden[f"{x}-{question}"]) for x in "vw"
                ]
        return form


def read_paper(page: str) -> Paper:
    """Return the questions on a page, with what can be chosen."""
    choices: dict[str, list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", page):
        if found := re.search(r'name="q-([^"]+)"', tag):
            value = re.search(r'value="([^"]+)"', tag)
            choices.setdefault(found[1], []).append(value[1] if value else "11")
    for name, inside in re.findall(
        r'<select [^>]*name="q-([^"]+)".*?>(.*?)</select>', page, re.DOTALL
    ):
        choices[name] = re.findall(r'<option value="([^"]+)"', inside)
    hidden = {
        name: html.unescape(value)
        for name, value in re.findall(r'name="([vw]-[^"]+)" value="([^"]*)"', page)
    }
    attempt = re.search(r'name="attempt" value="(\d+)"', page)
    if not choices or attempt is None:
        raise RuntimeError("There is no quiz to answer on this page.")
    return Paper(attempt[1], choices, hidden)


def open_paper(learner: Learner, path: str) -> Paper:
    """Open a quiz, and begin the next attempt if the last one is in."""
    page = learner.get(path)
    if again := re.search(r'name="after" value="(\d+)"', page.text):
        learner.post(f"{path}begin", [("after", again[1])])
        page = learner.get(path)
    return read_paper(page.text)


def take_quiz(learner: Learner, path: str) -> None:
    """Do a whole attempt without scripts, beginning it anew if the last one is in.

    Open, save half of it with a button and come back to the page, hand all of it in,
    and see the review.
    """
    paper = open_paper(learner, path)
    chosen = {question: options[0] for question, options in paper.choices.items()}
    half = dict(list(chosen.items())[: len(chosen) // 2])
    steps = [learner.post(f"{path}answers", paper.fields(half))]
    steps.append(learner.get(steps[-1].location.partition("#")[0]))
    steps.append(
        learner.post(
            f"{path}submit", [*paper.fields(chosen, shown=False), ("anyway", "1")]
        )
    )
    steps.append(learner.get(steps[-1].location.partition("#")[0]))
    if not all(step.accepted for step in steps):
        raise RuntimeError(f"The attempt failed: {[step.status for step in steps]}")
