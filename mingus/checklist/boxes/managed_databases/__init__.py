"""Section 5: managed databases."""

from mingus.checklist.box import Box

BOXES: tuple[Box, ...] = ()
