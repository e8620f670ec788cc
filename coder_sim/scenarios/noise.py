"""What every chart also holds and no code comes of: negatives, habits, old troubles, normal findings."""

NEGATIVES = (
    "[No|Denies any|Without] [fever or chills|fevers, chills or sweats|recent fever]",
    "[No chest pain|Denies chest pain] [today|at any time|on questioning]",
    "[No|Denies] [sick contacts|recent travel|recent long journeys]",
    "[Appetite is|Eating and drinking|Intake] [unchanged|normal for the patient|as usual]",
    "[Sleeps well|Sleep undisturbed|No trouble sleeping], [no night sweats|no change of weight]",
    "[Bowels regular|No change of bowel habit|Normal bowel function], [no blood seen|no melena]",
    "[No|Denies] [urinary complaints|burning on urination|change in urination]",
    "[No|Denies] [rash elsewhere|new skin lesions|itching]",
    "[No|Denies] [visual change|double vision|trouble with the eyes]",
    "[Mood good|Denies low mood|No worries raised]; [coping well|good spirits]",
    "[Review of systems|ROS|The rest of the review] [otherwise negative|is unremarkable|negative x 10]",
    "[No known drug allergies|NKDA|Allergies: none known]",
)
RESOLVED = (
    "[Childhood asthma|Asthma as a child], [outgrown by age 12|none since school days|resolved long ago]",
    "[Appendectomy|Appendix out] [many years ago|as a teenager|at age 19], [no sequel|uneventful]",
    "[Tonsils out|Tonsillectomy] [in childhood|at age 6|at about 8]",
    "[Community pneumonia|Pneumonia] in [2014|2016|2018], [fully resolved|recovered at home|cleared]",
    "[Shingles|Herpes zoster] in [2017|2019|2021], [resolved without pain|healed, no neuralgia]",
    "[Iron deficiency|Low iron] [years ago|in young adult years], [corrected|resolved, counts normal now]",
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
    "[Alcohol on holidays only|A glass of wine at weekends|Rarely drinks]",
    "[Lives with spouse|Lives with a daughter|Shares a flat with a friend]",
    "[Teacher|Works in an office|Keeps the books of a garden center|Drives a delivery van]",
    "[Walks the dog daily|Likes gardening|Sings in a choir|Swims when the pool is open]",
    "[No recreational drugs|Denies drug use]",
)
EXAM = (
    "[Well appearing|Alert, in no distress|NAD, pleasant]",
    "[Lungs clear|Clear to auscultation bilaterally|CTAB]",
    "[Regular rhythm|RRR|Heart regular], [no murmur|no added sounds]",
    "[Abdomen soft|Soft, flat abdomen], [nontender|no masses]",
    "[Neck supple|No nodes in the neck|No thyroid enlargement]",
    "[Pupils equal|PERRL|Eyes unremarkable]",
    "[Oriented x 3|Fully oriented|Alert and oriented]",
    "[Oral mucosa moist|Throat clear|Mouth unremarkable]",
    "[Gait not tested|Skin otherwise intact|Skin warm and dry elsewhere]",
)
NORMAL_RESULTS = (
    "[Hemoglobin|Hgb] [13.4|13.9|14.2|12.8], [within range|normal]",
    "[Potassium|K] [4.0|4.2|3.9|4.4], [sodium|Na] [138|139|140|141]",
    "[White count|WBC] [6.1|7.2|5.8|8.0], [normal|unremarkable]",
    "[Platelets|Plt] [212|240|265|301]",
    "[TSH|Thyroid test] [normal|within range] [this year|at last check]",
    "[Urine dip|Dipstick] [negative|clear]",
)
PLANS = (
    "[Questions answered|All questions were answered|Understands and agrees]",
    "[Call if worse|Return sooner if worse|Come back at once if anything changes]",
    "[Handout given|Written instructions given|Printed advice handed over]",
    "[Flu shot discussed, declined|Vaccines up to date|Vaccines reviewed]",
    "[Medication list reviewed|Med list checked|List of drugs gone through]",
    "[Reviewed with the family|A relative was present throughout|Came alone today]",
)
NURSING = (
    "[Call light within reach|Bed low, rails up|Fall precautions in place]",
    "[Tolerated diet|Ate most of the tray|Good intake]",
    "[Slept well|Quiet night|Rested between checks]",
    "[Pain 2 of 10|Pain 1 of 10|Denies pain at rest]",
    "[Repositioned every 2 hours|Turned q2h|Walked in the hall with help]",
    "[Report given at bedside|Handed over at shift change]",
)
