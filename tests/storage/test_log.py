"""The log proves itself: what was altered, taken out or moved is seen; what was erased is not."""

import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from casedesk.domain.people import Person
from casedesk.progress import Steps, silent
from casedesk.storage import log, records
from casedesk.storage.clock import HybridClock, next_hlc
from casedesk.storage.log import broken_links
from casedesk.storage.vault import Vault, chain_anchor
from tests.conftest import MEXICO, FixedClock
from tests.storage.people import take_in


@pytest.fixture
def logged(vault: Vault) -> Vault:
    """A vault with a dozen operations and more."""
    for name in ("Una", "Otra"):
        vault.run(lambda uow, name=name: take_in(uow, given_names=name))  # type: ignore[misc]
    return vault


def _broken(vault: Vault) -> list[int]:
    with vault.begin() as uow:
        return list(broken_links(uow.connection, Steps(silent, 0).step))


def _execute(vault: Vault, *statements: str) -> None:
    with vault.begin() as uow:
        for statement in statements:
            uow.connection.execute(text(statement))


def test_an_untouched_log_is_whole(logged: Vault) -> None:
    assert _broken(logged) == []


@pytest.mark.parametrize(
    "column", ["id", "at", "hlc", "user", "action", "kind", "record_id", "base", "content"]
)
def test_an_altered_field_is_seen(logged: Vault, column: str) -> None:
    _execute(logged, f"UPDATE operations SET \"{column}\" = 'x' WHERE seq = 5")  # noqa: S608
    assert _broken(logged) == [5]


@pytest.mark.parametrize("column", ["at", "user", "content", "action"])
def test_an_emptied_field_is_seen(logged: Vault, column: str) -> None:
    _execute(logged, f'UPDATE operations SET "{column}" = NULL WHERE seq = 5')  # noqa: S608
    assert _broken(logged) == [5]


def test_a_digest_made_to_fit_breaks_the_chain(logged: Vault) -> None:
    with logged.begin() as uow:
        row = (
            uow.connection.execute(text("SELECT * FROM operations WHERE seq = 5")).mappings().one()
        )
        fields = {**row, "user": "Otra"}
        digest = log._digest(row["salt"], log._fields(fields))
        uow.connection.execute(
            text("UPDATE operations SET user = 'Otra', digest = :digest WHERE seq = 5"),
            {"digest": digest},
        )
    assert _broken(logged) == [5]


def test_a_line_taken_out_is_seen(logged: Vault) -> None:
    _execute(logged, "DELETE FROM operations WHERE seq = 5")
    assert _broken(logged) == [6]


def test_a_line_taken_out_and_the_rest_numbered_anew_is_seen(logged: Vault) -> None:
    _execute(
        logged,
        "DELETE FROM operations WHERE seq = 5",
        "UPDATE operations SET seq = -seq WHERE seq > 5",
        "UPDATE operations SET seq = -seq - 1 WHERE seq < 0",
    )
    assert _broken(logged) == [5]


def test_two_lines_in_each_others_place_are_seen(logged: Vault) -> None:
    _execute(
        logged,
        "UPDATE operations SET seq = -5 WHERE seq = 5",
        "UPDATE operations SET seq = 5 WHERE seq = 6",
        "UPDATE operations SET seq = 6 WHERE seq = -5",
    )
    assert _broken(logged)[:2] == [5, 6]


def test_an_end_cut_off_shows_in_the_anchor_alone(logged: Vault) -> None:
    before = chain_anchor(logged)
    _execute(logged, "DELETE FROM operations WHERE seq = (SELECT max(seq) FROM operations)")
    assert _broken(logged) == []
    assert chain_anchor(logged) != before


def test_what_is_erased_leaves_a_log_that_proves_itself(logged: Vault) -> None:
    _execute(logged, "UPDATE operations SET content = NULL, salt = NULL WHERE kind = 'person'")
    assert _broken(logged) == []
    with logged.begin() as uow:
        erased = [each for each in log.latest(uow.connection) if each.content is None]
    assert len(erased) == 2


def test_what_is_digested_is_plain_json() -> None:
    fields = ("a", 'say "ñ"\\ \x00\x1f\u2028 😀', "", "2026")
    salt = bytes(16)
    expected = salt + json.dumps(fields, ensure_ascii=False).encode()
    assert log._digest(salt, fields) == hashlib.sha256(expected).digest()


def test_a_user_name_with_quotes_does_no_harm(vault: Vault) -> None:
    vault.session = type(vault.session)('O\'Brien "Ñ" \\', "coordinator")
    vault.run(lambda uow: take_in(uow, given_names="Una"))
    assert _broken(vault) == []


def test_the_log_has_records_in_the_order_given(vault: Vault) -> None:
    vault.run(lambda uow: take_in(uow, given_names="Una"))
    with vault.begin() as uow:
        kinds = [each.kind for each in log.latest(uow.connection, 7)][::-1]
    assert kinds == ["person", "case", "stay", "journey", "incident", "asylum", "service"]


def test_operations_are_ordered_even_if_the_clock_goes_back(
    vault: Vault, clock: FixedClock
) -> None:
    for hours in (1, -5, 2, 0, 0):
        clock.advance(hours=hours)
        vault.run(lambda uow: records.add_all(uow, [Person(), Person()]))
    with vault.begin() as uow:
        times = list(
            uow.connection.execute(text("SELECT hlc FROM operations ORDER BY seq")).scalars()
        )
    assert times == sorted(times)
    assert len(set(times)) == len(times)
    assert _broken(vault) == []


def test_a_hybrid_clock_counts_within_a_moment() -> None:
    now = datetime(2026, 11, 23, 10, tzinfo=MEXICO)
    ticking = HybridClock("", now, "abcd")
    first, second = ticking.next(), ticking.next()
    assert second == next_hlc(first, now, "abcd")
    assert second == next_hlc(first, now - timedelta(days=1), "abcd")
    later = next_hlc(second, now + timedelta(milliseconds=1), "abcd")
    assert first < second < later
    assert later.split(".")[1] == "0000000"
    utc = now.astimezone(UTC)
    assert HybridClock("", utc, "abcd").next() == first
