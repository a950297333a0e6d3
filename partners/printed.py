"""Who may do what, printed from partners/roles.py: for /rechten/ and for docs/rechten.md."""

from partners.roles import GRANTS, HEAVY, OF_THE_HOUSE, Permission, Role, Scope

WHERE = {
    Scope.ANYWHERE: "overal",
    Scope.HOUSE: "in het eigen huis",
    Scope.ORGANISATION: "voor de eigen organisatie",
    Scope.PERSON: "alleen het eigen werk",
    Scope.MEETING: "in het eigen huis; een casusregisseur alleen bij overleggen over zijn casussen",
}


def rights_table():
    """{"roles": [...], "rows": [...]}: per permission its words, where it holds, and yes or no per role."""
    roles = [_role(role) for role in Role]
    rows = [
        {
            "label": permission.label,
            "where": WHERE[permission.scope],
            "roles": [{"label": role.label, "may": permission in GRANTS[role]} for role in Role],
        }
        for permission in Permission
    ]
    return {"roles": roles, "rows": rows}


def _role(role):
    return {
        "label": role.label,
        "heavy": role in HEAVY,
        "of_the_house": role in OF_THE_HOUSE,
        "rights": [p.label for p in Permission if p in GRANTS[role]],
    }


HEAD = """# Wie mag wat

Deze lijst komt uit `partners/roles.py`. Wijzig de lijst daar en draai `make manage ARGS=print_docs`.

Wat iemand *ziet*, bepaalt de database per regel; hieronder staat wat iemand mag *doen*.
Met * gemarkeerde rollen beginnen pas als een tweede persoon ze bevestigt.
"""


def rights_markdown():
    table = rights_table()
    names = [role["label"] + (" *" if role["heavy"] else "") for role in table["roles"]]
    lines = [_line(["Recht", "Waar", *names]), _line(["---", "---", *[":-:"] * len(names)])]
    for row in table["rows"]:
        lines.append(_line([row["label"], row["where"], *["ja" if r["may"] else "" for r in row["roles"]]]))
    return HEAD + "\n" + "\n".join(lines) + "\n"


def _line(cells):
    return "| " + " | ".join(cells) + " |"
