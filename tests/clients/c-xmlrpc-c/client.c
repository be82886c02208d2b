/* Calls the conformance example with xmlrpc-c. */

#include <float.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xmlrpc-c/base.h>
#include <xmlrpc-c/client.h>

#define STOOGES "{s:i,s:i,s:i}", "moe", 1, "larry", 20, "curly", 300

static xmlrpc_client *client;
static xmlrpc_server_info *server;

/* The first failure since the last check. */
static xmlrpc_env env;
static char complaint[200];

static void complain(const char *format, ...) {
    va_list args;
    va_start(args, format);
    if (!complaint[0]) vsnprintf(complaint, sizeof complaint, format, args);
    va_end(args);
}

static void done(const char *check) {
    if (env.fault_occurred) complain("fault %d: %s", env.fault_code, env.fault_string);
    for (char *c = complaint; *c; c++) {
        if ((unsigned char)*c < ' ') *c = ' ';
    }
    if (complaint[0]) printf("%s\twrong\t%s\n", check, complaint);
    else printf("%s\tok\n", check);
    fflush(stdout);
    xmlrpc_env_clean(&env);
    xmlrpc_env_init(&env);
    complaint[0] = 0;
}

static int failed(void) {
    return env.fault_occurred || complaint[0];
}

static xmlrpc_value *value(const char *format, ...) {
    if (failed()) return NULL;
    va_list args;
    const char *rest;
    xmlrpc_value *built = NULL;
    va_start(args, format);
    xmlrpc_build_value_va(&env, format, args, &built, &rest);
    va_end(args);
    return built;
}

/* Takes ownership of the parameters. */
static xmlrpc_value *call(const char *method, xmlrpc_value *parameters) {
    if (failed()) return NULL;
    xmlrpc_value *response = NULL;
    xmlrpc_client_call2(&env, client, server, method, parameters, &response);
    xmlrpc_DECREF(parameters);
    return response;
}

/* Calls with a single parameter and takes ownership of it. */
static xmlrpc_value *call1(const char *method, xmlrpc_value *parameter) {
    xmlrpc_value *parameters = value("(V)", parameter);
    if (parameter) xmlrpc_DECREF(parameter);
    return call(method, parameters);
}

static int alike(xmlrpc_value *a, xmlrpc_value *b);

static int alike_arrays(xmlrpc_value *a, xmlrpc_value *b) {
    int size = xmlrpc_array_size(&env, a);
    int same = size == xmlrpc_array_size(&env, b);
    for (int n = 0; n < size && same; n++) {
        xmlrpc_value *in_a, *in_b;
        xmlrpc_array_read_item(&env, a, n, &in_a);
        xmlrpc_array_read_item(&env, b, n, &in_b);
        same = alike(in_a, in_b);
        xmlrpc_DECREF(in_a);
        xmlrpc_DECREF(in_b);
    }
    return same;
}

static int alike_structs(xmlrpc_value *a, xmlrpc_value *b) {
    int size = xmlrpc_struct_size(&env, a);
    int same = size == xmlrpc_struct_size(&env, b);
    for (int n = 0; n < size && same; n++) {
        xmlrpc_value *name, *in_a, *in_b;
        xmlrpc_struct_read_member(&env, a, n, &name, &in_a);
        xmlrpc_struct_find_value_v(&env, b, name, &in_b);
        same = !env.fault_occurred && in_b && alike(in_a, in_b);
        xmlrpc_DECREF(name);
        xmlrpc_DECREF(in_a);
        if (in_b) xmlrpc_DECREF(in_b);
    }
    return same;
}

