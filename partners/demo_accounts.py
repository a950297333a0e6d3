"""The accounts of the demonstration: shown as buttons on its login page, made by the demo command."""

PASSWORD = "demo-zvh-2026"  # noqa: S105 - public: it stands on the login page

# (e-mail, name, what he can try)
ACCOUNTS = [
    (
        "procesregisseur@demo.example",
        "Marieke Bakker",
        "Procesregisseur: wegen, agenda, besluiten en casussen",
    ),
    ("expert@demo.example", "Youssef Amrani", "Expert: signalen wegen en duiden"),
    ("casusregisseur@demo.example", "Ilse van Dam", "Casusregisseur: de eigen casussen leiden"),
    ("fg@demo.example", "Henk Visser", "Functionaris gegevensbescherming: log en privacy"),
    ("beheer@demo.example", "Sandra Mol", "Beheerder: mensen, organisaties en thema's"),
    ("wijkagent.hoorn@demo.example", "Peter Schaap", "Wijkagent in Hoorn: melden en volgen"),
    ("politie@demo.example", "Nadia Kaya", "Politie: deelnemer aan het overleg"),
    ("om@demo.example", "Robert de Wit", "Openbaar ministerie: deelnemer aan het overleg"),
    ("reclassering@demo.example", "Esther Blom", "Reclassering: deelnemer aan het overleg"),
    ("hoorn@demo.example", "Tom Koster", "Gemeente Hoorn: deelnemer aan het overleg"),
    ("alkmaar@demo.example", "Fatima Haddou", "Gemeente Alkmaar: deelnemer aan het overleg"),
    ("denhelder@demo.example", "Jan Kuiper", "Gemeente Den Helder: deelnemer aan het overleg"),
    (
        "jongerenwerk.hoorn@demo.example",
        "Samira Jansen",
        "Jongerenwerker in Hoorn: melden en volgen",
    ),
]
# Of one report without an account the conversation can be opened, on /melden/vervolg/.
RECEIPT_CODE = "2026 0000 1111 2224"
# And of one question to an outsider the link: /melden/vraag/<this>/.
OUTSIDE_SECRET = "demo-vraag-2026"  # noqa: S105 - public, and only in the demonstration
