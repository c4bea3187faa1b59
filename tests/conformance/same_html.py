# SPDX-License-Identifier: MIT
"""Reduces HTML to what it means, so that two renderers can be compared.

As the specification's own test tool sees it: how a character is escaped, in which order attributes
stand, whether an empty element is closed with a slash, and white space beside the tags of blocks
and line breaks make no difference; in <pre> every character counts.
"""

import re
from html.parser import HTMLParser

APART = frozenset("""
    address article aside blockquote body br button canvas caption col colgroup dd details dialog div
    dl dt embed fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr iframe li
    main map nav object ol output p pre progress script section style table tbody td textarea tfoot
    th thead tr ul video
""".split())
SPACE = re.compile(r"[ \t\r\n\f]+")


class Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tokens = []
        self.preformatted = 0

    def handle_starttag(self, tag, attributes):
        self.preformatted += tag == "pre"
        # A name without a value is one with an empty value.
        self.tokens.append(("open", tag, tuple(sorted((k, v or "") for k, v in attributes))))

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        self.preformatted -= tag == "pre"

    def handle_endtag(self, tag):
        self.preformatted -= tag == "pre"
        self.tokens.append(("close", tag))

    def handle_data(self, data):
        kind = "verbatim" if self.preformatted else "text"
        if self.tokens and self.tokens[-1][0] == kind:
            data = self.tokens.pop()[1] + data
        self.tokens.append((kind, data))

    def handle_comment(self, data):
        self.tokens.append(("comment", data))

    def handle_decl(self, decl):
        self.tokens.append(("declaration", decl))

    def unknown_decl(self, data):
        self.tokens.append(("section", data))

    def handle_pi(self, data):
        self.tokens.append(("instruction", data))


def is_edge(tokens, index):
    """The start or end of the page, the tag of a block, or a line break."""
    if not 0 <= index < len(tokens):
        return True
    return tokens[index][0] in ("open", "close") and tokens[index][1] in APART


def normalise(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    result = []
    for index, token in enumerate(reader.tokens):
        if token[0] == "text":
            text = SPACE.sub(" ", token[1])
            if is_edge(reader.tokens, index - 1):
                text = text.removeprefix(" ")
            if is_edge(reader.tokens, index + 1):
                text = text.removesuffix(" ")
            if not text:
                continue
            token = ("text", text)
        result.append(token)
    return result
