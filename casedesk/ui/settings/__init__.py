"""The settings: oneself, users, copies, the record of use, about."""
