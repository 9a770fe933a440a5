// The API as other systems see it. Each answer is held against the description that the
// server gives of itself (contract.mjs).
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import path from 'node:path'
import test, { after, before } from 'node:test'
import { Client, raw, startServer, textOf } from './harness.mjs'
import { testActs } from './api_acts.mjs'
import { ApiClient, Contract } from './contract.mjs'

let server
let contract
let anybody
// Clients with a key: all, north (one team), reader, writer; gateway and other (of a receiver,
// in the north and elsewhere), auditor.
let keys

before(async () => {
  const secrets = {}
  server = await startServer({
    users: true,
    prepare (fresh) {
      appendFileSync(path.join(fresh.dir, 'redress.conf'), 'throttle: {track: {source: 0}}\n')
      fresh.addTeam('North', 'Reception')
      fresh.addTeam('Inner North', 'North')
      fresh.addUser('northerner', 'handler', 'North')
      secrets.all = fresh.addApiKey('All')
      secrets.north = fresh.addApiKey('North', 'read,write', 'North')
      secrets.reader = fresh.addApiKey('Reader', 'read')
      secrets.writer = fresh.addApiKey('Writer', 'write')
      fresh.addTeam('South', 'Reception')
      secrets.gateway = fresh.addApiKey('Gateway', 'read,write', 'North', 'receiver')
      secrets.other = fresh.addApiKey('Other', 'read,write', 'South')
      secrets.auditor = fresh.addApiKey('Auditor', 'read,write', null, 'auditor')
    }
  })
  contract = await Contract.of(server)
  anybody = new ApiClient(server, contract)
  keys = Object.fromEntries(Object.entries(secrets)
    .map(([name, key]) => [name, new ApiClient(server, contract, { key })]))
})
after(() => server?.stop())

const example = {
  subject: 'The kettle leaks',
  description: 'It leaks at the spout.\nI wrote twice: 没有人回答。',
  product: 'Kettle K2',
  remedy_sought: 'A new one',
  happened_on: '2026-03-31',
  complainant: {
    name: 'Nguyễn Mai', email: 'mai@example.org', phone: '+84 24 0000 000',
    address: '1 Example Street\nHà Nội', language: 'vi'
  }
}

function problem(answer, status, field) {
  assert.equal(answer.status, status, answer.text)
  assert.equal(answer.json.field, field ?? null)
  assert.ok(answer.json.detail.length > 0)
}

test('the description has nothing that a linter objects to', async () => {
  const found = (await contract.lint()).map((p) => `${p.ruleId}: ${p.message}`)
  assert.deepEqual(found, [])
})

test('anybody files without a key, and reads it with the code', async () => {
  const filed = await anybody.file(example)
  assert.equal(filed.status, 201)
  const { reference, code, stage, received_at } = filed.json
  assert.match(reference, /^\d{4}-\d{6,}$/)
  assert.match(code, /^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/)
  assert.equal(stage, 'acknowledged')
  assert.match(received_at, /Z$/)
  assert.equal(filed.location, `/api/v1/complaints/${reference}`)

  const read = await anybody.call('GET', `/complaints/${reference}`, { code })
  assert.equal(read.status, 200)
  for (const [member, value] of Object.entries(example)) {
    assert.deepEqual(read.json[member], value, member)
  }
  assert.equal(read.json.channel, 'web')
  assert.equal(read.json.type, 'complaint')
  assert.deepEqual(read.json.files, [])
  assert.deepEqual(read.json.clocks.map(({ name }) => name).sort(), ['assess', 'decision', 'update'])
  const typed = await anybody.call('GET', `/complaints/${reference}`,
    { code: code.toLowerCase().replaceAll('-', ' ') })
  assert.equal(typed.status, 200)
})

test('codes that are wrong, of others, or of nothing answer alike', async () => {
  const one = (await anybody.file({ description: 'One' })).json
  const two = (await anybody.file({ description: 'Two' })).json
  const tries = [
    [one.reference, two.code], [one.reference, 'nonsense'], ['1999-000001', one.code],
    ['not-a-reference', one.code], [one.reference, one.code.slice(0, -1)]
  ]
  const details = new Set()
  for (const [reference, code] of tries) {
    const answer = await anybody.call('GET', `/complaints/${reference}`, { code })
    problem(answer, 404)
    details.add(answer.json.detail)
  }
  assert.equal(details.size, 1)
  problem(await anybody.call('GET', `/complaints/${one.reference}`), 401)
  problem(await anybody.call('GET', '/complaints/1999-000001'), 401)
})

test('[4.9-b] the signed receipt: with its words for who has the code, without for a system', async () => {
  const mine = (await anybody.file(example)).json
  const path = `/complaints/${mine.reference}/receipt`
  assert.equal(mine.receipt, `/api/v1${path}`)
  const own = await anybody.call('GET', path, { code: mine.code })
  assert.equal(own.status, 200)
  assert.match(own.text, /^Redress receipt 1\n[^]*\nproduct: Kettle K2\n/)
  const other = await keys.reader.call('GET', path)
  assert.ok(own.text.startsWith(`${other.text}\n`) && !other.text.includes('Kettle'))
  problem(await anybody.call('GET', path), 401)
  problem(await anybody.call('GET', path, { code: 'nonsense' }), 404)
  problem(await keys.other.call('GET', path), 404)
})

