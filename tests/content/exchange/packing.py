"""Small packages of QTI for tests, and what comes of them."""

import pytest

from lms.content.exchange.carried import ExchangeFaulty
from lms.content.exchange.qti.reading import read
from lms.kernel.language import Language
from tests.content.exchange.zips import zipped

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03\x08\0\0\0\0"
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 90">'
    b'<path d="M0 0"/></svg>'
)


def item(name, prompt="¿Sí?", *, title="", first="Uno", more="", body=""):
    return f"""\
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="{name}"
    title="{title}" adaptive="false" timeDependent="false" xml:lang="es">
  <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
    <correctResponse><value>A</value></correctResponse>
  </responseDeclaration>
  <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
  {more}
  <itemBody>{body}
    <choiceInteraction responseIdentifier="RESPONSE" shuffle="false" maxChoices="1">
      <prompt>{prompt}</prompt>
      <simpleChoice identifier="A">{first}</simpleChoice>
      <simpleChoice identifier="B">Dos</simpleChoice>
    </choiceInteraction>
  </itemBody>
  <responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>
</assessmentItem>
"""


def resource(href, kind="imsqti_item_xmlv2p1", inside=""):
    return (
        f'<resource identifier="R" type="{kind}" href="{href}">{inside}'
        f'<file href="{href}"/></resource>'
    )


def manifest(*resources):
    inside = "\n".join(resources)
    return f"""\
<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="M">
<organizations/>
<resources>
{inside}
</resources>
</manifest>
"""


def sheet_of(*inside, more=""):
    refs = "\n".join(inside)
    return f"""\
<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="T" \
title="Examen">
<testPart identifier="P" navigationMode="nonlinear" submissionMode="simultaneous">
<assessmentSection identifier="S" title="Historia" visible="true">
{refs}
</assessmentSection>
</testPart>
{more}
</assessmentTest>
"""


def ref(href, inside=""):
    return (
        f'<assessmentItemRef identifier="I" href="{href}">{inside}</assessmentItemRef>'
    )


def carried(files, language=Language.ES):
    return read(zipped(files), language=language)


def codes(result):
    return [loss.code for loss in result.losses]


def names(result):
    return [question.id for question in result.questions]


def refused(files):
    with pytest.raises(ExchangeFaulty) as failure:
        carried(files)
    return failure.value.losses
