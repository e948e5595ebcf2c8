package desk

// maxUndo is how many steps back there are.
const maxUndo = 40

// steps are what was there before the last changes, the newest last.
type steps[T any] struct{ past []done[T] }

// A done step is one of them.
type done[T any] struct {
	did string // what was done then, to a clerk
	was T
}

// push remembers what was there before something was done.
func (s *steps[T]) push(did string, was T) {
	if len(s.past) == maxUndo {
		s.past = s.past[1:]
	}
	s.past = append(s.past, done[T]{did, was})
}

// pop goes a step back; !ok at the beginning.
func (s *steps[T]) pop() (did string, was T, ok bool) {
	if len(s.past) == 0 {
		return "", was, false
	}
	last := s.past[len(s.past)-1]
	s.past = s.past[:len(s.past)-1]
	return last.did, last.was, true
}

// Last is what going back would undo; "" for nothing.
func (s *steps[T]) Last() string {
	if len(s.past) == 0 {
		return ""
	}
	return s.past[len(s.past)-1].did
}
