# SPDX-License-Identifier: MIT
"""No question of a Reverse card tells its answer: the whole catalogue, in the real Anki."""

import contextlib
import json
import os
import re
import subprocess
from html.parser import HTMLParser

import pytest
from anki.collection import Collection
from conftest import import_package

import names
from names import JAPANESE, KOREAN, MAKERS, bare, has_maker, held, holders, leaks, spellings

MASK = "[…]"
TITLE = "ZQTITLE"  # no card of the second kind may show it
FILE = "zqfile"


class Visible(HTMLParser):
    """The lines that a person reads, and every attribute."""

    BREAKS = set("p div br hr li ul ol pre table tr td th blockquote h1 h2 h3".split())

    def __init__(self, markup):
        super().__init__()
        self.text, self.attributes, self.hidden = "", [], False
        self.feed(markup)
        self.close()
        self.lines = [" ".join(line.split()) for line in self.text.split("\n") if line.strip()]

    def handle_starttag(self, tag, attrs):
        self.attributes += attrs
        self.hidden |= tag == "style"
        self.text += "\n" if tag in self.BREAKS else ""

    def handle_endtag(self, tag):
        self.hidden &= tag != "style"
        self.text += "\n" if tag in self.BREAKS else ""

    def handle_data(self, data):
        self.text += "" if self.hidden else data


def convert(folder, awsml):
    """Runs the program on notes/, and gives the notes of its JSON."""
    subprocess.run(
        [awsml, "notes", "--apkg", "deck.apkg", "--json", "deck.json"],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"},
        check=True,
        capture_output=True,
        timeout=300,
    )
    return json.loads((folder / "deck.json").read_text(encoding="utf-8"))["notes"]


@contextlib.contextmanager
def imported(folder):
    """The package in a collection of the real Anki."""
    collection = Collection(str(folder / "collection.anki2"))
    import_package(collection, folder / "deck.apkg")
    yield collection
    collection.close()


def write_notes(folder, documents):
    """`documents`: name -> the title and the sections, [(heading, body)]."""
    (folder / "notes").mkdir()
    for name, (title, sections) in documents.items():
        text = "".join(f"## {heading}\n\n{body}\n\n" for heading, body in sections)
        path = folder / "notes" / f"{FILE}-{name}.md"
        path.write_text(f"# {title}\n\n{text}", encoding="utf-8")


def place_of(note):
    """The document and the heading of a note."""
    return re.fullmatch(rf"{FILE}-(.*)\.md", note["file"])[1], note["fields"]["Front"]["text"]


def reverse_questions(folder, awsml, documents):
    """By document and heading: the tags, and what the Reverse card asks (None: there is none)."""
    write_notes(folder, documents)
    found = {}
    notes = {note["guid"]: note for note in convert(folder, awsml)}
    with imported(folder) as collection:
        for note_id in collection.find_notes(""):
            note = collection.get_note(note_id)
            questions = [Visible(card.question()) for card in note.cards() if card.ord == 1]
            found[place_of(notes[note.guid])] = (note.tags, questions[0] if questions else None)
    return found


# What a body is made of: blocks of Markdown, each with the lines that the question must show.


def with_makers(name):
    return [] if has_maker(name) else [f"{maker} {name}" for maker in MAKERS]


def written(service):
    """Each name in each way to write it that must be known."""
    for name in service.names:
        yield from spellings(name)
        for maker_and_name in with_makers(name):
            yield from spellings(maker_and_name)
    for name in service.everyday:
        yield name
        yield from with_makers(name)


def in_sentences(service):
    particles = KOREAN + JAPANESE
    for i, name in enumerate(written(service)):
        particle = particles[i % len(particles)]
        yield f"여기서 {name} 하나", f"여기서 {MASK} 하나"
        yield f"여기서 {name}{particle} 하나", f"여기서 {MASK}{particle} 하나"
        yield f"({name}), \"{name}\"/{name}!", f"({MASK}), \"{MASK}\"/{MASK}!"


