package wire

import (
	"bytes"
	"encoding/json"
)

// Nullable is an optional member that may also be null: absent (its zero value), null, or a value.
type Nullable[T any] struct {
	value T
	state state
}

type state uint8

const (
	absent state = iota
	null
	present
)

// NullOf is null.
func NullOf[T any]() Nullable[T] { return Nullable[T]{state: null} }

// ValueOf is a value.
func ValueOf[T any](value T) Nullable[T] { return Nullable[T]{value: value, state: present} }

// Get gives the value; false where it is absent or null.
func (n Nullable[T]) Get() (T, bool) { return n.value, n.state == present }

// Or gives the value, or another one where it is absent or null.
func (n Nullable[T]) Or(other T) T {
	if n.state == present {
		return n.value
	}
	return other
}

// IsNull says whether null was said.
func (n Nullable[T]) IsNull() bool { return n.state == null }

// IsSet says whether anything was said: a value or null.
func (n Nullable[T]) IsSet() bool { return n.state != absent }

// IsZero says whether nothing was said, so that `omitzero` leaves it out.
func (n Nullable[T]) IsZero() bool { return n.state == absent }

// Pointer is where the value stands; nil where it is absent or null.
func (n *Nullable[T]) Pointer() *T {
	if n.state != present {
		return nil
	}
	return &n.value
}

// MarshalJSON is for encoding/json.
func (n Nullable[T]) MarshalJSON() ([]byte, error) {
	if n.state != present {
		return []byte("null"), nil
	}
	return json.Marshal(n.value)
}

// UnmarshalJSON is for encoding/json.
func (n *Nullable[T]) UnmarshalJSON(text []byte) error {
	if bytes.Equal(text, []byte("null")) {
		*n = NullOf[T]()
		return nil
	}
	var value T
	if err := json.Unmarshal(text, &value); err != nil {
		return err
	}
	*n = ValueOf(value)
	return nil
}
