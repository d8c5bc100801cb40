// Package assets embeds the files that the programs carry with them, one variable a
// file. It knows nothing of what they are used for.
package assets

import _ "embed"

// InterRegular is Inter at weight 400, cut down by font/subset.py.
//
//go:embed font/inter-regular.otf
var InterRegular []byte

// InterSemiBold is Inter at weight 600, cut down by font/subset.py.
//
//go:embed font/inter-semibold.otf
var InterSemiBold []byte

// InterBold is Inter at weight 700, cut down by font/subset.py.
//
//go:embed font/inter-bold.otf
var InterBold []byte

// InterItalic is Inter Italic at weight 400, cut down by font/subset.py.
//
//go:embed font/inter-italic.otf
var InterItalic []byte
