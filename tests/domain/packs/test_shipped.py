"""The content that ships with the program: all lists, all items, with their marks."""

import re
import statistics

from casedesk.domain import codelists
from casedesk.domain.marks import Mark
from casedesk.domain.packs import checking, library, readability
from casedesk.domain.packs.pack import NEEDED, said
from casedesk.services import situations
from casedesk.storage.tables import RECORDS

#: items of each list, counted in the material
ITEMS = {
    "L1": 9,
    "L2": 12,
    "L3": 10,
    "L4": 9,
    "L5": 9,
    "L6": 10,
    "L7": 9,
    "L8": 9,
    "L9": 8,
    "L10": 7,
    "L11": 9,
    "L12": 8,
}


def test_all_lists_and_all_items_are_there() -> None:
    found = {pack.id: len(pack.items) for pack in library.shipped().lists}
    assert found == ITEMS
    assert sum(found.values()) == 109
    for pack in library.shipped().lists:
        assert [item.id for item in pack.items] == [
            f"{pack.id}.{number}" for number in range(1, len(pack.items) + 1)
        ]


def test_the_content_passes_its_own_check() -> None:
    packs = library.shipped()
    found = checking.all_problems(packs.packs.values(), packs, packs.packs.get)
    assert [str(problem) for problem in found] == []


def test_marks_are_those_of_the_material() -> None:
    items = {item.id: item for pack in library.shipped().lists for item in pack.items}
    marks = [item.mark for item in items.values()]
    assert {mark: marks.count(mark) for mark in ("V", "V2", "B")} == {"V": 38, "V2": 28, "B": 43}
    for id, mark in {"L1.2": "B", "L2.4": "V2", "L2.9": "V", "L3.8": "B", "L7.2": "B"}.items():
        assert items[id].mark == mark
    assert not items["L2.9"].unconfirmed
    # The articles were reformed, or may be gone: read all the same before they are relied on.
    assert {id for id, item in items.items() if item.confirm} == {"L1.6", "L4.5"}
    assert all(item.unconfirmed for item in items.values() if item.mark == Mark.B.value)


def test_nobody_has_reviewed_anything_and_the_packs_say_so() -> None:
    packs = library.shipped().packs.values()
    assert {pack.reviewer for pack in packs} == {""}
    assert all(item.state == "draft" for pack in packs for item in pack.items)


def test_spanish_items_read_fairly_easily_on_average() -> None:
    readings = [
        readability.of(item.texts["es"]).index
        for pack in library.shipped().lists
        for item in pack.items
    ]
    assert statistics.mean(readings) >= readability.TARGET


def test_the_code_list_of_lists_has_their_titles() -> None:
    codes = codelists.load("checklists").codes
    assert {code.code: (code.es, code.en) for code in codes.values()} == {
        pack.id: tuple(said(pack.title, language) for language in NEEDED)
        for pack in library.shipped().lists
    }


def test_contacts_in_conflict_or_known_by_hearsay_are_no_facts() -> None:
    contacts = library.shipped().contacts
    assert contacts is not None
    facts = {each.id: [number.number for number in each.facts] for each in contacts.contacts}
    assert facts["cnb"] == ["800 028 7723", "55 1309 9024"]
    assert facts["cndh"] == ["800 715 2000", "55 5681 8125"]
    for id in ("fevimtra", "acnur", "grupos_beta", "mujeres"):
        assert facts[id] == []


def test_no_text_calls_anybody_illegal_or_a_right_expired() -> None:
    banned = re.compile(r"\bilegales?\b|\balien|\bvencid[oa]s?\b|\bexpired\b", re.IGNORECASE)
    for pack in library.shipped().lists:
        for item in pack.items:
            assert not banned.search(" ".join(item.texts.values())), item.id


def test_every_list_is_suggested_by_a_rule_and_every_rule_is_about_known_codes() -> None:
    packs = library.shipped()
    assert {rule.list for rule in packs.rules} == set(ITEMS)
    for rule in packs.rules:
        for fact, codes in rule.when:
            assert codes <= _codes(fact), (rule.list, fact, codes - _codes(fact))


def _codes(fact: str) -> set[str]:
    if fact in situations.DERIVED:
        return set(situations.DERIVED[fact])
    name = situations.codes_of(fact, RECORDS)
    assert name is not None, fact
    return set(codelists.load(name).codes) if name else {"yes", "no"}
