"""What several abuse cases start from."""

from tests.ops.keys.conftest import filled

__all__ = ["filled"]
