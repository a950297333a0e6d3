"""The rules for sharing with which an installation starts.

Legal terms are settings: these have no decision yet, so each page says 'te bevestigen door FG' until the privacy
officer writes down which decision set it. They are of the whole installation: the law is the same for every house.
"""

from partners.models import OrganisationKind
from signals.models import LegalGround, Regime, SharingRule

K = OrganisationKind
G = LegalGround
# regime: [(legal ground, longest term in days, receivers)]
FIRST_RULES = {
    Regime.AVG: [
        (G.MUNICIPAL_TASK, 180, [K.MUNICIPALITY, K.YOUTH_WORK]),
        (G.PARTNER_TASK, 90, [K.POLICE, K.PROSECUTION, K.PROBATION, K.CHILD_PROTECTION, K.CARE]),
        (
            G.WGS,
            180,
            [K.MUNICIPALITY, K.POLICE, K.PROSECUTION, K.PROBATION, K.CHILD_PROTECTION, K.YOUTH_WORK, K.CARE],
        ),
        (G.WET_PGA, 180, [K.MUNICIPALITY, K.POLICE, K.PROSECUTION, K.PROBATION, K.CHILD_PROTECTION, K.CARE]),
    ],
    Regime.WPG: [
        (G.WPG_PARTNERSHIP, 90, [K.MUNICIPALITY, K.PROSECUTION, K.PROBATION, K.CHILD_PROTECTION]),
        (G.PARTNER_TASK, 90, [K.POLICE]),
    ],
    Regime.WJSG: [(G.WJSG_PROVISION, 60, [K.MUNICIPALITY, K.PROBATION, K.PROSECUTION])],
}
VITAL_DAYS = 14


def start_rules():
    """Make the rules that are not there yet; what somebody changed stays."""
    lines = [
        (regime, ground, kind, days)
        for regime, grounds in FIRST_RULES.items()
        for ground, days, kinds in grounds
        for kind in kinds
    ]
    lines += [
        (regime, G.VITAL_INTEREST, kind, VITAL_DAYS) for regime in Regime for kind in K if kind != K.HOUSE
    ]
    SharingRule.objects.bulk_create(
        (
            SharingRule(regime=regime, legal_ground=ground, receiver_kind=kind, max_days=days)
            for regime, ground, kind, days in lines
        ),
        ignore_conflicts=True,
    )
