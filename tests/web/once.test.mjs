// Idempotency-Key over the API: the same key and the same content get the very same answer, whatever
// became of the complaint since; what is kept for that is swept. [D3]
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import path from 'node:path'
import test, { after, before } from 'node:test'
import { startServer } from './harness.mjs'
import { ApiClient, Contract } from './contract.mjs'

let server
let contract
let anybody
let all
let north

before(async () => {
  let secrets
  server = await startServer({
    users: true,
    prepare (fresh) {
      appendFileSync(path.join(fresh.dir, 'redress.conf'), 'limits: {idempotency_days: 7}\n')
      fresh.addTeam('North', 'Reception')
      fresh.addUser('northerner', 'handler', 'North')
      secrets = [fresh.addApiKey('All'), fresh.addApiKey('North', 'read,write', 'North')]
    }
  })
  contract = await Contract.of(server)
  anybody = new ApiClient(server, contract)
  ;[all, north] = secrets.map((key) => new ApiClient(server, contract, { key }))
})
after(() => server?.stop())

const example = { description: 'The lift stands.', complainant: { name: 'Mai Example', email: 'mai@example.org' } }

function refused (answer, status, field) {
  assert.equal(answer.status, status, answer.text)
  assert.equal(answer.json.field, field ?? null)
}

async function filed (more) {
  const answer = await all.file({ ...example, ...more })
  assert.equal(answer.status, 201, answer.text)
  return answer.json
}

// Somebody of the desk, by whose session the API is asked.
async function desk (login) {
  const client = await new ApiClient(server, contract).login(server.users[login])
  const { form_token: token } = (await client.call('GET', '/me')).json
  return (reference, name, json = {}, { once, body } = {}) =>
    client.call('POST', `/complaints/${reference}/${name}`,
      { json: body ? undefined : json, body, once, headers: { 'form-token': token } })
}

async function done (asked) {
  const answer = await asked
  assert.equal(answer.status, 200, answer.text)
  return answer.json
}

const same = (one, two) => {
  assert.equal(two.status, one.status, two.text)
  assert.equal(two.text, one.text)
  assert.equal(two.location, one.location)
}

// ask() is sent, then what happens in between, then ask() again.
async function twice (ask, between = () => {}) {
  const once = randomUUID()
  const first = await ask(once)
  assert.ok(first.status < 300, first.text)
  await between(first.json)
  same(first, await ask(once))
  return first.json
}

function files (...given) {
  const body = new FormData()
  for (const [name, text] of given) body.append('file', new Blob([text], { type: 'text/plain' }), name)
  return body
}

test('[D3] an act answers as it did, whatever was done since', async () => {
  const { reference } = await filed()
  const handler = await desk('handler')
  const note = (once) => all.call('POST', `/complaints/${reference}/notes`, { json: { text: 'Rang.' }, once })
  await twice(note, () => done(handler(reference, 'retype', { type: 'enquiry', reason: 'They only ask.' })))
  const party = (once) => handler(reference, 'parties',
    { role: 'complained_about', name: 'Wu Example' }, { once })
  const { id } = await twice(party, () => done(handler(reference, 'notes', { text: 'In between.' })))
  assert.ok(id > 0)
  const code = (once) => handler(reference, 'code', { identity_check: 'They came with a passport.' }, { once })
  const given = await twice(code, () => done(handler(reference, 'code', { identity_check: 'Once more.' })))
  assert.match(given.code, /^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/)
})

test('[D3] an act of several steps is done once, however many ask at once', async () => {
  const { reference } = await filed()
  const handler = await desk('handler')
  await done(handler(reference, 'direct-elsewhere', { scope: 'employment', text: 'The works council.' }))
  await done(handler(reference, 'close', { reason: 'directed_elsewhere', why: 'Of employment.', lessons: 'None.' }))
  const once = randomUUID()
  const answers = await Promise.all([1, 2, 3, 4].map(() => handler(reference, 'call', { call: 'declined' }, { once })))
  assert.ok(answers.every(({ status }) => status === 200 || status === 409), answers.map(({ status }) => status).join())
  same(await handler(reference, 'call', { call: 'declined' }, { once }), answers.find(({ status }) => status === 200))
  assert.equal(Number(server.sql(`SELECT count(*) FROM event WHERE kind = 'follow_up_called' AND complaint_id =
    (SELECT id FROM complaint WHERE reference = '${reference}')`)), 1)
})

test('[D3] a filing answers as it did: its stage, its code, its time', async () => {
  const manager = await desk('handler')
  const file = (once) => all.file({ ...example, channel: 'letter' }, { once })
  await twice(file, async ({ reference }) => {
    await done(manager(reference, 'acknowledge', { way: 'letter' }))
    await done(manager(reference, 'code', { identity_check: 'They came.' }))
  })
})

test('[D3] an act that closed the door behind it answers as it did', async () => {
  // Whoever is in conflict with a case reads it no more.
  const { reference } = await filed()
  const handler = await desk('handler')
  await twice((once) => handler(reference, 'conflicts',
    { kind: 'declared', why: 'It is my house.' }, { once }))
  refused(await handler(reference, 'notes', { text: 'Late.' }), 404)

  // Who sends a task back has no part in the case any more.
  const other = await filed()
  const manager = await desk('manager')
  const { id } = await done(manager(other.reference, 'tasks',
    { team: 'North', text: 'Is the seal in store?', working_days: 2 }))
  const back = (once) => north.call('POST', `/complaints/${other.reference}/tasks/${id}/send-back`,
    { json: { text: 'It is the south\'s.' }, once })
  await twice(back)
  refused(await back(randomUUID()), 404)

  // Sent to another team by the one that it was with.
  const { reference: third } = (await north.file(example)).json
  await twice((once) => north.call('POST', `/complaints/${third}/send`,
    { json: { team: 'Reception', reason: 'They know the house.' }, once }))
  refused(await north.call('GET', `/complaints/${third}`), 404)
})

