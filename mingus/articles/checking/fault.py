"""One thing that is wrong with one article."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """`kind` is for programs, `said` for people. `slug` is '' for the library as a whole.

    `field` is the name in the head that is at fault, '' where it is the text.
    """

    slug: str
    kind: str
    said: str
    field: str = ""

    def line(self) -> str:
        """The fault in one line."""
        return f"{self.slug or 'library'}: {self.kind}: {self.said}"
