"""Finding published wages, and loading more of them."""

from mingus.assessments.wages.service.finding import areas, find, occupations
from mingus.assessments.wages.service.loading import Loaded, load

__all__ = ["Loaded", "areas", "find", "load", "occupations"]
