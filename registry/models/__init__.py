from registry.models.assessment import Assessment
from registry.models.association import Association
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
from registry.models.change_request import ChangeRequest
from registry.models.consent import Consent
from registry.models.coordination import PrisonCoordination
from registry.models.county import County
from registry.models.coverage import Coverage
from registry.models.custody import CustodyEvent
from registry.models.document import Document
from registry.models.draft import Draft
from registry.models.duplicate import PotentialDuplicate
from registry.models.export import Export
from registry.models.family import Family, Tier
from registry.models.identification import Identification
from registry.models.invitation import Invitation
from registry.models.job import Job
from registry.models.kinship import Kinship
from registry.models.member import Member
from registry.models.membership import Membership
from registry.models.message import Message
from registry.models.need import Need
from registry.models.prison import Prison
from registry.models.prisoner import Prisoner
from registry.models.province import Province
from registry.models.referral import Referral
from registry.models.registration import Registration
from registry.models.saved_filter import SavedFilter
from registry.models.scoring import ScoringModel
from registry.models.service_area import ServiceArea
from registry.models.tally import Tally
from registry.models.task import Task
from registry.models.verification import Verification

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
