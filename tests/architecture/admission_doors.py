"""The addresses of applicants, focal points and seats, and who is answered what."""

from tests.architecture.answers import DECIDE, DECIDE_SEND, MEMBERS, NO_CALL, only

READ = {
    "/secretariat/editions/{edition}/people/import": DECIDE,
    "/secretariat/editions/{edition}/people/invitations/": DECIDE,
    "/secretariat/editions/{edition}/waiting/": DECIDE,
    "/me/applications/1/offer": only((), 404, others=404),
    "/join/": MEMBERS,
    "/join/no-such-code/": only((), 404, others=404),
    "/country/": only(("focal point",), 200, others=404),
    "/country/together": only(("focal point",), 303, others=404),
    "/country/people/": only(("focal point",), 200, others=404),
    "/me/applications/1/question/": only((), 404, others=404),
    "/courses/curso/apply/sin-convocatoria/": NO_CALL,
    "/courses/curso/apply/sin-convocatoria/about/": NO_CALL,
    "/courses/curso/apply/sin-convocatoria/review/": NO_CALL,
    "/courses/curso/apply/sin-convocatoria/files/1/": NO_CALL,
    "/me/applications/": MEMBERS,
}

WRITE = {
    "/country/1/endorse": only((), 404, others=404),
    "/country/1/decline": only((), 404, others=404),
    "/country/1/ask": only((), 404, others=404),
    "/country/1/take-back": only((), 404, others=404),
    "/country/together": only((), 404, others=404),
    "/country/editions/1/AR/order": only(("focal point",), 409, others=404),
    "/country/people/nominate": only(("focal point",), 422, others=404),
    "/country/people/nominations/1/withdraw": only((), 404, others=404),
    "/country/people/deputies": only(("focal point",), 422, others=404),
    "/country/people/deputies/1/AR/dismiss": only((), 404, others=404),
    "/me/applications/1/question/": only((), 404, others=404),
    "/courses/curso/apply/sin-convocatoria/begin": NO_CALL,
    "/courses/curso/apply/sin-convocatoria/about/": NO_CALL,
    "/courses/curso/apply/sin-convocatoria/draft": NO_CALL,
    "/courses/curso/apply/sin-convocatoria/review/": NO_CALL,
    "/courses/curso/apply/sin-convocatoria/withdraw": NO_CALL,
    "/secretariat/editions/{edition}/people/import": only(
        ("secretariat",), 422, others=404
    ),
    "/secretariat/editions/{edition}/people/import/confirm": only(
        ("secretariat",), 422, others=404
    ),
    "/secretariat/editions/{edition}/people/invitations/": DECIDE_SEND,
    "/secretariat/editions/{edition}/people/invitations/999/withdraw": only(
        (), 404, others=404
    ),
    "/secretariat/editions/{edition}/waiting/999/move": only(
        ("secretariat",), 422, others=404
    ),
    "/secretariat/editions/{edition}/waiting/999/again": only(
        ("secretariat",), 409, others=404
    ),
    "/secretariat/editions/{edition}/waiting/offer-all": only(
        ("secretariat",), 409, others=404
    ),
    "/me/applications/1/offer": only((), 404, others=404),
    "/join/": only((), 422, others=422),
    "/join/no-such-code/": only((), 404, others=404),
}
