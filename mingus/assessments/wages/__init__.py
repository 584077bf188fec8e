"""Published wages by occupation and area, and where one person's stands among them."""

from mingus.assessments.wages import models as models
from mingus.assessments.wages import words
from mingus.assessments.wages.areas import METROS
from mingus.assessments.wages.rules import Comparison, Wage, compare
from mingus.assessments.wages.service import areas, find, occupations

__all__ = ["METROS", "Comparison", "Wage", "areas", "compare", "find", "occupations", "words"]
