"""Who there is, and what they may be answered: the words of the table of doors."""

from tests.factories.encuentro import NAMES

OUT = "out"
WHO = (OUT, *NAMES, "author")
COURSE = ("participant", "classmate", "observer", "instructor", "moderator")
WRITERS = ("participant", "classmate", "instructor", "moderator", "secretariat")
LEARNERS = ("participant", "classmate")
ENCUENTRO = ("alumna", "alumnus", "focal point", "secretariat")
SIGN_IN = "sign in"


def all_get(status):
    """Everybody gets the same answer, also who is signed out."""
    return dict.fromkeys(WHO, status)


def only(people, status, *, others, out=SIGN_IN, **exceptions):
    """Some get one answer, the others another, and who is signed out is asked in."""
    found = dict.fromkeys(WHO, others) | dict.fromkeys(people, status) | {OUT: out}
    return found | {who.replace("_", " "): said for who, said in exceptions.items()}


MEMBERS = only((), 200, others=200)
ASKED_IN = only((), SIGN_IN, others=SIGN_IN)
"""Pages of an account: a test's people have none, so they are asked to sign in."""

COURSE_TALK = only((*COURSE, "secretariat"), 200, others=404)
ALUMNI_TALK = only(ENCUENTRO, 200, others=404)
ALUMNI_SEND = only(ENCUENTRO, 422, others=404)
ALUMNI_KEEP = only(ENCUENTRO, 204, others=404)
COURSE_SEND = only(WRITERS, 422, others=404, observer=403)
COURSE_KEEP = only(WRITERS, 204, others=404, observer=403)
OWN_POST = {"alumnus": 403, "focal_point": 403, "secretariat": 403}
LEARNERS_SEND = only(LEARNERS, 422, others=403)
RUNS = ("instructor", "secretariat")
RUN = only(RUNS, 200, others=404)
RUN_SEND = only(RUNS, 303, others=404)
"""Pages of those who run a quiz: to everybody else they do not exist."""

FOLLOW = ("instructor", "moderator", "secretariat")
FOLLOWED = only(FOLLOW, 200, others=404)
"""The people of an edition: to those who do not run it they are not there."""

OWN_STATE = only(("focal point",), 200, others=404, secretariat=200)

DECIDE = only(("secretariat",), 200, others=404)
DECIDE_SEND = only(("secretariat",), 303, others=404)

NO_CALL = only((), 404, others=404)
"""What people may do at a call there is: tests/admission."""
