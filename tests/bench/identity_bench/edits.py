# SPDX-License-Identifier: MIT
"""What people do to their notes: each function is a kind of edit, made on the model in place.

An edit returns False if the notes it picked do not allow it. It marks the sections it changes with
its kind. What became of a note's identity is not decided here but by what is left of it: truth.py.
"""

import unicodedata

from . import words
from .notes import Block

SINGLE, BULK = {}, {}  # name: (weight, function)


def single(weight):
    """An edit of one note (or of the two it is about)."""
    def add(function):
        SINGLE[function.__name__.replace("_", " ")] = (weight, function)
        return function
    return add


def bulk(weight):
    """An edit of a file or folder with all that is in it."""
    def add(function):
        BULK[function.__name__.replace("_", " ")] = (weight, function)
        return function
    return add


class Editor:
    """The hand that edits: chance, the vault, and the author of new text."""

    def __init__(self, rand, vault, author):
        self.rand, self.vault, self.author = rand, vault, author
        self.build = 0
        self.done = {}  # kind: how often

    def visible(self):
        return [file for file in self.vault.files if not file.hidden]

    def any_file(self):
        return self.rand.choice(self.visible())

    def any_place(self, headed=False):
        """A file and a note in it."""
        files = [file for file in self.visible() if file.notes()]
        for _ in range(20):
            file = self.rand.choices(files, [len(file.sections) for file in files])[0]
            section = self.rand.choice(file.notes())
            if not section.busy and (section.level or not headed):
                return file, section
        return None, None

    def apply(self, kinds):
        """One edit, chosen by weight; a choice that cannot be made is made again."""
        names = list(kinds)
        while True:
            name = self.rand.choices(names, [kinds[name][0] for name in names])[0]
            if kinds[name][1](self, name) is not False:
                self.done[name] = self.done.get(name, 0) + 1
                return

    def repeat(self, section):
        """Now and then the same note is edited again in this build, in another way."""
        if self.rand.random() < 0.12 and not section.busy:
            name, change = self.rand.choice([
                ("reword heading", change_heading), ("reword body a little", change_little),
                ("reword body much", change_much), ("add paragraph", add_text)])
            if section.blocks and section.level and change(self, section) is not False:
                section.touch(name)
                self.done[name] = self.done.get(name, 0) + 1


def subtree(file, section):
    """A section and those below it."""
    start = file.sections.index(section)
    end = start + 1
    while section.level and end < len(file.sections) and \
            file.sections[end].level > section.level:
        end += 1
    return file.sections[start:end]


def tops(file):
    """Where a section of the second level can be put in without parting others."""
    places = [index for index, section in enumerate(file.sections) if index and section.level <= 2]
    return places + [len(file.sections)]


def put(editor, file, sections):
    place = editor.rand.choice(tops(file))
    file.sections[place:place] = sections


# What an edit does to one section.

def change_heading(editor, section):
    rand, lang = editor.rand, section.lang
    glue = "" if lang in words.UNSPACED else " "
    old = section.heading
    chance = rand.random()
    if chance < 0.35:
        new = old + glue + words.joined(lang, rand.choice(words.PARTS[lang]).split("_"))
    elif chance < 0.5 and " " in old:
        new = old.rsplit(" ", 1)[0]
    elif chance < 0.6:
        new = words.joined(lang, words.word_of(rand, lang, None, "Q").split("_")) + glue + old
    else:
        new = editor.author.heading(lang, section.topic)
    if new == old:
        return False
    section.heading = new
    return True


def change_little(editor, section):
    rand, author = editor.rand, editor.author
    slots = author.slots(section)
    chance = rand.random()
    if chance < 0.25 and len(slots) > 3:  # a letter
        block, row, index = rand.choice(slots)
        token = row[index]
        at = rand.randrange(len(token))
        row[index] = token[:at] + token[at + 1:] if len(token) > 2 else token + token[-1]
    elif chance < 0.4:
        block, row, index = rand.choice(slots)
        if block.kind in ("code", "table"):
            return False
        row.insert(index, words.any_word(rand, section.lang))
    else:
        author.replace_words(section, rand.uniform(0.02, 0.15))
    return True


def change_much(editor, section):
    """Up to half: of words here and there, or of whole sentences."""
    rand, author = editor.rand, editor.author
    if rand.random() < 0.5:
        author.replace_words(section, rand.uniform(0.2, 0.5))
        return True
    rows = [(block, index) for block in section.blocks for index in range(len(block.rows))
            if block.kind in ("text", "list")]
    if len(rows) < 3:
        return False
    for block, index in rand.sample(rows, max(1, int(len(rows) * rand.uniform(0.2, 0.5)))):
        block.rows[index] = author.sentence(section)
    return True


