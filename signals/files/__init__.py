"""Files without people: what they really are, cleaned, scanned, and stored so that nobody can read them on disk.

Nothing here knows a signal or a row; `signals/services/files.py` decides what happens and when.
"""

from signals.files.cleaning import clean_copy, thumbnail_of
from signals.files.kinds import Refused, kind_of, shown_name

__all__ = ["Refused", "clean_copy", "kind_of", "shown_name", "thumbnail_of"]
