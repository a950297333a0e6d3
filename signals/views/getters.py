"""One getter per subject. What the database does not show this person does not exist: 404, never 403."""

from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q
from django.shortcuts import get_object_or_404

from signals.forms.weigh import partners_of
from signals.models import (
    Attachment,
    Draft,
    Interview,
    Link,
    Mask,
    OutsideQuestion,
    OutsideState,
    Party,
    Question,
    Redaction,
    RegisterImport,
    SavedFilter,
    Share,
    Signal,
    Weighing,
)
from zvh.paging import whole_number


def get_signal(number, *more):
    """`more` are further relations to read along, such as the weighing: absent for who may not see it."""
    related = ("municipality__organisation", "organisation", "reported_by", *more)
    open_outside = OutsideQuestion.objects.filter(signal=OuterRef("pk"), state=OutsideState.OPEN)
    marks = {"is_merged": IsMerged(F("pk")), "asks_outside": Exists(open_outside)}
    found = Signal.objects.select_related(*related).annotate(**marks)
    unread = ("search", "weighing__search") if more else ("search",)
    return get_object_or_404(found.defer(*unread), number=number)


class IsMerged(Func):
    """Whether it was merged: all that its readers learn who do not see the other."""

    function = "zvh.is_merged"
    output_field = BooleanField()


def get_weighing(number):
    """The weighing with its signal."""
    signal = get_signal(number)
    weighing = get_object_or_404(Weighing, signal=signal)
    weighing.signal = signal
    return weighing


def get_draft(pk):
    """A draft by what stands in an address or a form: any text."""
    return get_object_or_404(Draft, pk=whole_number(str(pk)))


def get_question(signal, pk):
    return get_object_or_404(Question.objects.select_related("signal"), signal=signal, pk=pk)


def get_outside_question(signal, pk):
    question = get_object_or_404(OutsideQuestion, signal=signal, pk=pk)
    question.signal = signal
    return question


def get_interview(signal, pk):
    interview = get_object_or_404(Interview.objects.select_related("held_by"), signal=signal, pk=pk)
    interview.signal = signal
    return interview


def get_party(signal, pk):
    party = get_object_or_404(Party, signal=signal, pk=pk)
    party.signal = signal
    return party


def get_share(signal, pk):
    share = get_object_or_404(Share.objects.select_related("organisation"), signal=signal, pk=pk)
    share.signal = signal
    return share


def get_link(signal, pk):
    """A link at either end of this signal."""
    ends = Link.objects.filter(Q(signal=signal) | Q(other=signal)).select_related("signal", "other")
    return get_object_or_404(ends, pk=pk)


def get_mask(signal, pk):
    mask = get_object_or_404(Mask, signal=signal, pk=pk)
    mask.signal = signal
    return mask


def get_redaction(signal, pk):
    redaction = get_object_or_404(
        Redaction.objects.select_related("proposed_by", "mask"), signal=signal, pk=pk
    )
    redaction.signal = signal
    return redaction


def get_receiver(signal, pk):
    return get_object_or_404(partners_of(signal), pk=whole_number(pk))


def get_file(token):
    """A file with its signal, by its token."""
    return get_object_or_404(Attachment.objects.select_related("signal", "released_by"), token=token)


def get_file_of(signal, pk):
    file = get_object_or_404(Attachment, signal=signal, pk=pk)
    file.signal = signal
    return file


def saved_filters_of(user):
    return SavedFilter.objects.filter(owner=user)


def get_saved_filter(user, pk):
    return get_object_or_404(saved_filters_of(user), pk=pk)


def get_register(pk):
    people = ("house", "uploaded_by", "proposed_by", "confirmed_by")
    return get_object_or_404(RegisterImport.objects.select_related(*people), pk=pk)
