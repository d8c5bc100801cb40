// Command claims measures every number that a story tells, over seeds, and writes a table of
// them beside the story: sim/experiments/<name>/claims.csv. Its test holds the stories to
// those tables. It knows what the stories claim, and nothing of how they are shown.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// A book is the studies of one experiment, in the folder where its story stands.
type book struct {
	folder  string
	studies []study
	claims  []claim
	given   []string // numbers of the story that are not measured: settings, and parts of formulas
}

var books = []book{
	{"bottleneck", bottleneck, bottleneckClaims, []string{"10", "90"}}, // of the bands
	{"deeplinear", deepLinear, deepLinearClaims, nil},
	{"graph", graphs, graphClaims, nil},
	{"sparse", sparsest, sparseClaims, []string{"0", "1"}}, // a label, and where the certificate may sit
}

// run returns the exit code: 2 for what the command line says wrong, 1 for bad luck.
func run(args []string, stdout, stderr io.Writer) int {
	f := flag.NewFlagSet("claims", flag.ContinueOnError)
	f.SetOutput(stderr)
	only := f.String("only", "", "measure the studies whose name matches this expression, and leave the others as they are")
	root := f.String("root", ".", "folder of the module")
	if err := f.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		return 2
	}
	which, err := regexp.Compile(*only)
	if err != nil || f.NArg() > 0 {
		fmt.Fprintln(stderr, "claims: -only takes a regular expression, and there is nothing else to say:", err)
		return 2
	}
	for _, b := range books {
		if err := b.update(*root, which, stdout); err != nil {
			fmt.Fprintln(stderr, "claims:", err)
			return 1
		}
	}
	return 0
}

func (b book) file(root string) string {
	return filepath.Join(root, "sim", "experiments", b.folder, "claims.csv")
}

// update measures the studies that match, and writes the table after each, so that nothing
// is lost that took long.
func (b book) update(root string, which *regexp.Regexp, stdout io.Writer) error {
	old, err := b.read(root)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, s := range b.studies {
		if !which.MatchString(s.name) {
			continue
		}
		fmt.Fprintf(stdout, "%s: ", s.name)
		rows, err := s.measured(func(uint64) { fmt.Fprint(stdout, ".") })
		fmt.Fprintln(stdout)
		if err != nil {
			return err
		}
		for _, r := range rows {
			fmt.Fprintf(stdout, "  %s: %s (%s to %s) over %d seeds\n", r.name, text(r.median()), text(r.low()), text(r.high()), len(r.values))
			if i := slices.IndexFunc(old, func(o row) bool { return o.name == r.name }); i >= 0 {
				old[i] = r
			} else {
				old = append(old, r)
			}
		}
		if err := b.write(root, old); err != nil {
			return err
		}
	}
	return nil
}

func (b book) read(root string) ([]row, error) {
	f, err := os.Open(b.file(root))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return read(f)
}

// write writes the rows of the studies there are, in their order.
func (b book) write(root string, rows []row) error {
	var ordered []row
	for _, s := range b.studies {
		for _, m := range s.measures {
			for _, r := range rows {
				if r.name == s.name+": "+m.name {
					ordered = append(ordered, r)
				}
			}
		}
	}
	f, err := os.Create(b.file(root))
	if err != nil {
		return err
	}
	return errors.Join(write(f, ordered), f.Close())
}
