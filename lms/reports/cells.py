"""Tables of numbers of people in which nobody can be picked out. Pure.

A number below the limit is hidden, for of few people one knows who they are; none at
all is shown. A sum is hidden with any of its parts: else the part could be worked out.
So whatever is hidden is in no sum that is shown, and nothing tells more of it than that
it is small.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

R = TypeVar("R")
C = TypeVar("C")

HIDDEN = None
"""Stands for a number that is not shown."""

Number = int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Table(Generic[R, C]):
    """Numbers by row and column with their sums; ``None`` where one is hidden."""

    rows: tuple[R, ...]
    columns: tuple[C, ...]
    cells: Mapping[tuple[R, C], Number]
    row_sums: Mapping[R, Number]
    column_sums: Mapping[C, Number]
    whole: Number

    @property
    def hides(self) -> bool:
        """Whether any number is hidden."""
        return self.whole is HIDDEN


def table(
    rows: Sequence[R],
    columns: Sequence[C],
    counts: Mapping[tuple[R, C], int],
    least: int,
) -> Table[R, C]:
    """Return the table of counts; those from 1 to below ``least`` are hidden."""
    cells: dict[tuple[R, C], Number] = {
        (row, column): shown(counts.get((row, column), 0), least)
        for row in rows
        for column in columns
    }
    row_sums = {row: _sum([cells[row, column] for column in columns]) for row in rows}
    column_sums = {
        column: _sum([cells[row, column] for row in rows]) for column in columns
    }
    return Table(
        rows=tuple(rows),
        columns=tuple(columns),
        cells=cells,
        row_sums=row_sums,
        column_sums=column_sums,
        whole=_sum(list(row_sums.values())),
    )


def shown(count: int, least: int) -> Number:
    """Return a number as it is shown."""
    return HIDDEN if 0 < count < least else count


def _sum(parts: Sequence[Number]) -> Number:
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else HIDDEN


def beside(
    main: Table[R, C],
    columns: Sequence[C],
    counts: Mapping[tuple[R, C], int],
    least: int,
) -> Table[R, C]:
    """Return a second table about the same rows, some of the people of each.

    Its rows are shown or hidden as a whole, and hidden with anything in the row of the
    first: else the one could be worked out from the other. It has no sums of rows.
    """
    open_rows = {
        row
        for row in main.rows
        if main.row_sums[row] is not HIDDEN
        and all(
            shown(counts.get((row, column), 0), least) is not HIDDEN
            for column in columns
        )
    }
    cells: dict[tuple[R, C], Number] = {
        (row, column): counts.get((row, column), 0) if row in open_rows else HIDDEN
        for row in main.rows
        for column in columns
    }
    column_sums = {
        column: _sum([cells[row, column] for row in main.rows]) for column in columns
    }
    return Table(
        rows=main.rows,
        columns=tuple(columns),
        cells=cells,
        row_sums=dict.fromkeys(main.rows, HIDDEN),
        column_sums=column_sums,
        whole=HIDDEN,
    )
