"""The shape of a state table: which step leads where, and who may take it. Shared by all apps."""

from dataclasses import dataclass

from partners.roles import Permission, has_permission
from zvh.exceptions import NotAllowed, WrongState


@dataclass(frozen=True)
class Step:
    """One line of a state table: from `sources` to `target` (None: it stays so), with this right and label."""

    sources: frozenset
    target: str | None
    permission: Permission
    label: str

    def check(self, user, thing):
        """Refuse who never may (NotAllowed) and what cannot be done now (WrongState)."""
        if not has_permission(user, self.permission, thing):
            raise NotAllowed
        if thing.state not in self.sources:
            message = (
                f"{self.label} kan niet meer: de stand is nu '{thing.get_state_display()}'. "
                "Misschien was iemand u voor. Bekijk de pagina opnieuw."
            )
            raise WrongState(message, back_to=thing)


def step(sources, target, permission, label):
    return Step(frozenset(sources), target, permission, label)


def available(table, user, thing):
    """{name: step} of what this person may do now; a page shows one button for each."""
    return {
        name: step
        for name, step in table.items()
        if thing.state in step.sources and has_permission(user, step.permission, thing)
    }


def require(user, permission, thing=None):
    """Raise NotAllowed unless this person may do this to this thing."""
    if not has_permission(user, permission, thing):
        raise NotAllowed
