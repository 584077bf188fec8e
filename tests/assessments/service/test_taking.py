"""Taking an assessment: results stay as they are, whatever becomes of the text they were scored by."""

from pathlib import Path
from typing import Any

import orjson
import pytest
import yaml
from sqlalchemy import func, select, update

from mingus.assessments.models import Attempt
from mingus.assessments.schemas import Report
from mingus.assessments.service import definitions, desk, shelves, taking
from mingus.core import events
from mingus.core.crypto import Unreadable
from mingus.core.db import transaction
from mingus.core.errors import Conflict
from mingus.core.tenancy import Member
from tests.assessments.takers import answers, finish


@pytest.fixture
def renewed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Our definition files in a folder of the test's, with readiness in a second version that scores otherwise."""
    (tmp_path / definitions.OLDER).mkdir()
    for path in definitions.FOLDER.glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    text = yaml.safe_load((tmp_path / "readiness.yaml").read_text())
    text["version"] = 2
    for question in text["questions"]:
        for option in question.get("options", ()):
            option["points"] = option.get("points", 0) // 2
    text["bands"] = [band | {"name": f"New {band['name']}"} for band in text["bands"]]
    old = (tmp_path / "readiness.yaml").rename(tmp_path / definitions.OLDER / "readiness@1.yaml")
    (tmp_path / "readiness.yaml").write_text(yaml.safe_dump(text))
    monkeypatch.setattr(definitions, "FOLDER", tmp_path)
    return old


def _report(member: Member, attempt_id: Any) -> Report:
    with transaction(member.household_id, person_id=member.person_id, read_only=True) as db:
        return desk.report(db, shelves.of_person(member.person_id), attempt_id)


def test_changing_a_definition_changes_no_old_result(alice: Member, request: pytest.FixtureRequest) -> None:
    sheet = finish(alice)
    before = _report(alice, sheet.id)
    request.getfixturevalue("renewed")
    assert _report(alice, sheet.id) == before
    later = finish(alice)
    assert (later.version, sheet.version) == (2, 1)
    assert later.score is not None
    assert sheet.score is not None
    assert later.score < sheet.score  # the same answers, by the new text
    assert _report(alice, sheet.id) == before


def test_of_a_text_that_is_gone_the_figures_stay(alice: Member, request: pytest.FixtureRequest) -> None:
    sheet = finish(alice)
    request.getfixturevalue("renewed").unlink()
    found = _report(alice, sheet.id)
    assert found.result.score == sheet.score
    assert dict(found.result.sub_scores) == dict(sheet.sub_scores or {})
    assert "stay as they were" in found.band_text
    assert found.answers == ()


def test_an_open_attempt_goes_on_with_the_text_it_began_with(alice: Member, request: pytest.FixtureRequest) -> None:
    shelf = shelves.of_person(alice.person_id)
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        begun = taking.start(db, shelf, "readiness")
    request.getfixturevalue("renewed")
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        assert taking.start(db, shelf, "readiness").id == begun.id
        taking.answer(db, shelf, begun.id, answers("readiness"))
        assert taking.submit(db, shelf, begun.id, alice).version == 1


def test_an_open_attempt_of_a_text_that_is_gone_is_begun_anew(alice: Member, request: pytest.FixtureRequest) -> None:
    shelf = shelves.of_person(alice.person_id)
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        begun = taking.start(db, shelf, "readiness")
    request.getfixturevalue("renewed").unlink()
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        with pytest.raises(Conflict, match="renewed"):
            taking.answer(db, shelf, begun.id, {"picture": "clear"})
        assert taking.start(db, shelf, "readiness").version == 2


def test_finishing_is_written_down_without_what_was_answered(alice: Member) -> None:
    sheet = finish(alice)
    with transaction(alice.household_id, read_only=True) as db:
        told = events.history(db, alice.household_id, alice.person_id)
    (line,) = [each for each in told if each.event == "AssessmentTaken"]
    assert line.facts == {"person_id": str(alice.person_id), "attempt_id": str(sheet.id), "slug": "readiness"}


def test_answers_lie_sealed(alice: Member) -> None:
    sheet = finish(alice)
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        kept = db.scalars(select(Attempt.answers_sealed).where(Attempt.id == sheet.id)).one()
    assert b"picture" not in kept
    assert orjson.dumps(sheet.answers)[:20] not in kept


def test_answers_that_were_moved_to_another_row_do_not_open(alice: Member) -> None:
    first, second = finish(alice, seed=1), finish(alice, seed=2)
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        stolen = select(Attempt.answers_sealed).where(Attempt.id == first.id).scalar_subquery()
        db.execute(update(Attempt).where(Attempt.id == second.id).values(answers_sealed=stolen))
    with pytest.raises(Unreadable):
        _report(alice, second.id)


def test_only_one_of_each_is_open_at_a_time(alice: Member) -> None:
    shelf = shelves.of_person(alice.person_id)
    for _ in range(2):
        with transaction(alice.household_id, person_id=alice.person_id) as db:
            taking.start(db, shelf, "readiness")
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        assert db.scalar(select(func.count()).where(Attempt.person_id == alice.person_id)) == 1
