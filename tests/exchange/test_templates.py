"""The template: written in both languages, filled in, read back."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from casedesk.domain.cases import AsylumApplication, Consent, Service, Stay
from casedesk.domain.incidents import Incident
from casedesk.domain.journeys import Journey
from casedesk.domain.people import Household, Person
from casedesk.exchange import imports, mappings, templates
from casedesk.exchange.errors import AlreadyThere
from casedesk.storage import records
from casedesk.storage.vault import Vault

FILLED = {
    "Clave del grupo familiar / Household key": "7",
    "Parentesco / Relation": "Hija o hijo / Child",
    "Nombres / Given names": "Lía",
    "Apellidos / Surnames": "Inventada",
    "Sexo o género / Sex or gender": "Mujer / Woman",
    "Fecha de nacimiento / Date of birth": "5/2014",
    "Nacionalidad / Nationality": "Honduras",
    "Idiomas / Languages": "Español / Spanish; garífuna",
    "Documentos / Documents": "Pasaporte / Passport; Birth certificate",
    "Fecha de entrada / Entered on": "02/10/2026",
    "Fecha de salida / Left on": "05/10/2026",
    "Con quién viaja / Travels with": "Familia / Family",
    "Motivos / Reasons": "Violencia o inseguridad / Violence or insecurity; Trabajo",
    "Transporte / Transport": "Tren; A pie",
    "Ruta / Corridor": "Golfo / Gulf",
    "Destino / Destination": "Estados Unidos / United States",
    "Solicitud de asilo / Asylum application": "Sin solicitud / No application",
    "Incidente: fecha / Incident: date": "09/2026",
    "Incidente: estado / Incident: state": "Tabasco",
    "Incidente: hechos / Incident: acts": "Robo o asalto / Robbery; Amenazas",
    "Incidente: responsable / Incident: perpetrator": "Policía / Police",
    "Incidente: corporación / Incident: body": "Policía municipal / Municipal police",
    "Incidente: denuncia / Incident: complaint": "No",
    "Servicios / Services": "Alimentos / Food; Hospedaje",
    "Acepta / Agrees to": "Estadísticas sin nombres / Statistics without names",
    "Notas / Notes": "Una\nnota",
}


def filled(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "llena.xlsx"
    templates.write(folder / "vacía.xlsx")
    book = openpyxl.load_workbook(folder / "vacía.xlsx")
    sheet = book.worksheets[0]
    places = {cell.value: place for place, cell in enumerate(sheet[1], start=1)}
    for number, row in enumerate(rows, start=3):
        for header, text in row.items():
            sheet.cell(number, places[header], text)
    book.save(path)
    return path


def test_what_is_filled_in_is_what_comes_in(vault: Vault, tmp_path: Path) -> None:
    brother = {
        "Clave del grupo familiar / Household key": "7",
        "Nombres / Given names": "Óscar",
        "Edad / Age": "8",
        "Fecha de entrada / Entered on": "02/10/2026",
    }
    outcome = imports.run(vault, filled(tmp_path, FILLED, brother), mappings.load("template"))
    assert (outcome.rows, outcome.new, outcome.skipped) == (2, 2, 1)
    assert outcome.records == {
        "household": 1,
        "person": 2,
        "case": 2,
        "stay": 2,
        "journey": 1,
        "incident": 1,
        "asylum": 1,
        "service": 2,
        "consent": 1,
    }
    with vault.begin() as uow:
        (household,) = records.find(uow, Household)
        (lia,) = records.find(uow, Person, given_names="Lía")
        (oscar,) = records.find(uow, Person, given_names="Óscar")
        (journey,) = records.find(uow, Journey)
        (incident,) = records.find(uow, Incident)
        (asylum,) = records.find(uow, AsylumApplication)
        (consent,) = records.find(uow, Consent)
        (stay,) = records.find(uow, Stay, exited_on="2026-10-05")
        services = records.find(uow, Service)
    assert lia.household_id == oscar.household_id == household.id
    assert (lia.relation, lia.sex, lia.nationality) == ("child", "woman", "HND")
    assert (str(lia.birth), str(oscar.age_on)) == ("2014-05", "2026-10-02")
    assert lia.languages == ("es", "cab")
    assert lia.documents == ("passport", "birth_certificate")
    assert (stay.travels_with, stay.notes) == ("family", "Una\nnota")
    assert journey.reasons == ("violence", "work")
    assert journey.transport == ("train", "walking")
    assert (journey.corridor, journey.destination) == ("gulf", "us")
    assert asylum.state == "A0"
    assert [act.code for act in incident.acts] == ["ROB", "AME"]
    assert {each.person_id for each in incident.victimisations} == {lia.id}
    assert [each.role for each in incident.victimisations] == ["victim", "victim"]
    (perpetrator,) = incident.perpetrators
    assert (perpetrator.type, perpetrator.body) == ("police", "policia_municipal")
    assert (incident.complaint, incident.state, incident.zone) == (False, "27", "in_mexico")
    assert {each.what for each in services} == {"food", "lodging"}
    assert (consent.purpose, consent.given) == ("statistics", True)


def test_an_incident_without_an_act_is_told(vault: Vault, tmp_path: Path) -> None:
    row = {name: text for name, text in FILLED.items() if "acts" not in name}
    plan = imports.plan(vault, filled(tmp_path, row), mappings.load("template"))
    assert [(each.row, each.column) for each in plan.problems] == [
        (3, "Incidente: hechos / Incident: acts")
    ]


def test_dates_in_the_wrong_order_are_told(vault: Vault, tmp_path: Path) -> None:
    row = {**FILLED, "Fecha de salida / Left on": "01/10/2026"}
    plan = imports.plan(vault, filled(tmp_path, row), mappings.load("template"))
    assert [str(each) for each in plan.problems] == [
        "Row 3, Fecha de salida / Left on, “”: Leaving cannot come before entering."
    ]


def test_the_example_could_be_brought_in(vault: Vault, tmp_path: Path) -> None:
    path = filled(tmp_path, {"Clave del grupo familiar / Household key": ""})
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["A2"] = "1"
    book.save(path)
    plan = imports.plan(vault, path, mappings.load("template"))
    assert (plan.new, plan.bad, plan.skipped) == (1, 0, 0)


def test_the_template_is_the_same_each_time_and_names_nobody() -> None:
    content = templates.content()
    assert content == templates.content()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        core = archive.read("docProps/core.xml").decode()
        sheets = [name for name in archive.namelist() if "worksheets/sheet" in name]
        cells = "".join(archive.read(name).decode() for name in sheets)
    assert "<dc:creator></dc:creator>" in core
    assert "<cp:lastModifiedBy></cp:lastModifiedBy>" in core
    assert "<f>" not in cells
    assert cells.count("<dataValidation ") > 15


def test_a_template_is_never_written_over_something(tmp_path: Path) -> None:
    templates.write(tmp_path / "a.xlsx")
    with pytest.raises(AlreadyThere):
        templates.write(tmp_path / "a.xlsx")
