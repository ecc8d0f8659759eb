"""The views of the selection desk that somebody keeps."""

from sqlalchemy import delete, func, select

from lms.admission.errors import TooManyViews
from lms.admission.models import SavedView
from lms.foundation.database import insert_for, session

MOST_VIEWS = 20


def keep_view(*, edition_id: int, member_id: int, name: str, query: str) -> None:
    """Keep filters, order and columns under a name; the same name replaces them.

    Raises ``TooManyViews``.
    """
    mine = (SavedView.edition_id == edition_id, SavedView.member_id == member_id)
    others = select(func.count()).where(*mine, SavedView.name != name)
    if (session.scalar(others) or 0) >= MOST_VIEWS:
        raise TooManyViews(MOST_VIEWS)
    session.execute(
        insert_for(SavedView)
        .values(edition_id=edition_id, member_id=member_id, name=name, query=query)
        .on_conflict_do_update(
            index_elements=["edition_id", "member_id", "name"], set_={"query": query}
        )
    )


def forget_view(*, edition_id: int, member_id: int, view_id: int) -> None:
    """Forget a view of one's own; one that is not there changes nothing."""
    session.execute(
        delete(SavedView).where(
            SavedView.id == view_id,
            SavedView.edition_id == edition_id,
            SavedView.member_id == member_id,
        )
    )
