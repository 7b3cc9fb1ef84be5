package wire

import (
	"bytes"
	"errors"
)

// None is a value that is always null.
type None struct{}

// MarshalJSON is for encoding/json.
func (None) MarshalJSON() ([]byte, error) { return []byte("null"), nil }

// UnmarshalJSON is for encoding/json.
func (*None) UnmarshalJSON(text []byte) error {
	if !bytes.Equal(text, []byte("null")) {
		return errors.New("must be null")
	}
	return nil
}

// Never is a value that no contract allows: nobody can make one but nil.
type Never interface {
	never()
}
