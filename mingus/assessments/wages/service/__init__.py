"""Finding published wages. Loading them stands apart: only its command needs what reads files."""

from mingus.assessments.wages.service.finding import areas, find, occupations

__all__ = ["areas", "find", "occupations"]
