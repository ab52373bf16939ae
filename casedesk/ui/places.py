"""The pages there are: what they are called, who may see them, and how they are made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from casedesk.i18n import N_
from casedesk.ui.desk import Desk


@dataclass(frozen=True)
class PlaceInShell:
    """A page; without an icon it is reached from other pages only."""

    key: str
    make: Callable[[Desk], QWidget]
    title: str = ""
    icon: str = ""
    coordinators: bool = False


def _today(desk: Desk) -> QWidget:
    from casedesk.ui.today.page import TodayPage  # noqa: PLC0415 - pages are loaded when shown

    return TodayPage(desk)


def _overview(desk: Desk) -> QWidget:
    from casedesk.ui.overview.page import OverviewPage  # noqa: PLC0415 - as above

    return OverviewPage(desk)


def _house(desk: Desk) -> QWidget:
    from casedesk.ui.house.page import HousePage  # noqa: PLC0415 - as above

    return HousePage(desk)


def _check_in(desk: Desk) -> QWidget:
    from casedesk.ui.house.check_in_page import CheckInPage  # noqa: PLC0415 - as above

    return CheckInPage(desk)


def _handover(desk: Desk) -> QWidget:
    from casedesk.ui.today.handover_page import HandoverPage  # noqa: PLC0415 - as above

    return HandoverPage(desk)


def _cases(desk: Desk) -> QWidget:
    from casedesk.ui.cases.list_page import CasesPage  # noqa: PLC0415 - as above

    return CasesPage(desk)


def _person(desk: Desk) -> QWidget:
    from casedesk.ui.cases.intake.page import NewPersonPage  # noqa: PLC0415 - as above

    return NewPersonPage(desk)


def _case(desk: Desk) -> QWidget:
    from casedesk.ui.cases.casefile.page import CasePage  # noqa: PLC0415 - as above

    return CasePage(desk)


def _merge(desk: Desk) -> QWidget:
    from casedesk.ui.cases.merge_page import MergePage  # noqa: PLC0415 - as above

    return MergePage(desk)


def _incident(desk: Desk) -> QWidget:
    from casedesk.ui.incidents.incident_page import IncidentPage  # noqa: PLC0415 - as above

    return IncidentPage(desk)


def _follow_ups(desk: Desk) -> QWidget:
    from casedesk.ui.follow_ups.page import FollowUpsPage  # noqa: PLC0415 - as above

    return FollowUpsPage(desk)


def _clocks(desk: Desk) -> QWidget:
    from casedesk.ui.clocks.page import ClocksPage  # noqa: PLC0415 - as above

    return ClocksPage(desk)


def _rights(desk: Desk) -> QWidget:
    from casedesk.ui.rights.page import RightsPage  # noqa: PLC0415 - as above

    return RightsPage(desk)


def _reports(desk: Desk) -> QWidget:
    from casedesk.ui.reports.reports_page import ReportsPage  # noqa: PLC0415 - as above

    return ReportsPage(desk)


def _imports(desk: Desk) -> QWidget:
    from casedesk.ui.imports.imports_page import ImportsPage  # noqa: PLC0415 - as above

    return ImportsPage(desk)


def _settings(desk: Desk) -> QWidget:
    from casedesk.ui.settings.settings_page import SettingsPage  # noqa: PLC0415 - as above

    return SettingsPage(desk)


PLACES = (
    PlaceInShell("today", _today, N_("Today"), "sun"),
    PlaceInShell("overview", _overview, N_("Overview"), "chart-bar"),
    PlaceInShell("cases", _cases, N_("People and cases"), "folders"),
    PlaceInShell("follow_ups", _follow_ups, N_("Follow-ups"), "bell"),
    PlaceInShell("clocks", _clocks, N_("Time limits"), "hourglass"),
    PlaceInShell("rights", _rights, N_("Rights"), "checklist"),
    PlaceInShell("reports", _reports, N_("Reports"), "report-analytics", coordinators=True),
    PlaceInShell("imports", _imports, N_("Bring in"), "file-import", coordinators=True),
    PlaceInShell("settings", _settings, N_("Settings"), "settings"),
    PlaceInShell("house", _house),
    PlaceInShell("check_in", _check_in),
    PlaceInShell("handover", _handover),
    PlaceInShell("person", _person),
    PlaceInShell("case", _case),
    PlaceInShell("incident", _incident),
    PlaceInShell("merge", _merge),
)


def places(desk: Desk) -> dict[str, PlaceInShell]:
    """The pages that whoever has the vault open may see."""
    return {
        place.key: place for place in PLACES if desk.session.coordinator or not place.coordinators
    }


#: pages within the one that the sidebar shows
UNDER: dict[str, str] = {
    "house": "today",
    "check_in": "today",
    "handover": "today",
    "person": "cases",
    "case": "cases",
    "incident": "cases",
    "merge": "cases",
}

Arguments = dict[str, Any]
