"""Whatever is done to a bundle is found, and said of the file it was done to."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.bundle.bundles import PACKINGS
from watchers.bundle import chain, layout
from watchers.bundle.chain import Entry
from watchers.bundle.checking import check
from watchers.bundle.facts import MANIFEST_END, facts_of, list_line, manifest_head, manifest_line
from watchers.bundle.holding import NoBundleError
from watchers.bundle.verdict import Verdict
from watchers.bundle.writing import sealed

FIRST = layout.record(1, 1)
SECOND = layout.record(2, 1)


@pytest.fixture
def folder(made: dict[str, Path], tmp_path: Path) -> Path:
    return Path(shutil.copytree(made["folder"], tmp_path / "case"))


def replace(path: Path, old: str, new: str) -> None:
    content = path.read_bytes()
    assert old.encode() in content
    path.write_bytes(content.replace(old.encode(), new.encode(), 1))


def sealed_anew(folder: Path) -> None:
    digests = {path: sha256((folder / path).read_bytes()).hexdigest() for path in layout.SEALED}
    (folder / layout.SEAL).write_bytes(sealed(digests))


def found(verdict: Verdict) -> set[tuple[str, str]]:
    return {(problem.kind, problem.path) for problem in verdict.problems}


def lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines(keepends=True)


def change(folder: Path) -> None:
    replace(folder / FIRST, "aground", "afloat!")


def lengthen(folder: Path) -> None:
    replace(folder / FIRST, "aground", "not aground")


def take_away(folder: Path) -> None:
    (folder / FIRST).unlink()


def add(folder: Path) -> None:
    (folder / "data" / "documents" / "more.json").write_text("{}")


def cut_the_chain(folder: Path) -> None:
    (folder / layout.CHAIN).write_bytes(b"".join(lines(folder / layout.CHAIN)[:-1]))


def take_a_link_out(folder: Path) -> None:
    said = lines(folder / layout.CHAIN)
    (folder / layout.CHAIN).write_bytes(b"".join([*said[:2], *said[3:]]))


def swap_links(folder: Path) -> None:
    said = lines(folder / layout.CHAIN)
    (folder / layout.CHAIN).write_bytes(b"".join([said[0], said[2], said[1], *said[3:]]))


def lose_the_chain(folder: Path) -> None:
    (folder / layout.CHAIN).unlink()


def rewrite_the_readme(folder: Path) -> None:
    replace(folder / layout.README, "EVIDENCE", "INVENTED")


def change_the_filter(folder: Path) -> None:
    replace(folder / layout.MANIFEST, '"filter":"ferry"', '"filter":"wreck"')


def change_a_digest(folder: Path) -> None:
    path = folder / layout.LIST
    said = path.read_bytes()
    path.write_bytes((b"0" if said[:1] != b"0" else b"1") + said[1:])


@pytest.mark.parametrize(
    ("tamper", "kind", "path"),
    [
        (change, "changed", FIRST),
        (lengthen, "changed", FIRST),
        (take_away, "missing", FIRST),
        (add, "added", "data/documents/more.json"),
        (cut_the_chain, "chain", layout.CHAIN),
        (take_a_link_out, "chain", layout.CHAIN),
        (swap_links, "chain", layout.CHAIN),
        (lose_the_chain, "missing", layout.CHAIN),
        (rewrite_the_readme, "changed", layout.README),
        (change_the_filter, "changed", layout.MANIFEST),
        (change_a_digest, "changed", layout.LIST),
    ],
)
def test_what_was_done_is_said_of_its_file(folder: Path, tamper: Callable[[Path], None], kind: str, path: str) -> None:
    tamper(folder)
    verdict = check(folder)
    assert not verdict.whole
    assert (kind, path) in found(verdict)
    assert {name for _, name in found(verdict)} <= {path, layout.LIST, layout.MANIFEST}


def test_one_changed_file_is_one_problem(folder: Path) -> None:
    change(folder)
    (problem,) = check(folder).problems
    assert (problem.kind, problem.path, problem.entry, problem.said) == ("changed", FIRST, 2, "was changed")


@pytest.mark.parametrize(("tamper", "entry"), [(take_a_link_out, 3), (swap_links, 2)])
def test_a_chain_is_broken_at_an_entry(folder: Path, tamper: Callable[[Path], None], entry: int) -> None:
    tamper(folder)
    sealed_anew(folder)
    broken = [problem for problem in check(folder).problems if problem.kind == "chain"]
    assert [problem.entry for problem in broken] == [entry]
    assert f"broken at entry {entry}" in broken[0].said


def test_the_seal_alone_shows_that_everything_was_made_anew(folder: Path) -> None:
    seal = check(folder).seal
    replace(folder / layout.README, "EVIDENCE", "INVENTED")
    sealed_anew(folder)
    assert check(folder).whole
    assert found(check(folder, seal)) == {("seal", layout.SEAL)}
    assert check(folder, check(folder).seal).whole


def made_anew(folder: Path, order: Callable[[list[str]], list[str]] = list) -> None:
    """All digests, the chain and the lists, as somebody would who knows how they are made."""
    entries, head = list[Entry](), chain.START
    paths = order([said.split()[-1].decode() for said in lines(folder / layout.CHAIN)])
    for number, path in enumerate(paths, 1):
        content = (folder / path).read_bytes()
        entries.append(chain.follow(head, number, sha256(content).hexdigest(), len(content), path))
        head = entries[-1].hash
    facts = facts_of(lines(folder / layout.MANIFEST)[0])
    assert facts is not None
    facts = msgspec.structs.replace(facts, head=head)
    (folder / layout.CHAIN).write_bytes(b"".join(map(chain.line, entries)))
    (folder / layout.LIST).write_bytes(b"".join(map(list_line, entries)))
    files = b"".join(manifest_line(entry, last=entry is entries[-1]) for entry in entries)
    (folder / layout.MANIFEST).write_bytes(manifest_head(facts) + files + MANIFEST_END)
    sealed_anew(folder)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("tagged", {"id": "0" * 64}, "was tagged from other bytes than it names"),
        ("digest", "0" * 64, "names another original than it was read from"),
        ("document", 7, "describes version 1 of document 7"),
        ("original", {"path": layout.original("0" * 64), "sha256": "0" * 64, "size": 1}, "names another original"),
        ("sequence", 0, "stands behind one that was captured later"),
        ("version", "first", "is no description of a document"),
    ],
)
def test_a_description_must_fit_its_original_and_its_place(folder: Path, key: str, value: object, said: str) -> None:
    """Also where somebody made all lists anew."""
    told = json.loads((folder / SECOND).read_text(encoding="utf-8"))
    (folder / SECOND).write_text(json.dumps({**told, key: value}), encoding="utf-8")
    made_anew(folder)
    problems = check(folder).problems
    assert {problem.path for problem in problems} == {SECOND}
    assert any(said in problem.said for problem in problems)


def test_what_was_captured_later_stands_behind(folder: Path) -> None:
    made_anew(folder)
    assert check(folder).whole
    made_anew(folder, lambda paths: [*paths[2:], *paths[:2]])
    assert found(check(folder)) == {("order", FIRST)}


def test_an_original_stands_before_what_was_read_from_it(folder: Path) -> None:
    made_anew(folder, lambda paths: [paths[1], paths[0], *paths[2:]])
    (problem,) = check(folder).problems
    assert (problem.path, problem.said) == (FIRST, "has no original before it that is as it says")


@given(choice=some.data())
@pytest.mark.parametrize("packing", ["zip", "tar"])
def test_any_changed_byte_of_a_packed_one_is_found(
    made: dict[str, Path], tmp_path_factory: pytest.TempPathFactory, packing: str, choice: some.DataObject
) -> None:
    content = bytearray(made[packing].read_bytes())
    at = choice.draw(some.integers(0, len(content) - 1))
    content[at] ^= choice.draw(some.integers(1, 255))
    assert_found(tmp_path_factory.mktemp("flipped") / "case", bytes(content))


@given(choice=some.data())
@pytest.mark.parametrize("packing", ["zip", "tar"])
def test_any_bytes_put_in_or_taken_out_are_found(
    made: dict[str, Path], tmp_path_factory: pytest.TempPathFactory, packing: str, choice: some.DataObject
) -> None:
    content = made[packing].read_bytes()
    start = choice.draw(some.integers(0, len(content) - 1))
    end = choice.draw(some.integers(start, len(content)))
    instead = choice.draw(some.binary(max_size=600).filter(lambda each: each != content[start:end]))
    assert_found(tmp_path_factory.mktemp("spliced") / "case", content[:start] + instead + content[end:])


@given(choice=some.data())
def test_any_changed_byte_of_any_file_of_a_folder_is_found(
    made: dict[str, Path], tmp_path_factory: pytest.TempPathFactory, choice: some.DataObject
) -> None:
    files = sorted(path.relative_to(made["folder"]) for path in made["folder"].rglob("*") if path.is_file())
    folder = tmp_path_factory.mktemp("flipped") / "case"
    shutil.copytree(made["folder"], folder)
    path = folder / choice.draw(some.sampled_from(files))
    content = bytearray(path.read_bytes())
    at = choice.draw(some.integers(0, len(content) - 1))
    content[at] ^= choice.draw(some.integers(1, 255))
    path.write_bytes(content)
    verdict = check(folder)
    assert not verdict.whole
    assert path.relative_to(folder).as_posix() in {problem.path for problem in verdict.problems} | {layout.SEAL} or (
        path.name == layout.SEAL
    )


def assert_found(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    try:
        verdict = check(path)
    except NoBundleError:
        return
    assert not verdict.whole


def test_a_seal_may_be_asked_of_every_packing(made: dict[str, Path]) -> None:
    assert len({check(made[packing]).seal for packing in PACKINGS}) == 1
