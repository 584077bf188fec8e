"""Where the sources read JWTs, and what each place forgets to insist on."""

import ast
from collections.abc import Iterator

READS = frozenset({"decode", "decode_complete"})
BELIEVES = frozenset({"get_unverified_header", "get_unverified_claims"})
MUST_REQUIRE = ("iss", "aud", "exp", "sub")


def readers(module: ast.Module) -> list[ast.Call]:
    """Every call of `jwt.decode` or its relatives."""
    direct = _imported(module)
    return [node for node in ast.walk(module) if isinstance(node, ast.Call) and _called(node, direct) in READS]


def believers(module: ast.Module) -> Iterator[int]:
    """Lines where a token is read whose signature nobody has looked at."""
    direct = _imported(module)
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and _called(node, direct) in BELIEVES:
            yield node.lineno


def forgotten(call: ast.Call, module: ast.Module) -> Iterator[str]:
    """What is not fixed where a token is read."""
    given = {word.arg: word.value for word in call.keywords if word.arg}
    algorithms = given.get("algorithms")
    if not isinstance(algorithms, ast.List | ast.Tuple) or len(algorithms.elts) != 1:
        yield "does not fix one algorithm"
    elif "none" in {text.lower() for text in _texts(algorithms, module)}:
        yield "takes unsigned tokens"
    yield from (f"does not fix the {name}" for name in ("audience", "issuer") if name not in given)
    options = _pairs(given.get("options"))
    required = _texts(options.get("require"), module)
    yield from (f"does not require {name}" for name in MUST_REQUIRE if name not in required)
    switches = {**options, "verify": given.get("verify")}
    yield from (f"switches {name} off" for name, value in switches.items() if _is_off(name, value))


def _imported(module: ast.Module) -> dict[str, str]:
    """Names that a module takes out of jwt itself: what it calls them → what they are."""
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module == "jwt"
        for alias in node.names
    }


def _called(call: ast.Call, direct: dict[str, str]) -> str:
    called = call.func
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "jwt":
        return called.attr
    return direct.get(called.id, "") if isinstance(called, ast.Name) else ""


def _pairs(node: ast.expr | None) -> dict[str, ast.expr]:
    if not isinstance(node, ast.Dict):
        return {}
    return {
        str(key.value): value
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant)
    }


def _texts(node: ast.expr | None, module: ast.Module) -> set[str]:
    """Every text in an expression; names stand for what the module gives them."""
    if node is None:
        return set()
    found = {text.value for text in ast.walk(node) if isinstance(text, ast.Constant) and isinstance(text.value, str)}
    names = {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}
    for given in module.body:
        if isinstance(given, ast.Assign | ast.AnnAssign) and names & _targets(given):
            found |= _texts(given.value, ast.Module([], []))
    return found


def _targets(given: ast.Assign | ast.AnnAssign) -> set[str]:
    targets = given.targets if isinstance(given, ast.Assign) else [given.target]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _is_off(name: str, value: ast.expr | None) -> bool:
    return name.startswith("verify") and isinstance(value, ast.Constant) and value.value is False
