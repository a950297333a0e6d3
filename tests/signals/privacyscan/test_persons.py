"""Who is who, which letter he gets, and what the text becomes."""

import pytest

from signals.privacyscan import persons_in, replaced, scan


def people_of(text, **more):
    return [(person.label, person.names) for person in persons_in({"facts": scan(text)}, **more)]


def test_surname_first_name_and_title_are_the_same_person():
    text = "Gisteren kwam Piet Jansen. Meneer Jansen riep. Toen ging Piet weg met P. Jansen."

    assert people_of(text) == [("persoon A", ["Piet Jansen", "Meneer Jansen", "Piet", "P. Jansen"])]


def test_title_before_the_full_name_finds_it_too():
    text = "Dit zei meneer Jansen. Later kwam Piet Jansen."

    assert people_of(text) == [("persoon A", ["meneer Jansen", "Piet Jansen"])]


def test_another_first_name_or_initial_is_another_person():
    text = "Dit zeiden Piet Jansen en Karin Jansen, met K.L. Jansen en Q. Jansen."

    assert people_of(text) == [
        ("persoon A", ["Piet Jansen"]),
        ("persoon B", ["Karin Jansen", "K.L. Jansen"]),
        ("persoon C", ["Q. Jansen"]),
    ]


def test_only_a_surname_means_the_first_who_has_it():
    text = "Dit zeiden Piet Jansen en Karin Jansen tegen mevrouw Jansen."

    assert people_of(text) == [
        ("persoon A", ["Piet Jansen", "mevrouw Jansen"]),
        ("persoon B", ["Karin Jansen"]),
    ]


def test_accents_and_capitals_make_no_other_person():
    text = "Dit zeiden Yusuf Yılmaz en yusuf yilmaz tegen meneer YILMAZ."

    assert people_of(text) == [("persoon A", ["Yusuf Yılmaz", "yusuf yilmaz", "meneer YILMAZ"])]


def test_letter_that_is_in_use_is_passed_over():
    text = "Dit zei Karin Verhoeven tegen persoon A."

    assert people_of(text, used=[text, "Persoon B"]) == [("persoon C", ["Karin Verhoeven"])]


def test_known_person_keeps_his_label_and_a_new_one_gets_the_next():
    text = "Dit zei meneer Jansen tegen Karin Verhoeven."

    assert people_of(text, known=[("persoon A", "Piet Jansen")]) == [
        ("persoon A", ["meneer Jansen"]),
        ("persoon B", ["Karin Verhoeven"]),
    ]


def test_after_z_comes_aa():
    used = [f"persoon {chr(65 + number)}" for number in range(26)]

    assert people_of("Dit zei Karin Verhoeven.", used=used) == [("persoon AA", ["Karin Verhoeven"])]


@pytest.mark.parametrize("before", ["", "😡 ", "Ja! "])
def test_label_comes_in_every_field_with_a_capital_where_a_sentence_begins(before):
    texts = {
        "title": "Ruzie met Piet Jansen",
        "facts": f"{before}Piet Jansen riep. Wij zagen meneer Jansen 👍 later.",
    }
    (person,) = persons_in({name: scan(text) for name, text in texts.items()})

    changed = replaced(texts, person)

    label = "persoon A" if before == "😡 " else "Persoon A"
    assert changed == {
        "title": "Ruzie met persoon A",
        "facts": f"{before}{label} riep. Wij zagen persoon A 👍 later.",
    }
