# SPDX-License-Identifier: MIT
"""Documents whose notes must come back from the lock as they were: ours, the specifications', nasty ones."""
import os
import pathlib
import re

TESTS = pathlib.Path(__file__).resolve().parents[1]
NAMED = {"NBSP": "\u00a0", "BOM": "\ufeff", "CR": "\r", "TAB": "\t", "SP": " ", "LF": "\n"}


def fenced(path, ticks):
    """What stands before the line with a dot in the examples of a file."""
    fence = "`" * ticks
    found = re.findall(rf"^{fence} example.*?\n(.*?)^\.\n", path.read_text(encoding="utf-8"),
                       re.MULTILINE | re.DOTALL)
    assert len(found) > 5, path
    return found


def invisible(text):
    text = re.sub(r"<REPEAT (\d+)>(.*?)</REPEAT>", lambda m: m[2] * int(m[1]), text)
    text = re.sub(r"<U\+([0-9A-F]{2,6})>", lambda m: chr(int(m[1], 16)), text)
    return re.sub("<(" + "|".join(NAMED) + ")>", lambda m: NAMED[m[1]], text)


def note_syntax():
    for path in sorted((TESTS / "spec").glob("*.md")):
        if path.name == "README.md":
            continue
        for number, text in enumerate(fenced(path, 16)):
            for part, document in enumerate(re.split(r"^@@ .*\n", text, flags=re.MULTILINE)):
                yield f"{path.name} {number}.{part}", invisible(document)


def questions():
    for path in sorted((TESTS / "questions").glob("*.txt")):
        for part in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, _, rest = part.partition("\n")
            yield f"{path.name} {name}", rest.partition("\n--- questions")[0] + "\n"


def seed():
    for path in sorted((TESTS.parent / "input").glob("*.md")):
        yield path.name, path.read_text(encoding="utf-8")


def fuzzed():
    for path in sorted((TESTS / "fuzz" / "corpus" / "convert").iterdir()):
        yield path.name, path.read_bytes()[1:].decode(errors="replace")


NASTY = [
    "It **is.**so", "**a** *b*_c_ `d|e` <b>f</b> [g](h \"i\") ![j](k)", "***a** b* **a *b***",
    "|a|b|\n|-|:-:|\n|`x\\|y`|*z*|\n||q|", "text\n| x | y |\n|---|---|\n| 1 | 2 |\ntail",
    "```js\na ``` b\n\n  c\n```", "    indented\n\n    code", "```\nunclosed", "a  \nb\\\nc\nd",
    "<details>\n<summary>Why is it? Because</summary>\nx **y**\n</details>", "<b\nx=\"y\">z</b> <br> w",
    "&lt;a&gt; &amp;amp; &copy; &#42;x&#42; &nbsp;y&nbsp;", "~~a~~b ~c~ a_b_c __x__y",
    "http://a.b/c_d_e_f?x=*y* www.x.com a@b.co <http://x.y/z> react@18.2.0",
    "한글**강조.**조사 *가*나 「x」", "日本\n語\n**漢**\n字", "{{ site.x }} a {: .b} c %%d%% e ${{ f }}",
    "- a\n\n  b\n- c\n  - d\n\n    e\n1. f\n2. g", "- [ ] a\n- [x] b", "> q\n> > r\n\n> s",
    "a <!-- c --> b", "<!-- c -->\n\nx", "\\# a\n\\- b\n1\\. c", "![a *b* `c`](d) [![e](f)](g)",
    "[a][ref] [ref] [REF][] ![ref] [no][none]", "[a](<b c> 't \"u\"') [](x) [e]()",
    "$a_b$ $$\n\\frac{a}{b}\n$$", "C:\\new\\*x* \\\\ \\a", "1. a\n3. b\n\n   c\n10. d", "* a\n+ b\n- c",
    "- \n- a\n-", "<div>\n\n*x*\n\n</div>", "a\n***\nb\n---\nc\n===\nd", "`` ` `` ` `` ` `  ` ` a `",
    "a\tb\t\n\tc", "- ```\n  code\n  ```\n  after\n- > q\n  lazy", "a[^1]\n\n[^1]: note",
    "<pre>\na\n\n  b\n</pre>", "* * *\n- - -", "+ a\n\n      code\n+ b", "C# a*b 1. x # x #",
    "> ```\n> code\n> ```", "-   \n  foo", "[x]: /a \"t\n u\"\n\n[X]", "- - - a\n- > > b",
]


def specifications():
    folder = pathlib.Path(os.environ["AWSML_SPECS"])
    for name in ("commonmark.txt", "gfm.txt"):
        for text in fenced(folder / name, 32):
            yield text.replace("→", "\t").rstrip("\n")


def indented(text, by):
    return "\n".join(by + line if line or by.strip() else line for line in text.split("\n"))


def in_context(one, two):
    """Two pieces of Markdown in the places from which notes are cut."""
    line, other = one.split("\n")[0], two.split("\n")[0]
    yield f"# T\n\nWhat is it? It is so.\n\n{one}\n\n{two}\n"
    yield f"# T\n\n- **What is it? It** is so.\n\n{indented(one, '  ')}\n{indented(two, '  ')}\n- x\n"
    yield f"# T\n\n- What is it?\n{indented(one, '  ')}\n- x\n"
    yield (f"# T\n\n> What is *it? It* is `so`.\n>\n{indented(one, '> ')}\n{indented(two, '> ')}\n\n"
           "end\n")
    yield (f"# T\n\n1. What is it?\n\n{indented(one, '   ')}\n\n2. {other}\n\n"
           f"What is that? {line}\n")
    yield f"# T {other}\n\n{one}\n\n---\n\n**제목**\n{two}\n\n---\n\nTitle two\n\n{one}\n"
    yield (f"---\ntitle: x\n---\n## Amazon Lex와 Polly\n\nLex는 x {two}\n\n{one}\n\nPolly is {one}\n\n"
           f"{two}\n")
    yield (f"## Amazon Lex and Polly\n\n- Lex: {indented(one, '  ')[2:]}\n- y\n"
           f"- Polly {indented(two, '  ')[2:]}\n- Lex z\n")
    yield (f"# T\n\n{one} {{{{ page.x }}}} a\n{{: .note}}\n\n{two} {{% if x %}} y\n\nWhat is it? {one}\n\n"
           f"- {{{{ x }}}} b\n- {other}\n{{:toc}}\n\n[ref]: http://r.r \"R\"\n")
    yield (f"# T\n\nWhat is it?\n{one}\n\n## {other}\n\n{one} [ref] [Ref][] [x][rEf]\n\n"
           f"[ref]: <http://r.r/a b> (R)\n[other]: /x\n\n{two}\n\n- [ref]\n\n  [in]: http://in.in\n"
           "  [in]\n\n[in]\n")


def combined(pieces):
    """Each piece with the one behind it, in all contexts."""
    pieces = list(dict.fromkeys(pieces))
    for number, (one, two) in enumerate(zip(pieces, pieces[1:] + pieces[:1])):
        for context, document in enumerate(in_context(one, two)):
            yield f"{number}.{context}", document
