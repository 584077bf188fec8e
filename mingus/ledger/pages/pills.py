"""The options of the category select that stands in every row of the list: written once a page, not once a row."""

from uuid import UUID

from markupsafe import Markup

from mingus.core.templates import written
from mingus.ledger.service.choosing import Choices

UNCATEGORIZED = "Uncategorized"


class Pills:
    """`pills(row.category_id, row.category_name)` gives the options with the row's own chosen, offered or not."""

    def __init__(self, offered: Choices) -> None:
        self._offered = offered.offered
        self._options = self._written(offered)
        self._known: dict[UUID | None, Markup] = {}

    def __call__(self, category_id: UUID | None, name: str | None) -> Markup:
        if category_id not in self._known:
            self._known[category_id] = self._with(category_id, name)
        return self._known[category_id]

    def _with(self, category_id: UUID | None, name: str | None) -> Markup:
        value = str(category_id or "")
        if value and value not in self._offered:  # hidden since; it stays until another is chosen
            return Markup(_option(value, name or "", " selected") + self._options)  # noqa: S704  escaped piece by piece
        chosen = self._options.replace(f'value="{value}"', f'value="{value}" selected', 1)
        return Markup(chosen)  # noqa: S704  an id of ours, or nothing, within text that is escaped already

    @staticmethod
    def _written(offered: Choices) -> str:
        groups = [
            f'<optgroup label="{written(words)}">{"".join(_option(value, name) for value, name in options)}</optgroup>'
            for words, options in offered.categories
        ]
        return _option("", UNCATEGORIZED) + "".join(groups)


def _option(value: str, words: str, selected: str = "") -> str:
    """`value` is an id of ours or empty. Escaped by hand: Markup.format takes as long as the rest of the page."""
    return f'<option value="{value}"{selected}>{written(words)}</option>'
