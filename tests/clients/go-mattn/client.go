// Calls the conformance example with github.com/mattn/go-xmlrpc.
package main

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/mattn/go-xmlrpc"
)

type array = xmlrpc.Array
type members = xmlrpc.Struct

var server *xmlrpc.Client

var stooges = members{"moe": 1, "larry": 20, "curly": 300}

func call(method string, params ...interface{}) interface{} {
	response, err := server.Call(method, params...)
	if err != nil {
		panic(err)
	}
	return response
}

func check(name string, body func()) {
	defer func() {
		if reason := recover(); reason != nil {
			line := regexp.MustCompile(`\s+`).ReplaceAllString(fmt.Sprint(reason), " ")
			fmt.Printf("%s\twrong\t%.200s\n", name, line)
			return
		}
		fmt.Printf("%s\tok\n", name)
	}()
	body()
}

// Compares two values of the same type. A nil map or slice equals an empty one.
func same(got, wanted interface{}) {
	shown := func(value interface{}) string { return strings.ReplaceAll(fmt.Sprintf("%#v", value), "(nil)", "{}") }
	if shown(got) != shown(wanted) {
		panic(fmt.Sprintf("got %.80s, not %.80s", shown(got), shown(wanted)))
	}
}

func echoed(method string, values ...interface{}) {
	for _, value := range values {
		same(call(method, value), value)
	}
}

// The error must contain the code and the string.
func fault(code int, text string, method string, params ...interface{}) {
	_, err := server.Call(method, params...)
	if err == nil {
		panic("no fault")
	}
	if !strings.Contains(err.Error(), fmt.Sprint(code)) || !strings.Contains(err.Error(), text) {
		panic(err)
	}
}

func date(text string) time.Time {
	moment, err := time.Parse("20060102T15:04:05", text)
	if err != nil {
		panic(err)
	}
	return moment
}

func main() {
	server = xmlrpc.NewClient(os.Args[1])
	validator1()
	types()
	everythingElse()
}

func validator1() {
	check("arrayOfStructsTest", func() {
		structs := array{stooges, stooges, stooges, stooges, stooges, stooges, stooges}
		same(call("validator1.arrayOfStructsTest", structs), 2100)
	})
	check("countTheEntities", func() {
		same(call("validator1.countTheEntities", `<<<<>>>&&'"""""x`), members{
			"ctLeftAngleBrackets": 4, "ctRightAngleBrackets": 3, "ctAmpersands": 2,
			"ctApostrophes": 1, "ctQuotes": 5,
		})
	})
	check("easyStructTest", func() { same(call("validator1.easyStructTest", stooges), 321) })
	check("echoStructTest", func() { echoed("validator1.echoStructTest", members{"a": stooges, "b": stooges}) })
	check("manyTypesTest", func() {
		many := array{42, true, "text", 3.25, date("19980717T14:08:55"), []byte("bytes")}
		same(call("validator1.manyTypesTest", many...), many)
	})
	check("moderateSizeArrayCheck", func() {
		var texts array
		for n := 0; n < 150; n++ {
			texts = append(texts, fmt.Sprint("string ", n))
		}
		same(call("validator1.moderateSizeArrayCheck", texts), "string 0string 149")
	})
	check("nestedStructTest", func() {
		calendar := members{"1999": members{}, "2000": members{"04": members{"01": stooges, "02": members{}}}}
		same(call("validator1.nestedStructTest", calendar), 321)
	})
	check("simpleStructReturnTest", func() {
		wanted := members{"times10": -70, "times100": -700, "times1000": -7000}
		same(call("validator1.simpleStructReturnTest", -7), wanted)
	})
}

