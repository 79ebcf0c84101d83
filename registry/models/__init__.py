from registry.models.assessment import Assessment, ScoringModel
from registry.models.association import Association, ServiceArea
from registry.models.attempt import Attempt
from registry.models.catalogue import (
    Axis,
    NeedType,
    Occasion,
    RequiredDocument,
    Sensitivity,
    ServiceType,
    Target,
)
from registry.models.county import County
from registry.models.draft import Draft
from registry.models.export import Export
from registry.models.family import Family, Tier
from registry.models.identification import (
    Document,
    Identification,
    PrisonCoordination,
    Verification,
)
from registry.models.invitation import Invitation
from registry.models.job import Job
from registry.models.member import Kinship, Member
from registry.models.membership import Membership
from registry.models.message import ChangeRequest, Message
from registry.models.need import Need
from registry.models.prison import Prison
from registry.models.prisoner import CustodyEvent, Prisoner
from registry.models.province import Province
from registry.models.referral import Coverage, PotentialDuplicate, Referral
from registry.models.registration import Consent, Registration
from registry.models.saved_filter import SavedFilter
from registry.models.tally import Tally
from registry.models.task import Task

__all__ = [
    "Assessment",
    "Association",
    "Attempt",
    "Axis",
    "ChangeRequest",
    "Consent",
    "County",
    "Coverage",
    "CustodyEvent",
    "Document",
    "Draft",
    "Export",
    "Family",
    "Identification",
    "Invitation",
    "Job",
    "Kinship",
    "Member",
    "Membership",
    "Message",
    "Need",
    "NeedType",
    "Occasion",
    "PotentialDuplicate",
    "Prison",
    "PrisonCoordination",
    "Prisoner",
    "Province",
    "Referral",
    "Registration",
    "RequiredDocument",
    "SavedFilter",
    "ScoringModel",
    "Sensitivity",
    "ServiceArea",
    "ServiceType",
    "Tally",
    "Target",
    "Task",
    "Tier",
    "Verification",
]
