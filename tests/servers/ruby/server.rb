# The probe's methods on XMLRPC::Server.
require "webrick"
require "xmlrpc/server"

XMLRPC::Config.module_eval do
  remove_const :ENABLE_NIL_PARSER
  const_set :ENABLE_NIL_PARSER, true
  remove_const :ENABLE_NIL_CREATE
  const_set :ENABLE_NIL_CREATE, true
  remove_const :ENABLE_BIGINT
  const_set :ENABLE_BIGINT, true
end

server = XMLRPC::Server.new(Integer(ARGV[0]), "127.0.0.1", 16, File::NULL, false)
server.add_handler("echo", nil, "Returns the value.") { |value| value }
server.add_handler("add", ["int", "int", "int"], "Adds two numbers.") { |a, b| a + b }
server.add_handler("refuse", nil, "Always fails.") { |text| raise XMLRPC::FaultException.new(42, text) }
server.add_multicall
server.add_introspection
server.serve
