package figure

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"hash/crc32"
	"regexp"
	"strings"
	"unicode/utf16"
)

// A Source says what a figure shows. Every file holds it, where its format keeps such things.
type Source struct {
	Link    string // of the run
	Seed    string
	Version string // of Narrows
}

// Mark is in the files of all formats: by it one tells which were made here.
const Mark = "made with Narrows"

// description is a source in words, without the title.
func (s Source) description() string {
	return fmt.Sprintf("%s %s from %s, seed %s", Mark, s.Version, s.Link, s.Seed)
}

// inSVG puts title and source behind the opening tag of a drawing.
func (s Source) inSVG(drawing, title string) string {
	at := strings.Index(drawing, "<svg")
	if at < 0 {
		return drawing
	}
	at += strings.IndexByte(drawing[at:], '>') + 1
	escape := func(text string) string {
		var b strings.Builder
		xml.EscapeText(&b, []byte(text))
		return b.String()
	}
	return drawing[:at] + "\n<title>" + escape(title) + "</title>\n<desc>" + escape(s.description()) + "</desc>" + drawing[at:]
}

// inPNG puts title and source behind the header of a picture, as chunks of international text
// (Portable Network Graphics, third edition, 11.3.3.4).
func (s Source) inPNG(picture []byte, title string) []byte {
	const header = 8 + 12 + 13 // the signature, a chunk's frame, its content
	if len(picture) < header {
		return picture
	}
	out := append([]byte(nil), picture[:header]...)
	for _, pair := range [][2]string{{"Title", title}, {"Description", s.description()}, {"Source", s.Link}, {"Seed", s.Seed}, {"Software", "Narrows " + s.Version}} {
		// Keyword, not compressed, no language, no translated keyword, text.
		content := []byte("iTXt" + pair[0] + "\x00\x00\x00\x00\x00" + pair[1])
		out = binary.BigEndian.AppendUint32(out, uint32(len(content)-4))
		out = append(out, content...)
		out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(content))
	}
	return append(out, picture[header:]...)
}

var (
	pdfStart = regexp.MustCompile(`startxref\s+(\d+)\s+%%EOF\s*$`)
	pdfRoot  = regexp.MustCompile(`/Root (\d+ \d+ R)`)
	pdfSize  = regexp.MustCompile(`/Size (\d+)`)
)

// inPDF appends an information dictionary to a document, as an update of it (ISO 32000-1,
// 7.5.6 and 14.3.3).
func (s Source) inPDF(document []byte, title string) ([]byte, error) {
	tail := document[max(0, bytes.LastIndex(document, []byte("trailer"))):]
	start, root, size := pdfStart.FindSubmatch(tail), pdfRoot.FindSubmatch(tail), pdfSize.FindSubmatch(tail)
	if start == nil || root == nil || size == nil {
		return nil, errors.New("figure: a PDF without a trailer")
	}
	b := bytes.NewBuffer(append([]byte(nil), document...))
	if !bytes.HasSuffix(document, []byte("\n")) {
		b.WriteByte('\n')
	}
	at := b.Len()
	var n int
	fmt.Sscan(string(size[1]), &n)
	fmt.Fprintf(b, "%d 0 obj\n<<\n/Title %s\n/Subject %s\n/Keywords %s\n/Creator %s\n>>\nendobj\n",
		n, pdfText(title), pdfText(s.description()), pdfText(s.Link), pdfText(Mark+" "+s.Version))
	table := b.Len()
	fmt.Fprintf(b, "xref\n%d 1\n%010d 00000 n \ntrailer\n<<\n/Size %d\n/Root %s\n/Info %d 0 R\n/Prev %s\n>>\nstartxref\n%d\n%%%%EOF\n", n, at, n+1, root[1], n, start[1], table)
	return b.Bytes(), nil
}

// pdfText writes a text string: as it is if it is ASCII, else as UTF-16.
func pdfText(text string) string {
	if strings.IndexFunc(text, func(c rune) bool { return c < ' ' || c > '~' }) < 0 {
		return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(text) + ")"
	}
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String() + ">"
}
