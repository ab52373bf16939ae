"""A pack is refused for each thing that must not reach a person, and for nothing else."""

import pytest

from casedesk.domain.packs import checking, library
from casedesk.domain.packs.files import BadPack, parse
from casedesk.domain.packs.pack import Pack
from tests.domain.packs.made import altered, without_item

ES = 'es = "Pide tu constancia. Revisa tu nombre y las fechas."'
EN = 'en = "Ask for your constancia. Check your name and the dates."'
BASIS = 'basis = [{ text = "RLRPC 23", mark = "B" }]'
LONG = " ".join(["palabra"] * 21)


def problems(pack: Pack) -> list[str]:
    """What the check finds, after the shipped version."""
    ours = library.shipped()
    return [str(each) for each in checking.problems(pack, ours, ours.packs[pack.id])]


def test_a_new_version_with_better_words_passes() -> None:
    assert problems(altered("L2", (ES, 'es = "Pide tu constancia y revisa tu nombre."'))) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (EN, 'en = ""', "L2.6: the text is missing in “en”"),
        (ES, "", "L2.6: the text is missing in “es”"),
        (BASIS, "basis = []", "L2.6: the basis is missing"),
        (BASIS, 'basis = [{ text = "RLRPC 23" }]', "L2.6: a basis has no mark"),
        (ES, 'es = "Pide tu constancia [artículo 23]."', "an editor's note was left: “[artículo"),
        (ES, 'es = "TODO pide tu constancia."', "an editor's note was left: “TODO”"),
        (ES, 'es = "Verificar la redacción."', "an editor's note was left: “Verificar”"),
        (EN, 'en = "Ask for it. Check that it exists."', "an editor's note was left: “Check that”"),
        (EN, 'en = "Ask for it (re-read)."', "an editor's note was left: “re-read”"),
        (ES, f'es = "{LONG}."', "a sentence in “es” has 21 words; 20 are the most"),
        (ES, 'es = "Llama al 800 715 2000."', "a telephone number belongs with the contacts"),
        (
            BASIS,
            f'contacts = ["nadie"]\n{BASIS}',
            "L2.6: “nadie” is not known",
        ),
        (BASIS, f'see = "L99"\n{BASIS}', "L2.6: “L99” is not known"),
        ('source = ["S10", "S10d"]', 'source = ["S999"]', "L2.8: “S999” is not known"),
        ('source = ["S10", "S10d"]', "source = []", "L2.8: it is marked as read, but says not"),
        ('id = "L2.6"', 'id = "L3.6"', "L3.6: the id does not belong to the list L2"),
        ('id = "L2.6"', 'id = "L2.13"', "L2.6: the id is gone: withdraw the item instead"),
        ('id = "L2.6"', 'id = "L2.5"', "L2.5: the id stands twice"),
    ],
)
def test_a_pack_is_refused(old: str, new: str, found: str) -> None:
    said = problems(altered("L2", (old, new)))
    assert any(found in each for each in said), said


def test_two_items_that_change_places_are_noticed() -> None:
    swapped = altered(
        "L5",
        ("Pide medidas cautelares si hay riesgo.", "SWAP"),
        ("Denuncia ante el Órgano Interno de Control.", "Pide medidas cautelares si hay riesgo."),
        ("SWAP", "Denuncia ante el Órgano Interno de Control."),
    )
    assert "L5.6: the id was changed: it is L5.8 now" in problems(swapped)


def test_an_item_that_goes_is_to_be_withdrawn_instead() -> None:
    assert problems(without_item("L12", "L12.8")) == [
        "L12.8: the id is gone: withdraw the item instead"
    ]
    state = ('mark = "B"\nsource = []\nstate = "draft"', 'mark = "B"\nsource = []\nstate = "{}"')
    withdrawn = altered("L12", (state[0], state[1].format("withdrawn")))
    assert problems(withdrawn) == []
    assert "L12.1" not in [item.id for item in withdrawn.shown_items]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('version = "2026-12"', 'version = "new"', "its version new is none"),
        ('jurisdiction = "MX"', 'jurisdiction = ""', "it lacks “jurisdiction”"),
        ("published = 2026-11-27", 'published = "today"', "“published” is no day"),
        ('kind = "checklist"', 'kind = "poem"', "its kind poem is not known"),
        ('icon = "shield"', 'icon = "shield"\nstory = "x"', "L2 has unknown keys: story"),
        ("[[items]]", "[items", "it is no TOML"),
        ("items]]", "contacts]]\nid = 4\n[[items]]", "it lacks “id”"),
    ],
)
def test_a_file_of_another_form_is_refused(old: str, new: str, reason: str) -> None:
    text = altered("L2").text
    assert old in text
    with pytest.raises(BadPack) as refused:
        parse(text.replace(old, new, 1), "L2.toml")
    assert reason in str(refused.value)


def test_there_is_room_for_other_languages() -> None:
    pack = altered("L2", (ES, f'{ES}\nht = "Mande konstans ou."'))
    assert problems(pack) == []
    assert pack.items[5].texts["ht"] == "Mande konstans ou."
