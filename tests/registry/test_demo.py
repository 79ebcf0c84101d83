"""The demo country: believable, marked as imported, and the same again for the same seed."""

import hashlib
import json
import stat
from datetime import date, datetime, time

import pytest
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.test import TestCase

from audit.calendar import TEHRAN
from graphql_api.models import ApiKey, Release
from graphql_api.window.keys import fingerprint_of
from permissions.reach import everything
from registry.identity import clean_mobile, clean_national_id
from registry.models import (
    Assessment,
    Association,
    CustodyEvent,
    Family,
    Identification,
    Invitation,
    Member,
    Membership,
    Message,
    Need,
    PotentialDuplicate,
    Prison,
    Prisoner,
    Province,
    Referral,
    Task,
    Verification,
)
from registry.services import credentials, invitations
from registry.services.demo.load import load_demo_country
from registry.services.demo.writing import ORDER
from registry.services.duplicates import likeness, matches
from registry.services.scoring import score
from registry.services.standing import derive
from registry.text import fold

TODAY = date(2026, 9, 1)
FAMILIES = 60
MADE_ON_THE_SPOT = {"id", "created_at", "updated_at", "tracking_index", "pin_hash", "key"}


def load(families=FAMILIES, seed=7):
    return load_demo_country(families=families, seed=seed, today=TODAY, say=lambda _line: None)


def digest():
    """The content of the country, without what is secret or depends on the clock."""
    content = hashlib.sha256()
    for model in ORDER:
        rows = model.objects.all()
        if model is Invitation:  # those that still open are drawn anew each time
            rows = rows.filter(created_at__gt=models.F("expires_at"))
        names = [
            field.name
            for field in model._meta.local_concrete_fields
            if field.name not in MADE_ON_THE_SPOT and not isinstance(field, models.ForeignKey)
        ]
        for row in rows.order_by("uid").values_list(*names):
            content.update(repr(row).encode())
    return content.hexdigest()


