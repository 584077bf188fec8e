"""Section 11: the release."""

from mingus.checklist.boxes.release import code, schema, services

BOXES = (*code.BOXES, *schema.BOXES, *services.BOXES)
