"""11.1: real repositories with real signatures, and a site that runs something else."""

import subprocess
from pathlib import Path

import pytest

from mingus.checklist.looking.tree import Tree
from mingus.checklist.rules import State
from tests.checklist.conftest import Check, MakeSurroundings, MakeTree, is_green, is_red
from tests.checklist.proofs import HEAD, OTHER_COMMIT, record
from tests.checklist.sites import says, site

SIGNED = "a_signed_release_is_checked_out"
INSTANCES = "every_instance_runs_this_commit"
PROJECT = '[project]\nversion = "1.2.0"\n'


def key(folder: Path, name: str) -> Path:
    made = folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(made)], check=True)
    return made


def git(tree: Tree, *arguments: str) -> None:
    named = ["-c", "user.name=Tester", "-c", "user.email=tester@example.com"]
    subprocess.run(["git", "-C", str(tree.root), *named, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(small_tree: MakeTree, tmp_path: Path) -> Tree:
    """One commit of version 1.2.0, in a repository that signs with a key it knows."""
    tree = small_tree({"pyproject.toml": PROJECT})
    signing = key(tmp_path, "signing")
    signers = tmp_path / "signers"
    signers.write_text(f"tester@example.com {signing.with_suffix('.pub').read_text()}")
    git(tree, "init", "--quiet")
    for name, value in (
        ("gpg.format", "ssh"),
        ("user.signingkey", str(signing)),
        ("gpg.ssh.allowedSignersFile", str(signers)),
    ):
        git(tree, "config", name, value)
    git(tree, "add", ".")
    git(tree, "commit", "--quiet", "--message", "A release")
    return tree


class TestSigned:
    def test_a_signed_tag_of_this_version_passes(self, check: Check, repository: Tree) -> None:
        git(repository, "tag", "--sign", "v1.2.0", "--message", "Mingus 1.2.0")
        result = check("11.1.1", SIGNED, tree=repository)
        assert is_green(result)
        assert result.finding.figures["tags"] == 1

    @pytest.mark.parametrize("tag", ["", "v1.2", "1.2.0", "v1.2.0-rc1"])
    def test_without_a_release_tag_there_is_nothing_to_release(self, check: Check, repository: Tree, tag: str) -> None:
        if tag:
            git(repository, "tag", "--sign", tag, "--message", "something")
        result = check("11.1.1", SIGNED, tree=repository)
        assert result.state is State.UNKNOWN
        assert "no tag vX.Y.Z" in result.finding.detail

    def test_a_tag_of_another_version_fails(self, check: Check, repository: Tree) -> None:
        git(repository, "tag", "--sign", "v1.3.0", "--message", "too early")
        assert is_red(check("11.1.1", SIGNED, tree=repository), "v1.3.0 is on the sources of version 1.2.0")

    @pytest.mark.parametrize("how", [(), ("--annotate", "--message", "by nobody")])
    def test_a_tag_that_nobody_signed_fails(self, check: Check, repository: Tree, how: tuple[str, ...]) -> None:
        git(repository, "tag", *how, "v1.2.0")
        assert is_red(check("11.1.1", SIGNED, tree=repository), "nobody signed the tag v1.2.0")

    def test_files_that_differ_from_the_commit_fail(self, check: Check, repository: Tree) -> None:
        git(repository, "tag", "--sign", "v1.2.0", "--message", "Mingus 1.2.0")
        (repository.root / "pyproject.toml").write_text(PROJECT + "# changed\n")
        assert is_red(check("11.1.1", SIGNED, tree=repository), "files differ from the commit")

    def test_the_signature_of_a_stranger_proves_nothing(self, check: Check, repository: Tree, tmp_path: Path) -> None:
        git(repository, "-c", f"user.signingkey={key(tmp_path, 'stranger')}", "tag", "--sign", "v1.2.0", "-m", "mine")
        result = check("11.1.1", SIGNED, tree=repository)
        assert result.state is State.UNKNOWN
        assert "git knows no key for the signature of v1.2.0" in result.finding.detail

    def test_a_forged_tag_fails(self, check: Check, repository: Tree) -> None:
        git(repository, "tag", "--sign", "v1.2.0", "--message", "Mingus 1.2.0")
        written = subprocess.run(
            ["git", "-C", str(repository.root), "cat-file", "tag", "v1.2.0"], check=True, capture_output=True
        ).stdout
        forged = subprocess.run(
            ["git", "-C", str(repository.root), "hash-object", "-t", "tag", "-w", "--stdin"],
            input=written.replace(b"Mingus 1.2.0", b"Mingus 1.2.0, changed"),
            check=True,
            capture_output=True,
            text=False,
        ).stdout
        git(repository, "update-ref", "refs/tags/v1.2.0", forged.decode().strip())
        assert is_red(check("11.1.1", SIGNED, tree=repository), "the signature of v1.2.0 is forged")

    @pytest.mark.parametrize("text", ["", "project = 3\n", "[project\n"])
    def test_sources_without_a_version_fail(self, check: Check, repository: Tree, text: str) -> None:
        (repository.root / "pyproject.toml").write_text(text)
        git(repository, "commit", "--quiet", "--all", "--message", "Without a version")
        git(repository, "tag", "--sign", "v1.2.0", "--message", "Mingus 1.2.0")
        assert is_red(check("11.1.1", SIGNED, tree=repository), "pyproject.toml says no version")

    def test_its_checks_must_be_green_on_this_commit(self, check: Check, around: MakeSurroundings) -> None:
        record(around().home, "11.1.1")
        assert is_green(check("11.1.1", "a_sound_record"))
        record(around().home, "11.1.1", commit=OTHER_COMMIT)
        assert check("11.1.1", "a_sound_record").state is State.STALE
        record(around().home, "11.1.1", exit_code=1)
        assert is_red(check("11.1.1", "a_sound_record"), "exit code 1")


class TestInstances:
    def test_our_own_application_says_its_commit(self, check: Check, our_site: str) -> None:
        result = check("11.1.4", INSTANCES, environ={"PUBLIC_URL": our_site})
        assert is_green(result)
        assert result.finding.figures["answers"] == 10

    def test_one_old_instance_among_the_new_is_found(self, check: Check) -> None:
        new, old = says({"commit": HEAD}), says({"commit": OTHER_COMMIT})
        with site({"/version": [new] * 9 + [old]}) as server:
            result = check("11.1.4", INSTANCES, environ={"PUBLIC_URL": server.url})
        assert is_red(result, "commit 000000000000, not " + HEAD[:12])
        assert result.finding.figures["faults"] == 1

    def test_the_same_fault_is_told_once(self, check: Check) -> None:
        with site({"/version": says({}, 500)}) as server:
            result = check("11.1.4", INSTANCES, environ={"PUBLIC_URL": server.url})
        assert result.finding.detail == "/version answers 500"


@pytest.mark.parametrize("box_id", ["11.1.1", "11.1.2", "11.1.3", "11.1.4"])
def test_none_passes_without_a_token(check: Check, box_id: str) -> None:
    assert check(box_id).state is State.UNKNOWN
