"""Whether the person asking may."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from lms.foundation.i18n import _
from lms.kernel.errors import Denied, SignInNeeded
from lms.kernel.verdict import Verdict

from .identity import viewer
from .roles import Viewer

P = ParamSpec("P")
Policy = Callable[Concatenate[Viewer | None, P], Verdict]


def authorize(policy: Policy[P], *on: P.args, **how: P.kwargs) -> Viewer:
    """Return the member asking if the policy says yes.

    Raises ``SignInNeeded`` when nobody is signed in, else ``Denied`` with the
    policy's reason. A policy open to passers-by is asked directly, not here.
    """
    member = viewer()
    if member is None:
        raise SignInNeeded(_("Ingrese para continuar."))
    verdict = policy(member, *on, **how)
    if not verdict:
        raise Denied(verdict.reason)
    return member
