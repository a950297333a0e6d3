from django.urls import path, register_converter

from cases.views import (
    actions,
    detail,
    identities,
    journal,
    listing,
    opening,
    parties,
    partner_requests,
    picture,
    plan,
    requests,
    reviews,
    running,
    templates,
)

app_name = "cases"


class CaseNumber:
    """C-2026-014; anything else is no page."""

    regex = r"C-\d{4}-\d{3,7}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(CaseNumber, "case")

CASE = "casussen/<case:number>/"
urlpatterns = [
    path("casussen/", listing.cases, name="list"),
    path("casussen/nieuw/", opening.new, name="new"),
    path(CASE, detail.detail, name="detail"),
    path(f"{CASE}sluiten/", detail.close, name="close"),
    path(f"{CASE}organisaties/", running.join, name="join"),
    path(f"{CASE}organisaties/<int:pk>/", running.change_profile, name="change-profile"),
    path(f"{CASE}organisaties/<int:pk>/stoppen/", running.leave, name="leave"),
    path(f"{CASE}organisaties/doorverwijzen/", partner_requests.refer, name="refer"),
    path(f"{CASE}organisaties/overname/", partner_requests.ask_handover, name="ask-handover"),
    path(f"{CASE}organisaties/voortouw/", partner_requests.offer_lead, name="offer-lead"),
    path("casussen/meedoen/", partner_requests.ask_to_join, name="ask-to-join"),
    path("casussen/bij-signaal/<signal:number>/", listing.of_signal, name="of-signal"),
    path("casussen/verzoeken/<int:pk>/", partner_requests.partner_request, name="partner-request"),
    path("casussen/verzoeken/<int:pk>/antwoorden/", partner_requests.answer, name="answer-partner-request"),
    path("casussen/verzoeken/<int:pk>/teruggeven/", partner_requests.return_task, name="return-task"),
    path(
        "casussen/verzoeken/<int:pk>/intrekken/", partner_requests.withdraw, name="withdraw-partner-request"
    ),
    path(f"{CASE}regisseurs/", running.add_director, name="add-director"),
    path(f"{CASE}regisseurs/<int:pk>/stoppen/", running.end_director, name="end-director"),
    path(f"{CASE}personen/", running.name_person, name="name-person"),
    path(f"{CASE}personen/<int:pk>/weghalen/", running.unname_person, name="unname-person"),
    path(f"{CASE}overdragen/", running.hand_over, name="hand-over"),
    path(f"{CASE}overnemen/", running.take_over, name="take-over"),
    path(f"{CASE}afschermen/", running.restrict, name="restrict"),
    path(f"{CASE}openstellen/", running.unrestrict, name="unrestrict"),
    path(f"{CASE}evaluaties/", reviews.reviews, name="reviews"),
    path(f"{CASE}evaluaties/vastleggen/", reviews.record_review, name="record-review"),
    path(f"{CASE}opschorten/", reviews.suspend, name="suspend"),
    path(f"{CASE}oppakken/", reviews.resume, name="resume"),
    path(f"{CASE}verlengen/", reviews.extend, name="extend"),
    path(f"{CASE}inlichten/", running.inform, name="inform"),
    path(f"{CASE}betrokkenen/", parties.parties, name="parties"),
    path(f"{CASE}betrokkenen/nieuw/", parties.add_party, name="add-party"),
    path(f"{CASE}betrokkenen/<int:pk>/", parties.change_party, name="change-party"),
    path(f"{CASE}betrokkenen/<int:pk>/stoppen/", parties.end_party, name="end-party"),
    path(f"{CASE}betrokkenen/relaties/", parties.relate_parties, name="relate-parties"),
    path(f"{CASE}betrokkenen/relaties/<int:relation_pk>/stoppen/", parties.end_relation, name="end-relation"),
    path(f"{CASE}betrokkenen/<int:pk>/identiteit/", identities.keep_identity, name="keep-identity"),
    path(f"{CASE}betrokkenen/<int:pk>/identiteit/openen/", identities.open_identity, name="open-identity"),
    path(f"{CASE}betrokkenen/<int:pk>/navraag/", identities.inquire, name="inquire-party"),
    path(f"{CASE}betrokkenen/<int:pk>/verwijdering/", identities.note_removal, name="note-removal"),
    path(
        f"{CASE}betrokkenen/<int:pk>/verwijdering/besluit/",
        identities.decide_removal,
        name="decide-removal",
    ),
    path(f"{CASE}signalen/", running.link_signal, name="link-signal"),
    path(f"{CASE}beeld/", picture.picture, name="picture"),
    path(f"{CASE}beeld/waarneming/", picture.add_observation, name="add-observation"),
    path(f"{CASE}beeld/waarneming/<int:pk>/", picture.correct_observation, name="correct-observation"),
    path(f"{CASE}beeld/triggerfactor/", picture.add_trigger, name="add-trigger"),
    path(f"{CASE}beeld/triggerfactor/<int:pk>/", picture.correct_trigger, name="correct-trigger"),
    path(f"{CASE}acties/", actions.give_action, name="give-action"),
    path(f"{CASE}plan/", plan.plan, name="plan"),
    path(f"{CASE}plan/doelen/", plan.add_goal, name="add-goal"),
    path(f"{CASE}plan/doelen/<int:pk>/", plan.change_goal, name="change-goal"),
    path(f"{CASE}plan/doelen/<int:pk>/verplaatsen/", plan.move_goal, name="move-goal"),
    path(f"{CASE}plan/doelen/<int:pk>/interventies/", plan.add_intervention, name="add-intervention"),
    path(f"{CASE}plan/doelen/<int:pk>/afspraken/", plan.give_agreement, name="give-agreement"),
    path(f"{CASE}plan/interventies/<int:pk>/", plan.change_intervention, name="change-intervention"),
    path(f"{CASE}plan/sjablonen/", templates.choose_template, name="choose-template"),
    path(f"{CASE}plan/sjablonen/<int:pk>/", templates.apply_template, name="apply-template"),
    path("beheer/sjablonen/", templates.templates, name="templates"),
    path("beheer/sjablonen/nieuw/", templates.add_template, name="add-template"),
    path("beheer/sjablonen/<int:pk>/", templates.change_template, name="template"),
    path("acties/<int:pk>/doel/", plan.tie_action, name="tie-action"),
    path(f"{CASE}journaal/", journal.journal, name="journal"),
    path(f"{CASE}journaal/schrijven/", journal.write, name="write-entry"),
    path(f"{CASE}journaal/<int:pk>/corrigeren/", journal.correct, name="correct-entry"),
    path(f"{CASE}journaal/<int:pk>/intrekken/", journal.withdraw, name="withdraw-entry"),
    path("acties/", listing.actions, name="actions"),
    path("acties/<int:pk>/", actions.action, name="action"),
    path("acties/<int:pk>/gereed/", actions.finish_action, name="finish-action"),
    path(
        "acties/<int:pk>/gereed-namens-organisatie/",
        actions.finish_action_for_organisation,
        name="finish-action-for",
    ),
    path(
        "acties/<int:pk>/gereed-namens-eigenaar/", actions.finish_action_for_owner, name="finish-action-owner"
    ),
    path("acties/<int:pk>/vervallen/", actions.drop_action, name="drop-action"),
    path("acties/<int:pk>/andere-dag/", requests.change_date, name="action-date"),
    path("acties/<int:pk>/overdragen/", requests.offer, name="offer-action"),
    path("acties/<int:pk>/herinneren/", requests.remind, name="remind-action"),
    path("acties/<int:pk>/vraag/<int:request_pk>/", requests.answer, name="answer-request"),
    path("acties/<int:pk>/vraag/<int:request_pk>/intrekken/", requests.withdraw, name="withdraw-request"),
]
