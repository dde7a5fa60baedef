"""Rules x resolution -> findings. Pure: the same input gives the same output; nothing is written."""

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple, cast

from reslint import data, suppress
from reslint.checks.context import Check, Context
from reslint.errors import UserError
from reslint.finding import SEVERITIES, Finding, Hit, Severity, shifted
from reslint.language import get as get_language
from reslint.registry.model import RegistryError
from reslint.registry.store import Registry
from reslint.resolution import compilation
from reslint.resolution.model import Resolution
from reslint.resolution.parse import parse
from reslint.rules import CONCORDANCE_CHECK, ENGINE_CHECK, Rule, RuleError
from reslint.source.model import Source

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


class StoppedError(Exception):
    """The work was called off: a newer text has come."""


class CheckError(UserError):
    """A check failed on a text: a fault of reslint or of a pack, not of the text."""


class Judged(NamedTuple):
    """What is said of one resolution, which begins at `start` in its source: offsets of `resolution` and `findings`
    count from there. `findings` in text order, none silenced yet; `failures` a sentence for each check that broke;
    `as_of` the day on which it was judged; `ran` the rules that had something to say of such a text."""

    start: int
    resolution: Resolution
    findings: tuple[Finding, ...]
    failures: tuple[str, ...]
    as_of: date
    ran: tuple[Rule, ...]


class Report(NamedTuple):
    """What is said of one source.

    `judged`: the resolutions in it, in text order; none where it holds none. `findings` in text order, `suppressed`
    those that comments in the text silence (each with its reason), `failures` a sentence for each check that broke.
    `known`: those that the baseline knows, taken out of `findings`; None where there is no baseline. `predecessor`: the
    name of the earlier text that it was compared with, or "".
    """

    source: Source
    judged: tuple[Judged, ...] = ()
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Finding, ...] = ()
    failures: tuple[str, ...] = ()
    known: tuple[Finding, ...] | None = None
    predecessor: str = ""

    @property
    def resolution(self) -> Resolution | None:
        """The resolution, the first one of a compilation; None: there is none."""
        return self.judged[0].resolution if self.judged else None

    @property
    def as_of(self) -> date | None:
        """The day on which the first resolution was judged."""
        return self.judged[0].as_of if self.judged else None

    def judged_at(self, offset: int) -> Judged | None:
        """The resolution that stands at a source offset."""
        at = bisect_right(self.judged, offset, key=lambda j: j.start) - 1
        return self.judged[at] if at >= 0 else None


class Settings(NamedTuple):
    """How a source is judged: `rules`, the day (None: the one the text itself states, else today), and what overrides
    what the text says of itself. `known`: ids of all rules there are, where `rules` is a selection (a comment in the
    text may name any of them). `ui`: the language of the messages, not of the text."""

    rules: Sequence[Rule]
    as_of: date | None = None
    language: str | None = None
    organ: str | None = None
    symbol: str | None = None
    session: int | None = None
    profile: str = "drafter"
    known: Collection[str] = ()
    ui: str = "en"


def lint(
    source: Source,
    rules: Sequence[Rule],
    registry: Registry,
    as_of: date | None = None,
    *,
    language: str | None = None,
    organ: str | None = None,
    symbol: str | None = None,
    session: int | None = None,
    profile: str = "drafter",
) -> tuple[Finding, ...]:
    """The findings of `rules` on `source`, in text order, suppressed ones left out.

    `as_of` is the day on which the text is judged; None: the day the text itself states (adoption, else
    issue), else today. The options after it override what the text says of itself. A `CheckError` where a
    check breaks.
    """
    report = examine(
        source, rules, registry, as_of,
        language=language, organ=organ, symbol=symbol, session=session, profile=profile,
    )  # fmt: skip
    if report.failures:
        raise CheckError(report.failures[0])
    return report.findings


