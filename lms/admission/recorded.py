"""What the record says of admission: the words of each act."""

from lms.kernel.language import N_
from lms.record.words import describe

WORDS = {
    "admission.decided": N_("%(by)s guardó decisiones de selección"),
    "admission.reviewed": N_("%(by)s evaluó la solicitud de %(member)s"),
    "admission.reworded": N_("%(by)s cambió el texto de una carta"),
    "admission.told": N_("%(by)s comunicó el resultado a %(member)s"),
    "admission.undone": N_("%(by)s deshizo decisiones de selección"),
    "admission.wording_reset": N_("%(by)s volvió al texto original de una carta"),
    "application.submitted": N_("%(by)s envió su solicitud"),
    "application.withdrawn": N_("%(by)s retiró su solicitud"),
    "deputy.dismissed": N_("%(by)s quitó a %(member)s la suplencia del punto focal"),
    "deputy.named": N_("%(by)s nombró a %(member)s suplente del punto focal"),
    "endorsement.answered": N_("%(by)s respondió la consulta del punto focal"),
    "endorsement.asked": N_("%(by)s hizo una consulta a %(member)s antes de avalar"),
    "endorsement.given": N_("%(by)s dio el aval a %(member)s"),
    "endorsement.lapsed": N_("%(by)s cerró el plazo del aval de %(member)s"),
    "endorsement.ordered": N_("%(by)s ordenó las solicitudes de su Estado"),
    "endorsement.refused": N_("%(by)s no dio el aval a %(member)s"),
    "endorsement.taken_back": N_(
        "%(by)s retiró lo decidido sobre el aval de %(member)s"
    ),
    "endorsement.told": N_("%(by)s recordó a %(member)s las solicitudes que esperan"),
    "enrolment.role_changed": N_("%(by)s cambió el papel de %(member)s en el curso"),
    "invitation.made": N_("%(by)s creó una invitación"),
    "invitation.used": N_("%(by)s usó una invitación"),
    "invitation.withdrawn": N_("%(by)s anuló una invitación"),
    "list.imported": N_("%(by)s cargó una lista de personas"),
    "nomination.made": N_("%(by)s propuso a una persona"),
    "nomination.withdrawn": N_("%(by)s retiró una propuesta"),
    "waiting.moved": N_("%(by)s movió a %(member)s en la lista de espera"),
    "waiting.offered_to_all": N_("%(by)s ofreció los lugares libres a quienes esperan"),
}


def tell_record() -> None:
    """Give the record its words for what happens here."""
    for act, sentence in WORDS.items():
        describe(act, sentence)