class TestTheDemoCountry(TestCase):
    """One country for all these tests, and the digest of another one of the same seed."""

    databases = "__all__"

    @classmethod
    def setUpTestData(cls):
        with everything("the tests look at whole countries"):
            with transaction.atomic():
                load()
                cls.another = digest()
                transaction.set_rollback(True)
            cls.demo = load()

    def test_the_same_seed_gives_the_same_country_again(self):
        """All but keys: links, codes and passwords are drawn anew, so that no seed opens a door."""
        assert digest() == self.another

    def test_every_province_has_its_association_and_its_prisons(self):
        assert Association.objects.count() == 225
        provinces = set(Province.objects.values_list("pk", flat=True))
        assert set(Association.objects.values_list("county__province", flat=True)) == provinces
        assert set(Prison.objects.values_list("county__province", flat=True)) - {None} == provinces
        assert Association.objects.get(kind="central").county.seat_en == "Tehran"

    def test_files_stand_in_every_state(self):
        assert Family.objects.count() == FAMILIES
        assert set(Family.objects.values_list("status", flat=True)) == set(Family.Status.values)
        assert set(Family.objects.values_list("source", flat=True)) == {Family.Source.IMPORTED}

    def test_the_history_says_that_everything_was_imported_now(self):
        for model in (Family, Member, Need, Assessment, Membership, Task):
            history = model.history.all()

            assert set(history.values_list("actor_name", flat=True)) == {"load_demo"}
            assert set(history.values_list("history_change_reason", flat=True)) == {
                "Imported demo data"
            }
            assert history.filter(history_type="+").count() == model.objects.count()
            assert history.earliest("history_date").history_date.date() > TODAY

    def test_nothing_in_the_story_lies_in_the_future(self):
        tomorrow = datetime.combine(TODAY, time(), TEHRAN)

        for model, column in {
            Family: "opened_at",
            CustodyEvent: "at",
            Message: "sent_at",
            Task: "opened_at",
            Need: "published_at",
            Verification: "on",
        }.items():
            latest = model.objects.exclude(**{column: None}).latest(column)
            moment = getattr(latest, column)
            assert moment <= (tomorrow if isinstance(moment, datetime) else TODAY), model

    def test_people_have_numbers_that_are_right_and_their_own(self):
        numbers = [member.national_id for member in Member.objects.exclude(national_id_index=None)]
        numbers += [prisoner.national_id for prisoner in Prisoner.objects.all()]

        assert [clean_national_id(number) for number in numbers] == numbers
        assert len(set(numbers)) == len(numbers) > 150
        for family in Family.objects.all():
            assert clean_mobile(family.phone) == family.phone

    def test_a_few_names_are_typed_in_arabic_letters_and_found_all_the_same(self):
        typed = [row for row in Member.objects.all() if set("يك") & set(row.first_name)]

        assert typed
        for row in typed:
            assert row in Member.objects.filter(search_key__contains=fold(row.first_name))

    def test_each_family_went_where_the_rule_sends_it(self):
        open_files = Family.objects.exclude(association=None)

        for family in open_files.select_related("association"):
            referral = Referral.objects.get(family=family)
            assert referral.association == family.association
            assert referral.candidates[0]["code"] == family.association.code
            assert len(referral.candidates) == 5

    def test_a_second_person_verified_and_another_one_approved(self):
        for decision in Verification.objects.all():
            assert decision.decided_by_id != decision.identification.done_by_id
        published = Need.objects.filter(publication="published")
        assert published.exists()
        assert not published.filter(proposed_by=models.F("approved_by")).exists()
        assert not published.filter(decided_by=models.F("approved_by")).exists()
        assert not Identification.objects.filter(method="face_to_face", coordination=None).exists()

    def test_no_invitation_expires_before_it_is_issued(self):
        assert not Invitation.objects.filter(expires_at__lte=models.F("created_at")).exists()

    def test_files_that_may_be_one_family_are_alike_in_what_is_said_of_them(self):
        pairs = PotentialDuplicate.objects.select_related("family", "other")

        assert pairs.exists()
        for pair in pairs:
            homes = [list(file.members.order_by("pk")) for file in (pair.family, pair.other)]
            found = likeness(pair.family, homes[0], pair.other, homes[1])
            assert found == (pair.method, pair.score)
            assert matches(*homes)

    def test_assessments_say_what_the_rule_says(self):
        for sheet in Assessment.objects.select_related("model"):
            urgent = sheet.family.needs.exclude(status="declined").filter(need_type__urgent=True)
            result = score(
                sheet.model.questions, sheet.model.thresholds, sheet.answers, urgent=urgent.exists()
            )

            stored = (sheet.economic, sheet.health, sheet.psychological, sheet.social)
            assert stored == tuple(result.scores.values())
            assert (sheet.priority, sheet.tier) == (result.index, result.tier)

    def test_prisoners_stand_where_their_events_leave_them(self):
        for prisoner in Prisoner.objects.prefetch_related("events"):
            state = derive(prisoner.events.all(), TODAY)

            assert prisoner.custody_status == state.status
            assert prisoner.prison_id == state.prison

    def test_only_the_cast_can_log_in(self):
        roles = [user["role"] for user in self.demo.users]
        usernames = {user["username"] for user in self.demo.users}

        assert sorted(set(roles)) == sorted(set(Membership.objects.values_list("role", flat=True)))
        for role, count in {"manager": 2, "social_worker": 4, "finance_officer": 2}.items():
            assert roles.count(role) == count
        for membership in Membership.objects.select_related("user"):
            usable = membership.user.has_usable_password()
            assert usable == (membership.user.username in usernames)

    def test_the_links_and_the_codes_open_what_they_should(self):
        for link in self.demo.invitations:
            assert invitations.find_usable(link.rstrip("/").rpartition("/")[2]).used_at is None
        for given in self.demo.families:
            assert credentials.family_of(given["tracking_code"], given["pin"]).status == "assessed"
        assert (len(self.demo.invitations), len(self.demo.families)) == (6, 2)


@pytest.mark.django_db
def test_the_command_leaves_what_scripts_need_and_a_first_release(settings, tmp_path, capsys):
    settings.VAR_DIR = tmp_path

    call_command("load_demo", families=30, seed=3, today="1405/6/10")

    path = tmp_path / "demo.json"
    left = json.loads(path.read_text(encoding="utf-8"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert set(left) == {"base_url", "users", "api_clients", "invitations", "families"}
    assert [client["kind"] for client in left["api_clients"]] == ["donor"] * 3 + ["partner"]
    for client in left["api_clients"]:
        assert ApiKey.objects.filter(fingerprint=fingerprint_of(client["key"])).exists()
    assert Release.objects.get().profile == "small"
    assert "30 of 30 families" in capsys.readouterr().out

    with pytest.raises(CommandError, match="not empty"):
        call_command("load_demo", families=30)


@pytest.mark.django_db
def test_a_real_installation_takes_no_demo(settings):
    settings.MAY_HOLD_A_DEMO = False

    with pytest.raises(CommandError, match="real families"):
        call_command("load_demo", families=1)
    assert not Association.objects.exists()


@pytest.mark.django_db
def test_a_day_that_is_none_is_refused():
    with pytest.raises(CommandError, match="not a date"):
        call_command("load_demo", families=1, today="someday")
