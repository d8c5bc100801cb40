//go:build js && wasm

package main

import (
	"syscall/js"
	"time"

	"narrows/wasm/raster"
)

// A software painter puts pictures onto a canvas of the page without a GPU.
type software struct {
	painter raster.Painter
	pixels  js.Value // Uint8ClampedArray
	bytes   js.Value // the same as a Uint8Array, which Go can copy to
	data    js.Value // ImageData over it
	w, h    int
}

// paintSoftware(canvas) paints what is in view.
func (v *viewer) paintSoftware(args []js.Value) any {
	began := time.Now()
	scene := v.scene()
	if scene == nil {
		return nil
	}
	s := &v.soft
	picture := s.painter.Paint(scene)
	w, h := picture.Rect.Dx(), picture.Rect.Dy()
	if w != s.w || h != s.h {
		s.w, s.h = w, h
		s.pixels = js.Global().Get("Uint8ClampedArray").New(4 * w * h)
		s.bytes = js.Global().Get("Uint8Array").New(s.pixels.Get("buffer"))
		s.data = js.Global().Get("ImageData").New(s.pixels, w, h)
	}
	canvas := args[0]
	if canvas.Get("width").Int() != w || canvas.Get("height").Int() != h {
		canvas.Set("width", w)
		canvas.Set("height", h)
	}
	js.CopyBytesToJS(s.bytes, picture.Pix)
	canvas.Call("getContext", "2d").Call("putImageData", s.data, 0, 0)
	v.took(began)
	return nil
}
