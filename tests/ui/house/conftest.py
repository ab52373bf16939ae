"""People on file, a house they sleep in, and a desk whose errors fail the test."""

import pytest
from pytestqt.qtbot import QtBot

from casedesk.domain.people import Household
from casedesk.domain.rooms import Room
from casedesk.services import rooms
from casedesk.storage import records
from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from tests.services.test_house import put_up
from tests.ui.cases.conftest import nothing_crashed, take_in, went
from tests.ui.house.drivers import Driver, Open

__all__ = ["nothing_crashed", "take_in", "went"]


@pytest.fixture
def opened(desk: Desk, qtbot: QtBot, household: None) -> Open:
    """Opens the page."""
    return lambda way: Driver(desk, qtbot, way)


@pytest.fixture
def household(vault: Vault) -> None:
    """A mother and her daughter in the families' room; two men in their dormitory."""
    room, family = vault.run(
        lambda uow: (
            rooms.save(uow, Room(name="Cuarto 3", area="families", beds=3)),
            records.add(uow, Household(name="Prueba")),
        )
    )
    for name, age, relation in (("Madre", 30, "head"), ("Hija", 9, "child")):
        put_up(
            vault,
            name,
            "2026-11-20",
            age=age,
            relation=relation,
            household_id=family.id,
            room_id=room.id,
            slept_at="families",
        )
    for name in ("Beto", "Carlos"):
        put_up(vault, name, "2026-11-21", slept_at="men", age=40)
