# Calls the conformance example with Perl's XMLRPC::Lite, which is based on SOAP::Lite.
use strict;
use warnings;
use utf8;
use XMLRPC::Lite;

$| = 1;
binmode STDOUT, ':encoding(UTF-8)';

my $server = XMLRPC::Lite->proxy($ARGV[0], keep_alive => 1);

sub stooges { { moe => 1, larry => 20, curly => 300 } }

# Values with an explicit type, because the library guesses another type from their text.
sub typed { my $type = shift; map { XMLRPC::Data->type($type => $_) } @_ }

sub response { my $method = shift; $server->call($method, @_) }

sub call {
    my $response = response(@_);
    die sprintf "fault %s: %s\n", $response->faultcode, $response->faultstring if $response->fault;
    return $response->result;
}

# A value as text: the library's results have no types.
sub shown {
    my $value = shift // 'nil';
    $value = $value->value if UNIVERSAL::isa($value, 'XMLRPC::Data');
    return '[' . join(' ', map { shown($_) } @$value) . ']' if ref $value eq 'ARRAY';
    return '{' . join(' ', map { "$_=" . shown($value->{$_}) } sort keys %$value) . '}' if ref $value eq 'HASH';
    return $value;
}

sub check {
    my ($name, $body) = @_;
    return print "$name\tok\n" if eval { $body->(); 1 };
    my $reason = substr $@, 0, 200;
    $reason =~ s/\s+/ /g;
    print "$name\twrong\t$reason\n";
}

sub same {
    my ($got, $wanted) = map { shown($_) } @_;
    die sprintf "got %.80s, not %.80s\n", $got, $wanted unless $got eq $wanted;
}

sub echoed {
    my ($method, @values) = @_;
    same(call($method, $_), $_) for @values;
}

# The library writes doubles with 15 digits, as Perl does, unless they are given as text.
sub echoed_doubles {
    for my $double (@_) {
        my $response = call('interopEchoTests.echoFloat', typed(double => $double));
        die "got $response, not $double\n" unless $response == $double;
    }
}

sub fault {
    my ($code, $text, @call) = @_;
    my $fault = response(@call);
    die "no fault\n" unless $fault->fault;
    die sprintf "fault %s: %s\n", $fault->faultcode, $fault->faultstring
        unless $fault->faultcode == $code && index($fault->faultstring, $text) >= 0;
}