def every_particle(service):
    kinds = service.full[:1], service.short, service.korean, service.japanese, service.everyday
    for name in [kind[0] for kind in kinds if kind]:
        for particle in KOREAN + JAPANESE:
            yield f"그 {name}{particle}, 끝", f"그 {MASK}{particle}, 끝"


def in_markup(service):
    for name in written(service):
        yield f"굵게 **{name}** 또 *{name}*", f"굵게 {MASK} 또 {MASK}"
        yield f"`{name}` 코드", f"{MASK} 코드"
        yield f"[{name}](https://example.com/a) 링크", f"{MASK} 링크"
        yield f"- 항목 {name}", f"항목 {MASK}"
        yield f"> 인용 {name}", f"인용 {MASK}"
        yield f"표 | 값\n---|---\n{name} | 칸", f"표\n값\n{MASK}\n칸"
        yield f"```\nrun({name});\n```", f"run({MASK});"


def over_line_ends(service):
    for name in written(service):
        if " " in name:
            first, last = name.rsplit(" ", 1)
            for blank in "\n", "  \n", "\u00a0", "\u3000":
                yield f"앞 {first}{blank}{last}는 뒤\n끝", f"앞 {MASK}는 뒤\n끝"
            yield f"> 앞 {first}\n> {last} 뒤", f"앞 {MASK} 뒤"


def broken_by_markup(service):
    """Names that only the reader's eye puts together."""
    for name in service.full[:1] + service.short:
        first, last = name[:-2], name[-2:]
        if name[-3:].isalnum():
            yield f"앞 {first}**{last}** 뒤", f"앞 {MASK} 뒤"
        yield f"앞 &#{ord(name[0])};{name[1:]} 뒤", f"앞 {MASK} 뒤"
        yield f"앞 {first}&#{ord(last[0])};{last[1]} 뒤", f"앞 {MASK} 뒤"
        if " " in name:
            first, last = name.split(" ", 1)
            for start in f"**{first}**", f"[{first}](https://example.com)", f"`{first}`":
                yield f"앞 {start} {last}는 뒤", f"앞 {MASK}는 뒤"
            yield f"앞 {first} *{last}* 뒤", f"앞 {MASK} 뒤"
            yield f"앞 {first}&nbsp;{last} 뒤", f"앞 {MASK} 뒤"


def between_blocks(service):
    """A name does not begin in one item or cell and go on in the next."""
    for name in service.names:
        if not has_maker(name):
            yield f"- Amazon\n- {name}", f"Amazon\n{MASK}"
            yield f"Amazon | {name}\n---|---\nAWS | {name}", f"Amazon\n{MASK}\nAWS\n{MASK}"
            yield f"1. 아마존\n\n   {name}는", f"아마존\n{MASK}는"


def in_arns(service):
    for name in service.names:
        word = bare(name).lower().replace(" ", "-")
        if re.fullmatch("[a-z0-9-]+", word) and bare(name) in service.names:
            yield f"arn:aws:{word}:us-east-1:1234:x/7 이다", f"arn:aws:{MASK}:us-east-1:1234:x/7 이다"
            yield f"`arn:aws:{word}:::x` 이다", f"arn:aws:{MASK}:::x 이다"


def in_addresses(service):
    for name in service.names + service.everyday:
        word = re.sub("[ -]", "", bare(name))
        if re.fullmatch("[A-Za-z0-9]+", word):
            parts = [f"Amazon{word}", f"x/amazon-{word.lower()}"]
            parts += [word.lower(), f"aws-{word}-x"] if len(word) > 1 else []
            for part in parts:
                address = f"https://docs.example.com/{part}/latest/"
                yield f"주소 {address} 끝", f"주소 {MASK} 끝"
                yield f"주소 <{address}> 끝", f"주소 {MASK} 끝"
                yield f"주소 [{address}]({address}) 끝", f"주소 {MASK} 끝"