static int alike(xmlrpc_value *a, xmlrpc_value *b) {
    if (xmlrpc_value_type(a) != xmlrpc_value_type(b)) return 0;
#define COMPARE(type, read) { type x, y; read(&env, a, &x); read(&env, b, &y); return !env.fault_occurred && x == y; }
#define COMPARE_BYTES(type, read) { \
        size_t x_size, y_size; type *x, *y; \
        read(&env, a, &x_size, &x); read(&env, b, &y_size, &y); \
        return !env.fault_occurred && x_size == y_size && memcmp(x, y, x_size) == 0; \
    }
    switch (xmlrpc_value_type(a)) {
    case XMLRPC_TYPE_INT: COMPARE(xmlrpc_int, xmlrpc_read_int)
    case XMLRPC_TYPE_I8: COMPARE(xmlrpc_int64, xmlrpc_read_i8)
    case XMLRPC_TYPE_BOOL: COMPARE(xmlrpc_bool, xmlrpc_read_bool)
    case XMLRPC_TYPE_DOUBLE: COMPARE(xmlrpc_double, xmlrpc_read_double)
    case XMLRPC_TYPE_STRING: COMPARE_BYTES(const char, xmlrpc_read_string_lp)
    case XMLRPC_TYPE_BASE64: COMPARE_BYTES(const unsigned char, xmlrpc_read_base64)
    case XMLRPC_TYPE_DATETIME: {
        const char *x, *y;
        xmlrpc_read_datetime_8601(&env, a, &x);
        xmlrpc_read_datetime_8601(&env, b, &y);
        return !env.fault_occurred && strcmp(x, y) == 0;
    }
    case XMLRPC_TYPE_ARRAY: return alike_arrays(a, b);
    case XMLRPC_TYPE_STRUCT: return alike_structs(a, b);
    case XMLRPC_TYPE_NIL: return 1;
    default: return 0;
    }
}

/* Takes ownership of both. */
static void same(xmlrpc_value *got, xmlrpc_value *wanted) {
    if (!failed() && !alike(got, wanted)) {
        xmlrpc_mem_block *shown = XMLRPC_MEMBLOCK_NEW(char, &env, 0);
        xmlrpc_serialize_value(&env, shown, got);
        complain("got %.*s", (int)XMLRPC_MEMBLOCK_SIZE(char, shown), XMLRPC_MEMBLOCK_CONTENTS(char, shown));
        XMLRPC_MEMBLOCK_FREE(char, shown);
    }
    if (got) xmlrpc_DECREF(got);
    if (wanted) xmlrpc_DECREF(wanted);
}

/* Takes ownership of the value. */
static void echoed(const char *method, xmlrpc_value *sent) {
    if (failed()) return;
    xmlrpc_INCREF(sent);
    same(call1(method, sent), sent);
}

static void text(const char *sent) {
    echoed("interopEchoTests.echoString", value("s", sent));
}

static void fault(int code, const char *words, const char *method, xmlrpc_value *parameters) {
    call(method, parameters);
    if (!env.fault_occurred) complain("no fault");
    else if (env.fault_code == code && strstr(env.fault_string, words)) {
        xmlrpc_env_clean(&env);
        xmlrpc_env_init(&env);
    }
}

static char *repeated(const char *piece, int times) {
    size_t size = strlen(piece);
    char *whole = malloc(size * times + 1);
    for (int n = 0; n < times; n++) memcpy(whole + n * size, piece, size + 1);
    return whole;
}

