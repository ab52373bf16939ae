"""Makes ``first.casedesk``: a vault of the first version with a few invented people.

Run for the first version: ``python -m tests.vaults.make_first`` makes it and the README anew.
The vault stays as it is from its release on; later versions have to open it.
"""

import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path

from casedesk.domain.answers import REFUSED, UNKNOWN
from casedesk.domain.cases import AsylumApplication, Case, Consent, Referral, Service, Stay
from casedesk.domain.incidents import Act, Incident, Perpetrator, Victimisation
from casedesk.domain.journeys import Journey, Leg
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Household, Person
from casedesk.domain.records import Record
from casedesk.storage import records, reserve
from casedesk.storage import vault as vaults
from casedesk.storage.clock import Clock

SHELTER = "Albergue de Prueba"
USER = "Ana Prueba"
PASSPHRASE = "abanico cometa ladera molino"
FOLIOS = ("K7MP-3XQ6", "H4FC-9WD3")
_FOLDER = Path(__file__).parent
_DAY = PartialDate(2026, 11, 3)


class _FirstDay(Clock):
    """The moment at which the vault was made."""

    def now(self) -> datetime:
        return datetime(2026, 11, 23, 10, 0, tzinfo=timezone(timedelta(hours=-6)))


def _id(number: int) -> str:
    return f"01936000-0000-7000-8000-{number:012}"


def people() -> list[Record]:
    """Two invented people with a record of every kind."""
    return [
        Household(id=_id(1), name="Nieves"),
        Person(
            id=_id(2),
            given_names="José Ángel",
            surnames="Nieves Peña",
            sex="man",
            diversity=(),
            birth=PartialDate(1998, 11, approximate=True),
            nationality="HND",
            languages=("es", "cab"),
            interpreter=False,
            phone=REFUSED,
            household_id=_id(1),
            notes="Habla despacio.\nÑandú, güiro, “comillas” y 🙂.",
        ),
        Person(id=_id(3), alias="Luna", age=17, age_on=_DAY, birth=UNKNOWN, household_id=_id(1)),
        Case(id=_id(4), person_id=_id(2), folio=FOLIOS[0], state="open", opened_on=_DAY),
        Case(
            id=_id(5),
            person_id=_id(3),
            folio=FOLIOS[1],
            state="closed",
            opened_on=_DAY,
            closed_on=PartialDate(2026, 11, 20),
        ),
        Stay(id=_id(6), case_id=_id(4), entered_on=_DAY),
        Stay(id=_id(7), case_id=_id(5), entered_on=_DAY, exited_on=PartialDate(2026, 11, 20)),
        Journey(
            id=_id(8),
            case_id=_id(4),
            departed_on=PartialDate(2026, 10),
            reasons=("violence", "economic"),
            guide=UNKNOWN,
            legs=(Leg(origin="San Pedro Sula", destination="Tapachula", started_on=_DAY), Leg()),
        ),
        Incident(
            id=_id(9),
            case_id=_id(4),
            reported_on=_DAY,
            occurred=PartialDate(2026, 10, approximate=True),
            acts=(Act(code="ROB", by=("a",)), Act(code=UNKNOWN)),
            perpetrators=(Perpetrator(key="a", number=2, acquiescence=REFUSED),),
            victimisations=(Victimisation(person_id=_id(3), act="ROB", role="victim"),),
            amount=1500,
            property=("phone",),
            complaint=False,
            narrative="Fue de noche.",
        ),
        AsylumApplication(id=_id(10), case_id=_id(4), state="A1", state_since=_DAY),
        Service(id=_id(11), case_id=_id(5), what="food", given_on=_DAY),
        Referral(id=_id(12), case_id=_id(4), to="hospital", referred_on=_DAY, outcome=UNKNOWN),
        Consent(id=_id(13), case_id=_id(4), purpose="statistics", given=True, given_on=_DAY),
    ]


_README = """# Frozen vaults

Each folder is a vault as a released version wrote it, with invented people. Tests copy it, open
it with the program of today and expect its records back. Never change one; a new version that
changes the tables adds one.

## first.casedesk

Made by `make_first.py`.

User: `{user}`, coordinator
Passphrase: `{passphrase}`
Recovery code: `{code}`
"""


def read_code() -> str:
    """The recovery code of the vault, as its README prints it."""
    lines = (_FOLDER / "README.md").read_text(encoding="utf-8").splitlines()
    return next(line.split("`")[1] for line in lines if line.startswith("Recovery code"))


def make() -> None:
    """Make the vault and its README anew."""
    path = _FOLDER / "first.casedesk"
    shutil.rmtree(path, ignore_errors=True)
    vault, code = vaults.create(
        path,
        shelter=SHELTER,
        user=USER,
        role="coordinator",
        passphrase=PASSPHRASE,
        clock=_FirstDay(),
        invented=True,
    )
    vault.run(lambda uow: records.add_all(uow, people()))
    vault.close()
    reserve.release(path)
    (path / "in-use.lock").unlink(missing_ok=True)
    text = _README.format(user=USER, passphrase=PASSPHRASE, code=code)
    (_FOLDER / "README.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    make()
