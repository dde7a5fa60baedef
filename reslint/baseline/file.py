"""The baseline's file: JSON, one value a line, sorted, so that a change of it can be read in a review."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from reslint.baseline.model import Baseline, BaselineError, Entry
from reslint.finding import SEVERITIES

VERSION = 1
_TEXTS = ("rule", "severity", "text", "paragraph", "digest")
_KEYS = (*_TEXTS, "times", "reason", "until")


def read(place: str) -> Baseline:
    """The baseline in the file at `place`; a `BaselineError` where it cannot be used."""
    try:
        with open(place, "rb") as stream:
            data = stream.read()
    except FileNotFoundError:
        raise BaselineError(f"{place}: no such baseline; `reslint baseline write` makes one") from None
    except OSError as error:
        raise BaselineError(f"{place}: the baseline cannot be read: {error.strerror}") from None
    try:
        return loads(data.decode("utf-8-sig"), place)
    except UnicodeDecodeError as error:
        raise BaselineError(f"{place}: the baseline is not valid UTF-8 at byte {error.start}") from None


def loads(text: str, place: str) -> Baseline:
    """The baseline that `text` states; `place` names it in a `BaselineError` and is where its paths begin."""
    if not text.strip():
        raise BaselineError(f"{place}: the baseline is empty; `reslint baseline write --force` makes one anew")
    try:
        record = json.loads(text, object_pairs_hook=_once)
    except _TwiceError as error:
        raise BaselineError(f"{place}: the baseline has {error} twice; one of the two would be lost") from None
    except json.JSONDecodeError as error:
        raise BaselineError(f"{place}:{error.lineno}: the baseline is not valid JSON: {error.msg}") from None
    except RecursionError:
        raise BaselineError(f"{place}: not a baseline of reslint") from None
    if not isinstance(record, dict) or "version" not in record or "findings" not in record:
        raise BaselineError(f"{place}: not a baseline of reslint: version or findings are missing")
    if record["version"] != VERSION:
        raise BaselineError(
            f"{place}: the baseline's version is {record['version']!r}, and this reslint reads {VERSION}; "
            "`reslint baseline write --force` makes one anew"
        )
    for key in record:
        if key not in ("version", "findings"):
            raise BaselineError(f"{place}: the baseline has an unknown key {key!r}")
    files = record["findings"]
    if not isinstance(files, dict) or not all(isinstance(found, list) for found in files.values()):
        raise BaselineError(f"{place}: findings: a list of findings by file is wanted")
    return Baseline(
        place,
        {name: tuple(_entry(value, f"{place}: {name}, finding {n}") for n, value in enumerate(found, 1))
         for name, found in files.items()},
    )  # fmt: skip


def dumps(baseline: Baseline) -> str:
    """The text of the file: files by name, entries in their order, a line end at the end."""
    findings = {name: [_record(entry) for entry in found] for name, found in sorted(baseline.files.items()) if found}
    return json.dumps({"version": VERSION, "findings": findings}, ensure_ascii=False, indent=2) + "\n"


class _TwiceError(ValueError):
    """A key that stands twice, as a careless merge leaves it: one of the two would be lost without a word."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        names = [name for name, _ in pairs]
        raise _TwiceError(repr(next(name for name in names if names.count(name) > 1)))
    return record


def _record(entry: Entry) -> dict[str, Any]:
    """What need not be said (once, no reason, no end) is left out."""
    record: dict[str, Any] = {name: getattr(entry, name) for name in _TEXTS}
    if entry.times != 1:
        record["times"] = entry.times
    if entry.reason:
        record["reason"] = entry.reason
    if entry.until:
        record["until"] = entry.until.isoformat()
    return record


def _entry(value: object, where: str) -> Entry:
    if not isinstance(value, dict):
        raise BaselineError(f"{where}: an object with rule, severity, text, paragraph and digest is wanted")
    record = cast("Mapping[str, object]", value)
    for key in record:
        if key not in _KEYS:
            raise BaselineError(f"{where}: unknown key {key!r}; known are {', '.join(_KEYS)}")
    for key in _TEXTS:
        if not isinstance(record.get(key), str):
            raise BaselineError(f"{where}: {key}: a text is wanted")
    times, reason, until = record.get("times", 1), record.get("reason", ""), record.get("until")
    if not isinstance(times, int) or isinstance(times, bool) or times < 1:
        raise BaselineError(f"{where}: times: a number from 1 on is wanted")
    if not isinstance(reason, str):
        raise BaselineError(f"{where}: reason: a text is wanted")
    rule, severity, text, paragraph, digest = (cast(str, record[key]) for key in _TEXTS)
    if severity not in SEVERITIES:
        raise BaselineError(f"{where}: severity: {severity!r} is none of {', '.join(SEVERITIES)}")
    return Entry(rule, severity, text, paragraph, digest, times, reason, _day(until, where))


def _day(value: object, where: str) -> date | None:
    if value is None:
        return None
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:  # other forms of ISO 8601 are read, but not by people
        raise BaselineError(f"{where}: until: {value!r} is no date like 2027-01-31")
    return day
