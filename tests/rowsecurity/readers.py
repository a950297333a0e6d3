"""Who reads, in plain Python: what a person or the holder of a key is in a world (see reference.py)."""

PARTICIPANTS = {"participant", "coordinator", "expert"}  # who stands for the organisation itself
SECOND_PERSON = {"coordinator", "expert", "privacy_officer", "administrator"}


def in_force(world, membership):
    """Begun, not ended, confirmed where that is needed; organisation and account are open."""
    return (
        membership["from"] <= 0
        and (membership["until"] is None or membership["until"] > 0)
        and (membership["confirmed"] or membership["role"] not in SECOND_PERSON)
        and world["organisations"][membership["organisation"]]["active"]
        and world["users"][membership["user"]]["active"]
    )


class Reader:
    """A person, the holder of a key, or nobody, with what he is in this world."""

    def __init__(self, world, user=None, key=None):
        self.world = world
        self.user = user if user is not None and world["users"][user]["active"] else None
        self.key = key if key is not None and world["keys"][key]["until"] > 0 else None
        memberships = [m for m in world["memberships"] if m["user"] == self.user and in_force(world, m)]
        self.roles = {(m["role"], m["organisation"]) for m in memberships}
        self.organisations = {organisation for _, organisation in self.roles}

    def is_(self, role, organisation):
        return (role, organisation) in self.roles

    def coordinates(self, house):
        return self.is_("coordinator", house)

    def at_desk(self, house):
        return self.is_("coordinator", house) or self.is_("expert", house)

    def stands_for(self, organisation):
        return any(self.is_(role, organisation) for role in PARTICIPANTS)

    def officer_of(self, organisation):
        return self.is_("privacy_officer", organisation)

    def member_of(self, house):
        return any(house in self.world["organisations"][one]["houses"] for one in self.organisations)

    def owns(self, it):
        """The person whose it is; of an organisation who stands for it."""
        return self.stands_for(it["organisation"]) if it["owner"] is None else self.is_member(it["owner"])

    def is_member(self, number):
        """Is he this very membership, and is it in force? Another membership of his does not count."""
        membership = self.world["memberships"][number]
        return membership["user"] == self.user and in_force(self.world, membership)


def of(world, things, **wanted):
    """The things with these values that are there."""
    return [
        thing
        for thing in world[things]
        if not thing.get("gone") and all(thing[name] == value for name, value in wanted.items())
    ]