def examine(
    source: Source,
    rules: Sequence[Rule],
    registry: Registry,
    as_of: date | None = None,
    *,
    language: str | None = None,
    organ: str | None = None,
    symbol: str | None = None,
    session: int | None = None,
    profile: str = "drafter",
    known: Collection[str] = (),
) -> Report:
    """`lint`, with what was understood, what was silenced, and which checks broke. See `Settings` for the options."""
    return report_on(source, registry, Settings(rules, as_of, language, organ, symbol, session, profile, known))


def report_on(source: Source, registry: Registry, settings: Settings) -> Report:
    """The report on a source: each of its resolutions judged."""
    judged = (judge(source, start, end, registry, settings) for start, end in pieces(source, settings))
    return assemble(source, [j for j in judged if j is not None], settings)


def pieces(source: Source, settings: Settings) -> list[tuple[int, int]]:
    """Source spans of the resolutions that are judged each on its own: one, but for a compilation of many.

    A symbol or a session that is given from outside is one resolution's, so the source is taken for one.
    """
    if settings.symbol is not None or settings.session is not None:
        return [(0, len(source.text))]
    return compilation.pieces(source.text)


def judge(
    source: Source,
    start: int,
    end: int,
    registry: Registry,
    settings: Settings,
    stopped: Callable[[], bool] = lambda: False,
) -> Judged | None:
    """What the rules say of the resolution in `start`..`end` of the source; None where there is none.

    It is a function of that piece of text alone. `stopped` is asked between rules; a `StoppedError` once it says yes.
    """
    whole = start == 0 and end == len(source.text)
    piece = source if whole else source._replace(text=source.text[start:end])
    resolution = parse(piece, settings.language, organ=settings.organ, symbol=settings.symbol, session=settings.session)
    if resolution is None:
        return None
    text_date = resolution.adopted or resolution.issued
    day = settings.as_of or text_date or date.today()
    context = Context(piece, get_language(resolution.language), registry, day, text_date)
    active = tuple(active_rules(settings.rules, resolution, context, settings.profile))
    found: set[Finding] = set()
    failures = []
    for rule in active:
        if rule.check == ENGINE_CHECK:
            continue
        if stopped():
            raise StoppedError
        try:
            for hit in check_of(rule)(resolution, context, rule.options):
                if finding := worded(rule, hit, resolution, settings.profile, settings.ui):
                    found.add(finding)
        except (UserError, RegistryError):
            raise
        except Exception as error:  # a broken check must not take the others with it
            failures.append(_failure(rule, source, error))
    return Judged(start, resolution, tuple(sorted(found, key=order)), tuple(failures), day, active)


def assemble(source: Source, judged: Sequence[Judged], settings: Settings) -> Report:
    """The report on a source from what was said of its resolutions: places in the source, comments obeyed."""
    if not judged:
        return Report(source)
    findings = [f for j in judged for f in _placed(j, compiled=len(judged) > 1)]
    failures = tuple(failure for j in judged for failure in j.failures)
    spans = ((p.start + j.start, p.end + j.start) for j in judged for p in j.resolution.paragraphs)
    directives = suppress.find(source, spans)
    kept, silenced, used = suppress.apply(findings, directives)
    if directives:
        ran = {rule.id: rule for j in judged for rule in j.ran}
        known = settings.known or [rule.id for rule in settings.rules]
        for name, hit in suppress.faults(directives, used, ran, known):
            own = ran.get(name)
            if own is not None and (finding := worded(own, hit, None, settings.profile, settings.ui)):
                kept.append(finding)
        kept.sort(key=order)
    return Report(source, tuple(judged), tuple(kept), tuple(silenced), failures)


def _placed(judged: Judged, *, compiled: bool) -> Iterator[Finding]:
    """The findings at their places in the source; in a compilation their address says which resolution is meant."""
    if not compiled:
        yield from judged.findings
        return
    titles = judged.resolution.facts.get("symbol", ())
    name = titles[0].value if titles else ""
    for finding in judged.findings:
        path = ", ".join(filter(None, (name, finding.path)))
        yield shifted(finding, judged.start)._replace(path=path)


