package campaign

import (
	"errors"
	"testing"
)

func TestBytes(t *testing.T) {
	for _, tt := range []struct {
		b              Bytes
		floor, ceiling int64
	}{
		{"", 0, 0},
		{"0", 0, 0},
		{"1500", 1500, 1500},
		{"500K", 500_000, 512_000},
		{"2M", 2_000_000, 2 << 20},
		{"200M", 200_000_000, 200 << 20},
		{"2 mb", 2_000_000, 2 << 20},
		{"1.5G", 1_500_000_000, 3 << 29},
		{"0.001K", 1, 1},
		{"999999999G", 999_999_999_000_000_000, 999_999_999 << 30},
	} {
		floor, err1 := tt.b.Floor()
		ceiling, err2 := tt.b.Ceiling()
		if floor != tt.floor || ceiling != tt.ceiling || err1 != nil || err2 != nil {
			t.Errorf("%q: %d (%v), %d (%v); want %d, %d", tt.b, floor, err1, ceiling, err2, tt.floor, tt.ceiling)
		}
	}
}

func TestBytesErrors(t *testing.T) {
	for _, b := range []Bytes{"M", "2T", "-1", "1e3", "2M左右", "１M", "1234567890", "1.2345M", "1.M", "inf"} {
		if n, err := b.Floor(); !errors.Is(err, ErrBytes) || n != 0 {
			t.Errorf("%q: %d, %v; want ErrBytes", b, n, err)
		}
	}
}

func TestPoints(t *testing.T) {
	for size, want := range map[string]float64{
		"": 0, "二号": 22, "小四": 12, "小四号": 12, "小初": 36, "初号": 42, "五号": 10.5, "22": 22, "10.5": 10.5, "16磅": 16, "16 pt": 16,
	} {
		if got, err := (TextLook{Size: size}).Points(); got != want || err != nil {
			t.Errorf("%q: %v, %v; want %v", size, got, err, want)
		}
	}
	for _, size := range []string{"大", "0", "-3", "九号", "小八", "号", "1e3", "２２", "22.555", "二"} {
		if got, err := (TextLook{Size: size}).Points(); got != 0 || !errors.Is(err, ErrTypeSize) {
			t.Errorf("%q: %v, %v; want ErrTypeSize", size, got, err)
		}
	}
}

func TestTypeSize(t *testing.T) {
	for points, want := range map[float64]string{22: "二号", 12: "小四", 10.5: "五号", 13: "13磅", 10: "10磅", 12.5: "12.5磅"} {
		if got := TypeSize(points); got != want {
			t.Errorf("%v: %q, want %q", points, got, want)
		}
	}
}
