"""The page components: what they draw, and that a user's text never becomes HTML."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.db import models
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from zvh.templatetags import charts, tones, words

NASTY = '<script>alert("x")</script>'
ESCAPED = "&lt;script&gt;"


def draw(source, **context):
    load = "" if source.startswith("{% extends") else "{% load ui %}"
    return Template(load + source).render(Context(context))


def flat(html):
    return " ".join(html.split())


class State(models.TextChoices):
    SUBMITTED = "submitted", "te wegen"
    ODD = "odd", "iets nieuws"


@pytest.mark.parametrize(
    "source",
    [
        "{% chip text text icon='check' %}",
        "{% ref text url=text %}",
        "{% person text text %}",
        "{% organisation text text %}",
        "{% prep text False waiting=text %}",
        "{% panel text aside=text aside_url=text id='a' tone=text %}{{ text }}{% endpanel %}",
        "{% timeline %}{% timeline_item text by=text %}{{ text }}{% endtimeline_item %}{% endtimeline %}",
        "{% meta_list %}{% meta text text %}{% meta_block text %}{{ text }}{% endmeta_block %}"
        "{% endmeta_list %}",
        "{% data_table text %}{% columns text %}{{ text }}{% enddata_table %}",
        "{% confirm text url=text button=text %}{{ text }}{% endconfirm %}",
        "{% form_actions %}{{ text }}{% endform_actions %}",
        "{% explain text %}{{ text }}{% endexplain %}",
        "{% note 'warn' title=text %}{{ text }}{% endnote %}",
        "{% breadcrumbs text text text %}",
        "{% empty_state 'inbox' text text url=text action=text %}",
        "{% spark_bars numbers text %}",
        "{% progress 1 2 text %}",
        "{% steps text text %}",
        "{% move_buttons text text %}",
        "{{ texts|listing }}",
    ],
)
def test_component_with_nasty_text_escapes_it(source):
    html = draw(source, text=NASTY, texts=[NASTY, NASTY], numbers=[1])

    assert "<script" not in html
    assert ESCAPED in html


def test_tile_map_with_nasty_text_escapes_it():
    tile = {"name": NASTY, "column": 0, "row": 0, "count_label": NASTY, "level": 1, "url": NASTY}

    html = draw("{% tile_map tiles 'Kaart' %}", tiles=[tile])

    assert "<script" not in html


@pytest.mark.parametrize(
    ("state", "drawn"),
    [
        (State.SUBMITTED, '<span class="chip warn">te wegen</span>'),
        (State.ODD, '<span class="chip plain">iets nieuws</span>'),
        ("", ""),
        (None, ""),
    ],
)
def test_status_of_a_choices_member(state, drawn):
    html = draw("{% status thing 'state' %}", thing=SimpleNamespace(state=state))

    assert html.strip() == drawn


def test_status_of_a_plain_string_uses_the_display():
    thing = SimpleNamespace(state="final", get_state_display=lambda: "definitief")

    html = draw("{% status thing 'state' %}", thing=thing)

    assert html.strip() == '<span class="chip ok">definitief</span>'


def test_tone_of_a_word_with_two_meanings_looks_at_the_model(monkeypatch):
    monkeypatch.setitem(tones.TONES, "simplenamespace.open", "alarm")

    assert tones.tone_of(SimpleNamespace(), "open") == "alarm"


def test_every_tone_exists():
    assert set(tones.TONES.values()) <= {"petrol", "plain", "ok", "warn", "alarm"}


def test_panel_is_a_region_named_by_its_heading():
    html = flat(draw("{% panel 'Wie ziet dit' level=3 %}<p>U</p>{% endpanel %}"))

    assert 'id="wie-ziet-dit" aria-labelledby="wie-ziet-dit-kop"' in html
    assert '<h3 class="panel-title" id="wie-ziet-dit-kop">Wie ziet dit</h3>' in html
    assert "<p>U</p>" in html


def test_meta_without_value_says_so():
    html = draw("{% meta 'Wijk' '' %}")

    assert html == '<dt>Wijk</dt><dd><span class="muted">Niet ingevuld</span></dd>'


def test_meta_with_zero_shows_it():
    assert draw("{% meta 'Aantal' 0 %}") == "<dt>Aantal</dt><dd>0</dd>"


def test_columns_with_a_hidden_name():
    html = draw("{% columns 'Signaal' '-Acties' %}")

    assert '<th scope="col">Signaal</th>' in html
    assert '<th scope="col"><span class="visually-hidden">Acties</span></th>' in html


def test_confirm_posts_with_a_token():
    html = flat(draw("{% confirm 'Weg' url='/weg/' %}{% endconfirm %}", csrf_token="geheim"))

    assert '<form class="confirm-box" method="post" action="/weg/">' in html
    assert 'name="csrfmiddlewaretoken" value="geheim"' in html


def test_move_buttons_at_the_ends_are_disabled():
    html = flat(draw("{% move_buttons '/1/' 'Opening' first=True %}", csrf_token="geheim"))

    assert 'value="up" aria-label="Opening omhoog" disabled>' in html
    assert 'value="down" aria-label="Opening omlaag">' in html


def test_breadcrumbs_end_with_this_page():
    html = flat(draw("{% breadcrumbs 'Signalen' '/signalen/' 'S-2026-0412' %}"))

    assert '<li><a href="/signalen/">Signalen</a></li>' in html
    assert '<li aria-current="page">S-2026-0412</li>' in html


def test_pager_keeps_the_query():
    page = Paginator(range(30), 10).page(2)
    request = RequestFactory().get("/", {"q": "a&b", "page": "2"})

    html = flat(draw("{% pager page %}", page=page, request=request))

    assert 'rel="prev" href="?q=a%26b&amp;page=1"' in html
    assert 'rel="next" href="?q=a%26b&amp;page=3"' in html
    assert "Pagina 2 van 3" in html


def test_pager_without_total():
    page = SimpleNamespace(number=1, has_previous=False, has_next=True)

    html = flat(draw("{% pager page %}", page=page))

    assert "Pagina 1</span>" in html
    assert 'href="?page=2"' in html
    assert "Vorige" not in html


def test_pager_of_a_single_page_is_empty():
    assert draw("{% pager page %}", page=Paginator([1], 10).page(1)).strip() == ""


def tile(**changes):
    standard = {"name": "Hoorn", "column": 3, "row": 4, "count_label": "1–2", "level": 1, "url": None}
    return standard | changes


def test_tile_map_without_links_is_an_image_with_a_table():
    html = flat(draw("{% tile_map tiles 'Signalen' %}", tiles=[tile(highlighted=True)]))

    assert 'role="img" aria-label="Signalen"' in html
    assert '<rect x="324" y="248" width="102" height="56" rx="7" />' in html
    assert "(opvallend)</span></th> <td>1–2</td>" in html
    assert "<a " not in html


def test_tile_map_with_links_names_each():
    html = flat(draw("{% tile_map tiles 'Signalen' %}", tiles=[tile(url="/hoorn/")]))

    assert 'role="group"' in html
    assert '<a href="/hoorn/" aria-label="Hoorn: 1–2">' in html


def test_tiles_keep_their_level_in_bounds():
    placed, _ = charts.place_tiles([tile(level=9), tile(level=None), tile(level=-1)])

    assert [each["level"] for each in placed] == [5, 0, 0]


def test_tiles_none_at_all_still_draw():
    assert charts.place_tiles([]) == ([], "-3 -3 108 62")


def test_spark_bars_read_the_numbers_out():
    html = flat(draw("{% spark_bars numbers 'Signalen per week' highlight=1 %}", numbers=[0, None, 4]))

    assert "Signalen per week, van oud naar nieuw: 0, 0, 4." in html
    assert html.count('class="bar-mark"') == 1


def test_bars_scale_to_the_highest():
    bars, width = charts.place_bars([2, 4, 0])

    assert [bar["height"] for bar in bars] == [26, 52, 0]
    assert width == 43


def test_budget_bar_within_the_time():
    html = flat(draw("{% budget_bar minutes 90 %}", minutes=[5, 15, None]))

    assert "20 van 90 minuten ingedeeld</p>" in html


@pytest.mark.parametrize(
    ("late", "said"), [(0, "3 van 5 acties gereed"), (1, "3 van 5 acties gereed, <strong>1 te laat</strong>")]
)
def test_progress_says_how_far_it_is(late, said):
    html = flat(draw("{% progress 3 5 'acties gereed' late=late %}", late=late))

    assert f'<p class="budget-text">{said}</p>' in html


def test_progress_of_nothing():
    html = draw("{% progress 0 0 'acties gereed' %}")

    assert 'viewBox="0 0 1 1"' in html


def test_budget_bar_over_the_time_says_how_much():
    html = flat(draw("{% budget_bar minutes 30 %}", minutes=[16, 15]))

    assert "31 van 30 minuten ingedeeld. <strong>Dat is 1 minuut te veel.</strong>" in html


def test_steps_mark_where_you_are():
    html = flat(draw("{% steps 'Wat' 'Waar' 'Wie' current=2 %}"))

    assert "Stap 2 van 3" in html
    assert '<li class="step-here" aria-current="step">' in html
    assert html.count("(klaar)") == 1


class AskForm(forms.Form):
    title = forms.CharField(label="Titel")
    source = forms.ChoiceField(label="Bron", choices=[("a", "A")], widget=forms.RadioSelect)


def test_error_summary_links_to_each_field():
    html = flat(draw("{% error_summary form %}", form=AskForm({})))

    assert "2 antwoorden kloppen nog niet" in html
    assert 'href="#id_title">Titel</a>' in html
    assert 'href="#div_id_source">Bron</a>' in html


@pytest.mark.parametrize("form", [AskForm(), AskForm({"title": "x", "source": "a"})])
def test_error_summary_without_errors_is_empty(form):
    assert draw("{% error_summary form %}", form=form) == ""


def test_radio_choices_have_their_error_above_them():
    html = draw("{% load crispy_forms_filters %}{{ form|crispy }}", form=AskForm({"title": "x"}))

    assert 0 < html.index("invalid-feedback") < html.index('class="form-check"')


def test_dates_are_dutch():
    day = datetime(2026, 12, 10, 8, 30, tzinfo=UTC)

    assert words.long_date(day) == "donderdag 10 december 2026"
    assert words.clock(day) == "09:30"
    assert words.moment(day) == "10 december 2026 om 09:30"
    assert words.long_date(date(2026, 12, 10)) == "donderdag 10 december 2026"


def test_short_date_names_another_year():
    this_year = timezone.localdate().replace(month=12, day=10)

    assert words.short_date(this_year) == "10 dec"
    assert words.short_date(date(2019, 3, 2)) == "2 mrt 2019"


@pytest.mark.parametrize("word", words.FILTERS[:-1])
def test_date_filters_without_date_are_empty(word):
    assert word(None) == ""


@pytest.mark.parametrize(
    ("waited", "text"),
    [
        (timedelta(seconds=5), "minder dan een minuut"),
        (timedelta(hours=4, minutes=10), "4\xa0uur"),
        (timedelta(days=1, hours=3), "1\xa0dag"),
        (timedelta(days=3, hours=2), "3\xa0dagen"),
    ],
)
def test_waiting_names_the_largest_part(waited, text):
    assert words.waiting(timezone.now() - waited) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (-2, "2 dagen geleden"),
        (-1, "gisteren"),
        (0, "vandaag"),
        (1, "morgen"),
        (6, "over 6 dagen"),
    ],
)
def test_until_counts_days(days, text):
    assert words.until(timezone.localdate() + timedelta(days=days)) == text


@pytest.mark.parametrize(
    ("names", "text"),
    [([], ""), (["Hoorn"], "Hoorn"), (["Hoorn", "Alkmaar", "Texel"], "Hoorn, Alkmaar en Texel")],
)
def test_listing_joins_as_a_sentence(names, text):
    assert words.listing(names) == text


FRAME = {
    "menu": [
        {"label": NASTY, "url": "/", "icon": "house", "count": 7, "current": True},
        {"label": "Acties", "url": "/acties/", "icon": "list-checks", "count": None, "current": False},
    ],
    "who": {"name": NASTY, "role": "melder", "organisation": "Politie"},
    "house": {
        "name": "Zorg- en Veiligheidshuis",
        "region": "Noord-Holland Noord",
        "address": "Straat 1",
        "postcode_city": "1823 DL Alkmaar",
        "telephone": "072 204 21 70",
        "email": "huis@voorbeeld.nl",
    },
    "demo": True,
    "messages": [],
}


def test_base_shows_menu_person_and_house():
    html = flat(draw("{% extends 'base.html' %}{% block heading %}Kop{% endblock %}", **FRAME))

    assert "<script>alert" not in html
    assert "<h1>Kop</h1>" in html
    assert html.count('aria-current="page"') == 2  # the rail and the menu of a phone
    assert 'href="tel:0722042170"' in html
    assert "Demonstratie" in html


def test_base_has_nothing_inline():
    html = draw("{% extends 'base.html' %}", **FRAME)

    assert " style=" not in html
    assert "<style" not in html
    assert " onclick=" not in html
    assert html.count("<script") == html.count("<script src=") + html.count('<script type="module" src=')


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_error_page_needs_no_context(name):
    html = draw("{% extends page %}", page=f"{name}.html")

    assert html.count("<h1>") == 1
    assert "Naar het begin" in html
