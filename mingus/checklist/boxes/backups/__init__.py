"""Section 15: backups."""

from mingus.checklist.box import Box

BOXES: tuple[Box, ...] = ()
