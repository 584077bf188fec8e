"""Identity's pages."""

from mingus.identity.pages import activity as activity
from mingus.identity.pages import settings as settings
from mingus.identity.pages import sign_in as sign_in
from mingus.identity.pages.door import door

DOORS = (door,)
