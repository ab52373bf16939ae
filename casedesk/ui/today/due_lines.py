"""What is due, as lines that lead to the case."""

from casedesk import i18n
from casedesk.domain.answers import Missing, value_or
from casedesk.i18n import N_, _
from casedesk.services.follow_ups import ToDo
from casedesk.services.today import Clock
from casedesk.ui.cases import names
from casedesk.ui.clocks.words import look
from casedesk.ui.desk import Desk
from casedesk.ui.forms.wording import date_text
from casedesk.ui.today import people_lines
from casedesk.ui.today.lines import Line


def to_do(due: ToDo, desk: Desk) -> Line:
    """What is to be done in a case, and until when."""
    follow_up, called = due.follow_up, due.name or due.alias
    on = follow_up.due_on
    overdue = follow_up.overdue(desk.clock.now().date())

    def more() -> str:
        return people_lines.joined(
            names.text(called, desk) or due.folio,
            "" if isinstance(on, Missing) else date_text(on),
            value_or(follow_up.whom, "") or _("nobody has it yet"),
        )

    return Line(
        text=lambda: names.text(value_or(follow_up.what, ""), desk),
        more=more,
        chip=("clock", N_("Overdue"), "danger") if overdue else None,
        open=lambda: desk.go("case", case_id=follow_up.case_id),
        about=follow_up.id,
    )


def term(clock: Clock, desk: Desk) -> Line:
    """What the law gives a time for, and until when."""
    today = desk.clock.now().date()
    over = clock.due_on < today

    def more() -> str:
        on = i18n.medium_date(clock.due_on)
        return people_lines.joined(names.text(clock.called, desk) or clock.folio, on)

    return Line(
        text=lambda: str(clock.rule.words),
        more=more,
        # In the words of the board: what is late for a person is not lost.
        chip=look(clock.rule, clock.due_on, today, stopped=clock.stopped) if over else None,
        open=lambda: desk.go("case", case_id=clock.case_id, tab="asylum"),
        about=clock.case_id,
    )
