"""The rules of a quiz in its file: read with what is usual, written where not."""

from lms.content.asking import ByHand, Expiry, Grade, Layout, Review, Rules, When
from lms.content.canonical import Plain
from lms.content.record import Record

MAX_MINUTES = 30 * 24 * 60
MAX_GRACE = 3600
MAX_ATTEMPTS = 100
_USUAL = Rules()


def read_rules(record: Record | None) -> Rules:
    """Read ``rules``; what is not said is as usual."""
    if record is None:
        return Rules()
    rules = Rules(
        time_limit=record.optional_whole("time_limit", 1, MAX_MINUTES),
        grace=record.whole("grace", 0, MAX_GRACE, default=_USUAL.grace),
        on_expiry=record.option("on_expiry", Expiry, _USUAL.on_expiry),
        attempts=record.optional_whole("attempts", 1, MAX_ATTEMPTS),
        wait=record.whole("wait", 0, MAX_MINUTES, default=0),
        grade=record.option("grade", Grade, _USUAL.grade),
        layout=record.option("layout", Layout, _USUAL.layout),
        forward_only=record.flag("forward_only", default=False),
        shuffle=record.flag("shuffle", default=False),
        review=_review(record.optional_record("review")),
        by_hand=_by_hand(record.optional_record("by_hand")),
    )
    record.close()
    return rules


def plain_rules(rules: Rules) -> dict[str, Plain]:
    """The same as data: only what differs from what is usual, in order."""
    every: dict[str, Plain | None] = {
        "time_limit": rules.time_limit,
        "grace": rules.grace if rules.grace != _USUAL.grace else None,
        "on_expiry": _word(rules.on_expiry, _USUAL.on_expiry),
        "attempts": rules.attempts,
        "wait": rules.wait or None,
        "grade": _word(rules.grade, _USUAL.grade),
        "layout": _word(rules.layout, _USUAL.layout),
        "forward_only": rules.forward_only or None,
        "shuffle": rules.shuffle or None,
        "review": _plain_review(rules.review) or None,
        "by_hand": _plain_by_hand(rules.by_hand) or None,
    }
    return {key: value for key, value in every.items() if value is not None}


def _review(record: Record | None) -> Review:
    if record is None:
        return Review()
    review = Review(
        score=record.option("score", When, _USUAL.review.score),
        answers=record.option("answers", When, _USUAL.review.answers),
        feedback=record.option("feedback", When, _USUAL.review.feedback),
    )
    record.close()
    return review


def _by_hand(record: Record | None) -> ByHand:
    if record is None:
        return ByHand()
    by_hand = ByHand(
        anonymous=record.flag("anonymous", default=False),
        second=record.flag("second", default=False),
        together=record.flag("together", default=False),
    )
    record.close()
    return by_hand


def _word(value: str, usual: str) -> str | None:
    return None if value == usual else str(value)


def _plain_review(review: Review) -> dict[str, Plain]:
    usual, data = _USUAL.review, dict[str, Plain]()
    if review.score is not usual.score:
        data["score"] = str(review.score)
    if review.answers is not usual.answers:
        data["answers"] = str(review.answers)
    if review.feedback is not usual.feedback:
        data["feedback"] = str(review.feedback)
    return data


def _plain_by_hand(by_hand: ByHand) -> dict[str, Plain]:
    flags = {
        "anonymous": by_hand.anonymous,
        "second": by_hand.second,
        "together": by_hand.together,
    }
    return {key: True for key, flag in flags.items() if flag}