test('who guesses at a reference does not keep its owner out', async (t) => {
  const own = await startServer()
  t.after(() => own.stop())
  const client = new ApiClient(own, contract)
  const mine = (await client.file({ description: 'Mine' })).json
  const other = (await client.file({ description: 'Other' })).json
  for (let i = 0; i < 35; i++) {
    problem(await client.call('GET', `/complaints/${mine.reference}`, { code: other.code }), 404)
  }
  const read = await client.call('GET', `/complaints/${mine.reference}`, { code: mine.code })
  assert.equal(read.status, 200)
})

test('what only systems may say is refused from the public, by its name', async () => {
  for (const [field, value] of [['channel', 'letter'], ['received_at', '2026-01-02T03:04:05Z'],
    ['class', 'P01'], ['type', 'enquiry'], ['problems', 'P01'],
    ['referred_by', 'The council']]) {
    problem(await anybody.file({ description: 'x', [field]: value }), 422, field)
  }
})

test('the same idempotency key gives the same receipt, other content is refused', async () => {
  const once = randomUUID()
  const first = await anybody.file(example, { once })
  const second = await anybody.file(example, { once })
  assert.equal(second.status, 201)
  assert.deepEqual(second.json, first.json)
  problem(await anybody.file({ ...example, description: 'Other words' }, { once }), 422,
    'Idempotency-Key')
  const other = await anybody.file(example, { once: randomUUID() })
  assert.notEqual(other.json.reference, first.json.reference)
  assert.notEqual((await anybody.file(example)).json.reference, first.json.reference)
  problem(await anybody.file(example, { once: 'a'.repeat(256) }), 422, 'Idempotency-Key')
})

test('[S16] who files too often still gets the receipt of what was filed', async (t) => {
  const slow = await startServer({ prepare: (s) => appendFileSync(
    path.join(s.dir, 'redress.conf'), 'throttle:\n  filing: { source: 2, seconds: 600 }\n') })
  t.after(() => slow.stop())
  const client = new ApiClient(slow, contract)
  const once = randomUUID()
  const first = await client.file(example, { once })
  assert.equal((await client.file(example, { once: randomUUID() })).status, 201)
  const refused = await client.file(example, { once: randomUUID() })
  problem(refused, 429)
  assert.ok(Number(refused.headers.get('retry-after')) > 0)
  const again = await client.file(example, { once })
  assert.equal(again.status, 201)
  assert.deepEqual(again.json, first.json)
  problem(await client.file({ ...example, description: 'Other words' }, { once }), 429)
  problem(await client.file(example), 429)
})

test('one idempotency key sent eight times at once makes one complaint', async () => {
  const once = randomUUID()
  const answers = await Promise.all(Array.from({ length: 8 }, () => anybody.file(example, { once })))
  const done = answers.filter(({ status }) => status === 201)
  assert.ok(done.length > 0)
  for (const { status, headers } of answers) {
    if (status !== 201) {
      assert.equal(status, 409)
      assert.ok(headers.get('retry-after'))
    }
  }
  assert.equal(new Set(done.map(({ text }) => text)).size, 1)
})

test('[D3] an act that is sent twice with one idempotency key is done once', async () => {
  const { json: { reference, code } } = await anybody.file(example)
  const act = (who, name, json, more) => who.call('POST', `/complaints/${reference}/${name}`, { json, ...more })
  const entries = async () => (await keys.all.call('GET', `/complaints/${reference}`)).json.entries.length
  const begun = await entries()
  const etag = (await keys.all.call('GET', `/complaints/${reference}`)).headers.get('etag')
  const once = randomUUID()
  const first = await done(act(keys.all, 'notes', { text: 'Rang twice.' }, { once, headers: { 'if-match': etag } }))
  const second = await done(act(keys.all, 'notes', { text: 'Rang twice.' }, { once, headers: { 'if-match': etag } }))
  assert.equal(second.version, first.version)
  assert.equal(await entries(), begun + 1)
  problem(await act(keys.all, 'notes', { text: 'Other words.' }, { once }), 422, 'Idempotency-Key')
  problem(await act(keys.all, 'replies', { text: 'Rang twice.' }, { once }), 422, 'Idempotency-Key')
  problem(await act(keys.all, 'notes', { text: 'x' }, { once: 'a b' }), 422, 'Idempotency-Key')
  await done(act(keys.all, 'notes', { text: 'Rang twice.' }, { once: randomUUID() }))
  assert.equal(await entries(), begun + 2)

  problem(await act(keys.all, 'replies', { text: 'Bonjour.', language: 'no tag' }), 422, 'language')

  // What was refused stands for nothing: the same key may come with what was asked for.
  const mended = randomUUID()
  problem(await act(keys.all, 'notes', { text: '' }, { once: mended }), 422, 'text')
  await done(act(keys.all, 'notes', { text: 'Mended.' }, { once: mended }))

  // The complainant, from a telephone that loses the net.
  const fact = randomUUID()
  const facts = await Promise.all(Array.from({ length: 8 }, () =>
    act(anybody, 'facts', { text: 'It leaks at night too.' }, { code, once: fact })))
  for (const answer of facts) assert.ok([200, 409].includes(answer.status), answer.text)
  await done(act(anybody, 'facts', { text: 'It leaks at night too.' }, { code, once: fact }))
  assert.equal(await entries(), begun + 4)
})

