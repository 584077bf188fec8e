"""Section S: success."""

from mingus.checklist.box import Box

BOXES: tuple[Box, ...] = ()
