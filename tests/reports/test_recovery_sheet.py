"""The printed sheet: one page, both languages, the code as it must be typed."""

import pypdfium2

from casedesk.reports import recovery_sheet
from casedesk.storage import recovery

SHELTER = "Albergue Ñandú de la Peña"


def words(content: bytes) -> str:
    """The text of the only page."""
    document = pypdfium2.PdfDocument(content)
    assert len(document) == 1
    text: str = document[0].get_textpage().get_text_range()
    document.close()
    return text


def test_the_code_on_the_sheet_is_read_back() -> None:
    code = recovery.new_code()
    text = words(recovery_sheet.pdf(shelter=SHELTER, code=code))
    lines = [line for line in text.splitlines() if line.replace(" ", "") in code.replace("-", "")]
    assert recovery.read("".join(lines)) == code


def test_the_sheet_names_the_shelter_and_speaks_both_languages() -> None:
    text = words(recovery_sheet.pdf(shelter=SHELTER, code=recovery.new_code()))
    assert SHELTER in text
    assert "Keep this sheet" in text
    assert "Guarde" in text or "Guarda" in text


def test_the_same_sheet_is_the_same_file_and_names_no_computer() -> None:
    code = recovery.new_code()
    one, two = (recovery_sheet.pdf(shelter=SHELTER, code=code) for _each in range(2))
    assert one == two


def test_a_long_name_stays_on_the_page() -> None:
    text = words(recovery_sheet.pdf(shelter="Casa " * 60, code=recovery.new_code()))
    assert text.count("Casa") == 60
