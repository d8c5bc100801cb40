//go:build goexperiment.simd

#include "loops_wasm.h"

// V12 … V15 are the 16 samples of a feature of b.
#define FEATURE(b0, b1, b2, b3) \
	LOAD(V12, R6, b0); \
	LOAD(V13, R6, b1); \
	LOAD(V14, R6, b2); \
	LOAD(V15, R6, b3)

// Four partial sums in memory += Σ a b over the samples.
#define DOT(a0, a1, a2, a3, at) \
	Get R0; \
	I32WrapI64; \
	Get R0; \
	I32WrapI64; \
	V128Load at; \
	Get a0; \
	Get V12; \
	F32x4Mul; \
	F32x4Add; \
	Get a1; \
	Get V13; \
	F32x4Mul; \
	F32x4Add; \
	Get a2; \
	Get V14; \
	F32x4Mul; \
	F32x4Add; \
	Get a3; \
	Get V15; \
	F32x4Mul; \
	F32x4Add; \
	V128Store $0, at

#define DOT1(at) DOT(V0, V1, V2, V3, at)
#define DOT2(at) DOT(V4, V5, V6, V7, at)
#define DOT3(at) DOT(V8, V9, V10, V11, at)

// Four partial sums in memory += Σ b.
#define OWN(at) \
	Get R7; \
	I32WrapI64; \
	Get R7; \
	I32WrapI64; \
	V128Load at; \
	Get V12; \
	F32x4Add; \
	Get V13; \
	F32x4Add; \
	Get V14; \
	F32x4Add; \
	Get V15; \
	F32x4Add; \
	V128Store $0, at

// Of a pair of features of b, which one, and how its sums stand: [in][2][4] from few inputs,
// [2][out][4] to few outputs.
#define IN1(own0, own1) \
	FEATURE($0, $16, $32, $48); \
	DOT1($0); \
	own0; \
	FEATURE($64, $80, $96, $112); \
	DOT1($16); \
	own1; \
	STEP(R0, $32)

#define IN2(own0, own1) \
	FEATURE($0, $16, $32, $48); \
	DOT1($0); \
	DOT2($32); \
	own0; \
	FEATURE($64, $80, $96, $112); \
	DOT1($16); \
	DOT2($48); \
	own1; \
	STEP(R0, $64)

#define IN3(own0, own1) \
	FEATURE($0, $16, $32, $48); \
	DOT1($0); \
	DOT2($32); \
	DOT3($64); \
	own0; \
	FEATURE($64, $80, $96, $112); \
	DOT1($16); \
	DOT2($48); \
	DOT3($80); \
	own1; \
	STEP(R0, $96)

#define OUT2 \
	FEATURE($0, $16, $32, $48); \
	DOT1($0); \
	DOT2($16); \
	FEATURE($64, $80, $96, $112); \
	DOT1($32); \
	DOT2($48); \
	STEP(R0, $64)

#define PAIRS(pair, own) \
	Loop; \
		pair; \
		own; \
		STEP(R6, $128); \
		AGAIN(R8); \
	End

#define ROW1 \
	LOAD(V0, R1, $0); \
	LOAD(V1, R1, $16); \
	LOAD(V2, R1, $32); \
	LOAD(V3, R1, $48)

#define ROW2 \
	LOAD(V4, R1, $64); \
	LOAD(V5, R1, $80); \
	LOAD(V6, R1, $96); \
	LOAD(V7, R1, $112)

#define ROW3 \
	LOAD(V8, R1, $128); \
	LOAD(V9, R1, $144); \
	LOAD(V10, R1, $160); \
	LOAD(V11, R1, $176)

// The few features of a stay while all pairs of b pass. Strides lead to the next tile, in
// bytes.
#define TILES(few, body) \
	MOVD a+16(FP), R1; \
	MOVD b+24(FP), R2; \
	MOVD aStride+32(FP), R3; \
	MOVD bStride+40(FP), R4; \
	MOVD tiles+48(FP), R5; \
	Loop; \
		few; \
		MOVD sums+0(FP), R0; \
		MOVD own+8(FP), R7; \
		MOVD pairs+56(FP), R8; \
		COPY(R6, R2); \
		body; \
		ADVANCE(R1, R3); \
		ADVANCE(R2, R4); \
		AGAIN(R5); \
	End; \
	RET

// The sums of b alone are made only if there is somewhere to put them.
#define INWARD(in) \
	Get R7; \
	I64Eqz; \
	If; \
		PAIRS(in(Nop, Nop), Nop); \
	Else; \
		PAIRS(in(OWN($0), OWN($16)), STEP(R7, $32)); \
	End

// func from1Loop(sums, own, a, b *float32, aStride, bStride, tiles, pairs int)
TEXT ·from1Loop(SB), NOSPLIT, $0-64
	TILES(ROW1, INWARD(IN1))

// func from2Loop(sums, own, a, b *float32, aStride, bStride, tiles, pairs int)
TEXT ·from2Loop(SB), NOSPLIT, $0-64
	TILES(ROW1; ROW2, INWARD(IN2))

// func from3Loop(sums, own, a, b *float32, aStride, bStride, tiles, pairs int)
TEXT ·from3Loop(SB), NOSPLIT, $0-64
	TILES(ROW1; ROW2; ROW3, INWARD(IN3))

// func to2Loop(sums, own, a, b *float32, aStride, bStride, tiles, pairs int)
TEXT ·to2Loop(SB), NOSPLIT, $0-64
	TILES(ROW1; ROW2, PAIRS(OUT2, Nop))
