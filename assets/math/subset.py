#!/usr/bin/env python3
"""Makes math.woff2, in which the page sets its formulas, from STIX Math as Debian ships it.

Needs the Debian packages fonts-stix, python3-fonttools and python3-brotli. The letters of
formulas and the operators below stay, each with the taller forms that fences, sums and
radicals grow into, and with the table MATH, which says how a radical meets its bar and how
high a prime stands. The copyright holders ask that a changed font has another name.
"""
import os
from fontTools import subset
from fontTools.misc.transform import Transform
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

SOURCE = "/usr/share/fonts/opentype/stix-word/STIXMath-Regular.otf"
HERE = os.path.dirname(os.path.abspath(__file__))
NAME = "Narrows Math"

LATIN = [c for c in range(0x20, 0x7F)]
GREEK = [c for c in range(0x391, 0x3CA) if c != 0x3A2]
# Browsers turn the letter of an <mi> into the mathematical italic one.
ITALIC = [c for c in range(0x1D434, 0x1D468) if c != 0x1D455] + [0x210E] + list(range(0x1D6E2, 0x1D71C))
SIGNS = [ord(c) for c in "\u00a0·×±′″ℓℝ𝔼∂∇∈∏∑−√∝∞∫≈≠≤≥⊤‖⟨⟩→…"]


def lower_prime(font):
    """Set the prime on the line and make it 0.56 em high, as TeX has it.

    STIX draws it raised and small, for text. In a formula it is a superscript and would
    be raised and made smaller a second time.
    """
    glyph = font.getBestCmap()[ord("′")]
    glyphs = font.getGlyphSet()
    box = BoundsPen(glyphs)
    glyphs[glyph].draw(box)
    left, low, right, high = box.bounds
    scale = 560 / (high - low)
    width = round((right - left) * scale + 60)
    pen = T2CharStringPen(width, glyphs)
    glyphs[glyph].draw(TransformPen(pen, Transform(scale, 0, 0, scale, 30 - left * scale, 40 - low * scale)))
    top = font["CFF "].cff.topDictIndex[0]
    old = top.CharStrings[glyph]
    top.CharStrings[glyph] = pen.getCharString(private=old.private, globalSubrs=old.globalSubrs)
    font["hmtx"][glyph] = (width, 30)


def main():
    font = TTFont(SOURCE)
    wanted = LATIN + GREEK + ITALIC + SIGNS
    lower_prime(font)
    missing = [hex(c) for c in wanted if c not in font.getBestCmap()]
    if missing:
        print("STIX Math has no", " ".join(missing))
    options = subset.Options()
    options.layout_features = ["kern"]
    options.hinting = False
    options.desubroutinize = True
    options.glyph_names = False
    options.drop_tables += ["FFTM"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    cut = subset.Subsetter(options)
    cut.populate(unicodes=wanted)
    cut.subset(font)
    for record in list(font["name"].names):
        if record.nameID in (1, 3, 4, 6):
            text = NAME.replace(" ", "") if record.nameID == 6 else NAME
            font["name"].setName(text, record.nameID, record.platformID, record.platEncID, record.langID)
    font["CFF "].cff.fontNames = [NAME.replace(" ", "")]
    for top in font["CFF "].cff.topDictIndex:
        top.FullName = top.FamilyName = NAME
    font.flavor = "woff2"
    font.save(os.path.join(HERE, "math.woff2"))


if __name__ == "__main__":
    main()
