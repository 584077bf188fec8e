"""Section 19: ready for production."""

from mingus.checklist.box import Box

BOXES: tuple[Box, ...] = ()
