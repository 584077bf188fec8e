"""Section 3: database, prepared."""

from mingus.checklist.box import Box
from mingus.checklist.boxes.database import old_data, schema, tuning

BOXES: tuple[Box, ...] = (*schema.BOXES, *old_data.BOXES, *tuning.BOXES)
