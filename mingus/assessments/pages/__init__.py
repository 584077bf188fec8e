"""Pages of assessments. Visitors take them too; every form works without JavaScript."""

from mingus.assessments.pages import keeping as keeping
from mingus.assessments.pages import results as results
from mingus.assessments.pages import taking as taking
from mingus.assessments.pages.door import door

DOORS = (door,)
