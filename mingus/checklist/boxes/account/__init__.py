"""Section 4: DigitalOcean account."""

from mingus.checklist.box import Box

BOXES: tuple[Box, ...] = ()
