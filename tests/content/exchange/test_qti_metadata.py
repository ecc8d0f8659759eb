"""What a manifest says about an item."""

from lms.content.asking import Difficulty
from tests.content.exchange.packing import (
    carried,
    codes,
    item,
    manifest,
    resource,
)

LOM = """\
<metadata><schema>QTIv2.1</schema>
<lom xmlns="http://ltsc.ieee.org/xsd/LOM">
  <general>
    <title><string language="es">Del manifiesto</string></title>
    <keyword>
      <string language="en">war</string><string language="es">guerra</string>
    </keyword>
    <keyword><string language="es">paz, memoria</string></keyword>
    <description><string>Algo</string></description>
  </general>
  <educational>
    <difficulty><source>LOMv1.0</source><value>very difficult</value></difficulty>
  </educational>
  <rights><copyright/></rights>
</lom>
<qtiMetadata><interactionType>choiceInteraction</interactionType></qtiMetadata>
</metadata>
"""
OLD_LOM = """\
<metadata><imsmd:lom xmlns:imsmd="http://www.imsglobal.org/xsd/imsmd_v1p2">
<imsmd:general>
  <imsmd:keyword><imsmd:langstring xml:lang="es">paz</imsmd:langstring></imsmd:keyword>
</imsmd:general>
<imsmd:educational><imsmd:difficulty><imsmd:value>
  <imsmd:langstring xml:lang="x-none">Easy</imsmd:langstring>
</imsmd:value></imsmd:difficulty></imsmd:educational>
</imsmd:lom></metadata>
"""


def described(metadata, **more):
    listed = manifest(resource("a.xml", inside=metadata))
    return carried({"imsmanifest.xml": listed, "a.xml": item("uno", **more)})


def test_key_words_become_tags_and_the_difficulty_is_kept():
    result = described(LOM)
    (question,) = result.questions
    assert question.tags == ("guerra", "paz", "memoria")
    assert question.difficulty is Difficulty.HARD
    assert question.name == "Del manifiesto"
    (loss,) = result.losses
    assert (loss.code, loss.question) == ("metadata-lost", "uno")
    assert "description, rights" in loss.words


def test_the_older_metadata_is_known():
    result = described(OLD_LOM)
    assert result.questions[0].tags == ("paz",)
    assert result.questions[0].difficulty is Difficulty.EASY
    assert codes(result) == []


def test_the_title_of_the_item_wins():
    assert described(LOM, title="Propio").questions[0].name == "Propio"
