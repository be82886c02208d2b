# Calls the conformance example with Perl's RPC::XML::Client.
use strict;
use warnings;
use utf8;
use RPC::XML qw(:types);
use RPC::XML::Client;
use Scalar::Util qw(blessed reftype);

$| = 1;
binmode STDOUT, ':encoding(UTF-8)';
$RPC::XML::ENCODING  = 'utf-8';
$RPC::XML::ALLOW_NIL = 1;

my $server = RPC::XML::Client->new($ARGV[0]);

# The user agent decides whether connections are kept alive.
$server->useragent->conn_cache({ total_capacity => 1 });

sub stooges { { moe => 1, larry => 20, curly => 300 } }

sub call {
    my $response = $server->send_request(@_);
    die "$response\n" unless ref $response;
    return $response;
}

# A value with its types, as text.
sub shown {
    my $value = shift;
    $value = RPC::XML::smart_encode($value) unless blessed $value;
    my $type = $value->type;
    return '[' . join(' ', map { shown($_) } @$value) . ']' if $type eq 'array';
    return '{' . join(' ', map { "$_=" . shown($value->{$_}) } sort keys %$value) . '}' if $type eq 'struct';
    return $type . ':' . ($type eq 'double' ? sprintf('%.17g', $value->value) : $value->value // '');
}

sub check {
    my ($name, $body) = @_;
    return print "$name\tok\n" if eval { $body->(); 1 };
    my $reason = substr $@, 0, 200;
    $reason =~ s/\s+/ /g;
    print "$name\twrong\t$reason\n";
}

sub same {
    my ($got, $wanted) = map { ref ? shown($_) : $_ } @_;
    die sprintf "got %.80s, not %.80s\n", $got, $wanted unless $got eq $wanted;
}

sub echoed {
    my ($method, @values) = @_;
    same(call($method, $_), $_) for @values;
}

sub fault {
    my ($code, $text, @call) = @_;
    my $fault = call(@call);
    die "no fault\n" unless $fault->is_fault;
    die sprintf "fault %d: %s\n", $fault->code, $fault->string
        unless $fault->code == $code && index($fault->string, $text) >= 0;
}

sub strings { map { RPC_STRING $_ } @_ }
sub doubles { map { RPC_DOUBLE $_ } @_ }

check arrayOfStructsTest => sub { same(call('validator1.arrayOfStructsTest', [map { stooges } 1 .. 7])->value, 2100) };
check countTheEntities => sub {
    my %counts = (ctLeftAngleBrackets => 4, ctRightAngleBrackets => 3, ctAmpersands => 2);
    @counts{qw(ctApostrophes ctQuotes)} = (1, 5);
    same(call('validator1.countTheEntities', q{<<<<>>>&&'"""""x}), \%counts);
};
check easyStructTest => sub { same(call('validator1.easyStructTest', stooges)->value, 321) };
check echoStructTest => sub { echoed('validator1.echoStructTest', { a => stooges, b => stooges }) };
check manyTypesTest => sub {
    my @many = (
        RPC_INT 42, RPC_BOOLEAN 1, RPC_STRING 'text', RPC_DOUBLE 3.25,
        RPC_DATETIME_ISO8601 '19980717T14:08:55', RPC_BASE64 'bytes',
    );
    same(call('validator1.manyTypesTest', @many), \@many);
};
check moderateSizeArrayCheck => sub {
    same(call('validator1.moderateSizeArrayCheck', [map { "string $_" } 0 .. 149])->value, 'string 0string 149');
};
check nestedStructTest => sub {
    my $calendar = { 1999 => {}, 2000 => { '04' => { '01' => stooges, '02' => {} } } };
    same(call('validator1.nestedStructTest', $calendar)->value, 321);
};
check simpleStructReturnTest => sub {
    same(call('validator1.simpleStructReturnTest', -7), { times10 => -70, times100 => -700, times1000 => -7000 });
};

check int => sub { echoed('interopEchoTests.echoInteger', map { RPC_INT $_ } 0, 1, -1, 2147483647, -2147483648) };
check i8 => sub {
    echoed('examples.echo', map { RPC_I8 $_ } 2147483648, -2147483649, 9223372036854775807, '-9223372036854775808');
};
check boolean => sub { echoed('interopEchoTests.echoBoolean', RPC_BOOLEAN 1, RPC_BOOLEAN 0) };
check double => sub { echoed('interopEchoTests.echoFloat', doubles 1.5, -0.125, 0.1, 100.0) };
check 'large-doubles' => sub { echoed('interopEchoTests.echoFloat', doubles 1e22, 1.7976931348623157e308) };
check 'small-doubles' => sub { echoed('interopEchoTests.echoFloat', doubles -1e-7, 2.2250738585072014e-308) };
check string => sub { echoed('interopEchoTests.echoString', strings 'text', 'more text') };
check 'long-string' => sub { echoed('interopEchoTests.echoString', strings 'long ' x 300_000 . 'end') };
check 'empty-string' => sub { echoed('interopEchoTests.echoString', strings '') };
check 'white-space' => sub { echoed('interopEchoTests.echoString', strings " \t kept\n\n ", ' ', "\n") };
check 'carriage-returns' => sub { echoed('interopEchoTests.echoString', strings "a\rb\r\nc") };
check markup => sub { echoed('interopEchoTests.echoString', strings q{<tag a='"'> & ]]> &amp; &#65; <!-- -->}) };
check latin => sub { echoed('interopEchoTests.echoString', strings 'Ünïcödé ÿ') };
check 'east-asian' => sub { echoed('interopEchoTests.echoString', strings '日本語 Ελλάδα') };
check 'beyond-ffff' => sub { echoed('interopEchoTests.echoString', strings "😀 𐍈 \x{10fffd}") };
check date => sub {
    echoed('interopEchoTests.echoDate', map { RPC_DATETIME_ISO8601 $_ } '19980717T14:08:55', '20260131T00:00:00');
};
check 'date-before-1970' => sub { echoed('interopEchoTests.echoDate', RPC_DATETIME_ISO8601 '19690720T20:17:40') };
check bytes => sub {
    echoed('interopEchoTests.echoBase64', map { RPC_BASE64 $_ } join('', map { chr } 0 .. 255), 'long ' x 2000);
};
check 'empty-bytes' => sub { echoed('interopEchoTests.echoBase64', RPC_BASE64 '') };
check array => sub {
    echoed('examples.echo', [1, 'two', 3.5, RPC_BOOLEAN(1), [4, ['five', [stooges]]]]);
    echoed('interopEchoTests.echoIntegerArray', [1 .. 1000]);
};
check 'empty-array' => sub { echoed('examples.echo', [], [[], []]) };
check struct => sub {
    echoed('interopEchoTests.echoStruct', { a => { b => { c => [1, { d => 'e' }] } }, f => RPC_BOOLEAN 0 });
};
check 'empty-struct' => sub { echoed('examples.echo', {}, [{}, {}]) };
check 'member-names' => sub { echoed('interopEchoTests.echoStruct', { 'ä ö' => 1, '日' => 2 }) };
check 'member-names-markup' => sub { echoed('interopEchoTests.echoStruct', { "<a> & 'b'" => 1 }) };
check 'empty-member-name' => sub { echoed('interopEchoTests.echoStruct', { '' => 1 }) };
check nil => sub { echoed('examples.echo', RPC_NIL, [RPC_NIL, 1]) };

check fault => sub { fault(4, 'Too many parameters.', 'examples.fault') };
check 'unknown-method' => sub { fault(-32601, 'no.such', 'no.such') };
check 'wrong-parameters' => sub { fault(-32602, 'b', 'examples.add', 1, 'two') };
check multicall => sub {
    my @calls = (['examples.add', 2, 3], ['examples.fault'], ['examples.echo', 'ü & 日']);
    my @structs = map { my ($name, @params) = @$_; { methodName => $name, params => \@params } } @calls;
    my $responses = call('system.multicall', \@structs);
    same($responses, [[5], { faultCode => 4, faultString => 'Too many parameters.' }, ['ü & 日']]);
};
check listMethods => sub { same(@{ call('system.listMethods') } > 30 ? 'many' : 'few', 'many') };
check methodHelp => sub { same(call('system.methodHelp', 'examples.add')->value, 'Add two numbers.') };
check methodSignature => sub { same(call('system.methodSignature', 'examples.add'), [['int', 'int', 'int']]) };
check 'many-calls' => sub { same(call('examples.add', $_, 1)->value, $_ + 1) for 1 .. 200 };
