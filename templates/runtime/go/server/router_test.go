package server

import (
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"
)

func routerOf(templates ...string) *router {
	r := newRouter()
	for _, path := range templates {
		r.add(path, &operation{route: &Route{ID: path, Method: "GET", Path: path}})
	}
	return r
}

func TestRouter(t *testing.T) {
	r := routerOf("/", "/users", "/users/{id}", "/users/me", "/users/{id}/parts", "/users/{id}/{action}", "/{kind}/first", "/files/{name}.{type}",
		"/files/{name}.json", "/files/{name}", "/jobs/{id}:run", "/jobs/{id}:stop", "/größe/{x}-cm", "/a%20b", "/a%2Fb/c", "/x/{a}/y/{b}", "/{a}{b}z/two")
	rows := []struct {
		path, want string
		values     []string
	}{
		{"/", "/", nil},
		{"", "", nil},
		{"/users", "/users", nil},
		{"/users/", "", nil},
		{"//users", "", nil},
		{"/users//parts", "", nil},
		{"/users/7", "/users/{id}", []string{"7"}},
		{"/users/me", "/users/me", nil},
		{"/%75sers/m%65", "/users/me", nil},
		{"/users/a%2Fb", "/users/{id}", []string{"a%2Fb"}},
		{"/users%2F7", "", nil},
		{"/users/7/parts", "/users/{id}/parts", []string{"7"}},
		{"/users/me/parts", "/users/{id}/parts", []string{"me"}},
		{"/users/7/sell", "/users/{id}/{action}", []string{"7", "sell"}},
		// Both fit; there is more literal text in the first.
		{"/users/first", "/users/{id}", []string{"first"}},
		{"/things/first", "/{kind}/first", []string{"things"}},
		{"/files/a", "/files/{name}", []string{"a"}},
		{"/files/a.json", "/files/{name}.json", []string{"a"}},
		{"/files/a.b.json", "/files/{name}.json", []string{"a.b"}},
		{"/files/a.b.txt", "/files/{name}.{type}", []string{"a", "b.txt"}},
		{"/files/.txt", "/files/{name}", []string{".txt"}},
		{"/files/%zz", "/files/{name}", []string{"%zz"}},
		{"/%zz/first", "/{kind}/first", []string{"%zz"}},
		{"/jobs/7:run", "/jobs/{id}:run", []string{"7"}},
		{"/jobs/a%3Arun:stop", "/jobs/{id}:stop", []string{"a%3Arun"}},
		{"/jobs/7%3Arun", "", nil},
		{"/gr%c3%b6%C3%9fe/5-cm", "/größe/{x}-cm", []string{"5"}},
		{"/a%20b", "/a%20b", nil},
		{"/a%2Fb/c", "/a%2Fb/c", nil},
		{"/a%2fb/c", "/a%2Fb/c", nil},
		{"/a/b/c", "", nil},
		{"/x/1/y/2", "/x/{a}/y/{b}", []string{"1", "2"}},
		{"/abz/two", "/{a}{b}z/two", []string{"a", "b"}},
	}
	for _, row := range rows {
		found, values := r.find(row.path, nil)
		got := ""
		if found != nil {
			got = found.method("GET").route.Path
		}
		if got != row.want || (len(values) > 0 || len(row.values) > 0) && !reflect.DeepEqual(values, row.values) {
			t.Errorf("%s: %q %q, not %q %q", row.path, got, values, row.want, row.values)
		}
	}
}

func TestTemplatesOfOneFormAreOnePath(t *testing.T) {
	r := newRouter()
	for _, row := range [][2]string{{"GET", "/users/{id}"}, {"PUT", "/users/{name}"}} {
		r.add(row[1], &operation{route: &Route{Method: row[0], Path: row[1]}})
	}
	found, _ := r.find("/users/7", nil)
	if got := found.allow(); got != "GET, HEAD, PUT" {
		t.Error(got)
	}
	if found.method("HEAD") != found.method("GET") || found.method("POST") != nil {
		t.Error("HEAD is answered by GET, and POST by nothing")
	}
}

func TestManyTemplatesThatFitInPartDontTakeLong(t *testing.T) {
	var templates []string
	for bits := range 1 << 10 {
		var path strings.Builder
		for bit := range 10 {
			path.WriteString([]string{"/{p}", "/a"}[bits>>bit&1])
		}
		templates = append(templates, path.String()+"/"+strconv.Itoa(bits))
	}
	r := routerOf(templates...)
	begin := time.Now()
	for range 100 {
		if found, _ := r.find(strings.Repeat("/a", 10)+"/none", nil); found != nil {
			t.Fatal("found")
		}
	}
	if took := time.Since(begin) / 100; took > 5*time.Millisecond {
		t.Error(took)
	}
}

func TestTargets(t *testing.T) {
	for _, row := range [][3]string{
		{"/a/b?c=d", "/a/b", "c=d"},
		{"/a%2Fb", "/a%2Fb", ""},
		{"//a", "//a", ""},
		{"/a/./b/../c", "/a/c", ""},
		{"/a/%2e%2E/b", "/b", ""},
		{"/a/..", "/", ""},
		{"/a/.", "/a/", ""},
		{"/..", "/", ""},
		{`/a\b`, "/a/b", ""},
		{"/.well-known/x", "/.well-known/x", ""},
		{"/a?b#c", "/a", "b"},
		{"http://host", "/", ""},
		{"http://host/a?b", "/a", "b"},
		{`/a"b<c`, `/a"b<c`, ""},
		{"/é", "/é", ""},
	} {
		target, err := url.ParseRequestURI(row[0])
		if err != nil {
			t.Fatal(err)
		}
		if path, query := cutTarget(target); path != row[1] || query != row[2] {
			t.Errorf("%s: %s %s", row[0], path, query)
		}
	}
}
