"""The vault: the only part of the program that knows SQL, keys and files of the vault."""
