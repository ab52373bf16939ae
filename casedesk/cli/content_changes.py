"""What newer content says otherwise, row by row."""

from argparse import Namespace
from collections.abc import Iterable, Iterator

from casedesk import i18n
from casedesk.cli.content_making import packs_of
from casedesk.domain.packs import comparing, library
from casedesk.domain.packs.comparing import RowChange
from casedesk.domain.packs.pack import said
from casedesk.i18n import _
from casedesk.services import contents
from casedesk.services.contents import Change


def diff(options: Namespace) -> int:
    """``casedesk content diff``: beside the packs that came with the program."""
    ours = library.shipped().packs
    tell(contents.change(ours.get(pack.id), pack) for pack in packs_of(options.paths))
    return 0


def tell(found: Iterable[Change]) -> None:
    """Print what each pack would change."""
    for change in found:
        title = said(change.new.title, i18n.language())
        if change.same:
            print(_("{title}: as it is already").format(title=title))
            continue
        old = change.old.version if change.old is not None else "–"
        print(f"{title}: {old} → {change.new.version}. {said(change.new.changes, i18n.language())}")
        for row in change.rows:
            print(f"  {row.title}")
            for line in _parts(row):
                print(f"    {line}")


def _parts(row: RowChange) -> Iterator[str]:
    for part in row.parts:
        yield part.name
        if row.kind != comparing.ADDED:
            yield "  " + _("Before: {text}").format(text=part.before or "–")
        if row.kind != comparing.GONE:
            yield "  " + _("Now: {text}").format(text=part.now or "–")
