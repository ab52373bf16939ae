"""A year of a fictional network of 23 shelters: its reports beside theirs, in one ledger."""

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random

from benchmarks import ledger_attack
from benchmarks.measuring import Line
from casedesk.domain.cases import Case, Stay
from casedesk.domain.ids import new_folio
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.domain.records import Record
from casedesk.reports import publishing
from casedesk.reports.orders import Order
from casedesk.reports.periods import Period
from casedesk.reports.refusals import ReportRefused
from casedesk.reports.tables import SUM
from casedesk.storage import records
from casedesk.storage import vault as vaults
from casedesk.storage.keyring import COORDINATOR

SHELTERS = tuple(f"{at:02}" for at in range(1, 24))
_TABLES = ("sex_age", "nationality_sex", "minors")
_YEAR = 2025
_PEOPLE = 1_500
_NATIONALITIES = (
    ["HND"] * 12 + ["GTM"] * 6 + ["SLV"] * 4 + ["VEN", "VEN", "CUB", "NIC", "HTI", "MEX"]
)
_WORDS = "abanico cometa ladera molino"


def lines(folder: Path, months: int = 12) -> Iterator[Line]:
    """Each month the network's report and 23 others; then the year to date of each."""
    vault, _code = vaults.create(
        folder / "Network.casedesk",
        shelter="Red",
        user="Ana",
        role=COORDINATOR,
        passphrase=_WORDS,
    )
    for month in range(1, months + 1):
        vault.run(partial(records.add_all, records=list(_people(month))))
    publishing.begin(vault, Period(_YEAR, 1, 1))
    seconds: list[float] = []
    refused = 0
    for month in range(1, months + 1):
        begun = time.process_time()
        try:
            publishing.publish_together(vault, _orders(Period(_YEAR, month, month)))
        except ReportRefused:
            refused += 1
        seconds.append(time.process_time() - begun)
    what = f"network of {len(SHELTERS)} shelters"
    yield Line(f"{what}: a month, {1 + len(SHELTERS)} reports, the longest", max(seconds), "s")
    yield Line(f"{what}: months refused", refused, f"of {months}")
    if months > 1 and not refused:
        publishing.publish_together(vault, _orders(Period(_YEAR, 1, months), SUM))
    yield from ledger_attack.lines(vault, what, folder / "network")
    vault.close()


def _orders(period: Period, basis: str = "records") -> list[Order]:
    order = partial(Order, period, tables=_TABLES, basis=basis)
    return [order(), *(order(filters=(("place", each),)) for each in SHELTERS)]


def _people(month: int) -> Iterator[Record]:
    """Of some shelters many, of others few."""
    random = Random(month)  # noqa: S311 - invented persons
    for _each in range(_PEOPLE):
        day = PartialDate(_YEAR, month, random.randint(1, 28))
        person = Person(
            nationality=random.choice(_NATIONALITIES),
            sex=random.choice(["man"] * 7 + ["woman"] * 3),
            age=random.choice([3, 9, 15, 19, 25, 28, 35, 44, 52, 61]),
            age_on=day,
        )
        case = Case(person_id=person.id, folio=new_folio(), state="open", opened_on=day)
        place = SHELTERS[int(len(SHELTERS) * random.random() ** 1.5)]
        yield from (person, case, Stay(case_id=case.id, entered_on=day, place=place))
