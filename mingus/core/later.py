"""Modules that a process loads when it first needs them: the web starts without what reads files and writes exports.

if TYPE_CHECKING:
from mingus.ledger.service import imports
else:
imports = Later("mingus.ledger.service.imports")
"""

from functools import cached_property
from importlib import import_module
from types import ModuleType
from typing import Any


class Later:
    """Stands for a module: what is asked of it loads it. Several threads may ask at once; Python's import waits."""

    def __init__(self, name: str) -> None:
        self._name = name

    @cached_property
    def _module(self) -> ModuleType:
        return import_module(self._name)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)
