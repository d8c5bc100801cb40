//go:build goexperiment.simd

#include "loops_wasm.h"

// One block of 2×2: the numbers (a, b), (c, d) at R3 become (a, c), (b, d), as halves of
// integers, since the assembler knows no shuffle.
#define BLOCK(at, next) \
	Get R3; \
	I32WrapI64; \
	I64Load $0; \
	Set R5; \
	Get R3; \
	I32WrapI64; \
	I64Load $8; \
	Set R6; \
	Get R0; \
	I32WrapI64; \
	Get R5; \
	I64Const $0xffffffff; \
	I64And; \
	Get R6; \
	I64Const $32; \
	I64Shl; \
	I64Or; \
	I64Store at; \
	Get R0; \
	I32WrapI64; \
	Get R5; \
	I64Const $32; \
	I64ShrU; \
	Get R6; \
	I64Const $-0x100000000; \
	I64And; \
	I64Or; \
	I64Store next

// Eight outputs, so that 64 bytes of wt are written at once; strides are in bytes.
//
// func transposeLoop(wt, w *float32, wtStride, wStride, blocks int)
TEXT ·transposeLoop(SB), NOSPLIT, $0-40
	MOVD wt+0(FP), R0
	MOVD w+8(FP), R1
	MOVD wtStride+16(FP), R2
	MOVD wStride+24(FP), R4
	MOVD blocks+32(FP), R7
	Loop
		COPY(R3, R1)
		BLOCK($0, $8)
		ADVANCE(R3, R4)
		BLOCK($16, $24)
		ADVANCE(R3, R4)
		BLOCK($32, $40)
		ADVANCE(R3, R4)
		BLOCK($48, $56)
		STEP(R1, $16)
		ADVANCE(R0, R2)
		AGAIN(R7)
	End
	RET
