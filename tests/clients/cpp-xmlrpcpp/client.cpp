// Calls the conformance example with XmlRpc++, in the version of the Robot Operating System.

#include <cfloat>
#include <climits>
#include <functional>
#include <iostream>
#include <numeric>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <xmlrpcpp/XmlRpc.h>

using XmlRpc::XmlRpcClient;
using XmlRpc::XmlRpcValue;

static XmlRpcClient *server;

static XmlRpcValue array(std::vector<XmlRpcValue> values) {
    XmlRpcValue array;
    array.setSize(0);
    for (auto &value : values) array[array.size()] = value;
    return array;
}

static XmlRpcValue members(std::vector<std::pair<std::string, XmlRpcValue>> pairs) {
    XmlRpcValue value;
    value.begin(); // makes it a struct, be it empty
    for (auto &[name, member] : pairs) value[name] = member;
    return value;
}

static const XmlRpcValue stooges = members({{"moe", 1}, {"larry", 20}, {"curly", 300}});

static XmlRpcValue bytes(std::string text) {
    return XmlRpcValue(text.data(), static_cast<int>(text.size()));
}

// The library reads and writes the fields unchanged: years do not count from 1900, nor months from 0.
static XmlRpcValue date(int year, int month, int day, int hours, int minutes, int seconds) {
    tm parts = {};
    parts.tm_year = year;
    parts.tm_mon = month;
    parts.tm_mday = day;
    parts.tm_hour = hours;
    parts.tm_min = minutes;
    parts.tm_sec = seconds;
    parts.tm_isdst = -1;
    return XmlRpcValue(&parts);
}

static std::string repeated(const std::string &piece, int times) {
    std::string whole;
    while (times-- > 0) whole += piece;
    return whole;
}

// The response, or the fault if there is one.
static XmlRpcValue response(const char *method, const std::vector<XmlRpcValue> &parameters) {
    XmlRpcValue response;
    if (!server->execute(method, array(parameters), response)) throw std::runtime_error("execute() returned false");
    return response;
}

static XmlRpcValue call(const char *method, const std::vector<XmlRpcValue> &parameters = {}) {
    XmlRpcValue result = response(method, parameters);
    if (server->isFault()) throw std::runtime_error("fault " + result.toXml());
    return result;
}

static std::string one_line(std::string text) {
    for (char &c : text) {
        if (static_cast<unsigned char>(c) < ' ') c = ' ';
    }
    return text.substr(0, 200);
}

static void check(const char *name, const std::function<void()> &body) {
    try {
        body();
        std::cout << name << "\tok" << std::endl;
    } catch (const XmlRpc::XmlRpcException &error) {
        std::cout << name << "\twrong\t" << one_line(error.getMessage()) << std::endl;
    } catch (const std::exception &error) {
        std::cout << name << "\twrong\t" << one_line(error.what()) << std::endl;
    }
}

static void same(const XmlRpcValue &got, const XmlRpcValue &wanted) {
    if (!got.valid() || got != wanted) throw std::runtime_error("got " + got.toXml() + ", not " + wanted.toXml());
}

static void echoed(const char *method, const std::vector<XmlRpcValue> &values) {
    for (const auto &value : values) same(call(method, {value}), value);
}

static void text(const std::vector<std::string> &texts) {
    for (const auto &text : texts) echoed("interopEchoTests.echoString", {text});
}

static void fault(int code, const std::string &words, const char *method, const std::vector<XmlRpcValue> &parameters = {}) {
    XmlRpcValue fault = response(method, parameters);
    if (!server->isFault()) throw std::runtime_error("no fault");
    bool right = int(fault["faultCode"]) == code && std::string(fault["faultString"]).find(words) != std::string::npos;
    if (!right) throw std::runtime_error("fault " + fault.toXml());
}

static void validator1() {
    check("arrayOfStructsTest", [] {
        same(call("validator1.arrayOfStructsTest", {array(std::vector<XmlRpcValue>(7, stooges))}), 2100);
    });
    check("countTheEntities", [] {
        auto counts = members({{"ctLeftAngleBrackets", 4}, {"ctRightAngleBrackets", 3}, {"ctAmpersands", 2},
                               {"ctApostrophes", 1}, {"ctQuotes", 5}});
        same(call("validator1.countTheEntities", {"<<<<>>>&&'\"\"\"\"\"x"}), counts);
    });
    check("easyStructTest", [] { same(call("validator1.easyStructTest", {stooges}), 321); });
    check("echoStructTest", [] { echoed("validator1.echoStructTest", {members({{"a", stooges}, {"b", stooges}})}); });
    check("manyTypesTest", [] {
        std::vector<XmlRpcValue> many = {42, true, "text", 3.25, date(1998, 7, 17, 14, 8, 55), bytes("bytes")};
        same(call("validator1.manyTypesTest", many), array(many));
    });
    check("moderateSizeArrayCheck", [] {
        std::vector<XmlRpcValue> strings;
        for (int n = 0; n < 150; n++) strings.push_back("string " + std::to_string(n));
        same(call("validator1.moderateSizeArrayCheck", {array(strings)}), "string 0string 149");
    });
    check("nestedStructTest", [] {
        auto april = members({{"01", stooges}, {"02", members({})}});
        auto calendar = members({{"1999", members({})}, {"2000", members({{"04", april}})}});
        same(call("validator1.nestedStructTest", {calendar}), 321);
    });
    check("simpleStructReturnTest", [] {
        auto multiples = members({{"times10", -70}, {"times100", -700}, {"times1000", -7000}});
        same(call("validator1.simpleStructReturnTest", {-7}), multiples);
    });
}

