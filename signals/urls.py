from django.urls import path, register_converter

from signals.views import (
    behalf,
    clock,
    detail,
    files,
    interviews,
    kept,
    listing,
    masks,
    numbers,
    outside,
    pdf,
    privacy,
    register,
    report,
    share,
    together,
    uploads,
    weigh,
)

app_name = "signals"


class SignalNumber:
    """S-2026-0412; anything else is no page."""

    regex = r"S-\d{4}-\d{4,7}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(SignalNumber, "signal")

# One step of a register each: address and service.
REGISTER_STEPS = (
    ("voorstellen", "propose_register"),
    ("teruggeven", "return_register"),
    ("akkoord", "confirm_register"),
    ("stoppen", "stop_register"),
    ("verder", "resume_register"),
    ("weggooien", "drop_register"),
)

urlpatterns = [
    path("", listing.signals, name="list"),
    path("importeren/", register.register_list, name="registers"),
    path("importeren/voorbeeld.xlsx", register.example, name="register-example"),
    path("importeren/<int:pk>/", register.show, name="register"),
    path("importeren/<int:pk>/blad/", register.sheet, name="register-sheet"),
    path("importeren/<int:pk>/kolommen/", register.columns, name="register-columns"),
    path("importeren/<int:pk>/waarden/", register.values, name="register-values"),
    path("importeren/<int:pk>/rijen/", register.rows, name="register-rows"),
    path("importeren/<int:pk>/fouten.csv", register.problems, {"kind": "csv"}, name="register-problems-csv"),
    path(
        "importeren/<int:pk>/fouten.xlsx", register.problems, {"kind": "xlsx"}, name="register-problems-xlsx"
    ),
    *(
        path(f"importeren/<int:pk>/{address}/", register.step, {"name": name}, name=name.replace("_", "-"))
        for address, name in REGISTER_STEPS
    ),
    path("export.csv", listing.export, {"kind": "csv"}, name="export-csv"),
    path("export.xlsx", listing.export, {"kind": "xlsx"}, name="export-xlsx"),
    path("filters/", listing.saved_filters, name="saved-filters"),
    path("filters/velden/", listing.filter_fields, name="filter-fields"),
    path("filters/bewaren/", listing.keep_filter, name="save-filter"),
    path("filters/<int:pk>/weggooien/", listing.drop_filter, name="remove-filter"),
    path("cijfers/", numbers.numbers, name="numbers"),
    path("cijfers.csv", numbers.export, name="export-numbers"),
    path("nieuw/", report.new, name="new"),
    path("namens/", behalf.enter, name="enter"),
    path("privacyscan/", privacy.check, name="privacyscan"),
    path("nieuw/lijkt-op/", together.similar, name="similar"),
    path("navraag/", together.inquiries, name="inquiries"),
    path("concept/", report.draft, name="draft"),
    path("concept/uit-de-browser/", kept.kept, name="kept"),
    path("concept/<int:pk>/weggooien/", report.discard, name="discard"),
    path("bestanden/beginnen/", uploads.begin, name="begin-upload"),
    path("bestanden/<uuid:token>/deel/", uploads.part, name="upload-part"),
    path("bestanden/<uuid:token>/stand/", uploads.state, name="upload-state"),
    path("bestanden/<uuid:token>/weghalen/", uploads.drop, name="drop-file"),
    path("bestanden/<uuid:token>/", files.download, name="file"),
    path("bestanden/<uuid:token>/bekijken/", files.show, name="show-file"),
    path("bestanden/<uuid:token>/origineel/", files.original, name="original"),
    path("<signal:number>/", detail.detail, name="detail"),
    path("<signal:number>/pdf/", pdf.pdf, name="pdf"),
    path("<signal:number>/afschermen/", masks.masks, name="masks"),
    path("<signal:number>/afschermen/deel/", masks.hide, name="hide-part"),
    path("<signal:number>/afschermen/<int:pk>/openen/", masks.open_part, name="open-part"),
    path("<signal:number>/afschermen/<int:pk>/opheffen/", masks.show_part, name="show-part"),
    path("<signal:number>/afschermen/<int:pk>/verwijderen/", masks.redact_mask, name="redact-mask"),
    path("<signal:number>/verwijderen/", masks.redact, name="redact"),
    path("<signal:number>/verwijderen/<int:pk>/", masks.redaction, name="redaction"),
    path("<signal:number>/verwijderen/<int:pk>/intrekken/", masks.withdraw, name="withdraw-redaction"),
    path("<signal:number>/vragen/<int:pk>/", detail.answer, name="answer"),
    path("<signal:number>/betrokkenen/<int:pk>/", detail.open_identity, name="open-identity"),
    path("<signal:number>/bestanden/", uploads.add, name="add-files"),
    path("<signal:number>/bestanden/<int:pk>/vrijgeven/", files.release, name="release-file"),
    path("<signal:number>/bestanden/<int:pk>/origineel-openen/", files.open_original, name="open-original"),
    path("<signal:number>/wegen/", weigh.weigh, name="weigh"),
    path("<signal:number>/wegen/bewaren/", weigh.save_criteria, name="criteria"),
    path("<signal:number>/in-weging-nemen/", weigh.start_weighing, name="start-weighing"),
    path("<signal:number>/vraag-stellen/", weigh.ask_reporter, name="ask-reporter"),
    path("<signal:number>/zonder-antwoord/", weigh.go_on_without_answer, name="go-on-without-answer"),
    path("<signal:number>/klok-stilzetten/", clock.stop, name="stop-clock"),
    path("<signal:number>/klok-laten-lopen/", clock.start, name="start-clock"),
    path("<signal:number>/geen-actie-bevestigen/", weigh.confirm_no_action, name="confirm-no-action"),
    path("<signal:number>/terug-naar-weging/", weigh.return_to_weighing, name="return-to-weighing"),
    path("<signal:number>/opnieuw-wegen/", weigh.weigh_again, name="weigh-again"),
    path("<signal:number>/vrijgeven/", behalf.release, name="release-held"),
    path("<signal:number>/afwijzen/", behalf.reject, name="reject-held"),
    path("<signal:number>/bericht/", behalf.message, name="message"),
    path("<signal:number>/contact/", behalf.contact, name="contact"),
    path("<signal:number>/contact/<int:pk>/", behalf.decide_contact, name="decide-contact"),
    path("<signal:number>/buiten/", interviews.around, name="around"),
    path("<signal:number>/buitenstaanders/", outside.ask, name="ask-outside"),
    path("<signal:number>/buitenstaanders/<int:pk>/intrekken/", outside.withdraw, name="withdraw-outside"),
    path("<signal:number>/gesprekken/", interviews.keep, name="keep-interview"),
    path("<signal:number>/gesprekken/<int:pk>/corrigeren/", interviews.correct, name="correct-interview"),
    path("<signal:number>/samenhang/", together.together, name="together"),
    path("<signal:number>/koppelen/", together.link, name="link"),
    path("<signal:number>/koppelingen/<int:pk>/losmaken/", together.unlink, name="unlink"),
    path("<signal:number>/delen/", share.give, name="share"),
    path("<signal:number>/delen/<int:pk>/verlengen/", share.extend, name="extend-share"),
    path("<signal:number>/delen/<int:pk>/stoppen/", share.end, name="end-share"),
]
