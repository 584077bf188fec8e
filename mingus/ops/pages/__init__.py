"""Addresses for those who run Mingus, and for the programs that watch it; nothing of anybody's money."""

from mingus.ops.pages import figures, health, reports, version, well_known

DOORS = (health.pages, health.api_pages, version.pages, figures.pages, reports.pages, well_known.pages)
