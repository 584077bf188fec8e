"""Files people bring in: sealed, private, bounded. Knows no people and no banks."""

from mingus.uploads import models as models
