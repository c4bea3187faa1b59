# SPDX-License-Identifier: MIT
"""Cards as a browser shows them: on a phone and on a desk, in light and in dark.

The markup is what the real Anki makes of a card; the classes around it are those of its reviewer.
The browser is the system's Chromium.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from anki.collection import Collection
from conftest import import_package
from playwright.sync_api import sync_playwright

NOTES = Path(__file__).parent / "cards_look.md"
WIDTHS = {"phone": (360, "android"), "desk": (1200, "linux")}

# What the checks below ask the page, as functions of JavaScript.
SCRIPT = """
const channels = (color) => color.match(/[\\d.]+/g).map(Number);
const luminance = (color) => {
  const part = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const [r, g, b] = channels(color).map(part);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a, b) => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};
const paper = (element) => {
  for (; element; element = element.parentElement) {
    const color = getComputedStyle(element).backgroundColor;
    if ((channels(color)[3] ?? 1) === 1) return color;
  }
  return "rgb(255, 255, 255)";
};
const texts = () => {
  const found = [];
  const walker = document.createTreeWalker(document.getElementById("qa"), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (node.data.trim() && box.width && node.parentElement.tagName !== "STYLE")
      found.push({ node, element: node.parentElement, box });
  }
  return found;
};
const scrolls = (element) => {
  for (; element; element = element.parentElement)
    if (element.scrollWidth > element.clientWidth &&
        ["auto", "scroll"].includes(getComputedStyle(element).overflowX)) return true;
  return false;
};
"""


def ask(page, expression):
    return page.evaluate(f"() => {{ {SCRIPT} return {expression}; }}")


@pytest.fixture(scope="module")
def sides(awsml, tmp_path_factory):
    """Name of the card and the side -> its markup, and the card's number."""
    folder = tmp_path_factory.mktemp("look")
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000"}
    subprocess.run(
        [awsml, NOTES, "--apkg", "deck.apkg"], cwd=folder, env=environment, check=True, timeout=60
    )
    collection = Collection(str(folder / "collection.anki2"))
    import_package(collection, folder / "deck.apkg")
    found = {}
    for id in collection.find_cards("", "c.due, c.ord"):
        card = collection.get_card(id)
        name = f"{card.note()['Front'][:12]} {card.ord + 1}"
        found[f"{name} question"] = (card.question(), card.ord + 1)
        found[f"{name} answer"] = (card.answer(), card.ord + 1)
    collection.close()
    return found


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or "/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module", params=["light", "dark"])
def scheme(request):
    return request.param


@pytest.fixture(scope="module", params=WIDTHS)
def show(request, browser, scheme):
    """Shows a side, and gives the page."""
    width, system = WIDTHS[request.param]
    context = browser.new_context(viewport={"width": width, "height": 800}, offline=True)
    page = context.new_page()

    def show(side):
        markup, number = side
        night = " nightMode night_mode" if scheme == "dark" else ""
        page.set_content(
            f'<!doctype html><html class="{system} chrome"><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f'<body class="card card{number} isLin{night}"><div id="qa">{markup}</div></body>'
        )
        return page

    yield show
    context.close()


def wrong(sides, show, question):
    """What the page answers, side by side; nothing where it answers with an empty list."""
    found = {name: ask(show(side), question) for name, side in sides.items()}
    return {name: answer for name, answer in found.items() if answer}


def test_there_are_cards_to_look_at(sides):
    assert len(sides) >= 12


def test_the_page_does_not_scroll_sideways(sides, show):
    pages = "document.scrollingElement.scrollWidth > innerWidth ? [innerWidth] : []"
    assert wrong(sides, show, pages) == {}
    outside = """[...document.querySelectorAll("#qa *")].filter((e) => {
        const box = e.getBoundingClientRect();
        return (box.right > innerWidth + 0.5 || box.left < -0.5) && !scrolls(e.parentElement);
    }).map((e) => e.outerHTML)"""
    assert wrong(sides, show, outside) == {}


