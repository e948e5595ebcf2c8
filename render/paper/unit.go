package paper

import (
	"math"
)

// Pt is a length in points, 1/72 inch. Layout is done in points.
type Pt float64

// Twip is a length in twentieths of a point, the unit of WordprocessingML.
// Everything that both outputs must agree on is kept in twips.
type Twip int

// MM is a length in millimetres, the unit of the standard.
type MM float64

// Pt converts t to points.
func (t Twip) Pt() Pt { return Pt(t) / 20 }

// Pt converts m to points.
func (m MM) Pt() Pt { return Pt(m) * 72 / 25.4 }

// Twips converts m to the nearest twip.
func (m MM) Twips() Twip { return m.Pt().Twips() }

// Twips converts p to the nearest twip.
func (p Pt) Twips() Twip { return Twip(math.Round(float64(p) * 20)) }

// MM converts p to millimetres.
func (p Pt) MM() MM { return MM(p * 25.4 / 72) }