test('[D3] [S57] an erasure answers as it did, and so does what came before it', async () => {
  const filing = randomUUID()
  const first = await all.file(example, { once: filing })
  const { reference } = first.json
  const manager = await desk('manager')
  const top = await desk('top_management')
  const upload = randomUUID()
  const send = () => all.call('POST', `/complaints/${reference}/files`,
    { body: files(['mai.txt', 'dark']), once: upload })
  assert.equal((await send()).status, 201)
  const { id } = await done(manager(reference, 'erasure', { ground: 'unlawful', why: 'By order.' }))
  await twice((once) => top(reference, `erasures/${id}/approve`, {}, { once }))
  same(first, await all.file(example, { once: filing }))
  refused(await all.file({ ...example, description: 'Other words.' }, { once: filing }), 422, 'Idempotency-Key')
  // The names of files are erased with their complaint, and what was answered of them too.
  const gone = await send()
  refused(gone, 409)
  assert.ok(!gone.text.includes('mai.txt'))
})

test('[D3] files that are sent twice come once', async () => {
  const { reference, code } = await filed()
  const at = `/complaints/${reference}/files`
  const count = async () => (await all.call('GET', `/complaints/${reference}`)).json.files.length
  const handler = await desk('handler')
  const two = () => files(['a.txt', 'a dark hall'], ['b.txt', 'stairs'])
  await twice((once) => all.call('POST', at, { body: two(), once }))
  assert.equal(await count(), 2)
  await twice((once) => anybody.call('POST', at, { body: files(['c.txt', 'mine']), code, once }))
  await twice((once) => handler(reference, 'files', {}, { body: files(['d.txt', 'ours']), once }))
  assert.equal(await count(), 4)

  const once = randomUUID()
  assert.equal((await all.call('POST', at, { body: two(), once })).status, 201)
  refused(await all.call('POST', at, { body: files(['a.txt', 'a dark hall']), once }), 422, 'Idempotency-Key')
  refused(await all.call('POST', at, { body: files(['a.txt', 'a dark hall'], ['b.txt', 'other']), once }), 422,
    'Idempotency-Key')
  refused(await all.call('POST', `/complaints/${reference}/notes`, { json: { text: 'x' }, once }), 422,
    'Idempotency-Key')
  assert.equal(await count(), 6)

  const race = randomUUID()
  const answers = await Promise.all(Array.from({ length: 6 }, () =>
    all.call('POST', at, { body: files(['race.txt', 'who']), once: race })))
  for (const { status, headers, text } of answers) {
    assert.ok([201, 409].includes(status), text)
    if (status === 409) assert.ok(headers.get('retry-after'))
  }
  assert.equal(await count(), 7)
  const staged = server.sql('SELECT count(*) FROM blob WHERE claimed_at IS NULL AND stored_hash IS NOT NULL')
  assert.ok(Number(staged) <= 7, staged)
})

test('[D3] a key is its sender\'s: a stranger who knows key and words gets nothing', async () => {
  const { reference, code } = await filed()
  const once = randomUUID()
  const fact = (who, more) => who.call('POST', `/complaints/${reference}/facts`,
    { json: { text: 'At night too.' }, once, ...more })
  assert.equal((await fact(anybody, { code })).status, 200)
  refused(await fact(anybody), 401)
  refused(await fact(anybody, { code: 'ABCD-ABCD-ABCD-ABCD-ABCD-ABCD-ABCD' }), 404)
  refused(await fact(north), 404)
  refused(await fact(anybody, { key: 'none' }), 401)
  const note = (who) => who.call('POST', `/complaints/${reference}/notes`, { json: { text: 'x' }, once })
  assert.equal((await note(all)).status, 200)
  refused(await note(north), 404)
})

test('[D3] several complaints: once all is done the answer stands', async () => {
  const complaints = [{ reference: (await filed()).reference }, { reference: (await filed()).reference }]
  await twice((once) => all.call('POST', '/bulk', { json: { act: 'note', text: 'Told.', complaints }, once }))
})

test('[D3] what is kept is nobody\'s to read, and goes when its days are over', async () => {
  const once = randomUUID()
  const first = await all.file(example, { once })
  const young = randomUUID()
  const second = await all.file(example, { once: young })
  const note = randomUUID()
  const write = () => all.call('POST', `/complaints/${second.json.reference}/notes`, { json: { text: 'x' }, once: note })
  const noted = await write()
  const imported = await all.file(example, { once: randomUUID() })
  server.sql(`UPDATE complaint SET source_system = 'old' WHERE reference = '${imported.json.reference}'`)
  const marks = (reference) => server.sql('SELECT count(*) FROM idempotency i JOIN complaint c ' +
    `ON c.id = i.complaint_id WHERE c.reference = '${reference}'`)
  assert.equal(marks(first.json.reference), '1')
  const days = (n, reference) => server.sql('UPDATE idempotency SET made_at = made_at - ' +
    `${n * 86400}000000 WHERE complaint_id = (SELECT id FROM complaint WHERE reference = '${reference}')`)
  days(8, first.json.reference)
  days(6, second.json.reference)
  days(8, imported.json.reference)
  await server.restart()
  for (let i = 0; i < 600 && marks(first.json.reference) !== '0'; i++) {
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.equal(marks(first.json.reference), '0')
  assert.equal(marks(imported.json.reference), '1', 'by it is known what was imported')
  same(second, await all.file(example, { once: young }))
  same(noted, await write())
  const anew = await all.file(example, { once })
  assert.equal(anew.status, 201)
  assert.notEqual(anew.json.reference, first.json.reference)
})
