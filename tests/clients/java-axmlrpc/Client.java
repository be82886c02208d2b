import de.timroes.axmlrpc.XMLRPCClient;
import de.timroes.axmlrpc.XMLRPCException;
import de.timroes.axmlrpc.XMLRPCServerException;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Calls the conformance example with Java's aXMLRPC. */
@SuppressWarnings("deprecation")
final class Client {
    private static final Map<String, Object> STOOGES = Map.of("moe", 1, "larry", 20, "curly", 300);

    private static XMLRPCClient server;

    private interface Body {
        void run() throws Exception;
    }

    private static Object call(String method, Object... parameters) throws XMLRPCException {
        return server.call(method, parameters);
    }

    private static void check(String name, Body body) {
        try {
            body.run();
            System.out.println(name + "\tok");
        } catch (Exception | StackOverflowError error) {
            String reason = (error + "").replaceAll("\\s+", " ");
            System.out.println(name + "\twrong\t" + cut(reason, 200));
        }
    }

    private static String cut(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }

    /** A value with its types, as text. */
    private static String shown(Object value) {
        if (value instanceof Object[]) {
            return Stream.of((Object[]) value).map(Client::shown).collect(Collectors.joining(" ", "[", "]"));
        }
        if (value instanceof Map) {
            Map<Object, String> members = new TreeMap<>();
            ((Map<?, ?>) value).forEach((name, member) -> members.put(name, shown(member)));
            return members.toString();
        }
        if (value instanceof byte[]) {
            return "bytes:" + Arrays.toString((byte[]) value);
        }
        return value == null ? "null" : value.getClass().getSimpleName() + ":" + value;
    }

    private static void same(Object got, Object wanted) {
        if (!shown(got).equals(shown(wanted))) {
            throw new WrongAnswer("got " + cut(shown(got), 80) + ", not " + cut(shown(wanted), 80));
        }
    }

    private static final class WrongAnswer extends RuntimeException {
        WrongAnswer(String sentence) {
            super(sentence);
        }
    }

    private static void echoed(String method, Object... values) throws XMLRPCException {
        for (Object value : values) {
            same(call(method, new Object[] {value}), value);
        }
    }

    private static void fault(int code, String text, String method, Object... parameters) throws XMLRPCException {
        try {
            call(method, parameters);
        } catch (XMLRPCServerException fault) {
            if (fault.getErrorNr() == code && fault.getMessage().contains(text)) {
                return;
            }
            throw fault;
        }
        throw new WrongAnswer("no fault");
    }

    private static Object[] array(Object... values) {
        return values;
    }

    private static Date date(int year, int month, int day, int hours, int minutes, int seconds) {
        return new Date(year - 1900, month - 1, day, hours, minutes, seconds);
    }

    public static void main(String[] arguments) throws Exception {
        server = new XMLRPCClient(new URL(arguments[0]), XMLRPCClient.FLAGS_8BYTE_INT | XMLRPCClient.FLAGS_NIL);
        validator1();
        types();
        everythingElse();
    }

    private static void validator1() {
        check("arrayOfStructsTest", () -> {
            Object[] structs = Collections.nCopies(7, STOOGES).toArray();
            same(call("validator1.arrayOfStructsTest", (Object) structs), 2100);
        });
        check("countTheEntities", () -> same(
            call("validator1.countTheEntities", "<<<<>>>&&'\"\"\"\"\"x"),
            Map.of("ctLeftAngleBrackets", 4, "ctRightAngleBrackets", 3, "ctAmpersands", 2,
                "ctApostrophes", 1, "ctQuotes", 5)));
        check("easyStructTest", () -> same(call("validator1.easyStructTest", STOOGES), 321));
        check("echoStructTest", () -> echoed("validator1.echoStructTest", Map.of("a", STOOGES, "b", STOOGES)));
        check("manyTypesTest", () -> {
            Object[] many = {42, true, "text", 3.25, date(1998, 7, 17, 14, 8, 55), "bytes".getBytes("UTF-8")};
            same(call("validator1.manyTypesTest", many), many);
        });
        check("moderateSizeArrayCheck", () -> {
            Object[] strings = IntStream.range(0, 150).mapToObj(n -> "string " + n).toArray();
            same(call("validator1.moderateSizeArrayCheck", (Object) strings), "string 0string 149");
        });
        check("nestedStructTest", () -> {
            Map<String, Object> april = Map.of("01", STOOGES, "02", Map.of());
            same(call("validator1.nestedStructTest", Map.of("1999", Map.of(), "2000", Map.of("04", april))), 321);
        });
        check("simpleStructReturnTest", () -> same(
            call("validator1.simpleStructReturnTest", -7), Map.of("times10", -70, "times100", -700, "times1000", -7000)));
    }

