"""Fixtures of the sections that look at databases: an empty one, one somebody lives in, one with TLS, an authority."""

from tests.checklist.looking.database.conftest import authority, empty, encrypted, environment, home, lived

__all__ = ["authority", "empty", "encrypted", "environment", "home", "lived"]
