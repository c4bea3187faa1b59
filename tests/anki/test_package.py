# SPDX-License-Identifier: MIT
"""The package in the real Anki."""

import re

import pytest
from conftest import content, import_csv, import_package, outcome

import nasty


def case_of_first(names):
    """Anki has one deck for names that differ in case only: the first of them by bytes."""
    known = {}
    for name in sorted(names):
        parts = name.split("::")
        for depth in range(1, len(parts) + 1):
            folded = "::".join(parts[:depth]).casefold()
            above = known.get("::".join(parts[: depth - 1]).casefold(), "")
            known.setdefault(folded, f"{above}::{parts[depth - 1]}" if above else parts[0])
    return known


def expected_content(product):
    decks = case_of_first(note["deck"] for note in product.notes)
    return {
        note["guid"]: (
            note["type"],
            list(note["fields"].values()),
            sorted(note["tags"]),
            {ord: decks[note["deck"].casefold()] for ord in note["ords"]},
        )
        for note in product.notes
    }


def test_every_note_arrives(collection, product):
    log = import_package(collection, product.path("apkg"))
    assert outcome(log) == {"new": len(product.notes)}
    assert content(collection) == expected_content(product)


@pytest.mark.parametrize("merge, presets", [(True, False), (False, True), (True, True)])
def test_every_note_arrives_with_other_options(collection, product, merge, presets):
    log = import_package(collection, product.path("apkg"), merge, presets)
    assert outcome(log) == {"new": len(product.notes)}
    assert content(collection) == expected_content(product)


def test_checks_are_clean(collection, product):
    import_package(collection, product.path("apkg"))
    before = content(collection)
    report, ok = collection.fix_integrity()
    assert ok, report
    assert content(collection) == before, "the check made cards that the package lacked"
    assert not collection.get_empty_cards().notes
    media = collection.media.check()
    assert not list(media.missing) and not list(media.unused)


def test_fields_are_in_order(collection, product):
    """Two notes may have the same front; nothing else may be wrong with a note."""
    import_package(collection, product.path("apkg"))
    normal, duplicate = 0, 2
    for note_id in collection.find_notes(""):
        note = collection.get_note(note_id)
        assert note.fields_check() in (normal, duplicate), note.fields


def test_anki_accepts_the_note_types(collection, product):
    import_package(collection, product.path("apkg"))
    for name in {note["type"] for note in product.notes}:
        collection.models.update_dict(collection.models.by_name(name))


def test_cards_are_those_that_anki_makes(collection, product):
    """Each note again, typed in by hand: Anki must give it the same cards."""
    import_package(collection, product.path("apkg"))
    deck = collection.decks.id("by hand")
    for note in product.notes:
        by_hand = collection.new_note(collection.models.by_name(note["type"]))
        by_hand.fields = list(note["fields"].values())
        collection.add_note(by_hand, deck)
        assert sorted(card.ord for card in by_hand.cards()) == note["ords"], note["fields"]


def test_new_cards_are_in_the_order_of_the_notes(collection, product):
    import_package(collection, product.path("apkg"))
    guids = {note["guid"]: position for position, note in enumerate(product.notes, 1)}
    for guid, due in collection.db.execute(
        "select guid, due from notes join cards on notes.id = nid"
    ):
        assert due == guids[guid]


def positions(html, parts):
    """Where each part stands; every one must be there."""
    for part in parts:
        assert part in html, f"{part!r} is not in {html!r}"
    return [html.index(part) for part in parts]


def box(name, value):
    return f'<div class="{name}" dir="auto">{value}</div>'


def body(html):
    """Without the style sheet, which begins every side."""
    return re.sub(r"^<style>.*?</style>", "", html, flags=re.DOTALL)


def card_sides(collection, guid, ord):
    note = collection.get_note(collection.db.scalar("select id from notes where guid = ?", guid))
    (card,) = [card for card in note.cards() if card.ord == ord]
    return body(card.question()), body(card.answer())


def boxes(fields, *names):
    return [box(name.lower(), fields[name]) for name in names if fields.get(name)]


def check_forward(fields, question, answer):
    asked = boxes(fields, "Context", "Front")
    told = boxes(fields, "Back", "Extra", "Source")
    assert positions(question, asked) == sorted(positions(question, asked))
    order = positions(answer, asked + ["<hr id=answer>"] + told)
    assert order == sorted(order)
    assert re.findall(r'class="(back|extra|source)"', question) == []


def check_reverse(fields, question, answer):
    clue = box("back", fields["Reverse"])
    order = positions(
        answer, [clue, "<hr id=answer>"] + boxes(fields, "Context", "Front", "Source")
    )
    assert question.split() == f'<div class="awsml"> {clue} </div>'.split()
    assert order == sorted(order)


def check_typed(fields, question, answer):
    positions(question, boxes(fields, "Context", "Front") + ["[[type:Typed]]"])
    told = ["<hr id=answer>", "[[type:Typed]]"] + boxes(fields, "Back", "Extra", "Source")
    order = positions(answer, boxes(fields, "Context", "Front") + told)
    assert order == sorted(order)
    assert box("back", fields["Back"]) not in question


def test_cards_show_the_fields(collection, product):
    import_package(collection, product.path("apkg"))
    checks = [check_forward, check_reverse, check_typed]
    seen = 0
    for note in product.notes:
        for ord in note["ords"] if note["type"] == "AWSML Note" else []:
            checks[ord](note["fields"], *card_sides(collection, note["guid"], ord))
            seen += 1
    assert seen >= len(product.notes) - 2


