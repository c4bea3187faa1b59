# SPDX-License-Identifier: MIT
"""What people do to whole files and folders, and one build's edits of all kinds."""

import unicodedata

from . import words
from .edits import BULK, SINGLE, bulk, bury, change_heading
from .notes import File


def touch_all(file, kind):
    for section in file.notes():
        section.touch(kind)


@bulk(6)
def rename_file(editor, kind):
    file = editor.any_file()
    lang = file.lang
    file.name = f"{file.fid}. " + words.joined(lang, words.compound(editor.rand, lang).split("_"))
    while any(other is not file and other.path() == file.path() for other in editor.vault.files):
        file.name += " 2"
    titles_follow(file)
    touch_all(file, kind)


def titles_follow(file):
    """Text before the first heading stands under the document's title."""
    tops = [section.heading for section in file.sections if section.level == 1]
    for section in file.sections:
        if section.level == 0:
            section.heading = file.title or (tops or [file.name])[0]


@bulk(4)
def move_file(editor, kind):
    file = editor.any_file()
    folder = editor.rand.choice(words.FOLDERS[editor.rand.choice(words.LANGUAGES)])
    if folder == file.folder:
        return False
    file.folder = folder
    touch_all(file, kind)
    return None


@bulk(1)
def move_folder(editor, kind):
    """All files of a folder, to below another or to a new name."""
    rand = editor.rand
    folder = editor.any_file().folder
    target = rand.choice(["archive/" + folder.split("/")[-1], folder + " (neu)",
                          folder.split("/")[0]])
    if not folder or target == folder:
        return False
    for file in editor.vault.files:
        if file.folder == folder and not file.hidden:
            file.folder = target
            touch_all(file, kind)
    return None


@bulk(4)
def reorder_sections(editor, kind):
    """The sections of the second level, with what is below them, in another order."""
    file = editor.any_file()
    groups, head = [], []
    for section in file.sections:
        if section.level >= 2 and (section.level == 2 or not groups):
            groups.append([section])
        elif groups:
            groups[-1].append(section)
        else:
            head.append(section)
    if len(groups) < 2:
        return False
    editor.rand.shuffle(groups)
    file.sections = head + [section for group in groups for section in group]
    touch_all(file, kind)
    return None


@bulk(4)
def number_headings(editor, kind):
    """Numbers all headings, counts them anew, or takes the numbers away."""
    file = editor.any_file()
    numbered = any(section.number for section in file.sections)
    remove = numbered and editor.rand.random() < 0.5
    start, upper, lower = editor.rand.randrange(1, 5), 0, 0
    for section in file.sections:
        upper, lower = (upper + 1, 0) if section.level <= 2 else (upper, lower + 1)
        number = f"{start}.{upper}." + (f"{lower}." if lower else "")
        section.number = "" if remove or section.level < 2 else number
    touch_all(file, kind)


@bulk(3)
def mark_up_all_headings(editor, kind):
    file = editor.any_file()
    mark = editor.rand.choice(["bold", "link", "emoji", "nbsp", "nfd"])
    for section in file.sections:
        section.marks ^= {mark}
    touch_all(file, kind)


@bulk(3)
def change_all_levels(editor, kind):
    """Every heading one level deeper, or back."""
    file = editor.any_file()
    levels = [section.level for section in file.sections if section.level]
    if not levels:
        return False
    step = -1 if min(levels) > 2 else 1
    for section in file.sections:
        if section.level:
            section.level = min(6, section.level + step)
    touch_all(file, kind)
    return None


@bulk(4)
def change_bytes_of_a_file(editor, kind):
    """Line ends, a byte order mark, blanks at the ends of lines."""
    file = editor.any_file()
    what = editor.rand.choice(["crlf", "bom", "trailing"])
    setattr(file, what, not getattr(file, what))
    touch_all(file, kind)


@bulk(3)
def reword_heading_above(editor, kind):
    """The file's first heading, or its title: the path of all that is below changes."""
    file = editor.any_file()
    top = file.sections[0]
    if top.level != 1:
        return False
    change_heading(editor, top)
    touch_all(file, kind)
    return None


