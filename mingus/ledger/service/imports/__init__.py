"""Imports of bank files: in, looked at, confirmed, undone."""

from mingus.ledger.service.imports.confirm import confirm
from mingus.ledger.service.imports.holding import AT_WORK, status_of
from mingus.ledger.service.imports.later import ask_to_confirm, ask_to_undo
from mingus.ledger.service.imports.preview import Preview, preview, progress
from mingus.ledger.service.imports.queries import RowView, account_names, counts, get, newest, queue, rows, statements
from mingus.ledger.service.imports.review import decide, decide_all
from mingus.ledger.service.imports.start import correct, discard, start
from mingus.ledger.service.imports.targets import account_named, retarget
from mingus.ledger.service.imports.undo import undo

__all__ = [
    "AT_WORK",
    "Preview",
    "RowView",
    "account_named",
    "account_names",
    "ask_to_confirm",
    "ask_to_undo",
    "confirm",
    "correct",
    "counts",
    "decide",
    "decide_all",
    "discard",
    "get",
    "newest",
    "preview",
    "progress",
    "queue",
    "retarget",
    "rows",
    "start",
    "statements",
    "status_of",
    "undo",
]
