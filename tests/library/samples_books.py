"""Small index books and procedure tables of the project's own making, in the official formats."""

INDEX = """<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index>
  <version>2026</version>
  <title>ICD-10-CM INDEX TO DISEASES and INJURIES</title>
  <letter><title>B</title>
    <mainTerm><title>Bump<nemod>(blue) (round)</nemod></title><code>S00.-</code>
      <term level="1"><title>head<nemod>(hard)</nemod> NEC</title><code>S00</code>
        <term level="2"><title>fatal</title><code>S06.1X7</code></term></term>
      <term level="1"><title>with</title>
        <term level="2"><title>germ</title><code>A00.1</code><manif>[B00]</manif></term></term>
    </mainTerm>
    <mainTerm><title>Burning feeling</title><see>Fever, sample</see></mainTerm>
  </letter>
  <letter><title>F</title>
    <mainTerm><title>Fever</title><code>A00.0</code><seeAlso>Bump, head</seeAlso>
      <term level="1"><title>sample</title><code>A00.1</code></term>
      <term level="1"><title>unheard of</title><code>-</code><seecat>A00</seecat>
        <warning>ask the author</warning></term>
    </mainTerm>
  </letter>
</ICD10CM.index>
"""

EXTERNAL = """<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index>
  <version>2026</version>
  <title>ICD-10-CM EXTERNAL CAUSE of INJURIES INDEX</title>
  <letter><title>S</title>
    <mainTerm><title>Stool, fall from</title><code>W08</code>
      <term level="1"><title>three legs</title><subcat>W08.1</subcat></term></mainTerm>
  </letter>
</ICD10CM.index>
"""

NEOPLASMS = """<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index>
  <version>2026</version>
  <indexHeading><head col="1">Neoplasm</head><head col="2">Malignant Primary</head></indexHeading>
  <letter><title>N</title>
    <mainTerm><title>Neoplasm, neoplastic</title>
      <cell col="2">C80.1</cell><cell col="3">C79.9</cell><cell col="4">-</cell>
      <cell col="5">D36.-</cell><cell col="6">--</cell><cell col="7">D49.9</cell>
      <term level="1"><title>ear</title><seeAlso>Neoplasm, skin, ear</seeAlso>
        <cell col="2">C76.0</cell></term></mainTerm>
  </letter>
</ICD10CM.index>
"""

DRUGS = """<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.index>
  <version>2026</version>
  <indexHeading><head col="1">Substance</head><head col="2">Poisoning</head></indexHeading>
  <letter><title>G</title>
    <mainTerm><title>Glue</title><cell col="2">T52.8X1</cell><cell col="6">T52.8X5</cell></mainTerm>
    <mainTerm><title>Gum</title><see>Glue</see></mainTerm>
  </letter>
</ICD10CM.index>
"""

_AXES = """
    <axis pos="1" values="1"><title>Section</title><label code="0">Handicraft</label></axis>
    <axis pos="2" values="1"><title>Body System</title><label code="X">Ears</label></axis>
    <axis pos="3" values="1"><title>Operation</title><label code="A">Mending</label>
      <definition>Making whole again</definition></axis>
"""
_ROW = """
    <pcsRow codes="{codes}">
      <axis pos="4" values="2"><title>Body Part</title>
        <label code="0">Ear, Left</label><label code="1">Ear, Right</label></axis>
      <axis pos="5" values="1"><title>Approach</title><label code="0">Open</label></axis>
      <axis pos="6" values="1"><title>Device</title><label code="{device}">{label}</label></axis>
      <axis pos="7" values="1"><title>Qualifier</title><label code="1">Neat</label></axis>
    </pcsRow>
"""
PCS_TABLES = f"""<?xml version="1.0" encoding="utf-8"?>
<ICD10PCS.tabular>
  <version>2026</version><title>Tables</title>
  <pcsTable>{_AXES}{_ROW.format(codes=2, device=1, label="Glue")}
    {_ROW.format(codes=2, device="Z", label="No Device")}</pcsTable>
</ICD10PCS.tabular>
"""

PCS_INDEX = """<?xml version="1.0" encoding="utf-8"?>
<ICD10PCS.index>
  <version>2026</version><title>Index</title>
  <letter><title>E</title>
    <mainTerm><title>Ear mending</title>
      <term level="1"><see>Mending, Ear<codes>0XA</codes></see></term>
      <term level="1"><title>Left</title><code>0XA0011</code></term></mainTerm>
    <mainTerm><title>Epoxy</title><use>Glue in<tab>0XA</tab></use></mainTerm>
  </letter>
  <letter><title>M</title>
    <mainTerm><title>Mending</title>
      <term level="1"><title>Ear</title><codes>0XA</codes></term></mainTerm>
  </letter>
</ICD10PCS.index>
"""

PCS_DEFINITIONS = """<?xml version="1.0" encoding="utf-8"?>
<ICD10PCS.definitions>
  <version>2026</version><title>Definitions</title>
  <section code="0"><title>Handicraft</title>
    <axis pos="3"><title>Operation</title>
      <terms><title>Mending</title><definition>Making whole again</definition>
        <explanation>With or without glue</explanation><includes>Patching</includes></terms></axis>
    <axis pos="4"><title>Body Part</title>
      <terms><title>Ear, Left</title><title>Ear, Right</title><includes>Auricle</includes>
        <includes>Earlobe</includes></terms></axis>
  </section>
  <deviceAggregation>
    <aggregate><device>Glue, Red</device><operation>Mending</operation>
      <bodySys>Ears</bodySys><parent value="1">Glue</parent></aggregate>
  </deviceAggregation>
</ICD10PCS.definitions>
"""

CM_ORDER = (
    "00001 A00     0 Sample fever                                                 Sample fever\n"
    "00002 A000    1 Sample fever, lo                                             "
    "Sample fever, low\n"
    "00003 S00XXXA 1 Bump, first visit                                            "
    "Bump, first visit\n"
)
PCS_ORDER = (
    "00001 0XA     0 Mending of ears                                              "
    "Handicraft, Ears, Mending\n"
    "00002 0XA0011 1 Mending of Left Ear                                          "
    "Mending of Left Ear with Glue, Open Approach\n"
)
CM_CODES = "A000    Sample fever, low\nS00XXXA Bump, first visit\n"
PCS_CODES = "0XA0011 Mending of Left Ear with Glue, Open Approach\n"
