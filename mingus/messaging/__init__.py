"""Mail: written down where it is caused, sent by the worker. Knows addresses, and no people."""

from mingus.messaging.smtp import deliver

__all__ = ["deliver"]
