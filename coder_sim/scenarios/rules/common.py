"""What the rules of several families share: policies, tracks, joining lines."""

from coder_sim.domain.encounter import FacilityPolicy, Track

NO_CAUSE = FacilityPolicy(
    external_cause=False,
    history_z=False,
    text=(
        "External cause codes are not reported here. History and status codes are left out "
        "where the encounter did not deal with them."
    ),
)
PLAIN = FacilityPolicy(
    history_z=False,
    text="History, family and status codes are left out where the encounter did not deal with them.",
)
WITH_CAUSE = FacilityPolicy(
    external_cause=True,
    history_z=False,
    text=(
        "External cause, place, activity and status are reported where they are documented. "
        "History codes are left out where the encounter did not deal with them."
    ),
)
OFFICE = (Track.CPC, Track.CRC)
OUTPATIENT = (Track.CPC, Track.COC)
HOSPITAL = (Track.CCS, Track.CIC)
ED = (Track.CPC, Track.COC, Track.CCS)
DIAGNOSES = "Code the diagnoses of this visit in order. The visit itself is coded by someone else."
STAY = "Code the diagnoses of the stay with POA indicators, the principal diagnosis first."
