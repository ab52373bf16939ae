"""Help is tested in the window it belongs to."""

from tests.ui.test_shell import desk, shell

__all__ = ["desk", "shell"]
