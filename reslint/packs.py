"""Rule packs: folders of YAML, one file a rule, read and held to the form.

Used when the shipped rules are compiled, for packs that users write, and for the pages of `explain`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from reslint.rules import LEVELS, PROFILES, Rule, RuleError, closest

# Folders of the shipped `rules/` that hold data, not rules.
DATA_FOLDERS = frozenset({"language", "registry", "entities", "messages"})
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
ORGANS = ("GA", "SC", "HRC", "ECOSOC")
# Checks of `reslint.checks.general`.
GENERAL = ("term", "pattern", "sequence", "opening", "ending")
SAFETIES = ("safe", "unsafe", "none")
REQUIRED = ("summary", "why", "authority", "severity", "languages", "check", "messages", "examples", "counter-examples")
OPTIONAL = ("organs", "valid-from", "valid-until", "options", "fix")
FORMATS = ("markdown", "text")
EXAMPLE_KEYS = (
    "lang", "text", "finds", "fixed", "as-of", "organ", "symbol", "session", "profile", "format", "with",
    "versions",
)  # fmt: skip


class Example(NamedTuple):
    """A text that a rule is tried on.

    `finds` are the message keys that it must give, in text order; `fixed` the text after every fix, None where
    that is not tried. `with_rules` are rules that run beside the one tried (suppressions need one). `versions`: texts
    by language where versions are compared; `finds` is what is found in that of `language`, nothing in the others.
    """

    language: str
    text: str
    finds: tuple[str, ...] = ()
    fixed: str | None = None
    as_of: date | None = None
    organ: str | None = None
    symbol: str | None = None
    session: int | None = None
    profile: str = "drafter"
    format: str = "markdown"
    with_rules: tuple[str, ...] = ()
    line: int = 0
    versions: Mapping[str, str] = {}


class Page(NamedTuple):
    """What stands in a rule's file beside the rule itself."""

    file: Path
    examples: tuple[Example, ...]
    counter_examples: tuple[Example, ...]
    lines: Mapping[str, int] = {}

    def line(self, key: str) -> int:
        """1-based line of a key of the file; 1 where it has none."""
        return self.lines.get(key, 1)


def read_pack(folder: str | Path) -> Iterator[tuple[Rule, Page]]:
    """The rules below `folder`, by id. The first fault is a `RuleError` with file and line."""
    for file in pack_files(folder):
        yield read_rule(file, str(folder))


def pack_files(folder: str | Path) -> list[Path]:
    """The files of the rules below `folder`, by id. A `RuleError` where there is none."""
    root = Path(folder)
    if not root.is_dir():
        raise RuleError(f"{folder}: no such folder of rules")
    files = sorted(file for file in root.glob("*/*.yaml") if file.parent.name not in DATA_FOLDERS)
    if not files:
        raise RuleError(f"{folder}: no rule in it; a rule is a file <family>/<rule>.yaml")
    return files


def read_rule(file: Path, pack: str = "") -> tuple[Rule, Page]:
    """One rule and its page from its YAML file."""
    node = _load(file)
    if not isinstance(node, dict):
        raise RuleError(f"{file}: a rule is a mapping of keys (summary, why, authority, ...)")
    form = _Form(file, node)
    form.keys(node, REQUIRED, (*REQUIRED, *OPTIONAL))
    languages = form.codes("languages", LANGUAGES)
    messages = form.messages()
    fix = form.mapping("fix") if "fix" in node else {}
    form.keys(fix, (), ("safety", "what"), at="fix")
    lines = {str(key): form.line(key) for key in node}
    page = Page(file, form.examples("examples", messages), form.examples("counter-examples", messages), lines)
    for language in languages:
        for name, found in (("examples", page.examples), ("counter-examples", page.counter_examples)):
            if all(example.language != language for example in found):
                form.fail(name, f"there is none for {language}; every rule needs one in each of its languages")
    form.general_check()
    rule = Rule(
        id=f"{file.parent.name}/{file.stem}",
        summary=form.text("summary"),
        why=form.text("why"),
        authority=form.text("authority"),
        severity=form.severity(),
        languages=languages,
        organs=form.codes("organs", ORGANS) if "organs" in node else (),
        valid_from=form.day("valid-from"),
        valid_until=form.day("valid-until"),
        check=form.text("check"),
        options=_plain(form.mapping("options")) if "options" in node else {},
        messages=messages,
        safety=form.one_of(str(fix.get("safety", "none")), SAFETIES, "fix"),
        fix=str(fix.get("what", "")),
        pack=pack,
    )
    return rule, page


def _load(file: Path) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return YAML(typ="rt").load(file.read_text(encoding="utf-8"))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise RuleError(f"{file}:{line}: not valid YAML: {' '.join(str(error.problem).split())}") from None
    except YAMLError as error:
        raise RuleError(f"{file}: not valid YAML: {' '.join(str(error).split())}") from None
    except UnicodeDecodeError as error:
        raise RuleError(f"{file}: not valid UTF-8 at byte {error.start}") from None
    except OSError as error:
        raise RuleError(f"{file}: cannot be read: {error.strerror}") from None


