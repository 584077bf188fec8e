"""The faults that are planted: each is one change in one place of a module's syntax tree."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
TWINS = {"any": "all", "all": "any", "min": "max", "max": "min"}
BAD_NEWS = {"failed", "unknown", "warned", "not_built"}
FAULTS_AT = {"judged": 0, "looked_at": 1}
PARTS_OF_A_BOX = {"all_of", "any_of", "rolls_up"}
UNTOUCHED_CALLS = {"field", "TypeVar", "part_of"}

Expression = TypeVar("Expression", bound=ast.expr)
Put = Callable[[ast.AST], None]


@dataclass(frozen=True)
class Change:
    """One fault: where it is, what it says, and how to plant it in the tree it was found in."""

    line: int
    function: "Function"
    what: str
    plant: Callable[[], None]


@dataclass(frozen=True)
class Function:
    """The function or method a fault is in, and its lines; without lines, what runs when the module is loaded."""

    name: str
    lines: range | None


MODULE = Function("module", None)


def changes(tree: ast.Module) -> list[Change]:
    """Every fault that can be planted in a module, in the order of the source."""
    return [
        _change(node, put, new, shown, function)
        for node, put, shown, function in _places(tree, MODULE)
        for new in _others(node, in_function=function is not MODULE)
    ]


def _change(node: ast.AST, put: Put, new: ast.AST, shown: ast.AST, function: Function) -> Change:
    before = ast.unparse(shown)
    put(new)
    after = ast.unparse(new if shown is node else shown)
    put(node)
    line = node.target.lineno if isinstance(node, ast.comprehension) else getattr(node, "lineno", 0)
    return Change(line, function, _difference(before, after), partial(put, new))


def _difference(before: str, after: str) -> str:
    """Both, without the long beginning and end that they share."""
    shared = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), 0)
    start = max(0, shared - 40)
    return f"{'…' if start else ''}{before[start : start + 90]} → {after[start : start + 90]}".replace("\n", " ")


def _places(parent: ast.AST, function: Function) -> Iterator[tuple[ast.AST, Put, ast.AST, Function]]:
    """Every node that may change, how to put another in its place, what to show of it, and the function it is in."""
    for name, value in ast.iter_fields(parent):
        if name in {"annotation", "returns", "decorator_list", "format_spec"}:
            continue
        inside = [(value, partial(setattr, parent, name))] if isinstance(value, ast.AST) else []
        if isinstance(value, list):
            inside = [(each, partial(value.__setitem__, at)) for at, each in enumerate(value)]
        for node, put in inside:
            if not isinstance(node, ast.AST) or _is_untouched(node):
                continue
            below = _function(node) if isinstance(node, ast.FunctionDef) and function is MODULE else function
            yield node, put, parent if isinstance(parent, ast.expr | ast.keyword) else node, function
            if not (isinstance(parent, ast.Call) and _called(parent) == "Box") or _is_parts(node):
                yield from _places(node, below)


def _function(node: ast.FunctionDef) -> Function:
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return Function(node.name, range(first, (node.end_lineno or first) + 1))


def _is_untouched(node: ast.AST) -> bool:
    """Imports, words for readers, and what only a type checker sees."""
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant()):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case ast.Call():
            return _called(node) in UNTOUCHED_CALLS
    return False


def _is_parts(node: ast.AST) -> bool:
    return isinstance(node, ast.keyword) and node.arg in PARTS_OF_A_BOX


def _others(node: ast.AST, *, in_function: bool) -> Iterator[ast.AST]:
    """What may stand in the place of a node."""
    match node:
        case ast.expr():
            yield from _other_expressions(node)
            yield from _without_one(node)
        case ast.If(test, body, orelse):
            yield ast.copy_location(ast.If(_constant(test, value=False), body, orelse), node)
        case ast.comprehension(target, iterated, ifs, is_async):
            for at in range(len(ifs)):
                yield ast.comprehension(target, iterated, ifs[:at] + ifs[at + 1 :], is_async)
        case ast.keyword(arg="all_of" | "any_of", value=ast.Tuple(elts=parts) as value):
            for at in range(len(parts)):
                fewer = _like(value, ast.Tuple(parts[:at] + parts[at + 1 :], ast.Load()))
                yield ast.copy_location(ast.keyword(node.arg, fewer), node)
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            yield ast.copy_location(ast.If(_constant(node.value, value=False), [node], []), node)
        case ast.Expr() | ast.AugAssign() | ast.Raise() if in_function:
            yield ast.copy_location(ast.Pass(), node)


def _other_expressions(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.Compare():
            yield from _other_comparisons(node)
        case ast.BoolOp(op, values):
            yield _like(node, ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values))
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.IfExp(_, body, orelse):
            yield from (branch for branch in (body, orelse) if not isinstance(branch, ast.List) or branch.elts)
        case ast.BinOp(left, ast.Add() | ast.BitOr(), right):
            yield from (left, right)
        case ast.BinOp(left, ast.Sub(), _):
            yield left
        case ast.Constant(value=int(value)):
            others = (not value,) if isinstance(value, bool) else (value + 1, value - 1)
            yield from (_constant(node, value=other) for other in others)
        case ast.Call():
            yield from _other_calls(node)


def _other_comparisons(node: ast.Compare) -> Iterator[ast.expr]:
    for at, op in enumerate(node.ops):
        for other in COMPARISONS[type(op)]:
            yield _like(node, ast.Compare(node.left, [*node.ops[:at], other(), *node.ops[at + 1 :]], node.comparators))


def _other_calls(node: ast.Call) -> Iterator[ast.expr]:
    name, arguments = _called(node), node.args
    if name in TWINS and isinstance(node.func, ast.Name):
        yield _like(node, ast.Call(_like(node, ast.Name(TWINS[name], ast.Load())), arguments, node.keywords))
    if name in BAD_NEWS:
        passed = ast.parse("__import__('mingus.checklist.rules', fromlist=['passed']).passed", mode="eval").body
        yield _like(node, ast.Call(passed, arguments, node.keywords))
    if name in FAULTS_AT and len(arguments) > FAULTS_AT[name]:
        at = FAULTS_AT[name]
        none = _like(node, ast.Tuple([], ast.Load()))
        yield _like(node, ast.Call(node.func, [*arguments[:at], none, *arguments[at + 1 :]], node.keywords))


def _without_one(node: ast.expr) -> Iterator[ast.expr]:
    """A list, tuple or set of words or of other lists, without one of its members; a table without one of its rows."""
    match node:
        case ast.List(elts, ast.Load()) | ast.Set(elts) | ast.Tuple(elts, ast.Load()) if all(map(_is_member, elts)):
            for at in range(len(elts)):
                fewer = elts[:at] + elts[at + 1 :]
                if isinstance(node, ast.Set):
                    yield _like(node, ast.Set(fewer)) if fewer else _like(node, ast.parse("{*()}", mode="eval").body)
                else:
                    yield _like(node, type(node)(fewer, ast.Load()))
        case ast.Dict(keys, values) if all(isinstance(key, ast.Constant) for key in keys):
            for at in range(len(keys)):
                yield _like(node, ast.Dict(keys[:at] + keys[at + 1 :], values[:at] + values[at + 1 :]))


def _is_member(node: ast.expr) -> bool:
    return isinstance(node, ast.Starred | ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def _constant(node: ast.expr, *, value: int) -> ast.Constant:
    return _like(node, ast.Constant(value))


def _like(node: ast.expr, new: Expression) -> Expression:
    return ast.copy_location(new, node)
