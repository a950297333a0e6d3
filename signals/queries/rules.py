"""The rules for sharing, and which shares rest on a term that was decided on."""

from itertools import groupby

from django.db.models import Exists, OuterRef

from signals.models import SharingRule


def rules_by_regime():
    """[(name of the regime, its rules)], grounds together."""
    rules = SharingRule.objects.order_by("regime", "legal_ground", "receiver_kind")
    return [(name, list(group)) for name, group in groupby(rules, key=SharingRule.get_regime_display)]


def shares_of(signal):
    """The shares of a signal the reader may see; `is_decided` when somebody decided on the term of its rule."""
    decided = SharingRule.objects.filter(
        regime=signal.regime,
        legal_ground=OuterRef("legal_ground"),
        receiver_kind=OuterRef("organisation__kind"),
    ).exclude(decision="")
    return signal.shares.select_related("organisation").annotate(is_decided=Exists(decided))
