"""Section 8: the domain, and what DNS says of it."""

from mingus.checklist.boxes.domain import records, setup

BOXES = (*setup.BOXES, *records.BOXES)
