# SPDX-License-Identifier: MIT
"""The plain CSV in a spreadsheet program: LibreOffice, without a window."""

import csv
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree

import pytest

import nasty

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"

# Comma, double quote, UTF-8, from the first line: what the import dialog proposes for such a file.
FILTER = "Text - txt - csv (StarCalc):44,34,76,1"


@pytest.fixture(scope="session")
def spreadsheet(tmp_path_factory):
    """Opens a CSV file and returns the cells of each row: their kind, formula and text."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        pytest.fail("these tests need LibreOffice Calc")
    profile = tmp_path_factory.mktemp("profile").as_uri()

    def opened(path):
        folder = tmp_path_factory.mktemp("opened")
        command = [office, f"-env:UserInstallation={profile}", "--headless", f"--infilter={FILTER}"]
        command += ["--convert-to", "fods", "--outdir", folder, path]
        subprocess.run(command, check=True, timeout=120, stdout=subprocess.DEVNULL)
        tree = ElementTree.parse(folder / f"{path.stem}.fods")
        return [list(cells(row)) for row in tree.iter(f"{TABLE}table-row")]

    return opened


def cells(row):
    for cell in row.iter(f"{TABLE}table-cell"):
        lines = ["".join(line.itertext()) for line in cell.iter(f"{TEXT}p")]
        for _ in range(int(cell.get(f"{TABLE}number-columns-repeated", "1"))):
            yield cell.get(f"{OFFICE}value-type"), cell.get(f"{TABLE}formula"), "\n".join(lines)


def test_a_bare_formula_comes_alive(spreadsheet, tmp_path):
    """Else the next tests would show nothing."""
    path = tmp_path / "bare.csv"
    path.write_text('"=1+1","x"\r\n')
    (kind, formula, text), _, *_ = spreadsheet(path)[0]
    assert (kind, formula, text) == ("float", "of:=1+1", "2")


def test_no_formula_comes_alive(spreadsheet, product):
    rows = spreadsheet(product.path("plain.csv"))
    assert len(rows) >= len(product.notes) + 1
    assert [cell for row in rows for cell in row if cell[1]] == []


def test_every_way_to_begin_a_formula_stays_text(spreadsheet, export):
    fronts = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "&quot;=1+1&quot;", "＝1+1", "&#39;=1+1"]
    fronts += ["<pre>\t=1+1</pre>", " =1+1", "&nbsp;=1+1"]
    product = export([nasty.note(front, front, context=front) for front in fronts])
    rows = spreadsheet(product.path("plain.csv"))[1 : len(fronts) + 1]
    for row in rows:
        for column in (1, 2, 6):
            kind, formula, _ = row[column]
            assert (kind, formula) == ("string", None)


def test_what_is_read_is_what_was_written(spreadsheet, export):
    product = export(nasty.NOTES)
    with product.path("plain.csv").open(newline="") as file:
        written = list(csv.reader(file))
    read = spreadsheet(product.path("plain.csv"))
    for row, cells_read in zip(written, read):
        assert [text for _, _, text in cells_read[:1]] == row[:1]
        assert row[-1] == cells_read[len(row) - 1][2]
