"""Pages: taking everything along, leaving, and the words that everybody may read."""

from mingus.privacy.pages import asking_again as asking_again
from mingus.privacy.pages import data as data
from mingus.privacy.pages import leaving as leaving
from mingus.privacy.pages import texts as texts
from mingus.privacy.pages.door import door

DOORS = (door,)
