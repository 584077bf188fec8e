"""Identity's pages."""

from mingus.identity.pages import activity as activity
from mingus.identity.pages import confirm as confirm
from mingus.identity.pages import devices as devices
from mingus.identity.pages import email_section as email_section
from mingus.identity.pages import factors as factors
from mingus.identity.pages import forgotten as forgotten
from mingus.identity.pages import household as household
from mingus.identity.pages import invitation as invitation
from mingus.identity.pages import links as links
from mingus.identity.pages import operators as operators
from mingus.identity.pages import password_section as password_section
from mingus.identity.pages import personal_tokens as personal_tokens
from mingus.identity.pages import second_step as second_step
from mingus.identity.pages import security_page as security_page
from mingus.identity.pages import settings as settings
from mingus.identity.pages import sign_in as sign_in
from mingus.identity.pages.door import door

DOORS = (door,)
