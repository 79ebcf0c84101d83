"""Names and numbers of people who do not exist.

Every number is made from a running one, so that no two people share one and the same country
comes out again.  All national IDs begin with 9 and all telephones with 0900: whoever meets
one elsewhere knows where it is from.
"""

from random import Random

from audit.calendar import persian_digits
from registry.identity import national_id_check_digit
from registry.services.catalogues import read

# Primes: multiplying by anything else is a shuffle without repetition.
IDS, STEP_OF_IDS = 99_999_989, 61_803_399
PHONES, STEP_OF_PHONES = 9_999_991, 6_180_339
POSTAL_DIGITS = "13456789"

# The letters that many keyboards write: searching must find these people as well.
ARABIC_LETTERS = str.maketrans("یک", "يك")
SHARE_IN_ARABIC_LETTERS = 0.03


def first_name(chance: Random, sex: str) -> str:
    return str(chance.choice(read("names")["female" if sex == "f" else "male"]))


def last_name(chance: Random) -> str:
    return str(chance.choice(read("names")["surnames"]))


def as_typed(chance: Random, name: str) -> str:
    """Most names in Persian letters, a few as an Arabic keyboard writes them."""
    typed_in_arabic = chance.random() < SHARE_IN_ARABIC_LETTERS
    return name.translate(ARABIC_LETTERS) if typed_in_arabic else name


def national_id(number: int) -> str:
    """A national ID with a right check digit."""
    first_nine = f"9{number * STEP_OF_IDS % IDS:08}"
    return first_nine + national_id_check_digit(first_nine)


def mobile(number: int) -> str:
    return f"0900{number * STEP_OF_PHONES % PHONES:07}"


def postal_code(chance: Random) -> str:
    """Ten digits, the first five of a kind the post uses."""
    return "".join(chance.choice(POSTAL_DIGITS) for _place in range(10))


def address(chance: Random, town: str) -> str:
    street, house = chance.choice(read("names")["streets"]), chance.randint(1, 180)
    lane = chance.randint(1, 40)
    return persian_digits(f"{town}، خیابان {street}، کوچه {lane}، پلاک {house}")
