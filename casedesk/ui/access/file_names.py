"""Names for files and folders, made of what people are asked for."""

_NOT_IN_NAMES = set('/\\:*?"<>|')
#: systems allow 255 bytes, of which a letter may need four
_LONGEST = 50


def in_a_name(text: str) -> str:
    """What of a text can stand in the name of a file on every system; may be empty."""
    kept = "".join(each for each in text if each not in _NOT_IN_NAMES and each.isprintable())
    return kept[:_LONGEST].strip(" .")
