"""Makes the pictures of `archive report` in docs/assets: `python tools/report_pictures.py`.

The page itself in Chromium, over an archive of short texts that are made up here. Debian's packages: chromium
fonts-noto-core; `make page` first.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from reslint.cli.main import main as reslint

ASSETS = Path(__file__).resolve().parents[1] / "docs/assets"
SIZE = {"width": 1200, "height": 720}
CHROMIUM = "/usr/bin/chromium"
ENGLISH = """A/RES/{symbol}

General Assembly

Resolution adopted by the General Assembly on {on} {year}

### {symbol}. {title}

*The General Assembly*,

*Recalling* its resolutions {cited},

*Noting* the report of the Committee,

{more}1. *Welcomes* the report;

2. *Requests* the Secretary-General to report to it at its next session.
"""
FRENCH = """A/RES/{symbol}

Assemblée générale

Résolution adoptée par l’Assemblée générale le {on} {year}

### {symbol}. {title}

*L’Assemblée générale*,

*Rappelant* ses résolutions {cited},

*Notant* le rapport du Comité,

{more}1. *Se félicite* du rapport\u00a0;

2. *Décide* de se réunir à nouveau.
"""
ARABIC = """A/RES/{symbol}

الجمعية العامة

قرار اتخذته الجمعية العامة في {on} {year}

### {symbol} - {title}

*إن الجمعية العامة*،

*إذ تشير* إلى قراريها {cited}،

*وإذ تلاحظ* تقرير اللجنة،

{more}1 - *ترحب* بالتقرير؛

2 - *تقرر* أن تجتمع مرة أخرى.
"""
# Of each language its frame, a month, a title, a paragraph that is one too many, what is cited on which day.
LANGUAGES = {
    "en": (ENGLISH, "December", "Cooperation in matter {}", "*Noting* the work of the Economic and Socail Council,\n\n",
           "70/1 of 25 September 2015 and 72/279 of {} May 2018"),
    "fr": (FRENCH, "décembre", "Coopération en la matière {}", "*Notant* les travaux de la Commission ,\n\n",
           "70/1 du 25 septembre 2015 et 72/279 du {} mai 2018"),
    "ar": (ARABIC, "كانون الأول/ديسمبر", "التعاون في المسألة {}", "*وإذ تلاحظ* أعمال المجلس،\n\n",
           "70/1 المؤرخ 25 أيلول/سبتمبر 2015 و 72/279 المؤرخ {} أيار/مايو 2018"),
}  # fmt: skip
# A series that the registry knows: symbol, day of adoption, year, what is cited.
SERIES = (
    ("73/135", "13 December", 2018, "69/317 of 10 September 2015 and 72/74 of 6 December 2017"),
    ("75/16", "23 November", 2020, "69/317 of 10 September 2015, 72/74 of 6 December 2017 and "
     "73/135 of 13 December 2018"),
    ("77/18", "21 November", 2022, "69/317 of 10 September 2015, 72/74 of 6 December 2017 and "
     "75/16 of 23 November 2020"),
    ("79/9", "18 November", 2024, "69/317 of 10 September 2015, 72/74 of 6 December 2017, "
     "75/16 of 23 November 2020 and 77/18 of 22 November 2022"),
)  # fmt: skip


def texts(folder: Path) -> None:
    """An archive with a fault here and there."""
    folder.mkdir()
    chance = random.Random(7)
    for year in range(2018, 2025):
        for n in range(1, 25):
            for code, (frame, month, title, more, cited) in LANGUAGES.items():
                day = 30 if chance.random() < (0.14 if year == 2021 else 0.04) else 31
                write(
                    folder, code, frame, symbol=f"{year - 1945}/{900 + n}", title=title.format(n), year=year,
                    on=f"{10 + n % 10} {month}", cited=cited.format(day), more=more if chance.random() < 0.1 else "",
                )  # fmt: skip
    for symbol, on, year, cited in SERIES:
        title = "Cooperation between two organizations"
        write(folder, "en", ENGLISH, symbol=symbol, title=title, year=year, on=on, cited=cited, more="")


def write(folder: Path, code: str, frame: str, **words: object) -> None:
    name = f"{str(words['symbol']).replace('/', '_')}_{code}.md"
    (folder / name).write_text(frame.format(**words), encoding="utf-8")


def of_series(page: Page) -> None:
    page.get_by_role("link", name="Cooperation between").click()
    page.locator("a.node", has_text="77/18").focus()


def arabic(page: Page) -> None:
    page.locator(".tabulator-row").nth(1).click()
    page.locator(".panel blockquote").wait_for()


PICTURES: tuple[tuple[str, str, str, Callable[[Page], None]], ...] = (
    ("report-light", "", "light", lambda page: page.locator("figure svg").first.wait_for()),
    ("report-dark", "#series", "dark", of_series),
    ("report-arabic", "#findings?rule=citation/date&language=ar", "light", arabic),
)


def main() -> None:
    """Makes them all."""
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        os.chdir(place)
        texts(Path("published"))
        reslint(["archive", "check", "published", "--no-config", "--exit-zero"])
        if reslint(["archive", "report", "-o", "report"]) != 0:
            raise SystemExit(2)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name, address, scheme, prepare in PICTURES:
            context = browser.new_context(viewport=SIZE, color_scheme=scheme)  # type: ignore[arg-type]
            page = context.new_page()
            page.goto(Path("report/index.html").resolve().as_uri() + address)
            prepare(page)
            page.wait_for_timeout(500)
            page.screenshot(path=ASSETS / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
