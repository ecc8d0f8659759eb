"""Who may apply for an edition, and when its call is open."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.admission.calls import Call, CallState
from lms.admission.eligibility import Claim, sentences, unmet
from lms.enrolment.rules import Eligibility, InstitutionType
from lms.enrolment.states import EditionState

ANA = Claim(state_code="AR", institution_type="justice", language="es")


@pytest.mark.parametrize(
    ("asked", "languages", "claim", "rules"),
    [
        (Eligibility(), (), ANA, []),
        (Eligibility(states=("AR", "UY")), ("es",), ANA, []),
        (
            Eligibility(states=("BR",)),
            ("es",),
            ANA,
            [("state", "Esta edición es para personas de: Brasil.")],
        ),
        (
            Eligibility(states=("UY", "AR")),
            (),
            Claim(state_code=None, institution_type="justice", language="es"),
            [("state", "Esta edición es para personas de: Argentina, Uruguay.")],
        ),
        (
            Eligibility(institutions=(InstitutionType.POLICE, InstitutionType.DEFENCE)),
            (),
            ANA,
            [
                (
                    "institution",
                    "Esta edición es para quienes trabajan en: Policía y seguridad, "
                    "Defensa.",
                )
            ],
        ),
        (
            Eligibility(),
            ("pt", "en"),
            ANA,
            [("language", "Esta edición se dicta en: Português, English.")],
        ),
    ],
)
def test_each_rule_that_is_not_met_says_so(asked, languages, claim, rules):
    found = unmet(asked, languages, claim)
    assert [(each.rule, each.sentence) for each in found] == rules
    assert sentences(asked, languages, [rule for rule, _ in rules]) == [
        sentence for _, sentence in rules
    ]


CODES = st.sampled_from(["AR", "BR", "UY", "CL"])
KINDS = st.sampled_from(list(InstitutionType))
TONGUES = st.sampled_from(["es", "pt", "en"])
ASKED = st.builds(
    Eligibility,
    states=st.lists(CODES, unique=True).map(tuple),
    institutions=st.lists(KINDS, unique=True).map(tuple),
    strict=st.booleans(),
)
CLAIMS = st.builds(
    Claim,
    state_code=CODES | st.none(),
    institution_type=KINDS.map(str),
    language=TONGUES,
)


@given(ASKED, st.lists(TONGUES, unique=True), CLAIMS)
def test_a_rule_is_unmet_exactly_when_it_asks_for_something_else(asked, tongues, claim):
    found = {each.rule for each in unmet(asked, tongues, claim)}
    assert ("state" in found) == bool(
        asked.states and claim.state_code not in asked.states
    )
    assert ("institution" in found) == bool(
        asked.institutions and claim.institution_type not in asked.institutions
    )
    assert ("language" in found) == bool(tongues and claim.language not in tongues)


@given(ASKED, st.lists(TONGUES, unique=True), CLAIMS, CODES)
def test_letting_in_one_more_state_never_shuts_anybody_out(asked, tongues, claim, code):
    if not asked.states:
        return
    wider = Eligibility(states=(*asked.states, code), institutions=asked.institutions)
    before = {each.rule for each in unmet(asked, tongues, claim)}
    assert {each.rule for each in unmet(wider, tongues, claim)} <= before


NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("state", "opens", "closes", "found"),
    [
        (EditionState.CALL, None, None, CallState.OPEN),
        (EditionState.CALL, NOON, NOON + SECOND, CallState.OPEN),
        (EditionState.CALL, NOON + SECOND, None, CallState.SOON),
        (EditionState.CALL, None, NOON, CallState.OVER),
        (EditionState.CALL, None, NOON - SECOND, CallState.OVER),
        (EditionState.DRAFT, None, None, CallState.UNSEEN),
        (EditionState.SELECTING, None, NOON + SECOND, CallState.OVER),
        (EditionState.RUNNING, None, NOON + SECOND, CallState.OVER),
        (EditionState.CLOSED, None, None, CallState.OVER),
        (EditionState.ARCHIVED, None, None, CallState.OVER),
    ],
)
def test_a_call_is_open_by_its_state_and_its_dates(state, opens, closes, found):
    assert Call(state=state, opens_at=opens, closes_at=closes).at(NOON) is found
