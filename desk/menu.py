"""The menu: who sees which part."""

from dataclasses import dataclass

from django.urls import reverse

from partners.roles import Permission, Role, has_permission


@dataclass(frozen=True)
class Entry:
    """One line of the menu; `current` when the reader is there."""

    label: str
    url: str
    icon: str
    current: bool


def menu_for(user, path):
    """The entries this person may open, in the order of the work."""
    lines = [(label, reverse(name), icon) for label, name, icon in _lines(user)]
    here = max((url for _, url, _ in lines if _is_under(path, url)), key=len, default=None)
    return [Entry(label, url, icon, url == here) for label, url, icon in lines]


def _lines(user):
    roles = {membership.role for membership in user.current_memberships}
    yield "Overzicht", "desk:overview", "layout-dashboard"
    if has_permission(user, Permission.SIGNAL_REPORT):
        yield "Signalen", "signals:list", "radio"
    if roles & {Role.COORDINATOR, Role.EXPERT, Role.PARTICIPANT}:
        yield "Informatieoverleg", "meetings:list", "users-round"
    if has_permission(user, Permission.ACTION_DO):
        yield "Acties", "cases:actions", "list-checks"
    if roles & {Role.COORDINATOR, Role.CASE_DIRECTOR, Role.PARTICIPANT}:
        yield "Casussen", "cases:list", "folder-open"
    if has_permission(user, Permission.LOG_READ):
        yield "Inzage en privacy", "desk:log", "scroll-text"
    yield from _administration(user)


def _administration(user):
    if has_permission(user, Permission.PEOPLE_MANAGE):
        yield "Beheer", "partners:people", "settings"
    elif user.houses_for(Permission.RULES_MANAGE):
        yield "Regels voor delen", "desk:rules", "scale"
    if user.houses_for(Permission.ROLE_CONFIRM):
        yield "Rollen bevestigen", "partners:confirm", "user-check"


def _is_under(path, url):
    """A page is in a part when its address starts so; of parts in each other the longest is meant."""
    return path == url if url == "/" else path.startswith(url)
