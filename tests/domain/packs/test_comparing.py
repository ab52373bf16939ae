"""What an update changes is told row by row, in calendars as in lists."""

from casedesk.domain.packs import files, library
from casedesk.domain.packs.comparing import compare
from casedesk.domain.packs.pack import Pack
from tests.domain.packs.made import altered, without_item

ITEM = """
[[items]]
id = "L2.13"
es = "Guarda una copia."
en = "Keep a copy."
basis = []
mark = "B"
state = "draft"
"""


def told(old: Pack | None, new: Pack) -> list[str]:
    """Each row that differs with its texts, as a reader has them."""
    lines = []
    for row in compare(old, new):
        lines.append(row.title)
        lines += [f"{part.name}: {part.before} → {part.now}" for part in row.parts]
    return lines


def shipped(id: str) -> Pack:
    """A pack of the program."""
    return library.shipped().packs[id]


def test_new_changed_and_withdrawn_items_stand_with_both_texts() -> None:
    changes = (
        ('es = "Pide tu constancia. Revisa', 'es = "Pide la constancia. Revisa'),
        ('mark = "V"\nsource = ["S2c"]\nstate = "draft"', 'mark = "B"\nstate = "withdrawn"'),
    )
    text = altered("L2", *changes).text + ITEM
    rows = told(shipped("L2"), files.parse(text, "L2.toml"))
    assert rows == [
        "Withdrawn: L2.1",
        "Mark: read in an official text → to be confirmed by a lawyer",
        "State: draft → withdrawn",
        "Source: S2c → ",
        "Changed: L2.6",
        "In Spanish: Pide tu constancia. Revisa tu nombre y las fechas."
        " → Pide la constancia. Revisa tu nombre y las fechas.",
        "New: L2.13",
        "In Spanish:  → Guarda una copia.",
        "In English:  → Keep a copy.",
        "What it rests on:  → ",
        "Mark:  → to be confirmed by a lawyer",
        "State:  → draft",
    ]


def test_what_is_gone_stands_last_and_a_pack_that_is_new_says_all() -> None:
    rows = compare(shipped("L2"), without_item("L2", "L2.3"))
    assert [row.title for row in rows] == ["No longer in it: L2.3"]
    assert {row.kind for row in compare(None, shipped("L2"))} == {"added"}
    assert len(compare(None, shipped("L2"))) == 13
    assert compare(shipped("L2"), shipped("L2")) == ()


def test_dates_of_calendars_are_rows_too() -> None:
    closures = altered(
        "closures",
        ("to = 2026-01-05", "to = 2026-01-06"),
        ("review_due = 2027-02-20", "review_due = 2027-03-20"),
        ("\n[[rows]]", '\n[[rows]]\nauthority = "comar"\nplaces = ["tabasco"]\nfrom = 2026-12-21'
         '\nto = 2027-01-04\nes = "COMAR cerrada"\nen = "COMAR closed"\nsource = "aviso"'
         '\nmark = "V2"\n\n[[rows]]'),
    )  # fmt: skip
    rows = told(shipped("closures"), closures)
    assert rows[:2] == [
        "Changed: what it says of itself",
        "Review due: Feb 20, 2027 → Mar 20, 2027",
    ]
    assert rows[2] == "New: comar 2026-12-21 tabasco"
    assert "From:  → Dec 21, 2026" in rows
    assert rows[-2:] == ["Changed: comar 2025-12-27", "Until: Jan 5, 2026 → Jan 6, 2026"]
    holiday = altered("practice", ("{ on = 2024-05-01,", "{ on = 2024-05-02,"))
    found = [row.title for row in compare(shipped("practice"), holiday)]
    assert found == ["New: 2024-05-02", "No longer in it: 2024-05-01"]
