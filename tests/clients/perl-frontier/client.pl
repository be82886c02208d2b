# Calls the conformance example with Perl's Frontier::Client.
use strict;
use warnings;
use utf8;
use Frontier::Client;
use MIME::Base64;

$| = 1;
binmode STDOUT, ':encoding(UTF-8)';

my $server = Frontier::Client->new(url => $ARGV[0]);

sub stooges { my %stooges = (moe => 1, larry => 20, curly => 300); \%stooges }

# The library expects bytes of UTF-8 and returns characters.
sub text { my $text = shift; utf8::encode($text); $server->string($text) }

sub call { $server->call(@_) }

# A value as text, with its type if the library's result has one.
sub shown {
    my $value = shift;
    my $type = ref $value;
    return '[' . join(' ', map { shown($_) } @$value) . ']' if $type eq 'ARRAY';
    return '{' . join(' ', map { "$_=" . shown($value->{$_}) } sort keys %$value) . '}' if $type eq 'HASH';
    return $type . ':' . $value->value if $type =~ /Boolean|ISO8601|Base64/;
    return $type ? $value->value : $value // 'nil';
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

sub echoed_text {
    for my $text (@_) {
        same(call('interopEchoTests.echoString', text($text)), $text);
    }
}

# The caller encodes base64.
sub echoed_bytes {
    for my $bytes (@_) {
        my $response = call('interopEchoTests.echoBase64', $server->base64(encode_base64($bytes)));
        same(decode_base64($response->value), $bytes);
    }
}

# A fault is the text of an exception.
sub fault {
    my ($code, $text, @call) = @_;
    die "no fault\n" if eval { call(@call); 1 };
    die $@ unless $@ =~ /fault code \Q$code\E: .*\Q$text\E/;
}

sub int_of { $server->int(@_) }

sub echoed_doubles {
    for my $double (@_) {
        my $response = call('interopEchoTests.echoFloat', $server->double($double));
        die "got $response, not $double\n" unless $response == $double;
    }
}

check arrayOfStructsTest => sub { same(call('validator1.arrayOfStructsTest', [map { stooges } 1 .. 7]), 2100) };
check countTheEntities => sub {
    my %counts = (ctLeftAngleBrackets => 4, ctRightAngleBrackets => 3, ctAmpersands => 2);
    @counts{qw(ctApostrophes ctQuotes)} = (1, 5);
    same(call('validator1.countTheEntities', q{<<<<>>>&&'"""""x}), \%counts);
};
check easyStructTest => sub { same(call('validator1.easyStructTest', stooges), 321) };
check echoStructTest => sub {
    echoed('validator1.echoStructTest', { a => stooges, b => stooges });
};
check manyTypesTest => sub {
    my @many = (
        int_of(42), $server->boolean(1), text('text'), $server->double(3.25),
        $server->date_time('19980717T14:08:55'), $server->base64(encode_base64('bytes')),
    );
    my $response = call('validator1.manyTypesTest', @many);
    $_->[5] = text(decode_base64($_->[5]->value)) for $response, \@many;
    same($response, \@many);
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

check int => sub { echoed('interopEchoTests.echoInteger', map { int_of($_) } 0, 1, -1, 2147483647, -2147483648) };
check i8 => sub {
    echoed('examples.echo', map { int_of($_) } 2147483648, -2147483649, 9223372036854775807, '-9223372036854775808');
};
check boolean => sub { echoed('interopEchoTests.echoBoolean', $server->boolean(1), $server->boolean(0)) };
check double => sub { echoed_doubles(1.5, -0.125, 0.1, 100.0) };
check 'large-doubles' => sub { echoed_doubles('1e22', '1.7976931348623157e308') };
check 'small-doubles' => sub { echoed_doubles('-1e-7', '2.2250738585072014e-308') };
check string => sub { echoed_text('text', 'more text') };
check 'long-string' => sub { echoed_text('long ' x 300_000 . 'end') };
check 'empty-string' => sub { echoed_text('') };
check 'white-space' => sub { echoed_text(" \t kept\n\n ", ' ', "\n") };
check 'carriage-returns' => sub { echoed_text("a\rb\r\nc") };
check markup => sub { echoed_text(q{<tag a='"'> & ]]> &amp; &#65; <!-- -->}) };
check latin => sub { echoed_text('Ünïcödé ÿ') };
check 'east-asian' => sub { echoed_text('日本語 Ελλάδα') };
check 'beyond-ffff' => sub { echoed_text("😀 𐍈 \x{10fffd}") };
check date => sub {
    echoed('interopEchoTests.echoDate', map { $server->date_time($_) } '19980717T14:08:55', '20260131T00:00:00');
};
check 'date-before-1970' => sub { echoed('interopEchoTests.echoDate', $server->date_time('19690720T20:17:40')) };
check bytes => sub { echoed_bytes(join('', map { chr } 0 .. 255), 'long ' x 2000) };
check 'empty-bytes' => sub { echoed_bytes('') };
check array => sub {
    echoed('examples.echo', [1, 'two', 3.5, $server->boolean(1), [4, ['five', [stooges]]]]);
    echoed('interopEchoTests.echoIntegerArray', [1 .. 1000]);
};
check 'empty-array' => sub { echoed('examples.echo', [], [[], []]) };
check struct => sub {
    echoed('interopEchoTests.echoStruct', { a => { b => { c => [1, { d => 'e' }] } }, f => $server->boolean(0) });
};
check 'empty-struct' => sub { echoed('examples.echo', {}, [{}, {}]) };
check 'member-names' => sub {
    my $names = { 'ä ö' => 1, '日' => 2 };
    my %sent = map { my $bytes = $_; utf8::encode($bytes); $bytes => $names->{$_} } keys %$names;
    same(call('interopEchoTests.echoStruct', \%sent), $names);
};
check 'member-names-markup' => sub { echoed('interopEchoTests.echoStruct', { "<a> & 'b'" => 1 }) };
check 'empty-member-name' => sub { echoed('interopEchoTests.echoStruct', { '' => 1 }) };
check nil => sub { same(call('examples.echo', undef), undef) };

check fault => sub { fault(4, 'Too many parameters.', 'examples.fault') };
check 'unknown-method' => sub { fault(-32601, 'no.such', 'no.such') };
check 'wrong-parameters' => sub { fault(-32602, 'b', 'examples.add', 1, 'two') };
check multicall => sub {
    my @calls = (['examples.add', 2, 3], ['examples.fault'], ['examples.echo', text('ü & 日')]);
    my @structs = map { my ($name, @params) = @$_; { methodName => $name, params => \@params } } @calls;
    my $responses = call('system.multicall', \@structs);
    same($responses, [[5], { faultCode => 4, faultString => 'Too many parameters.' }, ['ü & 日']]);
};
check listMethods => sub { same(@{ call('system.listMethods') } > 30 ? 'many' : 'few', 'many') };
check methodHelp => sub { same(call('system.methodHelp', 'examples.add'), 'Add two numbers.') };
check methodSignature => sub { same(call('system.methodSignature', 'examples.add'), [['int', 'int', 'int']]) };
check 'many-calls' => sub { same(call('examples.add', $_, 1), $_ + 1) for 1 .. 200 };
