"""Moodle XML, whole files: what we write of each kind, and what others wrote."""

import json
from pathlib import Path

import pytest
import yaml

from lms.content.asking import Question
from lms.content.exchange import plain_json
from lms.content.exchange.moodle import read, write
from lms.content.questions.registry import question_kinds
from tests.content.exchange.moodle_words import FILES
from tests.content.exchange.moodles import ES, EXPORTS, SAMPLES
from tests.content.exchange.samples import expected, outcome

LOST = {
    "categorising": ["categorising", "item-feedback"],
    "likert": ["likert"],
    "reflection": ["reflection"],
}
"""What Moodle has nothing for, by the name of the sample."""
NEAREST = {"q-clases": "matching", "q-rango": "numerical"}
"""What comes back as another thing, and as which kind: see test_moodle_writing.py."""


def asked(sample: Path) -> tuple[Question, ...]:
    """The questions of a sample."""
    written = yaml.safe_load(sample.with_suffix(".yaml").read_text("utf-8"))
    data = json.dumps({"questions": written}).encode()
    return plain_json.read(data, language=ES, files=None).questions


def test_there_is_a_sample_of_every_kind() -> None:
    assert set(question_kinds()) <= {sample.stem for sample in SAMPLES}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_each_kind_goes_out_as_moodle_writes_it(sample: Path) -> None:
    written = write(asked(sample), language=ES, source=ES, files=FILES)
    assert written.data.decode() == sample.read_text("utf-8")
    assert [loss.code for loss in written.losses] == LOST.get(sample.stem, [])


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_each_kind_comes_back_as_it_was_or_as_the_nearest(sample: Path) -> None:
    found = read(sample.read_bytes(), language=ES, files=None)
    assert found.losses == ()
    for before, after in zip(asked(sample), found.questions, strict=True):
        if before.id in NEAREST:
            assert (after.id, after.kind) == (before.id, NEAREST[before.id])
        else:
            assert after == before


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.stem)
def test_a_file_of_moodle_becomes_what_it_says(export: Path) -> None:
    found = read(export.read_bytes(), language=ES, files=None)
    assert outcome(found) | {"files": sorted(found.files)} == expected(export)
