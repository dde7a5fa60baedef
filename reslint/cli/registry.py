"""`reslint registry show|search|series|import|build`: what is known of adopted resolutions."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reslint.cli.output import complain

if TYPE_CHECKING:
    from reslint.registry.model import Entry
    from reslint.registry.store import Registry
    from reslint.registry.symbols import Symbol

VERSION = 1  # of the JSON output
EVIDENCE = {
    "A": "evidence A: two independent sources agree",
    "B": "evidence B: one official source, or two texts that cite it",
    "C": "evidence C: one text that cites it",
    "N": "evidence N: the numbers before and after it were adopted that day",
}


def add(subparsers: Any) -> None:
    """Registers the command."""
    from reslint.cli import registry_write
    from reslint.cli.parser import processes

    what = "look up, extend or build the registry of adopted resolutions"
    parser = subparsers.add_parser(
        "registry", help=what, description=f"{what[0].upper()}{what[1:]}.",
        epilog="Exit code: 0 done; 1 not known (show, search, series), or values that differ were left as they are "
        "(import, build); 2 could not do its work.",
    )  # fmt: skip
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")

    asked = "found, 1 not known, 2 could not do its work"
    show = _action(actions, "show", "everything known of a resolution: 77/18, '3369 (XXX)', 2005/11, S-30/1", asked)
    show.add_argument("symbols", nargs="+", metavar="SYMBOL", help="its symbol or number")
    show.add_argument("--body", choices=("GA", "SC", "HRC", "ECOSOC"), default="", help="whose number it is")
    show.set_defaults(run=run_show)

    search = _action(actions, "search", "resolutions whose title holds all the words", asked)
    search.add_argument("words", nargs="+", metavar="WORD", help="a word of the title")
    search.add_argument("--limit", type=int, default=20, metavar="N", help="titles at most (default: 20)")
    search.set_defaults(run=run_search)

    series = _action(actions, "series", "the resolutions of a series, by words of its title or by a symbol", asked)
    series.add_argument("topic", nargs="+", metavar="TOPIC", help="words of the title, or a symbol")
    series.set_defaults(run=run_series)

    for reader in (show, search, series):
        add_reading(reader)
        reader.add_argument("--format", choices=("text", "json"), default="text", help="form (default: text)")

    added = "added, 1 values that differ were left as they are, 2 could not do its work, or not with every text"
    imported = _action(actions, "import", "add the resolutions of a CSV file to your own registry", added)
    imported.add_argument("file", type=Path, metavar="FILE.csv", help="the file")
    imported.set_defaults(run=registry_write.run_import)
    build = _action(actions, "build", "learn from a folder of adopted texts", added)
    build.add_argument("folder", type=Path, metavar="FOLDER", help="the texts")
    build.add_argument("--output", type=_file, metavar="FILE", help="write there instead of into your own registry")
    build.add_argument("--jobs", type=processes, metavar="N", help="processes (default: one for each core)")
    build.add_argument("--no-cache", action="store_true", help="read every text anew, and keep nothing")
    build.set_defaults(run=registry_write.run_build)
    for writer in (imported, build):
        writer.add_argument("--replace", action="store_true", help="where values differ, take the new one")
        writer.add_argument("--registry", metavar="FILE", help="your own registry (default: in your data folder)")


def _action(actions: Any, name: str, what: str, code: str) -> Any:
    """The parser of one action. `code`: what its exit codes mean, from 0 on."""
    return actions.add_parser(
        name, help=what, description=f"{what[0].upper()}{what[1:]}.", epilog=f"Exit code: 0 {code}."
    )


def add_reading(parser: argparse.ArgumentParser) -> None:
    """The options of every command that asks the registry."""
    parser.add_argument("--as-of", type=day, metavar="DATE", help="as things stood on that day (2013-05-17)")
    parser.add_argument("--registry", metavar="FILE", help="your own registry, asked before the one that ships")


def _file(written: str) -> Path:
    if written == "-":
        raise argparse.ArgumentTypeError("a registry cannot go to standard output; name a file")
    return Path(written)


def day(written: str) -> date:
    """A date argument."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{written!r} is no date; write it as 2013-05-17") from None


