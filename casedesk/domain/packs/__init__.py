"""Content packs: rights, contacts, cards and words, apart from the program and dated."""
