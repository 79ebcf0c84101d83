"""Paper: what Chromium makes of it as a PDF, page by page."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.browser.asked import WIDER_THAN_ITS_WINDOW
from tests.browser.examining import faults_in_every_view
from tests.browser.looking import View

pytestmark = pytest.mark.browser
A4_INSIDE_ITS_MARGINS = {"width": 672, "height": 960}


def told_by(tool: str, paper: Path, *more: str) -> str:
    command = [tool, *more, str(paper)] + (["-"] if tool == "pdftotext" else [])
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout


def summary_of(visitor):
    """The paper of the first file in the list."""
    page = visitor.open("/admin/registry/family/")
    path = page.locator("#result_list tbody th a").first.get_attribute("href")
    return path.partition("?")[0].replace("/change/", "/print/")


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_summary_of_a_file_is_whole_on_paper(visit, tmp_path, language):
    visitor = visit(View(language), role="social_worker")
    page = visitor.open(f"{summary_of(visitor)}?language={language}")
    assert faults_in_every_view(visitor, f"print-{language}") == []
    shown = page.inner_text(".paper tbody")

    page.emulate_media(media="print")
    page.set_viewport_size(A4_INSIDE_ITS_MARGINS)  # type: ignore[arg-type]  # a plain dict is enough
    assert page.evaluate(WIDER_THAN_ITS_WINDOW) == []
    paper = tmp_path / "paper.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)

    facts = told_by("pdfinfo", paper)
    assert "(A4)" in facts
    pages = int(re.search(r"Pages:\s+(\d+)", facts)[1])
    fonts = told_by("pdffonts", paper).splitlines()[2:]
    assert fonts
    assert all(re.search(r" yes (yes|no)  ?(yes|no) +\d+ +0$", font) for font in fonts)
    sheets = told_by("pdftotext", paper, "-layout").split("\f")[:-1]
    assert len(sheets) == pages
    whole = " ".join(" ".join(sheets).split())
    if language == "en":
        # Head and foot on every page, its number under it; and nothing of the text is missing.
        for number, sheet in enumerate(sheets, 1):
            assert "Summary of the file" in sheet
            assert "Confidential: personal data of a family." in sheet
            assert f"{number} / {pages}" in sheet or f"{number}/{pages}" in sheet
        words = re.findall(r"[A-Za-z]{3,}", shown)
        assert [word for word in words if word.lower() not in whole.lower()] == []
    else:
        digits = re.findall("[۰-۹]{4,}", shown)
        assert digits
        assert [each for each in digits if each not in whole] == []
