#!/usr/bin/env python3
"""Makes digits.bin of this folder from the digits that Debian's python3-sklearn carries.

Takes the path of digits.csv.gz, which in that package is
/usr/lib/python3/dist-packages/sklearn/datasets/data/digits.csv.gz. Each of its lines is an
image: 64 inks, 0 to 16, row by row from the top, then the digit. The images are put in the
order of their digits, those of one digit as they came, and the table is turned: the digits
of all images first, then the first ink of each, and so on, a byte a number. Of all plain
orders tried this one compresses best.
"""
import gzip
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))

with gzip.open(sys.argv[1], "rt") as f:
    images = [[int(v) for v in line.split(",")] for line in f]
assert len(images) == 1797
assert all(len(i) == 65 and i[64] in range(10) and max(i[:64]) <= 16 and min(i) >= 0 for i in images)

images.sort(key=lambda image: image[64])
with open(os.path.join(HERE, "digits.bin"), "wb") as f:
    for column in [64, *range(64)]:
        f.write(bytes(image[column] for image in images))
