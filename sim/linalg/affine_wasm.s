//go:build goexperiment.simd

#include "loops_wasm.h"

// y = sum, or floor where that is less: V14 is 0 for ReLU and −∞ for no φ. NaN stays.
#define STORE(v, at) \
	Get R0; \
	I32WrapI64; \
	Get v; \
	Get V14; \
	F32x4Pmax; \
	V128Store $0, at

// y = sum where h > 0 and else 0.
#define STOREGATED(v, at) \
	Get R0; \
	I32WrapI64; \
	Get v; \
	Get R4; \
	I32WrapI64; \
	V128Load at; \
	V128Const $0, $0; \
	F32x4Gt; \
	V128And; \
	V128Store $0, at

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

// Tiles through a layer, one by one, two outputs at a time: eight sums, V0 … V3 of one output and
// V4 … V7 of the other. With h the sums are gated by it, without they are cut at floor.
//
// func affineLoop(y, w, b, x, h *float32, tiles, pairs, half int, floor float32)
TEXT ·affineLoop(SB), NOSPLIT, $0-68
	MOVD y+0(FP), R0
	MOVD x+24(FP), R3
	MOVD h+32(FP), R4
	MOVD tiles+40(FP), R9
	MOVD half+56(FP), R6
	F32Load floor+64(FP)
	F32x4Splat
	Set V14
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
			COPY(R8, R6)
			Loop
				INPUT($0, $16, $32, $48, $0, $4)
				INPUT($64, $80, $96, $112, $8, $12)
				STEP(R7, $128)
				STEP(R1, $16)
				AGAIN(R8)
			End
			Get R4
			I64Eqz
			If
				STORE(V0, $0)
				STORE(V1, $16)
				STORE(V2, $32)
				STORE(V3, $48)
				STORE(V4, $64)
				STORE(V5, $80)
				STORE(V6, $96)
				STORE(V7, $112)
			Else
				STOREGATED(V0, $0)
				STOREGATED(V1, $16)
				STOREGATED(V2, $32)
				STOREGATED(V3, $48)
				STOREGATED(V4, $64)
				STOREGATED(V5, $80)
				STOREGATED(V6, $96)
				STOREGATED(V7, $112)
				STEP(R4, $128)
			End
			STEP(R0, $128)
			AGAIN(R5)
		End
		COPY(R3, R7)
		AGAIN(R9)
	End
	RET

// V11 = V8 + V9·x + V10·z: four samples of one output from two inputs.
#define BOTH(x, z) \
	Get V9; \
	Get x; \
	F32x4Mul; \
	Get V8; \
	F32x4Add; \
	Get V10; \
	Get z; \
	F32x4Mul; \
	F32x4Add; \
	Set V11

#define OUTPUT(store, y0, y1, y2, y3) \
	BOTH(V0, V4); \
	store(V11, y0); \
	BOTH(V1, V5); \
	store(V11, y1); \
	BOTH(V2, V6); \
	store(V11, y2); \
	BOTH(V3, V7); \
	store(V11, y3)

// The same from two inputs, V0 … V3 and V4 … V7, which stay while all outputs pass: the
// layers after a bottleneck, and the way back from one. With h there are no biases.
//
// func affineFrom2Loop(y, w, b, x, h *float32, tiles, pairs int, floor float32)
TEXT ·affineFrom2Loop(SB), NOSPLIT, $0-60
	MOVD y+0(FP), R0
	MOVD x+24(FP), R3
	MOVD h+32(FP), R4
	MOVD tiles+40(FP), R9
	F32Load floor+56(FP)
	F32x4Splat
	Set V14
	Loop
		MOVD w+8(FP), R1
		MOVD b+16(FP), R2
		MOVD pairs+48(FP), R5
		LOAD(V0, R3, $0)
		LOAD(V1, R3, $16)
		LOAD(V2, R3, $32)
		LOAD(V3, R3, $48)
		LOAD(V4, R3, $64)
		LOAD(V5, R3, $80)
		LOAD(V6, R3, $96)
		LOAD(V7, R3, $112)
		Get R4
		I64Eqz
		If
			Loop
				ZERO(V8)
				ZERO(V12)
				Get R2
				I64Eqz
				I32Eqz
				If
					SPREAD(V8, R2, $0)
					SPREAD(V12, R2, $4)
					STEP(R2, $8)
				End
				SPREAD(V9, R1, $0)
				SPREAD(V10, R1, $8)
				OUTPUT(STORE, $0, $16, $32, $48)
				COPY(V8, V12)
				SPREAD(V9, R1, $4)
				SPREAD(V10, R1, $12)
				OUTPUT(STORE, $64, $80, $96, $112)
				STEP(R1, $16)
				STEP(R0, $128)
				AGAIN(R5)
			End
		Else
			ZERO(V8)
			Loop
				SPREAD(V9, R1, $0)
				SPREAD(V10, R1, $8)
				OUTPUT(STOREGATED, $0, $16, $32, $48)
				SPREAD(V9, R1, $4)
				SPREAD(V10, R1, $12)
				OUTPUT(STOREGATED, $64, $80, $96, $112)
				STEP(R1, $16)
				STEP(R4, $128)
				STEP(R0, $128)
				AGAIN(R5)
			End
		End
		STEP(R3, $128)
		AGAIN(R9)
	End
	RET
