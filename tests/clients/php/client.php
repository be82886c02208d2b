<?php
// Calls the conformance example with PHP's xmlrpc extension, which reads and writes documents, and curl for HTTP.

$curl = curl_init($argv[1]);
curl_setopt_array($curl, [CURLOPT_RETURNTRANSFER => true, CURLOPT_HTTPHEADER => ['Content-Type: text/xml']]);

const STOOGES = ['moe' => 1, 'larry' => 20, 'curly' => 300];

class Fault extends Exception {}

function call(string $method, ...$params)
{
    global $curl;
    $options = ['encoding' => 'UTF-8', 'escaping' => ['markup']];
    curl_setopt($curl, CURLOPT_POSTFIELDS, xmlrpc_encode_request($method, $params, $options));
    $document = curl_exec($curl);
    if ($document === false) {
        throw new Exception(curl_error($curl));
    }
    $response = xmlrpc_decode($document, 'UTF-8');
    if (is_array($response) && xmlrpc_is_fault($response)) {
        throw new Fault($response['faultString'], $response['faultCode']);
    }
    return $response;
}

function check(string $name, callable $body): void
{
    try {
        $body();
        echo "$name\tok\n";
    } catch (Throwable $error) {
        echo "$name\twrong\t", preg_replace('/\s+/', ' ', substr($error->getMessage(), 0, 200)), "\n";
    }
}

function same($got, $wanted): void
{
    // The order of members is not significant, and dates and bytes are objects.
    $plain = is_scalar($wanted) || is_null($wanted);
    $alike = $plain ? $got === $wanted : $got == $wanted && gettype($got) === gettype($wanted);
    if (!$alike) {
        throw new Exception(sprintf('got %.80s, not %.80s', var_export($got, true), var_export($wanted, true)));
    }
}

function echoed(string $method, ...$values): void
{
    foreach ($values as $value) {
        same(call($method, $value), $value);
    }
}

function fault(int $code, string $text, string $method, ...$params): void
{
    try {
        call($method, ...$params);
    } catch (Fault $fault) {
        if ($fault->getCode() === $code && str_contains($fault->getMessage(), $text)) {
            return;
        }
        throw $fault;
    }
    throw new Exception('no fault');
}

function typed(string $value, string $type): object
{
    xmlrpc_set_type($value, $type);
    return $value;
}

function dates(string ...$dates): array
{
    return array_map(fn ($date) => typed($date, 'datetime'), $dates);
}

function echoedBytes(string ...$texts): void
{
    foreach ($texts as $bytes) {
        same(call('interopEchoTests.echoBase64', typed($bytes, 'base64'))->scalar, $bytes);
    }
}

check('arrayOfStructsTest', fn () => same(call('validator1.arrayOfStructsTest', array_fill(0, 7, STOOGES)), 2100));
check('countTheEntities', fn () => same(
    call('validator1.countTheEntities', '<<<<>>>&&\'"""""x'),
    ['ctLeftAngleBrackets' => 4, 'ctRightAngleBrackets' => 3, 'ctAmpersands' => 2, 'ctApostrophes' => 1, 'ctQuotes' => 5]
));
check('easyStructTest', fn () => same(call('validator1.easyStructTest', STOOGES), 321));
check('echoStructTest', fn () => echoed('validator1.echoStructTest', ['a' => STOOGES, 'b' => STOOGES]));
check('manyTypesTest', function () {
    $many = [42, true, 'text', 3.25, ...dates('19980717T14:08:55'), typed('bytes', 'base64')];
    same(call('validator1.manyTypesTest', ...$many), $many);
});
check('moderateSizeArrayCheck', fn () => same(
    call('validator1.moderateSizeArrayCheck', array_map(fn ($n) => "string $n", range(0, 149))),
    'string 0string 149'
));
check('nestedStructTest', function () {
    // If all keys were numbers, it would be sent as an array.
    $calendar = ['calendar' => 'Gregorian', '2000' => ['04' => ['01' => STOOGES, '02' => STOOGES]]];
    same(call('validator1.nestedStructTest', $calendar), 321);
});
check('simpleStructReturnTest', fn () => same(
    call('validator1.simpleStructReturnTest', -7),
    ['times10' => -70, 'times100' => -700, 'times1000' => -7000]
));

