package main

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"parity.test/wire"
)

// fill puts what was told into an answer's struct: as a service does, field by field.
func fill(response reflect.Value, told told) error {
	if status := response.FieldByName("Status"); status.IsValid() {
		status.SetInt(told.Status)
	}
	if own := response.FieldByName("ContentType"); own.IsValid() {
		own.SetString(told.ContentType)
	}
	for index := range response.NumField() {
		name, ok := response.Type().Field(index).Tag.Lookup("header")
		text, given := told.Headers[name]
		if !ok || !given {
			continue
		}
		delete(told.Headers, name)
		if err := put(response.Field(index), text); err != nil {
			return fmt.Errorf("header %s: %w", name, err)
		}
	}
	if len(told.Headers) > 0 {
		return fmt.Errorf("there is no place for the headers %v", told.Headers)
	}
	body := response.FieldByName("Body")
	switch {
	case !body.IsValid():
		return nil
	case body.Type() == reflect.TypeFor[io.Reader]():
		body.Set(reflect.ValueOf(bytes.NewReader(told.Bytes)))
		return nil
	case body.Kind() == reflect.Func:
		return putItems(body, told.Body)
	}
	return put(body, told.Body)
}

// putItems makes an iter.Seq2 of a list.
func putItems(place reflect.Value, text json.RawMessage) error {
	item := place.Type().In(0).In(0)
	list := reflect.New(reflect.SliceOf(item)).Elem()
	if err := put(list, text); err != nil {
		return err
	}
	place.Set(reflect.MakeFunc(place.Type(), func(in []reflect.Value) []reflect.Value {
		for index := range list.Len() {
			if goesOn := in[0].Call([]reflect.Value{list.Index(index), reflect.Zero(reflect.TypeFor[error]())}); !goesOn[0].Bool() {
				break
			}
		}
		return nil
	}))
	return nil
}

// put reads JSON into a value of whatever generated type: by its own UnmarshalJSON if it has one, and by the tags of its fields elsewhere.
func put(place reflect.Value, text json.RawMessage) error {
	switch place.Addr().Interface().(type) {
	case json.Unmarshaler, encoding.TextUnmarshaler, *[]byte:
		if err := json.Unmarshal(text, place.Addr().Interface()); err != nil {
			return err
		}
		return putHeld(place, text)
	}
	switch place.Kind() {
	case reflect.String:
		if isLiteral(place.Type()) {
			place.SetString(string(text))
			return nil
		}
	case reflect.Pointer:
		if string(text) == "null" && !holdsNull(place.Type().Elem()) {
			return nil
		}
		place.Set(reflect.New(place.Type().Elem()))
		return put(place.Elem(), text)
	case reflect.Struct:
		if ways, ok := unions[place.Type()]; ok {
			return putUnion(place, ways, text)
		}
		return putMembers(place, text)
	case reflect.Slice:
		var list []json.RawMessage
		if err := json.Unmarshal(text, &list); err != nil || list == nil {
			return err
		}
		place.Set(reflect.MakeSlice(place.Type(), len(list), len(list)))
		for index, item := range list {
			if err := put(place.Index(index), item); err != nil {
				return err
			}
		}
		return nil
	case reflect.Map:
		var given members
		if err := json.Unmarshal(text, &given); err != nil || given == nil {
			return err
		}
		return putMap(place, given)
	}
	return json.Unmarshal(text, place.Addr().Interface())
}

// putHeld reads a nullable's value once more: encoding/json alone leaves out the members that a struct doesn't name.
func putHeld(place reflect.Value, text json.RawMessage) error {
	if pointer := place.Addr().MethodByName("Pointer"); pointer.IsValid() {
		if held := pointer.Call(nil)[0]; !held.IsNil() {
			held.Elem().SetZero()
			return put(held.Elem(), text)
		}
	}
	return nil
}

// holdsNull tells whether null is one of a type's own values: else a pointer says it.
func holdsNull(own reflect.Type) bool {
	return own == reflect.TypeFor[wire.None]() || slices.ContainsFunc(unions[own], func(maker reflect.Value) bool { return holdsNull(maker.Type().In(0)) })
}

// unions are the functions that make unions of what they hold: XFromY(Y) X. What is only sent can't be read by itself.
var unions = map[reflect.Type][]reflect.Value{}

func hasUnion(makers ...any) {
	for _, maker := range makers {
		union := reflect.TypeOf(maker).Out(0)
		unions[union] = append(unions[union], reflect.ValueOf(maker))
	}
}

// putUnion takes the first way that can hold the value.
func putUnion(place reflect.Value, makers []reflect.Value, text json.RawMessage) (err error) {
	for _, maker := range makers {
		held := reflect.New(maker.Type().In(0)).Elem()
		if err = put(held, text); err == nil {
			place.Set(maker.Call([]reflect.Value{held})[0])
			return nil
		}
	}
	return err
}

func putMap(place reflect.Value, given members) error {
	place.Set(reflect.MakeMap(place.Type()))
	for name, text := range given {
		member := reflect.New(place.Type().Elem()).Elem()
		if err := put(member, text); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		place.SetMapIndex(reflect.ValueOf(name).Convert(place.Type().Key()), member)
	}
	return nil
}

func putMembers(place reflect.Value, text json.RawMessage) error {
	var given members
	if err := json.Unmarshal(text, &given); err != nil {
		return err
	}
	var others reflect.Value
	for index := range place.NumField() {
		field := place.Type().Field(index)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "-" && field.Type.Kind() == reflect.Map {
			others = place.Field(index)
		} else if own, ok := given[name]; ok {
			delete(given, name)
			if err := put(place.Field(index), own); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	if len(given) == 0 {
		return nil
	}
	if !others.IsValid() {
		return fmt.Errorf("%s has no place for %v", place.Type(), given)
	}
	return putMap(others, given)
}
