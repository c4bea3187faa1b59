# SPDX-License-Identifier: MIT
"""Notes with everything in them that has broken an exporter somewhere."""

FIELDS = [
    ["Front", "Back", "Reverse", "Typed", "Hint", "Context", "Extra", "Source"],
    ["Text", "Extra", "Context", "Source"],
]
TYPE_NAMES = ["AWSML Note", "AWSML Cloze"]


def note(front, back="<p>back</p>", **rest):
    """A note of the first type; the rest may name fields, or what the fixture knows."""
    named = {name.lower(): rest.pop(name.lower(), "") for name in FIELDS[0][2:]}
    fields = [front, back] + [named[name.lower()] for name in FIELDS[0][2:]]
    cards = 1 | (2 if named["reverse"] else 0) | (4 if named["typed"] else 0)
    return {"fields": fields, "cards": cards, **rest}


def cloze(text, cards, **rest):
    fields = [text] + [rest.pop(name.lower(), "") for name in FIELDS[1][1:]]
    return {"type": 1, "rule": "cloze", "fields": fields, "cards": cards, **rest}


NOTES = [
    note(
        "Amazon Polly",
        "<p>Turns text into speech &amp; more, 텍스트를 음성으로</p>",
        reverse="<p>[…]는 텍스트를 음성으로</p>",
        context="17. 머신러닝",
        extra='<p><a href="https://docs.aws.amazon.com/polly/?a=1&amp;b=2">docs</a></p>',
        source="17. 머신러닝.md:12",
        deck="aws::17. 머신러닝",
        tags=["aws::ml::amazon-polly", "한국어"],
        path=["17. 머신러닝"],
        file="17. 머신러닝.md",
    ),
    note('He said &quot;no, never&quot;, and "left"', "a,b;c\t|d\n<p>second, line</p>\n"),
    note("#hashtag first", "#comment\n#deck:Nowhere", tags=["#odd"]),
    note("=1+1", "=HYPERLINK(&quot;x&quot;)", source="=2"),
    note("+1-1", "-2+3"),
    note("@SUM(A1)", "&quot;=1+1&quot;"),
    note("007", "1e5"),
    note("Overview", "<p>of the first file</p>", file="one.md", deck="two::b"),
    note("Overview", "<p>of the second file</p>", file="two.md", deck="two::c"),
    note("<em>Overview</em>", "<p>of the same file again</p>", file="two.md", deck="two::c"),
    note("One", reverse="<p>the same clue</p>", file="One.md"),
    note("Two", reverse="<p>the same clue</p>", file="Two.md"),
    note("Only digits make its deck", deck="2024"),
    note("A deep deck", deck="aws::a b::c d::e"),
    note("The same deck in capitals", deck="AWS::a b"),
    note("Typed", "<p>long answer</p>", typed="short", hint="it is short"),
    note(
        "<code>if (a &lt; b &amp;&amp; c)</code>",
        '<pre><code class="language-c">#include &lt;a.h&gt;\n\tx = &quot;{{y}}&quot;;\n</code></pre>',
    ),
    note(
        "Table",
        "<table>\n<thead>\n<tr><th>a</th><th>b</th></tr>\n</thead>\n<tbody>\n"
        '<tr><td>1</td><td align="right">2</td></tr>\n</tbody>\n</table>',
    ),
    note(
        "Tasks",
        '<ul>\n<li><input type="checkbox" checked="" disabled="" /> done</li>\n'
        '<li><input type="checkbox" disabled="" /> not</li>\n</ul>',
    ),
    note(r"Maths \(x_1 &lt; y\)", r"\[\frac{a}{b}\]"),
    note("حقوق 🚀 日本語 ﷺ é", "<blockquote>\n<p>ñ \\ / \\n</p>\n</blockquote>"),
    note("AT&amp;T &lt;script&gt;", "&#39;single&#39; &nbsp; blank"),
    note("back\\slash and 'quote'", "{{Front}} {{#x}} }} %s"),
    cloze(
        "The {{c1::first}} and the {{c3::third::a hint}} of <code>std&#58;&#58;x&#123;&#125;</code>",
        0b101,
        extra="<p>more</p>",
        context="Above",
        source="c.md:3",
        tags=["cloze"],
    ),
    cloze("{{c2::only}} the second", 0b10),
]

# What a person reads in the plain formats; fields that are not here read as they stand.
TEXTS = {
    "<p>back</p>": "back",
    "<p>Turns text into speech &amp; more, 텍스트를 음성으로</p>": "Turns text into speech & more, 텍스트를 음성으로",
    "<p>[…]는 텍스트를 음성으로</p>": "[…]는 텍스트를 음성으로",
    NOTES[0]["fields"][6]: "docs",
    NOTES[1]["fields"][0]: 'He said "no, never", and "left"',
    NOTES[1]["fields"][1]: "a,b;c |d\nsecond, line",
    "#comment\n#deck:Nowhere": "#comment #deck:Nowhere",
    "=HYPERLINK(&quot;x&quot;)": '=HYPERLINK("x")',
    "&quot;=1+1&quot;": '"=1+1"',
    "<p>of the first file</p>": "of the first file",
    "<p>of the second file</p>": "of the second file",
    "<em>Overview</em>": "Overview",
    "<p>of the same file again</p>": "of the same file again",
    "<p>the same clue</p>": "the same clue",
    "<p>long answer</p>": "long answer",
    NOTES[16]["fields"][0]: "if (a < b && c)",
    NOTES[16]["fields"][1]: '#include <a.h>\n\tx = "{{y}}";',
    NOTES[17]["fields"][1]: "a\tb\n1\t2",
    NOTES[18]["fields"][1]: "[x] done\n[ ] not",
    NOTES[19]["fields"][0]: r"Maths \(x_1 < y\)",
    NOTES[20]["fields"][1]: "ñ \\ / \\n",
    NOTES[21]["fields"][0]: "AT&T <script>",
    NOTES[21]["fields"][1]: "'single' \u00a0 blank",
    NOTES[23]["fields"][0]: "The {{c1::first}} and the {{c3::third::a hint}} of std::x{}",
    "<p>more</p>": "more",
}


def complete(note, index):
    """The note as it must arrive, with what the fixture fills in."""
    kind = note.get("type", 0)
    return {
        "guid": note.get("guid", f"guid{index + 1:08d}"),
        "mod": note.get("mod", 1700000000),
        "type": TYPE_NAMES[kind],
        "fields": dict(zip(FIELDS[kind], note["fields"])),
        "deck": note.get("deck", "fixture"),
        "tags": note.get("tags", []),
        "ords": [ord for ord in range(32) if note.get("cards", 1) >> ord & 1],
        "rule": note.get("rule", "section"),
        "file": note.get("file", "notes.md"),
        "path": note.get("path", []),
        "line": note.get("line", index + 1),
    }


def from_json(note):
    """The same from the program's JSON."""
    fields = {name: field["html"] for name, field in note["fields"].items()}
    taken = {
        key: note[key] for key in ["guid", "mod", "deck", "tags", "rule", "file", "path", "line"]
    }
    return {**taken, "type": note["note_type"], "fields": fields, "ords": note["cards"]}
