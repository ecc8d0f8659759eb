"""The addresses of an edition's pages, and what the secretariat is answered there.

To everybody else they do not exist.
"""

ONE = "/secretariat/editions/{edition}"

READ = dict.fromkeys(
    (
        "/secretariat/editions/",
        "/secretariat/editions/new",
        f"{ONE}/",
        f"{ONE}/copy",
        f"{ONE}/calendar/",
        f"{ONE}/calendar/sessions/new",
        f"{ONE}/seats/",
        f"{ONE}/form/",
        f"{ONE}/form/new",
        f"{ONE}/endorsement/",
        f"{ONE}/criteria/",
        f"{ONE}/grades/",
    ),
    200,
) | {f"{ONE}/calendar/sessions/1/": 404, f"{ONE}/form/none/": 404}

WRITE = {
    "/secretariat/editions/new": 422,
    f"{ONE}/": 422,
    f"{ONE}/move": 303,
    f"{ONE}/copy": 303,
    f"{ONE}/moderators": 422,
    f"{ONE}/moderators/1/remove": 409,
    f"{ONE}/calendar/": 303,
    f"{ONE}/calendar/sessions/new": 422,
    f"{ONE}/calendar/sessions/1/": 422,
    f"{ONE}/calendar/sessions/1/remove": 404,
    f"{ONE}/seats/": 422,
    f"{ONE}/form/new": 422,
    f"{ONE}/form/none/": 404,
    f"{ONE}/form/none/move": 404,
    f"{ONE}/form/none/remove": 404,
    f"{ONE}/endorsement/": 422,
    f"{ONE}/criteria/": 422,
    f"{ONE}/grades/": 422,
}
