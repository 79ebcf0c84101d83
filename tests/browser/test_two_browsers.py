"""Two people, two browsers, one file: what the later one sees, and what is stored."""

import json

import pytest

from tests.browser.examining import faults_in_every_view
from tests.browser.looking import View

pytestmark = pytest.mark.browser
VIEWS = [View("en", "wide", "dark"), View("fa", "phone", "light")]
FAMILIES = "/admin/registry/family/"
# What is written in one view is new in the other: they share the file.
NAMES = {"en": "رحیمی", "fa": "کریمی"}


@pytest.fixture(params=VIEWS, ids=str)
def pair(visit, request):
    """A social worker and the manager of her association, each at a browser of her own."""
    return visit(request.param, role="social_worker"), visit(request.param, role="manager")


def a_file(visitor) -> str:
    """The address of a new file that both may edit."""
    visitor.open(f"{FAMILIES}?status=contacted")
    row = visitor.page.locator("#result_list tbody th a").first
    return row.get_attribute("href").split("?")[0].removesuffix("change/")


def examined(visitor, name: str) -> None:
    faults = [
        fault for fault in faults_in_every_view(visitor, name) if "status of 409" not in fault
    ]
    assert faults == [], json.dumps(faults, ensure_ascii=False, indent=1)


def save(visitor) -> None:
    visitor.press(".submit-row [name=_save]")
    visitor.page.wait_for_load_state("load")


def test_a_field_that_both_changed_is_asked_about_and_others_are_kept(pair):
    mine, hers = pair
    name = NAMES[mine.view.language]
    edit = f"{a_file(mine)}edit/"
    mine.open(edit)
    hers.open(edit)
    hers.page.fill("[name=address]", f"کوچه {name} ۲")
    hers.page.fill("[name=contact_name]", f"زری {name}")
    save(hers)

    mine.page.fill("[name=address]", f"کوچه {name} ۳")
    save(mine)

    assert mine.page.locator(".dispute fieldset").count() == 1
    assert f"کوچه {name} ۲" in mine.page.locator(".dispute").inner_text()
    assert mine.page.input_value("[name=contact_name]") == f"زری {name}"
    examined(mine, "dispute")
    mine.page.locator(".dispute input[value=mine]").check()
    mine.press(".dispute button[name=_save]")
    mine.open(edit)
    assert mine.page.input_value("[name=address]") == f"کوچه {name} ۳"
    assert mine.page.input_value("[name=contact_name]") == f"زری {name}"


def test_changes_of_different_fields_meet_with_a_sentence(pair):
    mine, hers = pair
    name = NAMES[mine.view.language]
    edit = f"{a_file(mine)}edit/"
    mine.open(edit)
    hers.open(edit)
    hers.page.fill("[name=address]", f"کوچه {name} ۴")
    save(hers)

    mine.page.fill("[name=contact_name]", f"زهره {name}")
    save(mine)

    assert mine.page.locator(".messagelist li").count() == 2
    mine.open(edit)
    assert mine.page.input_value("[name=address]") == f"کوچه {name} ۴"
    assert mine.page.input_value("[name=contact_name]") == f"زهره {name}"


def test_a_step_shows_first_what_has_changed(pair):
    mine, hers = pair
    name = NAMES[mine.view.language]
    file = a_file(mine)
    mine.open(f"{file}give-back/")
    hers.open(f"{file}edit/")
    hers.page.fill("[name=address]", f"کوچه {name} ۵")
    save(hers)

    mine.page.locator("form.step-form textarea").first.fill("به تهران رفته‌اند.")
    mine.press("form.step-form button[type=submit]")

    assert mine.page.locator(".dispute").count() == 1
    assert mine.page.locator("form.step-form textarea").first.input_value() == "به تهران رفته‌اند."
    examined(mine, "meanwhile")


def test_an_action_on_an_entry_that_has_changed_does_nothing(pair, visit):
    mine, _hers = pair
    other = visit(mine.view, role="social_worker")
    mine.open("/admin/registry/need/?status=confirmed")
    row = mine.page.locator("#result_list tbody tr").first
    need = row.locator("th a").get_attribute("href").split("?")[0].removesuffix("change/")
    other.open(f"{need}withdraw/")
    other.page.fill("form.step-form textarea", "دیگر لازم نیست.")
    other.press("form.step-form button[type=submit]")

    row.locator("input.action-select").check()
    mine.page.locator("select[name=action]").select_option("propose")
    mine.press("[name=index]")

    assert mine.page.locator(".messagelist .warning").count() == 1
    examined(mine, "list-moved-on")


def test_save_pressed_twice_stores_once(pair):
    mine, _other = pair
    file = a_file(mine)
    words = f"سلام، دوشنبه می‌آییم. {mine.view}"
    mine.open(f"{file}write/")
    mine.page.fill("form.step-form textarea", words)
    form = "document.querySelector('form.step-form')"
    send = f"fetch(location.href, {{method: 'POST', body: new FormData({form})}}).then(r => r.url)"
    first = mine.page.evaluate(send)

    mine.press("form.step-form button[type=submit]")

    assert mine.page.url == first
    assert mine.page.content().count(words) == 1
    assert mine.page.locator(".messagelist li").count() >= 1
