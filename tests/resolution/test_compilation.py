"""Where the resolutions of a compilation begin, and that each is judged as if it stood alone."""

from __future__ import annotations

from typing import Any

import pytest

from reslint.engine import examine
from reslint.finding import Finding, shifted
from reslint.registry.store import Registry, open_registry
from reslint.resolution import compilation
from reslint.rules import shipped
from reslint.source.model import Source

from .test_cases import load
from .test_corpus import PROBLEM, drafts


@pytest.fixture(scope="module")
def registry() -> Registry:
    return open_registry()


@pytest.mark.parametrize("case", load("compilation.yaml"), ids=lambda case: str(case["name"]))
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_beginnings(case: dict[str, Any], ends: str) -> None:
    text = case["text"].replace("\n", ends)
    found = compilation.starts(text)
    assert found[0] == 0
    assert [text[at:].split(ends, 1)[0] for at in found] == case["begins"]


def alone(text: str, registry: Registry) -> tuple[Finding, ...]:
    return examine(Source("one.md", text), shipped(), registry).findings


def same(a: Finding, b: Finding) -> bool:
    """Equal but for the address, which names the resolution in a compilation."""
    return a._replace(path="") == b._replace(path="") and a.path.endswith(b.path)


def test_each_is_judged_on_its_own(registry: Registry) -> None:
    case = next(c for c in load("compilation.yaml") if c["name"] == "two with their covers")
    text = case["text"].replace("79/101,", "79/101 of 4 March 2020,")
    report = examine(Source("two.md", text), shipped(), registry)
    assert [j.resolution.symbol for j in report.judged] == ["A/RES/80/101", "A/RES/80/102"]
    cut = report.judged[1].start
    assert [j.start for j in report.judged] == [0, cut]
    assert report.judged_at(cut - 1) is report.judged[0]
    assert report.judged_at(cut) is report.judged[1]
    expected = [*alone(text[:cut], registry), *(shifted(f, cut) for f in alone(text[cut:], registry))]
    assert len(report.findings) == len(expected)
    assert all(map(same, report.findings, expected))


def test_a_comment_for_the_whole_file_holds_for_all_of_them(registry: Registry) -> None:
    one = "### 80/10{n}. Harbour\n\n*The General Assembly*,\n\n*Recalling* its resolution 77/18 of 2 May 2022,\n\n"
    text = one.format(n=1) + "1. *Decides* to act.\n\n" + one.format(n=2) + "1. *Decides* to act.\n"
    plain = examine(Source("two.md", text), shipped(), registry)
    wrong = [f for f in plain.findings if f.rule == "citation/date"]
    assert [f.path for f in wrong] == ["80/101, PP 1", "80/102, PP 1"]
    comment = "<!-- reslint: ignore-file citation/date -- as printed -->\n\n"
    report = examine(Source("two.md", comment + text), shipped(), registry)
    assert [f.rule for f in report.suppressed] == ["citation/date"] * 2
    assert len(report.findings) == len(plain.findings) - 2


def test_a_symbol_from_outside_is_one_resolutions(registry: Registry) -> None:
    case = next(c for c in load("compilation.yaml") if c["name"] == "two with their covers")
    report = examine(Source("two.md", case["text"]), shipped(), registry, symbol="A/RES/80/101")
    assert len(report.judged) == 1


@pytest.mark.skipif(bool(PROBLEM), reason=PROBLEM)
@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_published_texts_put_together(lang: str, registry: Registry) -> None:
    texts = [draft.render() for draft in drafts(lang, "md")[:40]]
    whole, expected, at = "\n".join(texts), [], 0
    for text in texts:
        expected += [shifted(f, at) for f in alone(text, registry)]
        at += len(text) + 1
    report = examine(Source("all.md", whole), shipped(), registry)
    assert len(report.judged) == len(texts)
    assert len(report.findings) == len(expected)
    assert all(map(same, report.findings, expected))
