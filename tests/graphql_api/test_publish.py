"""`manage.py publish`: one release a period, paid for, unchangeable, and told in sentences."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from graphql_api.models import Lot, Place, Release, StatisticCell
from graphql_api.publishing import publisher
from graphql_api.publishing.manifest import stored_checksum
from graphql_api.publishing.models import PrivacyLedger
from graphql_api.publishing.period import period_of
from graphql_api.publishing.publisher import publish
from registry.errors import RuleError
from registry.models import Consent, Family, Need, NeedType

CROWD = 240
KINDS = {"E02": "livelihood", "E07": "employment", "H02": "treatment", "S02": "schooling"}


@pytest.fixture
def crowd(tehran, sara, maryam):
    """Verified families of Tehran; sixty each need food, work, treatment, or school things."""
    now = timezone.now()
    kinds = list(NeedType.objects.filter(code__in=KINDS))
    families = Family.objects.bulk_create(
        Family(
            code=f"1405-C{number:05}",
            association=tehran,
            county=tehran.county,
            contact_name="Zahra Karimi",
            status="verified",
            opened_at=now,
            size=4,
        )
        for number in range(CROWD)
    )
    Consent.objects.bulk_create(
        Consent(family=family, purpose="share_non_identifiable", given_at=now)
        for family in families
    )
    return Need.objects.bulk_create(
        Need(
            family=family,
            need_type=kinds[number % len(kinds)],
            sensitivity="public",
            status="confirmed",
            publication="published",
            proposed_by=maryam,
            approved_by=sara,
            amount_rial=10_000_000,
        )
        for number, family in enumerate(families)
    )


def test_a_release_tells_lots_of_families_that_need_the_same(crowd, capsys):
    call_command("publish", profile="small", epoch="1405-01")

    release = Release.objects.get()
    assert release.period == "1405-01"
    places = sum(lot.places for lot in release.lots.all())
    assert 5 <= places <= CROWD
    assert {lot.category for lot in release.lots.all()} <= set(KINDS.values())
    assert stored_checksum(release) == release.sha256
    printed = capsys.readouterr().out
    assert "Release 1 for 1405-01 is published under the profile “small”." in printed
    assert f"for {CROWD} families" in printed
    for word in ("Published:", "Generalised:", "Suppressed:", "Spent: ε 2.68"):
        assert word in printed


def test_a_release_of_an_empty_registry_has_statistics_and_no_lot(tehran):
    report = publish(profile="small")

    assert report.lots == 0
    assert Lot.objects.count() == 0
    assert StatisticCell.objects.filter(table="province_category").count() == 31 * 12


def test_the_current_jalali_month_is_the_period_if_none_is_named(tehran):
    assert publish(profile="small").release.period == period_of(timezone.now())


def test_a_period_has_one_release(tehran):
    publish(profile="strict", period="1405-01")

    with pytest.raises(CommandError, match="1405-01 has its release already"):
        call_command("publish", profile="strict", epoch="1405-01")
    publish(profile="strict", period="1405-02")

    assert list(Release.objects.values_list("number", flat=True)) == [2, 1]


@pytest.mark.parametrize(
    "epoch", ["1405-9", "1405-13", "1405-00", "۱۴۰۵-۰۹", "1405-09 ", "the-autumn-release-of-1405"]
)
def test_a_month_is_not_published_again_under_another_name(epoch, tehran):
    publish(profile="strict", period="1405-09")

    with pytest.raises(CommandError, match="no month of the Jalali calendar"):
        call_command("publish", profile="strict", epoch=epoch)

    assert Release.objects.get().period == "1405-09"


def test_the_ledger_stops_the_release_that_would_cost_too_much(tehran):
    publish(profile="small", period="1405-01")
    publish(profile="small", period="1405-02")

    with pytest.raises(
        RuleError, match=r"the most that may be spent in a year is 5\.00"
    ) as refusal:
        publish(profile="small", period="1405-03")

    assert refusal.value.code == "budget_spent"
    assert Release.objects.count() == PrivacyLedger.objects.count() == 2


def test_what_was_spent_more_than_a_year_ago_is_free_again(tehran):
    publish(profile="small", period="1404-01")
    publish(profile="small", period="1404-02")
    a_year_ago = timezone.now() - timedelta(days=366)
    PrivacyLedger.objects.update(drawn_at=a_year_ago)

    report = publish(profile="small", period="1405-03")

    assert report.entry.year_epsilon == report.entry.release_epsilon


def test_what_was_spent_a_day_less_than_a_year_ago_still_counts(tehran):
    publish(profile="small", period="1404-01")
    publish(profile="small", period="1404-02")
    PrivacyLedger.objects.update(drawn_at=timezone.now() - timedelta(days=364))

    with pytest.raises(RuleError) as refusal:
        publish(profile="small", period="1405-03")

    assert refusal.value.code == "budget_spent"


def test_the_ledger_keeps_the_seed_sealed_and_commits_to_it(tehran):
    release = publish(profile="small").release

    entry = PrivacyLedger.objects.get()
    assert entry.seed_commitment == release.seed_commitment
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT seed FROM publishing_privacyledger")
        (stored,) = cursor.fetchone()
    assert entry.seed not in stored
    assert not hasattr(entry.history.get(), "seed")


def test_a_run_that_broke_before_anybody_saw_it_is_drawn_anew(crowd, monkeypatch):
    """The ledger is written first: at worst something is paid and not told, never the reverse."""

    def broken(_rows):
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(publisher.Rows, "save", broken)
        with pytest.raises(OSError, match="disk full"):
            publish(profile="small", period="1405-01")
    unseen = PrivacyLedger.objects.get().seed_commitment
    assert Release.objects.count() == 0

    release = publish(profile="small", period="1405-01").release

    assert release.seed_commitment != unseen
    assert PrivacyLedger.objects.get().seed_commitment == release.seed_commitment


def test_of_two_runs_at_once_one_publishes_and_the_ledger_holds_its_seed(crowd, monkeypatch):
    """The second run takes the entry over while the first is still writing."""
    show = publisher.show

    def overtaken(drawn):
        monkeypatch.setattr(publisher, "show", show)
        publish(profile="small", period="1405-01")
        return show(drawn)

    monkeypatch.setattr(publisher, "show", overtaken)
    with pytest.raises(RuleError, match="Another run is publishing"):
        publish(profile="small", period="1405-01")

    assert Release.objects.get().seed_commitment == PrivacyLedger.objects.get().seed_commitment


@pytest.mark.parametrize(
    "change",
    ["UPDATE {table} SET id = id + 1", "DELETE FROM {table}"],
)
@pytest.mark.parametrize("model", [Release, Place, Lot, StatisticCell])
def test_what_is_published_cannot_be_changed(crowd, model, change):
    publish(profile="small")
    statement = change.format(table=model._meta.db_table)

    with (
        pytest.raises(DatabaseError, match="never changes"),
        transaction.atomic(using="published"),
        connections["published"].cursor() as cursor,
    ):
        cursor.execute(statement)

    assert model.objects.exists()


COPY = "INSERT INTO {table} ({names}) SELECT {values} FROM {table} ORDER BY id LIMIT 1"


@pytest.mark.parametrize("model", [Place, Lot, StatisticCell])
def test_nothing_is_added_to_what_is_published(crowd, model):
    publish(profile="small", period="1405-01")
    rows = model.objects.count()
    names = [field.column for field in model._meta.fields if not field.primary_key]
    fresh = {"code": "'x'", "number": "999999", "table": "'x'"}
    quote = connections["published"].ops.quote_name
    statement = COPY.format(
        table=model._meta.db_table,
        names=", ".join(map(quote, names)),
        values=", ".join(fresh.get(name, quote(name)) for name in names),
    )

    with (
        pytest.raises(DatabaseError, match="never changes"),
        transaction.atomic(using="published"),
        connections["published"].cursor() as cursor,
    ):
        cursor.execute(statement)

    assert model.objects.count() == rows
    publish(profile="small", period="1405-07")
    assert model.objects.count() == 2 * rows or model is Lot


def test_an_unknown_profile_is_refused_by_name(tehran):
    with pytest.raises(RuleError, match="Choose one of these: strict, standard, small"):
        publish(profile="generous")
