"""The page components, known in every template; templates/components_page.html shows them all.

Text is escaped; HTML comes in only as the content of a block tag or as the result of another tag
(`{% chip "Nieuw" as mark %}`). Icons are Lucide names. Tones: petrol (normal), plain, ok, warn,
alarm.

PAGE: templates/base.html; base_plain.html (without the menu) has the same blocks.
  title, breadcrumbs, eyebrow, heading, subheading, actions, content; seldom head, scripts,
  page_head, main_class (wide or narrow: narrow for forms and texts to read)
  {% breadcrumbs "Signalen" list_url signal.number %}    label, url, label, url, …, this page

WRAPPING (what stands after the first words is optional, except url)
  {% panel "Agenda" aside="75 van 90" aside_url=u id="agenda" tone="warn" level=2 %}…{% endpanel %}
  {% timeline %}
    {% timeline_item "Gemeld" when=event.at by="wijkagent" tone="ok" %}…{% endtimeline_item %}
  {% endtimeline %}
  {% meta_list %}
    {% meta "Gemeente" signal.municipality %}{% meta_block "Thema" %}…{% endmeta_block %}
  {% endmeta_list %}
  {% data_table "Signalen die wachten" caption_visible=True brief=True %}    brief: no labels on a phone
    {% columns "Signaal" "Gemeente" "-Acties" %}         a name after '-' is read out but not shown
    <tbody><tr><th scope="row">…</th><td data-label="Gemeente">…</td><td>…</td></tr></tbody>
  {% enddata_table %}
  {% confirm "Versturen" url=url button="Ja, verstuur" tone="danger" align="start" small=True %}
    <p>What happens then.</p>                            a POST form; extra fields may stand here
  {% endconfirm %}
  {% form_actions %}<button class="btn btn-primary">Opslaan</button>{% endform_actions %}
  {% explain "Wat is een signaal?" %}…{% endexplain %}   help that opens
  {% note "warn" title="Let op" %}…{% endnote %}         a remark in a box

SINGLE
  {% status signal "status" %}      every state: label from get_…_display, colour from tones.py
  {% chip "Zonder persoon" "plain" icon="user-x" %}
  {% empty_state "inbox" "Niets wacht op u" "Nieuwe signalen ziet u hier." url=u action="Melden" %}
  {% pager page parameter="page" %} number, has_previous, has_next, maybe paginator; keeps the query
  {% tile_map tiles "Signalen per gemeente" %}
                                    name, column, row, count_label, level 0-5, url, highlighted
  {% spark_bars numbers "Signalen per week" highlight=2 %}
  {% budget_bar minutes 90 %}       list of minutes; also says '75 van 90 minuten ingedeeld'
  {% progress 3 5 "acties gereed" late=1 %}               says '3 van 5 acties gereed, 1 te laat'
  {% steps "Wat" "Waar" "Wie" current=2 %}
  {% difference old_text new_text %}  words that went and came, told without colour too
  {% person user "wijkagent" %}  {% organisation name "hoofdpartner" %}
  {% prep "OM" False waiting="wacht" %}  {% ref signal.number url=url %}
  {% error_summary form %}          above a form: the answers that need another look, with links
  {% move_buttons url "Onrust in Hoorn" first=forloop.first last=forloop.last %}    see REORDER

FILTERS (words.py)
  |long_date donderdag 10 december 2026   |short_date 10 dec   |clock 09:30
  |moment 19 november 2026 om 14:12       |waiting 3 dagen (since then)
  |until vandaag, morgen, over 6 dagen    |listing Hoorn, Alkmaar en Texel

CSS (static/css/theme.css)
  .stack (panels under each other) .cols-main (2/3 + 1/3) .cols-map (7/12 + 5/12, for tile_map)
  .cols-2 .split (two texts side by side) .rows (ul with a rule between) .row-line (left and right)
  .chips (row of chips under the heading) .prep-list .agenda .facts (keeps line breaks) .muted
  .eyebrow .ref .num (right) .nowrap .tap (44 px) .no-print .print-only
  .filter-form (search bar; no '(niet verplicht)')
  btn-primary (one a page), btn-outline-primary, btn-quiet, btn-danger, btn-danger-outline,
  btn-sm (in lists), btn-lg

JAVASCRIPT (static/js; Bootstrap's own script is not loaded: a menu is a <details>)
  REORDER  <ol class="agenda" data-reorder-url="…"><li data-id="7" data-name="Opening">…
           Drag or Alt+arrows post order=7&order=3 (getlist("order")), want 2xx without redirect,
           best 204; else the old order returns and the page says so. Then `reordered` bubbles from
           the list (hx-trigger). Without JavaScript the buttons post move=up|down to their url.
  DRAFT    <form data-draft-url="…"> posts its text 5 s after a change. Answer 2xx, maybe with JSON
           {"draft_url": "…", "fields": {"draft": "12"}}. Says so in [data-draft-status], if any.
  UNSAVED  <form data-unsaved-warning> warns before leaving with changes; a saved draft is none.
  MENU     <details data-menu> closes on Escape, a click beside it, or [data-menu-close] in it.
  ANNOUNCE document.dispatchEvent(new CustomEvent("announce", {detail: "…"})) is read out.
  ONCE     A second click on a POST form within 4 s does nothing.
  FAILURES A failed htmx request says so at the top of the page.
"""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.text import slugify

