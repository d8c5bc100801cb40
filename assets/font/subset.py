#!/usr/bin/env python3
"""Makes the fonts of this folder from Inter as Debian ships it.

Needs the Debian packages fonts-inter, python3-fonttools and python3-brotli. Each weight
is cut down to the characters below, its digits become the tabular ones (the renderer of
the canvas applies no font features, and numbers must not dance), hinting goes, and three
files are written: .otf for the canvas, and for the page a .woff2 of the characters that
every picture of it has and one of all others, which a browser fetches once it meets one
(tokens.css says which are which, as this prints it).
"""
import os
from fontTools import subset
from fontTools.ttLib import TTFont

SOURCE = "/usr/share/fonts/opentype/inter/"
HERE = os.path.dirname(os.path.abspath(__file__))

TEXT = (
    [c for c in range(0x20, 0x7F)]
    + [c for c in range(0xA0, 0x100)]
    + [c for c in range(0x391, 0x3CA) if c != 0x3A2]
    + [ord(c) for c in "‐‑‒–—‘’‚“”„†‡•…‰′″‹›⁄€ℓ№™"]
    + [ord(c) for c in "⁰⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₘₙₜₖ"]
    + [ord(c) for c in "←↑→↓↔↗↘↺⇒∂∆∏∑−√∞∫≈≠≤≥✓✗×·△▲●○■◆▶"]
    + [ord(c) for c in "ŐőŁłŚśŠšŽžČčĆćĘęĄą"]
)
BASIC = [c for c in range(0x20, 0x7F)] + [ord(c) for c in "\u00a0·×–—‘’“”…−←→↗½¼±²′√∞∑∂✓Θγδηθλσχ"]
ITALIC = [c for c in range(0x20, 0x7F)] + [ord(c) for c in "−×·′∞θληΘ₀₁₂₃₄₅₆₇₈₉"]

CUTS = [
    ("Inter-Regular", "regular", TEXT),
    ("Inter-SemiBold", "semibold", TEXT),
    ("Inter-Bold", "bold", TEXT),
    ("Inter-Italic", "italic", ITALIC),
]


def tabular(font):
    """Map each digit to its glyph of equal width."""
    table = {}
    for record in font["GSUB"].table.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for i in record.Feature.LookupListIndex:
                for sub in font["GSUB"].table.LookupList.Lookup[i].SubTable:
                    sub = getattr(sub, "ExtSubTable", sub)
                    table.update(sub.mapping)
    for cmap in font["cmap"].tables:
        if cmap.isUnicode():
            for c in range(ord("0"), ord("9") + 1):
                cmap.cmap[c] = table.get(cmap.cmap[c], cmap.cmap[c])
    figures = {font.getBestCmap()[c] for c in range(ord("0"), ord("9") + 1)}
    widest = max(font["hmtx"][g][0] for g in figures)
    for g in figures:  # the fours of the heavier weights lack a few units
        font["hmtx"][g] = (widest, font["hmtx"][g][1])


def cut(font, characters):
    """Leave nothing in the font but the characters."""
    options = subset.Options()
    options.layout_features = ["kern"]
    options.hinting = False
    options.desubroutinize = True
    options.glyph_names = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    return font


def write(font, name, flavor):
    font.flavor = flavor
    font.save(os.path.join(HERE, f"inter-{name}.{flavor or 'otf'}"))


def ranges(characters):
    """As tokens.css names them: no more than the font has, or a browser fetches it in vain."""
    spans = []
    for c in sorted(characters):
        if spans and spans[-1][1] == c - 1:
            spans[-1][1] = c
        else:
            spans.append([c, c])
    return ", ".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in spans)


def main():
    for source, name, characters in CUTS:
        font = TTFont(SOURCE + source + ".otf")
        tabular(font)
        missing = [chr(c) for c in characters if c not in font.getBestCmap()]
        if missing:
            print(name, "has no", " ".join(missing))
        if characters is ITALIC:
            pages = {"": ITALIC}
        else:
            pages = {"-basic": BASIC, "": [c for c in characters if c not in BASIC]}
        write(cut(font, characters), name, None)
        for suffix, part in pages.items():
            font = TTFont(SOURCE + source + ".otf")
            tabular(font)
            write(cut(font, part), name + suffix, "woff2")
            print(name + suffix, "unicode-range:", ranges(font.getBestCmap()))


if __name__ == "__main__":
    main()
