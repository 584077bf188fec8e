"""Reads what the build has written: which file stands behind a name, its integrity hash, the icons there are."""

from pathlib import Path

from markupsafe import Markup
from pydantic import BaseModel, ConfigDict

from mingus.core.errors import ConfigurationError

PREFIX = "/assets/"


class AssetFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str
    integrity: str


class Manifest(BaseModel):
    """The assets of one build, by short name: `app.css`, `main.ts`, `icons.svg`, `icon-192.png`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    build: str
    files: dict[str, AssetFile]
    icons: frozenset[str]

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """The manifest in `folder`. Raises ConfigurationError, saying what to do, if there is none."""
        try:
            return cls.model_validate_json((folder / "manifest.json").read_bytes())
        except FileNotFoundError as missing:
            raise ConfigurationError(
                "The front end is not built. Build it with: python -m mingus.core.assets"
            ) from missing

    def url(self, name: str) -> str:
        """The address of the file called `name`. Raises KeyError, naming what there is, for any other name."""
        if name not in self.files:
            raise KeyError(f"no asset “{name}”; there are {', '.join(sorted(self.files))}")
        return PREFIX + self.files[name].file

    def tag(self, entry: str) -> Markup:
        """The <link> or <script> element for `entry`, with its integrity hash."""
        url = self.url(entry)
        integrity = self.files[entry].integrity
        if url.endswith(".css"):
            return Markup('<link rel="stylesheet" href="{}" integrity="{}">').format(url, integrity)
        return Markup('<script type="module" src="{}" integrity="{}"></script>').format(url, integrity)

    def icon(self, name: str, css_class: str = "m-icon") -> Markup:
        """The icon `name` (a key of frontend/icons.json) as an element that screen readers pass over."""
        if name not in self.icons:
            raise KeyError(f"no icon “{name}”: add it to frontend/icons.json and build again")
        svg = Markup('<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>')
        return svg.format(css_class, self.url("icons.svg"), name)