    private static void types() {
        check("int", () -> echoed("interopEchoTests.echoInteger", 0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE));
        check("i8", () -> echoed("examples.echo", 2147483648L, -2147483649L, Long.MAX_VALUE, Long.MIN_VALUE));
        check("boolean", () -> echoed("interopEchoTests.echoBoolean", true, false));
        check("double", () -> echoed("interopEchoTests.echoFloat", 1.5, -0.125, 0.1, 100.0));
        check("large-doubles", () -> echoed("interopEchoTests.echoFloat", 1e22, Double.MAX_VALUE));
        check("small-doubles", () -> echoed("interopEchoTests.echoFloat", -1e-7, Double.MIN_NORMAL));
        check("string", () -> echoed("interopEchoTests.echoString", "text", "more text"));
        check("long-string", () -> echoed("interopEchoTests.echoString", "long ".repeat(300_000) + "end"));
        check("empty-string", () -> echoed("interopEchoTests.echoString", ""));
        check("white-space", () -> echoed("interopEchoTests.echoString", " \t kept\n\n ", " ", "\n"));
        check("carriage-returns", () -> echoed("interopEchoTests.echoString", "a\rb\r\nc"));
        check("markup", () -> echoed("interopEchoTests.echoString", "<tag a='\"'> & ]]> &amp; &#65; <!-- -->"));
        check("latin", () -> echoed("interopEchoTests.echoString", "Ünïcödé ÿ"));
        check("east-asian", () -> echoed("interopEchoTests.echoString", "日本語 Ελλάδα"));
        check("beyond-ffff", () -> echoed("interopEchoTests.echoString", "😀 𐍈 \uDBFF\uDFFD"));
        check("date", () -> echoed(
            "interopEchoTests.echoDate", date(1998, 7, 17, 14, 8, 55), date(2026, 1, 31, 0, 0, 0)));
        check("date-before-1970", () -> echoed("interopEchoTests.echoDate", date(1969, 7, 20, 20, 17, 40)));
        check("bytes", () -> {
            byte[] all = new byte[256];
            for (int n = 0; n < all.length; n++) {
                all[n] = (byte) n;
            }
            echoed("interopEchoTests.echoBase64", all, "long ".repeat(2000).getBytes("UTF-8"));
        });
        check("empty-bytes", () -> echoed("interopEchoTests.echoBase64", new byte[0]));
        check("array", () -> {
            echoed("examples.echo", (Object) array(1, "two", 3.5, true, array(4, array("five", array(STOOGES)))));
            echoed("interopEchoTests.echoIntegerArray", (Object) IntStream.range(0, 1000).boxed().toArray());
        });
        check("empty-array", () -> echoed("examples.echo", array(), array(array(), array())));
        check("struct", () -> {
            Map<String, Object> inner = Map.of("c", array(1, Map.of("d", "e")));
            echoed("interopEchoTests.echoStruct", Map.of("a", Map.of("b", inner), "f", false));
        });
        check("empty-struct", () -> echoed("examples.echo", Map.of(), array(Map.of(), Map.of())));
        check("member-names", () -> echoed("interopEchoTests.echoStruct", Map.of("ä ö", 1, "日", 2)));
        check("member-names-markup", () -> echoed("interopEchoTests.echoStruct", Map.of("<a> & 'b'", 1)));
        check("empty-member-name", () -> echoed("interopEchoTests.echoStruct", Map.of("", 1)));
        check("nil", () -> echoed("examples.echo", null, array(null, 1)));
    }

    private static void everythingElse() {
        check("fault", () -> fault(4, "Too many parameters.", "examples.fault"));
        check("unknown-method", () -> fault(-32601, "no.such", "no.such"));
        check("wrong-parameters", () -> fault(-32602, "b", "examples.add", 1, "two"));
        check("multicall", () -> {
            Object[] responses = (Object[]) call("system.multicall", (Object) array(
                Map.of("methodName", "examples.add", "params", array(2, 3)),
                Map.of("methodName", "examples.fault", "params", array()),
                Map.of("methodName", "examples.echo", "params", array("ü & 日"))));
            same(responses, array(
                array(5), Map.of("faultCode", 4, "faultString", "Too many parameters."), array("ü & 日")));
        });
        check("listMethods", () -> same(((Object[]) call("system.listMethods")).length > 30, true));
        check("methodHelp", () -> same(call("system.methodHelp", "examples.add"), "Add two numbers."));
        check("methodSignature", () -> same(
            call("system.methodSignature", "examples.add"), array((Object) array("int", "int", "int"))));
        check("many-calls", () -> {
            for (int n = 0; n < 200; n++) {
                same(call("examples.add", n, 1), n + 1);
            }
        });
    }
}
