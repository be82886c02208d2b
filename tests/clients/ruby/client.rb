# Calls the conformance example with Ruby's XMLRPC::Client.
require "xmlrpc/client"

# The options of the library are constants, which it reads at each use.
%i[ENABLE_NIL_CREATE ENABLE_NIL_PARSER ENABLE_BIGINT].each do |switch|
  XMLRPC::Config.send(:remove_const, switch)
  XMLRPC::Config.const_set(switch, true)
end

SERVER = XMLRPC::Client.new2(ARGV.fetch(0))
SERVER.http_header_extra = { "accept-encoding" => "identity" }
STOOGES = { "moe" => 1, "larry" => 20, "curly" => 300 }

def call(method, *params) = SERVER.call(method, *params)

def check(name)
  yield
  puts "#{name}\tok"
rescue StandardError => error
  puts "#{name}\twrong\t#{"#{error.class}: #{error.message}"[0, 200].gsub(/\s+/, " ")}"
end

def same(got, wanted)
  raise "got #{got.inspect[0, 80]}, not #{wanted.inspect[0, 80]}" unless got.eql?(wanted)
end

def echoed(method, *values) = values.each { |value| same(call(method, value), value) }

def fault(code, text, method, *params)
  call(method, *params)
  raise "no fault"
rescue XMLRPC::FaultException => fault
  right = fault.faultCode == code && fault.faultString.include?(text)
  raise "fault #{fault.faultCode}: #{fault.faultString}" unless right
end

def echoed_dates(*dates)
  dates.each { |date| same(call("interopEchoTests.echoDate", date).to_a, date.to_a) }
end

def echoed_bytes(*texts)
  texts.each { |bytes| same(call("interopEchoTests.echoBase64", XMLRPC::Base64.new(bytes)), bytes) }
end

check("arrayOfStructsTest") { same(call("validator1.arrayOfStructsTest", [STOOGES] * 7), 2100) }
check("countTheEntities") do
  counts = { "ctLeftAngleBrackets" => 4, "ctRightAngleBrackets" => 3, "ctAmpersands" => 2,
             "ctApostrophes" => 1, "ctQuotes" => 5 }
  same(call("validator1.countTheEntities", "<<<<>>>&&'\"\"\"\"\"x"), counts)
end
check("easyStructTest") { same(call("validator1.easyStructTest", STOOGES), 321) }
check("echoStructTest") { echoed("validator1.echoStructTest", { "a" => STOOGES, "b" => STOOGES }) }
check("manyTypesTest") do
  date = XMLRPC::DateTime.new(1998, 7, 17, 14, 8, 55)
  *many, got_date, bytes = call("validator1.manyTypesTest", 42, true, "text", 3.25, date, XMLRPC::Base64.new("bytes"))
  same([many, got_date.to_a, bytes], [[42, true, "text", 3.25], date.to_a, "bytes"])
end
check("moderateSizeArrayCheck") do
  same(call("validator1.moderateSizeArrayCheck", (0...150).map { |n| "string #{n}" }), "string 0string 149")
end
check("nestedStructTest") do
  same(call("validator1.nestedStructTest", { "1999" => {}, "2000" => { "04" => { "01" => STOOGES, "02" => {} } } }), 321)
end
check("simpleStructReturnTest") do
  same(call("validator1.simpleStructReturnTest", -7), { "times10" => -70, "times100" => -700, "times1000" => -7000 })
end

check("int") { echoed("interopEchoTests.echoInteger", 0, 1, -1, 2**31 - 1, -2**31) }
check("i8") { echoed("examples.echo", 2**31, -2**31 - 1, 2**63 - 1, -2**63) }
check("boolean") { echoed("interopEchoTests.echoBoolean", true, false) }
check("double") { echoed("interopEchoTests.echoFloat", 1.5, -0.125, 0.1, 100.0) }
check("large-doubles") { echoed("interopEchoTests.echoFloat", 1e22, Float::MAX) }
check("small-doubles") { echoed("interopEchoTests.echoFloat", -1e-7, Float::MIN) }
check("string") { echoed("interopEchoTests.echoString", "text", "more text") }
check("long-string") { echoed("interopEchoTests.echoString", "long " * 300_000 + "end") }
check("empty-string") { echoed("interopEchoTests.echoString", "") }
check("white-space") { echoed("interopEchoTests.echoString", " \t kept\n\n ", " ", "\n") }
check("carriage-returns") { echoed("interopEchoTests.echoString", "a\rb\r\nc") }
check("markup") { echoed("interopEchoTests.echoString", "<tag a='\"'> & ]]> &amp; &#65; <!-- -->") }
check("latin") { echoed("interopEchoTests.echoString", "Ünïcödé ÿ") }
check("east-asian") { echoed("interopEchoTests.echoString", "日本語 Ελλάδα") }
check("beyond-ffff") { echoed("interopEchoTests.echoString", "😀 𐍈 \u{10fffd}") }
check("date") { echoed_dates(XMLRPC::DateTime.new(1998, 7, 17, 14, 8, 55), XMLRPC::DateTime.new(2026, 1, 31, 0, 0, 0)) }
check("date-before-1970") { echoed_dates(XMLRPC::DateTime.new(1969, 7, 20, 20, 17, 40)) }
check("bytes") { echoed_bytes((0..255).to_a.pack("C*"), ("long " * 2000).b) }
check("empty-bytes") { echoed_bytes("".b) }
check("array") do
  echoed("examples.echo", [1, "two", 3.5, true, [4, ["five", [STOOGES]]]])
  echoed("interopEchoTests.echoIntegerArray", (1..1000).to_a)
end
check("empty-array") { echoed("examples.echo", [], [[], []]) }
check("struct") { echoed("interopEchoTests.echoStruct", { "a" => { "b" => { "c" => [1, { "d" => "e" }] } }, "f" => false }) }
check("empty-struct") { echoed("examples.echo", {}, [{}, {}]) }
check("member-names") { echoed("interopEchoTests.echoStruct", { "ä ö" => 1, "日" => 2 }) }
check("member-names-markup") { echoed("interopEchoTests.echoStruct", { "<a> & 'b'" => 1 }) }
check("empty-member-name") { echoed("interopEchoTests.echoStruct", { "" => 1 }) }
check("nil") { echoed("examples.echo", nil, [nil, 1]) }

check("fault") { fault(4, "Too many parameters.", "examples.fault") }
check("unknown-method") { fault(-32601, "no.such", "no.such") }
check("wrong-parameters") { fault(-32602, "b", "examples.add", 1, "two") }
check("multicall") do
  sum, failed, text = SERVER.multicall(["examples.add", 2, 3], ["examples.fault"], ["examples.echo", "ü & 日"])
  same([sum, failed.class, failed.faultCode, text], [5, XMLRPC::FaultException, 4, "ü & 日"])
end
check("listMethods") { same(call("system.listMethods").size > 30, true) }
check("methodHelp") { same(call("system.methodHelp", "examples.add"), "Add two numbers.") }
check("methodSignature") { same(call("system.methodSignature", "examples.add"), [%w[int int int]]) }
check("many-calls") { 200.times { |n| same(call("examples.add", n, 1), n + 1) } }
