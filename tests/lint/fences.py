# SPDX-License-Identifier: MIT
"""What only some files may do: use a library, talk to the world, ask the locale."""

import re

import project

# Each third-party header, and the files that include it: one, or one that writes and one that
# reads what others wrote.
LIBRARIES = {
    "yaml.h": ["src/base/yaml.c"],
    "utf8proc.h": ["src/base/utf8.c"],
    "sha1.h": ["src/base/digest.c"],
    "sha2.h": ["src/base/digest.c"],
    "md4c.h": ["src/doc/markdown.c"],
    "gumbo.h": ["src/doc/entity.c"],
    "jansson.h": ["src/adopt/json.c", "src/deck/json_in.c"],
    "sqlite3.h": ["src/adopt/collection.c", "src/write/collection.c"],
    "zip.h": ["src/adopt/package.c", "src/write/zip.c"],
    "zstd.h": ["src/adopt/package.c"],
    "libdeflate.h": ["src/write/deflate.c"],
}

# The same for what the system offers to few: files, with the reason.
SYSTEM = {
    "pthread.h": {
        "src/api/build.c": "the workers",
        "src/base/file_write.c": "signals are held back while the list of temporaries changes",
        "src/cli/progress.h": "the progress bar's own thread",
    },
    "stdatomic.h": {
        "src/api/build.c": "the workers' next document",
        "src/base/file_write.c": "the list of temporaries, which a signal handler reads",
    },
    "signal.h": {
        "src/base/file_write.c": "signals are held back while the list of temporaries changes",
        "src/cli/main.c": "an interrupted run removes its temporaries",
        "src/cli/progress.c": "signals go to the main thread",
    },
    "dirent.h": {"src/base/file.c": "the only one that lists folders"},
    "fcntl.h": {
        "src/base/file.c": "the only one that reads files",
        "src/base/file_write.c": "the only one that writes files",
        "src/cli/outputs.c": "AT_FDCWD: an output gets its time",
    },
    "locale.h": {},
    "ctype.h": {},
    "wchar.h": {},
    "wctype.h": {},
    "setjmp.h": {},
}

# Words that code outside src/cli does not hold, by what is wrong with them.
STREAMS = ["stdout", "stderr", "stdin"]
OUTPUT = ["printf", "vprintf", "puts", "putchar", "perror", "err", "errx", "warn", "warnx",
          "syslog"]
ENDING = ["exit", "_exit", "_Exit", "abort", "quick_exit", "atexit", "raise", "kill"]
WORLD = ["getenv", "secure_getenv", "setenv", "putenv", "system", "popen", "fork", "execvp",
         "getcwd", "chdir", "gethostname", "getpid", "getuid"]
CLOCK = ["time", "clock", "clock_gettime", "gettimeofday", "localtime", "localtime_r", "gmtime",
         "gmtime_r", "mktime", "strftime", "ctime", "ftime", "times"]
CHANCE = ["rand", "rand_r", "random", "srand", "srandom", "drand48", "arc4random", "getrandom",
          "getentropy"]
LOCALE = ["setlocale", "uselocale", "localeconv", "nl_langinfo", "strcoll", "strxfrm", "mbstowcs",
          "mbrtowc", "wcstombs", "isalpha", "isdigit", "isalnum", "isspace", "isupper", "islower",
          "ispunct", "isxdigit", "isprint", "isgraph", "iscntrl", "isblank", "tolower", "toupper",
          "strcasecmp", "strncasecmp", "strcasestr", "strtod", "strtof", "strtold", "atof", "scanf",
          "sscanf", "fscanf"]
# Worse than their safe sisters anywhere, the command line included.
UNSAFE = ["atoi", "atol", "atoll", "gets", "strcpy", "strcat", "sprintf", "vsprintf", "strtok",
          "tmpnam", "mktemp", "tempnam", "alloca", "longjmp", "setjmp", "signal"]

# Exceptions: file -> word -> reason.
EXCEPTIONS = {
    "src/base/mem.c": {"abort": "the one place that gives up when memory has run out"},
    "src/base/file_write.c": {
        "getpid": "part of a temporary file's name, which no output holds"},
    "src/catalogue/generate.c": {
        "stderr": "a program of the build's, no part of the library"},
}


def library_problems(root=project.ROOT):
    includes = {}
    for path in project.files(".c", ".h", ".def", below=("src", "include"), root=root):
        code = project.c_code(project.read(path, root))
        for header in re.findall(r"^\s*#\s*include\s*<([^>]+)>", code, re.MULTILINE):
            includes.setdefault(header, set()).add(path.as_posix())
    for header, owners in LIBRARIES.items():
        if includes.get(header, set()) != set(owners):
            yield (f"<{header}> belongs into {' and '.join(owners)} alone; it is included in: "
                   f"{', '.join(sorted(includes.get(header, set()))) or 'no file'}")
    for header, owners in SYSTEM.items():
        for path in sorted(includes.get(header, set()) - set(owners)):
            yield f"{path}: <{header}> is for few (tests/lint/fences.py)"
        for path in sorted(set(owners) - includes.get(header, set())):
            yield f"{path}: no longer includes <{header}>; take it off the list"


def _words(code, words):
    pattern = r"(?<![\w.>])(" + "|".join(words) + r")\b(?=\s*\()"
    for match in re.finditer(pattern, code):
        yield match.group(1), code.count("\n", 0, match.start()) + 1


def _streams(code):
    for match in re.finditer(r"\b(" + "|".join(STREAMS) + r")\b", code):
        yield match.group(1), code.count("\n", 0, match.start()) + 1


def call_problems(root=project.ROOT):
    used = set()
    for path in project.files(".c", ".h", below=("src",), root=root):
        code = project.c_code(project.read(path, root))
        found = list(_words(code, UNSAFE))
        if path.parts[1] != "cli":
            found += _words(code, OUTPUT + ENDING + WORLD + CLOCK + CHANCE + LOCALE)
            found += _streams(code)
        for word, line in found:
            if word in EXCEPTIONS.get(path.as_posix(), ()):
                used.add((path.as_posix(), word))
            else:
                yield f"{path}:{line}: {word} is not for this file (tests/lint/fences.py)"
    if root == project.ROOT:
        for path, words in EXCEPTIONS.items():
            for word in words:
                if (path, word) not in used:
                    yield f"{path}: no longer uses {word}; take the exception off the list"


def float_format_problems(root=project.ROOT):
    """A number with a point is printed as the locale likes, so no format of the library has one."""
    for path in project.files(".c", ".h", below=("src",), root=root):
        if path.parts[1] == "cli":
            continue
        text = project.c_without_comments(project.read(path, root))
        for match in re.finditer(r'printf\s*\([^;]*?"[^"\n]*%[-+ #0-9.*]*[aefgAEFG]', text):
            yield f"{path}:{text.count(chr(10), 0, match.start()) + 1}: prints a float"
