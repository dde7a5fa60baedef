"""Recital lists and series of recurring resolutions, for tools/registry_facts.py.

Raw series come from a list made by other means (about nine in ten right). Two kinds of evidence improve them:
resolutions of one body with the same title belong together, and a resolution that recalls most of a series,
its latest member among them, continues it.
"""

from __future__ import annotations

import csv
import re
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from reslint.registry import symbols
from reslint.registry.schema import title_key
from reslint.registry.sessions import number as session_number

SPACE = re.compile(r"\s+")
OWN = re.compile(r"\bits (?:previous |relevant |earlier )*resolutions?\b")
NUMBER = re.compile(
    r"\b(\d{1,4}(?: [A-Z])? \((?:E?S-)?[IVXLC]+\)"
    r"|(?:E?S-)?\d{1,3}/\d{1,3}(?: [A-Z](?: (?:to|and) [A-Z])?\b)?)"
)
ELSEWHERE = re.compile(
    r"(?:Council|Commission|Committee|Conference) (?:resolutions?|decisions?) [^,]*$|decisions? [^,]*$"
)
REACH = 3  # sessions before a series' first member in which an untitled one may still belong to it
SMALL = 5  # a series of so few members may be the beginning of another under an older title
GENERIC_LIMIT = 3  # members of one session that may share a title before it counts as no title of its own


