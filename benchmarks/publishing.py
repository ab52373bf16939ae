"""Three years of published records, month by month into one ledger; then the files are attacked."""

import shutil
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import ledger_attack
from benchmarks.measuring import Line
from casedesk.exchange import imports, mappings
from casedesk.reports import publishing
from casedesk.reports.counting import all_counts
from casedesk.reports.orders import Order, Policy
from casedesk.reports.periods import Period
from casedesk.reports.protecting import exact_tables
from casedesk.reports.published import Published
from casedesk.reports.refusals import ReportRefused
from casedesk.reports.tables import EXACT, RECORDS, ROUNDING, SUM
from casedesk.resources import ROOT
from casedesk.storage import vault as vaults
from casedesk.storage.keyring import COORDINATOR
from casedesk.storage.vault import Vault

FOLDER = ROOT.parent / "shared" / "data"
YEARS = (2016, 2017, 2018)
_FILE = "segob_repatriation_events_{year}.csv.gz"
_WORDS = "abanico cometa ladera molino"
_USER = "Ana"


@dataclass
class Cost:
    """What protection did to a table, over all months."""

    figures: int = 0
    filled: int = 0
    hidden: int = 0
    filled_hidden: int = 0
    moved: int = 0
    error: int = 0
    most: int = 0

    def text(self) -> str:
        """It on one line."""
        shown = self.figures - self.hidden
        return (
            f"{self.figures:7,} figures, {self.filled:6,} not 0; hidden {self.hidden:6,} "
            f"({self.filled_hidden:,} not 0); moved {self.moved:6,}, by "
            f"{self.error / max(shown, 1):.2f} in the mean, at most {self.most}"
        )


@dataclass
class Outcome:
    """What three years in one ledger took, cost and gave away."""

    lines: list[Line] = field(default_factory=list)
    costs: dict[str, dict[str, Cost]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def text(self) -> str:
        """The tables one by one, then the notes."""
        parts = [""]
        for mode, costs in self.costs.items():
            parts += [f"{mode}, {id}: {cost.text()}" for id, cost in costs.items()]
        return "\n".join([*parts, *self.notes])


def measure(
    folder: Path, years: Sequence[int] = YEARS, modes: Sequence[str] = (ROUNDING, EXACT)
) -> Outcome:
    """Publish each month of each year in each mode, with sums and years; attack the files."""
    done = Outcome()
    if not all((FOLDER / _FILE.format(year=year)).exists() for year in years):
        done.notes.append("The published records are not here, so nothing was published of them.")
        return done
    source = _imported(folder, years)
    for mode in modes:
        path = Path(shutil.copytree(source, folder / f"{mode}.casedesk"))
        vault = vaults.unlock(path, _USER, _WORDS)
        _published(vault, mode, years, done)
        done.lines += ledger_attack.lines(vault, mode, folder / mode)
        vault.close()
    return done


def _imported(folder: Path, years: Sequence[int]) -> Path:
    path = folder / "Years.casedesk"
    vault, _code = vaults.create(
        path, shelter="Albergue", user=_USER, role=COORDINATOR, passphrase=_WORDS
    )
    for year in years:
        imports.run(vault, FOLDER / _FILE.format(year=year), mappings.load("segob"))
    vault.close()
    return path


def _published(vault: Vault, mode: str, years: Sequence[int], done: Outcome) -> None:
    publishing.begin(vault, Period(years[0], 1, 1))
    orders = [order for year in years for order in _orders(year, Policy(mode))]
    seconds: dict[str, list[float]] = defaultdict(list)
    refused: list[str] = []
    for order in orders:
        begun = time.process_time()
        try:
            publishing.publish(vault, order)
        except ReportRefused as error:
            refused.append(f"{mode}, {order.period.label} {order.basis}: {error.summary()}")
        kind = order.period.kind if order.basis == RECORDS else "sum"
        seconds[kind].append(time.process_time() - begun)
        print(mode, order.period.label, order.basis, f"{seconds[kind][-1]:.1f}", flush=True)
    for at in (1, 12, 36):
        if len(seconds["month"]) >= at:
            done.lines.append(Line(f"{mode}: month {at} published", seconds["month"][at - 1], "s"))
    for kind in ("sum", "year"):
        done.lines.append(Line(f"{mode}: {kind} published, the longest", max(seconds[kind]), "s"))
    done.lines.append(Line(f"{mode}: reports refused", len(refused), f"of {len(orders)}"))
    done.notes += refused
    done.costs[mode] = vault.run(lambda uow: _costs(Published(uow)))


def _orders(year: int, policy: Policy) -> Iterator[Order]:
    """The reports of a year in the order in which they come out."""
    for month in range(1, 13):
        yield Order(Period(year, month, month), policy=policy)
        if month % 3 == 0:
            yield Order(Period(year, month - 2, month), policy=policy, basis=SUM)
        if policy.mode == ROUNDING and month not in (1, 3):
            yield Order(Period(year, 1, month), policy=policy, basis=SUM)
    yield Order(Period(year, 1, 12), policy=policy)


def _costs(published: Published) -> dict[str, Cost]:
    costs: defaultdict[str, Cost] = defaultdict(Cost)
    for release in published.counted():
        facts = published.facts(release.order.period)
        tables = exact_tables(facts, release.order)
        for each, true, shown in zip(
            release.order.definition.tables, tables, release.tables, strict=True
        ):
            for key, count in all_counts(true).items():
                _add(costs[each.id], count, shown.counts[key])
    return dict(costs)


def _add(cost: Cost, true: int, shown: int | None) -> None:
    cost.figures += 1
    cost.filled += true > 0
    if shown is None:
        cost.hidden += 1
        cost.filled_hidden += true > 0
    else:
        cost.moved += shown != true
        cost.error += abs(shown - true)
        cost.most = max(cost.most, abs(shown - true))
