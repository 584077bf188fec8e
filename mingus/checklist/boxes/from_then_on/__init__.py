"""Section M: from then on."""

from mingus.checklist.box import Box

BOXES: tuple[Box, ...] = ()
