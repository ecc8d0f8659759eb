"""Intervals that hold the true value in 95 of 100 samples, in closed form."""

from fractions import Fraction
from math import atanh, exp, log, sqrt, tanh
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)
"""The point above which 2.5 % of a normal distribution lie: 1.95996…"""

Limits = tuple[float, float]


def wilson(mean: Fraction, n: int) -> Limits:
    """Return the limits of a share (0–1) seen in ``n`` attempts.

    With p the share and z = 1.96::

        (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)

    E. B. Wilson, "Probable inference, the law of succession, and statistical
    inference", J. Am. Stat. Assoc. 22 (1927) 209–212. Where ``mean`` is the mean of
    marks between 0 and 1 the interval is wider than need be, never too narrow: no such
    mark varies more than one that is all or nothing with the same mean.
    """
    p = float(mean)
    part = Z * Z / n
    middle = (p + part / 2) / (1 + part)
    half = Z / (1 + part) * sqrt(float(mean * (1 - mean)) / n + part / (4 * n))
    # Where nobody or everybody did, the limit is the share itself; a float misses it.
    return min(p, max(0.0, middle - half)), max(p, min(1.0, middle + half))


def fisher(r: float, n: int) -> Limits:
    """Return the limits of a correlation (−1 to 1) seen in ``n`` > 3 attempts.

    ::

        tanh(artanh r ± z / √(n−3))

    R. A. Fisher, "On the probable error of a coefficient of correlation deduced from a
    small sample", Metron 1 (1921) 3–32. A perfect correlation has no width.
    """
    if abs(r) >= 1:
        return r, r
    middle, half = atanh(r), Z / sqrt(n - 3)
    return tanh(middle - half), tanh(middle + half)


def bonett(alpha: Fraction, items: int, n: int) -> Limits:
    """Return the limits of Cronbach's alpha of ``items`` > 1 in ``n`` > 2 attempts.

    ::

        1 − exp(ln(1−α) − ln(n/(n−1)) ± z √(2k / ((k−1)(n−2))))

    D. G. Bonett, "Sample size requirements for testing and estimating coefficient
    alpha", J. Educ. Behav. Stat. 27 (2002) 335–340, with the correction of its bias by
    D. G. Bonett and T. A. Wright, "Cronbach's alpha reliability", J. Organ. Behav. 36
    (2015) 3–15. It takes the questions for parallel ones.
    """
    if alpha >= 1:
        return 1.0, 1.0
    middle = log(1 - alpha) - log(n / (n - 1))
    half = Z * sqrt(2 * items / ((items - 1) * (n - 2)))
    return 1 - exp(middle + half), 1 - exp(middle - half)
