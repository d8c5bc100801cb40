//go:build goexperiment.simd

#include "loops_wasm.h"

// What becomes of a value on its way to y: nothing, ReLU, or zero where h is not positive.
// NaN stays.
#define KEEP(value, at) \
	Get R0; \
	I32WrapI64; \
	value; \
	V128Store $0, at

#define CUT(value, at) \
	Get R0; \
	I32WrapI64; \
	value; \
	V128Const $0, $0; \
	F32x4Pmax; \
	V128Store $0, at

#define GATE(value, at) \
	Get R0; \
	I32WrapI64; \
	value; \
	Get R4; \
	I32WrapI64; \
	V128Load at; \
	V128Const $0, $0; \
	F32x4Gt; \
	V128And; \
	V128Store $0, at

// One of the three, as the constants keep, cut and gate of products_wasm.go say in R10.
#define CHOOSE(keep, cut, gate) \
	Get R10; \
	I64Eqz; \
	If; \
		keep; \
	Else; \
		Get R10; \
		I64Const $1; \
		I64Eq; \
		If; \
			cut; \
		Else; \
			gate; \
		End; \
	End

#define ROW(store, p, q, r, s, y0, y1, y2, y3) \
	store(p, y0); \
	store(q, y1); \
	store(r, y2); \
	store(s, y3)

// ---- from few inputs ---------------------------------------------------------------------

// Four samples of one output: V12 is its bias, V13 … V15 its weights.
#define FROM1(x) \
	Get V12; \
	Get V13; \
	Get x; \
	F32x4Mul; \
	F32x4Add

#define FROM2(x, z) \
	FROM1(x); \
	Get V14; \
	Get z; \
	F32x4Mul; \
	F32x4Add

#define FROM3(x, z, u) \
	FROM2(x, z); \
	Get V15; \
	Get u; \
	F32x4Mul; \
	F32x4Add

#define OUTPUT1(store, b, w0, w1, w2, y0, y1, y2, y3) \
	SPREAD(V12, R2, b); \
	SPREAD(V13, R1, w0); \
	ROW(store, FROM1(V0), FROM1(V1), FROM1(V2), FROM1(V3), y0, y1, y2, y3)

#define OUTPUT2(store, b, w0, w1, w2, y0, y1, y2, y3) \
	SPREAD(V12, R2, b); \
	SPREAD(V13, R1, w0); \
	SPREAD(V14, R1, w1); \
	ROW(store, FROM2(V0, V4), FROM2(V1, V5), FROM2(V2, V6), FROM2(V3, V7), y0, y1, y2, y3)

#define OUTPUT3(store, b, w0, w1, w2, y0, y1, y2, y3) \
	SPREAD(V12, R2, b); \
	SPREAD(V13, R1, w0); \
	SPREAD(V14, R1, w1); \
	SPREAD(V15, R1, w2); \
	ROW(store, FROM3(V0, V4, V8), FROM3(V1, V5, V9), FROM3(V2, V6, V10), FROM3(V3, V7, V11), y0, y1, y2, y3)

#define OUTPUTS(output, store, wStep) \
	Loop; \
		output(store, $0, $0, $8, $16, $0, $16, $32, $48); \
		output(store, $4, $4, $12, $20, $64, $80, $96, $112); \
		ADVANCE(R2, R6); \
		STEP(R1, wStep); \
		STEP(R0, $128); \
		STEP(R4, $128); \
		AGAIN(R5); \
	End

// The inputs stay while all outputs pass: the layers after a bottleneck, and the way back
// from one. Biases are bStep apart, or 0 where b is one pair for all.
#define FROM(output, wStep, xStep) \
	MOVD y+0(FP), R0; \
	MOVD x+24(FP), R3; \
	MOVD h+32(FP), R4; \
	MOVD tiles+40(FP), R9; \
	MOVD bStep+56(FP), R6; \
	MOVD then+64(FP), R10; \
	Loop; \
		MOVD w+8(FP), R1; \
		MOVD b+16(FP), R2; \
		MOVD pairs+48(FP), R5; \
		LOAD(V0, R3, $0); \
		LOAD(V1, R3, $16); \
		LOAD(V2, R3, $32); \
		LOAD(V3, R3, $48); \
		LOAD(V4, R3, $64); \
		LOAD(V5, R3, $80); \
		LOAD(V6, R3, $96); \
		LOAD(V7, R3, $112); \
		LOAD(V8, R3, $(xStep-128)); \
		LOAD(V9, R3, $(xStep-112)); \
		LOAD(V10, R3, $(xStep-96)); \
		LOAD(V11, R3, $(xStep-80)); \
		CHOOSE(OUTPUTS(output, KEEP, wStep), OUTPUTS(output, CUT, wStep), OUTPUTS(output, GATE, wStep)); \
		STEP(R3, $xStep); \
		AGAIN(R9); \
	End; \
	RET

// func affineFrom1Loop(y, w, b, x, h *float32, tiles, pairs, bStep, then int)
TEXT ·affineFrom1Loop(SB), NOSPLIT, $0-72
	FROM(OUTPUT1, $16, 128)

// func affineFrom2Loop(y, w, b, x, h *float32, tiles, pairs, bStep, then int)
TEXT ·affineFrom2Loop(SB), NOSPLIT, $0-72
	FROM(OUTPUT2, $16, 128)

// func affineFrom3Loop(y, w, b, x, h *float32, tiles, pairs, bStep, then int)
TEXT ·affineFrom3Loop(SB), NOSPLIT, $0-72
	FROM(OUTPUT3, $32, 256)

