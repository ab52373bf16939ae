"""Finding people from the command line."""

import json
import re
from pathlib import Path

import pytest

from casedesk.domain.extras import ExtraAnswer, ExtraField
from casedesk.resources import ROOT
from casedesk.services import demo, extras, finding
from casedesk.storage import records
from casedesk.storage import vault as vaults
from tests.cli.running import Terminal
from tests.conftest import COORDINATOR_NAME, PASSPHRASE
from tests.storage.people import take_in


@pytest.fixture
def folio(vault_path: Path) -> str:
    """The folio of John Hernández, who is on file with another."""
    vault = vaults.unlock(vault_path, COORDINATOR_NAME, PASSPHRASE)
    john, case = vault.run(lambda uow: take_in(uow, given_names="John", surnames="Hernández"))
    field = vault.run(
        lambda uow: extras.save_field(
            uow, ExtraField(about="person", type="text", es="¿Dónde trabaja?", en="Works where?")
        )
    )
    said = ExtraAnswer(field_id=field.id, person_id=john.id, text="Panadería Unión")
    vault.run(lambda uow: records.add(uow, said))
    vault.run(lambda uow: take_in(uow, given_names="Otra", surnames="Persona"))
    vault.close()
    return str(case.folio)


def test_json_has_folios_with_score_and_reasons_and_no_names(
    terminal: Terminal, vault_path: Path, passphrase_file: Path, folio: str
) -> None:
    arguments = ("--vault", vault_path, "--passphrase-file", passphrase_file)
    done = terminal.run("--lang", "en", "find", "jhon hernadnez", *arguments, "--json")
    assert done.code == 0, done.err
    answer = json.loads(done.out)
    assert answer["query"] == "jhon hernadnez"
    assert answer["milliseconds"] > 0
    assert [each["folio"] for each in answer["found"]] == [folio]
    first = answer["found"][0]
    assert 0.5 < first["score"] < 1
    assert [each["kind"] for each in first["reasons"]] == ["sound", "typing"]
    assert set(first) == {"folio", "score", "reasons"}
    assert "found" not in first["reasons"][0]
    assert "john" not in done.out and "hernandez" not in done.out


def test_words_for_people_say_why_in_their_language(
    terminal: Terminal, vault_path: Path, passphrase_file: Path, folio: str
) -> None:
    arguments = ("--vault", vault_path, "--passphrase-file", passphrase_file)
    done = terminal.run("--lang", "es", "find", "jhon hernadnez", *arguments)
    assert folio in done.out and "suena igual; una letra distinta" in done.out
    assert "john" not in done.out.lower() and "hern" not in done.out.lower()
    named = terminal.run("--lang", "es", "find", "jhon hernadnez", *arguments, "--names")
    assert "Hernández" in named.out and "suena igual: john" in named.out
    by_answer = terminal.run("--lang", "es", "find", "panaderia", *arguments)
    assert by_answer.out == f"{folio}   55 %  una respuesta a un campo de este albergue\n"
    nobody = terminal.run("--lang", "es", "find", "zzzz", *arguments)
    assert (nobody.code, nobody.out.strip()) == (0, "No se encontró a nadie.")


@pytest.mark.parametrize("readme", ["README.md", "README.es.md"])
def test_the_example_of_the_readme_finds_somebody_invented(tmp_path: Path, readme: str) -> None:
    told = (ROOT / readme).read_text(encoding="utf-8")
    (example,) = re.findall(r'casedesk find "([^"]+)"', told)
    assert example in re.findall(r"[“«]([^”»]+)[”»]", told)  # and in the windows
    login = demo.create(tmp_path / "Demo.casedesk")
    vault = vaults.unlock(tmp_path / "Demo.casedesk", login.user, login.passphrase)
    found = vault.run(lambda uow: finding.find(uow, example))
    vault.close()
    assert "Gabriela" in found[0].line.name and "Guevara" in found[0].line.name
    assert [each.kind for each in found[0].match.reasons] == ["typing", "typing"]
