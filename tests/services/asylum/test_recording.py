"""Recording one step for several of a household."""

from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.procedure_entries import ProcedureEntry
from casedesk.services.asylum import recording
from casedesk.services.vaults import Vault
from casedesk.storage import records
from tests.services.test_intake import arrive

TOLD_ALONE = "She told us alone."


def test_a_note_stays_in_the_case_of_the_one_who_said_it(vault: Vault) -> None:
    hers, his = arrive(vault, given_names="Luz"), arrive(vault, given_names="Iván")
    entry = ProcedureEntry(
        case_id=hers.id,
        what="state.A2",
        happened_on=PartialDate(2026, 11, 20),
        source="seen",
        note=TOLD_ALONE,
    )
    vault.run(lambda uow: recording.save(uow, entry, [his.id]))
    (copied,) = vault.run(lambda uow: records.find(uow, ProcedureEntry, case_id=his.id))
    assert (copied.what, copied.happened_on, copied.source) == (
        entry.what,
        entry.happened_on,
        entry.source,
    )
    assert TOLD_ALONE not in str(copied)
