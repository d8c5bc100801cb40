package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"narrows/sim/figure"
)

// A folder that holds another run's files is emptied of them, and of nothing else; what was
// not made here is not written over.
func TestFolder(t *testing.T) {
	dir := t.TempDir()
	args := []string{"-out", dir, "-steps", "2", "-format", "svg", "-link"}
	runs(t, append(args, "#bottleneck?v=1&n=16&points=16&seeds=1", "-seeds", "1")...)
	mine := []string{"notes.txt", "my-loss.svg", "mine.csv"}
	for _, name := range mine {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("mine, "+figure.Mark), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	files, words := runs(t, append(args, "#deep-linear?v=1")...)
	if !strings.Contains(words, "held another run's files") {
		t.Errorf("got %q, want a word of what is gone", words)
	}
	var want []string
	for name := range strings.FieldsSeq(files) {
		want = append(want, filepath.Base(name))
	}
	want = append(want, mine...)
	slices.Sort(want)
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range list {
		got = append(got, e.Name())
	}
	if !slices.Equal(got, want) {
		t.Errorf("got files %v, want %v", got, want)
	}

	other := t.TempDir()
	if err := os.WriteFile(filepath.Join(other, "lines.csv"), []byte("x,y\n1,2\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	var errs strings.Builder
	if code := run([]string{"-link", "#deep-linear", "-out", other}, &errs, &errs); code != 1 || !strings.Contains(errs.String(), "lines.csv") {
		t.Errorf("got exit code %d and %q, want 1 and the file in the way", code, errs.String())
	}
	if left, _ := os.ReadFile(filepath.Join(other, "lines.csv")); string(left) != "x,y\n1,2\n" {
		t.Errorf("got %q of a file that was not ours", left)
	}
	// A list that names files elsewhere is not followed.
	evil, victim := t.TempDir(), filepath.Join(t.TempDir(), "victim.csv")
	os.WriteFile(victim, []byte(figure.Mark), 0o666)
	os.WriteFile(filepath.Join(evil, "frames.csv"), []byte("# "+figure.Mark+"\n"+listing+victim+" ../victim.csv\n"), 0o666)
	runs(t, "-link", "#deep-linear", "-steps", "1", "-out", evil)
	if _, err := os.Stat(victim); err != nil {
		t.Errorf("got %v, want the file elsewhere left alone", err)
	}
}