@bulk(2)
def split_file(editor, kind):
    """A file becomes several: one for each group of its sections, often one a section."""
    rand, vault = editor.rand, editor.vault
    file = editor.any_file()
    if len(file.sections) < 6 or any(section.busy for section in file.sections):
        return False
    size = rand.choice([1, 1, 2, 4])
    head = [section for section in file.sections if section.level < 2][:1]
    rest = [section for section in file.sections if section not in head]
    file.sections = head + rest[:size]
    for start in range(size, len(rest), size):
        fid = vault.fids.next()
        part = rest[start:start + size]
        name = f"{file.name.split('. ')[-1]} {fid}"
        vault.files.append(File(fid, file.folder, name, file.lang, "", part, crlf=file.crlf))
        touch_all(vault.files[-1], kind)
    return None


@bulk(3)
def merge_files(editor, kind):
    """A file's sections go to the end of another, and it is gone."""
    file, target = editor.any_file(), editor.any_file()
    if file is target or file.folder != target.folder and editor.rand.random() < 0.7 or \
            len(target.sections) > 60 or any(not section.level for section in file.sections):
        return False
    touch_all(file, kind)
    target.sections += file.sections
    editor.vault.files.remove(file)
    return None


@bulk(2)
def hide_all_heading_marks(editor, kind):
    """For one build no line of a file is a heading."""
    file = editor.any_file()
    if len(file.notes()) < 3 or file.rules or any(section.level == 0 for section in file.sections):
        return False
    file.hidden = True
    for section in file.sections:
        section.touch("heading marks were hidden")
    return None


@bulk(1)
def delete_file(editor, kind):
    file = editor.any_file()
    if len(file.notes()) > 25:
        return False
    for section in list(file.sections):
        section.level = max(2, section.level)
        bury(editor, file, [section])
    editor.vault.files.remove(file)
    return None


@bulk(1)
def rename_identical_headings(editor, kind):
    """All sections of one heading get the name of their file before it, all at once."""
    lang = editor.rand.choice(words.LANGUAGES[:2])
    heading = editor.rand.choice(words.COMMON_HEADINGS[lang])
    for file in editor.visible():
        for section in file.sections:
            if section.heading == heading and section.level:
                section.heading = f"{file.name.split('. ')[-1]} {heading}"
                section.touch(kind)


# Once in a history, over all files.

def everywhere_crlf_and_moved(editor):
    """All line ends change and most files lie elsewhere, in one step."""
    kind = "CRLF everywhere, files moved"
    for index, file in enumerate(editor.visible()):
        file.crlf = not file.crlf
        if index % 4:
            file.folder = "docs/" + file.folder
        touch_all(file, kind)


def everywhere_nbsp(editor):
    kind = "no-break spaces everywhere"
    for file in editor.visible():
        for section in file.sections:
            section.marks ^= {"nbsp"}
        touch_all(file, kind)


def everywhere_numbers(editor):
    kind = "numbers everywhere"
    for file in editor.visible():
        for index, section in enumerate(file.sections):
            section.number = "" if section.number else f"{index + 1}."
        touch_all(file, kind)


def everywhere_prefixed(editor):
    """Every common heading of one language gets its file's name before it."""
    kind = "rename identical headings"
    common = set(words.COMMON_HEADINGS["ko"]) | set(words.COMMON_HEADINGS["en"])
    for file in editor.visible():
        for section in file.sections:
            if section.heading in common and section.level:
                section.heading = f"{file.name.split('. ')[-1]} {section.heading}"
                section.touch(kind)


EVERYWHERE = {8: everywhere_crlf_and_moved, 14: everywhere_nbsp, 15: everywhere_nbsp,
              22: everywhere_prefixed, 30: everywhere_numbers}


def edit(editor, build, count):
    """One build's edits; those of hidden heading marks are undone first."""
    editor.build = build
    for section in editor.vault.sections():
        section.touched, section.sources, section.busy = [], [], False
    for file in editor.vault.files:
        if file.hidden:
            file.hidden = False
            for section in file.sections:
                section.touch("heading marks come back")
    if build in EVERYWHERE:
        EVERYWHERE[build](editor)
    for _ in range(count):
        editor.apply(BULK if editor.rand.random() < 0.08 else SINGLE)
    drop_empty(editor)


def drop_empty(editor):
    """A file without text is no file, and two of one name cannot be."""
    taken = set()
    for file in list(editor.vault.files):
        if not file.notes():
            editor.vault.files.remove(file)
        while unicodedata.normalize("NFC", file.path()) in taken:
            file.name += " 2"
        taken.add(file.path())
        titles_follow(file)
