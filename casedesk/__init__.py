"""Casedesk: a locked case file for migrant shelters, and reports that expose nobody."""

__version__ = "0.1.0"
