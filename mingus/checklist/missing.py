"""Raised by a look that lacks what it needs; the box is then unknown, never passed."""


class Missing(Exception):
    """Its words say what is missing: no credential, no network, no tool, no evidence yet."""