from zvh import difference as changes

from . import charts, tones, words

register = template.Library()

for word_filter in words.FILTERS:
    register.filter(word_filter.__name__, word_filter)


def _render(component, /, **context):
    return render_to_string(f"components/{component}.html", context)


# States and labels


@register.simple_tag
def chip(label, tone="petrol", *, icon=""):
    """A short label in a coloured pill."""
    return _chip(conditional_escape(label), tone, icon)


@lru_cache(maxsize=512)  # a list shows the same few on every line
def _chip(label, tone, icon):
    return _render("chip", label=label, tone=tone, icon=icon)


@register.simple_tag
def status(thing, field):
    """The state of a thing: Dutch label and colour."""
    value = getattr(thing, field)
    if value in (None, ""):
        return ""
    return chip(tones.label_of(thing, field, value), tones.tone_of(thing, value))


@register.simple_tag
def ref(number, *, url=""):
    """The number of a signal or case, never broken over two lines."""
    if url:
        return format_html('<a class="ref" href="{}">{}</a>', url, number)
    return format_html('<span class="ref">{}</span>', number)


@register.simple_tag
def person(name, detail=""):
    """A person with initials, and his function or organisation."""
    return _render("person", name=str(name), detail=detail, initials=_initials(str(name)))


def _initials(name):
    words = [word for word in name.split() if word[:1].isupper()] or name.split()
    return "".join(word[0].upper() for word in (words[:1] + words[1:][-1:]))


@register.simple_tag
def organisation(name, detail=""):
    """An organisation with a small building before it."""
    return _render("organisation", name=str(name), detail=detail)


@register.simple_tag
def prep(name, done, *, waiting="wacht"):
    """Whether an organisation is ready: 'Politie ✓' or 'OM – wacht'."""
    return _render("prep", name=name, done=done, waiting=waiting)


# Wrapping


@register.simple_block_tag
def panel(content, title, *, aside="", aside_url="", id="", tone="", level=2):
    """A white card with a heading, and a remark or link at its right."""
    heading = {"title": title, "tag": f"h{level}", "id": id or slugify(str(title))}
    return _render("panel", content=content, aside=aside, aside_url=aside_url, tone=tone, **heading)


@register.simple_block_tag
def timeline(content):
    """What happened, in order; filled with timeline_item."""
    return format_html('<ol class="timeline">{}</ol>', content)


@register.simple_block_tag
def timeline_item(content, title, *, when=None, by="", tone="petrol"):
    """One event: what, who, when and details."""
    return _render("timeline_item", content=content, title=title, when=when, by=by, tone=tone)


@register.simple_block_tag
def meta_list(content):
    """Labels with their values; filled with meta and meta_block."""
    return format_html('<dl class="meta">{}</dl>', content)


@register.simple_tag
def meta(label, value, *, empty="Niet ingevuld"):
    """One label and value; an empty value says so."""
    if value in (None, ""):
        value = format_html('<span class="muted">{}</span>', empty)
    return format_html("<dt>{}</dt><dd>{}</dd>", label, value)


@register.simple_block_tag
def meta_block(content, label):
    """One label with anything as its value."""
    return format_html("<dt>{}</dt><dd>{}</dd>", label, content)


@register.simple_block_tag
def data_table(content, caption, *, caption_visible=False, brief=False):
    """A table that becomes a list of cards on a phone; brief: of a few lines each, without labels."""
    names = {"caption": caption, "caption_visible": caption_visible}
    return _render("data_table", content=content, brief=brief, **names)


@register.simple_tag
def columns(*labels):
    """The head row of a data_table; '-Acties' is read out but not shown."""
    heads = [{"text": label.removeprefix("-"), "hidden": label.startswith("-")} for label in labels]
    return _render("columns", heads=heads)


