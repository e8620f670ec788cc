"""Operations and treatments in words."""

from coder_sim.scenarios.parts import Fact, Part
from coder_sim.scenarios.rules import procedures as rules
from coder_sim.scenarios.rules.procedures import Operation

_DIAGNOSIS = {
    rules.GALLBLADDER: "[Gallstones with chronic cholecystitis|Cholelithiasis with chronic cholecystitis|Chronic cholecystitis with gallstones|Chronic calculous cholecystitis], [no obstruction|without obstruction]",
    rules.APPENDIX: "[Acute appendicitis|Appendicitis, acute], [no perforation, abscess or peritonitis|without perforation, peritonitis or abscess|no perforation and no peritonitis], [confirmed at operation|as on CT]",
    rules.COLON: "[Diverticulitis of the sigmoid colon|Sigmoid diverticulitis|Diverticulitis, large bowel], [no perforation, abscess or bleeding|without abscess, perforation or bleeding], [third attack|came back twice]",
    rules.HIP: "[Primary osteoarthritis|Osteoarthritis, primary,|Primary OA|Primary degenerative osteoarthritis] of the {side} hip, [other hip fine|one side only]",
    rules.KNEE: "[Primary osteoarthritis|Osteoarthritis, primary,|Primary OA|Primary degenerative osteoarthritis] of the {side} knee, [other knee fine|one side only]",
    rules.FEMUR: "[Displaced intertrochanteric fracture|Intertrochanteric fracture, displaced,|Closed displaced intertrochanteric fracture|Displaced closed intertrochanteric fracture] of the {side} femur, [bike crash at speed|high-speed bike crash]",
    rules.EFFUSION: "[Pleural effusion|Effusion in the pleural cavity|Large pleural effusion|Pleural fluid collection (effusion)] on the {side}, [cause not found|cause under study], [fluid clear|fluid straw-colored]",
    rules.STENT: "[Coronary artery disease|CAD|Coronary atherosclerosis|Atherosclerotic disease] of a native coronary artery, [no angina|without angina], [found on testing|stress test abnormal]",
    rules.KIDNEY: "[Renal cell carcinoma|Carcinoma|Kidney cancer (renal cell)|RCC] of the {side} kidney, [no spread|confined to the kidney], [confirmed by pathology|pathology in]",
    rules.LOBE: "[Adenocarcinoma|Carcinoma|Lung cancer|Non-small cell carcinoma] of the {side} upper lobe, [no spread|nodes negative], [confirmed by pathology|pathology in]",
    rules.VENTILATOR: "[Acute respiratory failure with hypoxia|Acute hypoxic respiratory failure|Acute hypoxemic respiratory failure|Respiratory failure, acute, hypoxic], [cause not found|cause still under study], [now breathing alone|off the machine]",
}
_WOUND = {
    "skin": "[limited to breakdown of skin|skin breakdown only]",
    "subcutaneous tissue": "[with fat layer exposed|fat exposed]",
    "muscle": "[with necrosis of muscle|muscle necrotic at the base]",
}
_WAY = {
    "open": "[Through a midline incision|By open incision|Open, through an incision|Via incision]",
    "endoscopic": "[Through three ports, laparoscope in,|Laparoscopically|By laparoscope through ports|Laparoscopic approach:]",
    "converted": "[Laparoscope put in, dense adhesions seen, converted to open:|Began with the laparoscope, then converted to an open incision:|Laparoscopic start, anatomy unclear, converted to open:|Camera in first; converted to open for poor view:]",
}
_OUT = "[taken out|removed]"


def tell(it: Operation) -> tuple[Fact, ...]:
    """Return the facts of the stay."""
    facts = [
        Fact("reason", Part.STORY, _reason(it)),
        Fact("diagnosis", Part.ASSESSMENT, _diagnosis(it)),
        Fact("done", Part.COURSE if it.kind == rules.VENTILATOR else Part.PROCEDURE, _done(it)),
        Fact("course", Part.COURSE, "[Quiet course|No event after|Uneventful stay|Smooth recovery], [eating by day two|walking by day two|up on the first day], [home plan made|ready for home]"),
        Fact("plan", Part.PLAN, "[Recheck|Clinic visit|Return] in [ten days|two weeks], [no heavy lifting|light duty|rest at home], [papers given|number of the ward at hand]"),
    ]  # fmt: skip
    if it.kind == rules.VENTILATOR:
        facts.append(
            Fact(
                "tube",
                Part.COURSE,
                "[Intubated by mouth|Oral intubation done|Tube placed through the mouth|Orotracheal tube passed] [here on arrival|in our ED|in this hospital], [first attempt|one attempt], [place checked by film|CO2 seen]",
            )
        )
    return tuple(facts)


