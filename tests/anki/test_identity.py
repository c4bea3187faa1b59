# SPDX-License-Identifier: MIT
"""Edit, rename and move notes freely: in the real Anki, with cards that have reviews, none is lost.

Each test begins with a deck that was built, imported and learned, so that every card has reviews.
It edits the notes, and a step then builds, imports and checks (study.py): no note twice, every card
and review still there, the expected notes updated or new and no other, the database sound. Every
build is made again in a fresh clone, from notes and lock alone: it must give the same bytes.
"""

import re
import subprocess

import pytest
import vault as vaults
from conftest import content, import_package

pytest.register_assert_rewrite("study")
from study import RETIRED, Study, history, learn  # noqa: E402

COMPUTE, STORAGE, NETWORK = "aws/1. 컴퓨팅.md", "aws/2. 스토리지.md", "aws/3. 네트워크.md"
GIT, HTTP, TCP = "english/git.md", "english/http.md", "english/untitled notes.md"
DATABASE = "日本語/データベース.md"

STARTS = {
    "small": vaults.small,
    "seventeen": lambda: vaults.large(3, 51),
    "large": lambda: vaults.large(13, 325),
    "many files": lambda: vaults.large(287, 574),
    "basics": vaults.basics,
}


@pytest.fixture(scope="module")
def starts(awsml, tmp_path_factory):
    """The decks as they were first learned, each made once."""
    made = {}

    def start(name):
        if name not in made:
            folder = tmp_path_factory.mktemp("start") / "study"
            (folder / "notes").mkdir(parents=True)
            study = made[name] = Study(folder, STARTS[name](), awsml)
            study.open()
            first = study.step()
            assert first.new == set(study.vault.notes()) and not first.updated
            study.close()
        return made[name]

    return start


@pytest.fixture
def begin(starts, tmp_path):
    """Somebody who learned one of these decks."""
    open_now = []

    def start(name="small"):
        open_now.append(starts(name).copy_to(tmp_path / f"study {len(open_now)}"))
        return open_now[-1]

    yield start
    for study in open_now:
        study.close()


def names(*pairs):
    return {f"{path}#{heading}" for path, heading in pairs}


# --- sections ---

def reword_headings(vault):
    vault[f"{COMPUTE}#배치 그룹"].heading = "배치 그룹의 종류"
    vault[f"{COMPUTE}#요금+"].heading = "람다 요금"
    vault[f"{GIT}#Rebase"].heading = "Rebasing onto another base"
    vault[f"{TCP}#Window"].heading = "Flow control"
    vault[f"{DATABASE}#索引"].heading = "インデックス（索引）"
    return names((COMPUTE, "배치 그룹"), (COMPUTE, "배치 그룹?1"), (COMPUTE, "요금+"), (GIT, "Rebase"),
                 (GIT, "When not to"), (TCP, "Window"), (DATABASE, "索引"))


def replace(section, old, new):
    assert old in section.body
    section.body = section.body.replace(old, new)


def reword_bodies(vault):
    replace(vault[f"{COMPUTE}#요금"], "스팟은 언제든 회수될 수 있다", "스팟은 두 시간 안에도 회수될 수 있다")
    replace(vault[f"{STORAGE}#2. 스토리지"], "저장소는", "클라우드 저장소는")
    replace(vault[f"{GIT}#Bisect"], "Zero for a good commit", "Zero for a fine commit")
    replace(vault[f"{HTTP}#Cookies"], "sends back each time", "returns with each request")
    replace(vault[f"{DATABASE}#第三正規形"], "別の表に分ける", "別の表へ移す")
    return names((COMPUTE, "요금"), (STORAGE, "2. 스토리지"), (GIT, "Bisect"), (GIT, "Bisect?1"),
                 (HTTP, "Cookies"), (DATABASE, "第三正規形"))


