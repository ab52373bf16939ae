"""Persons and their households."""

from dataclasses import dataclass
from typing import ClassVar

from casedesk.domain import fields
from casedesk.domain.answers import Answer, value_or
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.records import Record
from casedesk.i18n import N_


@dataclass(frozen=True, kw_only=True)
class Household(Record):
    """People who travel and decide together."""

    kind: ClassVar[str] = "household"

    name: Answer[str] = fields.text(N_("Name of the household"), N_("For example, a surname"))
    notes: Answer[str] = fields.long_text(N_("Notes about the household"))


@dataclass(frozen=True, kw_only=True)
class Person(Record):
    """One human being; may be pseudonymous; every attribute can be unknown."""

    kind: ClassVar[str] = "person"

    given_names: Answer[str] = fields.text(N_("Given names"))
    surnames: Answer[str] = fields.text(N_("Surnames"))
    alias: Answer[str] = fields.text(
        N_("Alias"), N_("How they want to be called, if not by their name")
    )
    sex: Answer[str] = fields.code(N_("Sex or gender"), "sexes", N_("As the person says"))
    diversity: Answer[tuple[str, ...]] = fields.codes(
        N_("Sexual and gender diversity"), "diversity", N_("Only if the person says so")
    )
    birth: Answer[PartialDate] = fields.day(
        N_("Date of birth"), N_("Day, month or only the year: 27/11/1998, 11/1998 or 1998")
    )
    age: Answer[int] = fields.number(N_("Age in years"), highest=120)
    age_on: Answer[PartialDate] = fields.day(N_("Age given on"))
    nationality: Answer[str] = fields.code(N_("Nationality"), "countries")
    birth_country: Answer[str] = fields.code(N_("Country of birth"), "countries")
    birth_state: Answer[str] = fields.code(
        N_("Mexican state of birth"), "states", N_("Only for people born in Mexico")
    )
    birth_place: Answer[str] = fields.text(N_("Department or town of birth"))
    civil_status: Answer[str] = fields.code(N_("Civil status"), "civil_statuses")
    schooling: Answer[str] = fields.code(N_("Schooling"), "schooling")
    literacy: Answer[str] = fields.code(N_("Reads and writes"), "literacy")
    languages: Answer[tuple[str, ...]] = fields.codes(N_("Languages spoken"), "languages")
    interpreter: Answer[bool] = fields.yes_no(N_("Needs an interpreter"))
    documents: Answer[tuple[str, ...]] = fields.codes(N_("Documents held"), "documents")
    needs: Answer[tuple[str, ...]] = fields.codes(N_("Needs and vulnerabilities"), "needs")
    phone: Answer[str] = fields.text(N_("Telephone"), N_("Only if it is safe to keep it here"))
    emergency_contact: Answer[str] = fields.text(N_("Whom to call in an emergency"))
    household_id: Answer[str] = fields.link("household", N_("Household"), required=False)
    relation: Answer[str] = fields.code(
        N_("Relation to the head of the household"), "household_relations"
    )
    notes: Answer[str] = fields.long_text(
        N_("Notes"), N_("Facts the person told you. Leave out names of other people.")
    )
    #: who this turned out to be: their records stand under that person
    merged_into: Answer[str] = fields.link("person", required=False)

    @property
    def full_name(self) -> str:
        """Given names and surnames as far as they are known; may be empty."""
        return " ".join(filter(None, (value_or(self.given_names, ""), value_or(self.surnames, ""))))

    @property
    def called(self) -> str:
        """The name to show: full name, else alias; empty if there is none."""
        return self.full_name or value_or(self.alias, "")
