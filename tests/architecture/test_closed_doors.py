"""What our own code never does, so that whole kinds of weakness have nothing to begin with; `docs/asvs.csv` names it.

Where something must be done all the same, it stands here with the reason. What looks at bad servers on purpose (the
checklist) is told apart.
"""

import ast
import re
from functools import cache
from pathlib import Path

from tests.architecture.sources import MINGUS, ROOT, imported_modules, modules

CHECKLIST = "checklist"
CALLS_OUT = {
    "socket", "ssl", "smtplib", "http.client", "urllib.request", "requests", "httpx", "aiohttp", "ftplib",
    "socketserver",
}  # fmt: skip
CONNECTS = {
    "core/evidence/surroundings.py": "the name of this machine; it asks nobody",
    "identity/breaches.py": "asks one address of the settings for hashes that begin alike, and follows nowhere else",
    "messaging/smtp.py": "the mail server of SMTP_URL",
    "ops/ports.py": "whether a port of this machine is free",
    "ops/run.py": "whether our own web process answers",
    "uploads/clamd_client.py": "the virus scanner of CLAMD_URL",
    "worker.py": "the name of this machine; it asks nobody",
}
PATTERNS = {
    "core/settings/declaring.py": "the shape of a setting, which the setting declares",
    "core/settings/strength.py": "patterns of a list above",
    "ledger/formats/ofx_tags.py": "names of tags that stand above",
    "ledger/formats/sniff.py": "patterns of a list above",
}
FORMATS = {
    "core/activity.py": "links of ours, with ids of the audit log put in",
    "core/assets/manifest.py": "markup of ours, which escapes what is put in",
    "core/sentences.py": "sentences of a list above, with bounds of our own models",
    "ops/postgres/roles.py": "statements put together by psycopg, which quotes names and values",
}
HASHES = {"sha256", "sha384", "sha512", "blake2b", "file_digest", "scrypt"}
OLD_HASHES = {
    "core/pacing/shared.py": "Redis names its scripts by SHA-1; nothing rests on it",
    "identity/breaches.py": "the list of known passwords is asked by SHA-1; nothing rests on it",
}
CIPHERS = {
    "cryptography", "cryptography.exceptions", "cryptography.x509", "cryptography.x509.oid",
    "cryptography.hazmat.primitives", "cryptography.hazmat.primitives.ciphers.aead",
    "cryptography.hazmat.primitives.hashes", "cryptography.hazmat.primitives.kdf.hkdf",
    "cryptography.hazmat.primitives.serialization", "cryptography.hazmat.primitives.asymmetric",
    "cryptography.hazmat.primitives.asymmetric.ed25519",
}  # fmt: skip
WEAK_NAMES = {"ECB", "CBC", "CFB", "OFB", "MD5", "SHA1", "PKCS1v15", "ARC4", "TripleDES", "Blowfish"}
STRANGE_CRYPTO = {"Crypto", "Cryptodome", "nacl", "passlib", "bcrypt", "rsa", "ecdsa", "jose", "authlib"}
PICKLES = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "jsonpickle"}
MIN_BYTES = 16  # 128 bits
PREDICTABLE = {
    "ops/demo": "people who do not exist",
    "assessments/cli.py": "answers that nobody gave, for trying a definition out",
    "assessments/rules/exploring.py": "the same",
    "assessments/rules/simulating.py": "the same",
    "ops/keys/verifying.py": "which keys a look of a sample opens; whoever guesses that learns nothing",
}


@cache
def calls() -> tuple[tuple[Path, ast.Call, str], ...]:
    """Every call of ours with the name it is made by, such as `re.compile`."""
    return tuple(
        (path, node, ast.unparse(node.func))
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
    )


def at(path: Path, node: ast.AST) -> str:
    return f"{path.as_posix()}:{getattr(node, 'lineno', 0)}"


def test_no_shell_is_asked() -> None:
    """Programs are started with a list of arguments."""
    shells = {
        "os.system",
        "os.popen",
        "subprocess.getoutput",
        "subprocess.getstatusoutput",
        "asyncio.create_subprocess_shell",
    }
    found = [at(path, call) for path, call, name in calls() if name in shells]
    found += [
        at(path, call)
        for path, call, name in calls()
        if name.startswith("subprocess") and "shell=" in ast.unparse(call)
    ]
    assert found == []


def test_nothing_is_evaluated() -> None:
    assert [at(path, call) for path, call, name in calls() if name in {"eval", "exec", "compile", "__import__"}] == []


def test_nothing_is_unpickled() -> None:
    """Text becomes JSON or YAML of plain values; nothing that comes in chooses a class."""
    found = [f"{path}:{line}" for path, tree in modules() for line, name in imported_modules(tree) if name in PICKLES]
    loads = {"yaml.unsafe_load", "yaml.full_load", "yaml.load_all", "yaml.unsafe_load_all"}
    found += [at(path, call) for path, call, name in calls() if name in loads]
    assert found == []
    plain = [at(path, call) for path, call, name in calls() if name == "yaml.load"]
    assert len(plain) <= 1  # checklist/documents/reading.py, with a SafeLoader that takes even less


def test_no_pattern_is_built_from_what_came_in() -> None:
    """What people type is compared, or escaped; it is never a pattern."""
    found = [
        at(path, call)
        for path, call, name in calls()
        if name.startswith("re.") and name != "re.escape" and call.args and not _is_ours(call.args[0])
        if path.parts[0] != CHECKLIST and path.as_posix() not in PATTERNS
    ]
    assert found == []


