"""Who was told of the right to ask for asylum, and which lists were explained in a month."""

from casedesk.domain.cases import Case
from casedesk.domain.people import Person
from casedesk.domain.records import Record
from casedesk.domain.rights import Checklist, ItemAnswer
from casedesk.services.vaults import Vault
from tests.reports.test_what_counts import arrival, counts, day


def explained(
    *answers: tuple[str, str], on: str = "2026-10-07", list: str = "L2", language: str = "es"
) -> list[Record]:
    """Somebody who entered in October, and a list explained to them."""
    found = arrival(Person(), "2026-10-06")
    case = found[1]
    assert isinstance(case, Case)
    given = tuple(ItemAnswer(item=item, answer=answer) for item, answer in answers)
    checklist = Checklist(
        case_id=case.id,
        list=list,
        given_on=day(on),
        language=language,
        pack_version="2026-11",
        answers=given,
    )
    return [*found, checklist]


def test_whoever_entered_counts_as_told_by_an_item_that_tells_of_asylum(vault: Vault) -> None:
    found = [
        *explained(("L2.1", "done")),
        *explained(("L1.8", "done"), ("L1.2", "does_not_want"), list="L1"),
        *explained(("L2.1", "does_not_want"), ("L2.3", "done")),
        *explained(("L2.3", "done"), ("L2.1", "pending")),
        *explained(("L9.1", "done"), list="L9"),
        *arrival(Person(), "2026-10-06"),
    ]
    assert counts(vault, "told", found) == {
        ("told",): 2,
        ("did_not_want",): 1,
        ("not_known",): 3,
    }


def test_what_is_explained_after_the_month_does_not_change_it(vault: Vault) -> None:
    found = explained(("L2.1", "done"), on="2026-11-02")
    assert counts(vault, "told", found) == {("not_known",): 1}
    assert counts(vault, "lists", []) == {}
    earlier = explained(("L2.1", "done"), on="2026-09")
    assert counts(vault, "told", earlier) == {("told",): 1, ("not_known",): 1}


def test_lists_count_by_list_and_language_when_they_were_explained(vault: Vault) -> None:
    found = [
        *explained(("L2.1", "done")),
        *explained(("L2.1", "done"), language="ht"),
        *explained(("L3.1", "done"), list="L3", language="mam"),
    ]
    assert counts(vault, "lists", found) == {
        ("L2", "es"): 1,
        ("L2", "ht"): 1,
        ("L3", "other"): 1,
    }
