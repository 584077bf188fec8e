"""Section 19: ready for production."""

from mingus.checklist.boxes.ready import function, security, speed

BOXES = (*security.BOXES, *speed.BOXES, *function.BOXES)
