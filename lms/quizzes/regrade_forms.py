"""What is filled in to mark a quiz anew."""

from wtforms import HiddenField, TextAreaField

from lms.foundation.i18n import lazy
from lms.web.forms import Form, Words, trimmed

REASON_AT_MOST = 500


class RegradeForm(Form):
    """Why; ``release`` and ``digest`` say what was previewed."""

    reason = TextAreaField(
        lazy("Por qué se recalifica"),
        [
            Words(
                least=3,
                most=REASON_AT_MOST,
                missing=lazy(
                    "Diga por qué: el motivo queda registrado con lo que cambió."
                ),
            )
        ],
        filters=[trimmed],
    )
    release = HiddenField()
    digest = HiddenField()
