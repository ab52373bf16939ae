"""A month of real, published records: the counts are those of a plain count over the file."""

import csv
import gzip
from collections import Counter
from pathlib import Path

import pytest

from casedesk.exchange import imports, mappings
from casedesk.reports import exporting, on_screen, publishing
from casedesk.reports.orders import Order
from casedesk.reports.periods import Period
from casedesk.resources import ROOT
from casedesk.services.vaults import Vault

FILE = ROOT.parent / "shared" / "data" / "segob_repatriation_events_2017.csv.gz"
MAY = Period.parse("2017-05")
SERVICES = {
    "AGUA_AL": "water_food_pack",
    "DESC_BUS": "bus_discount",
    "APO_LLAM": "phone_call",
    "APO_TRAS": "local_transport",
    "APO_AT_MEDICA": "medical",
}


def plain_rows() -> list[dict[str, str]]:
    """The month's rows as they stand in the file."""
    with gzip.open(FILE, "rt", encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["FECHA"].startswith("2017-05")]


def group(age: int) -> str:
    """The age group of an age, counted without the program."""
    for last, code in ((5, "0_5"), (11, "6_11"), (17, "12_17"), (30, "18_30"), (59, "31_59")):
        if age <= last:
            return code
    return "60_over" if age < 100 else "not_known"


@pytest.mark.skipif(not FILE.exists(), reason="the published records are not on this computer")
def test_a_month_counts_as_the_file_does_and_is_reported_in_both_languages(
    vault: Vault, tmp_path: Path
) -> None:
    imports.run(vault, FILE, mappings.load("segob"))
    rows = plain_rows()
    counts = vault.run(lambda uow: on_screen.exact_counts(uow, MAY))
    assert counts.persons == len(rows) == 2_902

    sexes = Counter({"Hombre": "man", "Mujer": "woman"}[row["SEXO"]] for row in rows)
    ages = Counter(group(int(row["EDAD"])) for row in rows)
    table = counts.table("sex_age")
    for sex, count in sexes.items():
        assert table.counts["*", sex] == count
    for code in table.values[0]:
        assert table.counts[code, "*"] == ages.get(code, 0), code
    services = counts.table("services")
    for column, service in SERVICES.items():
        assert services.counts[(service,)] == sum(row[column] == "Sí" for row in rows), service

    publishing.begin(vault, MAY)
    number = publishing.publish(vault, Order(MAY)).number
    for language in ("es", "en"):
        files = exporting.export(vault, number, language, exporting.FORMATS, tmp_path / language)
        assert all(path.stat().st_size > 1_000 for path in files)