def reword_both_a_little(vault):
    vault[f"{NETWORK}#보안 그룹"].heading = "보안 그룹 (SG)"
    replace(vault[f"{NETWORK}#보안 그룹"], "규칙이 없어도", "따로 규칙이 없더라도")
    vault[f"{HTTP}#Caching"].heading = "Caching and validation"
    replace(vault[f"{HTTP}#Caching"], "still fresh", "fresh enough")
    vault[f"{DATABASE}#トランザクション"].heading = "トランザクション処理"
    replace(vault[f"{DATABASE}#トランザクション"], "途中で失敗したら", "失敗した場合は")
    return names((NETWORK, "보안 그룹"), (HTTP, "Caching"), (DATABASE, "トランザクション"))


def decorate_headings(vault):
    """What changes by itself when notes are tidied, or numbered anew."""
    vault[f"{NETWORK}#NAT 게이트웨이"].heading = "3.1. NAT 게이트웨이"
    vault[f"{NETWORK}#보안 그룹"].heading = "**보안 그룹**"
    vault[f"{GIT}#Reflog"].heading = "[Reflog](https://example.com/reflog)"
    vault[f"{HTTP}#Basics"].heading = "Basics 🚀"
    vault[f"{DATABASE}#トランザクション"].heading = "4.2.2. トランザクション"
    return names((NETWORK, "NAT 게이트웨이"), (NETWORK, "보안 그룹"), (GIT, "Reflog"),
                 (HTTP, "Basics"), (DATABASE, "トランザクション"))


def reword_questions_and_lists(vault):
    replace(vault[f"{COMPUTE}#배치 그룹"], "언제 쓰는가?", "어떤 때에 쓰는가?")
    replace(vault[f"{GIT}#Bisect"], "What must a bisect script return?",
            "What should the script of a bisect return?")
    lists = vault[f"{COMPUTE}#Amazon Lex와 Amazon Connect"]
    lists.heading = "Amazon Connect와 Amazon Lex"
    return names((COMPUTE, "배치 그룹"), (COMPUTE, "배치 그룹?1"), (GIT, "Bisect"), (GIT, "Bisect?1"),
                 (COMPUTE, "Amazon Lex와 Amazon Connect/Amazon Lex"),
                 (COMPUTE, "Amazon Lex와 Amazon Connect/Amazon Connect"))


def other_tags(vault):
    vault.files[STORAGE].front = vault.files[STORAGE].front.replace("[aws]", "[aws, 저장]")
    vault.files[DATABASE].front = "tags: [sql]"
    return {name for name in vault.notes() if name.startswith((STORAGE, DATABASE))}


def change_levels(vault):
    vault[f"{COMPUTE}#배치 그룹"].level = 2
    vault[f"{HTTP}#Cookies"].level = 1
    for section in vault.files[TCP].sections:
        section.level = 4  # all of them: the headings above stay
    return names((COMPUTE, "배치 그룹"), (COMPUTE, "배치 그룹?1"), (HTTP, "Cookies"),
                 (HTTP, "SameSite"))


def move_sections(vault):
    moved = vault.take(f"{COMPUTE}#함정 모음")
    vault.files[STORAGE].sections += moved
    moved = vault.take(f"{HTTP}#Caching")
    vault.files[GIT].sections[1:1] = moved
    moved = vault.take(f"{DATABASE}#正規化")
    vault.add("日本語/設計/表.md", "# 表の設計\n")
    vault.files["日本語/設計/表.md"].sections += moved
    return names((COMPUTE, "함정 모음"), (HTTP, "Caching"), (DATABASE, "正規化"),
                 (DATABASE, "第三正規形"))


def rename_files(vault):
    vault.rename(COMPUTE, "aws/01-compute.md")
    vault.rename(GIT, "english/버전 관리 #1.md")
    vault.rename(TCP, "english/tcp.md")  # it has no H1: its name is its title
    return names((TCP, "Basics"), (TCP, "Window"))


def reverse(sections):
    """Each group of sections with what is below it, the last first."""
    groups = []
    for section in sections:
        if groups and section.level > groups[0][0].level:
            groups[-1].append(section)
        else:
            groups.append([section])
    return [section for group in reversed(groups)
            for section in group[:1] + (reverse(group[1:]) if group[1:] else [])]


