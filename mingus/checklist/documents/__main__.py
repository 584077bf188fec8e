"""`python -m mingus.checklist.documents [ROOT]` writes the index in docs/README.md anew."""

import sys
from pathlib import Path

from mingus.checklist.documents.shelf import INDEX, index_table, with_index


def main(root: Path) -> None:
    """Write the index of the documents of `root`."""
    page = root / INDEX
    page.write_text(with_index(page.read_text(), index_table(root)))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