static void validator1(void) {
    xmlrpc_value *stooges = value(STOOGES);
#define S stooges
    same(call1("validator1.arrayOfStructsTest", value("(VVVVVVV)", S, S, S, S, S, S, S)), value("i", 2100));
    done("arrayOfStructsTest");
    same(call1("validator1.countTheEntities", value("s", "<<<<>>>&&'\"\"\"\"\"x")),
         value("{s:i,s:i,s:i,s:i,s:i}", "ctLeftAngleBrackets", 4, "ctRightAngleBrackets", 3, "ctAmpersands", 2,
               "ctApostrophes", 1, "ctQuotes", 5));
    done("countTheEntities");
    same(call1("validator1.easyStructTest", value(STOOGES)), value("i", 321));
    done("easyStructTest");
    echoed("validator1.echoStructTest", value("{s:V,s:V}", "a", S, "b", S));
    done("echoStructTest");
#define MANY value("(ibsd86)", 42, 1, "text", 3.25, "19980717T14:08:55", "bytes", (size_t)5)
    same(call("validator1.manyTypesTest", MANY), MANY);
    done("manyTypesTest");
    xmlrpc_value *strings = xmlrpc_array_new(&env);
    for (int n = 0; n < 150; n++) {
        char string[20];
        snprintf(string, sizeof string, "string %d", n);
        xmlrpc_value *item = value("s", string);
        xmlrpc_array_append_item(&env, strings, item);
        xmlrpc_DECREF(item);
    }
    same(call1("validator1.moderateSizeArrayCheck", strings), value("s", "string 0string 149"));
    done("moderateSizeArrayCheck");
    same(call1("validator1.nestedStructTest", value("{s:{},s:{s:{s:V,s:{}}}}", "1999", "2000", "04", "01", S, "02")),
         value("i", 321));
    done("nestedStructTest");
    same(call1("validator1.simpleStructReturnTest", value("i", -7)),
         value("{s:i,s:i,s:i}", "times10", -70, "times100", -700, "times1000", -7000));
    done("simpleStructReturnTest");
    xmlrpc_DECREF(stooges);
}

static void numbers(void) {
    const int ints[] = {0, 1, -1, INT_MAX, INT_MIN};
    for (size_t n = 0; n < sizeof ints / sizeof *ints; n++) echoed("interopEchoTests.echoInteger", value("i", ints[n]));
    done("int");
    const xmlrpc_int64 longs[] = {INT_MAX + 1LL, INT_MIN - 1LL, LLONG_MAX, LLONG_MIN};
    for (size_t n = 0; n < sizeof longs / sizeof *longs; n++) echoed("examples.echo", value("I", longs[n]));
    done("i8");
    echoed("interopEchoTests.echoBoolean", value("b", 1));
    echoed("interopEchoTests.echoBoolean", value("b", 0));
    done("boolean");
    const double doubles[] = {1.5, -0.125, 0.1, 100.0};
    for (size_t n = 0; n < sizeof doubles / sizeof *doubles; n++) echoed("interopEchoTests.echoFloat", value("d", doubles[n]));
    done("double");
    echoed("interopEchoTests.echoFloat", value("d", 1e22));
    echoed("interopEchoTests.echoFloat", value("d", DBL_MAX));
    done("large-doubles");
    echoed("interopEchoTests.echoFloat", value("d", -1e-7));
    echoed("interopEchoTests.echoFloat", value("d", DBL_MIN));
    done("small-doubles");
}

static void texts(void) {
    text("text");
    text("more text");
    done("string");
    char *lengthy = repeated("long ", 300000);
    text(lengthy);
    done("long-string");
    free(lengthy);
    text("");
    done("empty-string");
    text(" \t kept\n\n ");
    text(" ");
    text("\n");
    done("white-space");
    /* By default the library treats carriage returns as line ends. */
    const char *returns = "a\rb\r\nc";
    echoed("interopEchoTests.echoString", failed() ? NULL : xmlrpc_string_new_cr(&env, returns));
    done("carriage-returns");
    text("<tag a='\"'> & ]]> &amp; &#65; <!-- -->");
    done("markup");
    text("Ünïcödé ÿ");
    done("latin");
    text("日本語 Ελλάδα");
    done("east-asian");
    text("😀 𐍈 \xf4\x8f\xbf\xbd");
    done("beyond-ffff");
}

static void dates_and_bytes(void) {
    echoed("interopEchoTests.echoDate", value("8", "19980717T14:08:55"));
    echoed("interopEchoTests.echoDate", value("8", "20260131T00:00:00"));
    done("date");
    echoed("interopEchoTests.echoDate", value("8", "19690720T20:17:40"));
    done("date-before-1970");
    unsigned char all[256];
    for (int n = 0; n < 256; n++) all[n] = n;
    char *lengthy = repeated("long ", 2000);
    echoed("interopEchoTests.echoBase64", value("6", all, sizeof all));
    echoed("interopEchoTests.echoBase64", value("6", lengthy, strlen(lengthy)));
    done("bytes");
    free(lengthy);
    echoed("interopEchoTests.echoBase64", value("6", all, (size_t)0));
    done("empty-bytes");
}