def test_cloze_cards_hide_one_deletion(collection, export):
    product = export(nasty.NOTES)
    import_package(collection, product.path("apkg"))
    guid = next(note["guid"] for note in product.notes if note["tags"] == ["cloze"])
    question, answer = card_sides(collection, guid, 0)
    visible = re.sub(r"<[^>]*>", "", question)
    assert "The [...] and the third of std&#58;&#58;x&#123;&#125;" in visible
    assert "Above" in visible and "more" not in visible
    assert "The first and the third" in re.sub(r"<[^>]*>", "", answer)
    assert box("extra", "<p>more</p>") in answer and box("source", "c.md:3") in answer
    question, _ = card_sides(collection, guid, 2)
    assert "The first and the [a hint] of" in re.sub(r"<[^>]*>", "", question)


def test_the_same_file_again_changes_nothing(collection, product):
    import_package(collection, product.path("apkg"))
    before = content(collection)
    log = import_package(collection, product.path("apkg"))
    assert outcome(log) == {"duplicate": len(product.notes)}
    assert content(collection) == before


def changed(notes, index, **changes):
    copy = [dict(note) for note in notes]
    copy[index].update(changes)
    return copy


def test_one_changed_note_is_one_update(collection, export):
    fields = ["Amazon Polly", "<p>another answer</p>"] + nasty.NOTES[0]["fields"][2:]
    later = export(changed(nasty.NOTES, 0, fields=fields, mod=1700000001, tags=["new"]))
    import_package(collection, export(nasty.NOTES).path("apkg"))
    card = collection.find_cards('front:"Amazon Polly" card:1')[0]
    collection.sched.set_due_date([card], "5!")
    log = import_package(collection, later.path("apkg"))
    assert outcome(log) == {"updated": 1, "duplicate": len(nasty.NOTES) - 1}
    assert content(collection) == expected_content(later)
    assert collection.get_card(card).ivl == 5


def test_a_change_without_a_newer_time_is_none(collection, export):
    import_package(collection, export(nasty.NOTES).path("apkg"))
    same_time = export(changed(nasty.NOTES, 0, fields=["Amazon Polly", "<p>x</p>"]))
    assert "updated" not in outcome(import_package(collection, same_time.path("apkg")))


def test_a_new_card_of_an_old_note_arrives(collection, export):
    old = nasty.note("Amazon Lex", "<p>chat</p>")
    new = nasty.note("Amazon Lex", "<p>chat</p>", reverse="<p>chat</p>", mod=1700000001)
    import_package(collection, export([old]).path("apkg"))
    import_package(collection, export([new]).path("apkg"))
    assert content(collection)["guid00000001"][3] == {0: "fixture", 1: "fixture"}


def types_of(collection):
    found = {}
    for name in nasty.TYPE_NAMES:
        model = collection.models.by_name(name)
        found[name] = (
            model["id"],
            [(field["name"], field["id"]) for field in model["flds"]],
            [(template["name"], template["id"]) for template in model["tmpls"]],
        )
    return found


# Frozen: a package with any other of these is a stranger to every collection that has ours.
FROZEN = {
    "AWSML Note": (
        1731459283417,
        [
            ("Front", 5520022972136152),
            ("Back", 6097183038703322),
            ("Reverse", 2669763478332762),
            ("Typed", 3726636518472790),
            ("Hint", 2531673723525370),
            ("Context", 3418749848971401),
            ("Extra", 3324752574698745),
            ("Source", 4380587139917973),
        ],
        [
            ("Forward", 5166077898029798),
            ("Reverse", 3539175520785293),
            ("Typed", 6886691501943289),
        ],
    ),
    "AWSML Cloze": (
        1731459283823,
        [
            ("Text", 7063668833255806),
            ("Extra", 7326086485614415),
            ("Context", 7095322607800731),
            ("Source", 6339516829730011),
        ],
        [("Cloze", 1433270763219041)],
    ),
}


def test_note_types_are_constants(new_collection, export):
    other = [nasty.note("x", guid="other1"), nasty.cloze("{{c1::y}}", 1, guid="other2")]
    for notes in (nasty.NOTES, other):
        collection = new_collection()
        import_package(collection, export(notes).path("apkg"))
        assert types_of(collection) == FROZEN


def test_two_decks_share_the_note_types(collection, export):
    other = [nasty.note("x", guid="other1"), nasty.cloze("{{c1::y}}", 1, guid="other2")]
    import_package(collection, export(nasty.NOTES).path("apkg"))
    assert outcome(import_package(collection, export(other).path("apkg"))) == {"new": 2}
    ours = [model for model in collection.models.all_names() if model.startswith("AWSML")]
    assert sorted(ours) == ["AWSML Cloze", "AWSML Note"]


def test_media_arrive(collection, export):
    notes = [nasty.note("picture", '<p><img src="a-1.png" alt="x"></p>')]
    product = export(notes, media=[{"name": "a-1.png", "text": "not a picture"}])
    import_package(collection, product.path("apkg"))
    assert collection.media.have("a-1.png")
    check = collection.media.check()
    assert not list(check.missing) and not list(check.unused)


def test_csv_of_style_anki_finds_the_notes_of_the_package(collection, product):
    import_package(collection, product.path("apkg"))
    before = content(collection)
    log = import_csv(collection, product.path("anki.csv"))
    assert outcome(log) == {"duplicate": len(product.notes)}
    assert content(collection) == before


def test_csv_of_style_anki_updates_the_notes_of_the_package(collection, export):
    later = changed(nasty.NOTES, 1, fields=["new front", "new back"])
    import_package(collection, export(nasty.NOTES).path("apkg"))
    log = import_csv(collection, export(later).path("anki.csv"))
    assert outcome(log) == {"updated": 1, "duplicate": len(nasty.NOTES) - 1}
    fields = content(collection)["guid00000002"][1]
    assert fields == ["new front", "new back", "", "", "", "", "", ""]
