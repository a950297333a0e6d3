"""Sound is read far enough to know that it is sound, and whole. It cannot be cleaned: it is offered as it came."""

from signals.files.refused import Refused

OGG_SOUND = (b"\x01vorbis", b"OpusHead", b"\x7fFLAC", b"Speex   ")
SOUND_BRANDS = {
    b"M4A ",
    b"M4B ",
    b"mp42",
    b"mp41",
    b"isom",
    b"iso2",
    b"iso5",
    b"3gp4",
    b"3gp5",
    b"3gp6",
    b"dash",
    b"qt  ",
}
BITRATES = {  # of MPEG audio layer 3, kbit/s; index 0 and 15 stand for none
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),
}
RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
FRAMES = 3  # so many in a row are no chance


def check_wav(content):
    """Its chunks must fill it: of one that was cut off the last does not fit."""
    place, found = 12, set()
    while place + 8 <= len(content):
        name, size = content[place : place + 4], int.from_bytes(content[place + 4 : place + 8], "little")
        found.add(name)
        place += 8 + size + size % 2
    if not {b"fmt ", b"data"} <= found or place > len(content) + 1:
        raise Refused("broken")


def check_ogg(content):
    if content[4:5] != b"\x00" or not any(mark in content[:512] for mark in OGG_SOUND):
        raise Refused("film" if b"theora" in content[:512] else "unknown")
    last = content.rfind(b"OggS")
    counted = content[last + 26 : last + 27]
    segments = content[last + 27 : last + 27 + (counted[0] if counted else 0)]
    if last + 27 + len(segments) + sum(segments) != len(content):
        raise Refused("broken")


def check_m4a(content):
    """Its boxes must fill it; one with a picture track is a film."""
    if content[8:12] not in SOUND_BRANDS:
        raise Refused("unknown")
    boxes, place = {}, 0
    while place + 8 <= len(content):
        size, name = int.from_bytes(content[place : place + 4], "big"), content[place + 4 : place + 8]
        size = int.from_bytes(content[place + 8 : place + 16], "big") if size == 1 else size
        size = size or len(content) - place  # 0: to the end
        if size < 8:
            raise Refused("broken")
        boxes[name] = content[place : place + size] if name == b"moov" else b""
        place += size
    if place != len(content) or not {b"moov", b"mdat"} <= set(boxes):
        raise Refused("broken")
    if b"vide" in boxes[b"moov"]:
        raise Refused("film")


def check_mp3(content):
    """After the labels in front come frames that follow each other."""
    place = _after_labels(content)
    start = next((at for at in range(place, min(place + 4096, len(content))) if _follow(content, at)), None)
    if start is None:
        raise Refused("broken")


def _after_labels(content):
    if not content.startswith(b"ID3"):
        return 0
    size = 0
    for sign in content[6:10]:
        size = size << 7 | sign & 0x7F
    return 10 + size


def _follow(content, place):
    for _ in range(FRAMES):
        length = _frame_length(content[place : place + 4])
        if not length:
            return False
        place += length
    return place <= len(content)


def _frame_length(head):
    """Bytes of the layer 3 frame that starts here; 0 when none does."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate = head[1] >> 3 & 3, head[2] >> 2 & 3
    bitrate = BITRATES[1 if version == 3 else 2][head[2] >> 4]
    if version == 1 or rate == 3 or not bitrate:
        return 0
    per_frame = 144 if version == 3 else 72
    return per_frame * bitrate * 1000 // RATES[version][rate] + (head[2] >> 1 & 1)


CHECKS = {"wav": check_wav, "ogg": check_ogg, "m4a": check_m4a, "mp3": check_mp3}
