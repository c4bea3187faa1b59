# SPDX-License-Identifier: MIT
"""What GitHub's parser does beyond the specification's examples, as real notes need it.

The expected HTML is that of cmark-gfm with its table and autolink extensions.
"""

import os
import subprocess

import pytest
from same_html import normalise


def table(head, *rows, align=None):
    attribute = f' align="{align}"' if align else ""

    def row(tag, cells):
        return "<tr>" + "".join(f"<{tag}{attribute}>{c}</{tag}>" for c in cells) + "</tr>"

    body = "<tbody>" + "".join(row("td", cells) for cells in rows) + "</tbody>" if rows else ""
    return f"<table><thead>{row('th', head)}</thead>{body}</table>"


def link(address, text=None):
    return f'<a href="{address}">{text or address}</a>'


AB = table("ab", "xy")
CASES = {
    # a delimiter row needs one dash a column
    "|a|b|\n|-|-|\n|x|y|": AB,
    "|a|b|\n|--|--|\n|x|y|": AB,
    "|a|b|\n|:-|:-|\n|x|y|": table("ab", "xy", align="left"),
    "|a|b|\n|-:|-:|\n|x|y|": table("ab", "xy", align="right"),
    "|a|b|\n|:-:|:-:|\n|x|y|": table("ab", "xy", align="center"),
    "a|b\n-|-\nx|y": AB,
    "|가|\n|-|\n": table("가"),
    "| a |\n| - |": table("a"),
    "abc\n|-|\n|b|": table(["abc"], "b"),
    # in containers
    "> |a|b|\n> |-|-|\n> |x|y|": f"<blockquote>{AB}</blockquote>",
    "- |a|b|\n  |-|-|\n  |x|y|": f"<ul><li>{AB}</li></ul>",
    "1. |a|b|\n   |-|-|\n   |x|y|": f"<ol><li>{AB}</li></ol>",
    # below a line of text
    "text\n|a|b|\n|---|---|\n|x|y|": f"<p>text</p>{AB}",
    "text\ntext\n|a|b|\n|-|-|\n|x|y|": f"<p>text\ntext</p>{AB}",
    "> text\n> |a|b|\n> |-|-|\n> |x|y|": f"<blockquote><p>text</p>{AB}</blockquote>",
    "# text\n|a|b|\n|-|-|\n|x|y|": f"<h1>text</h1>{AB}",
    # a delimiter row in the body is a row of dashes
    "|a|b|\n|-|-|\n|x|y|\n|-|-|\n|x|y|": table("ab", "xy", "--", "xy"),
    "|a|b|\n|---|---|\n|x|y|\n|---|\n": table("ab", "xy", ["---", ""]),
    # and a table ends where another block begins
    "|a|b|\n|-|-|\n|x|y|\n## c\nd": f"{AB}<h2>c</h2><p>d</p>",
    "|a|b|\n|-|-|\n|x|y|\n```\nc\n```": f"{AB}<pre><code>c\n</code></pre>",
    "|a|b|\n|-|-|\n|x|y|\n<br>\nc": f"{AB}<br>\nc",
    "> |a|b|\n> |-|-|\n> |x|y|\n> # c": f"<blockquote>{AB}<h1>c</h1></blockquote>",
    "- |a|b|\n  |-|-|\n  |x|y|\n  # c": f"<ul><li>{AB}<h1>c</h1></li></ul>",
    "|a|b|\n|-|-|\n|x|y|\n#c": table("ab", "xy", ["#c", ""]),
    # the head has as many cells as the delimiter row, or there is no table
    "|a|b|\n|---|\n|x|": "<p>|a|b|\n|---|\n|x|</p>",
    "|a|\n|---|---|\n|x|": "<p>|a|\n|---|---|\n|x|</p>",
    "a|b|c\n---|---\nx": "<p>a|b|c\n---|---\nx</p>",
    "|a\\|b|c|\n|---|---|": table(["a|b", "c"]),
    # no table
    "a | b\n- | -\nx": "<p>a | b</p><ul><li>| -\nx</li></ul>",
    "a\n\n|-|-|": "<p>a</p><p>|-|-|</p>",
    "```\ntext\n|a|b|\n|-|-|\n```": "<pre><code>text\n|a|b|\n|-|-|\n</code></pre>",
    "> ~~~\n> text\n> |a|b|\n> |-|-|\n": (
        "<blockquote><pre><code>text\n|a|b|\n|-|-|\n</code></pre></blockquote>"),
    "    text\n    |a|b|\n    |-|-|": "<pre><code>text\n|a|b|\n|-|-|\n</code></pre>",
    "<div>\n|a|b|\n|-|-|\n</div>": "<div>\n|a|b|\n|-|-|\n</div>",
    "a `|-|-|` b": "<p>a <code>|-|-|</code> b</p>",
    # an address is found before emphasis is
    "https://a.kr/x/__init__.py": f"<p>{link('https://a.kr/x/__init__.py')}</p>",
    "see https://a.kr/_b_c and _d_": f"<p>see {link('https://a.kr/_b_c')} and <em>d</em></p>",
    "www.a.kr/_b_/c_": f"<p>{link('http://www.a.kr/_b_/c', 'www.a.kr/_b_/c')}_</p>",
    "_see https://a.kr/b_c_": f"<p><em>see {link('https://a.kr/b_c')}</em></p>",
    "**https://a.kr/b**": f"<p><strong>{link('https://a.kr/b')}</strong></p>",
    "`https://a.kr/_b_`": "<p><code>https://a.kr/_b_</code></p>",
    "[_b_](https://a.kr/_b_ \"_c_\")":
        '<p><a href="https://a.kr/_b_" title="_c_"><em>b</em></a></p>',
    "[b](https://a.kr/\\_b_&amp;_c_)": '<p><a href="https://a.kr/_b_&amp;_c_">b</a></p>',
    "<https://a.kr/_b_>": f"<p>{link('https://a.kr/_b_')}</p>",
    "![b](https://a.kr/_b_.png)": '<p><img src="https://a.kr/_b_.png" alt="b"></p>',
    "[b]\n\n[b]: https://a.kr/_b_": '<p><a href="https://a.kr/_b_">b</a></p>',
    "<b title=\"https://a.kr/_b_\">c</b>": '<p><b title="https://a.kr/_b_">c</b></p>',
}


@pytest.mark.parametrize("markdown, html", CASES.items(), ids=CASES)
def test_like_github(markdown, html):
    result = subprocess.run(
        [os.environ["AWSML_RENDER_MARKDOWN"]], input=markdown.encode(), capture_output=True,
        check=True, timeout=60).stdout.decode()
    assert normalise(result) == normalise(html)
