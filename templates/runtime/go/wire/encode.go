package wire

// EncodeError is why a value can't be written as JSON, such as a union that holds nothing.
type EncodeError struct{ Reason string }

func (e *EncodeError) Error() string { return "encode JSON: " + e.Reason }

// Encode adds the JSON text that `write` makes of a value. Functions that write panic with an [EncodeError] where they
// can't, as encoding/json's own do: they nest deeply, and fail once in a program's life.
func Encode[T any](b []byte, value *T, write func([]byte, *T) []byte) (text []byte, err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			failure, ok := thrown.(*EncodeError)
			if !ok {
				panic(thrown)
			}
			text, err = nil, failure
		}
	}()
	return write(b, value), nil
}

// DecodeError is why a text isn't read into a type: it is no JSON, or JSON of something else.
type DecodeError struct{ Reason string }

func (e *DecodeError) Error() string { return "decode JSON: " + e.Reason }

// Decode reads a text into a value, whose rules it doesn't check.
func Decode[T any](text []byte, value *T, read func(*Reader, *T) bool) error {
	var made T
	if own := append([]byte(nil), text...); Read(own, mostDepth, false, &made, read) {
		*value = made
		return nil
	}
	if _, fault := Parse(text, mostDepth); fault != nil {
		return &DecodeError{fault.Message}
	}
	return &DecodeError{"the value has not the form of its type"}
}
