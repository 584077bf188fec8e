"""What the tests of this section ask."""

from tests.checklist.sites import our_site

__all__ = ["our_site"]
