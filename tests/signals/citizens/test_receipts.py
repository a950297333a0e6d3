"""Receipt codes: what is drawn, what a typing error does, what is kept."""

import itertools

import pytest
from django.test import override_settings

from signals import receipts
from zvh.actor import digest

CODE = "1234567890123452"


def whole(digits):
    return digits + receipts.check_digit(digits)


def test_code_is_four_groups_of_four_that_fit_together():
    codes = {receipts.new_code() for _ in range(200)}

    assert len(codes) == 200
    assert {len(code) for code in codes} == {19}
    assert all(receipts.is_well_typed(receipts.digits_of(code)) for code in codes)
    assert {tuple(map(len, code.split())) for code in codes} == {(4, 4, 4, 4)}


def test_every_wrong_digit_is_a_typing_error():
    code = whole("314159265358979")
    wrong = [
        code[:place] + other + code[place + 1 :]
        for place, other in itertools.product(range(16), "0123456789")
        if code[place] != other
    ]

    assert len(wrong) == 144
    assert not any(receipts.is_well_typed(one) for one in wrong)


def test_every_swap_of_neighbours_is_a_typing_error():
    pairs = itertools.product("0123456789", repeat=2)
    swapped = [(whole(f"31415926535{a}{b}79"), f"31415926535{b}{a}79") for a, b in pairs if a != b]

    assert len(swapped) == 90
    assert not any(receipts.is_well_typed(f"{wrong}{code[-1]}") for code, wrong in swapped)


@pytest.mark.parametrize("typed", ["", "1", "1" * 15, "1" * 17, "abcd" * 4, "١" * 16])
def test_what_is_not_sixteen_digits_is_a_typing_error(typed):
    assert not receipts.is_well_typed(receipts.digits_of(typed))


@pytest.mark.parametrize("sign", [" ", "-", ".", "\u00a0", ""])
def test_digits_may_be_parted_in_any_way(sign):
    code = receipts.new_code()

    assert receipts.digits_of(code.replace(" ", sign)) == code.replace(" ", "")


def test_digest_needs_the_secret_key_of_the_installation():
    code = receipts.new_code()
    here = receipts.digest_of(code)

    with override_settings(SECRET_KEY="another"):
        elsewhere = receipts.digest_of(code)

    assert len({here, elsewhere, digest(code), digest(code.replace(" ", ""))}) == 4


def test_code_made_with_an_older_secret_key_still_opens():
    with override_settings(SECRET_KEY="old"):
        code = receipts.new_code()
        made = receipts.secret_of(code)

    with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=["old"]):
        assert made in list(receipts.secrets_of(receipts.digits_of(code)))
