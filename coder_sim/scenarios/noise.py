"""What every chart also holds and no code comes of: negatives, habits, old troubles, normal findings."""

# Nothing here may speak against a diagnosis of any family: no word on chest, bowels, urine, mood,
# sight, rhythm, lungs, belly, potassium or blood counts.
NEGATIVES = (
    "[No|Denies any|Without] [chills|shaking chills|recent chills]",
    "[No|Denies] [sick contacts|recent travel|recent long journeys]",
    "[Sleeps well|Sleep undisturbed|No trouble sleeping], [no night sweats|bed at ten|up at six]",
    "[No|Denies] [swollen glands|lumps in the neck|lumps anywhere]",
    "[No|Denies] [nosebleeds|dental trouble|mouth sores]",
    "[No|Denies] [easy bruising|bleeding gums|old bruises]",
    "[No|Denies] [back trouble|stiff neck|jaw trouble]",
    "[No|Denies] [heat intolerance|cold intolerance|hair loss]",
    "[No|Denies] [hoarseness|voice change|ringing in the ears]",
    "[Review of systems|ROS|The rest of the review] [otherwise negative|is unremarkable|negative x 10]",
    "[Vaccines|Immunizations] [up to date|current|as recommended]",
    "[History from the patient|Patient is a good historian|Own account]",
)
RESOLVED = (
    "[Childhood asthma|Asthma as a child], [outgrown by age 12|none since school days|resolved long ago]",
    "[Appendectomy|Appendix out] [many years ago|as a teenager|at age 19], [no sequel|uneventful]",
    "[Tonsils out|Tonsillectomy] [in childhood|at age 6|at about 8]",
    "[Community pneumonia|Pneumonia] in [2014|2016|2018], [fully resolved|recovered at home|cleared]",
    "[Shingles|Herpes zoster] in [2017|2019|2021], [resolved without pain|healed, no neuralgia]",
    "[Chickenpox|Mumps|Measles] [as a child|in childhood|before school], [no sequel|no trouble since]",
    "[Kidney stone|Renal stone] in [2012|2015|2019], [passed by itself|passed, none since]",
    "[Mild COVID-19|COVID-19 infection] in [2021|2022|2023], [recovered|no lasting effects]",
    "[Plantar fasciitis|Heel pain] [resolved with stretching|settled years ago|in 2018, resolved]",
    "[Old ankle sprain|Sprained ankle] in [2011|2013|2020], [healed|no trouble since]",
)
FAMILY = (
    "[Father|Mother|A brother|A sister] had [a stroke|heart trouble|high blood pressure] [late in life|after 70|in old age]",
    "[Mother|Father|An aunt] with [breast cancer|colon cancer|thyroid disease]",
    "[Parents|Both parents] [lived past 80|died of old age|reached their eighties]",
    "[Siblings|Two brothers|Three sisters] [alive and well|in good health]",
    "[A cousin|Grandmother|Grandfather] with [diabetes|glaucoma|gout]",
    "[Family history|FH] [noncontributory|not relevant today|reviewed, nothing new]",
)
SOCIAL = (
    "[Never smoker|Never smoked|No tobacco, ever]",
    "[No alcohol|Does not drink|Alcohol: none]",
    "[Reads a lot|Plays cards|Listens to the radio|Does crosswords]",
    "[Speaks two languages|Grew up on a farm|Grew up by the sea|Has many friends]",
    "[Likes birds|Likes old films|Fond of music|Collects stamps]",
    "[No recreational drugs|Denies drug use]",
)
EXAM = (
    "[Alert|Awake and alert|Alert, answers promptly]",
    "[No nodes in the neck|Neck nodes not felt|No cervical nodes]",
    "[No thyroid enlargement|Thyroid not enlarged|Thyroid not felt]",
    "[Pupils equal|PERRL|Pupils round and equal]",
    "[No jaundice|Sclerae white|Not jaundiced]",
    "[Spleen not felt|No large spleen|Spleen tip not felt]",
    "[Nails normal|No clubbing|Hair and nails normal]",
    "[Teeth in good repair|Own teeth|Dentures fit well]",
    "[Well groomed|Neatly dressed|Pleasant]",
)
NORMAL_RESULTS = (
    "[Platelets|Plt] [212|240|265|301]",
    "[Calcium|Ca] [9.1|9.3|9.4|9.6], [normal|within range]",
    "[Magnesium|Mg] [1.9|2.0|2.1], [within range|normal]",
    "[Phosphate|Phos] [3.2|3.4|3.6|3.8]",
    "[Bilirubin|Total bilirubin] [0.5|0.6|0.7|0.8], [normal|unremarkable]",
    "[Blood group|Type and screen] [on file|known from before]",
)
PLANS = (
    "[Questions answered|All questions were answered|Understands and agrees]",
    "[Call if worse|Return sooner if worse|Come back at once if anything changes]",
    "[Handout given|Written instructions given|Printed advice handed over]",
    "[Flu shot discussed, declined|Vaccines up to date|Vaccines reviewed]",
    "[Medication list reviewed|Med list checked|List of drugs gone through]",
    "[Reviewed with the family|A relative was told|Wishes noted]",
)
NURSING = (
    "[Call light within reach|Bed low, rails up|Fall precautions in place]",
    "[Tolerated diet|Tray eaten|Drinks offered]",
    "[Slept well|Quiet night|Rested between checks]",
    "[Pain 2 of 10|Pain 1 of 10|Denies pain at rest]",
    "[Repositioned every 2 hours|Turned q2h|Walked in the hall with help]",
    "[Report given at bedside|Handed over at shift change]",
)
