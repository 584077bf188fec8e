"""Databases to look at."""

from tests.checklist.boxes.stores import authority, empty, encrypted, home, lived

__all__ = ["authority", "empty", "encrypted", "home", "lived"]
