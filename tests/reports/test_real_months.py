"""Real, published records, month by month into one ledger: the files give no small count away."""

import csv
import gzip
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from casedesk.exchange import imports, mappings
from casedesk.reports import attacking, exporting, proving, publishing
from casedesk.reports.orders import Order, Policy
from casedesk.reports.periods import Period
from casedesk.reports.tables import EXACT, ROUNDING, SUM
from casedesk.resources import ROOT
from casedesk.services.vaults import Vault

FILE = ROOT.parent / "shared" / "data" / "segob_repatriation_events_2017.csv.gz"
MONTHS = ("2017-01", "2017-02")
TABLES = ("entries", "sex_age", "nationality_sex", "minors", "services")
#: of each month, as many as a middling shelter takes in
PEOPLE = 250


def some(path: Path) -> Path:
    """The first records of each month, in a file."""
    seen = Counter[str]()
    with gzip.open(FILE, "rt", encoding="utf-8") as source, path.open("w", newline="") as target:
        rows = csv.DictReader(islice(source, 12_000))
        writer = csv.DictWriter(target, rows.fieldnames or ())
        writer.writeheader()
        for row in rows:
            month = row["FECHA"][:7]
            seen[month] += 1
            if month in MONTHS and seen[month] <= PEOPLE:
                writer.writerow(row)
    return path


@pytest.mark.skipif(not FILE.exists(), reason="the published records are not on this computer")
@pytest.mark.parametrize("mode", [ROUNDING, EXACT])
def test_months_and_their_sum_give_no_small_count_away(
    vault: Vault, tmp_path: Path, mode: str
) -> None:
    imports.run(vault, some(tmp_path / "some.csv"), mappings.load("segob"))
    publishing.begin(vault, Period.parse(MONTHS[0]))
    policy = Policy(mode)
    orders = [Order(Period.parse(label), TABLES, policy=policy) for label in MONTHS]
    orders.append(Order(Period.parse("2017-01..2017-02"), TABLES, policy=policy, basis=SUM))
    releases = publishing.publish_together(vault, orders)
    files = [
        path
        for each in releases
        for path in exporting.export(vault, each.number, "es", ("csv",), tmp_path / "out")
    ]
    found = attacking.attack(files)
    assert (found.reports, found.deductions) == (3, ())
    assert proving.audit(vault).unproved == ()
