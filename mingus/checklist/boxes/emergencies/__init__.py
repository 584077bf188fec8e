"""Section 17: emergencies."""

from mingus.checklist.box import Box

BOXES: tuple[Box, ...] = ()
