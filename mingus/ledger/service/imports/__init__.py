"""Imports of bank files: in, looked at, confirmed, undone."""

from mingus.ledger.service.imports.confirm import confirm
from mingus.ledger.service.imports.queries import account_names, counts, get, newest, queue, rows, statements
from mingus.ledger.service.imports.review import decide, decide_all
from mingus.ledger.service.imports.start import correct, discard, start
from mingus.ledger.service.imports.targets import choose, derived_opening, describe
from mingus.ledger.service.imports.undo import undo

__all__ = [
    "account_names",
    "choose",
    "confirm",
    "correct",
    "counts",
    "decide",
    "decide_all",
    "derived_opening",
    "describe",
    "discard",
    "get",
    "newest",
    "queue",
    "rows",
    "start",
    "statements",
    "undo",
]
