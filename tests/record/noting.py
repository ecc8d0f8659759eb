"""A process that decides on people as fast as it can: python -m tests.record.noting."""

import sys
from pathlib import Path

from lms.application import create_app
from lms.foundation.work import atomic
from lms.record import services
from tests.conftest import settings


def decide(url: str, folder: Path, name: str, units: int) -> None:
    """Note two decisions in each of so many units of work."""
    app = create_app(settings(url, folder))
    with app.app_context():
        for unit in range(units):
            with atomic():
                for half in (1, 2):
                    services.note(
                        act="test.done",
                        by_id=None,
                        about=f"process:{name}",
                        details={"unit": unit, "half": half},
                    )
            app.extensions["lms"].db.session.remove()
        app.extensions["lms"].db.engine.dispose()


if __name__ == "__main__":
    decide(sys.argv[1], Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
