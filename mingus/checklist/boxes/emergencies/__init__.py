"""Section 17: emergencies."""

from mingus.checklist.boxes.emergencies import contacts, rollback

BOXES = (*contacts.BOXES, *rollback.BOXES)
