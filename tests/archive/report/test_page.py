"""The page in Chromium, from the file system, with everything that is no file refused; a word on its console fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Dialog, Locator, Page, Request, expect, sync_playwright

from reslint import data
from reslint.archive.report.write import FILES
from tests.archive.report.texts import report
from tests.archive.texts import check
from tests.system import need

pytestmark = pytest.mark.skipif(
    not all(Path(data.place(name)).is_file() for name in FILES), reason="the page is not built: `make page`"
)
AXE = Path(__file__).resolve().parents[3] / "page/node_modules/axe-core/axe.min.js"
ALLOWED = ("file:", "data:", "blob:")
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
Open = Callable[..., Page]
CLEAN = (
    "*The General Assembly*,\n\n*Recalling* its resolution 77/18 of 21 November 2022,\n\n"
    "1. *Welcomes* the report;\n\n2. *Decides* to meet again.\n"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=need("chromium", "chromium"), args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def folder(database: Path) -> Path:
    place = database.parent / "the report"
    assert report(database, place)[0] == 0
    return place


@pytest.fixture
def wrong() -> Iterator[list[str]]:
    """What went wrong in the page; a test that means it takes it away."""
    told: list[str] = []
    yield told
    assert not told


@pytest.fixture
def show(browser: Browser, folder: Path, wrong: list[str]) -> Iterator[Open]:
    """Opens the page at an address; another folder, and how the browser is set, may be said."""
    contexts = []

    def refuse(dialog: Dialog) -> None:
        wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def asked(request: Request) -> None:
        if not request.url.startswith(ALLOWED):
            wrong.append(request.url)

    def opened(address: str = "", folder: Path = folder, **settings: object) -> Page:
        given: Any = {"viewport": {"width": 1300, "height": 800}, "offline": True, **settings}
        context = browser.new_context(**given)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: wrong.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
        page.on("request", asked)
        page.on("dialog", refuse)
        page.goto(f"{(folder / 'index.html').as_uri()}{address}")
        return page

    yield opened
    for context in contexts:
        context.close()


def rows(page: Page) -> Locator:
    return page.locator("main > section:not([hidden]) .tabulator-row:visible")


def column(page: Page, field: str) -> list[str]:
    cells = page.locator(f"main > section:not([hidden]) .tabulator-cell[tabulator-field={field}]")
    return [text.strip() for text in cells.all_inner_texts()]


def total(page: Page) -> Locator:
    return page.locator("main > section:not([hidden]) .total")


def test_overview(show: Open) -> None:
    page = show()
    tiles = page.locator(".tiles li")
    expect(tiles).to_have_text(
        ["8 texts", "8 findings", "5 errors", "2 warnings", "1 note", "1 silenced by comments", "1 passed over",
         "1 unreadable"]
    )  # fmt: skip
    for title in ("By year of the text", "By session", "By rule", "By language", "By organ"):
        figure = page.locator("figure", has=page.get_by_role("heading", name=title, exact=True))
        assert figure.locator("svg a rect").count() > 0
    page.get_by_role("button", name="Per text").click()
    assert page.url.endswith("#overview?per=text")
    expect(page.locator("figure svg").first).to_contain_text("findings per text")
    bar = page.locator("figure svg a", has=page.locator("[aria-label^='citation/date: 5 errors']"))
    bar.click()
    expect(total(page)).to_have_text("5 of 8 findings")
    assert set(column(page, "rule")) == {"citation/date"}


def test_filter_and_search(show: Open) -> None:
    page = show("#findings")
    expect(total(page)).to_have_text("8 findings")
    page.get_by_label("Rule").select_option("citation/date")
    expect(total(page)).to_have_text("5 of 8 findings")
    assert "English (3)" in page.get_by_label("Language").inner_text()
    page.get_by_label("Language").select_option("fr")
    expect(rows(page)).to_have_count(1)
    assert unquote(page.url).endswith("#findings?rule=citation/date&language=fr")
    page.go_back()
    expect(total(page)).to_have_text("5 of 8 findings")
    expect(page.get_by_label("Language")).to_have_value("")
    page.get_by_label("Search").fill("24 NOVEMBER draft")
    expect(rows(page)).to_have_count(1)
    assert column(page, "text")[0].endswith("en/draft.md")
    page.get_by_label("Search").fill("nothing like it")
    expect(page.locator(".tabulator-placeholder")).to_have_text("Nothing that fits these filters.")
    page.get_by_role("link", name="Clear all filters").click()
    expect(total(page)).to_have_text("8 findings")
    page.get_by_label("Silenced by comments").select_option("only")
    expect(rows(page)).to_have_count(1)


def test_sort(show: Open) -> None:
    page = show("#findings")
    head = page.get_by_role("columnheader", name="Severity")
    head.click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert column(page, "severity")[0] == "error"
    head.focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    assert column(page, "severity")[0] == "note"
    assert page.url.endswith("sort=-severity")
    page.reload()
    expect(page.get_by_role("columnheader", name="Severity")).to_have_attribute("aria-sort", "descending")


def test_a_finding_in_its_text(show: Open, folder: Path) -> None:
    page = show("#findings?rule=citation/date&language=ar")
    rows(page).first.locator("a").click()
    panel = page.get_by_role("complementary", name="The finding")
    quote = panel.locator("blockquote")
    expect(quote).to_have_attribute("dir", "rtl")
    expect(quote).to_have_attribute("lang", "ar")
    assert quote.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert "Arabic" in quote.evaluate("e => getComputedStyle(e).fontFamily")
    expect(quote.locator("mark")).to_have_text("20 تشرين الثاني/نوفمبر 2022")
    expect(panel.locator("h2")).to_be_focused()
    # what is Arabic in an English message keeps its own order, the day before the month
    said = panel.locator("h2 bdi")
    expect(said).to_have_text("20 تشرين الثاني/نوفمبر 2022")
    assert panel.locator("h2 .message").evaluate("e => getComputedStyle(e).direction") == "ltr"
    expect(panel.locator("del")).to_have_text("20")
    expect(panel.locator("ins")).to_have_text("21")
    link = panel.get_by_role("link", name="texts/ar/79_9.md")
    assert page.evaluate("a => a.href", link.element_handle()) == (folder.parent / "texts/ar/79_9.md").as_uri()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(rows(page)).to_have_count(1)
    page.go_back()
    expect(panel).to_be_visible()


def test_from_finding_to_finding(show: Open) -> None:
    page = show("#findings?rule=citation/date&sort=language")
    rows(page).first.click()
    where = page.locator(".panel .where")
    expect(where).to_have_text("1 of 5")
    expect(page.get_by_role("button", name="Previous")).to_be_disabled()
    page.keyboard.press("j")
    expect(where).to_have_text("2 of 5")
    expect(page.locator(".tabulator-row.marked")).to_have_count(1)
    for _ in range(3):
        page.get_by_role("button", name="Next").click()
    expect(where).to_have_text("5 of 5")
    expect(page.locator(".panel blockquote")).to_have_attribute("lang", "fr")
    page.keyboard.press("k")
    expect(where).to_have_text("4 of 5")
    page.go_back()  # one step back closes it, however far it went
    expect(page.locator(".panel")).to_be_hidden()


def test_texts_are_texts(show: Open) -> None:
    page = show("#findings?search=odd.md&rule=citation/date")
    rows(page).first.click()
    quote = page.locator(".panel blockquote")
    expect(quote).to_contain_text("the </script><img src=x onerror=alert(1)>")
    assert page.locator("main img, main b img").count() == 0


def test_a_link_to_a_finding(show: Open) -> None:
    page = show("#citations")
    expect(rows(page)).to_have_count(3)
    expect(rows(page).first).to_contain_text("A/RES/77/18")
    expect(rows(page).first).to_contain_text("2022-11-20")
    page.get_by_role("link", name="A/RES/79/9 fr").click()
    expect(page.locator(".panel h2")).to_contain_text("not on 20 novembre 2022")
    page.go_back()
    page.get_by_role("link", name="Lists (2)").click()
    expect(rows(page).first).to_contain_text("73/135 is missing behind 72/74")
    page.get_by_role("link", name="Unknown (0)").click()
    expect(page.locator(".citations .tabulator-placeholder")).to_have_text("No unknown resolution is cited.")


def test_a_series(show: Open) -> None:
    page = show("#series")
    rows(page).first.locator("a").click()
    expect(page.locator(".one > p").nth(1)).to_contain_text("2 of them are in this archive")
    graph = page.locator("svg.graph")
    assert graph.locator(".arc.wrong").count() == 1
    told = (
        "A/RES/73/135, 2018-12-13. No text of it in this archive. Cited in the series by 77/18. "
        "1 text of the archive cites it. Missing from 2 lists."
    )
    expect(graph.locator(".node.missed")).to_have_attribute("aria-label", told)
    node = graph.locator("a.node.here", has_text="79/9")
    node.focus()
    expect(page.locator(".info")).to_contain_text("3 texts in this archive. Cites 69/317, 72/74, 75/16, 77/18.")
    assert graph.locator(".arc.on").count() == 4
    expect(page.locator(".one tbody tr", has_text="A/RES/77/18")).to_contain_text("79/9")
    page.keyboard.press("Enter")
    expect(page.locator(".narrowed")).to_contain_text("Only of A/RES/79/9")
    expect(total(page)).to_have_text("5 of 8 findings")


def test_texts_and_files(show: Open) -> None:
    page = show("#texts?language=ar")
    expect(rows(page)).to_have_count(1)
    title = page.locator(".tabulator-cell[tabulator-field=title] .own")
    expect(title).to_have_attribute("dir", "rtl")
    page.get_by_role("link", name="A/RES/79/9").click()
    expect(rows(page)).to_have_count(1)
    page.get_by_role("link", name="Files", exact=True).click()
    expect(rows(page)).to_have_count(2)
    page.get_by_label("Outcome").select_option("unreadable")
    expect(rows(page)).to_have_count(1)
    expect(rows(page).first).to_contain_text("not valid UTF-8 at byte 19")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours(scheme: str, show: Open) -> None:
    def paper(page: Page) -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    page = show("", color_scheme=scheme)
    expect(page.locator("figure svg").first).to_be_visible()
    light, dark = "rgb(255, 255, 255)", "rgb(21, 24, 29)"
    assert paper(page) == (dark if scheme == "dark" else light)
    other = "light" if scheme == "dark" else "dark"
    page.get_by_label("Colours").select_option(other)
    assert paper(page) == (dark if other == "dark" else light)
    page.reload()
    expect(page.get_by_label("Colours")).to_have_value(other)
    assert paper(page) == (dark if other == "dark" else light)


def test_on_a_phone(show: Open) -> None:
    page = show("", viewport={"width": 390, "height": 844})
    for view in ("Overview", "Findings", "Citations", "Series", "Texts", "Files"):
        page.get_by_role("navigation", name="Views").get_by_role("link", name=view).click()
        expect(page.locator("main > section:not([hidden])")).to_have_count(1)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, view
    page.get_by_role("link", name="Findings", exact=True).click()
    rows(page).first.locator("a").click()
    box = page.locator(".panel").bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, 390)


def test_a_part_that_is_gone_is_said(show: Open, folder: Path, wrong: list[str]) -> None:
    page = show()
    gone = folder / "data" / "files.js"
    kept = gone.read_text(encoding="utf-8")
    gone.unlink()
    try:
        page.get_by_role("link", name="Files", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text("data/files.js cannot be loaded")
    finally:
        gone.write_text(kept, encoding="utf-8")
    assert wrong == ["console: Failed to load resource: net::ERR_FILE_NOT_FOUND"]
    wrong.clear()


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"list.md": "Milk and bread.\n"}, "No resolution was found to check."),
        ({"draft.md": CLEAN}, "Nothing was found."),
        ({"draft.md": CLEAN.replace("21 November", "22 November")}, "By rule"),
    ],
)
def test_an_archive_with_little_in_it(texts: dict[str, str], said: str, show: Open, tmp_path: Path) -> None:
    small, place = tmp_path / "small", tmp_path / "report"
    small.mkdir()
    for name, text in texts.items():
        (small / name).write_text(text, encoding="utf-8")
    check(small, "--db", tmp_path / "small.sqlite")
    assert report(tmp_path / "small.sqlite", place)[0] == 0
    page = show("", folder=place)
    expect(page.locator("main")).to_contain_text(said)
    for view in ("Findings", "Citations", "Series", "Texts", "Files", "Overview"):
        page.get_by_role("link", name=view, exact=True).click()
        expect(page.locator("main > section:not([hidden])")).to_have_count(1)
    expect(page.get_by_role("alert")).to_have_count(0)


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there: `make page` brings it")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_for_everybody(scheme: str, show: Open) -> None:
    page = show("", color_scheme=scheme)
    for view in ("#overview", "#findings", "#findings?finding=1", "#citations", "#series", "#texts", "#files"):
        page.evaluate("address => { location.hash = address }", view)
        expect(page.locator("main > section:not([hidden])")).to_have_count(1)
        complained(page, view)
    page.evaluate("location.hash = '#series'")
    rows(page).first.locator("a").click()
    expect(page.locator("svg.graph")).to_be_visible()
    complained(page, "a series")


def complained(page: Page, view: str) -> None:
    """Fails where axe has found that a view shuts somebody out."""
    page.wait_for_timeout(300)  # what is drawn when its place has its size
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run({preload: false})).violations.map(v => [v.id, v.nodes[0].html])")
    assert found == [], view
