"""Section 9: hardening."""

from mingus.checklist.boxes.hardening import authentication, data, programs, second_factor

BOXES = (*authentication.BOXES, *second_factor.BOXES, *programs.BOXES, *data.BOXES)
