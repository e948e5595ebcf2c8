//go:build race

package hostile

// racing tells that the race detector multiplies what everything costs.
const racing = true
