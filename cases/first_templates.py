"""The templates of tasks with which a new house starts; later its administrator keeps them at /beheer/sjablonen/."""

from partners.models import OrganisationKind as Kind

# {name: ((task, working days later, kind of organisation that usually does it), …)}
FIRST_TEMPLATES = {
    "Casus rond een persoon openen": (
        ("Betrokkene inlichten over de aanpak, of vastleggen waarom dat nog niet kan", 5, Kind.MUNICIPALITY),
        ("Eerste gesprek voeren met de betrokkene", 10, Kind.MUNICIPALITY),
        ("Opschrijven wat er speelt bij wonen, inkomen en werk", 10, Kind.MUNICIPALITY),
        ("Opschrijven wat er speelt bij veiligheid, politie en justitie", 10, Kind.POLICE),
        ("Opschrijven wat er speelt bij gezin, netwerk en gezondheid", 10, Kind.CARE),
        ("Afspreken wie het vaste gezicht voor de betrokkene is", 10, ""),
        ("Eerste casusoverleg plannen", 15, Kind.HOUSE),
        ("Plan van aanpak bespreken met de betrokkene", 20, Kind.MUNICIPALITY),
    ),
    "Aanpak van een fenomeen beginnen": (
        ("In kaart brengen waar en wanneer het speelt", 10, Kind.POLICE),
        ("Vragen wat bewoners, scholen en jongerenwerk ervan merken", 10, Kind.YOUTH_WORK),
        ("Afspreken wie het gesprek met de buurt voert", 10, Kind.MUNICIPALITY),
        ("Eén lijn afspreken voor vragen van buiten", 5, Kind.MUNICIPALITY),
        ("Eerste tussenstand bespreken", 30, Kind.HOUSE),
    ),
    "Casus sluiten": (
        ("Nagaan of elk doel is bereikt, en opschrijven wat blijft liggen", 10, ""),
        ("Warm overdragen aan wie verder gaat", 15, Kind.MUNICIPALITY),
        ("Betrokkene vertellen dat de aanpak stopt, en waar die terecht kan", 15, Kind.MUNICIPALITY),
        ("Terugkijken met de partners: wat werkte, wat niet", 20, Kind.HOUSE),
    ),
}