def test_text_can_be_read_against_its_background(sides, show):
    faint = """texts().map(({node, element}) =>
        [contrast(getComputedStyle(element).color, paper(element)), node.data])
        .filter(([ratio]) => ratio < 4.5)"""
    assert wrong(sides, show, faint) == {}


def test_dark_is_dark_and_light_is_light(sides, show, scheme):
    other = {"light": "> 0.5 ? [] : [1]", "dark": "< 0.1 ? [] : [1]"}[scheme]
    assert wrong(sides, show, f"luminance(paper(document.body)) {other}") == {}


def test_letters_are_large_enough(sides, show):
    """16 pixels in what is learned, 12 in the small print above and below it."""
    small = """texts().map(({node, element}) => [
        parseFloat(getComputedStyle(element).fontSize),
        element.closest(".context, .source") ? 12 : 16, node.data])
        .filter(([size, least]) => size < least)"""
    assert wrong(sides, show, small) == {}


def test_wide_tables_and_code_scroll_inside_themselves(sides, show):
    page = show(sides["넓은 표와 코드 1 answer"])
    wide = """[...document.querySelectorAll("table, pre:has(code[class])")].map((e) =>
        [e.tagName, scrolls(e), e.getBoundingClientRect().right <= innerWidth])"""
    (table, table_scrolls, table_inside), (code, code_scrolls, code_inside) = ask(page, wide)
    assert (table, code) == ("TABLE", "PRE")
    assert table_inside and code_inside
    if page.viewport_size["width"] == WIDTHS["phone"][0]:
        assert table_scrolls and code_scrolls
    assert ask(page, 'scrolls(document.querySelector("pre code:not([class])"))') is False


def test_task_boxes_are_seen(sides, show):
    page = show(sides["Amazon SQS 1 answer"])
    boxes = """[...document.querySelectorAll("input[type=checkbox]")].map((e) => {
        const style = getComputedStyle(e), box = e.getBoundingClientRect();
        return [e.checked, box.width, box.height, box.left,
                contrast(style.borderTopColor, paper(e.parentElement)),
                contrast(paper(e), paper(e.parentElement))];
    })"""
    ticked, empty = ask(page, boxes)
    for _, width, height, left, border, _ in (ticked, empty):
        assert width >= 12 and height >= 12 and left >= 0 and border >= 3
    assert ticked[0] and not empty[0]
    assert ticked[5] >= 3 and empty[5] == 1, "a tick must be told from none"


def test_text_from_right_to_left_stands_at_the_right(sides, show):
    page = show(sides["ما هي الحوسب 1 answer"])
    gaps = """texts().filter(({element}) => element.closest(".back p, .back li"))
        .map(({element, box}) => {
            const whole = element.closest(".back").getBoundingClientRect();
            return [getComputedStyle(element).direction, whole.right - box.right,
                    box.left - whole.left, Boolean(element.closest("li"))];
        })"""
    found = ask(page, gaps)
    assert len(found) == 3
    for direction, right, left, in_list in found:
        assert direction == "rtl" and (right < 1 or (in_list and right < 50)) and right < left


def test_other_text_stands_at_the_left(sides, show):
    page = show(sides["Amazon SQS 1 answer"])
    left = """texts().filter(({element}) => element.matches(".back > p"))
        .map(({element}) => element.getBoundingClientRect().left -
             element.closest(".back").getBoundingClientRect().left)"""
    found = ask(page, left)
    assert found and all(gap < 1 for gap in found)
    assert ask(page, 'getComputedStyle(document.querySelector(".back p")).textAlign') == "start"


def test_words_of_korean_stay_whole(sides, show):
    """A line ends between words: no word of the paragraph is in two lines."""
    page = show(sides["Amazon SQS 2 question"])
    broken = """texts().filter(({element}) => element.closest("p, li"))
        .flatMap(({node}) => [...node.data.matchAll(/[가-힣]+/g)].map((word) => {
            const range = document.createRange();
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            return [word[0], new Set([...range.getClientRects()].map((r) => r.top)).size];
        })).filter(([, lines]) => lines > 1)"""
    assert ask(page, broken) == []
