import pytest

from signals import abuse


@pytest.fixture(autouse=True)
def new_hour():
    """Every test begins a new hour, in which nobody did anything."""
    abuse.forget()


@pytest.fixture(autouse=True)
def light_work(monkeypatch):
    """The same work with lighter steps: how long it takes is not what these tests are about."""
    monkeypatch.setattr(abuse, "ITERATIONS", 1)
