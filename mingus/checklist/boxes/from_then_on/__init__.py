"""Section M: what goes on from then on."""

from mingus.checklist.boxes.from_then_on import documents, regularly

BOXES = (*regularly.BOXES, *documents.BOXES)
