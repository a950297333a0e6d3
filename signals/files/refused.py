"""Why a file is refused, in words that say what to do."""

WHY = {
    "empty": "Dit bestand is leeg. Kies een ander bestand.",
    "unknown": "Dit soort bestand kunnen wij niet aannemen. "
    "Kies een foto, PDF, Word-, Excel- of PowerPoint-bestand, of geluid.",
    "program": "Dit is een programma en geen foto of document. Wij hebben het niet bewaard.",
    "old_office": "Dit is een oud of onbekend Office-bestand. "
    "Sla het op als .docx, .xlsx of .pptx, of als PDF, en voeg dat toe.",
    "encrypted": "Dit bestand is met een wachtwoord beveiligd, dus wij kunnen het niet controleren. "
    "Haal het wachtwoord weg en voeg het opnieuw toe.",
    "two_faces": "In dit bestand zit nog een ander bestand verstopt. "
    "Sla het opnieuw op, of maak er een foto of PDF van.",
    "broken": "Dit bestand is kapot of niet compleet. "
    "Open het zelf om te kijken of het werkt, en voeg het dan opnieuw toe.",
    "bomb": "Dit bestand wordt bij het uitpakken veel te groot. Maak het kleiner, of maak er een PDF van.",
    "too_many_pixels": "Deze foto heeft meer dan 60 megapixels. "
    "Maak de foto kleiner en voeg hem opnieuw toe.",
    "macro": "In dit bestand zitten macro's: kleine programma's. "
    "Sla het op zonder macro's, of als PDF, en voeg dat toe.",
    "outside": "Dit bestand haalt bij het openen iets op van internet. Maak er een PDF van en voeg die toe.",
    "film": "Dit is een film. Wij nemen alleen foto's, documenten en geluid aan.",
    "virus": "In dit bestand zit een virus of andere schadelijke code. "
    "Wij hebben het niet bewaard. Bel uw helpdesk.",
    "other_size": "Dit bestand is onderweg veranderd. Voeg het opnieuw toe.",
}


class Refused(Exception):
    """This file is not kept. `reason` is a key of WHY."""

    def __init__(self, reason):
        super().__init__(WHY[reason])
        self.reason = reason
