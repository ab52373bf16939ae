"""Reading the rules in ``resources/procedures/clocks.toml``, and refusing those that are wrong."""

from functools import cache
from itertools import chain
from pathlib import Path

from casedesk.domain import procedures
from casedesk.domain.clocks.content import Table, Words, described, read
from casedesk.domain.clocks.lengths import length
from casedesk.domain.clocks.rules import Basis, Kind, Rule, Rules, Term
from casedesk.domain.marks import Mark
from casedesk.domain.procedure_entries import EVENT
from casedesk.errors import CasedeskError
from casedesk.i18n import N_
from casedesk.resources import RESOURCES

FILE = RESOURCES / "procedures" / "clocks.toml"
_KEYS = {
    *("id", "es", "en", "kind", "duty", "authority", "start", "met_by", "terms", "mark"),
    *("next_es", "next_en", "notes_es", "notes_en", "unless", "only_after", "follows"),
    *("again_after", "warn_on_days", "asked", "advocacy"),
    *("states", "each", "quiet"),
}


class UnknownRule(CasedeskError):
    """There is no clock of that name."""

    msgid = N_("There is no clock called {id}.")
    advice = N_("These are known: {known}.")
    exit_code = 2


@cache
def load(file: Path = FILE) -> Rules:
    """The rules, read once. Raises BadContent."""
    return read(file, _rules)


def rule(id: str) -> Rule:
    """A rule by its id, or one and the rule that follows it: ``D9+D10``. Raises UnknownRule."""
    rules = load().rules
    first, plus, second = id.partition("+")
    try:
        return rules[first].then(rules[second]) if plus else rules[first]
    except (KeyError, ValueError, TypeError) as error:
        raise UnknownRule(id=id, known=", ".join(rules)) from error


def _rules(table: Table) -> Rules:
    found: dict[str, Rule] = {}
    for each in (_rule(row) for row in table["rules"]):
        if each.id in found:
            raise ValueError(f"{each.id} stands twice")
        found[each.id] = each
    rules = Rules(
        content=described(table),
        rules=found,
        duties={key: _words(row) for key, row in table["duties"].items()},
    )
    for each in found.values():
        _check(each, rules)
    return rules


def _rule(row: Table) -> Rule:
    if surplus := row.keys() - _KEYS:
        raise ValueError(f"{row['id']} has unknown keys: {', '.join(sorted(surplus))}")
    return Rule(
        id=row["id"],
        words=_words(row),
        kind=Kind(row["kind"]),
        duty=row["duty"],
        authority=row["authority"],
        start=tuple(row["start"]),
        terms=tuple(_term(each) for each in row["terms"]),
        mark=Mark(row["mark"]),
        next=Words(row["next_es"], row["next_en"]),
        notes=Words(row["notes_es"], row["notes_en"]) if row["notes_es"] else None,
        met_by=frozenset(row["met_by"]),
        unless={key: tuple(facts) for key, facts in row.get("unless", {}).items()},
        only_after=row.get("only_after", ""),
        follows=row.get("follows", ""),
        again_after=row.get("again_after", ""),
        warn_on_days=tuple(row.get("warn_on_days", ())),
        asked=row.get("asked", False),
        states=frozenset(row.get("states", ())),
        each=row.get("each", False),
        quiet=row.get("quiet", False),
        advocacy=row.get("advocacy", False),
    )


def _term(row: Table) -> Term:
    basis = tuple(Basis(each["text"], Mark(each["mark"])) for each in row["basis"])
    return Term(length(row["unit"], row["length"]), basis, _words(row) if "es" in row else None)


def _check(rule: Rule, rules: Rules) -> None:
    """Raise ValueError for a name that means nothing."""
    named = {*rule.start, *rule.met_by, *rule.unless, *chain(*rule.unless.values())}
    named |= {rule.only_after, rule.again_after} - {""}
    if lost := {each for each in named if _fact(each) not in procedures.facts()}:
        raise ValueError(f"{rule.id} names unknown events: {', '.join(sorted(lost))}")
    if rule.duty not in rules.duties or not rule.start or not rule.terms:
        raise ValueError(f"{rule.id} has no duty, no start or no term")
    if rule.follows and rule.follows not in rules.rules:
        raise ValueError(f"{rule.id} follows {rule.follows}, which is unknown")


def event_words(id: str) -> str:
    """What happened, in the current language."""
    return str(procedures.facts()[_fact(id)].words)


def _fact(id: str) -> str:
    return id if "." in id else f"{EVENT}.{id}"


def _words(row: Table) -> Words:
    return Words(es=row["es"], en=row["en"])
