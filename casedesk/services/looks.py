"""Asking a coordinator to look at a case, and the word with which they did."""

from dataclasses import replace

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.cases import Case
from casedesk.domain.partial_dates import PartialDate
from casedesk.errors import Invalid
from casedesk.services import validation
from casedesk.services.validation import REQUIRED
from casedesk.storage import records
from casedesk.storage.unit_of_work import UnitOfWork


def ask(uow: UnitOfWork, case: Case, reason: str) -> Case:
    """Ask for a look at a case, by anybody who sees a need. Raises Invalid without a reason."""
    if not reason.strip():
        raise Invalid({"look_reason": REQUIRED})
    stored = records.get(uow, Case, case.id)
    asked = replace(
        stored,
        look_reason=reason.strip(),
        look_asked_by=uow.session.user,
        look_asked_on=PartialDate.of(uow.today),
        look_word=NOT_ASKED,
        looked_by=NOT_ASKED,
        looked_on=NOT_ASKED,
    )
    validation.check(asked, today=uow.today)
    return records.change(uow, asked)


def done(uow: UnitOfWork, case: Case, word: str) -> Case:
    """A coordinator looked and says so in a word. Raises NotAllowed or Invalid."""
    uow.require_coordinator()
    if not word.strip():
        raise Invalid({"look_word": REQUIRED})
    stored = records.get(uow, Case, case.id)
    looked = replace(
        stored,
        look_word=word.strip(),
        looked_by=uow.session.user,
        looked_on=PartialDate.of(uow.today),
    )
    validation.check(looked, today=uow.today)
    return records.change(uow, looked)
