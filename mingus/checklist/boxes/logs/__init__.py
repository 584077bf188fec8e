"""Section 14: what is logged, and what becomes of it."""

from mingus.checklist.boxes.logs import keeping, recording

BOXES = (*recording.BOXES, *keeping.BOXES)
