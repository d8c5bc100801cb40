//go:build goexperiment.simd

#include "loops_wasm.h"

// Four samples of 2 features by 4.
#define SAMPLES(a0, a1, b0, b1, b2, b3) \
	LOAD(V8, R6, a0); \
	LOAD(V9, R6, a1); \
	LOAD(V10, R7, b0); \
	MULADD(V0, V8, V10); \
	MULADD(V4, V9, V10); \
	LOAD(V10, R7, b1); \
	MULADD(V1, V8, V10); \
	MULADD(V5, V9, V10); \
	LOAD(V10, R7, b2); \
	MULADD(V2, V8, V10); \
	MULADD(V6, V9, V10); \
	LOAD(V10, R7, b3); \
	MULADD(V3, V8, V10); \
	MULADD(V7, V9, V10)

// The sum of four partial sums, in the order of total.
#define TOTAL(v, at) \
	Get R0; \
	I32WrapI64; \
	Get v; \
	F32x4ExtractLane $0, $0; \
	Get v; \
	F32x4ExtractLane $0, $1; \
	F32Add; \
	Get v; \
	F32x4ExtractLane $0, $2; \
	Get v; \
	F32x4ExtractLane $0, $3; \
	F32Add; \
	F32Add; \
	F32Store at

// Two features of a by all quadruples of b: eight sums over the samples of all tiles for
// each, whose totals stand as [b][2]. Strides lead to the next tile, in bytes.
//
// func dotsLoop(dots, a, b *float32, aStride, bStride, tiles, quads int)
TEXT ·dotsLoop(SB), NOSPLIT, $0-56
	MOVD dots+0(FP), R0
	MOVD a+8(FP), R1
	MOVD b+16(FP), R2
	MOVD aStride+24(FP), R3
	MOVD bStride+32(FP), R4
	MOVD tiles+40(FP), R5
	MOVD quads+48(FP), R9
	Loop
		ZERO(V0)
		ZERO(V1)
		ZERO(V2)
		ZERO(V3)
		ZERO(V4)
		ZERO(V5)
		ZERO(V6)
		ZERO(V7)
		COPY(R6, R1)
		COPY(R7, R2)
		COPY(R8, R5)
		Loop
			SAMPLES($0, $64, $0, $64, $128, $192)
			SAMPLES($16, $80, $16, $80, $144, $208)
			SAMPLES($32, $96, $32, $96, $160, $224)
			SAMPLES($48, $112, $48, $112, $176, $240)
			ADVANCE(R6, R3)
			ADVANCE(R7, R4)
			AGAIN(R8)
		End
		TOTAL(V0, $0)
		TOTAL(V4, $4)
		TOTAL(V1, $8)
		TOTAL(V5, $12)
		TOTAL(V2, $16)
		TOTAL(V6, $20)
		TOTAL(V3, $24)
		TOTAL(V7, $28)
		STEP(R0, $32)
		STEP(R2, $256)
		AGAIN(R9)
	End
	RET

// Totals of partial sums, a group at a time: one total every step bytes, and some more to
// skip after a group.
//
// func totalsLoop(totals, sums *float32, groups, group, step, skip int)
TEXT ·totalsLoop(SB), NOSPLIT, $0-48
	MOVD totals+0(FP), R0
	MOVD sums+8(FP), R1
	MOVD groups+16(FP), R5
	MOVD step+32(FP), R3
	MOVD skip+40(FP), R4
	Loop
		MOVD group+24(FP), R2
		Loop
			LOAD(V0, R1, $0)
			TOTAL(V0, $0)
			ADVANCE(R0, R3)
			STEP(R1, $16)
			AGAIN(R2)
		End
		ADVANCE(R0, R4)
		AGAIN(R5)
	End
	RET

#define ADDLOADED(sum, at) \
	Get sum; \
	Get R6; \
	I32WrapI64; \
	V128Load at; \
	F32x4Add; \
	Set sum

// Four samples of four features.
#define ADDED(a0, a1, a2, a3) \
	ADDLOADED(V0, a0); \
	ADDLOADED(V1, a1); \
	ADDLOADED(V2, a2); \
	ADDLOADED(V3, a3)

// Quadruples of features, each summed over the samples of all tiles: four at a time, so
// that no sum waits for its last addition.
//
// func sumsLoop(sums, a *float32, aStride, tiles, quads int)
TEXT ·sumsLoop(SB), NOSPLIT, $0-40
	MOVD sums+0(FP), R0
	MOVD a+8(FP), R1
	MOVD aStride+16(FP), R3
	MOVD tiles+24(FP), R5
	MOVD quads+32(FP), R9
	Loop
		ZERO(V0)
		ZERO(V1)
		ZERO(V2)
		ZERO(V3)
		COPY(R6, R1)
		COPY(R8, R5)
		Loop
			ADDED($0, $64, $128, $192)
			ADDED($16, $80, $144, $208)
			ADDED($32, $96, $160, $224)
			ADDED($48, $112, $176, $240)
			ADVANCE(R6, R3)
			AGAIN(R8)
		End
		TOTAL(V0, $0)
		TOTAL(V1, $4)
		TOTAL(V2, $8)
		TOTAL(V3, $12)
		STEP(R0, $16)
		STEP(R1, $256)
		AGAIN(R9)
	End
	RET
