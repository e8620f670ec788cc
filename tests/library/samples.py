"""Small code-set files of the project's own making, in the publishers' formats."""

from pathlib import Path

from coder_sim.library.sources import Sources

TABULAR = """<?xml version="1.0" encoding="utf-8"?>
<ICD10CM.tabular>
  <version>2026</version>
  <introduction><introSection type="title"><title>Sample list</title></introSection></introduction>
  <chapter>
    <name>1</name><desc>Made-up diseases (A00-B99)</desc>
    <excludes2><note>made-up injuries (S00-T88)</note></excludes2>
    <section id="A00-A49"><desc>Wide section (A00-A49)</desc>
      <includes><note>whatever is wide</note></includes></section>
    <section id="A00-A09"><desc>Narrow section (A00-A09)</desc>
      <diag><name>A00</name><desc>Sample fever</desc>
        <inclusionTerm><note>Pretended fever</note></inclusionTerm>
        <codeFirst><note>any cause, such as:</note><note>sample   germ (B00)</note></codeFirst>
        <diag><name>A00.0</name><desc>Sample fever, low</desc>
          <inclusionTerm><note>Slight fever</note><note>Warmth</note></inclusionTerm></diag>
        <diag><name>A00.1</name><desc>Sample fever, high</desc>
          <useAdditionalCode><note>for chills</note></useAdditionalCode>
          <useAdditionalCode><note>for sweats</note></useAdditionalCode></diag>
      </diag>
    </section>
    <section id="B00-B09"><desc>Germs (B00-B09)</desc>
      <diag><name>B00</name><desc>Sample germ</desc></diag>
    </section>
  </chapter>
  <chapter>
    <name>19</name><desc>Made-up injuries (S00-T88)</desc>
    <section id="S00-S09"><desc>Head (S00-S09)</desc>
      <diag><name>S00</name><desc>Bump</desc>
        <sevenChrNote><note>One of these is to be added</note></sevenChrNote>
        <sevenChrDef><extension char="A">first visit</extension>
          <extension char="D">later visit</extension>
          <note>check-up of a bump</note>
          <extension char="S">late effect</extension><note>Bump on the head</note></sevenChrDef>
      </diag>
      <diag><name>S06</name><desc>Knock</desc>
        <sevenChrDef><extension char="A">first visit</extension>
          <extension char="D">later visit</extension><extension char="S">late effect</extension>
        </sevenChrDef>
        <diag><name>S06.1</name><desc>Hard knock</desc>
          <diag placeholder="true"><name>S06.1X</name><desc>Hard knock</desc>
            <diag><name>S06.1X0</name><desc>Hard knock, awake</desc></diag>
            <diag><name>S06.1X7</name><desc>Hard knock, fatal</desc></diag>
          </diag></diag>
      </diag>
    </section>
  </chapter>
</ICD10CM.tabular>
"""

PROCEDURES = """"0XA0011","Mending of Left Ear with Glue, Open Approach"
"0XA1011","Mending of Right Ear with Glue, Open Approach"
"""


def sources(folder: Path) -> Sources:
    """Write the samples into a folder and return them as sources, without a grouper."""
    code_sets = folder / "code_sets"
    code_sets.mkdir(parents=True)
    (folder / "terms").mkdir()
    (folder / "any name.xml").write_text(TABULAR, "utf-8")
    (folder / "pcs.csv").write_text(PROCEDURES, "utf-8")
    head = "code,label,valid_from,valid_to,note\n"
    (code_sets / "hcpcs.csv").write_text(f"{head}J0001,Sample drug,2024-01-01,2026-03-31,\n")
    (code_sets / "cpt.csv").write_text(f"{head}00001,Sample visit,,,\n")
    (code_sets / "modifiers.csv").write_text(f"{head}ZZ,Sample modifier,,,HCPCS\n")
    return Sources(folder / "any name.xml", folder / "pcs.csv", None, code_sets, folder / "terms")
