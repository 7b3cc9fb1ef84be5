package wire

import "strconv"

// Event is one event of an event stream (WHATWG HTML, section 9.2), where the contract doesn't say what its data is.
type Event struct {
	// Data is the text of the event.
	Data string `json:"data"`
	// Event is its type. Empty: message.
	Event string `json:"event,omitzero"`
	// ID is for the Last-Event-ID header. Empty: none was given.
	ID string `json:"id,omitzero"`
	// Retry is how many milliseconds to wait before reconnecting. Zero: nothing was said.
	Retry int64 `json:"retry,omitzero"`
}

// ReadEvent reads an event that is written as JSON.
func ReadEvent(r *Reader, v *Event) bool {
	if !r.Object() {
		return false
	}
	for r.Next() {
		var ok bool
		switch r.Name {
		case "data":
			ok = r.String(&v.Data)
		case "event":
			ok = r.String(&v.Event)
		case "id":
			ok = r.String(&v.ID)
		case "retry":
			ok = r.Int64(&v.Retry)
		default:
			ok = r.Skip()
		}
		if !ok {
			return false
		}
	}
	return r.Closed()
}

// AppendEvent adds the JSON text of an event.
func AppendEvent(b []byte, v *Event) []byte {
	b = AppendString(append(b, `{"data":`...), v.Data)
	if v.Event != "" {
		b = AppendString(append(b, `,"event":`...), v.Event)
	}
	if v.ID != "" {
		b = AppendString(append(b, `,"id":`...), v.ID)
	}
	if v.Retry != 0 {
		b = strconv.AppendInt(append(b, `,"retry":`...), v.Retry, 10)
	}
	return append(b, '}')
}
