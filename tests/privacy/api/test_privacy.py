"""Archives and leaving, for programs."""

import io
import zipfile

from mingus.core.tenancy import Member
from mingus.identity.models import Person
from tests.factories import Program
from tests.privacy.household import is_there, make_archives
from tests.privacy.pages.test_leaving import address_of


def test_an_archive_is_asked_for_polled_and_downloaded(api_alice: Program, api_bob: Program, alice: Member) -> None:
    asked = api_alice.post("/api/user/export")
    assert asked.status_code == 202
    one = asked.get_json()
    assert one["status"] == "making"
    where = f"/api/user/export/{one['id']}"
    assert api_alice.get(f"{where}/file").status_code == 404
    make_archives(alice)
    assert api_alice.get(where).get_json()["status"] == "ready"
    assert zipfile.ZipFile(io.BytesIO(api_alice.get(f"{where}/file").data)).testzip() is None
    assert {api_bob.get(where).status_code, api_bob.get(f"{where}/file").status_code} == {404}


def test_an_account_is_deleted_by_its_own_address_alone(api_alice: Program, alice: Member) -> None:
    assert api_alice.delete("/api/user", json={"email": "bob@example.com"}).status_code == 422
    assert api_alice.delete("/api/user", json={}).status_code == 422
    assert is_there(Person, id=alice.person_id)
    gone = api_alice.delete("/api/user", json={"email": address_of(alice)})
    assert gone.status_code == 200
    assert gone.get_json()["certificate"]["rows_by_table"]["people"] == 1
    assert not is_there(Person, id=alice.person_id)
    assert api_alice.get("/api/categories").status_code == 401
