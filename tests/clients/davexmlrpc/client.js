// Calls the conformance example with npm's davexmlrpc.
'use strict'
const { isDeepStrictEqual, inspect } = require('util')
const http = require('http')
const davexmlrpc = require('davexmlrpc')

const url = process.argv[2]
// Node manages the connections; older versions keep none alive by default.
http.globalAgent = new http.Agent({ keepAlive: true })
const stooges = { moe: 1, larry: 20, curly: 300 }

// The library throws unexpected errors from its own callbacks, or writes them to stdout, without calling back.
let reject
process.on('uncaughtException', (error) => reject(error))
const print = console.log
console.log = (sentence) => reject(new Error(sentence))

const call = (method, ...params) => new Promise((resolve, rejected) => {
  reject = rejected
  davexmlrpc.client(url, method, params, 'xml', (error, response) => (error ? reject(error) : resolve(response)))
})

async function check(name, body) {
  try {
    await body()
    print(`${name}\tok`)
  } catch (error) {
    print(`${name}\twrong\t${error.message.replace(/\s+/g, ' ').slice(0, 200)}`)
  }
}

function same(got, wanted) {
  if (!isDeepStrictEqual(got, wanted)) {
    throw new Error(`got ${inspect(got).slice(0, 80)}, not ${inspect(wanted).slice(0, 80)}`)
  }
}

async function echoed(method, ...values) {
  for (const value of values) same(await call(method, value), value)
}

async function fault(code, text, method, ...params) {
  let response
  try {
    response = await call(method, ...params)
  } catch (error) {
    if (error.faultCode === code && error.faultString.includes(text)) return
    throw error
  }
  throw new Error(`no fault, but ${inspect(response)}`)
}

const date = (...parts) => new Date(...parts)

