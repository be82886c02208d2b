<?php
// The probe's methods on the server functions of PHP's extension xmlrpc, behind PHP's own web server.

$server = xmlrpc_server_create();
xmlrpc_server_register_method($server, 'echo', fn($name, $parameters) => $parameters[0]);
xmlrpc_server_register_method($server, 'add', fn($name, $parameters) => $parameters[0] + $parameters[1]);
xmlrpc_server_register_method($server, 'refuse',
    fn($name, $parameters) => ['faultCode' => 42, 'faultString' => $parameters[0]]);
header('Content-Type: text/xml');
echo xmlrpc_server_call_method($server, file_get_contents('php://input'), null,
    ['encoding' => 'utf-8', 'escaping' => 'markup']);
