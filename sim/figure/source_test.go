package figure

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image/color"
	"image/png"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"

	"narrows/sim"
	"narrows/sim/palette"
)

var source = Source{Link: "#bottleneck?v=1&d=3&pin=seed%3D2", Seed: "7", Version: "4f3a"}

func writeFrom(t *testing.T, p *sim.Panel, ghosts []*sim.Panel, format string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, p, ghosts, format, source); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// An SVG begins with its title and with what it was made from.
func TestSourceInSVG(t *testing.T) {
	got := string(writeFrom(t, example(false), nil, "svg"))
	for _, want := range []string{"<title>Training loss λ_max &amp; more</title>", "<desc>made with Narrows 4f3a from #bottleneck?v=1&amp;d=3&amp;pin=seed%3D2, seed 7</desc>"} {
		if at := strings.Index(got, want); at < 0 || at > strings.Index(got, "<g") {
			t.Errorf("got no %s before the drawing of %.400s", want, got)
		}
	}
}

// A PNG holds them in chunks of text that are whole.
func TestSourceInPNG(t *testing.T) {
	b := writeFrom(t, example(false), nil, "png")
	found := map[string]string{}
	for rest := b[8:]; len(rest) > 0; {
		n := binary.BigEndian.Uint32(rest)
		content := rest[4 : 8+n]
		if got, want := crc32.ChecksumIEEE(content), binary.BigEndian.Uint32(rest[8+n:]); got != want {
			t.Errorf("chunk %s: got checksum %x, want %x", content[:4], want, got)
		}
		if string(content[:4]) == "iTXt" {
			key, text, _ := strings.Cut(string(content[4:]), "\x00\x00\x00\x00\x00")
			found[key] = text
		}
		rest = rest[12+n:]
	}
	if found["Title"] != "Training loss λ_max & more" || found["Source"] != source.Link || found["Seed"] != "7" || found["Software"] != "Narrows 4f3a" {
		t.Errorf("got %q", found)
	}
}