func types() {
	check("int", func() {
		echoed("interopEchoTests.echoInteger", 0, 1, -1, math.MaxInt32, math.MinInt32)
	})
	check("i8", func() {
		echoed("examples.echo", math.MaxInt32+1, math.MinInt32-1, math.MaxInt64, math.MinInt64)
	})
	check("boolean", func() { echoed("interopEchoTests.echoBoolean", true, false) })
	check("double", func() { echoed("interopEchoTests.echoFloat", 1.5, -0.125, 0.1, 100.0) })
	check("large-doubles", func() { echoed("interopEchoTests.echoFloat", 1e22, math.MaxFloat64) })
	check("small-doubles", func() { echoed("interopEchoTests.echoFloat", -1e-7, 2.2250738585072014e-308) })
	check("string", func() { echoed("interopEchoTests.echoString", "text", "more text") })
	check("long-string", func() { echoed("interopEchoTests.echoString", strings.Repeat("long ", 300_000)+"end") })
	check("empty-string", func() { echoed("interopEchoTests.echoString", "") })
	check("white-space", func() { echoed("interopEchoTests.echoString", " \t kept\n\n ", " ", "\n") })
	check("carriage-returns", func() { echoed("interopEchoTests.echoString", "a\rb\r\nc") })
	check("markup", func() { echoed("interopEchoTests.echoString", `<tag a='"'> & ]]> &amp; &#65; <!-- -->`) })
	check("latin", func() { echoed("interopEchoTests.echoString", "Ünïcödé ÿ") })
	check("east-asian", func() { echoed("interopEchoTests.echoString", "日本語 Ελλάδα") })
	check("beyond-ffff", func() { echoed("interopEchoTests.echoString", "😀 𐍈 \U0010fffd") })
	check("date", func() { echoed("interopEchoTests.echoDate", date("19980717T14:08:55"), date("20260131T00:00:00")) })
	check("date-before-1970", func() { echoed("interopEchoTests.echoDate", date("19690720T20:17:40")) })
	check("bytes", func() {
		all := make([]byte, 256)
		for n := range all {
			all[n] = byte(n)
		}
		echoed("interopEchoTests.echoBase64", all, bytes.Repeat([]byte("long "), 2000))
	})
	check("empty-bytes", func() { echoed("interopEchoTests.echoBase64", []byte{}) })
	check("array", func() {
		echoed("examples.echo", array{1, "two", 3.5, true, array{4, array{"five", array{stooges}}}})
		var numbers array
		for n := 1; n <= 1000; n++ {
			numbers = append(numbers, n)
		}
		echoed("interopEchoTests.echoIntegerArray", numbers)
	})
	check("empty-array", func() { echoed("examples.echo", array{}, array{array{}, array{}}) })
	check("struct", func() {
		struct3 := members{"c": array{1, members{"d": "e"}}}
		echoed("interopEchoTests.echoStruct", members{"a": members{"b": struct3}, "f": false})
	})
	check("empty-struct", func() { echoed("examples.echo", members{}, array{members{}, members{}}) })
	check("member-names", func() { echoed("interopEchoTests.echoStruct", members{"ä ö": 1, "日": 2}) })
	check("member-names-markup", func() { echoed("interopEchoTests.echoStruct", members{"<a> & 'b'": 1}) })
	check("empty-member-name", func() { echoed("interopEchoTests.echoStruct", members{"": 1}) })
	check("nil", func() { echoed("interopEchoTests.echoValue", array{nil, 1}, nil) })
}

func everythingElse() {
	check("fault", func() { fault(4, "Too many parameters.", "examples.fault") })
	check("unknown-method", func() { fault(-32601, "no.such", "no.such") })
	check("wrong-parameters", func() { fault(-32602, "b", "examples.add", 1, "two") })
	check("multicall", func() {
		responses := call("system.multicall", array{
			members{"methodName": "examples.add", "params": array{2, 3}},
			members{"methodName": "examples.fault", "params": array{}},
			members{"methodName": "examples.echo", "params": array{"ü & 日"}},
		})
		failed := members{"faultCode": 4, "faultString": "Too many parameters."}
		same(responses, array{array{5}, failed, array{"ü & 日"}})
	})
	check("listMethods", func() { same(len(call("system.listMethods").(array)) > 30, true) })
	check("methodHelp", func() { same(call("system.methodHelp", "examples.add"), "Add two numbers.") })
	check("methodSignature", func() {
		same(call("system.methodSignature", "examples.add"), array{array{"int", "int", "int"}})
	})
	check("many-calls", func() {
		for n := 0; n < 200; n++ {
			same(call("examples.add", n, 1), n+1)
		}
	})
}
