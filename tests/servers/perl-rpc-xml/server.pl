# The probe's methods on RPC::XML::Server.
use strict;
use warnings;
use RPC::XML;
use RPC::XML::Server;

$RPC::XML::ALLOW_NIL = 1;
$RPC::XML::ENCODING = 'utf-8';
my $server = RPC::XML::Server->new(host => '127.0.0.1', port => $ARGV[0], path => '/RPC2');
die $server unless ref $server;
$server->add_procedure({ name => 'echo', signature => [map { "$_ $_" } qw(int i8 boolean string double dateTime.iso8601 base64 array struct nil)],
    help => 'Returns the value.', code => sub { $_[0] } });
$server->add_procedure({ name => 'add', signature => ['int int int'], help => 'Adds two numbers.', code => sub { $_[0] + $_[1] } });
$server->add_procedure({ name => 'refuse', signature => ['string string'], help => 'Always fails.',
    code => sub { RPC::XML::fault->new(42, $_[0]) } });
$server->server_loop;
