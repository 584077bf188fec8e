"""Section 4: the account at DigitalOcean."""

from mingus.checklist.boxes.account import capacity, verification

BOXES = (*verification.BOXES, *capacity.BOXES)
