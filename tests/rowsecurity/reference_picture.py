"""Who sees what stands in the picture of a case, and who may write in it. See reference.py."""

from tests.rowsecurity.readers import of
from tests.rowsecurity.reference_cases import part, takes_part

NAMES = ("observations", "trigger_factors")


def add_pictures(world):
    """In the picture of each case one of both, written by the police: whose it is decides nothing about reading."""
    pictures = [n for n, one in enumerate(world["parts"]) if one["kind"] == "picture"]
    for name in NAMES:
        world[name] = [{"part": n, "organisation": "politie"} for n in pictures]


def in_picture(things):
    """Seen with the part."""
    return lambda world, reader, number: part(world, reader, world[things][number]["part"])


observation, trigger_factor = in_picture("observations"), in_picture("trigger_factors")


def voices(world, reader):
    """{(part, organisation)} in whose name this reader may write there."""
    return {
        (number, name)
        for number, one in enumerate(world["parts"])
        if one["kind"] == "picture" and part(world, reader, number)
        for name in world["organisations"]
        if _speaks(world, reader, one["case"], name)
    }


def _speaks(world, reader, case, organisation):
    """For the house its coordinators, a director by that very membership, a partner that reads it who takes part."""
    given = {
        one["organisation"]
        for one in of(world, "case_partners", case=case, left=False)
        if "picture" in one["parts"]
    }
    directing = [one["membership"] for one in of(world, "directors", case=case, ended=False)]
    memberships = [world["memberships"][one] for one in directing if reader.is_member(one)]
    return (
        (organisation == world["cases"][case]["house"] and reader.coordinates(organisation))
        or any((one["role"], one["organisation"]) == ("case_director", organisation) for one in memberships)
        or (organisation in given and takes_part(world, reader, organisation))
    )
