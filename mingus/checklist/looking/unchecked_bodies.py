"""Where the sources take what a request brings along without a model that says what may come."""

import ast
from collections.abc import Iterator, Mapping

RAW = frozenset({"get_json", "json", "data", "get_data", "stream"})
MODELS = frozenset({"model_validate", "from_form", "read_form", "validate_python"})
CHANGES = frozenset({"post", "put", "patch", "delete"})


def raw_readings(module: ast.Module) -> Iterator[int]:
    """Lines that read a body as it came: `request.json`, `request.data`, and the like."""
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node.attr in RAW and _is_request(node.value):
            yield node.lineno


def views(module: ast.Module) -> Iterator[ast.FunctionDef]:
    """Every function that a blueprint's `post`, `put`, `patch` or `delete` leads to."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and any(_is_change(each) for each in node.decorator_list):
            yield node


def takes_whole_form_unchecked(view: ast.FunctionDef, module: ast.Module) -> bool:
    """Whether a view takes the form as a whole and no model sees it, also not in what it calls in its module."""
    functions = {node.name: node for node in module.body if isinstance(node, ast.FunctionDef)}
    reached = list(_reached(view, functions))
    return any(_takes_whole(node) for node in reached) and not any(_asks_a_model(node) for node in reached)


def _reached(start: ast.FunctionDef, functions: Mapping[str, ast.FunctionDef]) -> Iterator[ast.FunctionDef]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        function = waiting.pop()
        if function.name in seen:
            continue
        seen.add(function.name)
        yield function
        called = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
        waiting += [functions[name] for name in called & set(functions)]


def _takes_whole(function: ast.FunctionDef) -> bool:
    """`request.form` itself is taken, or all of its items; not one field by its name, nor what a page shows again."""
    named = {
        id(node.value)
        for node in ast.walk(function)
        if (isinstance(node, ast.Attribute) and node.attr in {"get", "getlist"}) or isinstance(node, ast.Subscript)
    }
    named |= {id(side) for node in ast.walk(function) if isinstance(node, ast.Compare) for side in node.comparators}
    named |= {id(node) for shown in ast.walk(function) if _is_page(shown) for node in ast.walk(shown)}
    return any(_is_form(node) and id(node) not in named for node in ast.walk(function))


def _is_page(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "render_template"


def _asks_a_model(function: ast.FunctionDef) -> bool:
    called = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return any(getattr(each, "attr", getattr(each, "id", "")) in MODELS for each in called)


def _is_change(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute) and called.attr in CHANGES


def _is_form(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in {"form", "values"} and _is_request(node.value)


def _is_request(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "request"