def add_text(editor, section):
    rand, author = editor.rand, editor.author
    make = rand.choice([author.items, author.code, author.table, None, None, None])
    block = make(section) if make else author.prose(section, rand.randrange(1, 4))
    section.blocks.insert(rand.randrange(len(section.blocks) + 1), block)
    return True


# Edits of one note.

@single(12)
def reword_heading(editor, kind):
    _, section = editor.any_place(headed=True)
    if not section or not change_heading(editor, section):
        return False
    section.touch(kind)
    return editor.repeat(section)


@single(14)
def reword_body_a_little(editor, kind):
    _, section = editor.any_place()
    if not section or not change_little(editor, section):
        return False
    section.touch(kind)
    return editor.repeat(section)


@single(9)
def reword_body_much(editor, kind):
    _, section = editor.any_place()
    if not section or not change_much(editor, section):
        return False
    section.touch(kind)
    return editor.repeat(section)


@single(9)
def reword_heading_and_body(editor, kind):
    _, section = editor.any_place(headed=True)
    if not section:
        return False
    change = change_little if editor.rand.random() < 0.6 else change_much
    if change(editor, section) is False:
        return False
    while not change_heading(editor, section):
        pass
    section.touch(kind)
    return None


@single(8)
def add_paragraph(editor, kind):
    _, section = editor.any_place()
    if not section:
        return False
    add_text(editor, section)
    section.touch(kind)
    return editor.repeat(section)


@single(7)
def delete_paragraph(editor, kind):
    _, section = editor.any_place()
    if not section:
        return False
    if len(section.blocks) > 1:
        section.blocks.remove(editor.rand.choice(section.blocks))
    elif len(section.blocks[0].rows) > 1 and section.blocks[0].kind != "table":
        section.blocks[0].rows.pop(editor.rand.randrange(len(section.blocks[0].rows)))
    else:
        return False
    section.touch(kind)
    return editor.repeat(section)


@single(3)
def fill_in_a_stub(editor, kind):
    stubs = [section for file in editor.visible() for section in file.notes()
             if len(section.tokens()) <= 4 and not section.busy]
    if not stubs:
        return False
    section = editor.rand.choice(stubs)
    section.family = editor.vault.families.next()
    section.blocks = [editor.author.prose(section, editor.rand.randrange(1, 5))]
    section.touch(kind)
    return None


@single(8)
def move_section_to_another_file(editor, kind):
    file, section = editor.any_place(headed=True)
    target = editor.any_file()
    if not section or target is file or len(file.sections) < 2 or section.level < 2:
        return False
    moved = subtree(file, section) if editor.rand.random() < 0.5 else [section]
    if any(step.busy for step in moved):
        return False
    for step in moved:
        file.sections.remove(step)
        step.touch(kind)
    put(editor, target, moved)
    return editor.repeat(section)


@single(4)
def move_section_within_its_file(editor, kind):
    file, section = editor.any_place(headed=True)
    if not section or section.level < 2 or len(file.sections) < 4:
        return False
    moved = subtree(file, section)
    for step in moved:
        file.sections.remove(step)
        step.touch(kind)
    put(editor, file, moved)
    return None


@single(5)
def change_heading_level(editor, kind):
    _, section = editor.any_place(headed=True)
    if not section or section.level < 2:
        return False
    section.level = editor.rand.choice([level for level in (2, 3, 4) if level != section.level])
    section.touch(kind)
    return editor.repeat(section)


@single(7)
def mark_up_heading(editor, kind):
    """Bold, a link, an emoji, no-break spaces, decomposed letters, a number: the same heading."""
    _, section = editor.any_place(headed=True)
    if not section:
        return False
    mark = editor.rand.choice(["bold", "link", "emoji", "nbsp", "nfd", "number"])
    if mark == "number":
        section.number = "" if section.number else f"{editor.rand.randrange(1, 20)}."
    elif mark == "nfd" and unicodedata.normalize("NFD", section.heading) == section.heading:
        return False
    else:
        section.marks ^= {mark}
    section.touch(kind)
    return editor.repeat(section)


@single(5)
def swap_headings(editor, kind):
    file, one = editor.any_place(headed=True)
    if not one:
        return False
    others = [other for other in file.notes()
              if other.level == one.level and other.heading != one.heading and not other.busy]
    if not others:
        return False
    other = editor.rand.choice(others)
    one.heading, other.heading = other.heading, one.heading
    for section in (one, other):
        section.touch(kind)
    return None


