"""What a new password must be, in the digits of the page."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext

from audit.calendar import digits


class LongEnough(MinimumLengthValidator):
    """The least length, told in the digits of the page."""

    def get_error_message(self) -> str:
        told = ngettext(
            "The password is too short: it takes at least %(least)s character.",
            "The password is too short: it takes at least %(least)s characters.",
            self.min_length,
        )
        return told % {"least": digits(self.min_length)}

    def get_help_text(self) -> str:
        told = ngettext(
            "Your password takes at least %(least)s character.",
            "Your password takes at least %(least)s characters.",
            self.min_length,
        )
        return told % {"least": digits(self.min_length)}
