"""What is to be done as rows: by when, what, for whom, by whom."""

from PySide6.QtCore import QObject

from casedesk.domain import codelists
from casedesk.domain.answers import Missing, value_or
from casedesk.i18n import N_, _
from casedesk.services.follow_ups import ToDo
from casedesk.ui.cases import names
from casedesk.ui.cases.casefile.kinds import follow_up_chip
from casedesk.ui.desk import Desk
from casedesk.ui.forms.wording import date_text
from casedesk.ui.kit.chips import ChipLook
from casedesk.ui.kit.row_models import Column, HeldRows


def _due(to_do: ToDo, _desk: Desk) -> str:
    due = to_do.follow_up.due_on
    return _("No date") if isinstance(due, Missing) else date_text(due)


def _what(to_do: ToDo, desk: Desk) -> str:
    return names.text(value_or(to_do.follow_up.what, ""), desk)


def _origin(to_do: ToDo, _desk: Desk) -> str:
    code = value_or(to_do.follow_up.origin, "")
    return codelists.load("follow_up_origins").label(code) if code else ""


def _look(to_do: ToDo, desk: Desk) -> ChipLook | None:
    chip = follow_up_chip(to_do.follow_up, desk.clock.now().date())
    return ChipLook(chip[0], chip[2]) if chip else None


COLUMNS: tuple[Column[ToDo, Desk], ...] = (
    Column(N_("By when"), _due, 140, look=_look),
    Column(N_("What is to be done"), _what, 200, stretch=4),
    Column(
        N_("Name or alias"),
        lambda to_do, desk: names.shown(to_do.name or to_do.alias, desk),
        150,
        stretch=2,
    ),
    Column(N_("Folio"), lambda to_do, _desk: to_do.folio, 114, spare=2),
    Column(
        N_("Who does it"),
        lambda to_do, _desk: value_or(to_do.follow_up.whom, "") or _("Nobody yet"),
        120,
        stretch=1,
    ),
    Column(N_("Where it comes from"), _origin, 150, stretch=1, spare=1),
)


class ToDosModel(HeldRows[ToDo, Desk]):
    """Holds what is listed."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, desk, parent)

    def row_of(self, follow_up_id: str) -> int:
        """The row of a follow-up; -1 if it is not listed."""
        ids = (each.follow_up.id for each in self.lines)
        return next((row for row, each in enumerate(ids) if each == follow_up_id), -1)
