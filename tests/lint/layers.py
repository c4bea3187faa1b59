# SPDX-License-Identifier: MIT
"""The law of the stages: what each may include and link. `problems(root)` lists the breaches.

A stage is a static library of src/*/meson.build; the folder `deck` holds two, the plain model that
writers read and what builds it. Of the stages that are linked, those linked by them count too.
"""

import re

import project

# Each stage, lowest first, with the stages that it may use besides itself.
ALLOWED = {
    "base": set(),
    "source": {"base"},
    "catalogue": {"base"},
    "doc": {"base", "source"},
    "note": {"base", "source", "catalogue", "doc"},
    "ident": {"base", "source"},  # identity knows keys, not notes
    "deck": {"base"},  # the model alone
    "adopt": {"base", "source", "doc", "ident", "deck"},  # knows packages, not how ours are made
    "deck-build": {"base", "source", "catalogue", "doc", "note", "ident", "deck"},
    "write": {"base", "source", "deck"},  # writers know no documents
    "api": {"base", "source", "catalogue", "doc", "note", "ident", "deck", "adopt", "deck-build",
            "write"},
    "cli": set(),  # a client of include/awsml alone
}
FOLDERS = {stage: stage.split("-")[0] for stage in ALLOWED}

# Files that may be included from their folder's parent stage only, for they belong to none.
_INCLUDE = re.compile(r"^\s*#\s*include\s*<([a-z_]+)/([^>]+)>", re.MULTILINE)
_CALL = re.compile(r"(\w+)\s*=\s*(static_library|library|executable|declare_dependency)\(")


def _arguments(text, start):
    """The text of a call's arguments, from behind its opening bracket."""
    depth, at, quoted = 1, start, False
    while depth:
        c = text[at]
        if c == "'":
            quoted = not quoted
        elif not quoted:
            depth += (c in "([{") - (c in ")]}")
        at += 1
    return text[start:at - 1]


def _keyword(arguments, name):
    """The names in a keyword argument's value: one name or a list."""
    match = re.search(rf"\b{name}\s*:\s*(\[[^\]]*\]|[\w.]+)", arguments)
    return re.findall(r"[A-Za-z_]\w*", re.sub(r"'[^']*'", "", match.group(1))) if match else []


class Build:
    """What the meson.build files say: the libraries with their sources, and what they link."""

    def __init__(self, root):
        self.sources = {}  # library variable -> its own C files
        self.names = {}  # library variable -> stage
        self.uses = {}  # variable of a library, program or dependency -> variables it links
        self.folders = {}  # library variable -> folder
        for path in project.files(".build", below=("src",), root=root):
            self._read(path.parent.name, project.read(path, root))

    def _read(self, folder, text):
        text = re.sub(r"#[^\n]*", "", text)
        for match in _CALL.finditer(text):
            variable, kind = match.groups()
            arguments = _arguments(text, match.end())
            uses = _keyword(arguments, "dependencies")
            uses += _keyword(arguments, "link_with") + _keyword(arguments, "link_whole")
            self.uses[variable] = uses
            if kind == "declare_dependency":
                continue
            sources = re.findall(r"'([\w-]+\.c)'", arguments.split("dependencies:")[0])
            self.sources[variable] = sources
            self.folders[variable] = folder
            name = re.match(r"\s*'([^']+)'", arguments).group(1)
            self.names[variable] = {"library": "api"}.get(kind, name)
            if kind == "executable":
                self.names[variable] = "cli" if folder == "cli" else None

    def stages(self):
        return {v: n for v, n in self.names.items() if n is not None}

    def linked(self, variable, seen=None):
        """The stages that a library links, through dependencies and other libraries."""
        seen = set() if seen is None else seen
        for used in self.uses.get(variable, ()):
            if used not in seen and used in self.uses:
                seen.add(used)
                self.linked(used, seen)
        return {self.names[v] for v in seen if self.names.get(v)}

    def stage_of_files(self):
        """(folder, file) -> stage; a header belongs to the stage of its .c file."""
        found = {}
        for variable, stage in self.stages().items():
            for source in self.sources[variable]:
                found[self.folders[variable], source] = stage
                found[self.folders[variable], source[:-2] + ".h"] = stage
        return found


def _stage(path, stages):
    """A header without a .c file belongs to the folder's first stage."""
    known = stages.get((path.parent.name, path.name))
    return known or path.parent.name


def _include_problems(root, stages):
    for path in project.files(".c", ".h", below=("src",), root=root):
        stage = _stage(path, stages)
        if stage not in ALLOWED:
            yield f"{path}: the folder is no stage; give it a place in tests/lint/layers.py"
            continue
        for folder, name in _INCLUDE.findall(project.c_code(project.read(path, root))):
            if folder not in FOLDERS.values():
                continue  # a library's or the system's
            used = stages.get((folder, name)) or folder
            if used != stage and used not in ALLOWED[stage]:
                yield f"{path}: the stage '{stage}' must not include {folder}/{name} ('{used}')"


def _link_problems(build):
    for variable, stage in sorted(build.stages().items()):
        if stage not in ALLOWED:
            yield f"'{stage}' is built but is no stage in tests/lint/layers.py"
            continue
        # The program links the library, which holds all stages; that is all it may link.
        allowed = {"api"} if stage == "cli" else ALLOWED[stage]
        used = build.linked(variable) - {stage}
        if stage == "cli":
            used = {build.names.get(v) for v in _direct(build, variable)} - {None}
        for other in sorted(used - allowed):
            yield f"the stage '{stage}' must not link '{other}'"


def _direct(build, variable):
    """What a program links itself: libraries, those behind a dependency's name included."""
    for used in build.uses.get(variable, ()):
        if used in build.names:
            yield used
        elif used in build.uses:
            yield from _direct(build, used)


def _unbuilt(root, build):
    built = {(build.folders[v], s) for v in build.sources for s in build.sources[v]}
    for path in project.files(".c", below=("src",), root=root):
        if (path.parent.name, path.name) not in built:
            yield f"{path}: no target builds it"


def problems(root=project.ROOT):
    build = Build(root)
    found = list(_include_problems(root, build.stage_of_files()))
    found += _link_problems(build)
    found += _unbuilt(root, build)
    return found
