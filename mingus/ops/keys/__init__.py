"""Root keys and the data keys they wrap: counted, moved to the current root key, tried one by one."""

from mingus.ops.keys.counting import RootKey, Status, status
from mingus.ops.keys.rotating import Rotated, rotate
from mingus.ops.keys.verifying import Verified, verify

__all__ = ["RootKey", "Rotated", "Status", "Verified", "rotate", "status", "verify"]
