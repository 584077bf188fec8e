"""7.1: certificates, names, the way to https and protocols, right and wrong, on real servers."""

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

from mingus.checklist.boxes.tls import certificate
from mingus.checklist.looking.network import Network
from mingus.checklist.rules import DEPLOYED, State
from tests.checklist.conftest import NOW, Check, is_green, is_red
from tests.checklist.proofs import record, tamper
from tests.checklist.secured import HOSTS, HSTS, NAME, Given, given, saying, serving
from tests.servers.authority import Authority, Certificate, self_signed
from tests.servers.http import Answer, Request
from tests.servers.nginx import Manners, nginx

SIGNED = "a_public_authority_signed_it"
NAMES = "it_is_for_every_name"
TO_HTTPS = "http_leads_to_https"
PROTOCOLS = "only_good_protocols"
GRADED = "ssl_labs_says_a_plus"
RIGHT = saying({})


class TestSigned:
    def test_a_right_one_passes_and_its_days_are_counted(self, check: Check, right_site: Given) -> None:
        result = check("7.1.1", SIGNED, **right_site)
        assert is_green(result)
        assert "CN=Let's Encrypt R99" in result.finding.detail
        assert result.finding.figures["days"] == 89

    @pytest.mark.parametrize(("days", "state"), [(21, State.PASS), (20, State.FAIL)])
    def test_three_weeks_are_enough_and_a_day_less_is_not(
        self, check: Check, authority: Authority, days: int, state: State
    ) -> None:
        expiring = authority.expiring(*HOSTS, left=timedelta(days=days, minutes=10))
        with serving(authority, RIGHT, certificate=expiring) as site:
            result = check("7.1.1", SIGNED, **site)
        assert result.state is state
        assert (f"ends in {days} days" in result.finding.detail) is (state is State.FAIL)

    @pytest.mark.parametrize(
        "name", ["Google Trust Services", "DigiCert", "Sectigo", "ZeroSSL", "Cloudflare", "Amazon"]
    )
    def test_other_public_authorities_pass(self, check: Check, tmp_path: Path, name: str) -> None:
        with serving(Authority(tmp_path, name=f"{name} R1"), RIGHT) as site:
            assert is_green(check("7.1.1", SIGNED, **site))

    def test_a_trusted_authority_that_nobody_knows_is_a_warning(self, check: Check, tmp_path: Path) -> None:
        with serving(Authority(tmp_path, name="The office"), RIGHT) as site:
            result = check("7.1.1", SIGNED, **site)
        assert result.state is State.WARN
        assert "CN=The office" in result.finding.detail

    @pytest.mark.parametrize(
        ("make", "words"),
        [
            (lambda authority: authority.expired(NAME), "certificate has expired"),
            (lambda authority: authority.not_yet_valid(NAME), "certificate is not yet valid"),
            (lambda authority: authority.for_another_name(), "Hostname mismatch"),
            (lambda authority: authority.weak(NAME), "key too weak"),
            (lambda authority: self_signed(authority.certificate.parent, NAME), "self-signed certificate"),
            (
                lambda authority: Authority(
                    authority.certificate.parent, name="Between", above=authority
                ).without_what_is_between(NAME),
                "unable to get local issuer certificate",
            ),
        ],
    )
    def test_what_no_browser_trusts_fails_for_its_reason(
        self, check: Check, authority: Authority, make: object, words: str
    ) -> None:
        certificate: Certificate = make(authority)  # type: ignore[operator]  # a function of the table
        with serving(authority, RIGHT, certificate=certificate) as site:
            assert is_red(check("7.1.1", SIGNED, **site), NAME, words)

    def test_without_an_address_it_is_unknown(self, check: Check) -> None:
        assert check("7.1.1").state is State.UNKNOWN

    def test_nobody_there_fails(self, check: Check, right_site: Given) -> None:
        nowhere = Network(leads_to={f"{NAME}:443": ("127.0.0.1", 1)})
        assert is_red(check("7.1.1", SIGNED, **{**right_site, "network": nowhere}), "ConnectionRefusedError")


