"""How a protected count is printed, and what a reader can conclude from it."""

from typing import overload

#: the one mark of every hidden figure
HIDDEN = "–"


def printed(value: int | None, base: int = 5, terms: int = 1) -> str:
    """Return the text of a protected count; never a bare zero, which would read as none.

    ``base`` is 1 if the count is exact; ``terms`` says of how many protected counts it is the sum.
    """
    if value is None:
        return HIDDEN
    return str(value) if value or base == 1 else f"0–{(base - 1) * terms}"


@overload
def interval(value: int, base: int = ..., terms: int = ...) -> tuple[int, int]: ...


@overload
def interval(value: int | None, base: int = ..., terms: int = ...) -> tuple[int, int | None]: ...


def interval(value: int | None, base: int = 5, terms: int = 1) -> tuple[int, int | None]:
    """Return the lowest and highest true count behind a protected one; None is no bound."""
    if value is None:
        return 0, None
    return max(0, value - (base - 1) * terms), value + (base - 1) * terms
