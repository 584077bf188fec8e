"""Identity's pages."""

from mingus.identity.pages import household as household
from mingus.identity.pages import invitation as invitation
from mingus.identity.pages import settings as settings
from mingus.identity.pages import sign_in as sign_in
from mingus.identity.pages.door import door

DOORS = (door,)
