"""How a rounded count is printed, and what a reader can conclude from it."""


def printed(value: int, base: int = 5) -> str:
    """Return the text of a rounded count; never a bare zero, which would read as none."""
    return str(value) if value else f"0–{base - 1}"


def interval(value: int, base: int = 5) -> tuple[int, int]:
    """Return the lowest and highest true count that can be printed as this rounded count."""
    return max(0, value - base + 1), value + base - 1
