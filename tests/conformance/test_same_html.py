# SPDX-License-Identifier: MIT
"""The comparison sees what matters and nothing else."""

import pytest
from same_html import normalise


@pytest.mark.parametrize("one, other", [
    ("<p>a</p>\n<p>b</p>\n", "<p>a</p><p>b</p>"),
    ("<p>a<br />\nb</p>", "<p>a<br>b</p>"),
    ("<p>&quot;&amp;</p>", "<p>\"&amp;</p>"),
    ('<a href="x" title="y">z</a>', "<a title='y' href='x'>z</a>"),
    ('<input disabled="" type="checkbox">', '<input type="checkbox" disabled>'),
    ("<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
    ("<p>a  b\nc</p>", "<p>a b c</p>"),
])
def test_the_same(one, other):
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize("one, other", [
    ("<p>a</p>", "a"),
    ("<p>a b</p>", "<p>ab</p>"),
    ("<p>a<br>b</p>", "<p>a\nb</p>"),
    ("<p>a <em>b</em></p>", "<p>a<em>b</em></p>"),
    ("<p>&lt;b&gt;</p>", "<p><b></p>"),
    ("<pre>a\n</pre>", "<pre>a</pre>"),
    ("<pre>a  b</pre>", "<pre>a b</pre>"),
    ("<p>a</p>", "<p>a</p><!-- -->"),
    ('<a href="x">z</a>', '<a href="y">z</a>'),
    ("<em><strong>a</strong></em>", "<strong><em>a</em></strong>"),
    ("<p>a\u00a0b</p>", "<p>a b</p>"),
])
def test_not_the_same(one, other):
    assert normalise(one) != normalise(other)
