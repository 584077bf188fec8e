"""A form is checked wherever a model sees it, and a body read raw is found by its line."""

import ast

import pytest

from mingus.checklist.looking.unchecked_bodies import raw_readings, takes_whole_form_unchecked, views


@pytest.mark.parametrize("word", ["get_json()", "json", "data", "get_data()", "stream"])
def test_raw_bodies_are_found(word: str) -> None:
    assert list(raw_readings(ast.parse(f"x = 1\nbody = request.{word}\nother.{word}"))) == [2]


def test_single_fields_and_files_are_no_raw_bodies() -> None:
    assert not list(raw_readings(ast.parse('request.form\nrequest.files["file"]\nrequest.headers')))


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_every_change_is_a_view(method: str) -> None:
    module = ast.parse(f'@door.{method}("/")\ndef a(): ...\n@door.get("/")\ndef b(): ...\ndef c(): ...\n')
    assert [view.name for view in views(module)] == ["a"]


@pytest.mark.parametrize(
    ("body", "unchecked"),
    [
        ("save(request.form)", True),
        ("save(request.values)", True),
        ("save(dict(request.form.items()))", True),
        ("save(helper())", True),
        ("save(Thing.model_validate(request.form))", False),
        ("save(Thing.from_form(request.form.to_dict()))", False),
        ("save(read_form(Thing)); again(request.form)", False),
        ("checked()", False),
        ('save(request.form.get("name"))', False),
        ('save(request.form["name"])', False),
        ('save("name" in request.form)', False),
        ("save(other.form)", False),
        ("view()", False),
        ('return render_template("a.html", typed=request.form)', False),
        ('return render_template("a.html", typed=save(request.form) or x) + str(request.form)', True),
    ],
)
def test_a_whole_form_needs_a_model_somewhere_on_its_way(body: str, *, unchecked: bool) -> None:
    source = f"""
@door.post("/")
def view():
    {body}
def helper():
    return request.form
def checked():
    return Thing.model_validate(helper())
"""
    module = ast.parse(source)
    [view] = views(module)
    assert takes_whole_form_unchecked(view, module) is unchecked
