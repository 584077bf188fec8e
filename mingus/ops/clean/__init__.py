"""What does not belong in a database that people live in: demonstrations, test people, orphans, unknown tables."""

from mingus.ops.clean.finding import Found, Household, find
from mingus.ops.clean.removing import Removed, remove
from mingus.ops.clean.rules import is_test_address

__all__ = ["Found", "Household", "Removed", "find", "is_test_address", "remove"]
