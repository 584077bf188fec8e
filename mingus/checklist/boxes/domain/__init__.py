"""Section 8: domain."""

from mingus.checklist.box import Box

BOXES: tuple[Box, ...] = ()
