"""The examiner finds what it is there for, also on a page all of whose parts it knows."""

import pytest

from tests.browser.examining import faults_in_every_view
from tests.browser.looking import View

pytestmark = pytest.mark.browser
PLANT = """
([markup, rules]) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets.push(sheet);
  document.querySelector("main h1").insertAdjacentHTML("afterend", markup);
}
"""
PHONE, NIGHT = (
    "@media (max-width: 500px)",
    "@media (min-width: 500px) and (prefers-color-scheme: dark)",
)
# Each fault is of a kind of its own: what one plants must not be known to the others.
WEAK = ".weak { color: #888; background: #999; padding: 4px }"
NARROW = ".narrow { display: inline-block; width: 9px; height: 9px; overflow: hidden }"
FAULTS = {
    "too wide": ("<p class=broad>a</p>", f"{PHONE} {{ .broad {{ width: 600px }} }}"),
    "too narrow": (
        "<p><label>الف <input class=slight></label></p>",
        f"{PHONE} {{ .slight {{ inline-size: 3rem }} }}",
    ),
    "color-contrast": ("<p class=weak>گلستان سعدی</p>", f"{NIGHT} {{ {WEAK} }}"),
    "target-size": (
        "<p><a class=narrow href=#a>a</a><a class=narrow href=#b>b</a></p>",
        f"{PHONE} {{ {NARROW} }}",
    ),
    "axe label": ("<p><input class=nameless></p>", ""),
    "landmark": ("<p>a</p><div role=main>b</div>", ""),
    "not in Persian": ("<p>Nobody has translated this</p>", ""),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_one_view_of_a_known_page_is_found(visit, fault):
    visitor = visit(View("fa"))
    visitor.open("/admin/login/")
    assert faults_in_every_view(visitor, "login") == []
    visitor.open("/admin/login/")
    visitor.page.evaluate(PLANT, list(FAULTS[fault]))

    found = faults_in_every_view(visitor, "planted")

    assert found != []
    assert [other for other in found if fault not in other] == []
