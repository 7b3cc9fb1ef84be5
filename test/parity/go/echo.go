// Package main answers the golden requests on generated Go servers, as README.md says.
package main

import (
	"encoding"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strings"
	"time"

	"parity.test/wire"
)

// members are the members of what an echo says.
type members = map[string]json.RawMessage

// places are the keys of a request struct's tags, with the members they stand in.
var places = map[string]string{"path": "path", "query": "query", "header": "headers", "cookie": "cookies"}

// echo says what a method received. Types: the media type that each type of body stands for; "" is that of the only one. Nil: it isn't said.
func echo(request any, types map[string]string) members {
	said := members{}
	all := map[string]members{}
	value := reflect.ValueOf(request)
	var contentType string
	for index := range value.NumField() {
		field, own := value.Type().Field(index), value.Field(index)
		switch {
		case field.Name == "Body" && !isAbsent(own):
			if contentType == "" {
				contentType = types[""]
			}
			if isChoice(own) {
				own = own.Elem()
				contentType = types[own.Type().Name()]
				if chosen := own.FieldByName("ContentType"); chosen.IsValid() {
					contentType = chosen.String()
				}
				own = own.FieldByName("Body")
			}
			said["body"] = toJSON(own)
			continue
		case field.Name == "ContentType":
			contentType = own.String()
			continue
		}
		if name, ok := field.Tag.Lookup("querystring"); ok && name != "" && !isAbsent(own) {
			said["querystring"] = toJSON(own)
		}
		for key, place := range places {
			if name, ok := field.Tag.Lookup(key); ok && !isAbsent(own) {
				if all[place] == nil {
					all[place] = members{}
				}
				all[place][name] = toJSON(own)
			}
		}
	}
	for place, own := range all {
		said[place] = marshal(own)
	}
	if types != nil {
		said["contentType"] = marshal(contentType)
	}
	return said
}

// isChoice tells whether a body is one of several media types.
func isChoice(body reflect.Value) bool {
	return body.Kind() == reflect.Interface && body.Elem().Kind() == reflect.Struct && body.Elem().FieldByName("Body").IsValid()
}

func isAbsent(value reflect.Value) bool {
	if isSet := value.MethodByName("IsSet"); isSet.IsValid() {
		return !isSet.Call(nil)[0].Bool()
	}
	switch value.Kind() {
	case reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Map, reflect.Func:
		return value.IsNil()
	}
	return false
}

func marshal(value any) json.RawMessage {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return text
}

func bytesOf(source io.Reader) string {
	content, err := io.ReadAll(source)
	if err != nil {
		panic(err)
	}
	return base64.StdEncoding.EncodeToString(content)
}

// toJSON gives the JSON of a value of whatever generated type, without the codecs under test.
func toJSON(value reflect.Value) json.RawMessage {
	if !value.IsValid() {
		return json.RawMessage("null")
	}
	switch own := value.Interface().(type) {
	case json.RawMessage:
		if own == nil {
			return json.RawMessage("null")
		}
		return own
	case []byte:
		return marshal(base64.StdEncoding.EncodeToString(own))
	case time.Time:
		return marshal(own.Format(time.RFC3339Nano))
	case wire.None:
		return json.RawMessage("null")
	case wire.Integer:
		return json.RawMessage(own.String())
	case *wire.File:
		if own == nil {
			return json.RawMessage("null")
		}
		source, err := own.Open()
		if err != nil {
			panic(err)
		}
		defer source.Close()
		file := members{"base64": marshal(bytesOf(source))}
		if own.Filename != "" {
			file["filename"] = marshal(own.Filename)
		}
		if own.ContentType != "" {
			file["contentType"] = marshal(own.ContentType)
		}
		return marshal(file)
	case io.Reader:
		return marshal(members{"base64": marshal(bytesOf(own))})
	case encoding.TextMarshaler:
		text, err := own.MarshalText()
		if err != nil {
			panic(err)
		}
		return marshal(string(text))
	}
	return byKind(value)
}

