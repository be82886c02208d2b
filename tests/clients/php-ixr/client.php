<?php
// Calls the conformance example with IXR, the Incutio XML-RPC library, which WordPress and DokuWiki use.

use IXR\Client\Client;
use IXR\DataType\Base64;
use IXR\DataType\Date;

spl_autoload_register(fn ($class) => require getenv('IXR') . strtr(substr($class, strlen('IXR')), '\\', '/') . '.php');

// The library writes doubles as PHP does, by default with 14 digits; -1 means as many as needed.
ini_set('precision', -1);

const STOOGES = ['moe' => 1, 'larry' => 20, 'curly' => 300];

class Fault extends Exception {}

function call(string $method, ...$params)
{
    global $argv;
    $client = new Client($argv[1]);
    if (!$client->query($method, ...$params)) {
        throw new Fault($client->getErrorMessage(), $client->getErrorCode());
    }
    return $client->getResponse();
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
    // The order of members is not significant, and dates are objects.
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

function echoedBytes(string ...$texts): void
{
    foreach ($texts as $bytes) {
        same(call('interopEchoTests.echoBase64', new Base64($bytes)), $bytes);
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
    $many = [42, true, 'text', 3.25, new Date('19980717T14:08:55')];
    same(call('validator1.manyTypesTest', ...$many, ...[new Base64('bytes')]), [...$many, 'bytes']);
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
check('date', fn () => echoed('interopEchoTests.echoDate', new Date('19980717T14:08:55'), new Date('20260131T00:00:00')));
check('date-before-1970', fn () => echoed('interopEchoTests.echoDate', new Date('19690720T20:17:40')));
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
