"""Lines of a feed, as tests write them."""

from django.urls import reverse

PAGE = reverse("admin:registry_custodyevent_feed")
HEAD = "prison,national_id,prisoner_no,first_name,last_name,father_name,marital,event,date,time"
ALI, HASAN, OTHER = "0499370899", "0013542419", "0076229645"


def line(kind, day, *, nid=ALI, prison="", number="", names="", clock="12:00"):
    person = names or ",,,"
    return f"{prison},{nid},{number},{person},{kind},{day},{clock}"


def of_new(first, last, marital="married"):
    return f"{first},{last},Reza,{marital}"


def counts(job):
    job.refresh_from_db()
    return tuple(job.result[name] for name in ("new", "known", "refused"))
