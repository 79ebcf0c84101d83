"""Persian text: as it is kept, and as it is compared.

`clean` is for storage and changes nothing a reader would see.  `fold` is for comparing:
«علی‌رضا», «علي رضا» and «علیرضا» meet in it, and it is never shown.
"""

import re
import unicodedata

from audit.calendar import TO_LATIN, latin_digits, persian_digits

__all__ = ["clean", "fold", "latin_digits", "persian_digits", "place_of"]

# What NFKD leaves: Arabic letters that Persian writes otherwise.
LETTERS = str.maketrans("يىكةەہھ", "ییکهههه")
# Controls, spaces, joiners and direction marks, tatweel, and the marks above and below letters.
DROPPED = re.compile(
    r"[\x00-\x1f\x7f\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0640\u0300-\u036f\u064b-\u065f\u0670]+"
)
ORDER = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")


def clean(text: str) -> str:
    """Text as it is stored: as typed, without outer spaces and invisible control characters.

    Of joiners, marks and spaces alone nothing is stored: a reader would see an empty text.
    """
    kept = unicodedata.normalize("NFC", CONTROLS.sub("", text)).strip()
    return kept if DROPPED.sub("", kept) else ""


def fold(text: str) -> str:
    """The search key of a text: one spelling for all the ways to type it."""
    # NFKD takes آ أ إ ؤ ئ apart, so that their marks fall away with the others.
    apart = unicodedata.normalize("NFKD", text.casefold()).translate(LETTERS).translate(TO_LATIN)
    return DROPPED.sub("", apart).lower()


def place_of(name: str) -> list[list[tuple[int, str]]]:
    """Where a name stands in an alphabetical list; the letters of Persian in their own order."""
    return [[(ORDER.find(letter), letter) for letter in fold(word)] for word in name.split()]
