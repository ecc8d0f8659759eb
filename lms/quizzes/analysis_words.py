"""What the numbers of an analysis are called, in words for those who teach."""

from fractions import Fraction

from lms.foundation.i18n import _, decimal_number
from lms.kernel.language import N_

from .queries.analysis import ItemLine
from .statistics.figures import INDEX_FLOOR, Figure, Reason
from .statistics.words import Ease, Power, Remark, Trust

EASE = {
    Ease.VERY_EASY: N_("muy fácil"),
    Ease.EASY: N_("fácil"),
    Ease.MIDDLING: N_("intermedia"),
    Ease.HARD: N_("difícil"),
    Ease.VERY_HARD: N_("muy difícil"),
}
POWER = {
    Power.STRONG: N_("distingue bien"),
    Power.FAIR: N_("distingue"),
    Power.WEAK: N_("distingue poco"),
    Power.NONE: N_("no distingue"),
    Power.REVERSED: N_("va al revés"),
}
REVERSED = N_(
    "La aciertan más quienes obtuvieron menos en el resto: revise la clave y la "
    "redacción."
)
NO_POWER = N_(
    "La aciertan por igual quienes obtuvieron más y menos en el resto: vea si se "
    "entiende, y si pregunta por lo mismo que las demás."
)
TOO_EASY = N_(
    "Casi todas las personas la aciertan: así no puede separar a nadie. Está bien si "
    "es algo que todas deben saber."
)
TOO_HARD = N_(
    "Casi nadie la acierta: vea si se entiende, y si el curso lo enseña antes de "
    "pedirlo."
)
TRUST = {
    Trust.HIGH: N_("muy alta: alcanza para decidir sobre personas"),
    Trust.GOOD: N_("alta: alcanza para comparar grupos"),
    Trust.MODEST: N_("moderada: alcanza para orientarse"),
    Trust.LOW: N_("baja: las preguntas miden cosas distintas, o son pocas"),
}
REMARK = {
    Remark.UNUSED: N_("casi nadie la elige"),
    Remark.TEMPTING: N_("atrae más a quienes más obtuvieron: revísela"),
    Remark.SHUNNED: N_("la eligen menos quienes más obtuvieron: revísela"),
}
MISSING = {
    Reason.SAME_MARKS: N_("Todas las personas obtuvieron lo mismo en esta pregunta."),
    Reason.SAME_REST: N_("Todas las personas obtuvieron lo mismo en el resto."),
    Reason.NO_REST: N_("No hay otra pregunta con puntos con la que compararla."),
    Reason.ONE_ITEM: N_("Una sola pregunta no puede coincidir con otras."),
    Reason.SAME_TOTAL: N_("Todas las personas obtuvieron el mismo total."),
    Reason.UNLIKE: N_("No en todos los intentos se preguntó lo mismo."),
}


def advice(line: ItemLine) -> str:
    """Say what to look at in a question; nothing where there is no need."""
    if line.power is Power.REVERSED:
        return _(REVERSED)
    if line.ease is Ease.VERY_HARD:
        return _(TOO_HARD)
    if line.power is Power.NONE:
        return _(TOO_EASY if line.ease is Ease.VERY_EASY else NO_POWER)
    return ""


def missing(figure: Figure) -> str:
    """Say why there is no number."""
    if figure.missing is Reason.FEW:
        return _(
            "Hacen falta al menos %(least)s intentos; hay %(n)s.",
            least=INDEX_FLOOR,
            n=figure.n,
        )
    return _(MISSING[figure.missing]) if figure.missing else ""


def percent(value: Fraction | float) -> str:
    """Write a share in whole percent."""
    return _("%(percent)s %%", percent=decimal_number(float(value) * 100, "0"))


def percents(figure: Figure) -> str:
    """Write the interval of a share: «55 a 69 %»."""
    assert figure.low is not None and figure.high is not None
    return _(
        "%(low)s a %(high)s %%",
        low=decimal_number(figure.low * 100, "0"),
        high=decimal_number(figure.high * 100, "0"),
    )


def index(value: Fraction | float) -> str:
    """Write an index with two decimals, and its minus as long as a plus."""
    return decimal_number(float(value), "0.00").replace("-", "−")


def indices(figure: Figure) -> str:
    """Write the interval of an index: «0,12 a 0,70»."""
    assert figure.low is not None and figure.high is not None
    return _("%(low)s a %(high)s", low=index(figure.low), high=index(figure.high))


def seconds(value: Fraction) -> str:
    """Write how long something took: «48 s», «2 min», «2 min 5 s»."""
    minutes, rest = divmod(round(value), 60)
    if not minutes:
        return _("%(seconds)s s", seconds=rest)
    if not rest:
        return _("%(minutes)s min", minutes=minutes)
    return _("%(minutes)s min %(seconds)s s", minutes=minutes, seconds=rest)
