# SPDX-License-Identifier: MIT
"""The catalogue's names as DESIGN wants them matched: a second opinion on the program's matcher.

Made for leaks, so it only has to be right where one could be: it finds each spelling of each name
by a regular expression, then drops what is part of a longer name of another service.
"""

import functools
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

CATALOGUE = Path(__file__).resolve().parents[2] / "data/services.yaml"
MAKERS = ["Amazon", "AWS", "아마존", "アマゾン"]

# Not all that there are, but all that the tests write behind names.
KOREAN = "는 은 이 가 을 를 의 와 과 에 에서 에서는 으로 로 도 만 까지 부터 라는 란 이란 입니다 이다 처럼".split()
JAPANESE = "は が を に で と の も から まで では には です という とは".split()

LATIN, HANGUL, KANA = "A-Za-zÀ-ɏ", "가-힣", "ァ-ヺー"


@dataclass(frozen=True)
class Service:
    name: str
    tag: str
    full: tuple  # written out, the name first
    short: tuple
    korean: tuple
    japanese: tuple
    everyday: tuple

    @property
    def names(self):
        """All that say the service by themselves, each once."""
        return tuple(dict.fromkeys(self.full + self.short + self.korean + self.japanese))


@functools.cache
def services():
    data = yaml.safe_load(CATALOGUE.read_text(encoding="utf-8"))["services"]
    return [
        Service(
            name=entry["name"],
            tag=f"aws::{entry['category']}::{entry['id']}",
            full=(entry["name"], *entry.get("also", [])),
            short=tuple(entry.get("short", [])),
            korean=tuple(entry.get("ko", [])),
            japanese=tuple(entry.get("ja", [])),
            everyday=tuple(entry.get("everyday", [])),
        )
        for entry in data
    ]


def has_maker(name):
    return name.split()[0] in MAKERS


def bare(name):
    """Without the maker's name before it."""
    return name.split(maxsplit=1)[1] if has_maker(name) and " " in name else name


def spellings(name):
    """As catalogued, all lower, all upper; each once."""
    return list(dict.fromkeys([name, name.lower(), name.upper()]))


def _edge(character):
    """The characters that may not touch a name at an end with this character."""
    for script in (LATIN, HANGUL, KANA):
        if re.match(f"[{script}]", character):
            return script + "0-9_"
    return LATIN + "0-9_" if character.isdigit() else "0-9_"


def _one_spelling(spelling):
    blank = r"(?:\s+|-)" if spelling == spelling.lower() else r"\s+"
    body = blank.join(re.escape(word) for word in spelling.split())
    behind = f"(?![{_edge(spelling[-1])}])"
    if re.match(f"[{HANGUL}]", spelling[-1]):
        behind = f"(?:{behind}|(?=(?:{'|'.join(KOREAN)})))"
    return f"(?<![{_edge(spelling[0])}]){body}{behind}"


@functools.cache
def pattern(name):
    return re.compile("|".join(_one_spelling(spelling) for spelling in spellings(name)))


@functools.cache
def everyday_pattern(name):
    """Only as catalogued, unless a maker stands before it; not where it may be a verb."""
    own, first = _one_spelling(name), r"(?:^|[.?!:]\s)[\s>*-]*"
    return re.compile(f"{first}{own}(?=\\s[a-z])|({own})", re.MULTILINE)


@functools.cache
def holders(service):
    """Names of other services that have one of this service's names in them."""
    own = [pattern(name) for name in service.names + service.everyday]
    found = [
        name
        for other in services()
        if other is not service
        for name in other.names
        if any(one.search(name) and one.search(name).group() != name for one in own)
    ]
    return tuple(dict.fromkeys(found))


@functools.cache
def held(service):
    """Names of other services that this service's names have in them."""
    return tuple(
        dict.fromkeys(
            name
            for other in services()
            if other is not service
            for name in other.names
            if any(name != own and pattern(name).search(own) for own in service.names)
        )
    )


def leaks(service, text):
    """The service's own names in a text, but for those in longer names of others."""
    found = [match.span() for name in service.names for match in pattern(name).finditer(text)]
    for name in service.everyday:
        spans = [match.span(1) for match in everyday_pattern(name).finditer(text)]
        found += [span for span in spans if span != (-1, -1)]
    if not found:
        return []
    others = [match.span() for name in holders(service) for match in pattern(name).finditer(text)]
    return [
        text[begin:end]
        for begin, end in found
        if not any(b <= begin and end <= e and e - b > end - begin for b, e in others)
    ]
