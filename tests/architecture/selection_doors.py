"""The addresses of the selection desk, and what those who may come are answered.

The instructors of the course read and score, the secretariat alone chooses; to
everybody else they do not exist.
"""

BASE = "/secretariat/editions/{edition}/applications"
REVIEW, CHOOSE = ("instructor", "secretariat"), ("secretariat",)

READ = {
    f"{BASE}/": (REVIEW, 200),
    f"{BASE}/999/": (REVIEW, 404),
    f"{BASE}/999/files/1/": (REVIEW, 404),
    f"{BASE}/decide/": (CHOOSE, 303),
    f"{BASE}/propose/": (CHOOSE, 200),
    f"{BASE}/letters/": (CHOOSE, 200),
    f"{BASE}/letters/accepted/es/": (CHOOSE, 200),
}

WRITE = {
    f"{BASE}/views": (REVIEW, 422),
    f"{BASE}/views/1/forget": (REVIEW, 303),
    f"{BASE}/999/": (REVIEW, 404),
    f"{BASE}/decide/": (CHOOSE, 409),
    f"{BASE}/propose/": (CHOOSE, 409),
    f"{BASE}/letters/": (CHOOSE, 409),
    f"{BASE}/letters/accepted/es/": (CHOOSE, 422),
}
