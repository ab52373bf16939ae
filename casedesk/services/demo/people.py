"""Invented persons: alone, as couples, as families, and children who came by themselves."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from casedesk.domain.answers import NOT_ASKED, Answer, Missing
from casedesk.domain.codes import fold
from casedesk.domain.ids import new_id
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Household, Person
from casedesk.services.demo.chance import Chance, read

ALONE = "alone"
CHILD_ALONE = "child_alone"
_ADULT_AGES = "adult_ages"
_CHILD_AGES = "child_ages"
_YEAR = 365.25


@dataclass(frozen=True)
class Party:
    """Those who arrive together; the household is None for somebody alone."""

    kind: str
    household: Household | None
    people: tuple[Person, ...]


def party(chance: Chance, arrived: date, most: int) -> Party:
    """At most ``most`` invented people who arrive together on a day."""
    kind = chance.draw("parties") if most > 1 else ALONE
    country = chance.draw("nationality")
    if kind == ALONE:
        return Party(kind, None, (_person(chance, arrived, country, chance.draw("sex_alone")),))
    if kind == CHILD_ALONE:
        sex = chance.draw("sex_alone")
        child = _person(chance, arrived, country, sex, "ages_of_children_alone")
        return Party(kind, None, (child,))
    return _household(chance, arrived, country, kind, most)


def heard(person: Person) -> Person:
    """The same person, taken for somebody new because the name was heard otherwise."""
    known: dict[str, str] = read("names")["heard"]

    def spelled(name: Answer[str]) -> Answer[str]:
        if isinstance(name, Missing):
            return name
        return " ".join(known.get(word, fold(word).capitalize()) for word in name.split())

    return replace(
        person,
        id=new_id(),
        given_names=spelled(person.given_names),
        surnames=spelled(person.surnames),
    )


def _household(chance: Chance, arrived: date, country: str, kind: str, most: int) -> Party:
    codes = read("weights")["codes"]
    surname = _surnames(chance, country)
    household = Household(name=surname)
    sexes = [codes["woman"]] if kind == "mother" else [codes["man"], codes["woman"]]
    relations = [codes["head"], codes["partner"]][: len(sexes)]
    members = [_person(chance, arrived, country, sex) for sex in sexes[:most]]
    if kind != "couple":
        for _child in range(min(int(chance.draw("children")), most - len(members))):
            child = _person(chance, arrived, country, chance.draw("sex_children"), _CHILD_AGES)
            members.append(replace(child, surnames=surname))
            relations.append(codes["child"])
    people = tuple(
        replace(person, household_id=household.id, relation=relation)
        for person, relation in zip(members, relations, strict=False)
    )
    return Party(kind, household, people)


def _person(
    chance: Chance, arrived: date, country: str, sex: str, ages: str = _ADULT_AGES
) -> Person:
    codes = read("weights")["codes"]
    age = _age(chance, ages)
    birth, stated, stated_on = _birth(chance, arrived, age)
    adult = age >= 18
    return Person(
        given_names=_given_names(chance, country, woman=sex == codes["woman"]),
        surnames=_surnames(chance, country),
        alias=chance.one(read("names")["aliases"]) if chance.happens("alias") else NOT_ASKED,
        sex=chance.said(sex),
        diversity=chance.some("diversity")
        if adult and chance.happens("diversity_asked")
        else NOT_ASKED,
        birth=birth,
        age=stated,
        age_on=stated_on,
        nationality=chance.said(country),
        birth_country=country,
        birth_state=chance.draw("birth_state") if country == codes["mexico"] else NOT_ASKED,
        civil_status=chance.said(chance.draw("civil_status")) if adult else NOT_ASKED,
        schooling=chance.said(chance.draw("schooling")) if age >= 6 else NOT_ASKED,
        literacy=chance.said(chance.draw("literacy")) if age >= 8 else NOT_ASKED,
        languages=_languages(chance, country),
        interpreter=chance.said(_language(country) != "es" and chance.happens("interpreter")),
        documents=chance.said(chance.some("documents")),
        needs=chance.said(chance.some("needs")) if chance.happens("needs_asked") else NOT_ASKED,
    )


def _age(chance: Chance, ages: str) -> int:
    low, high = chance.draw(ages).split("-")
    return chance.number(int(low), int(high))


def _birth(
    chance: Chance, arrived: date, age: int
) -> tuple[Answer[PartialDate], Answer[int], Answer[PartialDate]]:
    if chance.happens("age_only"):
        return NOT_ASKED, age, PartialDate.of(arrived)
    born = arrived - timedelta(days=int(age * _YEAR) + chance.number(1, 360))
    return chance.remembered(born), NOT_ASKED, NOT_ASKED


def _language(country: str) -> str:
    names: dict[str, str] = read("weights")["language_of_names"]
    return names.get(country, "es")


def _languages(chance: Chance, country: str) -> Answer[tuple[str, ...]]:
    spoken: dict[str, list[str]] = read("weights")["languages"]
    own = tuple(spoken.get(country, spoken["others"]))
    return chance.said(own + (chance.some("further_languages") if own == ("es",) else ()))


def _given_names(chance: Chance, country: str, *, woman: bool) -> str:
    names = read("names")[_language(country)]["women" if woman else "men"]
    first: str = chance.one(names)
    second: str = chance.one(names)
    return first if first == second or chance.happens("one_name") else f"{first} {second}"


def _surnames(chance: Chance, country: str) -> str:
    language = _language(country)
    names = read("names")[language]["surnames"]
    first: str = chance.one(names)
    if language == "fr" or chance.happens("one_surname"):
        return first
    return f"{first} {chance.one(names)}"
