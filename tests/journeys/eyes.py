"""What is on the windows of a program, as a screen reader is told it (AT-SPI over D-Bus)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_ATSPI = "org.a11y.atspi."
_ROOT = "/org/a11y/atspi/accessible/root"
#: bits of a state, as AT-SPI numbers them
FOCUSED, SHOWING = 12, 25
_PATIENCE = 15.0
_ON_SCREEN = 0  # coordinates from the corner of the screen


@dataclass(frozen=True)
class Seen:
    """Something with a name on a window."""

    bus: str
    path: str
    name: str
    role: str
    states: int

    def has(self, state: int) -> bool:
        """Whether it is in a state."""
        return bool(self.states >> state & 1)


class Eyes:
    """Reads what programs on a desktop bus show."""

    def __init__(self, bus: str) -> None:
        session = open_dbus_connection(bus)
        where = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        address = session.send_and_get_reply(new_method_call(where, "GetAddress")).body[0]
        session.close()
        self._bus: DBusConnection = open_dbus_connection(address)

    def close(self) -> None:
        """Read no more."""
        self._bus.close()

    def everything(self) -> Iterator[Seen]:
        """All that is showing, from the windows inwards."""
        layer = self._children([(f"{_ATSPI}Registry", _ROOT)])
        while layer:
            seen = self._look(layer)
            yield from seen
            # A program itself never says that it shows; its windows do.
            open_ = [each for each in seen if each.has(SHOWING) or each.path == _ROOT]
            layer = self._children([(each.bus, each.path) for each in open_])

    def middle(self, seen: Seen) -> tuple[int, int]:
        """Where on the screen its middle is."""
        call = new_method_call(
            _at(seen.bus, seen.path, "Component"), "GetExtents", "u", (_ON_SCREEN,)
        )
        left, top, width, height = self._ask([call])[0][0]
        return left + width // 2, top + height // 2

    def _children(self, of: list[tuple[str, str]]) -> list[tuple[str, str]]:
        calls = [new_method_call(_at(*each, "Accessible"), "GetChildren") for each in of]
        return [each for answer in self._ask(calls) if answer for each in answer[0]]

    def _look(self, at: list[tuple[str, str]]) -> list[Seen]:
        where = [_at(*each, "Accessible") for each in at]
        names = self._ask([Properties(each).get("Name") for each in where])
        roles = self._ask([new_method_call(each, "GetRoleName") for each in where])
        states = self._ask([new_method_call(each, "GetState") for each in where])
        return [
            Seen(*each, name[0][1], role[0], state[0][0] | state[0][1] << 32)
            for each, name, role, state in zip(at, names, roles, states, strict=True)
            if name and role and state
        ]

    def _ask(self, calls: list[Any]) -> list[Any]:
        """Answers in the order of the calls, which go out together; None for what is gone."""
        serials = []
        for call in calls:
            serial = next(self._bus.outgoing_serial)
            self._bus.send(call, serial=serial)
            serials.append(serial)
        answers: dict[int, Any] = {}
        while len(answers) < len(serials):
            try:
                message = self._bus.receive(timeout=_PATIENCE)
            except TimeoutError:
                break  # what is asked of may go without a word
            to = message.header.fields.get(5)
            if to in serials:
                good = message.header.message_type is MessageType.method_return
                answers[to] = message.body if good else None
        return [answers.get(each) for each in serials]


def _at(bus: str, path: str, interface: str) -> DBusAddress:
    return DBusAddress(path, bus, f"{_ATSPI}{interface}")