@register.simple_block_tag(takes_context=True)
def confirm(context, content, label, *, url, button="Ja, doorgaan", tone="primary", align="end", small=False):
    """A button that first asks, then posts; opens without JavaScript too."""
    return _render(
        "confirm",
        content=content,
        label=label,
        url=url,
        button=button,
        tone=tone,
        align=align,
        small=small,
        csrf_token=context.get("csrf_token"),
    )


@register.simple_block_tag
def form_actions(content):
    """The buttons under a form; on a phone they stay in sight."""
    return format_html('<div class="form-actions">{}</div>', content)


@register.simple_tag
def difference(old, new):
    """A text with the words that went struck through and those that came underlined; also said in words."""
    return _render("difference", parts=changes.difference(old, new))


@register.simple_block_tag
def explain(content, label):
    """A question that opens to its explanation."""
    return _render("explain", content=content, label=label)


@register.simple_block_tag
def note(content, tone="petrol", *, title=""):
    """A remark in a coloured box."""
    return _render("note", content=content, tone=tone, title=title)


# Single


@register.simple_tag
def breadcrumbs(*parts):
    """The way back: label, url, label, url, …, label of this page."""
    *way, here = parts
    steps = [{"label": label, "url": url} for label, url in zip(way[::2], way[1::2], strict=True)]
    return _render("breadcrumbs", steps=steps, here=here)


@register.simple_tag
def empty_state(icon, title, text="", *, url="", action=""):
    """What to say when there is nothing to show."""
    return _render("empty_state", icon=icon, title=title, text=text, url=url, action=action)


@register.simple_tag(takes_context=True)
def pager(context, page, *, parameter="page"):
    """Previous and next; says which page of how many when the paginator knows."""
    paginator = getattr(page, "paginator", None)
    return _render(
        "pager",
        number=page.number,
        total=paginator.num_pages if paginator else None,
        previous=_page_query(context, parameter, page.number - 1) if _is(page.has_previous) else "",
        next=_page_query(context, parameter, page.number + 1) if _is(page.has_next) else "",
    )


def _is(answer):
    return answer() if callable(answer) else answer


def _page_query(context, parameter, number):
    request = context.get("request")
    if request is None:
        return f"?{parameter}={number}"
    query = request.GET.copy()
    query[parameter] = number
    return f"?{query.urlencode()}"


@register.simple_tag
def tile_map(tiles, label):
    """A map of municipalities as tiles, darker for more; a list of numbers on a narrow screen."""
    placed, view_box = charts.place_tiles(tiles)
    has_links = any(tile.get("url") for tile in placed)
    return _render("tile_map", tiles=placed, label=label, view_box=view_box, has_links=has_links)


@register.simple_tag
def spark_bars(numbers, label, *, highlight=0):
    """A row of small bars, the last ones marked; the numbers are read out."""
    numbers = [number or 0 for number in numbers]
    bars, width = charts.place_bars(numbers, highlight)
    return _render("spark_bars", bars=bars, width=width, label=label, numbers=numbers)


@register.simple_tag
def budget_bar(minutes, total):
    """How the minutes of a meeting are divided."""
    minutes = [part or 0 for part in minutes]
    parts, width = charts.place_parts(minutes, total)
    used = sum(minutes)
    over = max(used - total, 0)
    return _render("budget_bar", parts=parts, width=width, used=used, total=total, over=over)


@register.simple_tag
def progress(done, total, what, *, late=0):
    """How much of the work is done, and how much of it is late."""
    return _render("progress", done=done, total=total, what=what, late=late, width=max(total, 1))


@register.simple_tag
def steps(*labels, current=1):
    """Where you are in a long form."""
    marks = [_step(number, label, current) for number, label in enumerate(labels, start=1)]
    here = {"current": current, "total": len(labels), "label": labels[current - 1]}
    return _render("steps", steps=marks, **here)


def _step(number, label, current):
    state = "done" if number < current else "here" if number == current else "ahead"
    return {"number": number, "label": label, "state": state}


@register.simple_tag
def error_summary(form):
    """The answers that need another look, with links to them."""
    fields = [form[name] for name in form.errors if name in form.fields] if form.is_bound else []
    return _render("error_summary", fields=fields) if fields else ""


@register.simple_tag(takes_context=True)
def move_buttons(context, url, name, *, first=False, last=False):
    """Grip, up and down for one line of a list; the buttons post without JavaScript too."""
    token = context.get("csrf_token")
    return _render("move_buttons", url=url, name=name, first=first, last=last, csrf_token=token)
