"""The few words a rendered text adds of its own, in each language."""

from collections.abc import Mapping
from dataclasses import dataclass

from lms.kernel.language import Language


@dataclass(frozen=True, kw_only=True, slots=True)
class Labels:
    """What the parts of a lesson are called."""

    able: str
    before_reading: str
    skip: str
    key_idea: str
    source: str
    question: str
    table: str
    description: str
    video: str
    transcript: str


LABELS: Mapping[Language, Labels] = {
    Language.ES: Labels(
        able="Al terminar podrá",
        before_reading="Antes de leer",
        skip="Pasar a otra actividad",
        key_idea="Idea clave",
        source="Fuente",
        question="Para pensar",
        table="Tabla",
        description="Descripción de la figura",
        video="Video",
        transcript="Transcripción",
    ),
    Language.PT: Labels(
        able="Ao terminar, você poderá",
        before_reading="Antes de ler",
        skip="Passar a outra atividade",
        key_idea="Ideia-chave",
        source="Fonte",
        question="Para pensar",
        table="Tabela",
        description="Descrição da figura",
        video="Vídeo",
        transcript="Transcrição",
    ),
    Language.EN: Labels(
        able="By the end you will be able to",
        before_reading="Before you read",
        skip="Go on to another activity",
        key_idea="Key idea",
        source="Source",
        question="To think about",
        table="Table",
        description="Description of the figure",
        video="Video",
        transcript="Transcript",
    ),
}
