"""Section 18: security incidents."""

from mingus.checklist.box import Box

BOXES: tuple[Box, ...] = ()