def opened(args: argparse.Namespace) -> Registry:
    """The registry that the options ask for."""
    from reslint.cli.overlay import open_for

    return open_for(args.registry)


# show


def run_show(args: argparse.Namespace) -> int:
    """Prints each resolution; 1 where one is not known."""
    registry = opened(args)
    found = [(written, look_up(registry, written, args.body)) for written in args.symbols]
    missing = [(w, note) for w, (entry, note) in found if entry is None]
    entries = [(entry, note) for _, (entry, note) in found if entry is not None]
    if args.format == "json":
        _print_json(
            {
                "resolutions": [as_json(e, registry, args.as_of) for e, _ in entries],
                "unknown": [w for w, _ in missing],
            }
        )
    elif entries:
        print("\n\n".join(_described(e, registry, args.as_of, note) for e, note in entries))
    for written, note in missing:
        complain(f"{written}: {note}")
    return 1 if missing else 0


def look_up(registry: Registry, written: str, body: str) -> tuple[Entry | None, str]:
    """The entry that a person means, and a remark (on what else it can be, or on why there is none)."""
    from reslint.registry import symbols
    from reslint.registry.model import RegistryError

    symbol = symbols.read(written, body)
    if symbol is None:
        raise RegistryError(f"{written!r} is no symbol of a resolution; write 77/18, '3369 (XXX)' or A/RES/77/18")
    candidates = [symbol]
    if not body and symbol.body == "GA" and "/" not in written.partition("/")[2] and not symbols.is_old(symbol):
        # The Human Rights Council numbers in the same way.
        candidates.append(symbols.Symbol("HRC", symbol.session, symbol.number, symbol.part, symbol.kind))
    entries = [e for s in candidates if (e := registry.find(symbols.canonical(s))) is not None]
    if entries:
        return entries[0], f"{entries[1].symbol} also exists (--body HRC)" if len(entries) > 1 else ""
    return None, _why_unknown(registry, symbol)


def _why_unknown(registry: Registry, symbol: Symbol) -> str:
    from reslint.registry import symbols

    size = registry.session_size(symbol.body, symbol.session)
    if size is not None and symbol.number > size:
        last = symbols.display(symbols.canonical(symbols.Symbol(symbol.body, symbol.session, size)))
        return f"no such resolution: the last number of that session is {last} (registry)"
    if registry.absent(symbols.canonical(symbol), date.today()):
        return "no such resolution (registry)"
    return "not in the registry, which does not hold all resolutions of that session"


def _described(entry: Entry, registry: Registry, as_of: date | None, note: str) -> str:
    from reslint.registry.symbols import display

    lines = [f"{display(entry.symbol)}  {entry.title or '(title not known)'}", f"  symbol    {entry.symbol}"]
    when = f"{_english(entry.adopted)} ({EVIDENCE.get(entry.evidence, 'evidence not known')})" if entry.adopted else ""
    lines.append(f"  adopted   {when or 'day not known'}")
    if as_of and entry.adopted and entry.adopted > as_of:
        lines.append(f"  not yet adopted on {_english(as_of)}")
    for name, value in (("item", entry.agenda_item), ("draft", entry.draft), ("meeting", entry.meeting)):
        if value:
            lines.append(f"  {name:<9} {value}")
    for series in entry.series:
        members = registry.members(series, as_of)
        before, after = _neighbours(entry, members)
        title = registry.series_title(series) or "(untitled)"
        lines.append(f"  series    {title} ({_count(members)}, {span(members)})")
        lines.append(f"  previous  {_cited(before) if before else 'none'}")
        lines.append(f"  next      {_cited(after) if after else 'none known'}")
    if note:
        lines.append(f"  note      {note}")
    return "\n".join(lines)


def _neighbours(entry: Entry, members: tuple[Entry, ...]) -> tuple[Entry | None, Entry | None]:
    names = [m.symbol for m in members]
    if entry.symbol in names:
        at = names.index(entry.symbol)
        return (members[at - 1] if at else None), (members[at + 1] if at + 1 < len(members) else None)
    when = entry.adopted or date.max  # a whole whose parts are the members
    earlier = [m for m in members if m.adopted and m.adopted < when]
    later = [m for m in members if m.adopted and m.adopted > when]
    return (earlier[-1] if earlier else None), (later[0] if later else None)


