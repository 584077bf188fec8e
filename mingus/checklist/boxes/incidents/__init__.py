"""Section 18: security incidents."""

from mingus.checklist.boxes.incidents import plan

BOXES = plan.BOXES
