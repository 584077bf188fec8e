"""Section 12: after the release."""

from mingus.checklist.boxes.after_release import integrations, journeys, speed

BOXES = (*journeys.BOXES, *integrations.BOXES, *speed.BOXES)