static void arrays_and_structs(void) {
    xmlrpc_value *thousand = xmlrpc_array_new(&env);
    for (int n = 0; n < 1000; n++) {
        xmlrpc_value *item = value("i", n);
        xmlrpc_array_append_item(&env, thousand, item);
        xmlrpc_DECREF(item);
    }
    echoed("examples.echo", value("(isdb(i(s({s:i}))))", 1, "two", 3.5, 1, 4, "five", "moe", 1));
    echoed("interopEchoTests.echoIntegerArray", thousand);
    done("array");
    echoed("examples.echo", value("()"));
    echoed("examples.echo", value("(()())"));
    done("empty-array");
    echoed("interopEchoTests.echoStruct", value("{s:{s:{s:(i{s:s})}},s:b}", "a", "b", "c", 1, "d", "e", "f", 0));
    done("struct");
    echoed("examples.echo", value("{}"));
    echoed("examples.echo", value("({}{})"));
    done("empty-struct");
    echoed("interopEchoTests.echoStruct", value("{s:i,s:i}", "ä ö", 1, "日", 2));
    done("member-names");
    echoed("interopEchoTests.echoStruct", value("{s:i}", "<a> & 'b'", 1));
    done("member-names-markup");
    echoed("interopEchoTests.echoStruct", value("{s:i}", "", 1));
    done("empty-member-name");
    echoed("examples.echo", value("n"));
    echoed("examples.echo", value("(ni)", 1));
    done("nil");
}

static void everything_else(void) {
    fault(4, "Too many parameters.", "examples.fault", value("()"));
    done("fault");
    fault(-32601, "no.such", "no.such", value("()"));
    done("unknown-method");
    fault(-32602, "b", "examples.add", value("(is)", 1, "two"));
    done("wrong-parameters");
    same(call1("system.multicall", value("({s:s,s:(ii)}{s:s,s:()}{s:s,s:(s)})",
                                         "methodName", "examples.add", "params", 2, 3,
                                         "methodName", "examples.fault", "params",
                                         "methodName", "examples.echo", "params", "ü & 日")),
         value("((i){s:i,s:s}(s))", 5, "faultCode", 4, "faultString", "Too many parameters.", "ü & 日"));
    done("multicall");
    xmlrpc_value *names = call("system.listMethods", value("()"));
    if (!failed() && xmlrpc_array_size(&env, names) <= 30) complain("only %d", xmlrpc_array_size(&env, names));
    if (names) xmlrpc_DECREF(names);
    done("listMethods");
    same(call1("system.methodHelp", value("s", "examples.add")), value("s", "Add two numbers."));
    done("methodHelp");
    same(call1("system.methodSignature", value("s", "examples.add")), value("((sss))", "int", "int", "int"));
    done("methodSignature");
    for (int n = 0; n < 200; n++) same(call("examples.add", value("(ii)", n, 1)), value("i", n + 1));
    done("many-calls");
}

int main(int count, char **arguments) {
    if (count != 2) return fprintf(stderr, "usage: client URL\n"), 2;
    xmlrpc_env_init(&env);
    xmlrpc_client_setup_global_const(&env);
    xmlrpc_limit_set(XMLRPC_XML_SIZE_LIMIT_ID, 4 << 20); /* the default is half a megabyte */
    xmlrpc_client_create(&env, XMLRPC_CLIENT_NO_FLAGS, "client", "1", NULL, 0, &client);
    if (!env.fault_occurred) server = xmlrpc_server_info_new(&env, arguments[1]);
    if (env.fault_occurred) return fprintf(stderr, "%s\n", env.fault_string), 1;
    validator1();
    numbers();
    texts();
    dates_and_bytes();
    arrays_and_structs();
    everything_else();
    xmlrpc_server_info_free(server);
    xmlrpc_client_destroy(client);
    xmlrpc_client_teardown_global_const();
    return 0;
}