@single(3)
def insert_section_with_a_similar_text(editor, kind):
    _, section = editor.any_place(headed=True)
    if not section:
        return False
    twin = editor.author.near_twin(section)
    twin.level = 2
    twin.touch(kind)
    put(editor, editor.any_file(), [twin])
    return None


@single(2)
def copy_section(editor, kind):
    """The very same text and heading once more, in this file or another."""
    file, section = editor.any_place(headed=True)
    if not section:
        return False
    twin = editor.vault.copy_of(section)
    twin.level = 2
    twin.touch(kind)
    put(editor, file if editor.rand.random() < 0.4 else editor.any_file(), [twin])
    return None


def fresh(editor, file, heading=None):
    subject = [words.compound(editor.rand, file.lang) for _ in range(9)]
    section = editor.author.section(file.lang, subject, 2)
    section.heading = heading or section.heading
    return section


@single(3)
def insert_unrelated_section(editor, kind):
    file = editor.any_file()
    section = fresh(editor, file)
    section.touch(kind)
    put(editor, file, [section])
    return None


@single(3)
def insert_same_heading_elsewhere(editor, kind):
    """An unrelated text under a heading that another file has."""
    file, section = editor.any_place(headed=True)
    target = editor.any_file()
    if not section or target is file:
        return False
    made = fresh(editor, target, section.heading)
    made.touch(kind)
    put(editor, target, [made])
    return None


def bury(editor, file, sections):
    for section in sections:
        file.sections.remove(section)
        if section.blocks:
            editor.vault.graves.append((editor.build, file, section))


@single(4)
def put_unrelated_section_in_place(editor, kind):
    """Deletes a section and writes another one where it stood."""
    file, section = editor.any_place(headed=True)
    if not section or section.level < 2:
        return False
    keeps = editor.rand.random() < 0.2
    made = fresh(editor, file, section.heading if keeps else None)
    made.level = section.level
    place = file.sections.index(section)
    bury(editor, file, [section])
    file.sections.insert(place, made)
    made.touch(kind)
    return None


@single(16)
def delete(editor, kind):
    file, section = editor.any_place(headed=True)
    if not section or section.level < 2 or len(file.notes()) < 2:
        return False
    bury(editor, file, [section])
    return None


@single(9)
def bring_back(editor, kind):
    """A deleted section returns, some builds later, where it was or elsewhere."""
    rand, graves = editor.rand, editor.vault.graves
    ready = [grave for grave in graves if grave[0] < editor.build]
    if not ready:
        return False
    grave = rand.choice(ready)
    _, file, section = grave
    if file not in editor.vault.files or file.hidden or rand.random() < 0.15:
        file = editor.any_file()
    graves.remove(grave)
    section.touched, section.sources, section.busy = [], [], False
    section.level = max(2, section.level)
    if rand.random() < 0.3:
        change_little(editor, section)
    if rand.random() < 0.15:
        change_heading(editor, section)
    section.touch(kind)
    put(editor, file, [section])
    return None


@single(3)
def split_section(editor, kind):
    """One section becomes two; either part may keep the heading."""
    rand = editor.rand
    file, section = editor.any_place(headed=True)
    if not section or section.touched or section.level < 2 or \
            sum(len(block.rows) for block in section.blocks) < 4:
        return False
    if len(section.blocks) == 1:
        block = section.blocks[0]
        if block.kind not in ("text", "list"):
            return False
        middle = rand.randrange(1, len(block.rows))
        section.blocks = [Block(block.kind, block.rows[:middle], block.info),
                          Block(block.kind, block.rows[middle:], block.info)]
    part = editor.vault.copy_of(section)
    middle = rand.randrange(1, len(section.blocks))
    section.blocks, part.blocks = section.blocks[:middle], part.blocks[middle:]
    part.sources = [section.uid]
    new = editor.author.heading(section.lang, section.topic)
    if rand.random() < 0.8:
        part.heading = new
    else:
        section.heading = new
    for step in (section, part):
        step.busy = True
        step.touch(kind)
    file.sections.insert(file.sections.index(section) + 1, part)
    return None


@single(3)
def merge_sections(editor, kind):
    """Two sections that follow each other become one under one of their headings."""
    rand = editor.rand
    file, section = editor.any_place(headed=True)
    if not section or section.touched:
        return False
    at = file.sections.index(section) + 1
    other = file.sections[at] if at < len(file.sections) else None
    if not other or other.touched or not other.blocks or other.level < section.level \
            or other.lang != section.lang:
        return False
    section.blocks += other.blocks
    if rand.random() < 0.3:
        section.heading, section.number = other.heading, other.number
    section.sources = [other.uid]
    file.sections.remove(other)
    section.busy = True
    section.touch(kind)
    return None
