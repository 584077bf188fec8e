"""Section 16: upkeep."""

from mingus.checklist.boxes.upkeep import alerts, updates

BOXES = (*updates.BOXES, *alerts.BOXES)
