"""Section 2: configuration."""

from mingus.checklist.boxes.configuration import production, secrets, switches, vendors

BOXES = (*secrets.BOXES, *switches.BOXES, *vendors.BOXES, *production.BOXES)
