"""Section 9: hardening."""

from mingus.checklist.boxes.hardening import authentication, data, programs

BOXES = (*authentication.BOXES, *programs.BOXES, *data.BOXES)