func byKind(value reflect.Value) json.RawMessage {
	if held := value.MethodByName("Value"); held.IsValid() && held.Type().NumIn() == 0 && held.Type().NumOut() == 1 {
		return toJSON(reflect.ValueOf(held.Call(nil)[0].Interface()))
	}
	switch value.Kind() {
	case reflect.String:
		if isLiteral(value.Type()) {
			return json.RawMessage(value.String())
		}
	case reflect.Pointer, reflect.Interface:
		if value.IsNil() {
			return json.RawMessage("null")
		}
		return toJSON(value.Elem())
	case reflect.Func:
		return items(value)
	case reflect.Slice:
		list := []json.RawMessage{}
		for index := range value.Len() {
			list = append(list, toJSON(value.Index(index)))
		}
		return marshal(list)
	case reflect.Map:
		object := members{}
		for each := value.MapRange(); each.Next(); {
			object[each.Key().String()] = toJSON(each.Value())
		}
		return marshal(object)
	case reflect.Struct:
		return structJSON(value)
	}
	return marshal(value.Interface())
}

// isLiteral tells whether the texts of an enumeration are JSON: its values are not all strings.
func isLiteral(enumeration reflect.Type) bool {
	values, ok := enumeration.MethodByName("Values")
	if !ok {
		return false
	}
	all := values.Func.Call([]reflect.Value{reflect.Zero(enumeration)})[0]
	for index := range all.Len() {
		if !json.Valid([]byte(all.Index(index).String())) {
			return false
		}
	}
	return true
}

// items reads a stream to its end.
func items(value reflect.Value) json.RawMessage {
	list := []json.RawMessage{}
	for item, err := range value.Seq2() {
		if !err.IsNil() {
			panic(err.Interface())
		}
		list = append(list, toJSON(item))
	}
	return marshal(list)
}

func structJSON(value reflect.Value) json.RawMessage {
	if value.MethodByName("IsNull").IsValid() {
		return nullableJSON(value)
	}
	if value.Type().NumField() > 0 && !value.Type().Field(0).IsExported() {
		return unionJSON(value)
	}
	if value.Type().NumField() > 0 && value.Type().Field(0).Name == "Item1" {
		return tupleJSON(value)
	}
	object := members{}
	for index := range value.NumField() {
		field, own := value.Type().Field(index), value.Field(index)
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case name == "-" && own.Kind() == reflect.Map:
			for each := own.MapRange(); each.Next(); {
				object[each.Key().String()] = toJSON(each.Value())
			}
		case name == "-":
			// No tag can say its name: only the type's own method knows it.
			return marshal(value.Interface().(json.Marshaler))
		case name == "" || !field.IsExported():
			panic(fmt.Sprintf("%s.%s has no name", value.Type(), field.Name))
		case strings.Contains(options, "omitzero") && own.IsZero():
		default:
			object[name] = toJSON(own)
		}
	}
	return marshal(object)
}

// unionJSON puts together what a union holds that may hold several objects at once.
func unionJSON(value reflect.Value) json.RawMessage {
	object := members{}
	for index := range value.NumMethod() {
		method := value.Method(index)
		if !strings.HasPrefix(value.Type().Method(index).Name, "As") || method.Type().NumIn() != 0 {
			continue
		}
		held := method.Call(nil)
		if !held[1].Bool() {
			continue
		}
		text := toJSON(held[0])
		var own members
		if json.Unmarshal(text, &own) != nil {
			return text
		}
		for name, member := range own {
			object[name] = member
		}
	}
	return marshal(object)
}

func nullableJSON(value reflect.Value) json.RawMessage {
	if value.MethodByName("IsNull").Call(nil)[0].Bool() {
		return json.RawMessage("null")
	}
	return toJSON(value.MethodByName("Get").Call(nil)[0])
}

func tupleJSON(value reflect.Value) json.RawMessage {
	list := []json.RawMessage{}
	for index := range value.NumField() {
		own := value.Field(index)
		if value.Type().Field(index).Name == "Rest" {
			for at := range own.Len() {
				list = append(list, toJSON(own.Index(at)))
			}
		} else if !isAbsent(own) {
			list = append(list, toJSON(own))
		}
	}
	return marshal(list)
}
