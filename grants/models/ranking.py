"""The ranking list of a call and the variants of allocating its money."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.applications import Application
from grants.models.calls import Call
from grants.models.fields import MoneyField, PointsField
from office.models import Area, IssuedDocument


class Ranking(models.Model):
    """The ranking list: final points, places, and the order the commission gave to equals."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        CONFIRMED = "confirmed", _("confirmed")
        PUBLISHED = "published", _("published")

    call = models.OneToOneField(Call, models.PROTECT, related_name="ranking")
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)
    number = models.CharField(_("number"), max_length=60, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    document = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+")
    tie_seed = models.CharField(_("seed of the lot of equals"), max_length=200, blank=True)
    tie_seed_source = models.CharField(_("public source of the seed"), max_length=300, blank=True)
    tie_seed_at = models.DateTimeField(null=True, blank=True)
    tie_seed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("ranking list")
        verbose_name_plural = _("ranking lists")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False) & ~Q(number=""),
                name="confirmed_ranking_has_number",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="ranking_published_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(
                    tie_seed="", tie_seed_source="", tie_seed_at__isnull=True, tie_seed_by__isnull=True
                )
                | Q(tie_seed_at__isnull=False, tie_seed_by__isnull=False)
                & ~Q(tie_seed="")
                & ~Q(tie_seed_source=""),
                name="ranking_tie_seed_at_and_by",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name}: {self.call}"


class RankingRow(models.Model):
    """One application on the list."""

    ranking = models.ForeignKey(Ranking, models.CASCADE, related_name="rows")
    application = models.OneToOneField(Application, models.PROTECT, related_name="ranking_row")
    place = models.PositiveSmallIntegerField(_("place"))
    order = models.PositiveSmallIntegerField(_("order in the allocation"), null=True, blank=True)
    final = PointsField(_("final points"))
    sheet_totals = models.JSONField(_("points of each sheet"), default=list)
    tied = models.BooleanField(_("shares its place"), default=False)
    tie_reason = models.TextField(_("why in this order"), blank=True)
    tie_from = models.PositiveSmallIntegerField(
        _("first position of those still equal"), null=True, blank=True
    )
    reserved = models.BooleanField(_("draws on the reserved share"), default=False)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("area of the project")
    )

    class Meta:
        verbose_name = _("row of the ranking list")
        verbose_name_plural = _("rows of the ranking list")
        ordering = ["ranking", "place", "tie_from", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ranking", "order"],
                name="ranking_order_unique",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self):
        return f"{self.place}. {self.application}"


class AllocationVariant(models.Model):
    """One way of giving out the money, computed and kept so that variants can be compared."""

    class Mode(models.TextChoices):
        FULL = "full", _("full sum until spent")
        FLOOR_SHARE = "floor_share", _("the least share to all")
        PROPORTIONAL = "proportional", _("the same share to all")
        BY_HAND = "by_hand", _("by hand, each sum with its reason")

    ranking = models.ForeignKey(Ranking, models.CASCADE, related_name="variants")
    name = models.CharField(_("name of the variant"), max_length=80, blank=True)
    mode = models.CharField(_("mode"), max_length=12, choices=Mode.choices)
    money = MoneyField(_("money"))
    min_score = PointsField(_("least points"), null=True, blank=True)
    floor_percent = models.DecimalField(
        _("least share of the sum asked, %"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    owner_cap = MoneyField(_("one organisation, at most"), null=True, blank=True)
    area_cap = MoneyField(_("one area, at most"), null=True, blank=True)
    allocated = MoneyField(_("allocated"))
    unallocated = MoneyField(_("unallocated"))
    chosen = models.BooleanField(_("chosen"), default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("variant of allocation")
        verbose_name_plural = _("variants of allocation")
        ordering = ["ranking", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["ranking"], condition=Q(chosen=True), name="one_chosen_variant"),
            models.CheckConstraint(
                condition=Q(allocated__lte=models.F("money")), name="allocation_within_the_money"
            ),
        ]

    def __str__(self):
        return self.name or self.get_mode_display()


class AllocationRow(models.Model):
    """What a variant gives one application, with the reason."""

    class Outcome(models.TextChoices):
        AWARDED = "awarded", _("awarded")
        NOT_SUPPORTED = "not_supported", _("not supported")

    variant = models.ForeignKey(AllocationVariant, models.CASCADE, related_name="rows")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    amount = MoneyField(_("amount"), default=0)
    outcome = models.CharField(_("outcome"), max_length=16, choices=Outcome.choices)
    reason_code = models.CharField(max_length=40)
    params = models.JSONField(_("numbers of the reason"), default=dict, blank=True)
    note = models.TextField(_("reason of the commission"), blank=True)

    class Meta:
        verbose_name = _("row of a variant")
        verbose_name_plural = _("rows of variants")
        ordering = ["variant", "order"]

    def __str__(self):
        return f"{self.application}: {self.amount}"
