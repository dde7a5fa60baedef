"""Edits: disjoint, all or none, in one pass, at rest, and nothing else touched."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reslint.cli.output import replace_file
from reslint.errors import UserError
from reslint.finding import Edit, Finding, Fix
from reslint.fix import PASSES, choose, edited, encoded, fix
from reslint.source.model import Source
from reslint.source.read import decode


def finding(*edits: Edit, safe: bool = True, rule: str = "a/b") -> Finding:
    return Finding(rule, "error", "m", edits[0].start, edits[0].end, fix=Fix(edits, safe=safe))


def chosen(*findings: Finding, unsafe: bool = False) -> list[int]:
    kept = choose(findings, unsafe=unsafe)
    return [n for n, f in enumerate(findings) if f in kept]


def test_earliest_wins_on_overlap() -> None:
    assert chosen(finding(Edit(5, 9, "b")), finding(Edit(2, 6, "a")), finding(Edit(9, 9, "c"))) == [1, 2]


def test_edits_of_one_fix_stand_or_fall_together() -> None:
    assert chosen(finding(Edit(0, 2, "a")), finding(Edit(1, 3, "b"), Edit(8, 9, "c")), finding(Edit(8, 9, "d"))) == [
        0,
        2,
    ]


def test_two_insertions_at_one_place_clash_unless_they_are_the_same() -> None:
    assert chosen(finding(Edit(3, 3, ",")), finding(Edit(3, 3, ";"))) == [0]
    assert chosen(finding(Edit(3, 3, ",")), finding(Edit(3, 3, ","))) == [0, 1]
    assert edited("abcdef", [Edit(3, 3, ","), Edit(3, 3, ",")]) == "abc,def"


def test_an_insertion_inside_a_replacement_clashes_at_its_edge_not() -> None:
    assert chosen(finding(Edit(2, 6, "x")), finding(Edit(4, 4, "y"))) == [0]
    assert chosen(finding(Edit(2, 2, "y")), finding(Edit(2, 6, "x"))) == [0, 1]
    assert edited("abcdefgh", [Edit(2, 2, "y"), Edit(2, 6, "x")]) == "abyxgh"


def test_unsafe_ones_only_when_asked() -> None:
    both = finding(Edit(0, 1, "x"), safe=False), finding(Edit(2, 3, "y"))
    assert chosen(*both) == [1]
    assert chosen(*both, unsafe=True) == [0, 1]


@st.composite
def texts_and_findings(draw: st.DrawFn) -> tuple[str, list[Finding]]:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
    place = st.integers(0, len(text))
    edit = st.tuples(place, place, st.text("xy\n,", max_size=3)).map(lambda e: Edit(min(e[:2]), max(e[:2]), e[2]))
    edits = st.lists(edit, min_size=1, max_size=3).map(lambda es: finding(*es))
    return text, draw(st.lists(edits, max_size=12))


@given(texts_and_findings())
def test_chosen_edits_never_touch_each_other_or_anything_else(case: tuple[str, list[Finding]]) -> None:
    text, findings = case
    kept = choose(findings, unsafe=True)
    edits = sorted({e for f in kept for e in (f.fix.edits if f.fix else ())}, key=lambda e: (e.start, e.end))
    for one, other in pairwise(edits):
        assert one.end <= other.start
        assert (one.start, one.end) != (other.start, other.end)
    new, at = edited(text, edits), 0
    line_end = "\r\n" if "\r\n" in text else "\n"
    for n, edit in enumerate(edits):
        untouched = text[edits[n - 1].end if n else 0 : edit.start]
        assert new.startswith(untouched, at)
        at += len(untouched) + len(edit.text.replace("\n", line_end))
    assert new[at:] == text[edits[-1].end if edits else 0 :]


@given(texts_and_findings())
def test_every_candidate_left_out_clashes_with_one_that_is_kept(case: tuple[str, list[Finding]]) -> None:
    _, findings = case
    kept = choose(findings, unsafe=True)
    for f in findings:
        alone = choose([f], unsafe=True)
        if f not in kept and alone:
            assert len(choose([*kept, f], unsafe=True)) <= len(kept)


def commas(source: Source) -> Sequence[Finding]:
    """Says of each blank after no comma that a comma is missing, the last ones first."""
    text = source.text
    places = [n for n, c in enumerate(text) if c == " " and n and text[n - 1] != ","]
    return [finding(Edit(n, n, ",")) for n in reversed(places)]


@given(st.text(st.sampled_from("ab ,\r\n\f\u00a0é"), max_size=40), st.sampled_from(["utf-8", "utf-16-le", "utf-16-be"]))
def test_fixing_comes_to_rest_and_keeps_the_bytes(body: str, encoding: str) -> None:
    marks = {"utf-8": b"", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    data = marks[encoding] + ("*" + body).encode(encoding)
    source = decode(data, "d.md")
    assert encoded(source) == data
    done = fix(source, commas)
    assert done.stable
    assert not done.left
    assert fix(done.source, commas).source.text == done.source.text
    again = decode(encoded(done.source), "d.md")
    assert again.text.replace(", ", " ") == source.text.replace(", ", " ")
    assert sum(done.applied.values()) == len(commas(source))


def test_rules_that_undo_each_other_are_stopped() -> None:
    def to_and_fro(source: Source) -> Sequence[Finding]:
        return [finding(Edit(0, 1, "b" if source.text[0] == "a" else "a"))]

    done = fix(Source("d", "abc"), to_and_fro)
    assert not done.stable
    assert done.applied == {"a/b": 1}


def test_a_chain_is_followed_and_has_an_end() -> None:
    def longer(source: Source) -> Sequence[Finding]:
        return [finding(Edit(0, 0, "x"))]

    done = fix(Source("d", "abc"), longer)
    assert not done.stable
    assert done.source.text == "x" * PASSES + "abc"


def test_inserted_lines_end_as_the_others_do() -> None:
    assert edited("a\r\nb", [Edit(4, 4, "\nc")]) == "a\r\nb\r\nc"
    assert edited("a\nb", [Edit(3, 3, "\r\nc")]) == "a\nb\nc"


def test_the_file_is_replaced_whole_with_its_permissions_through_a_link(tmp_path: Path) -> None:
    file, link = tmp_path / "draft.md", tmp_path / "link.md"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)
    replace_file(str(link), b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert sorted(p.name for p in tmp_path.iterdir()) == ["draft.md", "link.md"]


@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="permissions do not hold for root")
def test_a_file_that_may_not_be_written(tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    file.write_text("old")
    file.chmod(0o444)
    with pytest.raises(UserError, match=r"draft\.md: may not be written"):
        replace_file(str(file), b"new")
    assert file.read_text() == "old"


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be written"):
        replace_file(str(tmp_path / "gone" / "draft.md"), b"new")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe, heard = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: heard.append(pipe.read_bytes()))
    reader.start()
    replace_file(str(pipe), b"new")
    reader.join(10)
    assert heard == [b"new"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
