//go:build goexperiment.simd

#include "loops_wasm.h"

// On the stack, p·s + c for p there.
#define HORNER(s, c) \
	Get s; \
	F32x4Mul; \
	Get c; \
	F32x4Add

// Four numbers: V0 is x, V1 is x². Pmin is its second operand if that is less, and else its
// first, NaN too: one instruction, where a comparison and a choice would be four.
#define TANH(at) \
	Get R0; \
	I32WrapI64; \
	V128Load at; \
	Get V2; \
	F32x4Pmin; \
	Get V3; \
	F32x4Pmax; \
	Set V0; \
	Get V0; \
	Get V0; \
	F32x4Mul; \
	Set V1; \
	Get R0; \
	I32WrapI64; \
	Get V0; \
	Get V6; \
	HORNER(V1, V7); \
	HORNER(V1, V8); \
	HORNER(V1, V9); \
	HORNER(V1, V4); \
	F32x4Mul; \
	Get V10; \
	HORNER(V1, V11); \
	HORNER(V1, V12); \
	HORNER(V1, V13); \
	HORNER(V1, V4); \
	F32x4Div; \
	Get V4; \
	F32x4Pmin; \
	Get V5; \
	F32x4Pmax; \
	V128Store $0, at

// Tanh, 16 numbers at a time; its constants stay in registers.
//
// func tanhLoop(x *float32, constants *[12]float32, blocks int)
TEXT ·tanhLoop(SB), NOSPLIT, $0-24
	MOVD x+0(FP), R0
	MOVD constants+8(FP), R1
	MOVD blocks+16(FP), R2
	SPREAD(V2, R1, $0)
	SPREAD(V3, R1, $4)
	SPREAD(V4, R1, $8)
	SPREAD(V5, R1, $12)
	SPREAD(V6, R1, $16)
	SPREAD(V7, R1, $20)
	SPREAD(V8, R1, $24)
	SPREAD(V9, R1, $28)
	SPREAD(V10, R1, $32)
	SPREAD(V11, R1, $36)
	SPREAD(V12, R1, $40)
	SPREAD(V13, R1, $44)
	Loop
		TANH($0)
		TANH($16)
		TANH($32)
		TANH($48)
		STEP(R0, $64)
		AGAIN(R2)
	End
	RET

#define TANHGATE(at) \
	Get R1; \
	I32WrapI64; \
	V128Load at; \
	Set V0; \
	Get R0; \
	I32WrapI64; \
	Get R0; \
	I32WrapI64; \
	V128Load at; \
	Get V1; \
	Get V0; \
	Get V0; \
	F32x4Mul; \
	F32x4Sub; \
	F32x4Mul; \
	V128Store $0, at

// TanhGate, 16 numbers at a time.
//
// func tanhGateLoop(delta, y *float32, blocks int)
TEXT ·tanhGateLoop(SB), NOSPLIT, $0-24
	MOVD delta+0(FP), R0
	MOVD y+8(FP), R1
	MOVD blocks+16(FP), R2
	F32Const $1.0
	F32x4Splat
	Set V1
	Loop
		TANHGATE($0)
		TANHGATE($16)
		TANHGATE($32)
		TANHGATE($48)
		STEP(R0, $64)
		STEP(R1, $64)
		AGAIN(R2)
	End
	RET
