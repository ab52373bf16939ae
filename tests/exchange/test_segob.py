"""The years that SEGOB published: what is in the vault is what a plain count of the file gives."""

import csv
import gzip
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from casedesk.domain.answers import value_or
from casedesk.domain.cases import Case, Referral, Service, Stay
from casedesk.domain.codelists import load
from casedesk.domain.journeys import Journey
from casedesk.domain.people import Person
from casedesk.exchange import imports, mappings
from casedesk.exchange.mapping import Mapping
from casedesk.resources import ROOT
from casedesk.storage import records
from casedesk.storage.vault import Vault

DATA = ROOT.parent / "shared" / "data"
YEARS = {2016: 65_201, 2017: 39_121, 2018: 43_883}
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the published files are not here")

HEADERS = (
    "SEXO,EDAD,FECHA,DEL,CLASIF_REP,EN_NAC,NIV_ESC,ACOM_REP,PERM_EU,EDO_DET,AUT_DEP,EN_DES,"
    "CAN_AL,CAN_COM,CAN_DIF,CAN_HOS,AGUA_AL,DESC_BUS,APO_LLAM,APO_TRAS,APO_AT_MEDICA"
)
ROW = (
    "Mujer,100,2017-03-05,Baja California,Repatriado de primera reincidencia,México,"
    "Preparatoria o bachillerato Completo,NNA* acompañado de un familiar,7 a 12 meses,"
    "Illinios,US Marshals,Ciudad de México,Sí,No,Sí,No,Sí,No,Sí,No,Sin determinar"
)


def file_of(year: int) -> Path:
    return DATA / f"segob_repatriation_events_{year}.csv.gz"


def rows_of(year: int) -> list[dict[str, str]]:
    with gzip.open(file_of(year), "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def segob() -> Mapping:
    return mappings.load("segob")


def test_an_event_becomes_a_closed_case_that_ends_on_its_day(
    vault: Vault, tmp_path: Path, segob: Mapping
) -> None:
    file = tmp_path / "one.csv"
    file.write_text(f"{HEADERS}\n{ROW}\n", encoding="utf-8")
    assert imports.run(vault, file, segob).new == 1
    with vault.begin() as uow:
        (person,) = records.find(uow, Person)
        (case,) = records.find(uow, Case)
        (stay,) = records.find(uow, Stay)
        (journey,) = records.find(uow, Journey)
        services, referrals = records.find(uow, Service), records.find(uow, Referral)
    assert (person.sex, value_or(person.age, None)) == ("woman", None)
    assert (person.nationality, person.birth_country, person.birth_state) == ("MEX", "MEX", "15")
    assert person.schooling == "high_school"
    assert (case.state, str(case.opened_on), str(case.closed_on)) == (
        *("closed", "2017-03-05", "2017-03-05"),
    )
    assert (str(stay.entered_on), str(stay.exited_on), stay.place) == (
        *("2017-03-05", "2017-03-05", "02"),
    )
    assert (stay.travels_with, journey.travels_with) == ("family", "family")
    assert journey.earlier_deportations == "one"
    assert journey.contexts == ("returned",)
    assert (journey.us_time, journey.us_state) == ("months_7_12", "IL")
    assert journey.us_authority == "us_marshals"
    assert (journey.destination, journey.destination_state) == ("mexico", "09")
    assert {each.what for each in services} == {"water_food_pack", "phone_call"}
    assert {each.to for each in referrals} == {"shelter", "dif"}


def test_other_years_may_spell_otherwise_and_unknown_values_are_told(
    vault: Vault, tmp_path: Path, segob: Mapping
) -> None:
    headers = HEADERS.lower().replace("clasif_rep,", "").replace("edad", "Edad ") + ",punto"
    row = ROW.upper().replace("REPATRIADO DE PRIMERA REINCIDENCIA,", "")
    row = row.replace("2017-03-05", "05/03/2019").replace("CIUDAD DE MÉXICO", "Distrito  Federal")
    file = tmp_path / "other.csv"
    file.write_text(f"{headers}\n{row},x\n{row.replace('BAJA', 'Alta')},x\n", encoding="cp1252")
    plan = imports.plan(vault, file, segob)
    assert (plan.ignored, plan.absent) == (("punto",), ("CLASIF_REP",))
    assert [(each.row, each.column, each.value) for each in plan.problems] == [
        (3, "DEL", "Alta CALIFORNIA")
    ]


@needs_data
@pytest.mark.parametrize("year", YEARS)
def test_every_row_of_every_year_is_understood(year: int, vault: Vault, segob: Mapping) -> None:
    plan = imports.plan(vault, file_of(year), segob)
    assert (plan.rows, plan.new, plan.bad) == (YEARS[year], YEARS[year], 0)
    assert plan.grouped() == []
    assert plan.records["stay"] == YEARS[year]
    rows = rows_of(year)
    yes = Counter(name for row in rows for name, text in row.items() if text == "Sí")
    referred = sum(count for name, count in yes.items() if name.startswith("CAN_"))
    assert (plan.records["referral"], plan.records["service"]) == (
        *(referred, yes.total() - referred),
    )


@needs_data
def test_a_year_in_the_vault_counts_as_the_file_does(vault: Vault, segob: Mapping) -> None:
    outcome = imports.run(vault, file_of(2017), segob)
    assert (outcome.new, outcome.bad) == (39_121, 0)
    rows = rows_of(2017)
    with vault.begin() as uow:
        people, stays = records.find(uow, Person), records.find(uow, Stay)
        journeys = records.find(uow, Journey)

    def column(name: str) -> Counter[str]:
        return Counter(row[name] for row in rows)

    def labels(name: str, codes: Callable[[], list[object]]) -> Counter[str]:
        return Counter(load(name).codes[str(code)].es for code in codes())

    assert labels("sexes", lambda: [person.sex for person in people]) == column("SEXO")
    assert labels("states", lambda: [stay.place for stay in stays]) == column("DEL")
    months = Counter(row["FECHA"][:7] for row in rows)
    assert Counter(str(stay.entered_on)[:7] for stay in stays) == months
    ages = Counter(int(row["EDAD"]) for row in rows if int(row["EDAD"]) < 100)
    assert Counter(person.age for person in people if isinstance(person.age, int)) == ages
    destinations = column("EN_DES")
    destinations["Estado de México"] = destinations.pop("México")
    found = labels("states", lambda: [journey.destination_state for journey in journeys])
    assert found == destinations

    again = imports.plan(vault, file_of(2017), segob)
    assert (again.new, again.known) == (0, 39_121)
