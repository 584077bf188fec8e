"""What Mingus can do with advice. Every function takes the caller's transaction and never commits."""

from mingus.advice.service.deciding import decide
from mingus.advice.service.gathering import gather
from mingus.advice.service.showing import health, overview, top

__all__ = ["decide", "gather", "health", "overview", "top"]