class TestNames:
    def test_all_three_pass(self, check: Check, right_site: Given) -> None:
        result = check("7.1.2", NAMES, **right_site)
        assert is_green(result)
        assert all(host in result.finding.detail for host in HOSTS)
        assert result.finding.figures["names"] == 3

    @pytest.mark.parametrize("missing", HOSTS)
    def test_a_name_it_is_not_for_is_named(self, check: Check, authority: Authority, missing: str) -> None:
        certificate = authority.issue(*(host for host in HOSTS if host != missing))
        with serving(authority, RIGHT, certificate=certificate) as site:
            result = check("7.1.2", NAMES, **site)
        assert is_red(result, f"{missing}: its certificate is not to be trusted: Hostname mismatch")
        assert result.finding.figures["faults"] == 1

    def test_a_wildcard_is_not_for_the_name_itself(self, check: Check, authority: Authority) -> None:
        with serving(authority, RIGHT, certificate=authority.issue(f"*.{NAME}")) as site:
            result = check("7.1.2", NAMES, **site)
        assert is_red(result, f"{NAME}: its certificate")
        assert result.finding.figures["faults"] == 1

    def test_without_a_token_the_box_is_unknown(self, check: Check, right_site: Given) -> None:
        assert check("7.1.2", **right_site).state is State.UNKNOWN


class TestToHttps:
    def test_a_right_site_passes(self, check: Check, right_site: Given) -> None:
        result = check("7.1.3", **right_site)
        assert is_green(result)
        assert result.finding.figures["hosts"] == 3

    @pytest.mark.parametrize("status", [301, 308])
    def test_both_ways_of_saying_for_good_pass(self, check: Check, authority: Authority, status: int) -> None:
        assert is_green(check("7.1.3", **self.site(authority, status, "https://{host}{path}")))

    @pytest.mark.parametrize(
        ("status", "location", "words"),
        [
            (302, "https://{host}{path}", f"http://{NAME} answers 302, not 301 or 308"),
            (200, "", f"http://{NAME} answers 200"),
            (404, "", f"http://{NAME} answers 404"),
            (301, "", f"http://{NAME} leads to nowhere"),
            (301, "http://{host}{path}", f"leads to http://{NAME}/login?next=/goals, not to https://{NAME}/login"),
            (301, "https://{host}/", f"leads to https://{NAME}/, not to https://{NAME}/login?next=/goals"),
            (301, "https://{host}/login", "not to https://mingus.test/login?next=/goals"),
            (301, f"https://{NAME}" + "{path}", f"http://www.{NAME} leads to https://{NAME}/login"),
            (308, "https://elsewhere.test{path}", f"http://api.{NAME} leads to https://elsewhere.test/login"),
        ],
    )
    def test_each_other_answer_is_named(
        self, check: Check, authority: Authority, status: int, location: str, words: str
    ) -> None:
        assert is_red(check("7.1.3", **self.site(authority, status, location)), words)

    def test_hsts_over_http_is_named(self, check: Check, authority: Authority) -> None:
        site = self.site(authority, 301, "https://{host}{path}", {HSTS: "max-age=1"})
        assert is_red(check("7.1.3", **site), f"http://www.{NAME} says {HSTS}, which only https may")

    def test_nobody_there_fails(self, check: Check) -> None:
        nowhere = Network(leads_to={f"{host}:80": ("127.0.0.1", 1) for host in HOSTS})
        result = check("7.1.3", environ={"PUBLIC_URL": f"https://{NAME}"}, network=nowhere)
        assert is_red(result, f"http://{NAME}/login")

    @pytest.fixture(autouse=True)
    def _closing(self, request: pytest.FixtureRequest) -> None:
        self.finish = request.addfinalizer

    def site(self, authority: Authority, status: int, location: str, headers: dict[str, str] | None = None) -> Given:
        def opened(request: Request) -> Answer:
            where = location.format(host=request.headers["Host"], path=request.path)
            return Answer(status, b"", {**({"Location": where} if where else {}), **(headers or {})})

        running = serving(authority, RIGHT, opened=opened)
        found = running.__enter__()
        self.finish(lambda: running.__exit__(None, None, None))
        return found