def _reason(it: Operation) -> str:
    if it.kind == rules.VENTILATOR:
        return "[Brought in|Came in|Taken in by ambulance] [since an hour short of breath|struggling for air|with low oxygen], [no trauma|nothing swallowed]; [history otherwise short|little more known]"
    if it.kind == rules.FEMUR:
        return "[Brought in after|Came in after|Admitted after] a [bicycle crash at speed|crash on a racing bike], [hip deformed|leg short and turned], [no other injury|nothing else broken]"
    return "[Admitted for|Came in for|Taken in for] [the treatment below|what is described below|the procedure described], [talked over in clinic|consent given|plan agreed], [fit for it|cleared by anesthesia]"


def _diagnosis(it: Operation) -> str:
    if it.kind == rules.WOUND:
        return f"[Chronic ulcer|Non-pressure chronic ulcer|Chronic skin ulcer|Long-standing ulcer] of the {it.side} thigh, not from pressure, {_WOUND[it.layer]}"
    return _DIAGNOSIS[it.kind].format(side=it.side)


def _done(it: Operation) -> str:
    way, side = _WAY[it.approach], it.side
    port = (
        way.replace("laparoscope", "thoracoscope")
        .replace("Laparoscop", "Thoracoscop")
        .replace("midline incision", "thoracotomy incision")
    )
    share = (
        "[a part of it, the rest left in place,|a segment only, the rest kept,]"
        if it.partial
        else "[all of it|the whole of it]"
    )
    pinned = (
        "[after open reduction through an incision|under direct view through an incision]"
        if it.approach == "open"
        else "[after closed reduction, through stab incisions|percutaneously, after closed reduction]"
    )
    drain = (
        "[pigtail drain left in place|drainage catheter left in]"
        if it.drain
        else "[needle withdrawn, nothing left in|no drain left]"
    )
    count = ("one drug-eluting stent", "two drug-eluting stents", "three drug-eluting stents")[
        it.stents - 1
    ]
    texts = {
        rules.GALLBLADDER: f"{way} gallbladder [freed and|dissected and] {_OUT} whole",
        rules.APPENDIX: f"{way} appendix [freed and|tied at its base and] {_OUT} whole",
        rules.COLON: f"{way} sigmoid colon {_OUT}: {share}, [ends joined|anastomosis done]",
        rules.HIP: f"[Total hip replacement|Hip joint replaced|Total hip arthroplasty|THA], {side}, open: {it.bearing} bearing, {it.fixation}, [stable|leg lengths equal]",
        rules.KNEE: f"[Total knee replacement|Knee joint replaced|Total knee arthroplasty|TKA], {side}, open: synthetic implant, {it.fixation}, [stable|full extension]",
        rules.FEMUR: f"{side} upper femur brought into place {pinned} and fixed with [|a sturdy |a titanium ]{it.implant}, [position good|films good]",
        rules.EFFUSION: f"[Needle through the skin|Percutaneous puncture|Through the chest wall by needle|Ultrasound-guided needle], {side} pleural cavity: [fluid drained|fluid let out], for relief, {drain}",
        rules.STENT: f"[Through the radial artery|Percutaneously, by the wrist|By the femoral artery|By groin puncture]: balloon [and then|followed by] {count} in one coronary artery, no bifurcation, [good flow|no narrowing left]",
        rules.KIDNEY: f"{way} {side} kidney {_OUT}: {share}, [ureter tied|vessels clipped]" if not it.partial else f"{way} {side} kidney: {share} {_OUT} with the tumor, [no bleeding|kidney closed]",
        rules.WOUND: f"[Excisional debridement|Debridement by excision|Sharp excision|Excisional sharp debridement] of the {side} upper leg with a scalpel, [down to and including|deepest layer cut out:] {it.layer}, [clean edges|bleeding edges]",
        rules.LOBE: f"{port} {side} upper lobe: " + ("[a wedge|only a wedge] of it [taken out|removed], [rest left|rest of the lobe kept]" if it.partial else f"[the whole lobe|all of the lobe] {_OUT}, [bronchus stapled|stump tight]"),
        rules.VENTILATOR: f"[Mechanical ventilation|Ventilator|On the ventilator|Machine ventilation] for {it.hours} consecutive hours, [then off|then taken off|then extubated], [no break between|without interruption]",
    }  # fmt: skip
    return texts[it.kind]
