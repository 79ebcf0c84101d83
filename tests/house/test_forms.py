"""Every form of the house says which showing of it was sent."""

import re
from pathlib import Path

from django.contrib import admin

from audit.editing import EditingAdmin
from audit.merging import SharedForm
from permissions.access import access_of

ROOT = Path(__file__).resolve().parents[2]
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
# What may be sent twice; `audit.once` and the views themselves say why.
REPEATABLE = {
    "plain.html": "language",
    "entrance.html": "the link opens once",
    "base_site.html": "log out",
    "language.html": "language",
    "login.html": "password",
    "search_form.html": "search",
    "_own.html": "sign out",
    "base.html": "language",
    "done.html": "language, with the key of the page before",
    "left.html": "language",
    "review.html": "has a key of its own",
    "come_back.html": "opens the same draft each time",
    "send_again.html": "brings the key of the form that it sends",
    "group.html": "search",
    "box.html": "search",
    "page.html": "search",
    "_stop.html": "forgets only once",
    "sign_in.html": "PIN",
    "needs.html": "each file is meant",
    "change_list.html": "its rows bring the key",
}


def test_every_form_carries_a_key():
    forms = {
        (path.name, form)
        for path in ROOT.glob("*/**/templates/**/*.html")
        if ".venv" not in path.parts
        for form in FORM.findall(path.read_text(encoding="utf-8"))
        if "csrf_token" in form and path.name not in REPEATABLE
    }

    assert [name for name, form in forms if "{% once %}" not in form] == []
    assert len(forms) >= 10


def test_every_page_that_edits_rows_merges_what_two_people_change():
    edited = [each for each in admin.site._registry.values() if may_be_edited(each)]

    assert [str(each) for each in edited if not isinstance(each, EditingAdmin)] == []
    assert [str(each) for each in edited if not all_shared(each)] == []
    assert len(edited) >= 15


def test_no_list_is_edited_in_place():
    """Its rows would carry no version; a row is edited on its page, or by an action."""
    assert [str(each) for each in admin.site._registry.values() if each.list_editable] == []


def may_be_edited(model_admin) -> bool:
    typed = set(model_admin.fields or ()) - set(model_admin.readonly_fields)
    return bool(typed) and bool(access_of(model_admin.model).permission("change"))


def all_shared(model_admin) -> bool:
    forms = [model_admin.form, *(inline.form for inline in model_admin.inlines)]
    return all(issubclass(form, SharedForm) for form in forms)
