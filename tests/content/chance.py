"""Words at random: ids, lines, texts in some languages."""

from hypothesis import strategies as st

from lms.kernel.language import Language, Text

slugs = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8})?", fullmatch=True)
_signs = st.characters(
    codec="utf-8",
    exclude_categories=["Cs", "Cc"],
    # Before some signs these look like words that were encoded twice, which is told
    # as a loss where files are read, and has tests of its own there.
    exclude_characters="ÂÃâ",
)
lines = st.text(_signs, min_size=1, max_size=30).map(str.strip).filter(bool)
words = st.text(
    st.one_of(_signs, st.sampled_from("\n\n :-#'\"|>&*!%@`{}[],?\t")), max_size=60
).filter(lambda said: bool(said.strip()))
bodies = st.text(st.one_of(_signs, st.sampled_from("\n\n #:-[]@*")), max_size=120).map(
    lambda said: said.strip()
)


def texts(said: st.SearchStrategy[str], least: int = 1) -> st.SearchStrategy[Text]:
    """A text in some languages."""
    return st.dictionaries(st.sampled_from(Language), said, min_size=least, max_size=3)


def _titles(said: str) -> str:
    return " ".join(said.split())


titles = lines.map(_titles).filter(bool)
