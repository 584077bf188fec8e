"""Section 9: hardening."""

from mingus.checklist.boxes.hardening import authentication

BOXES = authentication.BOXES
