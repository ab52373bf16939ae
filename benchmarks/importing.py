"""Bringing in old spreadsheets: the published files where they are, else rows of the same form."""

import csv
import gzip
import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from benchmarks.measuring import Line, timed
from benchmarks.plain import PlainVault
from casedesk.exchange import imports, mappings
from casedesk.resources import ROOT
from casedesk.storage import vault as vaults
from casedesk.storage.keyring import COORDINATOR

GOAL = 3_000
_MAPPING = "segob"
_PUBLISHED = ROOT.parent / "shared" / "data"
_PASSPHRASE = "abanico cometa ladera molino"  # noqa: S105 - of a vault that is deleted at once
_YES_NO = ("Sí", "No")
_COLUMNS: dict[str, tuple[str, ...]] = {
    "SEXO": ("Hombre", "Mujer"),
    "EDAD": tuple(map(str, range(18, 60))),
    "FECHA": tuple(str(date(2018, 1, 1) + timedelta(days=day)) for day in range(365)),
    "DEL": ("Sonora",),
    "CLASIF_REP": ("Repatriado de no reincidencia", "Repatriado de primera reincidencia"),
    "EN_NAC": ("Oaxaca", "Chiapas", "Guerrero", "Puebla", "Michoacán", "Veracruz", "Jalisco"),
    "NIV_ESC": ("Secundaria Completa", "Primaria Completa", "Primaria Incompleta"),
    "ACOM_REP": ("Mayor de 18 años no acompañado",),
    "PERM_EU": ("De 0 a 30 días", "1 a 6 meses", "1 a 5 años"),
    "EDO_DET": ("Arizona", "California", "Texas"),
    "AUT_DEP": ("ICE",),
    "EN_DES": ("Oaxaca", "Chiapas", "Sonora", "Sinaloa"),
    **dict.fromkeys(("CAN_AL", "CAN_COM", "CAN_DIF", "CAN_HOS"), _YES_NO),
    **dict.fromkeys(
        ("AGUA_AL", "DESC_BUS", "APO_LLAM", "APO_TRAS", "APO_AT_MEDICA"),
        (*_YES_NO, "Sin determinar"),
    ),
}


def lines(folder: Path, rows: int) -> Iterator[Line]:
    """Rows brought in per second, checked, recognised, logged and indexed."""
    file = folder / "events.csv"
    source = _published(file, rows) or _invented(file, rows)
    vault, _code = vaults.create(
        folder / "Import.casedesk",
        shelter="Albergue",
        user="Ana",
        role=COORDINATOR,
        passphrase=_PASSPHRASE,
    )
    plain = PlainVault(vault, folder / "plain import")
    mapping = mappings.load(_MAPPING)
    own = timed(lambda: imports.run(vault, file, mapping))
    other = timed(lambda: imports.run(plain, file, mapping))
    vault.close()
    plain.close()
    yield Line(
        f"rows imported of {rows:,} {source}",
        rows / own,
        "a second",
        GOAL,
        own / other,
        "once",
        more=True,
    )


def _published(file: Path, rows: int) -> str:
    """The first rows of the published files; empty if they are not here."""
    found = sorted(_PUBLISHED.glob("segob_repatriation_events_*.csv.gz"))
    if not found:
        return ""
    with file.open("w", encoding="utf-8") as target:
        left = rows + 1
        for at, path in enumerate(found):
            with gzip.open(path, "rt", encoding="utf-8") as content:
                head = 1 if at else 0
                wanted = list(islice(content, head, head + left))
            target.writelines(wanted)
            left -= len(wanted)
    return "published ones"


def _invented(file: Path, rows: int) -> str:
    chance = random.Random(3)  # noqa: S311 - invents rows
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(_COLUMNS)
        for _row in range(rows):
            writer.writerow([chance.choice(values) for values in _COLUMNS.values()])
    return "of the same form"
