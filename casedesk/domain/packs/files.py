"""Reading the file of a content pack, and refusing one that cannot be read.

What it says is judged by ``checking``: a pack that lacks a language is readable, and refused there.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from casedesk.domain.packs.pack import (
    CALENDAR,
    DRAFT,
    FURTHER,
    KINDS,
    NEEDED,
    PERSON,
    Basis,
    Card,
    Contact,
    Item,
    Number,
    Pack,
    Rule,
    Term,
    Texts,
)
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _

#: no pack comes near: what is larger is something else
LARGEST = 1_000_000
_VERSION = re.compile(r"\d{4}-\d{2}(\.\d{1,4})?")
_META = {
    *("id", "kind", "version", "published", "last_reviewed", "review_due", "reviewer"),
    *("jurisdiction", "icon", "items", "contacts", "cards", "terms", "rules", "sources"),
}
_TEXTS = ("", "changes", "safe", "caution", "title", "use", "means", "why")


class BadPack(CasedeskError):
    """A file is no content pack, or cannot be read as one."""

    msgid = N_("The content pack {file} cannot be read: {reason}.")
    advice = N_("Ask for the file again. Nothing was changed.")

    def summary(self) -> str:
        """What is wrong with which file; the reason is a message id with its own details."""
        reason = _(str(self.details["reason"])).format(**self.details)
        return _(self.msgid).format(file=self.details["file"], reason=reason)


def read(path: Path) -> Pack:
    """The pack that a file holds. Raises BadPack."""
    try:
        if path.stat().st_size > LARGEST:
            raise BadPack(file=path.name, reason=N_("it is too large"))
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadPack(file=path.name, reason=N_("it is no text")) from error
    return parse(text, path.name)


def parse(text: str, name: str) -> Pack:
    """The pack that a text holds; ``name`` is what errors call it. Raises BadPack."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadPack(file=name, reason=N_("it is no TOML ({error})"), error=error) from error
    try:
        return _pack(content, text)
    except _Wrong as error:
        raise BadPack(file=name, **error.details) from error
    except (AttributeError, TypeError) as error:
        reason = N_("something in it is not of the form it should be")
        raise BadPack(file=name, reason=reason) from error


class _Wrong(Exception):
    def __init__(self, reason: str, **details: object) -> None:
        super().__init__(reason)
        self.details = {"reason": reason, **details}


def _pack(content: Mapping[str, Any], text: str) -> Pack:
    kind = content.get("kind", CALENDAR)
    id_ = _text(content, "id")
    if kind not in KINDS:
        raise _Wrong(N_("its kind {kind} is not known"), kind=kind)
    if not _VERSION.fullmatch(version := _text(content, "version")):
        raise _Wrong(N_("its version {version} is none"), version=version)
    if kind != CALENDAR:
        _only(content, _META, id_)
    return Pack(
        id=id_,
        kind=kind,
        version=version,
        published=_day(content, "published"),
        last_reviewed=_day(content, "last_reviewed"),
        review_due=_day(content, "review_due"),
        reviewer=str(content.get("reviewer", "")),
        jurisdiction=_text(content, "jurisdiction"),
        title=_texts(content) or {"es": id_, "en": id_},
        changes=_texts(content, "changes"),
        safe=_texts(content, "safe"),
        caution=_texts(content, "caution"),
        icon=content.get("icon", ""),
        text=text,
        **(_body(content) if kind != CALENDAR else {}),
    )


def _body(content: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "items": tuple(map(_item, content.get("items", ()))),
        "contacts": tuple(map(_contact, content.get("contacts", ()))),
        "cards": tuple(map(_card, content.get("cards", ()))),
        "terms": tuple(map(_term, content.get("terms", ()))),
        "rules": tuple(map(_rule, content.get("rules", ()))),
        "sources": dict(content.get("sources", {})),
    }


def _item(table: Mapping[str, Any]) -> Item:
    known = {*("id", "basis", "mark", "source", "state", "speaks_to"), *("contacts", "see")}
    _only(table, known | {"tells", "confirm"}, str(table.get("id")))
    return Item(
        id=_text(table, "id"),
        texts=_texts(table),
        basis=tuple(Basis(each.get("text", ""), each.get("mark", "")) for each in _basis(table)),
        mark=table.get("mark", ""),
        source=tuple(table.get("source", ())),
        state=table.get("state", DRAFT),
        speaks_to=table.get("speaks_to", PERSON),
        contacts=tuple(table.get("contacts", ())),
        see=table.get("see", ""),
        tells=table.get("tells", ""),
        confirm=table.get("confirm", False),
    )


def _basis(table: Mapping[str, Any]) -> Iterable[Mapping[str, str]]:
    found: Iterable[Mapping[str, str]] = table.get("basis", ())
    return found


def _contact(table: Mapping[str, Any]) -> Contact:
    _only(table, {"id", "numbers", "tested_on"}, str(table.get("id")))
    return Contact(
        id=_text(table, "id"),
        texts=_texts(table),
        use=_texts(table, "use"),
        numbers=tuple(
            Number(**{**each, "source": tuple(each.get("source", ()))})
            for each in table.get("numbers", ())
        ),
        tested_on=table.get("tested_on"),
    )


def _card(table: Mapping[str, Any]) -> Card:
    _only(table, {"id", "status", "mark", "source", "state"}, str(table.get("id")))
    return Card(
        id=_text(table, "id"),
        title=_texts(table, "title"),
        texts=_texts(table),
        status=_text(table, "status"),
        mark=table.get("mark", ""),
        source=tuple(table.get("source", ())),
        state=table.get("state", DRAFT),
    )


def _term(table: Mapping[str, Any]) -> Term:
    _only(table, {"id", "mark", "state"}, str(table.get("id")))
    return Term(
        id=_text(table, "id"),
        texts=_texts(table),
        means=_texts(table, "means"),
        mark=table.get("mark", ""),
        state=table.get("state", DRAFT),
    )


def _rule(table: Mapping[str, Any]) -> Rule:
    _only(table, {"list", "when"}, str(table.get("list")))
    when = tuple((each["fact"], frozenset(each["any"])) for each in table.get("when", ()))
    return Rule(list=_text(table, "list"), why=_texts(table, "why"), when=when)


def _texts(table: Mapping[str, Any], prefix: str = "") -> Texts:
    names = {lang: f"{prefix}_{lang}" if prefix else lang for lang in (*NEEDED, *FURTHER)}
    return {lang: str(table[name]) for lang, name in names.items() if table.get(name)}


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise _Wrong(N_("it lacks “{key}”"), key=key)
    return value


def _day(table: Mapping[str, Any], key: str) -> date:
    value = table.get(key)
    if type(value) is not date:
        raise _Wrong(N_("“{key}” is no day"), key=key)
    return value


def _only(table: Mapping[str, Any], known: set[str], where: str) -> None:
    texts = {
        f"{prefix}_{lang}" if prefix else lang for prefix in _TEXTS for lang in (*NEEDED, *FURTHER)
    }
    if surplus := set(table) - known - texts:
        keys = ", ".join(sorted(surplus))
        raise _Wrong(N_("{where} has unknown keys: {keys}"), where=where, keys=keys)
