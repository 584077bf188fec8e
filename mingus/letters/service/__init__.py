"""What Mingus can do with letters. Every function takes the caller's transaction, which names the person."""

from mingus.letters.service.overview import overview
from mingus.letters.service.stopping import stop
from mingus.letters.service.writing import write

__all__ = ["overview", "stop", "write"]
