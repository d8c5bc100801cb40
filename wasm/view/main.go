//go:build js && wasm

// Command view is the program of the page: it decodes what the worker sends and draws it,
// with ebiten or, without WebGL2, in software. It knows no experiment beyond what the
// catalogue says, and none of the page's elements but its canvas.
package main

import (
	"fmt"
	"runtime/debug"
	"syscall/js"

	"narrows/sim/wire"
)

// build names the sources both programs were made from; the linker sets it.
var build string

// The page's script leaves a function under this name, which receives all that the page
// may call.
const handshake = "narrowsAttach"

func main() {
	// There is one thread, and a collection that falls into a frame is seen. With five times
	// the live memory, some 50 MB, there are few.
	debug.SetGCPercent(400)
	v := &viewer{decoders: map[int]*wire.Decoder{}}
	api := js.Global().Get("Object").New()
	for name, f := range map[string]func([]js.Value) any{
		// links
		"catalogue": v.catalogue,
		"open":      v.open,
		"meant":     v.meant,
		"with":      v.with,
		"offered":   v.offered,
		"seeded":    v.seeded,
		"carry":     v.carry,
		"linkAt":    v.linkAt,
		"turn":      v.turn,
		// tables
		"table": v.table,
		"edit":  v.edit,
		// marks with a handle
		"grips":      v.grips,
		"gripAt":     v.gripAt,
		"dragged":    v.dragged,
		"nudged":     v.nudged,
		"bare":       v.bare,
		"bareBeside": v.bareBeside,
		"light":      v.light,
		// pinned runs
		"pin":      v.pin,
		"unpin":    v.unpin,
		"ghosts":   v.ghosts,
		"replay":   v.replay,
		"replayed": v.replayed,
		// requests and replies
		"start":   v.start,
		"advance": v.advance,
		"set":     v.set,
		"receive": v.receive,
		"show":    v.show,
		"forget":  v.forget,
		// the picture
		"look":    v.setLook,
		"titles":  v.titles,
		"paint":   v.paintSoftware,
		"ebiten":  v.runEbiten,
		"dirty":   v.isDirty,
		"pick":    v.pick,
		"solid":   v.solid,
		"rotate":  v.rotate,
		"axis":    v.axis,
		"linear":  v.linear,
		"noun":    v.noun,
		"reading": v.reading,
		"stats":   v.stats,
	} {
		api.Set(name, guarded(name, f))
	}
	attach := js.Global().Get(handshake)
	js.Global().Delete(handshake)
	attach.Invoke(api)
	select {}
}

// guarded makes a function for the page. A panic becomes an Error that the page can catch,
// for one that leaves here would end the program and write itself onto the console.
func guarded(name string, f func([]js.Value) any) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) (result any) {
		defer func() {
			if r := recover(); r != nil {
				result = js.Global().Get("Error").New(fmt.Sprintf("view: %s: %v", name, r))
			}
		}()
		return f(args)
	})
}

// object makes a JavaScript object of names and values in turn.
func object(pairs ...any) js.Value {
	o := js.Global().Get("Object").New()
	for i := 0; i < len(pairs); i += 2 {
		o.Set(pairs[i].(string), pairs[i+1])
	}
	return o
}

// list makes a JavaScript array.
func list[T any](items []T, value func(T) any) js.Value {
	a := js.Global().Get("Array").New(len(items))
	for i, x := range items {
		a.SetIndex(i, value(x))
	}
	return a
}

// copied copies an ArrayBuffer.
func copied(buffer js.Value) []byte {
	a := js.Global().Get("Uint8Array").New(buffer)
	b := make([]byte, a.Length())
	js.CopyBytesToGo(b, a)
	return b
}

// bytesOf copies bytes into a new Uint8Array.
func bytesOf(b []byte) js.Value {
	a := js.Global().Get("Uint8Array").New(len(b))
	js.CopyBytesToJS(a, b)
	return a
}