check arrayOfStructsTest => sub { same(call('validator1.arrayOfStructsTest', [map { stooges } 1 .. 7]), 2100) };
check countTheEntities => sub {
    my %counts = (ctLeftAngleBrackets => 4, ctRightAngleBrackets => 3, ctAmpersands => 2);
    @counts{qw(ctApostrophes ctQuotes)} = (1, 5);
    same(call('validator1.countTheEntities', q{<<<<>>>&&'"""""x}), \%counts);
};
check easyStructTest => sub { same(call('validator1.easyStructTest', stooges), 321) };
check echoStructTest => sub { echoed('validator1.echoStructTest', { a => stooges, b => stooges }) };
check manyTypesTest => sub {
    my @many = (
        typed(int => 42), typed(boolean => 1), typed(string => 'text'), typed(double => 3.25),
        typed(dateTime => '19980717T14:08:55'), typed(base64 => 'bytes'),
    );
    same(call('validator1.manyTypesTest', @many), \@many);
};
check moderateSizeArrayCheck => sub {
    same(call('validator1.moderateSizeArrayCheck', [map { "string $_" } 0 .. 149]), 'string 0string 149');
};
check nestedStructTest => sub {
    my $calendar = { 1999 => {}, 2000 => { '04' => { '01' => stooges, '02' => {} } } };
    same(call('validator1.nestedStructTest', $calendar), 321);
};
check simpleStructReturnTest => sub {
    same(call('validator1.simpleStructReturnTest', -7), { times10 => -70, times100 => -700, times1000 => -7000 });
};

check int => sub { echoed('interopEchoTests.echoInteger', typed int => 0, 1, -1, 2147483647, -2147483648) };
check i8 => sub {
    echoed('examples.echo', typed int => 2147483648, -2147483649, 9223372036854775807, '-9223372036854775808');
};
check boolean => sub { echoed('interopEchoTests.echoBoolean', typed boolean => 1, 0) };
check double => sub { echoed_doubles(1.5, -0.125, 0.1, 100.0) };
check 'large-doubles' => sub { echoed_doubles('1e22', '1.7976931348623157e308') };
check 'small-doubles' => sub { echoed_doubles('-1e-7', '2.2250738585072014e-308') };
check string => sub { echoed('interopEchoTests.echoString', typed string => 'text', 'more text') };
check 'long-string' => sub { echoed('interopEchoTests.echoString', typed string => 'long ' x 300_000 . 'end') };
check 'empty-string' => sub { echoed('interopEchoTests.echoString', typed string => '') };
check 'white-space' => sub { echoed('interopEchoTests.echoString', typed string => " \t kept\n\n ", ' ', "\n") };
check 'carriage-returns' => sub { echoed('interopEchoTests.echoString', typed string => "a\rb\r\nc") };
check markup => sub { echoed('interopEchoTests.echoString', typed string => q{<tag a='"'> & ]]> &amp; &#65; <!-- -->}) };
check latin => sub { echoed('interopEchoTests.echoString', typed string => 'Ünïcödé ÿ') };
check 'east-asian' => sub { echoed('interopEchoTests.echoString', typed string => '日本語 Ελλάδα') };
check 'beyond-ffff' => sub { echoed('interopEchoTests.echoString', typed string => "😀 𐍈 \x{10fffd}") };
check date => sub {
    echoed('interopEchoTests.echoDate', typed dateTime => '19980717T14:08:55', '20260131T00:00:00');
};
check 'date-before-1970' => sub { echoed('interopEchoTests.echoDate', typed dateTime => '19690720T20:17:40') };
check bytes => sub {
    echoed('interopEchoTests.echoBase64', typed base64 => join('', map { chr } 0 .. 255), 'long ' x 2000);
};
check 'empty-bytes' => sub { echoed('interopEchoTests.echoBase64', typed base64 => '') };
check array => sub {
    echoed('examples.echo', [1, 'two', 3.5, typed(boolean => 1), [4, ['five', [stooges]]]]);
    echoed('interopEchoTests.echoIntegerArray', [1 .. 1000]);
};
check 'empty-array' => sub { echoed('examples.echo', [], [[], []]) };
check struct => sub {
    echoed('interopEchoTests.echoStruct', { a => { b => { c => [1, { d => 'e' }] } }, f => typed(boolean => 0) });
};
check 'empty-struct' => sub { echoed('examples.echo', {}, [{}, {}]) };
check 'member-names' => sub { echoed('interopEchoTests.echoStruct', { 'ä ö' => 1, '日' => 2 }) };
check 'member-names-markup' => sub { echoed('interopEchoTests.echoStruct', { "<a> & 'b'" => 1 }) };
check 'empty-member-name' => sub { echoed('interopEchoTests.echoStruct', { '' => 1 }) };
check nil => sub { echoed('examples.echo', undef, [undef, 1]) };

check fault => sub { fault(4, 'Too many parameters.', 'examples.fault') };
check 'unknown-method' => sub { fault(-32601, 'no.such', 'no.such') };
check 'wrong-parameters' => sub { fault(-32602, 'b', 'examples.add', 1, 'two') };
check multicall => sub {
    my @calls = (['examples.add', 2, 3], ['examples.fault'], ['examples.echo', typed string => 'ü & 日']);
    my @structs = map { my ($name, @params) = @$_; { methodName => $name, params => \@params } } @calls;
    my $responses = call('system.multicall', \@structs);
    same($responses, [[5], { faultCode => 4, faultString => 'Too many parameters.' }, ['ü & 日']]);
};
check listMethods => sub { same(@{ call('system.listMethods') } > 30 ? 'many' : 'few', 'many') };
check methodHelp => sub { same(call('system.methodHelp', 'examples.add'), 'Add two numbers.') };
check methodSignature => sub { same(call('system.methodSignature', 'examples.add'), [['int', 'int', 'int']]) };
check 'many-calls' => sub { same(call('examples.add', $_, 1), $_ + 1) for 1 .. 200 };
