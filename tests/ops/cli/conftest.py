"""The database of the tests of keys."""

from tests.ops.keys.conftest import filled

__all__ = ["filled"]
