"""How alike two names, and two people, are: words, sounds, nicknames, typing errors, weights."""
