"""`reslint config --why RULE` says of every rule what really holds, whatever the settings."""

from __future__ import annotations

import re
from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from reslint.cli.options import Bench
from reslint.cli.why import why
from reslint.rules import LEVELS, PROFILES

RULES = ("citation/date", "citation/order", "entity/case", "date/month-pair")
NAMES = st.sampled_from([*RULES, "citation", "entity", "date/*", "all"])
LISTS = st.lists(NAMES, max_size=2, unique=True)
LEVELED = st.dictionaries(NAMES, st.sampled_from(LEVELS), max_size=2)


def listed(names: list[str]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


def table(levels: dict[str, str]) -> str:
    return "{" + ", ".join(f'"{name}" = "{level}"' for name, level in levels.items()) + "}"


@st.composite
def configs(draw: st.DrawFn) -> str:
    """The text of a reslint.toml in which many have a say."""
    rows = [f"select = {listed(draw(LISTS))}", f"ignore = {listed(draw(LISTS))}", f"severity = {table(draw(LEVELED))}"]
    if draw(st.booleans()):
        rows.append(f'profile = "{draw(st.sampled_from(PROFILES))}"')
    for code in draw(st.lists(st.sampled_from(["en", "fr", "ar"]), max_size=2, unique=True)):
        rows += [f"[per-lang.{code}]", f"ignore = {listed(draw(LISTS))}", f"severity = {table(draw(LEVELED))}"]
    for path in draw(st.lists(st.sampled_from(["old/", "*.md", "new/"]), max_size=3)):
        rows += ["[[per-path]]", f'paths = ["{path}"]', f"ignore = {listed(draw(LISTS))}"]
        rows += [f"severity = {table(draw(LEVELED))}"]
        if draw(st.booleans()):
            rows.append(f'profile = "{draw(st.sampled_from(PROFILES))}"')
    return "\n".join(rows) + "\n"


@given(configs())
@settings(max_examples=150, deadline=None)
def test_it_says_what_holds(text: str) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "reslint.toml").write_text(text)
        path = str(Path(folder) / "old" / "a.md")
        nothing = Namespace(
            no_config=False, config=str(Path(folder) / "reslint.toml"), packs=[], select=None, ignore=[], profile=None,
            lang=None, as_of=None,
        )  # fmt: skip
        bench = Bench(nothing)
        job = bench.job(path)
        for rule in RULES:
            head, *lines = why(rule, path, job.config, bench)
            assert head.startswith(f"{rule} in the profile {job.profile} (")
            said: dict[str, str] = {}
            for line in lines:
                if match := re.fullmatch(r"([a-z, ]+): (\w+)", line):
                    said |= dict.fromkeys(match[1].split(", "), match[2])
            real = {code: level for r in job.rules if r.id == rule for code in r.languages
                    for level in [r.severity[job.profile]]}  # fmt: skip
            assert said == {code: real.get(code, "off") for code in said}, lines
            assert set(real) <= set(said)
