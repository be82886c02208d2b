-- Calls the conformance example with LuaXMLRPC.
local mime = require "mime"
local rpc = require "xmlrpc"
require "xmlrpc.http"

local url = arg[1]
local stooges = { moe = 1, larry = 20, curly = 300 }

local function typed(kind)
  return function(value) return rpc.newTypedValue(value, kind) end
end
local int, double, array = typed "int", typed "double", typed(rpc.newArray "array")

-- Returns the value, or raises the fault.
local function call(method, ...)
  local ok, response, code = rpc.http.call(url, method, ...)
  if not ok then error({ code = code, text = response }, 0) end
  return response
end

local function check(name, body)
  local ok, reason = pcall(body)
  if ok then
    print(name .. "\tok")
  else
    if type(reason) == "table" then reason = ("fault %s: %s"):format(reason.code, reason.text) end
    print(name .. "\twrong\t" .. reason:gsub("%s+", " "):sub(1, 200))
  end
end

local function shown(value)
  if type(value) ~= "table" then return type(value) .. ":" .. tostring(value) end
  local members = {}
  for name, member in pairs(value) do members[#members + 1] = tostring(name) .. "=" .. shown(member) end
  table.sort(members)
  return "{" .. table.concat(members, " ") .. "}"
end

local function same(got, wanted)
  got, wanted = shown(got), shown(wanted)
  if got ~= wanted then error(("got %s, not %s"):format(got:sub(1, 80), wanted:sub(1, 80)), 0) end
end

local function echoed(method, kind, ...)
  for _, value in ipairs { ... } do same(call(method, kind and kind(value) or value), value) end
end

local function echoed_doubles(...)
  for _, value in ipairs { ... } do
    local got = call("interopEchoTests.echoFloat", double(("%.17g"):format(value)))
    if got ~= value then error(("got %s, not %.17g"):format(tostring(got), value), 0) end
  end
end

-- The caller encodes base64.
local function echoed_bytes(...)
  for _, bytes in ipairs { ... } do
    local got = call("interopEchoTests.echoBase64", rpc.newTypedValue(mime.b64(bytes), "base64"))
    same(mime.unb64(got), bytes)
  end
end

local function fault(code, text, ...)
  local ok, reason = pcall(call, ...)
  if ok then error("no fault", 0) end
  if type(reason) ~= "table" or reason.code ~= code or not reason.text:find(text, 1, true) then error(reason, 0) end
end

check("arrayOfStructsTest", function()
  local structs = {}
  for n = 1, 7 do structs[n] = stooges end
  same(call("validator1.arrayOfStructsTest", array(structs)), 2100)
end)
check("countTheEntities", function()
  local counts = { ctLeftAngleBrackets = 4, ctRightAngleBrackets = 3, ctAmpersands = 2, ctApostrophes = 1, ctQuotes = 5 }
  same(call("validator1.countTheEntities", [[<<<<>>>&&'"""""x]]), counts)
end)
check("easyStructTest", function() same(call("validator1.easyStructTest", stooges), 321) end)
check("echoStructTest", function() echoed("validator1.echoStructTest", nil, { a = stooges, b = stooges }) end)
check("manyTypesTest", function()
  local date = rpc.newTypedValue("19980717T14:08:55", "dateTime.iso8601")
  local bytes = rpc.newTypedValue("Ynl0ZXM=", "base64")
  local response = call("validator1.manyTypesTest", 42, true, "text", 3.25, date, bytes)
  same(response, { 42, true, "text", 3.25, "19980717T14:08:55", "Ynl0ZXM=" })
end)
check("moderateSizeArrayCheck", function()
  local strings = {}
  for n = 1, 150 do strings[n] = "string " .. n end
  same(call("validator1.moderateSizeArrayCheck", rpc.newTypedValue(strings, rpc.newArray "string")), "string 1string 150")
end)
check("nestedStructTest", function()
  local calendar = { ["1999"] = {}, ["2000"] = { ["04"] = { ["01"] = stooges, ["02"] = {} } } }
  same(call("validator1.nestedStructTest", calendar), 321)
end)
check("simpleStructReturnTest", function()
  same(call("validator1.simpleStructReturnTest", -7), { times10 = -70, times100 = -700, times1000 = -7000 })
end)

check("int", function() echoed("interopEchoTests.echoInteger", int, 0, 1, -1, 2147483647, -2147483648) end)
check("i8", function()
  for _, digits in ipairs { "2147483648", "-2147483649", "9223372036854775807", "-9223372036854775808" } do
    same(("%.0f"):format(call("examples.echo", int(digits))), digits)
  end
end)
check("boolean", function() echoed("interopEchoTests.echoBoolean", nil, true, false) end)
check("double", function() echoed_doubles(1.5, -0.125, 0.1, 100.0) end)
check("large-doubles", function() echoed_doubles(1e22, 1.7976931348623157e308) end)
check("small-doubles", function() echoed_doubles(-1e-7, 2.2250738585072014e-308) end)
check("string", function() echoed("interopEchoTests.echoString", nil, "text", "more text") end)
check("long-string", function() echoed("interopEchoTests.echoString", nil, ("long "):rep(300000) .. "end") end)
check("empty-string", function() echoed("interopEchoTests.echoString", nil, "") end)
check("white-space", function() echoed("interopEchoTests.echoString", nil, " \t kept\n\n ", " ", "\n") end)
check("carriage-returns", function() echoed("interopEchoTests.echoString", nil, "a\rb\r\nc") end)
check("markup", function() echoed("interopEchoTests.echoString", nil, [[<tag a='"'> & ]].."]]> &amp; &#65; <!-- -->") end)
check("latin", function() echoed("interopEchoTests.echoString", nil, "Ünïcödé ÿ") end)
check("east-asian", function() echoed("interopEchoTests.echoString", nil, "日本語 Ελλάδα") end)
check("beyond-ffff", function() echoed("interopEchoTests.echoString", nil, "😀 𐍈 \244\143\191\189") end)
check("date", function()
  echoed("interopEchoTests.echoDate", typed "dateTime.iso8601", "19980717T14:08:55", "20260131T00:00:00")
end)
check("date-before-1970", function() echoed("interopEchoTests.echoDate", typed "dateTime.iso8601", "19690720T20:17:40") end)
check("bytes", function()
  local all = {}
  for n = 0, 255 do all[n + 1] = string.char(n) end
  echoed_bytes(table.concat(all), ("long "):rep(2000))
end)
check("empty-bytes", function() echoed_bytes("") end)
check("array", function()
  local inner = array { 4, array { "five", array { stooges } } }
  same(call("examples.echo", array { 1, "two", 3.5, true, inner }), { 1, "two", 3.5, true, { 4, { "five", { stooges } } } })
  local numbers = {}
  for n = 1, 1000 do numbers[n] = n end
  echoed("interopEchoTests.echoIntegerArray", typed(rpc.newArray "int"), numbers)
end)
check("empty-array", function()
  same(call("examples.echo", array {}), {})
  same(call("interopEchoTests.echoIntegerArray", array {}), {})
  same(call("examples.echo", array { array {}, array {} }), { {}, {} })
end)
check("struct", function()
  local response = call("interopEchoTests.echoStruct", { a = { b = { c = array { 1, { d = "e" } } } }, f = false })
  same(response, { a = { b = { c = { 1, { d = "e" } } } }, f = false })
end)
check("empty-struct", function()
  same(call("interopEchoTests.echoStruct", {}), {})
  same(call("interopEchoTests.echoStructArray", array { {}, {} }), { {}, {} })
end)
check("member-names", function() echoed("interopEchoTests.echoStruct", nil, { ["ä ö"] = 1, ["日"] = 2 }) end)
check("member-names-markup", function() echoed("interopEchoTests.echoStruct", nil, { ["<a> & 'b'"] = 1 }) end)
check("empty-member-name", function() echoed("interopEchoTests.echoStruct", nil, { [""] = 1 }) end)
check("nil", function() same(call("examples.echo", nil), nil) end)

check("fault", function() fault(4, "Too many parameters.", "examples.fault") end)
check("unknown-method", function() fault(-32601, "no.such", "no.such") end)
check("wrong-parameters", function() fault(-32602, "b", "examples.add", 1, "two") end)
check("multicall", function()
  local responses = call("system.multicall", array {
    { methodName = "examples.add", params = array { 2, 3 } },
    { methodName = "examples.fault", params = array {} },
    { methodName = "examples.echo", params = array { "ü, 日" } },
  })
  same(responses, { { 5 }, { faultCode = 4, faultString = "Too many parameters." }, { "ü, 日" } })
end)
check("listMethods", function() same(#call("system.listMethods") > 30, true) end)
check("methodHelp", function() same(call("system.methodHelp", "examples.add"), "Add two numbers.") end)
check("methodSignature", function() same(call("system.methodSignature", "examples.add"), { { "int", "int", "int" } }) end)
check("many-calls", function()
  for n = 1, 200 do same(call("examples.add", n, 1), n + 1) end
end)