class TestProtocols:
    @pytest.mark.parametrize(
        ("manners", "state", "words"),
        [
            (Manners(), State.PASS, "TLSv1.3, 3072 bits, nothing older than TLS 1.2"),
            (Manners(protocols="TLSv1.2"), State.PASS, "TLSv1.2, 3072 bits"),
            (Manners(protocols="TLSv1.3"), State.PASS, "TLSv1.3"),
            (Manners(protocols="TLSv1 TLSv1.2"), State.FAIL, "it still speaks TLSv1"),
            (Manners(protocols="TLSv1.1 TLSv1.2"), State.FAIL, "it still speaks TLSv1.1"),
            (Manners(ciphers="HIGH:aNULL"), State.FAIL, "it takes ciphers that are broken"),
            (Manners(ciphers="HIGH:!aNULL:eNULL"), State.FAIL, "it takes ciphers that are broken"),
        ],
    )
    def test_what_a_server_speaks_is_judged(
        self, check: Check, authority: Authority, manners: Manners, state: State, words: str
    ) -> None:
        with nginx(authority.issue(*HOSTS), manners=manners) as server:
            result = check("7.1.4", PROTOCOLS, **given(authority.certificate, server.port, server.http_port))
        assert result.state is state, result.finding.detail
        assert words in result.finding.detail
        assert result.finding.figures.get("faults", 1) == 1

    def test_only_an_old_protocol_is_no_answer_at_all(self, check: Check, authority: Authority) -> None:
        with nginx(authority.issue(*HOSTS), manners=Manners(protocols="TLSv1.1", ciphers="ALL")) as server:
            site = given(authority.certificate, server.port, server.http_port)
            assert is_red(check("7.1.4", PROTOCOLS, **site), f"{NAME}: TLS failed")

    def test_ciphers_without_forward_secrecy_are_a_warning(self, check: Check, authority: Authority) -> None:
        certificate = authority.issue(*HOSTS, key=rsa.generate_private_key(65537, 2048))
        with nginx(certificate, manners=Manners(ciphers="ECDHE+AESGCM:AES128-GCM-SHA256")) as server:
            result = check("7.1.4", PROTOCOLS, **given(authority.certificate, server.port, server.http_port))
        assert result.state is State.WARN
        assert "without forward secrecy" in result.finding.detail

    def test_an_rsa_key_of_2048_bits_is_enough(self, check: Check, authority: Authority) -> None:
        certificate = authority.issue(*HOSTS, key=rsa.generate_private_key(65537, 2048))
        with nginx(certificate, manners=Manners(ciphers="ECDHE+AESGCM")) as server:
            result = check("7.1.4", PROTOCOLS, **given(authority.certificate, server.port, server.http_port))
        assert is_green(result)
        assert result.finding.figures["bits"] == 2048

    def test_a_key_that_no_browser_knows_is_named(self, check: Check, authority: Authority) -> None:
        certificate = authority.issue(*HOSTS, key=ed25519.Ed25519PrivateKey.generate())
        with nginx(certificate, manners=Manners(protocols="TLSv1.3")) as server:
            result = check("7.1.4", PROTOCOLS, **given(authority.certificate, server.port, server.http_port))
        assert is_red(result, "its key of 0 bits is too weak, or of a kind that no browser knows")


class TestGrade:
    def test_none_is_required(self, check: Check) -> None:
        assert check("7.1.4", GRADED).state is State.NOT_APPLICABLE

    @pytest.mark.parametrize(
        ("figures", "state", "words"),
        [
            ({"grade": "A+"}, State.PASS, ""),
            ({"grade": "A"}, State.FAIL, "SSL Labs gave it A"),
            ({"grade": "B"}, State.FAIL, "SSL Labs gave it B"),
            ({}, State.FAIL, "SSL Labs gave it no grade"),
        ],
    )
    def test_one_that_was_given_counts(
        self, check: Check, tmp_path: Path, figures: dict[str, str], state: State, words: str
    ) -> None:
        record(tmp_path / "home", "7.1.4", figures=figures)
        result = check("7.1.4", GRADED)
        assert result.state is state
        assert words in result.finding.detail

    @pytest.mark.parametrize(("days", "state"), [(90, State.PASS), (91, State.STALE)])
    def test_it_lasts_a_quarter(self, check: Check, tmp_path: Path, days: int, state: State) -> None:
        record(tmp_path / "home", "7.1.4", figures={"grade": "A+"}, at=NOW - timedelta(days=days))
        assert check("7.1.4", GRADED).state is state

    def test_one_that_was_changed_fails(self, check: Check, tmp_path: Path) -> None:
        record(tmp_path / "home", "7.1.4", figures={"grade": "A+"})
        tamper(tmp_path / "home", "7.1.4")
        assert check("7.1.4", GRADED).state is State.FAIL


def test_what_each_box_is_made_of() -> None:
    assert {box.id: box.kind for box in certificate.BOXES} == {
        "7.1.1": "L+O",
        "7.1.2": "L+O",
        "7.1.3": "L",
        "7.1.4": "L+T",
    }
    assert [box.id for box in certificate.BOXES if not box.blocker] == []
    assert {box.stages for box in certificate.BOXES} == {DEPLOYED}