def reorder_everything(vault):
    for number, (path, file) in enumerate(vault.files.items()):
        file.sections = reverse(file.sections)
        order = f"nav_order: {20 - number}"
        file.front = f"{file.front}\n{order}" if file.front else order
    assert [section.heading for section in vault.files[HTTP].sections] == \
        ["HTTP", "Cookies", "SameSite", "Caching", "Basics"]
    return set()


EDITS = [reword_headings, reword_bodies, reword_both_a_little, decorate_headings, change_levels,
         reword_questions_and_lists, other_tags, move_sections, rename_files, reorder_everything]


@pytest.mark.parametrize("clock", [False, True], ids=["epoch", "clock"])
@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_an_edit_of_sections(edit, clock, begin):
    study = begin()
    expected = edit(study.vault)
    step = study.step(clock=clock)
    assert step.updated == expected and not step.new and not step.retired
    assert not study.step().updated, "a build with nothing new"


def test_one_edit_after_the_other(begin):
    """The whole life of a folder, in one collection; the clock goes back in between."""
    study = begin()
    edits = [reword_headings, change_levels, move_sections, reword_both_a_little, rename_files]
    for number, edit in enumerate(edits):
        expected = edit(study.vault)
        step = study.step(clock=number % 2 == 1)
        assert step.updated == expected and not step.new and not step.retired


def test_insert_sections_with_similar_texts(begin):
    """Before the ones that they are like; with another heading, with the same one elsewhere."""
    study = begin()
    new = {}
    for path, heading, before, level, body in [
            (NETWORK, "인스턴스 방화벽", "보안 그룹", 3,
             "상태를 기억하므로 나간 요청의 응답은 들어오지만, 거부 규칙은 적을 수 없다."),
            (GIT, "Stash", "Reflog", 2,
             "Keeps every change of the work tree for later, even of branches not yet made."),
            (HTTP, "Reflog", "Caching", 2, "Lists ninety days of answers that a server gave."),
            (DATABASE, "関数従属", "第三正規形", 3, "主キーに従属する列だけを同じ表に残す。")]:
        section = vaults.Section(f"new {heading}", level, heading, body)
        sections = study.vault.files[path].sections
        sections.insert(sections.index(study.vault[f"{path}#{before}"]), section)
        new[section.key] = section
    step = study.step()
    assert step.new == set(new) and not step.updated and not step.retired
    study.vault.take("new Stash")
    step = study.step()
    assert step.retired == {"new Stash"} and not step.updated and not step.new


def test_split_and_merge_sections(begin):
    """The larger part under the old heading is the old note, and so is what takes another in."""
    study = begin()
    lines = [f"- {text}" for text in vaults.PATTERNS["en"]]
    section = study.vault[f"{HTTP}#Caching"]
    section.body = "\n".join([section.body, "", *lines])
    assert study.step().updated == {section.key}
    sections = study.vault.files[HTTP].sections
    section.body = section.body.replace("\n" + lines[-1], "")
    part = vaults.Section("part", 2, "Failing over", lines[-1].lstrip("- "))
    sections.insert(sections.index(section) + 1, part)
    step = study.step()
    assert step.updated == {section.key} and step.new == {"part"} and not step.retired
    section.body += "\n" + lines[-1]
    sections.remove(part)
    step = study.step()
    assert step.updated == {section.key} and step.retired == {"part"} and not step.new


# --- files and folders ---

