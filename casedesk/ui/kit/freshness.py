"""What was out of sight when the look or the language changed, and is about to be seen."""

from PySide6.QtWidgets import QWidget

from casedesk.ui.kit import binding, theme


def freshen(part: QWidget) -> None:
    """Give a part of a window that is dressed by itself the look and the words of now."""
    binding.catch_up(part)
    theme.freshen(part)
