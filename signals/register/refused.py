"""Why a register cannot be read, in words that say what to do."""

WHY = {
    "empty": "Dit bestand is leeg. Kies een ander bestand.",
    "no_rows": "Onder de kolomnamen staat geen enkele rij. Kies een ander bestand of blad.",
    "no_header": "Wij vinden geen rij met kolomnamen. Zet bovenaan een rij met namen zoals datum, gemeente en "
    "omschrijving, en lees het bestand opnieuw in.",
    "old_excel": "Dit is een Excel-bestand van een oude soort (.xls). Open het in Excel, kies Opslaan als en dan "
    ".xlsx, en lees dat in.",
    "password": "Dit bestand is met een wachtwoord beveiligd. Haal in Excel het wachtwoord weg en lees het opnieuw in.",
    "unknown": "Dit is geen Excel-bestand (.xlsx) en geen CSV. Sla uw register zo op en lees dat in.",
    "broken": "Dit bestand is kapot of niet compleet. Open het zelf om te kijken of het werkt, sla het opnieuw op en "
    "lees het opnieuw in.",
    "quotes": 'Rond regel {} staat een aanhalingsteken (") verkeerd, waardoor wij de rijen niet kunnen scheiden. '
    "Herstel die regel, of sla het register op als .xlsx.",
    "bomb": "Dit bestand wordt bij het uitpakken veel te groot. Kopieer alleen de rijen van uw register naar een nieuw "
    "bestand.",
    "macro": "In dit bestand zitten macro's: kleine programma's. Sla het op als .xlsx zonder macro's.",
    "outside": "Dit bestand haalt iets op uit een ander bestand. Sla het op als CSV, of verbreek de koppelingen.",
    "same_name": "Twee kolommen heten hetzelfde: {}. Geef ze in uw bestand elk een eigen naam.",
    "too_many_rows": "Dit bestand heeft meer dan 20.000 rijen. Knip het in delen en lees die een voor een in.",
    "too_many_columns": "Dit bestand heeft meer dan 100 kolommen. Haal de kolommen weg die u niet wilt overnemen.",
    "no_sheet": "Dit blad staat niet in het bestand. Kies een blad uit de lijst.",
}


class Refused(Exception):
    """This register is not read. `reason` is a key of WHY, `detail` what its sentence names."""

    def __init__(self, reason, detail=""):
        super().__init__(WHY[reason].format(detail))
        self.reason, self.detail = reason, detail