def _cited(entry: Entry) -> str:
    from reslint.registry.symbols import display

    return f"{display(entry.symbol)} of {_english(entry.adopted)}" if entry.adopted else display(entry.symbol)


def _count(members: tuple[Entry, ...]) -> str:
    return f"{len(members)} resolution{'' if len(members) == 1 else 's'}"


def span(members: tuple[Entry, ...]) -> str:
    """First and last member of a series: "37/4 to 79/9"."""
    from reslint.registry.symbols import display

    return f"{display(members[0].symbol)} to {display(members[-1].symbol)}" if members else "none by then"


def _english(when: date | None) -> str:
    from reslint.language import get

    return get("en").write_date(when) if when else "day not known"


# search, series


def run_search(args: argparse.Namespace) -> int:
    """Prints the titles found, the latest first; 1 where there are none."""
    from datetime import timedelta

    registry = opened(args)
    before = args.as_of + timedelta(days=1) if args.as_of else None
    found = registry.search(" ".join(args.words), max(1, args.limit), before)
    if args.format == "json":
        _print_json({"resolutions": [as_json(e, registry, args.as_of) for e in found]})
    elif found:
        print("\n".join(_line(e) for e in found))
    else:
        complain(f"no title holds {' '.join(args.words)!r}")
    return 0 if found else 1


def _line(entry: Entry) -> str:
    from reslint.registry.symbols import display

    adopted = entry.adopted.isoformat() if entry.adopted else "----------"
    return f"{adopted}  {display(entry.symbol):<12}  {entry.title}".rstrip()


def run_series(args: argparse.Namespace) -> int:
    """Prints the members of the series that the topic names, or several series; 1 where there are none."""
    registry = opened(args)
    topic = " ".join(args.topic)
    found = find_series(registry, topic)
    if args.format == "json":
        _print_json(
            {
                "series": [
                    {
                        "id": s,
                        "title": title,
                        "members": [as_json(e, registry, args.as_of) for e in registry.members(s, args.as_of)],
                    }
                    for s, title in found
                ]
            }
        )
    elif len(found) == 1:
        members = registry.members(found[0][0], args.as_of)
        print(f"{found[0][1] or '(untitled)'}: {_count(members)}")
        print("\n".join(_line(e) for e in members))
    else:
        for series, title in found:
            members = registry.members(series, args.as_of)
            print(f"{title or '(untitled)'} ({_count(members)}, {span(members)})")
    if not found:
        complain(f"no series is known for {topic!r}")
    return 0 if found else 1


def find_series(registry: Registry, topic: str) -> tuple[tuple[str, str], ...]:
    """(id, title) of the series that a symbol belongs to or whose title holds the topic's words.

    One alone where its title is exactly the topic.
    """
    import re

    from reslint.registry import symbols
    from reslint.registry.schema import title_key

    symbol = symbols.read(topic)
    if symbol is not None:
        ids = registry.series_of(symbols.canonical(symbol))
        return tuple((series, registry.series_title(series)) for series in ids)
    words = " ".join(re.findall(r"[\w'’/-]+", topic))
    found = registry.find_series(words)
    exact = tuple(f for f in found if title_key(f[1]) == title_key(topic))
    return exact if len(exact) == 1 else found


def as_json(entry: Entry, registry: Registry, as_of: date | None) -> dict[str, object]:
    """One resolution in the JSON output."""
    from reslint.registry.symbols import display

    series = []
    for name in entry.series:
        before, after = _neighbours(entry, registry.members(name, as_of))
        series.append(
            {
                "id": name,
                "title": registry.series_title(name),
                "previous": before.symbol if before else None,
                "next": after.symbol if after else None,
            }
        )
    return {
        "symbol": entry.symbol,
        "display": display(entry.symbol),
        "body": entry.body,
        "adopted": entry.adopted.isoformat() if entry.adopted else None,
        "evidence": entry.evidence or None,
        "title": entry.title or None,
        "agendaItem": entry.agenda_item or None,
        "draft": entry.draft or None,
        "meeting": entry.meeting or None,
        "series": series,
    }


def _print_json(value: dict[str, object]) -> None:
    import json

    print(json.dumps({"version": VERSION, **value}, ensure_ascii=False, indent=2))
