"""Language versions among the texts of a run: which go together, and the reports with what is found between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reslint.cli.options import Bench, Job
from reslint.cli.output import complain
from reslint.concordance.reports import Text
from reslint.concordance.reports import concorded as compare
from reslint.concordance.versions import Version, group, together
from reslint.engine import Report
from reslint.report import count

Held = tuple[Report, Job]


def concorded(
    held: Sequence[Held], bench: Bench, say: Callable[[str], None], broken: Callable[[str], None]
) -> Iterator[Held]:
    """The reports with what is found between language versions, in their order. `say` is told which text has no other
    version beside it, `broken` that nothing could be compared."""
    texts = [Text(report, bench.settings(job)) for report, job in held]
    groups = group(version for text in texts for version in text.versions)
    paired = [versions for versions in groups if len(versions) > 1]
    alone = [versions[0] for versions in groups if len(versions) == 1]
    for version in alone:
        say(f"{version.source.name}: no other language version beside it")
    if not paired:
        broken("no language versions were found to compare: neither symbols nor names of files go together")
    elif alone:
        complain(f"{count(len(alone), 'text')} not compared: no other language version beside it (-v says which)")
    _, reports = compare(texts, paired, bench.registry(held[0][1].config))
    return zip(reports, (job for _, job in held), strict=True)


def put_together(texts: Sequence[Text], given: bool) -> list[tuple[Version, ...]]:
    """Versions of one resolution each. `given`: the files were named one by one, and belong together if they can: where
    no language comes twice."""

    versions = [version for text in texts for version in text.versions]
    if given and len({v.code for v in versions}) == len(versions) > 1:
        return [together(versions)]
    return group(versions)