def test_move_folders(begin):
    """No note changes, but for decks: Anki leaves cards where they are, so people are told."""
    study = begin()
    moved = set()
    for path in [GIT, HTTP, TCP]:
        moved |= {name for name in study.living if name.startswith(path)}
        study.vault.rename(path, path.replace("english", "archive/old english"))
    moved |= {name for name in study.living if name.startswith(DATABASE)}
    study.vault.rename(DATABASE, "データベース.md")
    decks = {guid: found[3] for guid, found in content(study.collection).items()}
    step = study.step()
    assert not step.updated and not step.new and not step.retired
    assert {guid: found[3] for guid, found in content(study.collection).items()} == decks
    assert study.searched(step.messages, "deck-changed") == moved
    for deck in ["archive::old english::Git", "データベース"]:
        assert deck in step.messages
    fresh = study.somebody_new()
    assert fresh[study.guids[f"{GIT}#Rebase"]][3] == {0: "archive::old english::Git"}


def test_split_a_file_into_seventeen(begin):
    study = begin("seventeen")
    path = "ko/000.md"
    title, *sections = study.vault.files.pop(path).sections
    assert len(sections) == 17 and not title.body
    for number, section in enumerate(sections):
        section.level = 1
        study.vault.files[f"ko/split/{number:02}.md"] = vaults.File([section])
    step = study.step()
    assert step.updated == {section.key for section in sections}
    assert len(step.updated) == 17 and not step.new and not step.retired


def test_merge_two_files(begin):
    study = begin("seventeen")
    title, *sections = study.vault.files.pop("ja/002.md").sections
    study.vault.files["en/001.md"].sections += sections
    step = study.step()
    assert step.updated == {section.key for section in sections}
    assert len(step.updated) == 17 and not step.new and not step.retired


def test_merge_two_files_below_their_titles(begin):
    """The headings above stay, so nothing changes but the file and the deck."""
    study = begin("seventeen")
    study.vault.files["en/001.md"].sections += study.vault.files.pop("ja/002.md").sections
    step = study.step()
    assert not step.updated and not step.new and not step.retired


def test_crlf_everywhere_and_287_files_moved(begin):
    study = begin("many files")
    paths = list(study.vault.files)
    assert len(paths) == 287
    for number, path in enumerate(paths):
        study.vault.rename(path, f"moved/{number % 7}/{path.replace('/', ' ')}")
    step = study.step(newline="\r\n")
    assert not step.updated and not step.new and not step.retired
    assert b"\r\n" in next(study.notes.rglob("*.md")).read_bytes()
    assert not study.step().updated, "and back"


def test_a_folder_from_a_mac(begin):
    """Names and texts decomposed, as some file systems and editors leave them; and back."""
    study = begin()
    step = study.step(form="NFD")
    assert not step.updated and not step.new and not step.retired
    step = study.step(newline="\r\n")
    assert not step.updated and not step.new and not step.retired


def without_headings(vault):
    """As an editor did it: a space that is none makes text of each heading but the first."""
    count = 0
    for path, file in vault.files.items():
        first, *others = file.sections
        text = [first.body] if first.body else []
        for section in others:
            text += [f"##\u00a0{section.heading}", section.body]
        count += len(others)
        file.sections = [vaults.Section(f"{path} whole", 1, first.heading, "\n\n".join(text))]
    return count


def test_no_break_spaces_in_325_headings_and_back(begin):
    study = begin("large")
    whole = study.vault.copy()
    assert without_headings(study.vault) == 325
    study.vault.write(study.notes)
    lock = study.lock.read_bytes()
    failed = study.run(study.notes, study.folder / "out", epoch=study.epoch)
    assert failed.returncode == 1 and "[many-retired]" in failed.stderr
    assert study.lock.read_bytes() == lock
    step = study.step("--allow-retire")
    assert len(step.retired) == 325 and len(step.new) == 13 and not step.updated
    study.vault = whole
    step = study.step("--allow-retire")
    assert len(step.back) == 325 and len(step.retired) == 13
    assert not step.new and not step.updated


def test_no_break_spaces_in_some_headings_and_back(begin):
    """Of three files of thirteen: no need to allow anything."""
    study = begin("large")
    whole = study.vault.copy()
    rest = {path: study.vault.files.pop(path) for path in list(study.vault.files)[3:]}
    count = without_headings(study.vault)
    study.vault.files.update(rest)
    step = study.step()
    assert len(step.retired) == count and len(step.new) == 3 and not step.updated
    study.vault = whole
    step = study.step()
    assert len(step.back) == count and len(step.retired) == 3
    assert not step.new and not step.updated


