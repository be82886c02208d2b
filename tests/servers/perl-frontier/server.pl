# The probe's methods on Frontier::Daemon.
use strict;
use warnings;
use Frontier::Daemon;

Frontier::Daemon->new(LocalAddr => '127.0.0.1', LocalPort => $ARGV[0], ReuseAddr => 1,
    methods => {
        echo   => sub { $_[0] },
        add    => sub { $_[0] + $_[1] },
        refuse => sub { die $_[0] },
    }) or die "cannot listen: $!";
