"""The sheet to take away: a letter page, 14 points, no name unless asked, its text in codes."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from casedesk.domain.packs import library
from casedesk.domain.packs.pack import said
from casedesk.reports import handout_texts, handouts
from casedesk.reports.handouts import Handout

REVIEWED = date(2026, 11, 22)
LISTS = [pack.id for pack in library.shipped().lists]


def handout(id: str, *languages: str, days: int = 1, codes: bool = False) -> Handout:
    """A sheet of a shipped list; drawing its codes takes time."""
    packs = library.shipped()
    day = REVIEWED + timedelta(days=days)
    return Handout(packs.packs[id], packs, languages, day, codes=codes)


def text(sheet: Handout) -> str:
    """The words of a sheet, whatever its lines."""
    pages = PdfReader(BytesIO(handouts.pdf(sheet))).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def decoded(sheet: Handout) -> list[str]:
    """What a telephone reads in the codes of the page as it is printed, in order."""
    (page,) = pypdfium2.PdfDocument(handouts.pdf(sheet))
    image = page.render(scale=200 / 72).to_pil()
    found = sorted(zxingcpp.read_barcodes(image), key=lambda each: each.position.top_left.x)
    return [each.text for each in found]


@pytest.mark.parametrize("languages", [("es",), ("en",), ("es", "en")])
def test_every_list_fits_one_side_of_letter_paper(languages: tuple[str, ...]) -> None:
    assert {handouts.sides_of_paper(handout(id, *languages, codes=True)) for id in LISTS} == {1}


def test_what_does_not_fit_goes_on_and_nothing_is_lost() -> None:
    packs = library.shipped()
    items = (*packs.packs["L2"].items, *packs.packs["L3"].items)
    sheet = replace(handout("L2", "es", "en"), pack=replace(packs.packs["L2"], items=items))
    assert handouts.sides_of_paper(sheet) == 2  # one side for each language
    longest = replace(sheet, pack=replace(sheet.pack, items=items * 2))
    assert handouts.sides_of_paper(longest) == 4
    words = text(longest)
    assert all(f"{number}." in words for number in range(1, 45))


def test_paper_and_letters_have_the_size_they_must() -> None:
    (page,) = PdfReader(BytesIO(handouts.pdf(handout("L1", "es")))).pages
    assert (page.mediabox.width, page.mediabox.height) == (612, 792)
    contents = page.get_contents()
    assert contents is not None
    assert " 14 Tf" in contents.get_data().decode("latin-1")


def test_both_languages_stand_on_the_sheet() -> None:
    words = text(handout("L9", "es", "en"))
    for item in library.shipped().packs["L9"].items:
        for language in ("es", "en"):
            assert said(item.texts, language) in words or _broken(item.texts[language], words)


def _broken(wanted: str, words: str) -> bool:
    """Columns are extracted line by line: every word of it is there."""
    return all(word in words for word in wanted.split())


def test_the_codes_hold_the_text_itself() -> None:
    sheet = handout("L2", "es", "en", codes=True)
    parts = decoded(sheet)
    sides = [handout_texts.side(sheet, language) for language in ("es", "en")]
    assert "\n".join(parts) == "\n".join(line for side in sides for line in side.plain())
    assert "1. Pide refugio en la COMAR. Si ahí no hay oficina, pídelo en el INM." in parts[0]
    assert all(len(part.encode()) <= handouts.MOST_BYTES for part in parts)
    assert decoded(replace(sheet, codes=False)) == []


def test_no_name_unless_asked_and_never_in_a_code() -> None:
    assert "Luz" not in text(handout("L2", "es"))
    named = replace(handout("L2", "es", codes=True), name="Luz Inventada")
    assert "Para: Luz Inventada" in text(named)
    assert "Luz" not in "".join(decoded(named))


def test_contacts_stand_with_their_date_and_only_those_that_are_facts() -> None:
    words = text(handout("L12", "es"))
    assert "Teléfonos (fuentes del 22 nov 2026)" in words
    assert "800 5533 000" in words
    assert "854" not in words
    assert "FEVIMTRA:" not in words


def test_a_number_is_never_broken_over_two_lines() -> None:
    page = PdfReader(BytesIO(handouts.pdf(handout("L8", "es", "en")))).pages[0]
    lines = page.extract_text().splitlines()
    for number in ("800 028 7723", "WhatsApp 55 1309 9024", "800 715 2000", "55 5681 8125"):
        assert sum(number in line for line in lines) == 2


def test_what_a_lawyer_has_yet_to_confirm_is_marked_or_left_out() -> None:
    sheet = handout("L2", "es")
    assert "Revisa tu nombre y las fechas. *" in text(sheet)
    assert "* Por confirmar con una abogada." in text(sheet)
    left_out = text(replace(sheet, unconfirmed=False))
    assert "Pide tu constancia" not in left_out
    assert "Por confirmar" not in left_out


def test_what_the_shelter_does_is_printed_only_if_asked() -> None:
    sheet = handout("L7", "es")
    assert "Habla con ella a solas" not in text(sheet)
    assert "Habla con ella a solas" in text(replace(sheet, desk=True))
    assert "No enfrentes a nadie" in text(handout("L12", "es"))  # it speaks to the desk alone


def test_an_old_sheet_says_so_and_a_very_old_one_says_only_whom_to_ask() -> None:
    assert "pueden haber cambiado" in text(handout("L2", "es", days=100))
    old = text(handout("L2", "es", "en", days=181))
    assert "Habla con una abogada." in old
    assert "COMAR" not in old
    assert "800" not in text(handout("L12", "es", days=121))


def test_the_same_sheet_is_the_same_file() -> None:
    first, second = (handouts.pdf(handout("L4", "es", codes=True)) for _time in range(2))
    assert first == second
