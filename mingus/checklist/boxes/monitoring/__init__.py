"""Section 13: monitoring."""

from mingus.checklist.boxes.monitoring import databases, errors, health

BOXES = (*health.BOXES, *errors.BOXES, *databases.BOXES)
