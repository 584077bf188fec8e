"""Section 9: hardening."""

from mingus.checklist.boxes.hardening import authentication, programs

BOXES = (*authentication.BOXES, *programs.BOXES)
