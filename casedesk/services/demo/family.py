"""An invented family with its whole procedure, as a data file tells it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.cases import AsylumApplication, Case, Stay
from casedesk.domain.journeys import Journey
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Household, Person
from casedesk.domain.procedure_entries import ProcedureEntry
from casedesk.services import entries, people
from casedesk.services.demo.chance import read
from casedesk.services.people import Intake
from casedesk.storage.unit_of_work import UnitOfWork


def size(among: int) -> int:
    """How many belong to the family; none where so few people are wanted that it would be all."""
    told = read("family")
    return len(told["members"]) if among >= told["among"] else 0


def take_in(uow: UnitOfWork) -> None:
    """Take the family in and write down all that happened to each of them."""
    told = read("family")
    household = Household(name=told["household"])
    for at, member in enumerate(told["members"]):
        case = _intake(uow, told, member, household, first=at == 0)
        application = entries.save(uow, AsylumApplication(case_id=case.id, office=told["office"]))
        for fact in member["entries"]:
            _tell(uow, application, fact, member.get("corrected", {}))


def _intake(
    uow: UnitOfWork,
    told: Mapping[str, Any],
    member: Mapping[str, Any],
    household: Household,
    *,
    first: bool,
) -> Case:
    answers = {name: member[name] for name in ("given_names", "surnames", "sex", "relation")}
    person = Person(
        **answers,
        birth=PartialDate(member["birth"]),
        nationality=told["country"],
        languages=("es",),
        household_id=NOT_ASKED if first else household.id,
    )
    draft = Intake(
        person=person,
        entered_on=_day(uow.today, told["arrived"]),
        stay=Stay(case_id="", travels_with="family"),
        journey=Journey(
            case_id="",
            origin_country=told["country"],
            entered_mexico_on=_day(uow.today, told["entered_mexico"]),
            corridor=told["corridor"],
            destination=told["destination"],
        ),
        household=household if first else None,
    )
    return people.intake(uow, draft)


def _tell(
    uow: UnitOfWork,
    application: AsylumApplication,
    fact: Mapping[str, Any],
    corrected: Mapping[str, Any],
) -> None:
    """Write an entry down; one of them with a wrong day first, so that a correction is seen."""
    day = _day(uow.today, fact["days"])
    wrong = fact["what"] == corrected.get("what")
    stored = entries.save(
        uow,
        ProcedureEntry(
            case_id=application.case_id,
            application_id=application.id,
            what=fact["what"],
            happened_on=_day(uow.today, corrected["from"]) if wrong else day,
            until=_day(uow.today, fact["until"]) if "until" in fact else NOT_ASKED,
            source=fact["source"],
            note=fact.get("note", NOT_ASKED),
        ),
    )
    if wrong:
        entries.save(uow, replace(stored, happened_on=day))


def _day(today: date, before: int) -> PartialDate:
    return PartialDate.of(today - timedelta(days=before))
