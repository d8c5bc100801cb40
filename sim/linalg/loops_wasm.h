// What the assembly of this package for wasm has in common.
//
// Go 1.27's compiler ends each turn of a loop with a jump through a table that holds all
// blocks of the function, adds the constant part of each vector's address apart, and has
// no instruction for the lesser of two numbers. So the hot loops are assembly. No operation
// on a number differs from those of plain.go and functions.go, in kind or in order.
//
// Get and Set are local variables: R are integers, here pointers and counters, V vectors.
// All else is on the stack of the machine. A counter goes down to zero and is at least one
// at the start. The assembler of Go 1.27 drops the only operand of V128Store and of
// F32x4ExtractLane, but keeps the second of two, hence their $0.

#include "textflag.h"

#define LOAD(v, p, at) \
	Get p; \
	I32WrapI64; \
	V128Load at; \
	Set v

#define SAVE(v, p, at) \
	Get p; \
	I32WrapI64; \
	Get v; \
	V128Store $0, at

#define SPREAD(v, p, at) \
	Get p; \
	I32WrapI64; \
	F32Load at; \
	F32x4Splat; \
	Set v

#define ZERO(v) \
	V128Const $0, $0; \
	Set v

#define COPY(v, from) \
	Get from; \
	Set v

// p += n, in bytes
#define STEP(p, n) \
	Get p; \
	I64Const n; \
	I64Add; \
	Set p

#define ADVANCE(p, stride) \
	Get p; \
	Get stride; \
	I64Add; \
	Set p

// One less to go, and again unless none is.
#define AGAIN(count) \
	Get count; \
	I64Const $-1; \
	I64Add; \
	Set count; \
	Get count; \
	I64Eqz; \
	I32Eqz; \
	BrIf $0

#define ADD(sum, a) \
	Get sum; \
	Get a; \
	F32x4Add; \
	Set sum

// sum += a·b
#define MULADD(sum, a, b) \
	Get sum; \
	Get a; \
	Get b; \
	F32x4Mul; \
	F32x4Add; \
	Set sum