check('int', fn () => echoed('interopEchoTests.echoInteger', 0, 1, -1, 2147483647, -2147483648));
check('i8', fn () => echoed('examples.echo', 2147483648, -2147483649, PHP_INT_MAX, PHP_INT_MIN));
check('boolean', fn () => echoed('interopEchoTests.echoBoolean', true, false));
check('double', fn () => echoed('interopEchoTests.echoFloat', 1.5, -0.125, 0.1, 100.0));
check('large-doubles', fn () => echoed('interopEchoTests.echoFloat', 1e22, PHP_FLOAT_MAX));
check('small-doubles', fn () => echoed('interopEchoTests.echoFloat', -1e-7, PHP_FLOAT_MIN));
check('string', fn () => echoed('interopEchoTests.echoString', 'text', 'more text'));
check('long-string', fn () => echoed('interopEchoTests.echoString', str_repeat('long ', 300_000) . 'end'));
check('empty-string', fn () => echoed('interopEchoTests.echoString', ''));
check('white-space', fn () => echoed('interopEchoTests.echoString', " \t kept\n\n ", ' ', "\n"));
check('carriage-returns', fn () => echoed('interopEchoTests.echoString', "a\rb\r\nc"));
check('markup', fn () => echoed('interopEchoTests.echoString', '<tag a=\'"\'> & ]]> &amp; &#65; <!-- -->'));
check('latin', fn () => echoed('interopEchoTests.echoString', 'Ünïcödé ÿ'));
check('east-asian', fn () => echoed('interopEchoTests.echoString', '日本語 Ελλάδα'));
check('beyond-ffff', fn () => echoed('interopEchoTests.echoString', "😀 𐍈 \u{10fffd}"));
check('date', fn () => echoed('interopEchoTests.echoDate', ...dates('19980717T14:08:55', '20260131T00:00:00')));
check('date-before-1970', fn () => echoed('interopEchoTests.echoDate', ...dates('19690720T20:17:40')));
check('bytes', fn () => echoedBytes(implode('', array_map('chr', range(0, 255))), str_repeat('long ', 2000)));
check('empty-bytes', fn () => echoedBytes(''));
check('array', function () {
    echoed('examples.echo', [1, 'two', 3.5, true, [4, ['five', [STOOGES]]]]);
    echoed('interopEchoTests.echoIntegerArray', range(1, 1000));
});
check('empty-array', fn () => echoed('examples.echo', [], [[], []]));
check('struct', fn () => echoed('interopEchoTests.echoStruct', ['a' => ['b' => ['c' => [1, ['d' => 'e']]]], 'f' => false]));
// PHP returns an empty array for both: only a method that requires a struct shows the difference.
check('empty-struct', fn () => same(call('interopEchoTests.echoStructArray', [(object) [], (object) []]), [[], []]));
check('member-names', fn () => echoed('interopEchoTests.echoStruct', ['ä ö' => 1, '日' => 2]));
check('member-names-markup', fn () => echoed('interopEchoTests.echoStruct', ["<a> & 'b'" => 1]));
check('empty-member-name', fn () => echoed('interopEchoTests.echoStruct', ['' => 1]));
check('nil', fn () => echoed('examples.echo', null, [null, 1]));

check('fault', fn () => fault(4, 'Too many parameters.', 'examples.fault'));
check('unknown-method', fn () => fault(-32601, 'no.such', 'no.such'));
check('wrong-parameters', fn () => fault(-32602, 'b', 'examples.add', 1, 'two'));
check('multicall', fn () => same(
    call('system.multicall', [
        ['methodName' => 'examples.add', 'params' => [2, 3]],
        ['methodName' => 'examples.fault', 'params' => []],
        ['methodName' => 'examples.echo', 'params' => ['ü & 日']],
    ]),
    [[5], ['faultCode' => 4, 'faultString' => 'Too many parameters.'], ['ü & 日']]
));
check('listMethods', fn () => same(count(call('system.listMethods')) > 30, true));
check('methodHelp', fn () => same(call('system.methodHelp', 'examples.add'), 'Add two numbers.'));
check('methodSignature', fn () => same(call('system.methodSignature', 'examples.add'), [['int', 'int', 'int']]));
check('many-calls', function () {
    for ($n = 0; $n < 200; $n++) {
        same(call('examples.add', $n, 1), $n + 1);
    }
});
