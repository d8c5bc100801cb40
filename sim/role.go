package sim

// A Role gives a mark its colour, in every panel and in the prose, and nothing else does.
type Role uint8

const (
	Data   Role = iota // ink and grey
	Kernel             // infinitely wide, nothing squeezed: a fixed kernel
	Limit              // infinitely wide but for the bottleneck
	Finite             // a network of finite width
	Theory             // closed forms
	Class              // coloured by class
)

// RoleNames are the names of the roles in style sheets and files, by Role.
var RoleNames = [...]string{
	Data: "data", Kernel: "kernel", Limit: "limit", Finite: "finite", Theory: "theory", Class: "class",
}

func (r Role) String() string { return RoleNames[r] }
