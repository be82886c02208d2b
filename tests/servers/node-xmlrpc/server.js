// The probe's methods on the server of node-xmlrpc.
const xmlrpc = require("xmlrpc");

const server = xmlrpc.createServer({ host: "127.0.0.1", port: Number(process.argv[2]) });
server.on("echo", (error, parameters, done) => done(error, parameters[0]));
server.on("add", (error, parameters, done) => done(error, parameters[0] + parameters[1]));
server.on("refuse", (error, parameters, done) => done({ faultCode: 42, faultString: parameters[0] }));