test('sixty-four complaints at once get references without a double or a gap', async () => {
  const answers = await Promise.all(Array.from({ length: 64 }, (_, i) =>
    anybody.file({ description: `Number ${i}` })))
  for (const answer of answers) assert.equal(answer.status, 201, answer.text)
  const numbers = answers.map(({ json }) => Number(json.reference.slice(5))).sort((a, b) => a - b)
  for (let i = 1; i < numbers.length; i++) assert.equal(numbers[i], numbers[i - 1] + 1)
  assert.equal(new Set(answers.map(({ json }) => json.code)).size, 64)
})

test('a refusal names the member, with its path', async () => {
  for (const [json, field] of [
    [{}, 'description'],
    [{ description: ' \n ' }, 'description'],
    [{ description: 'x', extra: 1 }, 'extra'],
    [{ description: 'x', complainant: { nam: 'An' } }, 'complainant.nam'],
    [{ description: 'x', complainant: 'An' }, 'complainant'],
    [{ description: 'x', complainant: { email: 5 } }, 'complainant.email'],
    [{ description: 'x', happened_on: '2026-02-30' }, 'happened_on'],
    [{ description: 'x', happened_on: '2999-01-01' }, 'happened_on'],
    [{ description: 'x', complainant: { email: 'mai' } }, 'complainant.email'],
    [{ description: 'x', complainant: { language: 'my own' } }, 'complainant.language'],
    [{ description: 'x', happened_on: 20260203 }, 'happened_on'],
    [{ description: 'x', subject: 'a\u0007b' }, 'subject'],
    [{ description: 'x', subject: 's'.repeat(201) }, 'subject'],
    [[], undefined],
    ['text', undefined]
  ]) {
    problem(await anybody.file(json), 422, field)
  }
})

test('JSON that is not strictly JSON is refused', async () => {
  const deep = (n) => `{"description":"x","subject":${'['.repeat(n - 1)}${']'.repeat(n - 1)}}`
  const post = (body) => anybody.call('POST', '/complaints', { body, type: 'application/json' })
  for (const body of ['{"description":"x","description":"y"}', '{"description":"x"} {}',
    '{"description":"x"}x', '{"description":"x",}', '{description:"x"}', "{'description':'x'}",
    '{"description":"\\ud800"}', '{"description":"\\u0000"}', '{"description":"x\u0000"}',
    '{"description":"x"', 'text', deep(33), deep(4000), '// c\n{"description":"x"}',
    '{"description":NaN}']) {
    const answer = await post(body)
    problem(answer, 400)
    assert.match(answer.json.type, /bad-request/)
  }
  assert.match((await post(deep(33))).json.detail, /deeper than 32 levels/)
  problem(await post(''), 422, 'description')
  problem(await post(deep(32)), 422, 'subject')
  const latin = await post(Buffer.from([...Buffer.from('{"description":"'), 0xe9, 0x22, 0x7d]))
  assert.equal(latin.status, 400)
})

test('other content types, methods and paths are refused as problems', async () => {
  for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']) {
    const other = await anybody.call('POST', '/complaints', { body: 'description=x', type })
    problem(other, 415)
    assert.equal(other.json.detail, 'Send the body with the Content-Type application/json.')
  }
  const put = await anybody.call('PUT', '/complaints', { json: {} })
  problem(put, 405)
  assert.match(put.headers.get('allow'), /POST/)
  problem(await anybody.call('DELETE', '/me'), 405)
  problem(await anybody.call('GET', '/nothing'), 404)
  const large = await raw(server, 'POST /api/v1/complaints HTTP/1.1\r\nHost: x\r\n' +
    'Content-Type: application/json\r\nContent-Length: 99000000\r\nConnection: close\r\n\r\n')
  assert.match(large, /^HTTP\/1\.1 413/)
  for (const [header, status, words] of [['Transfer-Encoding: chunked', 411, /with its Content-Length/],
    ['Content-Length: 2\r\nContent-Length: 2', 400, /not understood/],
    ['Content-Length: 2\r\nContent-Encoding: gzip', 415, /without Content-Encoding/],
    ['Content-Length: 2\r\nHost: y', 400, /not understood/]]) {
    const refused = await raw(server, 'POST /api/v1/complaints HTTP/1.1\r\nHost: x\r\n' +
      `Content-Type: application/json\r\n${header}\r\nConnection: close\r\n\r\n{}`)
    assert.match(refused, new RegExp(`^HTTP/1\\.1 ${status} `), header)
    assert.match(refused, /^content-type: application\/problem\+json/mi, header)
    assert.match(refused, words, header)
  }
})

test('no page of another site can read or send', async () => {
  const preflight = await anybody.request('OPTIONS', '/api/v1/complaints', {
    headers: { origin: 'https://other.example', 'access-control-request-method': 'POST' }
  })
  assert.equal(preflight.headers.get('access-control-allow-origin'), null)
  assert.ok(preflight.status >= 400)
  const sent = await anybody.call('POST', '/complaints',
    { json: { description: 'x' }, headers: { origin: 'https://other.example' } })
  assert.equal(sent.status, 403)
})

