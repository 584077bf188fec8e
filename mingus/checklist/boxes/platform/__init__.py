"""Section 6: the app on DigitalOcean's App Platform."""

from mingus.checklist.boxes.platform import app, environment, resources

BOXES = (*app.BOXES, *environment.BOXES, *resources.BOXES)
