"""The front end: building it with Node, reading its manifest, serving it. Knows no page and no person.

`python -m mingus.core.assets` builds; `assets.install(app)` serves, and gives templates `asset`, `asset_url`, `icon`
and `theme`.
"""

from mingus.core.assets.building import build, check, is_stale
from mingus.core.assets.manifest import Manifest
from mingus.core.assets.serving import install

__all__ = ["Manifest", "build", "check", "install", "is_stale"]
