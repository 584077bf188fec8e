"""Section 16: upkeep."""

from mingus.checklist.box import Box

BOXES: tuple[Box, ...] = ()
