"""What somebody reads of a case, as he who acts."""

from cases.queries import case_files


def parts_of(case):
    """The kinds of the parts that he reads."""
    return set(case_files().get(pk=case.pk).read_parts)
