"""Files that came in, as a person and the page bring them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from signals import services
from signals.models import Attachment
from tests import factories, people
from tests.conftest import as_owner
from tests.files import picture
from zvh.actor import acting_as


@pytest.fixture
def bring():
    """A file at a signal or a draft, brought in whole and checked, as its bringer: `bring(signal, by, content)`."""

    def brought(parent, by, content=None, name="foto.jpg"):
        upload = SimpleUploadedFile(name, picture() if content is None else content)
        with acting_as(by):
            file = services.add_file(parent, by=by, upload=upload)
            services.check_file(file.pk)
        return stored(file)

    return brought


def stored(file):
    """As it stands in the database now; None when it is gone."""
    with as_owner():
        return Attachment.objects.select_related("signal").filter(pk=file.pk).first()


@pytest.fixture
def reported():
    """A signal of an officer of the police."""
    return factories.signal(people.officer())


@pytest.fixture
def send(django_capture_on_commit_callbacks):
    """Post as the page does, with what happens after the transaction: `send(browser, "upload-part", token, …)`."""

    def post(browser, view, /, *args, **data):
        with django_capture_on_commit_callbacks(execute=True):
            return browser.post(reverse(f"signals:{view}", args=args), data, headers={"X-Background": "1"})

    return post
