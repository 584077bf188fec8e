"""What the tests of this section ask."""

from tests.checklist.sites import our_site
from tests.ops.schema.conftest import lived

__all__ = ["lived", "our_site"]
