"""What verifiers ask for, at addresses that never change: keys and lists of states."""

from flask.typing import ResponseReturnValue

from lms.certificates import credentials, keys, queries
from lms.kernel.errors import NotFound

from .blueprint import ID, bp, published


@bp.get("/credentials/issuer.json")
def show_issuer() -> ResponseReturnValue:
    """Tell who issues, and every key there was."""
    return published(credentials.profile(queries.list_keys()))


@bp.get(f"/credentials/states/<{ID}:number>.json")
def show_states(number: int) -> ResponseReturnValue:
    """Tell, signed, which certificates do not hold any more, by number alone."""
    active = queries.find_active_key()
    if active is None or number >= queries.count_lists():
        raise NotFound
    bits, ended = queries.list_not_valid(number)
    since = max(ended, active.valid_from) if ended else active.valid_from
    plain = credentials.list_of_states(number, bits, since)
    return published(credentials.sign(plain, keys.load(active.public), since))
