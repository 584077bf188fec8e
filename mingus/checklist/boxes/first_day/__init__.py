"""Section P: the first day."""

from mingus.checklist.box import Box

BOXES: tuple[Box, ...] = ()
