"""What letters say, and what pages and programs see of them."""

from mingus.letters.schemas.answers import LettersAnswer
from mingus.letters.schemas.views import Content, KindView, LetterView, Overview

__all__ = ["Content", "KindView", "LetterView", "LettersAnswer", "Overview"]
