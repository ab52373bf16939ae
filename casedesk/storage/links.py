"""Whatever points at a record, in any kind of record or part of one."""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import select, update

from casedesk.domain.fields import Spec, Type, specs
from casedesk.domain.records import Record
from casedesk.storage import records
from casedesk.storage.rows import from_row
from casedesk.storage.tables import RECORDS, TABLES, drafts
from casedesk.storage.unit_of_work import UnitOfWork


def repoint(uow: UnitOfWork, kind: str, old: str, new: str) -> list[str]:
    """Have everything that points at one record point at another; returns the operations."""
    changed = []
    for cls in RECORDS:
        for spec in specs(cls).values():
            for record in list(_pointing(uow, cls, spec, kind, old)):
                value = _pointed(spec, getattr(record, spec.name), kind, old, new)
                after = records.change(uow, dataclasses.replace(record, **{spec.name: value}))
                changed.append(after.version)
    return changed


def rename_drafts(uow: UnitOfWork, old: str, new: str) -> list[list[Any]]:
    """Move everybody's drafts about one record to another, as :func:`put_back_drafts` reads them.

    Each is its user, its form before and after, both ids, and which of the places of the new id
    in it are those of the old one. A draft stays where it is if there is one about the other
    record already.
    """
    moved = []
    about = drafts.c.form.contains(old) | drafts.c.content.contains(old)
    rows = uow.connection.execute(select(drafts).where(about)).mappings()
    for row in list(rows):
        user, form, content = row["user"], row["form"], row["content"]
        after = form.replace(old, new)
        found = re.findall(f"{re.escape(old)}|{re.escape(new)}", content)
        spots = [at for at, id in enumerate(found) if id == old]
        if _move_draft(uow, user, form, after, content.replace(old, new)):
            moved.append([user, form, after, old, new, spots])
    return moved


def put_back_drafts(
    uow: UnitOfWork, moved: list[list[Any]], ids: Iterable[tuple[str, str]]
) -> None:
    """Move drafts to where :func:`rename_drafts` found them, if they are still there.

    ``ids`` are the pairs of ids that were replaced, old and new, for merges of before the places
    were kept.
    """
    for user, before, after, *places in reversed(moved):
        here = (drafts.c.user == user) & (drafts.c.form == after)
        content = uow.connection.execute(select(drafts.c.content).where(here)).scalar()
        if content is None:
            continue
        if places:
            content = _named_again(content, *places)
        else:
            for old, new in ids:
                content = content.replace(new, old)
        _move_draft(uow, user, after, before, content)


def _named_again(content: str, old: str, new: str, spots: Sequence[int]) -> str:
    """The old id in its places; whoever stayed keeps those of their own."""
    first, *parts = content.split(new)
    ids = [old if at in spots else new for at in range(len(parts))]
    return first + "".join(id + part for id, part in zip(ids, parts, strict=True))


def _move_draft(uow: UnitOfWork, user: str, form: str, to: str, content: str) -> bool:
    there = (drafts.c.user == user) & (drafts.c.form == to)
    if form != to and uow.connection.execute(select(drafts.c.form).where(there)).first():
        return False
    here = (drafts.c.user == user) & (drafts.c.form == form)
    uow.connection.execute(update(drafts).where(here).values(form=to, content=content))
    return True


def _pointing(
    uow: UnitOfWork, cls: type[Record], spec: Spec, kind: str, id: str
) -> Iterator[Record]:
    table = TABLES[cls]
    if spec.type is Type.LINK and spec.links == kind:
        query = select(table).where(table.c[spec.name] == id)
    elif spec.type is Type.PARTS and any(each.links == kind for each in _part(spec)):
        query = select(table).where(table.c[spec.name].contains(id))
    else:
        return
    for row in uow.connection.execute(query.order_by(table.c.id)).mappings():
        yield from_row(cls, row)


def _pointed(spec: Spec, value: Any, kind: str, old: str, new: str) -> Any:
    """The answer with one id in place of another; parts that become equal are there once."""
    if spec.type is not Type.PARTS:
        return new
    names = [each.name for each in _part(spec) if each.links == kind]
    parts = [
        dataclasses.replace(part, **{name: new for name in names if getattr(part, name) == old})
        for part in value
    ]
    return tuple(dict.fromkeys(parts))


def _part(spec: Spec) -> list[Spec]:
    return list(specs(spec.part).values()) if spec.part is not None else []
