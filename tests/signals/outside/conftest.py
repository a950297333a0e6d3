import pytest

from signals import abuse


@pytest.fixture(autouse=True)
def new_hour():
    """Every test begins a new hour, in which nobody did anything."""
    abuse.forget()
