# SPDX-License-Identifier: MIT
"""The benchmark's notes as a person knows them: files of sections, and how they are written down.

A section stays one object whatever happens to it; `uid` names it for good. Where it stands in the
written files is known by line, so nothing in the text needs to tell which section it is.
"""

import copy
import itertools
import unicodedata
from dataclasses import dataclass, field

from . import words

NBSP = "\N{NO-BREAK SPACE}"


@dataclass(eq=False)
class Block:
    """A paragraph, list, code or table; its rows are lists of tokens."""
    kind: str
    rows: list
    info: str = ""  # the language of code; "lines" for a paragraph of a sentence a line


@dataclass(eq=False)
class Section:
    uid: int
    lang: str
    level: int  # 0: text before the first heading, under the document's title
    heading: str
    blocks: list  # of Block; none: a heading that only groups those below it
    topic: list = field(default_factory=list)
    marks: set = field(default_factory=set)  # bold, link, emoji, nbsp, nfd: around the same heading
    number: str = ""
    family: int = 0  # sections made from each other's text have the same one
    sources: list = field(default_factory=list)  # uids it was made of in this build
    touched: list = field(default_factory=list)  # kinds of edits in this build
    busy: bool = False  # split or merged in this build

    def tokens(self):
        return [token for block in self.blocks for row in block.rows for token in row
                if words.is_word(token)]

    def touch(self, kind):
        self.touched.append(kind)


@dataclass(eq=False)
class File:
    fid: int
    folder: str
    name: str  # without .md
    lang: str
    title: str  # of the front matter, or empty
    sections: list
    rules: bool = False  # --- between the sections
    crlf: bool = False
    bom: bool = False
    trailing: bool = False  # blanks at line ends
    hidden: bool = False  # the blank behind each heading mark is a no-break space

    def path(self):
        return (self.folder + "/" if self.folder else "") + self.name + ".md"

    def notes(self):
        return [section for section in self.sections if section.blocks]


class Counter:
    """Numbers, each once."""

    def __init__(self):
        self.next = itertools.count(1).__next__


class Vault:
    """All notes, and those that were deleted."""

    def __init__(self):
        self.files = []
        self.graves = []  # (build, file, section)
        self.uids, self.fids, self.families = Counter(), Counter(), Counter()

    def sections(self):
        return [section for file in self.files for section in file.sections]

    def notes(self):
        return [section for file in self.files for section in file.notes()]

    def copy_of(self, section):
        """The same text under an identity of its own."""
        twin = copy.deepcopy(section)
        twin.uid = self.uids.next()
        twin.sources, twin.touched, twin.busy = [], [], False
        return twin


def heading_text(section):
    """A heading as it is written, without its level."""
    text = section.heading
    if "nfd" in section.marks:
        text = unicodedata.normalize("NFD", text)
    if "bold" in section.marks:
        text = f"**{text}**"
    if "link" in section.marks:
        text = f"[{text}](https://docs.example.com/{section.uid})"
    if section.number:
        text = f"{section.number} {text}"
    if "emoji" in section.marks:
        text += " " + words.EMOJI[section.uid % len(words.EMOJI)]
    return text.replace(" ", NBSP) if "nbsp" in section.marks else text


def block_lines(block, lang):
    if block.kind == "code":
        return ["```" + block.info, *(" ".join(row) for row in block.rows), "```"]
    rows = [words.joined(lang, row) for row in block.rows]
    if block.kind == "list":
        return ["- " + row for row in rows]
    if block.kind == "table":
        cells = block.rows[0].count("|") + 1
        rows = [f"| {row} |" for row in rows]
        return [rows[0], "|" + " --- |" * cells, *rows[1:]]
    if block.info == "lines":
        return rows
    return [("" if lang in words.UNSPACED else " ").join(rows)]


def section_lines(section, hidden):
    lines = []
    if section.level:
        blank = NBSP if hidden else " "
        lines += ["#" * section.level + blank + heading_text(section), ""]
    for block in section.blocks:
        lines += block_lines(block, section.lang) + [""]
    return lines


def write(file):
    """The file's bytes, and for each of its notes the line of its heading, from 1."""
    lines = ["---", "layout: default", f"title: \"{file.title}\"", "---"] if file.title else []
    places = []
    for index, section in enumerate(file.sections):
        if file.rules and index and section.level:
            lines += ["---", ""]
        if section.blocks:
            places.append((len(lines) + 1 if section.level else 1, section))
        lines += section_lines(section, file.hidden)
    if file.trailing:
        lines = [line + " " if line and index % 3 else line for index, line in enumerate(lines)]
    text = ("\r\n" if file.crlf else "\n").join(lines)
    return (b"\xef\xbb\xbf" if file.bom else b"") + text.encode("utf-8"), places


def paths(file):
    """For each section of a file those whose headings stand above it, outermost first."""
    above, found = [], []
    for section in file.sections:
        above = [step for step in above if step.level < section.level]
        found.append(list(above))
        if section.level:
            above.append(section)
    return found