static void types() {
    check("int", [] { echoed("interopEchoTests.echoInteger", {0, 1, -1, INT_MAX, INT_MIN}); });
    // The library cannot send such a number, but it may be the result of a sum.
    check("i8", [] {
        same(call("validator1.easyStructTest", {members({{"moe", INT_MAX}, {"larry", 1}, {"curly", 0}})}), 2147483648.0);
    });
    check("boolean", [] { echoed("interopEchoTests.echoBoolean", {true, false}); });
    check("double", [] { echoed("interopEchoTests.echoFloat", {1.5, -0.125, 0.1, 100.0}); });
    check("large-doubles", [] { echoed("interopEchoTests.echoFloat", {1e22, DBL_MAX}); });
    check("small-doubles", [] { echoed("interopEchoTests.echoFloat", {-1e-7, DBL_MIN}); });
    check("string", [] { text({"text", "more text"}); });
    check("long-string", [] { text({repeated("long ", 300000) + "end"}); });
    check("empty-string", [] { text({""}); });
    check("white-space", [] { text({" \t kept\n\n ", " ", "\n"}); });
    check("carriage-returns", [] { text({"a\rb\r\nc"}); });
    check("markup", [] { text({"<tag a='\"'> & ]]> &amp; &#65; <!-- -->"}); });
    check("latin", [] { text({"Ünïcödé ÿ"}); });
    check("east-asian", [] { text({"日本語 Ελλάδα"}); });
    check("beyond-ffff", [] { text({"😀 𐍈 \U0010fffd"}); });
    check("date", [] {
        echoed("interopEchoTests.echoDate", {date(1998, 7, 17, 14, 8, 55), date(2026, 1, 31, 0, 0, 0)});
    });
    check("date-before-1970", [] { echoed("interopEchoTests.echoDate", {date(1969, 7, 20, 20, 17, 40)}); });
    check("bytes", [] {
        std::string all(256, 0);
        std::iota(all.begin(), all.end(), 0);
        echoed("interopEchoTests.echoBase64", {bytes(all), bytes(repeated("long ", 2000))});
    });
    check("empty-bytes", [] { echoed("interopEchoTests.echoBase64", {bytes("")}); });
    check("array", [] {
        echoed("examples.echo", {array({1, "two", 3.5, true, array({4, array({"five", array({stooges})})})})});
        std::vector<XmlRpcValue> numbers;
        for (int n = 0; n < 1000; n++) numbers.push_back(n);
        echoed("interopEchoTests.echoIntegerArray", {array(numbers)});
    });
    check("empty-array", [] { echoed("examples.echo", {array({}), array({array({}), array({})})}); });
    check("struct", [] {
        auto inner = members({{"c", array({1, members({{"d", "e"}})})}});
        echoed("interopEchoTests.echoStruct", {members({{"a", members({{"b", inner}})}, {"f", false}})});
    });
    check("empty-struct", [] { echoed("examples.echo", {members({}), array({members({}), members({})})}); });
    check("member-names", [] { echoed("interopEchoTests.echoStruct", {members({{"ä ö", 1}, {"日", 2}})}); });
    check("member-names-markup", [] { echoed("interopEchoTests.echoStruct", {members({{"<a> & 'b'", 1}})}); });
    check("empty-member-name", [] { echoed("interopEchoTests.echoStruct", {members({{"", 1}})}); });
    check("nil", [] { echoed("examples.echo", {XmlRpcValue()}); });
}

static void everything_else() {
    check("fault", [] { fault(4, "Too many parameters.", "examples.fault"); });
    check("unknown-method", [] { fault(-32601, "no.such", "no.such"); });
    check("wrong-parameters", [] { fault(-32602, "b", "examples.add", {1, "two"}); });
    check("multicall", [] {
        auto calls = array({members({{"methodName", "examples.add"}, {"params", array({2, 3})}}),
                            members({{"methodName", "examples.fault"}, {"params", array({})}}),
                            members({{"methodName", "examples.echo"}, {"params", array({"ü & 日"})}})});
        auto failed = members({{"faultCode", 4}, {"faultString", "Too many parameters."}});
        same(call("system.multicall", {calls}), array({array({5}), failed, array({"ü & 日"})}));
    });
    check("listMethods", [] {
        if (call("system.listMethods").size() <= 30) throw std::runtime_error("too few");
    });
    check("methodHelp", [] { same(call("system.methodHelp", {"examples.add"}), "Add two numbers."); });
    check("methodSignature", [] {
        same(call("system.methodSignature", {"examples.add"}), array({array({"int", "int", "int"})}));
    });
    check("many-calls", [] {
        for (int n = 0; n < 200; n++) same(call("examples.add", {n, 1}), n + 1);
    });
}

int main(int count, char **arguments) {
    std::string url = count == 2 ? arguments[1] : "";
    size_t host = url.find("://") + 3, port = url.find(':', host), path = url.find('/', host);
    if (path == std::string::npos || port > path) {
        std::cerr << "usage: client http://HOST:PORT/PATH" << std::endl;
        return 2;
    }
    XmlRpcClient client(url.substr(host, port - host).c_str(), std::stoi(url.substr(port + 1)), url.substr(path).c_str());
    server = &client;
    validator1();
    types();
    everything_else();
}
