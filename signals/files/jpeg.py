"""Photos inside other files: their labels go, their pixels stay."""


def without_labels(jpeg):
    """A JPEG inside a PDF without its labels (place, camera, remarks); its pixels are not touched."""
    kept, place = bytearray(jpeg[:2]), 2
    while place + 4 <= len(jpeg) and jpeg[place] == 0xFF and jpeg[place + 1] != 0xDA:
        end = place + 2 + int.from_bytes(jpeg[place + 2 : place + 4], "big")
        marker = jpeg[place + 1]
        if marker != 0xFE and not (0xE1 <= marker <= 0xED):  # APP14 says how the colours are meant
            kept += jpeg[place:end]
        place = end
    return bytes(kept + jpeg[place:])
