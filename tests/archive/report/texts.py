"""A small archive of invented texts, with something for every view of the page."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import pytest

from reslint.cli.main import main
from tests.archive.texts import check

_ENGLISH = """A/RES/{symbol}

General Assembly

Resolution adopted by the General Assembly on {day}

### {symbol}. {title}

*The General Assembly*,

*Recalling* its resolutions {recalled},

*Noting* the report of the Committee,

1. *Welcomes* the report;

2. *Requests* the Secretary-General to report to it at its next session.
"""
_LIST = "69/317 of 10 September 2015, 72/74 of 6 December 2017, 75/16 of 23 November 2020 and 77/18 of 20 November 2022"
_COOPERATION = "Cooperation between two organizations"

FILES: dict[str, str | bytes] = {
    # of a series of the registry: one list is right, one leaves 73/135 out and has a wrong date
    "en/77_18.md": _ENGLISH.format(
        symbol="77/18", day="21 November 2022", title=_COOPERATION,
        recalled="72/74 of 6 December 2017, 73/135 of 13 December 2018 and 75/16 of 23 November 2020",
    ),
    "en/79_9.md": _ENGLISH.format(
        symbol="79/9", day="18 November 2024", title=_COOPERATION, recalled=_LIST,
    ),
    # what HTML and JavaScript would trip over
    "en/odd.md": _ENGLISH.format(
        symbol="78/900", day="1 March 2024", title="Tools</script><b>&amp; \u2028 tools",
        recalled="77/18 of 22 November 2022, the </script><img src=x onerror=alert(1)> \u2028 thereof",
    ),
    "en/silenced.md": _ENGLISH.format(
        symbol="78/901", day="2 March 2024", title="Reasons",
        recalled="77/18 of 23 November 2022",
    ).replace("*Recalling*", "<!-- reslint: ignore citation/date -- as in the letter -->\n*Recalling*"),
    # of no series itself, it has a list that follows one and leaves 73/135 out
    "en/other.md": _ENGLISH.format(
        symbol="78/902", day="3 March 2024", title="Others", recalled=_LIST.replace("20 Nov", "21 Nov"),
    ),
    "fr/79_9.md": """A/RES/79/9

Assemblée générale

Résolution adoptée par l’Assemblée générale le 18 novembre 2024

### 79/9. Coopération entre deux organisations

*L’Assemblée générale*,

*Rappelant* sa résolution 77/18 du 20 novembre 2022,

1. *Se félicite* du rapport ;

2. *Décide* de se réunir à nouveau.
""",
    "ar/79_9.md": """A/RES/79/9

الجمعية العامة

قرار اتخذته الجمعية العامة في 18 تشرين الثاني/نوفمبر 2024

### 79/9 - التعاون بين منظمتين

*إن الجمعية العامة*،

*إذ تشير* إلى قرارها 77/18 المؤرخ 20 تشرين الثاني/نوفمبر 2022،

1 - *ترحب* بالتقرير؛

2 - *تقرر* أن تجتمع مرة أخرى.
""",
    # a draft: neither number nor date of its own
    "en/draft.md": "*The General Assembly*,\n\n*Recalling* its resolution 77/18 of 24 November 2022,\n\n"
    "1. *Welcomes* the report;\n\n2. *Decides* to meet again.\n",
    "en/list.md": "Milk and bread.\n",
    "en/latin.md": b"*Recalling* the caf\xe9,\n",
}  # fmt: skip


def write(folder: Path) -> None:
    """The texts, below `folder`."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def archive(place: Path) -> Path:
    """The texts in `place/texts`, checked; the database beside them."""
    write(place / "texts")
    database = place / "a.sqlite"
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()),
    ):  # fmt: skip
        patch.setenv("XDG_CACHE_HOME", str(place / "cache"))
        patch.setenv("XDG_DATA_HOME", str(place / "data"))
        assert check(place / "texts", "--db", database) == 2
    return database


def report(database: Path, folder: Path, *options: str) -> tuple[int, str, str]:
    """`reslint archive report`: its exit code, output and errors."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["archive", "report", "--db", str(database), "-o", str(folder), *options])
    return code, out.getvalue(), err.getvalue()
