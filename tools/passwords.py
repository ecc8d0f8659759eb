"""Writes lms/accounts/passwords.txt: what people try first when they must choose.

The words, in ``passwords.words``, are our own gathering of what is used in Spanish,
Portuguese and English; years, digits and signs around them need no line, the check
takes those off itself.
"""

from itertools import permutations
from pathlib import Path

HERE = Path(__file__).parent
FILE = HERE.parent / "lms" / "accounts" / "passwords.txt"
LOVED = ("teamo{}", "{}teamo", "amo{}", "amoa{}", "tequiero{}", "{}miamor", "{}mivida")
JOINED = ("{}y{}", "{}e{}", "{}{}")
DEAR = ("sol", "luna", "amor", "paz", "vida", "fe", "dios", "familia", "mama", "papa")
PAIRED = 36
"""How many of the first words are also written one after the other."""


def read_words() -> dict[str, list[str]]:
    """Return the words of each section."""
    words: dict[str, list[str]] = {}
    section: list[str] = []
    for line in (HERE / "passwords.words").read_text("utf-8").splitlines():
        if line.startswith("["):
            section = words.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            section.extend(line.split())
    return words


def lines() -> list[str]:
    """Return every line, each once, in order."""
    words = read_words()
    found = {word for section in words.values() for word in section}
    found |= {shape.format(name) for name in words["names"] for shape in LOVED}
    found |= {one + other for one, other in permutations(words["first"][:PAIRED], 2)}
    pairs = permutations(DEAR, 2)
    found |= {shape.format(*pair) for pair in pairs for shape in JOINED}
    return sorted(found)


def main() -> None:
    """Write the file."""
    head = "# Made by tools/passwords.py: change the words there.\n"
    FILE.write_text(head + "\n".join(lines()) + "\n", "utf-8")
    print(f"{len(lines())} lines")


if __name__ == "__main__":
    main()
