# Calls the conformance example with Tcl's package xmlrpc.
package require xmlrpc

# The library counts characters and sends them in the system's encoding, so it gets bytes.
encoding system iso8859-1
fconfigure stdout -encoding utf-8
proc xmlrpc::warn {sentence} { append ::warnings $sentence " " }

set url [lindex $argv 0]
set path [regsub {^http://[^/]*/} $url ""]

# A struct is the name of an array variable.
array set stooges {moe {int 1} larry {int 20} curly {int 300}}
array set empty {}

proc call {method args} {
    set ::warnings ""
    # Some warnings of the library are errors.
    if {[catch {xmlrpc::call $::url $::path $method $args} response] || $::warnings ne ""} { error "$::warnings$response" }
    # The first element is the text that the library left unread.
    return [lindex $response 1]
}

proc check {name body} {
    if {[catch {uplevel #0 $body} reason]} {
        puts "$name\twrong\t[string range [regsub -all {\s+} $reason " "] 0 200]"
    } else {
        puts "$name\tok"
    }
}

proc same {got wanted} {
    if {$got ne $wanted} { error "got [string range $got 0 80], not [string range $wanted 0 80]" }
}

# The order of members is not significant.
proc same_members {got wanted} { same [lsort $got] [lsort $wanted] }

proc echoed {method type args} {
    foreach value $args { same [call $method [list $type $value]] $value }
}

proc echoed_text {args} {
    foreach text $args {
        set response [call interopEchoTests.echoString [list string [encoding convertto utf-8 $text]]]
        same [encoding convertfrom utf-8 $response] $text
    }
}

proc echoed_doubles {args} {
    foreach double $args {
        set response [call interopEchoTests.echoFloat [list double $double]]
        if {$response != $double} { error "got $response, not $double" }
    }
}

# The caller encodes base64.
proc echoed_bytes {args} {
    foreach bytes $args {
        same [binary decode base64 [call interopEchoTests.echoBase64 [list base64 [binary encode base64 $bytes]]]] $bytes
    }
}

# The library returns a fault as it returns a struct.
proc fault {code text args} {
    set fault [call {*}$args]
    same [lindex [xmlrpc::assoc faultCode $fault] 1] $code
    if {[string first $text [lindex [xmlrpc::assoc faultString $fault] 1]] < 0} { error "the fault says $fault" }
}

proc integers {count} {
    for {set n 1} {$n <= $count} {incr n} { lappend numbers $n; lappend typed [list int $n] }
    return [list $numbers $typed]
}

check arrayOfStructsTest { same [call validator1.arrayOfStructsTest [list array [lrepeat 7 {struct ::stooges}]]] 2100 }
check countTheEntities {
    same_members [call validator1.countTheEntities [list string "<<<<>>>&&'\"\"\"\"\"x"]] \
        {{ctLeftAngleBrackets 4} {ctRightAngleBrackets 3} {ctAmpersands 2} {ctApostrophes 1} {ctQuotes 5}}
}
check easyStructTest { same [call validator1.easyStructTest {struct ::stooges}] 321 }
check echoStructTest {
    array set twice {a {struct ::stooges} b {struct ::stooges}}
    set response [call validator1.echoStructTest {struct ::twice}]
    foreach name {a b} { same_members [lindex [xmlrpc::assoc $name $response] 1] {{moe 1} {larry 20} {curly 300}} }
}
check manyTypesTest {
    set response [call validator1.manyTypesTest {int 42} {boolean 1} {string text} {double 3.25} \
        {dateTime.iso8601 19980717T14:08:55} {base64 Ynl0ZXM=}]
    same [lmap value $response { string trim $value }] {42 1 text 3.25 19980717T14:08:55 Ynl0ZXM=}
}
check moderateSizeArrayCheck {
    for {set n 0} {$n < 150} {incr n} { lappend strings [list string "string $n"] }
    same [call validator1.moderateSizeArrayCheck [list array $strings]] "string 0string 149"
}
check nestedStructTest {
    array set april {01 {struct ::stooges} 02 {struct ::empty}}
    array set year {04 {struct ::april}}
    array set calendar {1999 {struct ::empty} 2000 {struct ::year}}
    same [call validator1.nestedStructTest {struct ::calendar}] 321
}
check simpleStructReturnTest {
    same_members [call validator1.simpleStructReturnTest {int -7}] {{times10 -70} {times100 -700} {times1000 -7000}}
}

check int { echoed interopEchoTests.echoInteger int 0 1 -1 2147483647 -2147483648 }
check i8 { echoed examples.echo int 2147483648 -2147483649 9223372036854775807 -9223372036854775808 }
check boolean { echoed interopEchoTests.echoBoolean boolean 1 0 }
check double { echoed_doubles 1.5 -0.125 0.1 100.0 }
check large-doubles { echoed_doubles 1e22 1.7976931348623157e308 }
check small-doubles { echoed_doubles -1e-7 2.2250738585072014e-308 }
check string { echoed_text text "more text" }
check long-string { echoed_text "[string repeat {long } 300000]end" }
check empty-string { echoed_text "" }
check white-space { echoed_text " \t kept\n\n " " " "\n" }
check carriage-returns { echoed_text "a\rb\r\nc" }
check markup { echoed_text {<tag a='"'> & ]]> &amp; &#65; <!-- -->} }
check latin { echoed_text "\u00dcn\u00efc\u00f6d\u00e9 \u00ff" }
check east-asian { echoed_text "\u65e5\u672c\u8a9e \u0395\u03bb\u03bb\u03ac\u03b4\u03b1" }
# Tcl 8 has no characters beyond U+FFFF: these are the bytes of two of them.
check beyond-ffff { echoed interopEchoTests.echoString string "\xf0\x9f\x98\x80 \xf4\x8f\xbf\xbd" }
check date { echoed interopEchoTests.echoDate dateTime.iso8601 19980717T14:08:55 20260131T00:00:00 }
check date-before-1970 { echoed interopEchoTests.echoDate dateTime.iso8601 19690720T20:17:40 }
check bytes {
    for {set n 0} {$n < 256} {incr n} { append all [format %c $n] }
    echoed_bytes $all [string repeat "long " 2000]
}
check empty-bytes { echoed_bytes "" }
check array {
    same [call examples.echo {array {{int 1} {string two} {double 3.5} {boolean 1} {array {{int 4} {array {{string five}}}}}}}] \
        {1 two 3.5 1 {4 five}}
    lassign [integers 1000] numbers typed
    same [call interopEchoTests.echoIntegerArray [list array $typed]] $numbers
}
check empty-array {
    same [call examples.echo {array {}}] {}
    same [call examples.echo {array {{array {}} {array {}}}}] {{} {}}
}
check struct {
    array set inner {c {array {{int 1} {string two}}}}
    array set outer {b {struct ::inner}}
    same [call interopEchoTests.echoStruct {struct ::outer}] {{b {{c {1 two}}}}}
}
check empty-struct { same [call interopEchoTests.echoStructArray {array {{struct ::empty} {struct ::empty}}}] {{} {}} }
check member-names {
    array set named [list [encoding convertto utf-8 "\u00e4 \u00f6"] {int 1}]
    same [call interopEchoTests.echoStruct {struct ::named}] [list [list [encoding convertto utf-8 "\u00e4 \u00f6"] 1]]
}
check member-names-markup {
    array set marked {"<a> & 'b'" {int 1}}
    same [call interopEchoTests.echoStruct {struct ::marked}] {{"<a> & 'b'" 1}}
}
check empty-member-name {
    array set nameless {"" {int 1}}
    same [call interopEchoTests.echoStruct {struct ::nameless}] {{{} 1}}
}
check nil { same [call examples.echo {nil {}}] {} }

check fault { fault 4 "Too many parameters." examples.fault }
check unknown-method { fault -32601 no.such no.such }
check wrong-parameters { fault -32602 b examples.add {int 1} {string two} }
check multicall {
    array set sum {methodName {string examples.add} params {array {{int 2} {int 3}}}}
    array set failing {methodName {string examples.fault} params {array {}}}
    array set echo {methodName {string examples.echo} params {array {{string text}}}}
    lassign [call system.multicall {array {{struct ::sum} {struct ::failing} {struct ::echo}}}] five failed text
    same [list $five [lindex [xmlrpc::assoc faultCode $failed] 1] $text] {5 4 text}
}
check listMethods { same [expr {[llength [call system.listMethods]] > 30}] 1 }
check methodHelp { same [call system.methodHelp {string examples.add}] "Add two numbers." }
check methodSignature { same [call system.methodSignature {string examples.add}] {{int int int}} }
check many-calls { for {set n 0} {$n < 200} {incr n} { same [call examples.add [list int $n] {int 1}] [expr {$n + 1}] } }