// ---- from many inputs --------------------------------------------------------------------

// One input to 2 outputs × 16 samples.
#define INPUT(x0, x1, x2, x3, w0, w1) \
	LOAD(V8, R7, x0); \
	LOAD(V9, R7, x1); \
	LOAD(V10, R7, x2); \
	LOAD(V11, R7, x3); \
	SPREAD(V12, R1, w0); \
	MULADD(V0, V12, V8); \
	MULADD(V1, V12, V9); \
	MULADD(V2, V12, V10); \
	MULADD(V3, V12, V11); \
	SPREAD(V12, R1, w1); \
	MULADD(V4, V12, V8); \
	MULADD(V5, V12, V9); \
	MULADD(V6, V12, V10); \
	MULADD(V7, V12, V11)

#define PAIR(store) \
	ROW(store, Get V0, Get V1, Get V2, Get V3, $0, $16, $32, $48); \
	ROW(store, Get V4, Get V5, Get V6, Get V7, $64, $80, $96, $112)

// Tiles through a layer, one by one, two outputs at a time: eight sums, V0 … V3 of one output
// and V4 … V7 of the other. An odd input is left over after the pairs; skip is the room that
// an odd output takes in y, in bytes.
//
// func affineLoop(y, w, b, x, h *float32, tiles, pairs, inputs, skip, then int)
TEXT ·affineLoop(SB), NOSPLIT, $0-80
	MOVD y+0(FP), R0
	MOVD x+24(FP), R3
	MOVD h+32(FP), R4
	MOVD tiles+40(FP), R9
	Loop
		MOVD w+8(FP), R1
		MOVD b+16(FP), R2
		MOVD pairs+48(FP), R5
		Loop
			ZERO(V0)
			ZERO(V4)
			Get R2
			I64Eqz
			I32Eqz
			If
				SPREAD(V0, R2, $0)
				SPREAD(V4, R2, $4)
				STEP(R2, $8)
			End
			COPY(V1, V0)
			COPY(V2, V0)
			COPY(V3, V0)
			COPY(V5, V4)
			COPY(V6, V4)
			COPY(V7, V4)
			COPY(R7, R3)
			MOVD inputs+56(FP), R6
			Get R6
			I64Const $1
			I64ShrU
			Set R8
			Loop
				INPUT($0, $16, $32, $48, $0, $4)
				INPUT($64, $80, $96, $112, $8, $12)
				STEP(R7, $128)
				STEP(R1, $16)
				AGAIN(R8)
			End
			Get R6
			I64Const $1
			I64And
			I64Eqz
			I32Eqz
			If
				INPUT($0, $16, $32, $48, $0, $4)
				STEP(R7, $128)
				STEP(R1, $16)
			End
			MOVD then+72(FP), R10
			CHOOSE(PAIR(KEEP), PAIR(CUT), PAIR(GATE))
			STEP(R0, $128)
			STEP(R4, $128)
			AGAIN(R5)
		End
		MOVD skip+64(FP), R8
		ADVANCE(R0, R8)
		ADVANCE(R4, R8)
		COPY(R3, R7)
		AGAIN(R9)
	End
	RET

// One input to one output.
#define INPUTALONE(x0, x1, x2, x3, w0) \
	SPREAD(V12, R1, w0); \
	LOAD(V8, R7, x0); \
	MULADD(V0, V12, V8); \
	LOAD(V8, R7, x1); \
	MULADD(V1, V12, V8); \
	LOAD(V8, R7, x2); \
	MULADD(V2, V12, V8); \
	LOAD(V8, R7, x3); \
	MULADD(V3, V12, V8)

// The same for the odd output. Its rows in y are stride apart, in bytes.
//
// func affineAloneLoop(y, w, b, x, h *float32, tiles, inputs, stride, then int)
TEXT ·affineAloneLoop(SB), NOSPLIT, $0-72
	MOVD y+0(FP), R0
	MOVD b+16(FP), R2
	MOVD x+24(FP), R7
	MOVD h+32(FP), R4
	MOVD tiles+40(FP), R9
	MOVD inputs+48(FP), R6
	MOVD stride+56(FP), R5
	MOVD then+64(FP), R10
	Loop
		MOVD w+8(FP), R1
		ZERO(V0)
		Get R2
		I64Eqz
		I32Eqz
		If
			SPREAD(V0, R2, $0)
		End
		COPY(V1, V0)
		COPY(V2, V0)
		COPY(V3, V0)
		Get R6
		I64Const $1
		I64ShrU
		Set R8
		Loop
			INPUTALONE($0, $16, $32, $48, $0)
			INPUTALONE($64, $80, $96, $112, $8)
			STEP(R7, $128)
			STEP(R1, $16)
			AGAIN(R8)
		End
		Get R6
		I64Const $1
		I64And
		I64Eqz
		I32Eqz
		If
			INPUTALONE($0, $16, $32, $48, $0)
			STEP(R7, $128)
		End
		CHOOSE(ROW(KEEP, Get V0, Get V1, Get V2, Get V3, $0, $16, $32, $48), ROW(CUT, Get V0, Get V1, Get V2, Get V3, $0, $16, $32, $48), ROW(GATE, Get V0, Get V1, Get V2, Get V3, $0, $16, $32, $48))
		ADVANCE(R0, R5)
		ADVANCE(R4, R5)
		AGAIN(R9)
	End
	RET