class Known(Protocol):
    @property
    def symbol(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def adopted(self) -> str: ...


def local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def recitals(folder: Path) -> dict[str, list[str]]:
    """Citing symbol -> what the first preambular paragraph that recalls own resolutions cites."""
    found: dict[str, list[str]] = {}
    for path in sorted((folder / "en").glob("*.xml")):
        root = ET.parse(path).getroot()
        citing = symbols.read(path.stem.removeprefix("A_RES_").replace("_", "/"))
        for preamble in (e for e in root.iter() if local(e) == "preamble"):
            for block in preamble:
                text = SPACE.sub(" ", plain(block))
                if OWN.search(text) and (cited := numbers(text)):
                    if citing is not None:
                        found.setdefault(symbols.canonical(citing), cited)
                    break
    return found


def plain(element: ET.Element) -> str:
    """The text without notes."""
    if local(element) == "authorialNote":
        return " "
    return (element.text or "") + "".join(plain(child) + (child.tail or "") for child in element)


def numbers(text: str) -> list[str]:
    """The General Assembly's resolutions that a paragraph cites, in its order, each once."""
    cited: dict[str, None] = {}
    for match in NUMBER.finditer(text):
        symbol = symbols.read(match[1], body="GA")
        if symbol is not None and not ELSEWHERE.search(text[: match.start()]):
            cited[symbols.canonical(symbol)] = None
    return list(cited)


def series(
    path: Path, rules: Path, rows: Iterable[Known], cited: dict[str, list[str]]
) -> list[tuple[str, str, str, str]]:
    """(id, evidence, title, members) of each series, members in the order of adoption."""
    known = {row.symbol: row for row in rows}
    by: dict[tuple[str, str], str] = {}
    group: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as file:
        for raw in csv.DictReader(file):
            symbol = symbols.read(raw["symbol"])
            name = symbols.canonical(symbol) if symbol else ""
            if name in known:
                group[raw["series"]].add(name)
                by[raw["series"], name] = raw["by"]
    same_title(group, by, known)
    split(group, by, known)
    continued(group, by, known, cited)
    for name in group:
        tidy(name, group[name], by, known)
    earlier(group, by, known, cited)
    corrected(group, rules / "series-corrections.tsv")
    for name in [n for n, members in group.items() if len(members) < 2]:
        del group[name]
    lines = []
    for name, members in sorted(group.items()):
        ordered = sorted(members, key=symbols.sort_key)
        titles = Counter(known[s].title for s in ordered if known[s].title)
        latest = next((known[s].title for s in reversed(ordered) if known[s].title), "")
        evidence = {by[name, s] for s in ordered}
        kind = "both" if len(evidence) > 1 else evidence.pop()
        lines.append((name, kind, latest if titles else "", " ".join(ordered)))
    return lines


def same_title(group: dict[str, set[str]], by: dict[tuple[str, str], str], known: dict[str, Known]) -> None:
    """Resolutions of one body with the same title make one series, or join the series that has the title."""
    titled: dict[tuple[str, str], list[str]] = defaultdict(list)
    for symbol, row in known.items():
        key = title_key(row.title)
        if len(key.split()) >= 2 and not symbol.startswith("S/"):
            titled[symbol.split("/RES/")[0], key].append(symbol)
    home = {symbol: name for name, members in group.items() for symbol in members}
    fresh = 5000
    for _, alike in sorted(titled.items()):
        wholes = sorted(s for s in alike if not is_shadow(s, alike))
        if len(wholes) < 2 or is_generic(wholes):
            continue
        homes = Counter(home[s] for s in wholes if s in home)
        if homes:
            target = homes.most_common(1)[0][0]
        else:
            fresh += 1
            target = f"T{fresh}"
        for symbol in wholes:
            old = home.get(symbol)
            if old == target:
                continue
            if old is not None:
                group[old].discard(symbol)
            home[symbol] = target
            group[target].add(symbol)
            by[target, symbol] = "title"
    for name in [n for n, members in group.items() if len(members) < 2]:
        del group[name]


def is_shadow(symbol: str, others: Iterable[str]) -> bool:
    """Whether a range such as 74/92 A-B stands beside its own parts or whole."""
    parsed = symbols.parse(symbol)
    return parsed is not None and "-" in parsed.part and symbols.canonical(parsed.whole) in set(others)


def is_generic(members: Iterable[str]) -> bool:
    """Whether several resolutions of one session bear the title: it names an item, not a subject."""
    sessions = Counter(s.session for s in map(symbols.parse, members) if s)
    return max(sessions.values()) > GENERIC_LIMIT


def split(group: dict[str, set[str]], by: dict[tuple[str, str], str], known: dict[str, Known]) -> None:
    """A series with two running titles in the same sessions is two series."""
    for name in list(group):
        keys: dict[str, set[str]] = defaultdict(set)
        for symbol in group[name]:
            if key := title_key(known[symbol].title):
                keys[key].add(symbol)
        running = [k for k, m in keys.items() if len(m) >= 2]
        if len(running) < 2:
            continue
        spans = {k: {s.session for s in map(symbols.parse, keys[k]) if s} for k in running}
        for number, key in enumerate(sorted(running, key=lambda k: (-len(keys[k]), k))[1:]):
            first = max(running, key=lambda k: (len(keys[k]), k))
            if len(spans[key] & spans[first]) >= 2:
                target = f"{name}.{number + 1}"
                for symbol in keys[key]:
                    group[name].discard(symbol)
                    group[target].add(symbol)
                    by[target, symbol] = by[name, symbol]


def earlier(
    group: dict[str, set[str]], by: dict[tuple[str, str], str], known: dict[str, Known], cited: dict[str, list[str]]
) -> None:
    """What a member's list recalls besides the series joins it: a small series under an older title, of other
    sessions, all recalled; a single resolution of another session that has no title here or one much like it."""
    home = {symbol: name for name, members in group.items() for symbol in members}
    for citing, recalled in sorted(cited.items(), key=lambda c: symbols.sort_key(c[0])):
        name = home.get(citing, "")
        inside = [s for s in recalled if home.get(s) == name]
        if not name or len(inside) < 3 or len(inside) * 10 < 6 * len(recalled):
            continue
        for symbol in sorted(
            (s for s in recalled if s in known and home.get(s) != name), key=symbols.sort_key, reverse=True
        ):
            other = home.get(symbol)
            newcomers = group[other] if other else {symbol}
            if len(newcomers) > SMALL or not newcomers <= set(recalled):
                continue
            taken = {number(s) for s in group[name]}
            if taken & {number(s) for s in newcomers} or not (other or is_near(symbol, group[name], known)):
                continue
            for newcomer in newcomers:
                home[newcomer] = name
                by[name, newcomer] = "recital"
            group[name] |= newcomers
            if other:
                del group[other]


def number(symbol: str) -> int:
    """The session as a number; 0 for special ones."""
    parsed = symbols.parse(symbol)
    return (session_number(parsed.session) or 0) if parsed else 0


def is_near(symbol: str, members: set[str], known: dict[str, Known]) -> bool:
    """Whether a single resolution fits a series: by its title, or without one by its session."""
    own = set(title_key(known[symbol].title).split())
    if not own:
        return number(symbol) >= min(number(s) for s in members) - REACH
    words = [set(title_key(known[s].title).split()) for s in members if known[s].title]
    return any(len(own & w) >= 0.6 * max(len(own), len(w)) for w in words)


def corrected(group: dict[str, set[str]], path: Path) -> None:
    """Takes out the members that people found wrong."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t"):
            group[row["series"]].discard(row["symbol"])


def tidy(name: str, members: set[str], by: dict[tuple[str, str], str], known: dict[str, Known]) -> None:
    """Takes out what stands twice (ranges beside their parts) and strangers.

    A stranger shares its session with a member that bears the running title, and bears another itself or
    came in by a recital alone, in a series that has one member a session.
    """
    parsed = {s: p for s in members if (p := symbols.parse(s))}
    for symbol, p in parsed.items():
        kin = {q.part for q in parsed.values() if (q.session, q.number) == (p.session, p.number)}
        if ("-" in p.part and len(kin) > 1) or (not p.part and "A" in kin):
            members.discard(symbol)
    sessions: dict[str, list[str]] = defaultdict(list)
    for symbol in members:
        sessions[parsed[symbol].session].append(symbol)
    crowded = {s: m for s, m in sessions.items() if len({parsed[x].number for x in m}) > 1}
    if not sessions or len(crowded) > 0.2 * len(sessions):
        return
    titles = Counter(title_key(known[s].title) for s in members if known[s].title)
    running = titles.most_common(1)[0][0] if titles else ""
    for crowd in crowded.values():
        native = [s for s in crowd if title_key(known[s].title) == running and running]
        native = native or [s for s in crowd if by[name, s] == "title"]
        if len({parsed[s].number for s in native}) == 1:
            members.difference_update(
                s for s in crowd if s not in native and parsed[s].number != parsed[native[0]].number
            )


def continued(
    group: dict[str, set[str]],
    by: dict[tuple[str, str], str],
    known: dict[str, Known],
    cited: dict[str, list[str]],
) -> None:
    """A resolution that recalls a series up to its latest member continues it."""
    home: dict[str, list[str]] = defaultdict(list)
    for name, members in group.items():
        for symbol in members:
            home[symbol].append(name)
    for citing, recalled in cited.items():
        if citing not in known or citing in home:
            continue
        shares = Counter(name for s in recalled for name in home.get(s, []))
        if not shares:
            continue
        name, share = shares.most_common(1)[0]
        if share >= 3 and share * 10 >= 6 * len(recalled):
            group[name].add(citing)
            by[name, citing] = "recital"
            home[citing].append(name)
