"""Texts of Qt's own windows that Qt's Spanish catalogue lacks."""

from PySide6.QtCore import QTranslator

from casedesk.i18n import N_, _

#: shown by Qt's file window and menus; written here so that they reach our catalogue
GAPS = (N_("&Look in:"), N_("Files of &type:"), N_("Folder"), N_("Drive"))


class GettextTranslator(QTranslator):
    """Answers Qt from our catalogue."""

    def isEmpty(self) -> bool:
        """Never: otherwise Qt would not install it."""
        return False

    def translate(
        self,
        context: str,  # noqa: ARG002 - Qt's signature
        sourceText: str,
        disambiguation: str | None = None,  # noqa: ARG002 - Qt's signature
        n: int = -1,  # noqa: ARG002 - Qt's signature
    ) -> str:
        """Our words, or the source text itself if we have none."""
        return _(sourceText)
