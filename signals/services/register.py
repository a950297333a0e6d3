"""A house takes over its old register: what people do. One brings and matches, another agrees; registerwork works.

The row of the register is locked first; its signals come after it.
"""

from functools import partial
from uuid import uuid4

from django.db import connection, transaction
from django.utils import timezone

from audit.log import log
from partners.roles import Permission
from partners.steps import require
from signals.files import vault
from signals.files.kinds import clean_name
from signals.models import RegisterImport, StopReason
from signals.register import apart, store
from signals.register.before import digest_of, recalled, remembered
from signals.register.columns import REQUIRED, proposed
from signals.services.registerwork import go_on
from signals.transitions import REGISTER_TRANSITIONS
from zvh.exceptions import NotAllowed, WrongState
from zvh.mail import send_later

MOST_BYTES = 10_000_000
READ = ("sheets", "sheet", "headers", "skipped")


@transaction.atomic
def bring_register(*, by, house, name, content):
    """Read a file (bytes) and keep it encrypted; its columns are proposed. Raises signals.register.refused.Refused."""
    if house.pk not in by.houses_for(Permission.SIGNAL_IMPORT):
        raise NotAllowed
    table = apart.read(content)
    register = RegisterImport(token=uuid4(), house=house, uploaded_by=by, name=clean_name(name))
    _take_table(register, table)
    register.save()
    store.keep_file(register.token, content)
    store.keep_table(register.token, table)
    log("bring_register", register, rows=register.rows)
    return register


def _take_table(register, table):
    """What the file says about itself, and how a file with these columns was read before."""
    for name in READ:
        setattr(register, name, table[name])
    register.rows, register.digest = len(table["rows"]), digest_of(table["headers"])
    before = (
        RegisterImport.objects.filter(house=register.house, digest=register.digest)
        .exclude(remembered={})
        .exclude(pk=register.pk)
        .first()
    )
    if before is None:
        register.columns, register.choices = proposed(register.headers), {}
    else:
        register.columns = recalled(before.remembered, register.headers)
        register.choices, register.regime = before.choices, before.regime


@transaction.atomic
def choose_sheet(register, *, by, sheet):
    """Read another sheet of the same file. It lies under a new token: when this fails, the old one is whole."""
    register = take("match_columns", register, by)
    content, old = store.take_file(register.token), register.token
    table = apart.read(content, sheet)
    _take_table(register, table)
    register.token = uuid4()
    store.keep_file(register.token, content)
    store.keep_table(register.token, table)
    transaction.on_commit(partial(vault.drop, old))
    _save(register, "token", *READ, "rows", "digest", "columns", "choices", "regime", "state")
    return register


@transaction.atomic
def match_columns(register, *, by, columns, regime):
    """Say which field each column holds; `columns` maps the number of a column, as text, to a name of a Field."""
    register = take("match_columns", register, by)
    register.columns, register.regime = columns, regime
    _save(register, "columns", "regime", "state")
    log("match_register", register)
    return register


@transaction.atomic
def check_register(register, *, by, choices):
    """Have every row looked at; `choices` says per field what its unknown values mean: {field: {mark: code}}."""
    register = take("check_register", register, by)
    if missing := [name for name in REQUIRED if name not in register.columns.values()]:
        raise WrongState(
            f"Nog {len(missing)} verplichte kolommen ontbreken. Koppel eerst de kolommen.", back_to=register
        )
    register.choices, register.runs_as, register.position = choices, by, 0
    register.remembered = remembered(register.columns, register.headers)
    register.ready = register.there = register.wrong = register.personal_rows = 0
    register.personal, register.outcomes, register.stop_reason = {}, {}, ""
    _forget_rows(register)
    _save(
        register,
        *("state", "choices", "runs_as", "position", "ready", "there", "wrong", "personal_rows", "personal"),
        *("outcomes", "stop_reason", "remembered"),
    )
    log("check_register", register)
    go_on(register)
    return register


@transaction.atomic
def propose_register(register, *, by):
    """Ask a colleague to agree; whoever asks is the one who weighed what the register says was weighed."""
    register = take("propose_register", register, by)
    if not register.ready:
        raise WrongState("Er is geen rij om over te nemen. Herstel eerst de fouten.", back_to=register)
    register.proposed_by, register.proposed_at = by, timezone.now()
    _save(register, "state", "proposed_by", "proposed_at")
    log("propose_register", register, rows=register.ready)
    send_later(
        [register.house.house_profile.email],
        "Akkoord nodig: overnemen van een register",
        "Een collega wil het oude register overnemen en vraagt een tweede persoon. Log in om te kijken.",
    )
    return register


@transaction.atomic
def return_register(register, *, by):
    """The colleague does not agree, or who proposed takes it back."""
    register = take("return_register", register, by)
    register.proposed_by = register.proposed_at = None
    _save(register, "state", "proposed_by", "proposed_at")
    log("return_register", register)
    return register


@transaction.atomic
def confirm_register(register, *, by):
    """The second person agrees, and it begins: as who proposed it."""
    register = take("confirm_register", register, by)
    if register.proposed_by_id == by.pk:
        raise WrongState("U stelde dit zelf voor. Vraag een collega om akkoord.", back_to=register)
    register.confirmed_by, register.confirmed_at = by, timezone.now()
    register.runs_as, register.position = register.proposed_by, 0
    _save(register, "state", "confirmed_by", "confirmed_at", "runs_as", "position")
    log("confirm_register", register, rows=register.ready)
    go_on(register)
    return register


@transaction.atomic
def stop_register(register, *, by):
    """Stop after the portion that is busy; what became a signal stays."""
    register = take("stop_register", register, by)
    register.stop_reason = StopReason.BY_HAND
    _save(register, "state", "stop_reason")
    log("stop_register", register, made=register.made)
    return register


@transaction.atomic
def resume_register(register, *, by):
    """Go on where it stopped: only who proposed it, for it works in his name."""
    register = take("resume_register", register, by)
    if register.proposed_by_id != by.pk:
        raise WrongState(
            "Alleen wie dit voorstelde, kan verder gaan. Of lees het bestand zelf opnieuw in: wat er al staat, komt er "
            "niet dubbel in.",
            back_to=register,
        )
    register.stop_reason, register.runs_as = "", by
    _save(register, "state", "stop_reason", "runs_as")
    log("resume_register", register)
    go_on(register)
    return register


@transaction.atomic
def drop_register(register, *, by):
    """Throw the file away with all that was found in it; what became a signal stays."""
    register = take("drop_register", register, by)
    _forget_rows(register)
    register.ended_at = timezone.now()
    _save(register, "state", "ended_at")
    log("drop_register", register, made=register.made)
    transaction.on_commit(partial(vault.drop, register.token))
    return register


def take(name, register, by):
    """Lock the register and check the step: of two people one is first."""
    require(by, REGISTER_TRANSITIONS[name].permission, register)
    register = (
        RegisterImport.objects.select_for_update(of=("self",), no_key=True)
        .select_related("house__house_profile", "proposed_by")
        .get(pk=register.pk)
    )
    REGISTER_TRANSITIONS[name].check(by, register)
    register.state = REGISTER_TRANSITIONS[name].target
    return register


def _save(register, *names):
    register.touched_at = timezone.now()
    register.save(update_fields=[*names, "touched_at"])


def _forget_rows(register):
    with connection.cursor() as cursor:
        cursor.execute("SELECT zvh.forget_rows(%s)", [register.pk])