// A PDF's last trailer names a dictionary of information, at the place that its table says.
func TestSourceInPDF(t *testing.T) {
	b := writeFrom(t, example(false), nil, "pdf")
	start := regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`).FindSubmatch(b)
	if start == nil {
		t.Fatalf("got no end in %q", b[len(b)-60:])
	}
	at, _ := strconv.Atoi(string(start[1]))
	var n, count, object int
	if _, err := fmt.Sscanf(string(b[at:]), "xref\n%d %d\n%d", &n, &count, &object); err != nil || count != 1 {
		t.Fatalf("got %v, %q", err, b[at:at+40])
	}
	if !bytes.HasPrefix(b[object:], fmt.Appendf(nil, "%d 0 obj", n)) || !bytes.Contains(b[at:], fmt.Appendf(nil, "/Info %d 0 R", n)) {
		t.Errorf("got %q at the place of object %d", b[object:object+20], n)
	}
	info := string(b[object:at])
	for _, want := range []string{"/Title <FEFF0054", "/Subject (made with Narrows 4f3a from #bottleneck?v=1&d=3&pin=seed%3D2, seed 7)", "/Creator (made with Narrows 4f3a)", "/Keywords (" + source.Link + ")"} {
		if !strings.Contains(info, want) {
			t.Errorf("got no %s in %s", want, info)
		}
	}
	if got := pdfText(`a (b) \c`); got != `(a \(b\) \\c)` {
		t.Errorf("got %s", got)
	}
}

// Every colour of every SVG is one.
func TestColoursAreValid(t *testing.T) {
	solid := &sim.Panel{Solid: true, Lines: []sim.Line{{Fade: true, X: []float32{0, 1, 2}, Y: []float32{0, 1, 2}, Z: []float32{0, 1, 0}}}}
	for name, p := range map[string]*sim.Panel{"chart": example(false), "map": example(true), "sectors": wheel(6), "solid": solid, "nothing": {}} {
		text := string(writeFrom(t, p, []*sim.Panel{example(false)}, "svg"))
		_, drawing, _ := strings.Cut(text, "</desc>")
		colours := regexp.MustCompile(`(fill|stroke):([^;"]*)`).FindAllStringSubmatch(drawing, -1)
		if len(colours) == 0 {
			t.Errorf("%s: got no colour", name)
		}
		for _, c := range colours {
			if !regexp.MustCompile(`^(none|#[0-9A-F]{6})$`).MatchString(c[2]) {
				t.Errorf("%s: got %s", name, c[0])
			}
		}
		for _, c := range regexp.MustCompile(`opacity:([^;"]*)`).FindAllStringSubmatch(drawing, -1) {
			if x, err := strconv.ParseFloat(c[1], 64); err != nil || !(x >= 0 && x <= 1) {
				t.Errorf("%s: got opacity %s", name, c[1])
			}
		}
	}
}

// Pictures within an SVG are what they say.
func TestPicturesInSVG(t *testing.T) {
	c := ramp(sim.Sequential, false)
	p := &sim.Panel{Square: true, X: sim.Axis{Min: -20, Max: 20}, Y: sim.Axis{Min: -20, Max: 20}, Cells: []sim.Cells{c}}
	found := regexp.MustCompile(`href="data:image/([a-z]+);base64,([^"]*)"`).FindAllStringSubmatch(string(writeFrom(t, p, nil, "svg")), -1)
	if len(found) != 1 || found[0][1] != "png" {
		t.Fatalf("got %d pictures, want one that is called png", len(found))
	}
	b, err := base64.StdEncoding.DecodeString(found[0][2])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := png.Decode(bytes.NewReader(b)); err != nil {
		t.Error(err)
	}
}

// Pictures within a PDF stand upright. Its page is upside down, so that they come with their
// last row first.
func TestPicturesInPDF(t *testing.T) {
	c := sim.Cells{W: 2, H: 2, X1: 2, Y1: 2, Scale: sim.Sequential, Max: 1, Values: []float32{0, 0, 1, 1}} // dark below, light above
	p := &sim.Panel{Square: true, X: sim.Axis{Max: 2, Hidden: true}, Y: sim.Axis{Max: 2, Hidden: true}, Cells: []sim.Cells{c}}
	_, picture, found := bytes.Cut(writeFrom(t, p, nil, "pdf"), []byte("/Subtype /Image"))
	if !found {
		t.Fatal("got no picture")
	}
	_, stream, _ := bytes.Cut(picture, []byte("stream\n"))
	r, err := zlib.NewReader(bytes.NewReader(stream))
	if err != nil {
		t.Fatal(err)
	}
	var first [4]byte // the kind of prediction, and a pixel, which the first of all is whatever the kind
	if _, err := io.ReadFull(r, first[:]); err != nil {
		t.Fatal(err)
	}
	if got, want := (color.NRGBA{first[1], first[2], first[3], 255}), opaque(palette.Sequential(0)); got != want {
		t.Errorf("got %v first, want %v", got, want)
	}
}

// Labels cover neither curves nor each other, wherever the curves end.
func TestLabelsCoverNothing(t *testing.T) {
	p := &sim.Panel{X: sim.Axis{Max: 10}, Y: sim.Axis{Max: 1}}
	for _, y := range []float32{0, .02, .3, .31, .5, .98, 1} {
		whole := sim.Line{Role: sim.Theory, Dashed: true}
		part := sim.Line{Label: "mode", Head: true}
		for i := range 101 {
			x := float32(i) / 10
			v := y * float32(1-math.Exp(-float64(x)))
			whole.X, whole.Y = append(whole.X, x), append(whole.Y, v)
			if i <= 30 {
				part.X, part.Y = append(part.X, x), append(part.Y, v)
			}
		}
		p.Lines = append(p.Lines, whole, part)
	}
	const w, h = 300, 200
	labels, beyond := directLabels(p, nil, w, h)
	if len(labels) != 7 {
		t.Fatalf("got %d labels, want 7", len(labels))
	}
	r := newRoom(p, nil, func(x, y float64) vg.Point { return vg.Point{X: vg.Length(x / 10 * w), Y: vg.Length(y * h)} })
	near := 0
	for i, l := range labels {
		wide, size := width(l.style, l.text), l.style.Font.Size
		// From below the base line to the height of a capital.
		box := vg.Rectangle{Min: vg.Point{X: l.at.X, Y: l.at.Y - 0.1*size}, Max: vg.Point{X: l.at.X + wide, Y: l.at.Y + 0.7*size}}
		if !r.free(box) {
			t.Errorf("label %d at %v covers a curve or another label", i, l.at)
		}
		r.taken = append(r.taken, box)
		if box.Max.X > w+beyond {
			t.Errorf("label %d ends at %v, want at most %v", i, box.Max.X, w+beyond)
		}
		if l.at.X < w/2 {
			near++
		}
	}
	if near < 4 {
		t.Errorf("got %d labels at the ends of their curves, want most there", near)
	}
}

// The words of an arrow stand where no curve runs through them.
func TestArrowWordsCoverNothing(t *testing.T) {
	for _, lower := range []float32{.05, .2, .4, .6} {
		p := &sim.Panel{X: sim.Axis{Max: 10}, Y: sim.Axis{Max: 1}, Lines: []sim.Line{
			{Role: sim.Limit, X: []float32{0, 5, 10}, Y: []float32{1, .5, 0}},
			{Role: sim.Kernel, X: []float32{0, 8, 10}, Y: []float32{1, .5, .4}},
			{Role: sim.Finite, X: []float32{0, 4, 10}, Y: []float32{.9, lower, 0}},
		}}
		to := func(x, y float64) vg.Point { return vg.Point{X: vg.Length(x * 30), Y: vg.Length(y * 200)} }
		r := newRoom(p, nil, to)
		w := r.words(to(8, .5), to(5, .5), 70, 0)
		x := w.at.X
		if w.rightend {
			x -= 70
		}
		if box := (vg.Rectangle{Min: vg.Point{X: x, Y: w.at.Y - 18*px}, Max: vg.Point{X: x + 70, Y: w.at.Y + 12*px}}); !newRoom(p, nil, to).free(box) {
			t.Errorf("a curve through %v: got words at %+v, which it crosses", lower, w)
		}
	}
}

// Axes that are drawn have labels, with subscripts where those have.
func TestAxesHaveLabels(t *testing.T) {
	unit := sim.Axis{Max: 1}
	for _, c := range []struct {
		panel sim.Panel
		want  []string
	}{
		{sim.Panel{Title: "Training loss", X: sim.Axis{Label: "steps", Max: 1}, Y: unit}, []string{"steps", "training loss"}},
		{sim.Panel{Title: "Held-out error", Subtitle: "of the variance", X: unit, Y: unit}, []string{"held-out error of the variance"}},
		{sim.Panel{Title: "R² of inputs", X: unit, Y: unit}, []string{"R² of inputs"}},
		{sim.Panel{Title: "Loss", X: unit, Y: sim.Axis{Max: 1, Label: "λ_max"}}, []string{"λ", "max"}},
		{sim.Panel{Title: "Units", Square: true, X: sim.Axis{Max: 1, Hidden: true}, Y: unit}, []string{"first coordinate", "second coordinate"}},
		{sim.Panel{Title: "Plane", Square: true, X: sim.Axis{Max: 1, Label: "A_v"}, Y: unit}, []string{"A", "v", "second coordinate"}},
	} {
		text := string(writeFrom(t, &c.panel, nil, "svg"))
		for _, w := range c.want {
			if !strings.Contains(text, ">"+w+"</text>") {
				t.Errorf("%s: got no axis label %q", c.panel.Title, w)
			}
		}
	}
	hidden := sim.Panel{Title: "Data", Square: true, X: sim.Axis{Max: 1, Hidden: true}, Y: sim.Axis{Max: 1, Hidden: true}}
	if text := string(writeFrom(t, &hidden, nil, "svg")); strings.Contains(text, "coordinate") {
		t.Error("got labels of axes that are not drawn")
	}
	// A long label does not squeeze the chart.
	long := sim.Panel{Title: strings.Repeat("long ", 20), X: sim.Axis{Label: "x", Max: 1}, Y: unit}
	text := string(writeFrom(t, &long, nil, "svg"))
	if !strings.Contains(text, "long") {
		t.Error("got no label")
	}
}

// Zero lines are where fields are zero: of x the line x = 0, of sectors their bounds.
func TestZeroLines(t *testing.T) {
	c := ramp(sim.Signed, true)
	lines := ZeroLines(&c)
	if len(lines) != 1 || len(lines[0].X) < 2 {
		t.Fatalf("got %+v, want one line", lines)
	}
	for i, x := range lines[0].X {
		if math.Abs(x) > 1e-9 || math.Abs(lines[0].Y[i]) > 20 { // rounding
			t.Errorf("got a node (%v, %v), want x = 0", x, lines[0].Y[i])
		}
	}
	if c.Zero = false; ZeroLines(&c) != nil {
		t.Error("got a line that the field does not show")
	}
	classes := map[int]bool{}
	for _, z := range ZeroLines(&wheel(5).Cells[0]) {
		classes[z.Class] = true
	}
	if len(classes) != 5 {
		t.Errorf("got bounds of classes %v, want of five", classes)
	}
}
