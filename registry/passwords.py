"""What a new password must be, in sentences for people.

Django's own Persian has two words for it, Latin digits, and asks for “the former password” where
it means the same one again.  The sentences below stand in our catalogue, which comes first.
"""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext_noop, ngettext

from audit.calendar import digits

DJANGO_SAYS = (
    gettext_noop("username"),
    gettext_noop("Enter the same password as before, for verification."),
    gettext_noop("The two password fields didn’t match."),
    gettext_noop("This password is too common."),
    gettext_noop("Your password can’t be a commonly used password."),
    gettext_noop("The password is too similar to the %(verbose_name)s."),
    gettext_noop("Your password can’t be too similar to your other personal information."),
    gettext_noop(
        "Please enter your old password, for security’s sake, and then enter your new password "
        "twice so we can verify you typed it in correctly."
    ),
)


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
