"""``casedesk demo``: a vault of invented people, and how to open it."""

from pathlib import Path

from casedesk.cli import main
from casedesk.reports.published import Published
from casedesk.services import demo
from casedesk.storage import vault as vaults
from tests.cli.running import Terminal


def test_it_says_that_everybody_is_invented_and_how_to_open_the_vault(terminal: Terminal) -> None:
    outcome = terminal.run("demo", "--people", "12", "--months", "1")
    assert (outcome.code, outcome.err) == (0, "")
    path = terminal.home / "data" / "casedesk" / "Demo.casedesk"
    login = demo.login(path)
    assert login is not None
    assert "Everybody in this vault is invented." in outcome.out
    assert str(path) in outcome.out
    assert login.passphrase in outcome.out
    vaults.unlock(path, login.user, login.passphrase).close()


def test_open_makes_the_vault_once_and_opens_the_windows_each_time(tmp_path: Path) -> None:
    opened: list[Path | None] = []

    def open_windows(vault: Path | None) -> int:
        opened.append(vault)
        return 0

    path = tmp_path / "Demo.casedesk"
    arguments = ["demo", "--open", "--people", "40", "--lang", "en", "--vault", str(path)]
    assert main(arguments, open_windows) == 0
    made = (path / "vault.json").read_bytes()
    assert main(arguments, open_windows) == 0
    assert opened == [path, path]
    assert _published(path) == ["quarter"]
    assert (path / "vault.json").read_bytes() == made


def test_open_never_takes_a_real_vault_for_the_demo(vault_path: Path) -> None:
    assert main(["demo", "--open", "--lang", "en", "--vault", str(vault_path)], _never) == 3


def _published(path: Path) -> list[str]:
    """The kinds of the periods of which a report stands in the ledger."""
    login = demo.login(path)
    assert login is not None
    vault = vaults.unlock(path, login.user, login.passphrase)
    releases = vault.run(Published).releases
    vault.close()
    return [each.order.period.kind for each in releases]


def _never(_vault: Path | None) -> int:
    raise AssertionError("the windows were opened on a real vault")
