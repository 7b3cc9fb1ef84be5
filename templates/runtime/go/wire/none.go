package wire

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Null is a value that is always null.
type Null struct{}

// MarshalJSON is for encoding/json.
func (Null) MarshalJSON() ([]byte, error) { return []byte("null"), nil }

// UnmarshalJSON is for encoding/json.
func (*Null) UnmarshalJSON(text []byte) error {
	if !bytes.Equal(text, []byte("null")) {
		return &json.UnmarshalTypeError{Value: fmt.Sprintf("%.40s", text), Offset: 0}
	}
	return nil
}

// Never is a value that no contract allows: nobody can make one but nil.
type Never interface {
	never()
}