test('a key that is none is never taken for the public', async () => {
  for (const authorization of ['Bearer nonsense', 'Bearer ', 'Basic YTpi', 'nonsense']) {
    const headers = { authorization }
    const filed = await anybody.call('POST', '/complaints', { json: { description: 'x' }, headers })
    problem(filed, 401)
    assert.match(filed.headers.get('www-authenticate'), /Bearer/)
    problem(await anybody.call('GET', '/me', { headers }), 401)
  }
  problem(await anybody.call('GET', '/me'), 401)
})

test('every answer says how many requests are left', async () => {
  const one = await anybody.call('GET', '/me')
  const two = await anybody.call('GET', '/me')
  const left = (answer) => Number(answer.headers.get('ratelimit-remaining'))
  assert.ok(Number(one.headers.get('ratelimit-limit')) > 0)
  assert.ok(Number(one.headers.get('ratelimit-reset')) > 0)
  assert.ok(left(two) < Number(one.headers.get('ratelimit-limit')))
})

test('HEAD answers as GET without a body', async () => {
  const answer = await raw(server, 'HEAD /api/v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  assert.match(answer, /^HTTP\/1\.1 401/)
  assert.ok(answer.endsWith('\r\n\r\n'))
})

test('a key says who it is and what it may', async () => {
  const me = await keys.north.call('GET', '/me')
  assert.deepEqual(me.json, {
    kind: 'key', name: 'North', login: null, read: true, write: true, team: 'North',
    roles: [{ role: 'handler', team: 'North' }], form_token: null
  })
  assert.deepEqual((await keys.auditor.call('GET', '/me')).json.roles, [{ role: 'auditor', team: null }])
  assert.deepEqual((({ read, write }) => [read, write])((await keys.reader.call('GET', '/me')).json),
    [true, false])
})

test('a class that is on no list is refused from a system too', async () => {
  problem(await keys.all.file({ description: 'x', class: 'none' }), 422, 'class')
})

test('a system gives channel, time, kind and class; its team is where it files', async () => {
  const filed = await keys.north.file({
    ...example, channel: 'letter', received_at: '2025-12-30T23:30:00+07:00', type: 'complaint', class: 'P01'
  })
  assert.equal(filed.status, 201, filed.text)
  assert.match(filed.json.reference, /^2025-/)
  assert.equal(filed.json.received_at, '2025-12-30T16:30:00Z')
  assert.equal(filed.json.stage, 'received')
  const read = (await keys.all.call('GET', `/complaints/${filed.json.reference}`)).json
  assert.deepEqual([read.team, read.channel, read.class], ['North', 'letter', 'P01'])
  assert.deepEqual(read.complainant, example.complainant)
  const form = {
    description: 'The pump hums.', happened_on: '2025-12-28', happened_until: '2025-12-29',
    happened_text: 'at night', place: 'Cellar', recurrent: 'yes', problems: 'P05 P35',
    problem_detail: 'It hums.', segment: 'tenants', referred_by: 'The council',
    immediate_action: 'Switched off.'
  }
  const people = {
    complainant: { name: 'Example Traders', postcode: '1000 Exampleton', country: 'Examplia',
      fax: '+44 20 0000 0001' },
    representative: { name: 'An Tran', email: 'an@example.org' }, authority: 'Letter of 3 May',
    contact: { name: 'Mai Example', phone: '+44 20 0000 0002' }
  }
  const paper = await keys.all.file({ ...form, ...people, channel: 'letter' })
  assert.equal(paper.status, 201, paper.text)
  const whole = (await keys.all.call('GET', `/complaints/${paper.json.reference}`)).json
  for (const [name, value] of Object.entries(form)) assert.equal(whole[name], value, name)
  const party = (role) => whole.parties.find((one) => one.role === role)
  assert.equal(party('complainant').postcode, '1000 Exampleton')
  assert.equal(party('representative').authority, 'Letter of 3 May')
  assert.equal(party('contact').phone, '+44 20 0000 0002')
  problem(await keys.all.file({ ...form, happened_until: '2025-12-27' }), 422, 'happened_until')
  problem(await keys.all.file({ description: 'x', problems: 'P99' }), 422, 'problems')
  problem(await keys.all.file({ description: 'x', channel: 'pigeon' }), 422, 'channel')
  problem(await keys.all.file({ description: 'x', received_at: '2999-01-01T00:00:00Z' }), 422,
    'received_at')
  problem(await keys.all.file({ description: 'x', received_at: '2025-12-30' }), 422, 'received_at')
  problem(await keys.all.file({ description: 'x', received_at: '0001-01-01T00:00:00Z' }), 422, 'received_at')
})

test('keys do what their scope and their team allow, and see nothing else', async () => {
  const { reference } = (await keys.all.file({ description: 'Of the reception' })).json
  const inner = (await keys.north.file({ description: 'Of the north' })).json.reference
  assert.equal((await keys.all.call('GET', `/complaints/${reference}`)).status, 200)
  assert.equal((await keys.reader.call('GET', `/complaints/${inner}`)).status, 200)
  assert.equal((await keys.north.call('GET', `/complaints/${inner}`)).status, 200)
  const hidden = await keys.north.call('GET', `/complaints/${reference}`)
  const missing = await keys.north.call('GET', '/complaints/1999-000001')
  problem(hidden, 404)
  problem(missing, 404)
  assert.equal(hidden.json.detail, missing.json.detail)
  problem(await keys.writer.call('GET', `/complaints/${reference}`), 404)
  problem(await keys.writer.call('GET', '/complaints'), 404)
  problem(await keys.reader.file({ description: 'x' }), 404)
  assert.equal((await keys.writer.file({ description: 'x' })).status, 201)
})

test('an idempotency key belongs to the key that sent it', async () => {
  const once = randomUUID()
  const one = await keys.all.file(example, { once })
  const two = await keys.north.file(example, { once })
  const three = await anybody.file(example, { once })
  assert.equal(new Set([one, two, three].map(({ json }) => json.reference)).size, 3)
  problem(await keys.all.file({ ...example, channel: 'letter' }, { once }), 422, 'Idempotency-Key')
})

async function walk(client, query) {
  const found = []
  let pages = 0
  for (let after = ''; after !== null; pages++) {
    const answer = await client.call('GET', `/complaints?${query}${after && `&after=${after}`}`)
    assert.equal(answer.status, 200, answer.text)
    found.push(...answer.json.items)
    after = answer.json.next
    assert.ok(pages < 100)
  }
  return { found, pages, references: found.map(({ reference }) => reference) }
}

test('a list goes page by page through all that one may see, the newest first', async () => {
  const whole = await walk(keys.all, 'limit=200')
  const small = await walk(keys.all, 'limit=7')
  assert.ok(whole.found.length > 70)
  assert.deepEqual(small.references, whole.references)
  assert.equal(new Set(whole.references).size, whole.references.length)
  assert.ok(small.pages > 10)
  const north = await walk(keys.north, 'limit=3')
  assert.ok(north.found.length >= 2)
  assert.ok(north.found.every(({ team }) => team === 'North'))
  assert.deepEqual((await walk(keys.all, 'team=North')).references, north.references)
  assert.deepEqual((await walk(keys.north, 'team=Reception')).references, [])
  assert.deepEqual((await walk(keys.all, 'team=Nowhere')).references, [])
})

test('filters of a list', async () => {
  const all = (await walk(keys.all, 'limit=200')).found
  const same = async (query, fits) => {
    const { references } = await walk(keys.all, query)
    assert.deepEqual(references, all.filter(fits).map(({ reference }) => reference), query)
    assert.ok(references.length > 0, query)
  }
  await same('channel=letter', ({ channel }) => channel === 'letter')
  await same('class=P01', (item) => item.class === 'P01')
  await same('stage=received', ({ stage }) => stage === 'received')
  await same('type=complaint&open=true', ({ closed_at }) => closed_at === null)
  await same('received_until=2026-01-01T00:00:00Z', (i) => i.received_at < '2026-01-01')
  await same('received_from=2026-01-01T00:00:00Z', (i) => i.received_at >= '2026-01-01')
  assert.deepEqual((await walk(keys.all, 'open=false')).references, [])
  for (const [query, field] of [['stage=nowhere', 'stage'], ['limit=201', 'limit'], ['limit=0', 'limit'],
    ['limit=x', 'limit'], ['after=nonsense', 'after'], ['unknown=1', 'unknown'], ['open=maybe', 'open'],
    ['stage=received&stage=closed', 'stage'], ['received_from=yesterday', 'received_from']]) {
    problem(await keys.all.call('GET', `/complaints?${query}`), 422, field)
  }
  const { next } = (await keys.all.call('GET', '/complaints?limit=1')).json
  problem(await keys.all.call('GET', `/complaints?q=kettle&after=${next}`), 422, 'after')
})

test('a reader who asks for changes misses none', async () => {
  const since = (await keys.all.call('GET', '/complaints?limit=1')).json.items[0].updated_at
  const filed = []
  for (let i = 0; i < 5; i++) {
    filed.push((await keys.all.file({ description: `Change ${i}` })).json.reference)
  }
  const { references, found } = await walk(keys.all, `limit=2&updated_since=${since}`)
  assert.deepEqual(references.slice(-5), filed)
  assert.deepEqual(found.map((i) => i.updated_at), found.map((i) => i.updated_at).sort())
})

test('search finds by words of story, name and reference, within what one may see', async () => {
  const south = (await keys.all.file({
    description: 'Der Zeppelin ist zu spät', complainant: { name: 'Aurelia Quince' }
  })).json.reference
  const north = (await keys.north.file({ description: '我的zeppelin没有到' })).json.reference
  const search = async (client, q) => (await walk(client, `q=${encodeURIComponent(q)}`)).references
  assert.deepEqual(await search(keys.all, 'zeppelin'), [north, south])
  assert.deepEqual(await search(keys.north, 'zeppelin'), [north])
  assert.deepEqual(await search(keys.all, '没有'), (await search(keys.all, '没有')))
  assert.deepEqual(await search(keys.all, 'quince'), [south])
  assert.deepEqual(await search(keys.all, south), [south])
  assert.deepEqual(await search(keys.all, 'zeppelin quinze'), [])
  const paged = await walk(keys.all, 'limit=1&q=kettle')
  assert.equal(new Set(paged.references).size, paged.references.length)
  assert.ok(paged.references.length > 3)
})

test('[7.2-b] all complaints of one complainant are found, as far as one may know who it is', async () => {
  const who = { name: 'Mai History', email: 'history@example.org' }
  const file = async (fields, key = keys.all) =>
    (await key.file({ ...example, complainant: who, ...fields })).json.reference
  const [one, two] = [await file({ description: 'The first.' }), await file({ description: 'The second.' })]
  const sealed = await (async () => {
    const form = await new Client(server).submit('/complain/all', { description: 'In confidence.', ...who, naming: 'confidential' },
      { action: '/complain/all' })
    return textOf(form.text, 'reference').match(/\d{4}-\d{6,}/)[0]
  })()
  const north = await file({ description: 'Up there.' }, keys.north)
  const other = await file({ complainant: { name: 'Somebody Else' } })
  const manager = await desk('manager')
  for (const at of [two, north]) {
    await done(manager.act(one, 'join-person', { other: at, reason: 'She said so.' }))
  }
  const handler = await desk('handler')
  const { id } = await done(handler.act(sealed, 'identity-requests', { why: 'To call.' }))
  await done(manager.act(sealed, `identity-requests/${id}/grant`))
  await done(handler.act(one, 'join-person', { other: sealed, reason: 'She said so.' }))
  const of = async (client, reference, more = '') => (await client.call('GET',
    `/complaints?complainant_of=${reference}${more}`))
  const found = async (...args) => (await of(...args)).json.items.map((item) => item.reference)
  assert.deepEqual(await found(manager.client, two), [north, two, one], 'whose name is sealed is not told')
  assert.deepEqual(await found(handler.client, two), [north, sealed, two, one])
  assert.deepEqual(await found(manager.client, one, '&open=false'), [])
  const page = (await of(keys.all, one, '&limit=2')).json
  assert.deepEqual(page.items.map((item) => item.reference), [north, two])
  assert.deepEqual(await found(keys.all, one, `&limit=2&after=${page.next}`), [one])
  assert.deepEqual(await found(keys.all, other), [other])
  assert.deepEqual(await found(keys.north, north), [north], 'others are not theirs')
  for (const [client, reference] of [[keys.north, one], [keys.all, sealed], [keys.all, '2020-000001'],
    [keys.auditor, one]]) {
    problem(await of(client, reference), 422, 'complainant_of')
  }
  problem(await of(keys.all, one, '&q=lift'), 422, 'q')
})

test('a login reads without a token, and files only with it', async () => {
  const staff = new ApiClient(server, contract)
  await staff.login(server.users.receiver)
  const me = await staff.call('GET', '/me')
  assert.equal(me.json.kind, 'staff')
  assert.deepEqual(me.json.roles, [{ role: 'receiver', team: 'Reception' }])
  assert.equal((await staff.call('GET', '/complaints')).status, 200)
  assert.equal((await staff.file({ description: 'x' })).status, 403)
  const headers = { 'form-token': me.json.form_token }
  const filed = await staff.file({ description: 'Heard at the counter', channel: 'in_person' }, { headers })
  assert.equal(filed.status, 201, filed.text)
  assert.equal((await staff.file({ description: 'x' }, { headers: { 'form-token': 'x' } })).status, 403)

  const auditor = await new ApiClient(server, contract).login(server.users.auditor)
  const read = await auditor.call('GET', `/complaints/${filed.json.reference}`)
  assert.equal(read.status, 200)
  const administrator = await new ApiClient(server, contract).login(server.users.administrator)
  problem(await administrator.call('GET', `/complaints/${filed.json.reference}`), 404)
  problem(await administrator.call('GET', '/complaints'), 404)
})

test('names are for those who need them', async () => {
  const { reference } = (await keys.all.file(example)).json
  const handler = await new ApiClient(server, contract).login(server.users.handler)
  const auditor = await new ApiClient(server, contract).login(server.users.auditor)
  const seen = async (client) =>
    (await client.call('GET', `/complaints/${reference}`)).json.complainant?.name ?? null
  assert.equal(await seen(handler), example.complainant.name)
  assert.equal(await seen(auditor), null)
  assert.deepEqual((await walk(auditor, 'q=Nguy%E1%BB%85n')).references, [])
  assert.ok((await walk(handler, 'q=Nguy%E1%BB%85n')).references.includes(reference))
})

async function desk(role) {
  const client = await new ApiClient(server, contract).login(server.users[role])
  const { form_token: token } = (await client.call('GET', '/me')).json
  const act = (reference, name, json, headers = {}) =>
    client.call('POST', `/complaints/${reference}/${name}`,
      { json, headers: { 'form-token': token, ...headers } })
  const read = async (reference) => (await client.call('GET', `/complaints/${reference}`)).json
  return { client, act, read, token }
}

async function done(promise, stage) {
  const answer = await promise
  assert.equal(answer.status, 200, answer.text)
  if (stage) assert.equal(answer.json.stage, stage)
  return answer.json
}

test('[7.9-a] a complaint goes through clause 7, from receipt to closing', async () => {
  const { reference, code } = (await anybody.file({
    ...example, subject: 'Lift out of service', description: 'The lift has not run for two weeks.'
  })).json
  const { act, read } = await desk('handler')
  const own = () => anybody.call('GET', `/complaints/${reference}`, { code })

  problem(await act(reference, 'assess', { severity: 'terrible' }), 422, 'severity')
  await done(act(reference, 'assess', {
    scope: 'inside', severity: 'minor', safety: 'none', complexity: 'simple', impact: 'individual',
    need: 'no', validity: 'valid', reasons: 'One house, no danger.'
  }), 'assessed')
  await done(act(reference, 'take-up'))
  await done(act(reference, 'begin-investigation'), 'investigating')
  const early = await act(reference, 'decide', { outcome: 'upheld', reasons: 'The log says so.' })
  assert.ok([409, 422].includes(early.status), early.text)
  await done(act(reference, 'investigate', {
    plan: [{ kind: 'question', text: 'Did it run?', done: true }],
    allegations: [{ text: 'The lift does not run.', finding: 'substantiated', finding_why: 'The log.' }]
  }))
  await done(act(reference, 'evidence', { kind: 'statement', source: 'Log of the lift', text: 'It stood.' }))
  await done(act(reference, 'investigate', {
    hearing_waived: 'The statement says it all.', cause_none: 'A single fault.', end: true
  }), 'responding')
  const [{ id: allegation }] = (await read(reference)).allegations
  await done(act(reference, 'respond', {
    answers: [{ allegation, text: 'It runs again.' }], remedy_none: 'The repair is the remedy.',
    preventive_none: 'A single fault.'
  }))
  await done(act(reference, 'decide', {
    outcome: 'upheld', reasons: 'The log says so.', letter_outside: 'The ombudsman, within a year.'
  }), 'decided')
  assert.equal((await own()).json.outcome, null, 'nothing is told before it is communicated')
  await done(act(reference, 'communicate', { channel: 'web', staff_told: true }))
  assert.equal((await own()).json.outcome, 'upheld')
  const shut = await act(reference, 'close', { reason: 'accepted', lessons: 'None: a single fault.' })
  assert.ok([409, 422].includes(shut.status), shut.text)
  await done(anybody.call('POST', `/complaints/${reference}/answer`,
    { json: { answer: 'accepted', text: 'Thank you.' }, code }))
  await done(act(reference, 'close', {
    reason: 'accepted', lessons: 'None: a single fault.', ask_satisfaction: true
  }), 'closed')
  assert.equal((await own()).json.stage, 'closed')
  assert.ok((await walk(keys.all, 'open=false')).references.includes(reference))
})

test('an act on a version that is no more is refused', async () => {
  const { reference } = (await anybody.file(example)).json
  const { client, act } = await desk('handler')
  const etag = (await client.call('GET', `/complaints/${reference}`)).headers.get('etag')
  const form = {
    scope: 'inside', severity: 'minor', safety: 'none', complexity: 'simple', impact: 'individual',
    need: 'no', validity: 'valid', reasons: 'One house.'
  }
  await done(act(reference, 'assess', form, { 'if-match': etag }))
  problem(await act(reference, 'assess', form, { 'if-match': etag }), 409)
  problem(await act(reference, 'assess', form, { 'if-match': 'nonsense' }), 422, 'If-Match')
  problem(await act(reference, 'notes', { text: 'Too late.' }, { 'if-match': etag }), 409)
})

test('acts are for those who may: others are told of nothing', async () => {
  const { reference, code } = (await anybody.file(example)).json
  for (const role of ['auditor', 'administrator']) {
    const { act } = await desk(role)
    problem(await act(reference, 'assess', { severity: 'minor' }), 404)
    problem(await act(reference, 'notes', { text: 'x' }), 404)
  }
  problem(await keys.reader.call('POST', `/complaints/${reference}/notes`, { json: { text: 'x' } }), 404)
  problem(await anybody.call('POST', `/complaints/${reference}/notes`, { json: { text: 'x' }, code }), 401)
  problem(await anybody.call('POST', `/complaints/${reference}/withdraw`, { json: { reason: 'x' } }), 401)
  const other = (await anybody.file(example)).json
  problem(await anybody.call('POST', `/complaints/${reference}/withdraw`,
    { json: { reason: 'x' }, code: other.code }), 404)
})

test('notes are for staff and keys that work on cases', async () => {
  const { reference, code } = (await anybody.file(example)).json
  assert.equal((await keys.all.call('POST', `/complaints/${reference}/notes`,
    { json: { text: 'From the switchboard: zanzibar' } })).status, 200)
  const { read } = await desk('handler')
  assert.equal((await read(reference)).entries.at(-1).text, 'From the switchboard: zanzibar')
  assert.equal((await keys.all.call('GET', `/complaints/${reference}`)).json.entries.length, 1)
  assert.deepEqual((await keys.reader.call('GET', `/complaints/${reference}`)).json.entries, [])
  assert.deepEqual((await anybody.call('GET', `/complaints/${reference}`, { code })).json.entries, [])
  assert.deepEqual((await walk(keys.all, 'q=zanzibar')).references, [reference])
  assert.deepEqual((await walk(keys.reader, 'q=zanzibar')).references, [])
  const { client } = await desk('handler')
  assert.deepEqual((await walk(client, 'q=zanzibar')).references, [reference])
})

test('files go in and come out as they were, within the rights of their case', async () => {
  const { reference, code } = (await anybody.file(example)).json
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  const send = (bytes, name, type, options) => {
    const body = new FormData()
    body.append('file', new Blob([bytes], { type }), name)
    return anybody.call('POST', `/complaints/${reference}/files`, { body, ...options })
  }
  const sent = await send(png, '照片.png', 'image/png', { code })
  assert.equal(sent.status, 201, sent.text)
  const [file] = sent.json.files
  assert.deepEqual([file.name, file.size, file.type], ['照片.png', png.length, 'image/png'])
  assert.equal(file.sha256, createHash('sha256').update(png).digest('hex'))
  // Who sent a picture gets it as it came; to everybody else it goes without the place in it.
  assert.equal(file.stripped, false)
  assert.deepEqual((await keys.all.call('GET', `/complaints/${reference}`)).json.files,
    [{ ...file, stripped: true }])
  assert.deepEqual((await anybody.call('GET', `/complaints/${reference}`, { code })).json.files, [file])
  for (const [client, options] of [[anybody, { code }], [keys.all, {}], [keys.reader, {}]]) {
    const got = await client.call('GET', `/files/${file.id}`, options)
    assert.equal(got.status, 200)
    assert.ok(got.bytes.equals(png))
    assert.match(got.headers.get('content-disposition'), /^attachment/)
    assert.equal(got.headers.get('x-content-type-options'), 'nosniff')
  }
  const other = (await anybody.file(example)).json
  problem(await anybody.call('GET', `/files/${file.id}`, { code: other.code }), 404)
  problem(await keys.north.call('GET', `/files/${file.id}`), 404)
  problem(await keys.all.call('GET', '/files/99'), 404)
  problem(await anybody.call('GET', `/files/${file.id}`), 401)
  problem(await send('MZ not a picture', 'a.exe', 'image/png', { code }), 422, 'file')
  problem(await send(png, 'a.png', 'image/png', { code: other.code }), 404)
  const { token, client } = await desk('handler')
  const body = new FormData()
  body.append('file', new Blob([png], { type: 'image/png' }), 'inside.png')
  const inside = await client.call('POST', `/complaints/${reference}/files`,
    { body, headers: { 'form-token': token } })
  assert.equal(inside.status, 201, inside.text)
  problem(await anybody.call('GET', `/files/${inside.json.files[0].id}`, { code }), 404)
  problem(await keys.reader.call('GET', `/files/${inside.json.files[0].id}`), 404)
})

test('[7.2-d] the complainant adds facts; staff reply; a written reply reaches them', async () => {
  const { reference, code } = (await anybody.file(example)).json
  const { act } = await desk('handler')
  await done(anybody.call('POST', `/complaints/${reference}/facts`,
    { json: { text: 'It leaks at the lid, too.' }, code }))
  await done(act(reference, 'facts', { text: 'Said on the telephone.', channel: 'telephone' }))
  await done(act(reference, 'replies', { text: 'We are looking at it.' }))
  problem(await act(reference, 'replies', { text: ' ' }), 422, 'text')
  const own = (await anybody.call('GET', `/complaints/${reference}`, { code })).json
  assert.deepEqual(own.entries.map(({ text }) => text),
    ['It leaks at the lid, too.', 'Said on the telephone.', 'We are looking at it.'])
  assert.deepEqual(own.entries.map(({ direction }) => direction), ['in', 'in', 'out'])
  assert.equal(own.description, example.description)
})

test('[7.9-c] the complainant takes it back', async () => {
  const { reference, code } = (await anybody.file(example)).json
  await done(anybody.call('POST', `/complaints/${reference}/withdraw`,
    { json: { reason: 'It was my mistake.' }, code }))
  const own = await anybody.call('GET', `/complaints/${reference}`, { code })
  assert.deepEqual(own.json.clocks.filter(({ state }) => state === 'running'), [])
})

test('[7.4-a] [7.3-c] [7.7-d] [1-a] [7.9-d] acts beside the main way', async () => {
  const { act } = await desk('handler')
  const letter = (await keys.all.file({ ...example, channel: 'letter' })).json
  assert.equal(letter.stage, 'received')
  problem(await act(letter.reference, 'acknowledge', { way: 'pigeon' }), 422, 'way')
  await done(act(letter.reference, 'acknowledge',
    { way: 'telephone', with: 'The complainant', text: 'We have your letter.' }), 'acknowledged')
  await done(act(letter.reference, 'update', { channel: 'web', text: 'We are looking at it.' }))
  await done(act(letter.reference, 'measures', { text: 'The kettles were taken off the shelf.' }))
  const foreign = (await anybody.file({ description: 'My wages are late.' })).json
  await done(act(foreign.reference, 'direct-elsewhere',
    { scope: 'employment', text: 'Please ask the personnel office.' }))
  await done(act(foreign.reference, 'close', { reason: 'directed_elsewhere', why: 'Of employment.',
    lessons: 'None.' }), 'closed')
  const open = await done(act(foreign.reference, 'reopen', { reason: 'It was ours after all.' }))
  assert.notEqual(open.stage, 'closed')
})

testActs(Object.assign(
  () => ({ anybody, keys, desk, example, contract, server }), { done, problem }))

test('every operation that is described was done at least once', () => {
  assert.deepEqual(contract.untried(), [])
})

test('after all of it the history holds, and its events make every column', () => {
  const { status, stdout } = server.tryCli('verify', '--values')
  assert.equal(status, 0, stdout)
})
