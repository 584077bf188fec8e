"""People, households, sign-in, sessions, tokens."""

from mingus.identity import models as models