def out_of_sight(service):
    """Links keep only their text, images and comments nothing; code tells no language."""
    for name in service.names + service.everyday:
        word = re.sub("[ /]", "-", name)
        yield f'[여기](https://example.com/{word} "{name}") 누름', "여기 누름"
        yield f"[여기](#{word}), [거기](<{name}.md>) 누름", "여기, 거기 누름"
        yield f"![{name}](<{name}.png> '{name}') 그림", "그림"
        yield f"앞 <!-- {name} --> 뒤", "앞 뒤"
        yield f"```{word}\nx = 1\n```", "x = 1"


def innocent(service):
    """What only looks like the service's names, and what names other services."""
    for text in ["누가 물어보면 대답하고 complex한 것은 풀어 쓴다", "Amazon의 것, AWS에서 나온 것"]:
        yield text, text
    for name in service.short + service.everyday:
        if re.fullmatch("[A-Za-z]{3,}", name):
            other = name[0].lower() + name[1:].upper()
            words = [f"{name}ish", f"un{name}", f"{name}_1", f"{name}2", f"é{name}"]
            words += [] if other in spellings(name) else [other]
            line = ", ".join(word for word in words if word not in service.names)
            yield line, line
    for name in service.everyday:
        for spelling in spellings(name)[1:]:
            if spelling != name:
                yield f"여기서 {spelling} 하나", f"여기서 {spelling} 하나"
        for behind in [" is here", " là đây", " ist hier", "는 여기", " 여기", "は"]:
            yield f"{name}{behind}", f"{MASK}{behind}"
        if " " not in name:
            yield f"{name} the cable. {name} two more", f"{name} the cable. {name} two more"
    strangers = [one.name for one in names.services() if one is not service][::97]
    for name in [*holders(service), *held(service), *strangers]:
        if name not in service.names:
            yield f"다른 {name} 이야기", f"다른 {name} 이야기"
            yield f"다른 **{name}**, `{name}`", f"다른 {name}, {name}"


PLACES = [
    in_sentences,
    every_particle,
    in_markup,
    over_line_ends,
    broken_by_markup,
    between_blocks,
    in_arns,
    in_addresses,
    out_of_sight,
    innocent,
]


@pytest.fixture(scope="module", params=PLACES, ids=lambda place: place.__name__)
def place(request, awsml, tmp_path_factory):
    """(service, expected lines, question) of every service."""
    made = {one.name: list(request.param(one)) for one in names.services()}
    made = {name: [("처음", "처음"), *blocks] for name, blocks in made.items()}
    documents = {
        str(i): (TITLE, [(one.name, "\n\n".join(block for block, _ in made[one.name]))])
        for i, one in enumerate(names.services())
    }
    cards = reverse_questions(tmp_path_factory.mktemp("reverse"), awsml, documents)
    result = []
    for i, one in enumerate(names.services()):
        tags, question = cards[str(i), one.name]
        assert tags == [one.tag]
        expected = "\n".join(lines for _, lines in made[one.name]).split("\n")
        result.append((one, expected, question))
    return result


def test_every_service_has_a_reverse_card(place):
    assert [one.name for one, _, question in place if not question] == []
    assert len(place) > 400


@pytest.mark.parametrize("kind", [in_sentences, every_particle, in_arns], ids=lambda f: f.__name__)
def test_names_that_are_not_hidden_would_be_found(kind):
    missed = [
        (one.name, block)
        for one in names.services()
        for block, lines in kind(one)
        if MASK in lines and not leaks(one, block)
    ]
    assert missed == []


def test_no_question_tells_its_answer(place):
    told = [
        (one.name, line, leaks(one, line))
        for one, _, question in place
        if question
        for line in question.lines
        if leaks(one, line)
    ]
    assert told == []