@pytest.mark.parametrize("shuffled", [False, True], ids=["in place", "reversed too"])
def test_65_equal_headings_renamed_at_once(shuffled, begin):
    study = begin("basics")
    renamed = set()
    for file in study.vault.files.values():
        product = None
        for section in file.sections:
            if section.heading == "Basics":
                section.heading = f"{product} Basics"
                renamed.add(section.key)
            product = section.heading
        if shuffled:
            file.sections = reverse(file.sections)
    step = study.step()
    assert step.updated == renamed and len(renamed) == 65
    assert not step.new and not step.retired


# --- gone and back ---

def test_delete_and_bring_back(begin):
    study = begin()
    whole = study.vault.copy()
    deleted = [f"{NETWORK}#보안 그룹", f"{GIT}#Bisect", f"{COMPUTE}#Amazon Lex와 Amazon Connect"]
    before = content(study.collection)
    for key in deleted:
        study.vault.take(key)
    step = study.step()
    gone = {deleted[0], deleted[1], f"{deleted[1]}?1", f"{deleted[2]}/Amazon Lex",
            f"{deleted[2]}/Amazon Connect"}
    assert step.retired == gone and not step.new and not step.updated
    assert study.searched(step.messages, "retired") == gone
    now, fresh = content(study.collection), study.somebody_new()
    for name in gone:
        guid = study.guids[name]
        assert now[guid][1][:-1] == before[guid][1][:-1], "a field changed"
        assert before[guid][1][-1].startswith(now[guid][1][-1]), "another source"
        assert now[guid][2] == sorted([*before[guid][2], RETIRED])
        assert now[guid][3] == before[guid][3], "cards moved"
        assert set(fresh[guid][3].values()) == {name.partition("/")[0] + "::Retired"}
    assert not study.step().updated
    study.vault = whole
    step = study.step()
    assert step.back == gone and not step.new and not step.updated
    after = content(study.collection)
    assert {guid: after[guid] for guid in before} == before


def test_bring_back_elsewhere(begin):
    """Cut in one build, pasted into another file in a later one."""
    study = begin()
    cut = study.vault.take(f"{HTTP}#Cookies")
    gone = names((HTTP, "Cookies"), (HTTP, "SameSite"))
    assert study.step().retired == gone
    study.vault.files[GIT].sections += cut
    step = study.step()
    assert step.back == gone and not step.new and not step.updated
    assert study.guids[f"{HTTP}#SameSite"] in content(study.collection)


def test_a_build_that_nobody_imported(begin):
    study = begin()
    expected = reword_headings(study.vault)
    study.vault.write(study.notes)
    study.build()
    expected |= reword_bodies(study.vault)
    step = study.step()
    assert step.updated == expected and not step.new


def test_refresh_updates_all_and_keeps_the_reviews(begin):
    study = begin()
    study.build("--refresh")
    before = history(study.collection)
    log = import_package(study.collection, study.folder / "out/deck.apkg")
    assert len(log.updated) == len(study.guids) and not log.new
    assert history(study.collection) == before


def test_a_retired_note_stays_until_it_is_forgotten(begin):
    study = begin()
    study.vault.take(f"{GIT}#Reflog")
    study.step()
    guid = study.guids[f"{GIT}#Reflog"]
    study.build("--forget", guid)
    assert guid not in {note["guid"] for note in study.read_json()["notes"]}
    assert guid.encode() not in study.lock.read_bytes()
    before = content(study.collection)
    import_package(study.collection, study.folder / "out/deck.apkg")
    assert content(study.collection) == before, "who has it keeps it"
    assert guid not in study.somebody_new()