class Author:
    """Makes notes; every choice comes from one random.Random."""

    def __init__(self, rand, vault):
        self.rand, self.vault = rand, vault
        self.services = ["Amazon S3", "Amazon EC2", "AWS Lambda", "Amazon RDS", "AWS KMS",
                         "Amazon SQS", "AWS Glue", "Amazon Polly", "Amazon VPC", "AWS WAF"]

    def topic(self, lang, subject):
        rand = self.rand
        return [rand.choice(subject) for _ in range(3)] + [words.compound(rand, lang)
                                                           for _ in range(4)]

    def sentence(self, section):
        return words.sentence(self.rand, section.lang, section.topic)

    def prose(self, section, count):
        rows = [self.sentence(section) for _ in range(count)]
        return Block("text", rows, "lines" if self.rand.random() < 0.5 else "")

    def items(self, section):
        rows = []
        for _ in range(self.rand.randrange(2, 7)):
            row = self.sentence(section)
            if self.rand.random() < 0.4:
                row = self.phrase(section.lang, section.topic)
            rows.append(row)
        return Block("list", rows)

    def code(self, section):
        rand = self.rand
        info, lines = rand.choice(words.CODE)
        names = [rand.choice(words.NOUNS["en"]) for _ in range(2)] + [rand.randrange(10000)]
        return Block("code", [line.format(*names).split(" ") for line in lines], info)

    def table(self, section):
        rand, lang = self.rand, section.lang
        parts = [rand.choice(words.PARTS[lang]) for _ in range(2)]
        rows = [parts[0].split("_") + ["|"] + parts[1].split("_")]
        for _ in range(rand.randrange(2, 5)):
            quality = words.word_of(rand, lang, None, "Q").split("_")
            rows.append(rand.choice(section.topic).split("_") + ["|"] + quality)
        return Block("table", rows)

    def blocks(self, section):
        rand, chance = self.rand, self.rand.random()
        if chance < 0.05:
            section.family = -words.LANGUAGES.index(section.lang) - 1  # all stubs are alike
            return [Block("text", [rand.choice(words.STUBS[section.lang]).split(" ")])]
        if chance < 0.22:
            return [self.prose(section, 1)]
        if chance < 0.50:
            return [self.prose(section, rand.randrange(2, 5))]
        blocks = [self.prose(section, rand.randrange(1, 4)), self.items(section)]
        if chance > 0.70:
            blocks.append(rand.choice([self.code, self.table, self.items])(section))
        if chance > 0.84:
            for _ in range(rand.randrange(1, 5)):
                make = rand.choice([self.items, self.code, self.table, None, None])
                blocks.append(make(section) if make else self.prose(section, rand.randrange(1, 5)))
        return blocks

    def heading(self, lang, topic):
        rand, chance = self.rand, self.rand.random()
        if chance < 0.26:
            return rand.choice(words.COMMON_HEADINGS[lang])
        if chance < 0.30:
            return rand.choice(self.services)
        if chance < 0.45:
            return words.joined(lang, rand.choice(topic).split("_"))
        return words.joined(lang, self.phrase(lang, topic))

    def phrase(self, lang, topic):
        thing = self.rand.choice(topic).split("_")
        return thing + self.rand.choice(words.PARTS[lang]).split("_")

    def section(self, lang, subject, level):
        topic = self.topic(lang, subject)
        section = Section(self.vault.uids.next(), lang, level, self.heading(lang, topic), [], topic)
        section.family = self.vault.families.next()
        section.blocks = self.blocks(section)
        return section

    def near_twin(self, section):
        """A section of the same text but for a few words, most under another heading."""
        twin = self.vault.copy_of(section)
        chance = self.rand.random()
        if chance < 0.5:
            twin.heading = self.heading(twin.lang, self.topic(twin.lang, twin.topic))
        if chance > 0.2:
            self.replace_words(twin, self.rand.uniform(0.04, 0.2))
        return twin

    def slots(self, section):
        """All places of words in a section."""
        return [(block, row, index) for block in section.blocks for row in block.rows
                for index, token in enumerate(row) if words.is_word(token)]

    def replace_words(self, section, share):
        """Puts other words in place of so many; at least one."""
        slots = self.slots(section)
        count = min(len(slots), max(1, round(share * len(slots))))
        for block, row, index in self.rand.sample(slots, count):
            lang = "en" if block.kind == "code" else section.lang
            row[index] = words.any_word(self.rand, lang)

    def file(self, count):
        rand, vault = self.rand, self.vault
        lang = rand.choice(["ko"] * 4 + ["en"] * 3 + words.LANGUAGES[2:])
        subject = [words.compound(rand, lang) for _ in range(14)]
        name = words.joined(lang, rand.choice(subject).split("_"))
        fid = vault.fids.next()
        file = File(fid, rand.choice(words.FOLDERS[lang]), f"{fid}. {name}", lang, "", [])
        shape = rand.random()
        if shape < 0.4:
            file.title = f"{name} {fid}"
        if shape < 0.75 and count > 1:
            top = Section(vault.uids.next(), lang, 1, name, [], self.topic(lang, subject))
            top.family = vault.families.next()
            if rand.random() < 0.3:
                top.blocks = [self.prose(top, 2)]
            file.sections.append(top)
        elif file.title and rand.random() < 0.5 or count == 1:
            file.sections.append(self.section(lang, subject, 0))
        file.rules = count > 1 and rand.random() < 0.3
        while len(file.notes()) < count:
            self.add_to(file, subject)
        return file

    def add_to(self, file, subject):
        rand = self.rand
        level = 3 if len(file.sections) > 2 and rand.random() < 0.35 else 2
        mixed = rand.random() < 0.08
        lang = rand.choice(words.LANGUAGES) if mixed else file.lang
        made = self.section(lang, [words.compound(rand, lang) for _ in range(9)] if mixed
                            else subject, level)
        if level == 2 and rand.random() < 0.08:
            made.blocks = []  # only a step in the path of those below it
            below = self.section(lang, made.topic, 3)
            file.sections += [made, below]
            return
        old = self.vault.notes()
        if old and rand.random() < 0.06:
            made = self.near_twin(rand.choice(old))
            made.level = level
        file.sections.append(made)

    def vault_of(self, count):
        while count > 0:
            size = min(count, self.rand.choice([1, 3, 6, 8, 12, 16, 20, 28, 40]))
            self.vault.files.append(self.file(size))
            count -= len(self.vault.files[-1].notes())
