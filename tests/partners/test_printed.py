from partners.printed import rights_markdown, rights_table
from partners.roles import GRANTS, Permission, Role


def test_rights_table_says_what_grants_says():
    table = rights_table()

    said = {(row["label"], cell["label"]) for row in table["rows"] for cell in row["roles"] if cell["may"]}
    assert said == {
        (permission.label, Role(role).label) for role, given in GRANTS.items() for permission in given
    }


def test_rights_markdown_has_a_line_per_permission():
    lines = rights_markdown().splitlines()

    rows = [line for line in lines if line.startswith("|")]
    assert len(rows) == len(Permission) + 2
    assert {line.count("|") for line in rows} == {len(Role) + 3}
