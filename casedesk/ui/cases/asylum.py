"""How the states of an asylum application look: groups of the code list with icon and colour."""

from dataclasses import dataclass

from casedesk.i18n import N_
from casedesk.ui.kit.chips import Tone


@dataclass(frozen=True)
class Group:
    """States that look alike and are filtered together."""

    name: str
    title: str
    icon: str
    tone: Tone
    states: frozenset[str]


GROUPS = (
    Group(
        "appointment",
        N_("Appointment"),
        "calendar-event",
        "warn",
        frozenset({"A1"}),
    ),
    Group(
        "filed",
        N_("Application filed"),
        "file-text",
        "info",
        frozenset({"A2", "A3", "A5", "A11", "A12", "A13"}),
    ),
    Group(
        "protected",
        N_("Protected"),
        "circle-check",
        "ok",
        frozenset({"A8", "A9"}),
    ),
    Group(
        "refused",
        N_("Refused or ended"),
        "alert-circle",
        "danger",
        frozenset({"A4", "A6", "A7", "A10", "A14", "A15"}),
    ),
)
_OTHER = Group("none", N_("No application"), "circle-dashed", "muted", frozenset())


def group_of(state: str | None) -> Group:
    """The group of a state; the quiet one for no application and for not known."""
    return next((group for group in GROUPS if state in group.states), _OTHER)
