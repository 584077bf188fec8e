"""Section 5: managed databases."""

from mingus.checklist.box import Box
from mingus.checklist.boxes.managed_databases import creation, fast_copy, protection, settings

BOXES: tuple[Box, ...] = (*creation.BOXES, *settings.BOXES, *protection.BOXES, *fast_copy.BOXES)