def _is_ours(pattern: ast.expr) -> bool:
    """Whether a pattern is written here: text, constants, and what is escaped."""
    match pattern:
        case ast.Constant():
            return True
        case ast.Name(id=name):
            return name.isupper()
        case ast.BinOp(left=left, right=right):
            return _is_ours(left) and _is_ours(right)
        case ast.JoinedStr(values=values):
            return all(_is_ours(value) for value in values)
        case ast.FormattedValue(value=value):
            return _is_ours(value) or isinstance(value, ast.Name)  # a number of digits, in formats/amounts.py
        case ast.Call(func=func):
            return ast.unparse(func) == "re.escape"
    return False


def test_no_template_is_built_from_text() -> None:
    makers = ("from_string", "render_template_string")
    assert [at(path, call) for path, call, name in calls() if name.rpartition(".")[2] in makers] == []


def test_no_format_string_came_in() -> None:
    found = [
        at(path, call)
        for path, call, name in calls()
        if name.rpartition(".")[2] in {"format", "format_map"} and isinstance(call.func, ast.Attribute)
        if not isinstance(call.func.value, ast.Constant) and not name.startswith("sql.SQL(")
        if path.parts[0] != CHECKLIST and path.as_posix() not in FORMATS
    ]
    assert found == []


def test_only_named_modules_open_connections() -> None:
    """Whom Mingus talks to is a list: the database, Redis, and these. Whoever adds one says why, and to whom."""
    found = {
        path.as_posix()
        for path, tree in modules()
        if path.parts[0] != CHECKLIST and CALLS_OUT & {name for _, name in imported_modules(tree)}
    }
    assert found - set(CONNECTS) == set()


def test_nobody_switches_the_check_of_certificates_off() -> None:
    blind = re.compile(r"CERT_NONE|CERT_OPTIONAL|check_hostname\s*=\s*False|_create_unverified_context|verify=False")
    found = [path for path in MINGUS.rglob("*.py") if blind.search(path.read_text())]
    assert {path.relative_to(MINGUS).parts[0] for path in found} <= {CHECKLIST}


def test_ciphers_and_hashes_are_those_of_known_libraries() -> None:
    """AES-GCM, HKDF, SHA-2, BLAKE2, Ed25519 by OpenSSL, Argon2 by its library; nothing older, nothing of ours."""
    found = [
        f"{path}:{line} {name}"
        for path, tree in modules()
        for line, name in imported_modules(tree)
        if name.partition(".")[0] in STRANGE_CRYPTO or (name.startswith("cryptography") and name not in CIPHERS)
        if path.parts[0] != CHECKLIST
    ]
    for path, tree in modules():
        if path.parts[0] == CHECKLIST:
            continue
        names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        found += [f"{path} {name}" for name in names & WEAK_NAMES]
    for path, call, name in calls():
        old = name.startswith("hashlib.") and name.split(".")[1].partition("(")[0] not in HASHES
        found += [f"{at(path, call)} {name}"] if old and path.as_posix() not in OLD_HASHES else []
    assert found == []


def test_nothing_secret_comes_from_the_random_module() -> None:
    """It can be predicted. Everything that must not be guessed comes from the system's own generator."""
    users = {path.as_posix() for path, tree in modules() if "random" in {name for _, name in imported_modules(tree)}}
    assert [path for path in users if not path.startswith(tuple(PREDICTABLE))] == []


def test_keys_have_enough_bits() -> None:
    """Every random value that must not be guessed has 128 bits or more."""
    lengths: dict[str, int] = {}
    for path, tree in modules():
        if path.parts[0] == CHECKLIST:
            continue
        named = {
            target.id: node.value.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("secrets.token_"):
                asked = node.args[0] if node.args else None
                length = asked.value if isinstance(asked, ast.Constant) else named.get(getattr(asked, "id", ""), 99)
                lengths[at(path, node)] = int(str(length))
    assert len(lengths) > 5
    short = {place for place, length in lengths.items() if length < MIN_BYTES}
    assert {place.partition(":")[0] for place in short} <= {
        "identity/tokens.py"
    }  # a token's number, which is no secret


def test_no_password_grows_old() -> None:
    """Nothing remembers when a password was chosen, so nothing can ask for a new one by the calendar."""
    from mingus.identity.models import Person

    about = {column.name: column.type.python_type for column in Person.__table__.columns if "password" in column.name}
    assert about["password_hash"] is str
    assert set(about.values()) <= {str, bool}


def test_every_cookie_has_the_prefix() -> None:
    """Cookies are set under the name that `security.cookie_name` gives, which is `__Host-…` over TLS."""
    found = [
        at(path, call)
        for path, call, name in calls()
        if name.rpartition(".")[2] in {"set_cookie", "delete_cookie"} and path.parts[0] != CHECKLIST
        if not name.startswith("security.") and "cookie_name(" not in "".join(map(ast.unparse, call.args))
        if name.rpartition(".")[0]  # core.security's own, called by its name alone
    ]
    assert found == []
    theme = (ROOT / "frontend/src/theme.ts").read_text()
    assert '"__Host-theme"' in theme


NAMED_SECRET = re.compile(r"token|password|secret|api_?key|session", re.IGNORECASE)


def test_no_address_carries_a_secret() -> None:
    """But a link of a mail, which has no other way to bring its own; it works once, and stands in no log."""
    found = {
        node.args[0].value
        for _, node, name in calls()
        if name.endswith(("args.get", "args.getlist")) and node.args and isinstance(node.args[0], ast.Constant)
    }
    assert not [name for name in found if NAMED_SECRET.search(str(name))]
    assert found
