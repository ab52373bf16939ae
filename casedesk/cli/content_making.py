"""Making content: its check, the file it travels in, the keys, the signature."""

from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from casedesk.cli import outcomes, passphrases
from casedesk.cli.errors import NoSuchFile, OtherKind
from casedesk.domain.packs import checking, files, library, readability
from casedesk.domain.packs.pack import Pack
from casedesk.exchange import content_files, content_keys
from casedesk.i18n import N_, _, ngettext
from casedesk.services.contents import BadContent

_REFUSED = 13


MARKS = N_(
    "Marks: V and V2 were verified in a source, B is background knowledge still to be confirmed."
)


def check(options: Namespace) -> int:
    """``casedesk content check``: how each Spanish item reads, then what is wrong."""
    packs = packs_of(options.folders)
    if not options.brief:
        for line in _readings(packs):
            print(line)
    found = _problems(packs)
    for problem in found:
        print(problem)
    items = sum(len(pack.items) for pack in packs)
    if not found:
        words = ngettext(
            "{packs} packs with {items} item: all in order.",
            "{packs} packs with {items} items: all in order.",
            items,
        )
        print(words.format(packs=len(packs), items=items))
        return 0
    words = ngettext("{count} problem.", "{count} problems.", len(found))
    return outcomes.failed(words.format(count=len(found)), _REFUSED)


def build(options: Namespace) -> int:
    """``casedesk content build``: nothing that the check refuses goes into a file."""
    if options.out.suffix != content_files.SUFFIX:
        raise OtherKind(path=options.out, ending=content_files.SUFFIX)
    packs = packs_of(options.folders)
    if found := _problems(packs):
        raise BadContent(found)
    content_files.build(packs, options.out)
    print(_("Written: {path}").format(path=options.out))
    return 0


def key(options: Namespace) -> int:
    """``casedesk content key``: the private key stands under a passphrase."""
    words = passphrases.chosen(options.passphrase_file, "coordinator")
    made = content_keys.make(options.out, words)
    print(_("Written: {path}").format(path=options.out))
    print(_("Fingerprint: {letters}").format(letters=content_files.fingerprint(made)))
    return 0


def sign(options: Namespace) -> int:
    """``casedesk content sign``: replaces the file by the signed one."""
    words = passphrases.asked(options, _("Passphrase of the key: "))
    signer = content_keys.private(options.key, words)
    content_files.sign(options.file, signer)
    letters = content_files.fingerprint(content_files.public_text(signer.public_key()))
    print(_("Signed. Fingerprint: {letters}").format(letters=letters))
    return 0


def packs_of(paths: Sequence[Path]) -> list[Pack]:
    """The packs of folders, of pack files and of signed files; of the program if none is named."""
    if not paths:
        return list(library.shipped().packs.values())
    return [pack for path in paths for pack in _packs(path)]


def _packs(path: Path) -> Iterable[Pack]:
    if not path.exists():
        raise NoSuchFile(path=path)
    if path.suffix == content_files.SUFFIX:
        return content_files.read(path).packs
    return library.read_folder(path) if path.is_dir() else [files.read(path)]


def _problems(packs: Sequence[Pack]) -> list[checking.Problem]:
    """Whatever is wrong among the packs of the program, and after them."""
    ours = library.shipped()
    return checking.all_problems(packs, ours, ours.packs.get)


def _readings(packs: Iterable[Pack]) -> Iterator[str]:
    """A line per item under its heads; the higher the number, the easier it reads."""
    heads = (_("Item"), _("Ease"), _("How it reads"), _("Mark"), _("Reviewed"), _("In Spanish"))
    yield _(MARKS)
    yield "{:6} {:>6}  {:16} {:4} {:10} {}".format(*heads)
    for pack in packs:
        for item in pack.items:
            text = item.texts.get("es", "")
            found = readability.of(text)
            known = f"{item.mark:4} {pack.last_reviewed}"
            yield f"{item.id:6} {found.index:6.1f}  {_(found.grade):16} {known} {text}"
