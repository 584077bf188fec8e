"""Section 10: before a release."""

from mingus.checklist.boxes.before_release import environment, security, staging

BOXES = (*environment.BOXES, *security.BOXES, *staging.BOXES)
