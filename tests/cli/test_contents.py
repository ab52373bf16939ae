"""Content from the command line: made, signed, trusted, installed, gone back from."""

from pathlib import Path

import pytest

from casedesk.cli import main
from casedesk.domain.packs import library
from casedesk.resources import RESOURCES
from tests.cli.conftest import written
from tests.cli.running import Terminal


def test_the_check_tells_how_each_item_reads(terminal: Terminal) -> None:
    outcome = terminal.run("content", "check", "--lang", "es")
    assert (outcome.code, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert len(lines) == 112
    assert lines[0].startswith("Marcas: ") and lines[1].split()[:2] == ["Punto", "Índice"]
    assert lines[-1].endswith("contenidos con 109 puntos: todo en orden.")
    assert "muy fácil" in outcome.out


def test_a_pack_that_is_not_fit_is_neither_checked_nor_built(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack, out = tmp_path / "L2.toml", tmp_path / "new.casedesk-content"
    text = (RESOURCES / "rights" / "02_asylum.toml").read_text(encoding="utf-8")
    pack.write_text(text.replace("Pide tu constancia.", "Pide tu constancia [art. 23]."), "utf-8")
    check = ["content", "check", "--brief", str(pack), "--lang", "en"]
    assert main(check, lambda _vault: 0) == 13
    shown = capsys.readouterr()
    assert shown.out == "L2.6: an editor's note was left: “[art. 23]”\n"
    assert shown.err == "casedesk: 1 problem.\n"
    build = ["content", "build", str(pack), "--out", str(out), "--lang", "en"]
    assert main(build, lambda _vault: 0) == 13
    assert "an editor's note was left" in capsys.readouterr().err
    assert not out.exists()


def test_from_the_texts_to_the_vault_and_back(
    terminal: Terminal,
    vault_path: Path,
    passphrase_file: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = written(terminal.home / "key words.txt", "seis palabras que de verdad nadie sabe")
    key, out = terminal.home / "llave", terminal.home / "new.casedesk-content"
    pack = terminal.home / "L2.toml"
    text = library.shipped().packs["L2"].text.replace('"2026-11"', '"2026-12"', 1)
    pack.write_text(text.replace("Pide tu constancia.", "Pide siempre tu constancia."), "utf-8")
    vault = ("--vault", vault_path, "--passphrase-file", passphrase_file)

    def content(*arguments: object) -> tuple[int, str]:
        code = main(["content", *map(str, arguments), "--lang", "en"], lambda _vault: 0)
        shown = capsys.readouterr()
        return code, shown.out + shown.err

    for arguments in (
        ("key", "--out", key, "--passphrase-file", words),
        ("build", pack, "--out", out),
        ("sign", out, "--key", key, "--passphrase-file", words),
    ):
        assert content(*arguments)[0] == 0
    code, told = content("install", out, *vault)
    assert code == 13
    assert "whom this vault does not know" in told
    public = terminal.home / "llave.pub"
    assert content("trust", public, "--name", "Red", *vault)[0] == 0
    code, told = content("install", out, "--dry-run", *vault)
    assert "  Changed: L2.6\n    In Spanish\n      Before: Pide tu constancia. Revisa" in told
    assert "      Now: Pide siempre tu constancia. Revisa" in told
    assert content("diff", pack)[1] == content("diff", out)[1]
    assert "Changed: L2.6" in content("diff", pack)[1]
    assert told.endswith("Nothing was changed.\n")
    assert content("install", out, *vault)[1].endswith("What was used before is kept.\n")
    assert content("back", "L2", *vault) == (
        0,
        "“Asylum and non-refoulement” is of version 2026-11 again.\n",
    )
    assert "L2           2026-11" in content("list", *vault)[1]
    assert content("back", "L2", *vault)[0] == 13
