"""The plain values of config/{environment}.py: constants below the environment and above the defaults, no secrets."""

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from mingus.core.settings.schema import BY_NAME, as_text

_MINGUS: Final = Path(__file__).parents[2]
_PACKED: Final = _MINGUS / "config"  # where a wheel has them; a checkout has them beside mingus
FOLDER: Final = _PACKED if _PACKED.is_dir() else _MINGUS.parent / "config"


def read(environment: str, folder: Path = FOLDER) -> Mapping[str, str]:
    """The values of config/`environment`.py as text. Raises ValueError on anything but constants of plain settings."""
    file = folder / f"{environment}.py"
    try:
        tree = ast.parse(file.read_text(encoding="utf-8"))
    except OSError:
        raise ValueError("is missing") from None
    except SyntaxError as error:
        raise ValueError(f"can't be read, line {error.lineno}") from None
    found: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # the docstring
        name, value = _assignment(node)
        found[name] = value
    return found


def _assignment(node: ast.stmt) -> tuple[str, str]:
    """Constants alone, so that reading a value runs no code."""
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.targets[0], ast.Name):
        name = node.targets[0].id
        if name not in BY_NAME:
            raise ValueError(f"names {name}, which is no setting")
        if BY_NAME[name].secret:
            raise ValueError(f"holds {name}, which is secret and belongs into the environment")
        return name, as_text(node.value.value)
    raise ValueError(f"holds more than plain values, line {node.lineno}")
