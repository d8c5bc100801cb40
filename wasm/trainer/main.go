//go:build js && wasm

// Command trainer is the program of the Web Worker: it holds one run and answers each
// request about it with exactly one reply. It knows nothing of pages, pictures or of what
// any experiment computes.
package main

import (
	"fmt"
	"time"
	"unsafe"

	"narrows/sim/experiments"
)

// build names the sources both programs were made from; the linker sets it.
var build string

// The worker's script copies a request into in, calls handle and copies the reply out.
var (
	in    []byte
	out   []byte
	desk  = Desk{Build: build, List: experiments.List, Now: now}
	began = time.Now()
)

// now is the worker's clock in milliseconds. The runs themselves have none.
func now() float64 { return float64(time.Since(began)) / float64(time.Millisecond) }

// The exports below are called from JavaScript, so main must never return.
func main() { select {} }

// inbox returns the address of room for a request of n bytes.
//
//go:wasmexport inbox
func inbox(n int32) unsafe.Pointer {
	// One byte more, so that an empty request has an address as well.
	if cap(in) < int(n)+1 {
		in = make([]byte, n+1)
	}
	in = in[:n]
	return unsafe.Pointer(unsafe.SliceData(in))
}

// handle answers the request in the inbox and returns the reply's length.
//
//go:wasmexport handle
func handle() (n int32) {
	defer func() {
		// An unrecovered panic would end the instance.
		if r := recover(); r != nil {
			desk.run = nil
			out = desk.fail(out[:0], fmt.Sprintf("The run stopped with an error of the program: %v.", r))
			n = int32(len(out))
		}
	}()
	out = desk.Answer(out[:0], in)
	return int32(len(out))
}

// prepare builds the run of the link in the inbox ahead of its Start.
//
//go:wasmexport prepare
func prepare() {
	// What goes wrong here goes wrong again at Start, which can say so.
	defer func() { _ = recover() }()
	desk.Prepare(string(in))
}

// outbox returns the address of the reply.
//
//go:wasmexport outbox
func outbox() unsafe.Pointer { return unsafe.Pointer(unsafe.SliceData(out)) }

// cost returns the milliseconds that the last reply's frame took, apart from its steps.
//
//go:wasmexport cost
func cost() float64 { return desk.Cost }
