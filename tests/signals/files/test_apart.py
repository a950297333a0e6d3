"""A file is read in a process of its own: what goes wrong there ends there."""

import subprocess
import sys

import pytest

from signals.files import Refused, apart
from tests import files


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        (files.picture(), ("jpeg", "jpeg")),
        (files.IPHONE, ("heic", "jpeg")),
        (files.sound_wav(), ("wav", "wav")),
    ],
)
def test_copy_comes_back_whole(content, kinds):
    kind, copy, copy_kind = apart.cleaned(content)

    assert (kind, copy_kind) == kinds
    assert files.CAMERA.encode() not in copy
    assert apart.cleaned(copy)[0] == copy_kind


def test_refusal_comes_back_with_its_reason():
    with pytest.raises(Refused) as refused:
        apart.cleaned(files.pdf(password="geheim"))

    assert refused.value.reason == "encrypted"


def test_file_that_takes_too_much_memory_is_refused():
    with pytest.raises(Refused) as refused:
        apart.cleaned(files.picture(size=(7000, 7000), tagged=False), memory=250_000_000)

    assert refused.value.reason == "broken"


def test_process_that_reads_a_file_loads_no_settings():
    probe = "import sys, signals.files.apart; print('django' in sys.modules)"
    command = [sys.executable, "-c", probe]
    done = subprocess.run(command, cwd=apart.ROOT, env={}, capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"
