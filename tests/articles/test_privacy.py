from sqlalchemy import func, select

from mingus import identity
from mingus.articles.models import Bookmark, Folder, Rating, Reading
from mingus.articles.privacy import export_for
from mingus.articles.schemas.incoming import BookmarkDraft, ProgressDraft, RatingDraft
from mingus.articles.service import own, shelf
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from tests.articles import writing


def _keep(member: Member, slug: str, note: str) -> None:
    with transaction(member.household_id, person_id=member.person_id) as db:
        folder = shelf.add_folder(db, member, f"Folder of {note}")
        own.save(db, member, slug, BookmarkDraft(note=note, folder_id=folder.id))
        own.note_progress(db, member, slug, ProgressDraft(percent=30))
        own.rate(db, member, slug, RatingDraft(stars=4))


def _counts(member: Member) -> list[int | None]:
    with transaction(member.household_id, person_id=member.person_id, read_only=True) as db:
        return [db.scalar(select(func.count()).select_from(each)) for each in (Bookmark, Folder, Reading, Rating)]


def test_everything_somebody_kept_can_be_taken_along_in_words(alice: Member, bob: Member) -> None:
    slug = writing.add()
    _keep(alice, slug, "hers")
    _keep(bob, slug, "his")
    with transaction(alice.household_id, read_only=True) as db:
        taken = {table: list(rows) for table, rows in export_for(db, alice)}
    assert [row["note"] for row in taken["article_bookmarks"]] == ["hers"]
    assert [row["name"] for row in taken["article_folders"]] == ["Folder of hers"]
    assert taken["article_readings"][0]["slug"] == slug
    assert taken["article_ratings"][0]["stars"] == 4


def test_notes_and_names_of_folders_are_sealed(alice: Member) -> None:
    slug = writing.add()
    _keep(alice, slug, "in plain sight")
    with transaction(alice.household_id, person_id=alice.person_id, read_only=True) as db:
        sealed = [*db.scalars(select(Bookmark.note_sealed)), *db.scalars(select(Folder.name_sealed))]
    assert len(sealed) == 2
    assert not [each for each in sealed if each is None or b"plain" in each]


def test_it_goes_with_the_person_and_nobody_elses_does(alice: Member, bob: Member) -> None:
    slug = writing.add()
    _keep(alice, slug, "hers")
    _keep(bob, slug, "his")
    with transaction(alice.household_id) as db:
        identity.forget_person(db, alice.person_id)
    assert (_counts(alice), _counts(bob)) == ([0, 0, 0, 0], [1, 1, 1, 1])