def test_only_the_names_are_hidden(place):
    wrong = [
        (one.name, line, shown)
        for one, expected, question in place
        if question
        for line, shown in zip(expected, question.lines, strict=True)
        if line != shown
    ]
    assert wrong == []


def test_nothing_else_tells_it(place):
    """No context, no source, no address behind a word."""
    for _, _, question in place:
        if question:
            assert TITLE not in question.text and FILE not in question.text
            assert set(question.attributes) <= {
                ("class", "awsml"),
                ("class", "back"),
                ("dir", "auto"),
            }


# Which headings have a reverse: by the service's name, [(heading, has one)].

NUMBERS = ["3.2 ", "1) ", "17. "]
ASKING = ["이란", "란", " 개요", "とは", " overview", " là gì", "이란?"]
NOT_ASKING = [" 함수 버전", " 파일", " vs Amazon Kendra", " + Amazon Kendra", " (versioning)", " 2"]


def certain_headings(service):
    other = f" ({service.short[0]})" if service.short else ""
    for name in service.names:
        for heading in spellings(name) + with_makers(name):
            yield heading, True
        for number in NUMBERS:
            yield f"{number}{name}", True
        for words in ASKING + [other]:
            yield f"{name}{words}", True
        yield f"What is {name}?", True
        yield f"5. **{name}**", True
    for name in service.names:
        for words in NOT_ASKING:
            yield f"{name}{words}", False
        yield f"X {name}", False


def everyday_headings(service):
    """In one document, which names no other service."""
    for name in service.everyday:
        for heading in with_makers(name) + [f"4.1 AWS {name}이란", f"What is Amazon {name}?"]:
            yield heading, True
        for heading in spellings(name) + [f"{name} 개요", f"What is {name}?", f"AWS {name} 파일"]:
            yield heading, False


def beside_another(service):
    for name in service.everyday:
        for heading in [name, f"3.2 {name}", f"{name}이란", f"{name} overview", f"{name} là gì"]:
            yield heading, True
        for heading in [*spellings(name)[1:], f"{name} 파일"]:
            yield heading, False


def answers(folder, awsml, documents, expected):
    """What is not as expected: (document, heading, tags, has a reverse)."""
    write_notes(folder, documents)
    notes = {note["guid"]: note for note in convert(folder, awsml)}
    found = {}
    with imported(folder) as collection:
        for guid, tags, most in collection.db.execute(
            "select guid, tags, max(ord) from notes join cards on notes.id = nid group by nid"
        ):
            found[place_of(notes[guid])] = (tags.split(), most == 1)
    assert len(found) >= len(expected)
    return [
        (*place, *found[place])
        for place, (tag, has_one) in expected.items()
        if found[place][1] != has_one or (has_one and found[place][0] != [tag])
    ]


def headed(make, *before, title=TITLE):
    """Documents, one a service, and what is expected of the headings that `make` gives."""
    documents, expected = {}, {}
    for i, service in enumerate(names.services()):
        headings = {}
        for heading, has_one in make(service):
            headings.setdefault(heading, has_one)
        sections = [*before, *((heading, "본문이 있다") for heading in headings)]
        documents[str(i)] = (title, sections)
        for heading, has_one in headings.items():
            expected[str(i), heading.replace("*", "")] = (service.tag, has_one)
    return documents, expected


def test_a_heading_that_is_a_name_has_a_reverse(awsml, tmp_path):
    assert answers(tmp_path, awsml, *headed(certain_headings)) == []


def test_an_everyday_word_needs_its_maker(awsml, tmp_path):
    assert answers(tmp_path, awsml, *headed(everyday_headings)) == []


@pytest.mark.parametrize("before, title", [([("GuardDuty", "위협")], TITLE), ([], "GuardDuty 노트")])
def test_or_another_service_beside_it(awsml, tmp_path, before, title):
    assert answers(tmp_path, awsml, *headed(beside_another, *before, title=title)) == []