def test_edits_in_anki_stay(begin):
    """Until the sources of the same note change."""
    study = begin()
    guid = study.guids[f"{HTTP}#Cookies"]
    (note_id,) = study.collection.find_notes("Front:Cookies")
    note = study.collection.get_note(note_id)
    note["Back"] = "<p>In my own words.</p>"
    note.tags.append("mine")
    study.collection.update_note(note)
    replace(study.vault[f"{HTTP}#SameSite"], "foreign forms", "forms of other sites")
    study.vault[f"{NETWORK}#보안 그룹"].heading = "보안 그룹이란"
    step = study.step(clock=True)
    assert step.updated == names((HTTP, "SameSite"), (NETWORK, "보안 그룹"))
    assert content(study.collection)[guid][1][1] == "<p>In my own words.</p>"
    assert "mine" in content(study.collection)[guid][2]


# --- explicit ids ---

def test_explicit_ids(begin):
    """Adding one changes nothing; what has one may then be rewritten wholly."""
    study = begin()
    study.vault[f"{NETWORK}#네트워크 ACL"].mark = "<!-- id: vpc-nacl -->"
    study.vault[f"{GIT}#Basics"].mark = "{#commits}"
    study.vault[f"{DATABASE}#索引"].mark = "<!-- id: 索引 -->"
    step = study.step()
    assert not step.updated and not step.new and not step.retired
    for note in study.read_json()["notes"]:
        shown = str(note["fields"])
        assert "vpc-nacl" not in shown and "{#" not in shown and "<!--" not in shown

    (moved,) = study.vault.take(f"{NETWORK}#네트워크 ACL")
    moved.heading, moved.level = "Stateless filters", 2
    moved.body = "Written anew in another tongue, without one word of what stood there."
    study.vault.files[HTTP].sections.append(moved)
    index = study.vault[f"{DATABASE}#索引"]
    index.heading, index.body = "B-tree", "Balanced, wide, shallow."
    commits = study.vault[f"{GIT}#Basics"]
    commits.heading, commits.body = "커밋", "부모를 가리키는 스냅샷이다."
    step = study.step()
    assert step.updated == names((NETWORK, "네트워크 ACL"), (DATABASE, "索引"), (GIT, "Basics"))
    assert not step.new and not step.retired


# --- another machine ---

def git(*args, cwd):
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.com", *args], cwd=cwd,
                   check=True, capture_output=True, timeout=60)


def test_a_git_clone_gives_the_same_package(begin, tmp_path):
    study = begin()
    study.vault.take(f"{GIT}#Bisect")  # a retired note is in the lock alone
    reword_headings(study.vault)
    study.step()
    git("init", "-q", ".", cwd=study.notes)
    git("add", ".", cwd=study.notes)
    git("commit", "-q", "-m", "notes", cwd=study.notes)
    git("clone", "-q", study.notes, tmp_path / "elsewhere", cwd=tmp_path)
    there = tmp_path / "elsewhere"
    result = study.run(there, tmp_path / "out", epoch=None)
    assert result.returncode == 0, result.stderr
    for kind in ("apkg", "csv", "json"):
        here = (study.folder / "out" / f"deck.{kind}").read_bytes()
        assert (tmp_path / "out" / f"deck.{kind}").read_bytes() == here, kind
    assert (there / "awsml.lock").read_bytes() == study.lock.read_bytes()


def test_two_people_get_the_same_cards(begin, awsml, tmp_path):
    """Who converts the same notes for the first time; then each imports the other's package."""
    study = begin()
    other = Study(tmp_path / "other", study.vault.copy(), awsml)
    other.notes.mkdir(parents=True)
    other.vault.write(other.notes)
    result = other.run(other.notes, other.folder / "out", epoch=None)
    assert result.returncode == 0 and "[lock-made]" in result.stderr
    before = content(study.collection)
    log = import_package(study.collection, other.folder / "out/deck.apkg")
    assert not log.new and set(content(study.collection)) == set(before)
    learn(study.collection)
    assert re.search(r"^awsml\.lock 1$", other.lock.read_text(), re.MULTILINE)
