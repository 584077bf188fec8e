"""Section 3: database, prepared."""

from mingus.checklist.box import Box

BOXES: tuple[Box, ...] = ()