class _Form:
    """Reads values out of one rule's node and says where a fault is."""

    def __init__(self, file: Path, node: Any) -> None:
        self.file, self.node = file, node

    def line(self, key: str, node: Any = None) -> int:
        """1-based line of `key`; 1 where it is not known."""
        place = getattr(self.node if node is None else node, "lc", None)
        try:
            return int(place.key(key)[0]) + 1 if place is not None else 1
        except (KeyError, TypeError, AttributeError):
            return 1

    def fail(self, key: str, why: str, node: Any = None) -> None:
        raise RuleError(f"{self.file}:{self.line(key, node)}: {key}: {why}")

    def keys(self, node: Any, required: tuple[str, ...], allowed: tuple[str, ...], at: str = "") -> None:
        for key in node:
            if key not in allowed:
                hint = closest(str(key), allowed) or f"known are {', '.join(allowed)}"
                raise RuleError(f"{self.file}:{self.line(key, node)}: unknown key {key!r}: {hint}")
        for key in required:
            if key not in node:
                raise RuleError(f"{self.file}:{self.line(at) if at else 1}: the key {key!r} is missing")

    def text(self, key: str) -> str:
        value = self.node[key]
        if not isinstance(value, str) or not value.strip():
            self.fail(key, "a text is wanted")
        return " ".join(str(value).split())

    def mapping(self, key: str) -> Any:
        value = self.node[key]
        if not isinstance(value, dict):
            self.fail(key, "a mapping of keys is wanted")
        return value

    def items(self, key: str) -> Any:
        value = self.node[key]
        if not isinstance(value, list) or not value:
            self.fail(key, "a list with at least one item is wanted")
        return value

    def one_of(self, value: str, known: tuple[str, ...], key: str) -> str:
        if value not in known:
            self.fail(key, f"{value!r} is none of {', '.join(known)}")
        return value

    def codes(self, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.one_of(str(code), known, key) for code in self.items(key))

    def general_check(self) -> None:
        """A check without Python says itself whether its options will do."""
        name = self.text("check")
        if name in GENERAL:
            from importlib import import_module

            module = import_module(f"reslint.checks.general.{name}")
            try:
                module.prepare(_plain(self.mapping("options")) if "options" in self.node else {})
            except ValueError as error:
                self.fail("options" if "options" in self.node else "check", str(error))
            if "found" not in self.node["messages"]:
                self.fail("messages", f"the check {name!r} says the message 'found', which is missing")

    def severity(self) -> dict[str, str]:
        levels = self.mapping("severity")
        self.keys(levels, PROFILES, PROFILES, at="severity")
        return {profile: self.one_of(str(levels[profile]), LEVELS, "severity") for profile in PROFILES}

    def day(self, key: str, node: Any = None) -> date | None:
        value = (self.node if node is None else node).get(key)
        if value is None:
            return None
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(key, f"{str(value)!r} is no date like 1946-01-01", node)
        return None

    def messages(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        messages = self.mapping("messages")
        for key, texts in messages.items():
            is_mapping = isinstance(texts, dict) and all(isinstance(text, str) for text in texts.values())
            if not is_mapping or "en" not in texts:
                self.fail(str(key), "a message is a mapping of texts with the key 'en' at least", messages)
            found[str(key)] = {str(code): " ".join(str(text).split()) for code, text in texts.items()}
        if not found:
            self.fail("messages", "at least one message is wanted")
        return found

    def examples(self, key: str, messages: Mapping[str, object]) -> tuple[Example, ...]:
        return tuple(self._example(key, item, messages) for item in self.items(key))

    def _example(self, key: str, item: Any, messages: Mapping[str, object]) -> Example:
        line = int(item.lc.line) + 1 if hasattr(item, "lc") else self.line(key)
        where = f"{self.file}:{line}: {key}"
        if not isinstance(item, dict):
            raise RuleError(f"{where}: an example is a mapping with lang and text")
        for name in item:
            if name not in EXAMPLE_KEYS:
                hint = closest(str(name), EXAMPLE_KEYS) or f"known are {', '.join(EXAMPLE_KEYS)}"
                raise RuleError(f"{where}: unknown key {name!r}: {hint}")
        versions = {str(code): str(text) for code, text in (item.get("versions") or {}).items()}
        item.setdefault("text", versions.get(str(item.get("lang"))))
        if item.get("lang") not in LANGUAGES or not isinstance(item.get("text"), str):
            raise RuleError(f"{where}: an example needs lang (one of {', '.join(LANGUAGES)}) and text")
        finds, others = (self._strings(item, name) for name in ("finds", "with"))
        if bool(finds) != (key == "examples"):
            why = "finds is missing" if key == "examples" else "a counter-example finds nothing"
            raise RuleError(f"{where}: {why}")
        for name in finds:
            if name not in messages:
                raise RuleError(f"{where}: finds {name!r}, which is no message of the rule")
        session = item.get("session")
        if session is not None and (not isinstance(session, int) or isinstance(session, bool)):
            self.fail("session", "a number is wanted", item)
        return Example(
            language=str(item["lang"]),
            text=str(item["text"]),
            finds=finds,
            fixed=self._string(item, "fixed"),
            as_of=self.day("as-of", item),
            organ=self._known(item, "organ", ORGANS),
            symbol=self._string(item, "symbol"),
            session=session,
            profile=self._known(item, "profile", PROFILES) or "drafter",
            format=self._known(item, "format", FORMATS) or "markdown",
            with_rules=others,
            line=line,
            versions=versions,
        )

    def _string(self, item: Any, key: str) -> str | None:
        value = item.get(key)
        if not isinstance(value, str | None):
            self.fail(key, "a text is wanted", item)
        return None if value is None else str(value)

    def _known(self, item: Any, key: str, known: tuple[str, ...]) -> str | None:
        value = self._string(item, key)
        if value is not None and value not in known:
            self.fail(key, f"{value!r} is none of {', '.join(known)}", item)
        return value

    def _strings(self, item: Any, key: str) -> tuple[str, ...]:
        value = item.get(key, [])
        if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
            self.fail(key, "a list of texts is wanted", item)
        return tuple(map(str, value))


def _plain(value: Any) -> Any:
    """`value` in Python's own types, dates as ISO text, so that it can go through JSON."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, date):
        return value.isoformat()
    for kind in (int, float, str):
        if isinstance(value, kind):
            return kind(value)
    return str(value)