async function main() {
  await check('arrayOfStructsTest', async () => {
    same(await call('validator1.arrayOfStructsTest', Array(7).fill(stooges)), 2100)
  })
  await check('countTheEntities', async () => {
    const counts = { ctLeftAngleBrackets: 4, ctRightAngleBrackets: 3, ctAmpersands: 2, ctApostrophes: 1, ctQuotes: 5 }
    same(await call('validator1.countTheEntities', '<<<<>>>&&\'"""""x'), counts)
  })
  await check('easyStructTest', async () => same(await call('validator1.easyStructTest', stooges), 321))
  await check('echoStructTest', () => echoed('validator1.echoStructTest', { a: stooges, b: stooges }))
  await check('manyTypesTest', async () => {
    const many = [42, true, 'text', 3.25, date(1998, 6, 17, 14, 8, 55), Buffer.from('bytes')]
    same(await call('validator1.manyTypesTest', ...many), many)
  })
  await check('moderateSizeArrayCheck', async () => {
    const strings = Array.from({ length: 150 }, (_, n) => `string ${n}`)
    same(await call('validator1.moderateSizeArrayCheck', strings), 'string 0string 149')
  })
  await check('nestedStructTest', async () => {
    const calendar = { 1999: {}, 2000: { '04': { '01': stooges, '02': {} } } }
    same(await call('validator1.nestedStructTest', calendar), 321)
  })
  await check('simpleStructReturnTest', async () => {
    same(await call('validator1.simpleStructReturnTest', -7), { times10: -70, times100: -700, times1000: -7000 })
  })

  await check('int', () => echoed('interopEchoTests.echoInteger', 0, 1, -1, 2 ** 31 - 1, -(2 ** 31)))
  await check('i8', async () => {
    await echoed('examples.echo', 2 ** 31, -(2 ** 31) - 1)
  })
  await check('boolean', () => echoed('interopEchoTests.echoBoolean', true, false))
  await check('double', () => echoed('interopEchoTests.echoFloat', 1.5, -0.125, 0.1, 100.0))
  await check('large-doubles', () => echoed('interopEchoTests.echoFloat', 1e22, Number.MAX_VALUE))
  await check('small-doubles', () => echoed('interopEchoTests.echoFloat', -1e-7, 2.2250738585072014e-308))
  await check('string', () => echoed('interopEchoTests.echoString', 'text', 'more text'))
  await check('long-string', () => echoed('interopEchoTests.echoString', 'long '.repeat(300_000) + 'end'))
  await check('empty-string', () => echoed('interopEchoTests.echoString', ''))
  await check('white-space', () => echoed('interopEchoTests.echoString', ' \t kept\n\n ', ' ', '\n'))
  await check('carriage-returns', () => echoed('interopEchoTests.echoString', 'a\rb\r\nc'))
  await check('markup', () => echoed('interopEchoTests.echoString', '<tag a=\'"\'> & ]]> &amp; &#65; <!-- -->'))
  await check('latin', () => echoed('interopEchoTests.echoString', 'Ünïcödé ÿ'))
  await check('east-asian', () => echoed('interopEchoTests.echoString', '日本語 Ελλάδα'))
  await check('beyond-ffff', () => echoed('interopEchoTests.echoString', '😀 𐍈 \u{10fffd}'))
  await check('date', () => echoed('interopEchoTests.echoDate', date(1998, 6, 17, 14, 8, 55), date(2026, 0, 31)))
  await check('date-before-1970', () => echoed('interopEchoTests.echoDate', date(1969, 6, 20, 20, 17, 40)))
  await check('bytes', () => {
    const all = Buffer.from(Array.from({ length: 256 }, (_, n) => n))
    return echoed('interopEchoTests.echoBase64', all, Buffer.from('long '.repeat(2000)))
  })
  await check('empty-bytes', () => echoed('interopEchoTests.echoBase64', Buffer.alloc(0)))
  await check('array', async () => {
    await echoed('examples.echo', [1, 'two', 3.5, true, [4, ['five', [stooges]]]])
    await echoed('interopEchoTests.echoIntegerArray', Array.from({ length: 1000 }, (_, n) => n))
  })
  await check('empty-array', () => echoed('examples.echo', [], [[], []]))
  await check('struct', () => echoed('interopEchoTests.echoStruct', { a: { b: { c: [1, { d: 'e' }] } }, f: false }))
  await check('empty-struct', () => echoed('examples.echo', {}, [{}, {}]))
  await check('member-names', () => echoed('interopEchoTests.echoStruct', { 'ä ö': 1, 日: 2 }))
  await check('member-names-markup', () => echoed('interopEchoTests.echoStruct', { "<a> & 'b'": 1 }))
  await check('empty-member-name', () => echoed('interopEchoTests.echoStruct', { '': 1 }))
  await check('nil', () => echoed('examples.echo', null, [null, 1]))

  await check('fault', () => fault(4, 'Too many parameters.', 'examples.fault'))
  await check('unknown-method', () => fault(-32601, 'no.such', 'no.such'))
  await check('wrong-parameters', () => fault(-32602, 'b', 'examples.add', 1, 'two'))
  await check('multicall', async () => {
    const responses = await call('system.multicall', [
      { methodName: 'examples.add', params: [2, 3] },
      { methodName: 'examples.fault', params: [] },
      { methodName: 'examples.echo', params: ['ü & 日'] },
    ])
    same(responses, [[5], { faultCode: 4, faultString: 'Too many parameters.' }, ['ü & 日']])
  })
  await check('listMethods', async () => same((await call('system.listMethods')).length > 30, true))
  await check('methodHelp', async () => same(await call('system.methodHelp', 'examples.add'), 'Add two numbers.'))
  await check('methodSignature', async () => {
    same(await call('system.methodSignature', 'examples.add'), [['int', 'int', 'int']])
  })
  await check('many-calls', async () => {
    for (let n = 0; n < 200; n++) same(await call('examples.add', n, 1), n + 1)
  })
}

main().then(() => process.exit())
