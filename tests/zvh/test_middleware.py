import pytest

from tests import people

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["/", "/signalen/", "/nergens/"])
def test_page_is_kept_by_no_browser_and_no_proxy(login, page):
    answer = login(people.coordinator()).get(page)

    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Permissions-Policy"].startswith("camera=()")


def test_page_of_signing_in_keeps_its_own_stricter_header(client):
    answer = client.get("/inloggen/")

    assert "no-store" in answer["Cache-Control"]