def active_rules(rules: Sequence[Rule], resolution: Resolution, context: Context, profile: str) -> Iterator[Rule]:
    """The rules that have something to say of this text in this profile.

    The archive judges by the conventions of the text's own date, the others by those of the day of judgement.
    A rule for certain organs also speaks where the organ is not known.
    """
    day = (context.text_date or context.as_of) if profile == "archive" else context.as_of
    for rule in rules:
        if (
            resolution.language in rule.languages
            and rule.check != CONCORDANCE_CHECK
            and rule.severity[profile] != "off"
            and (not rule.organs or not resolution.organ or resolution.organ in rule.organs)
            and rule.holds_on(day)
        ):
            yield rule


@cache
def _load_check(name: str, rule: str) -> Check:
    from importlib import import_module

    module = f"reslint.checks.{name}" if "." in name else f"reslint.checks.general.{name}"
    try:
        return cast(Check, import_module(module).check)
    except ModuleNotFoundError as error:
        if not (error.name and module.startswith(error.name)):
            raise
    from importlib.metadata import entry_points  # slow to import, and only packs with Python of their own need it

    for entry in entry_points(group="reslint.checks", name=name):
        return cast(Check, entry.load())
    raise RuleError(f"the rule {rule} wants the check {name!r}, which is neither reslint's own nor installed")


def check_of(rule: Rule) -> Check:
    """The function that does the rule's work; a `RuleError` where there is none."""
    return _load_check(rule.check, rule.id)


def worded(rule: Rule, hit: Hit, resolution: Resolution | None, profile: str, ui: str = "en") -> Finding | None:
    """The hit as a finding of its rule, told in the language `ui`; None where the profile wants only what is surer."""
    level = cast(Severity, rule.severity[profile])
    severity = hit.severity or level
    if profile == "gate" and SEVERITIES.index(severity) > SEVERITIES.index(level):
        return None  # the check is less sure than its rule, and a gate stops nobody on a guess
    path = resolution.paragraphs[hit.paragraph].path if resolution is not None and hit.paragraph >= 0 else ""
    return Finding(
        rule.id, severity, message(rule, hit, ui), hit.start, hit.end, path, rule.authority, hit.fix, hit.related
    )


def message(rule: Rule, hit: Hit, ui: str = "en") -> str:
    """The hit in words. A placeholder for which the check gives no value stays visible.

    In the language `ui`, as far as the rule itself or what is translated of the shipped rules has it; else in English.
    """
    try:
        texts = rule.messages[hit.message]
    except KeyError:
        raise RuleError(f"the rule {rule.id} has no message {hit.message!r}, which its check uses") from None
    text = texts.get(ui) or data.load(f"messages-{ui}").get(rule.id, {}).get(hit.message)
    said = ui if text else "en"
    return _PLACEHOLDER.sub(lambda m: _say(hit.values.get(m[1], m[0]), said), text or texts["en"])


def _say(value: str | date, ui: str) -> str:
    """A value in a message; set apart in Arabic, lest words of another script turn the line about."""
    text = value if isinstance(value, str) else get_language(ui).write_date(value)
    return f"\u2068{text}\u2069" if ui == "ar" and text else text


def order(finding: Finding) -> tuple[int, int, str, str]:
    """Text order, for sorting."""
    return finding.start, finding.end, finding.rule, finding.message


def _failure(rule: Rule, source: Source, error: Exception) -> str:
    last = error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    where = f" at {last.tb_frame.f_code.co_name}:{last.tb_lineno}" if last else ""
    what = " ".join(f"{type(error).__name__} {error}".split())
    return f"{source.name}: the check of {rule.id} broke ({what}{where}); its findings are missing; please report it"


def reseverity(rules: Sequence[Rule], levels: dict[str, str]) -> tuple[Rule, ...]:
    """The rules with the severity that the config gives them by id, in every profile."""
    if not levels:
        return tuple(rules)
    return tuple(
        rule._replace(severity=dict.fromkeys(rule.severity, levels[rule.id])) if rule.id in levels else rule
        for rule in rules
    )
