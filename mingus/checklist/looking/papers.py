"""Documents of the tree, as they stand today: in form, owned, and reviewed in time."""

from mingus.checklist.documents import Document, DocumentError, read, team
from mingus.checklist.missing import Outdated
from mingus.checklist.surroundings import Surroundings


def current(around: Surroundings, path: str) -> Document:
    """A document that may be relied on. Raises DocumentError for a fault, Outdated when its review is overdue."""
    root, today = around.tree.root, around.now.date()
    document = read(root / path)
    if document.is_expired(today):
        raise Outdated(
            f"{path} was to be reviewed by {document.head.expires_on}; the last time was {document.head.reviewed_on}"
        )
    faults = document.faults(roles=team(root).roles, today=today)
    if faults:
        raise DocumentError("; ".join(faults))
    return document
