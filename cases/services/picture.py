"""Adding to the picture of a case. What is written stays; a correction comes in its place and leaves it readable."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.log import log
from cases.models import CaseEvent, Observation, PartKind, TriggerFactor
from cases.services.steps import lock_case, require_running, tell
from partners.models import OrganisationKind
from partners.roles import Permission, Role, gives
from zvh.exceptions import NotAllowed, WrongState

TOLD = "Het beeld is aangevuld"


def voices(case, user):
    """The organisations in whose name this person may write in the picture of the case; the database holds it too."""
    directing = {director.membership_id for director in case.current_directors}
    readers = {
        one.organisation_id
        for one in case.partners.all()
        if one.left_at is None and PartKind.PICTURE in one.parts
    }
    found = {
        membership.organisation_id: membership.organisation
        for membership in user.membership_for(Permission.PICTURE_WRITE)
        if membership.pk in directing
        or _coordinates(membership, case)
        or (membership.organisation_id in readers and _stands_for_it(membership))
    }
    return list(found.values())


def _coordinates(membership, case):
    return membership.organisation_id == case.house_id and gives(membership, Permission.CASE_MANAGE)


def _stands_for_it(membership):
    """Of a house that takes part its coordinators do: an expert has no cases."""
    is_house = membership.organisation.kind == OrganisationKind.HOUSE
    return membership.role == (Role.COORDINATOR if is_house else Role.PARTICIPANT)


@transaction.atomic
def observe(case, *, by, organisation, corrects=None, **fields):
    """Put what the organisation sees in one life area in the picture; `fields` are those of Observation."""
    case, part = _take_picture(case, by, organisation)
    kept = _keep(Observation, part, by=by, organisation=organisation, corrects=corrects, **fields)
    _tell_once_a_day(case, by)
    log("observe", case, observation=kept.pk, corrects=corrects and corrects.pk)
    return kept


@transaction.atomic
def note_trigger(case, *, by, organisation, corrects=None, **fields):
    """Put an event that set something in motion in the picture; `fields` are those of TriggerFactor."""
    case, part = _take_picture(case, by, organisation)
    kept = _keep(TriggerFactor, part, by=by, organisation=organisation, corrects=corrects, **fields)
    _tell_once_a_day(case, by)
    log("note_trigger", case, trigger_factor=kept.pk, corrects=corrects and corrects.pk)
    return kept


def _take_picture(case, by, organisation):
    """Lock the case; refuse who may not write for this organisation, and a change of what is closed."""
    case = lock_case(case)
    if organisation not in voices(case, by):
        raise NotAllowed
    require_running(case)
    return case, case.parts.get(kind=PartKind.PICTURE)


def _keep(model, part, *, by, organisation, corrects, **fields):
    if corrects and corrects.organisation_id != organisation.pk:
        raise NotAllowed
    try:
        with transaction.atomic():
            return model.objects.create(
                part=part, written_by=by, organisation=organisation, corrects=corrects, **fields
            )
    except IntegrityError as error:
        if error.__cause__.diag.constraint_name == f"{model._meta.db_table}_corrects_id_key":
            raise _second(part.case) from error
        raise


def refuse_second_correction(entry):
    """Before somebody types it all; of two at the same moment the database keeps one."""
    if type(entry).objects.filter(corrects=entry).exists():
        raise _second(entry.part.case)


def _second(case):
    message = "Dit is al gecorrigeerd. Bekijk de correctie in het beeld, en corrigeer die als dat nodig is."
    return WrongState(message, back_to=case)


def _tell_once_a_day(case, by):
    """Who fills in the picture writes about several life areas: the timeline says it once, and not what."""
    today = timezone.localdate()
    if not CaseEvent.objects.filter(case=case, by=by, text=TOLD, at__date=today).exists():
        tell(case, TOLD, by=by)
