"""What was published stays readable when the catalogue of tables has grown since."""

from casedesk.reports import releases
from casedesk.reports.orders import Order, catalogue
from casedesk.reports.published import Published
from casedesk.services.vaults import Vault
from casedesk.storage import ledger
from tests.reports.publications import TABLES, publish


def test_a_report_of_all_tables_there_were_is_read_as_a_report_of_those(quarter: Vault) -> None:
    (first, *_others) = quarter.run(Published).releases
    (entry, *_rest) = quarter.run(lambda uow: ledger.entries(uow, ledger.RELEASE))
    older = entry._replace(body={**entry.body, "asked": []})
    read = releases.from_entry(older)
    assert set(read.order.tables) == set(TABLES)
    assert read.order != Order(first.order.period)
    report = releases.report_of(read, None)
    assert [table.counts for table in report.tables] == [table.counts for table in first.tables]


def test_a_report_of_all_tables_there_are_is_read_as_it_was_asked(opened: Vault) -> None:
    release = publish(opened, "2026-01", tables=())
    assert [each.order for each in opened.run(Published).releases] == [release.order]
    assert release.order.tables == ()
    assert len(release.tables) == len(catalogue().tables)
