"""The way to the page shown, for going back."""

from casedesk.ui.places import UNDER, Arguments

#: what one leaves by saving or leaving alone: a draft keeps it, nobody goes back into it
_FORMS = frozenset({"person", "incident", "check_in"})
_LONGEST = 50


class Trail:
    """Begins anew at each page of the sidebar; forms are left behind."""

    def __init__(self) -> None:
        self._steps: list[tuple[str, Arguments]] = []

    def go(self, key: str, arguments: Arguments) -> None:
        """Note a page that is shown."""
        if key not in UNDER:
            self._steps = []
        self._steps = [step for step in self._steps if step[0] not in _FORMS]
        step = (key, arguments)
        if step in self._steps:
            self._steps = self._steps[: self._steps.index(step)]
        self._steps = [*self._steps, step][-_LONGEST:]

    def back(self) -> tuple[str, Arguments] | None:
        """Where back leads; None where it leads nowhere."""
        if not self._steps:
            return None
        key, _arguments = self._steps.pop()
        if self._steps:
            return self._steps[-1]
        return (UNDER[key], {}) if key in UNDER else None
