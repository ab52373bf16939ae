"""People on file, and a desk whose errors fail the test, as for the pages of cases."""

from tests.ui.cases.conftest import nothing_crashed, take_in, went

__all__ = ["nothing_crashed", "take_in", "went"]
