// Walls within the house: who read what is on record, whoever is complained about or in conflict
// finds nothing, and in confidential complaints who complains is shown only to whom a second person agreed. [S48] [S61]
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, openBrowser, overflows, picture, startServer, textOf, violations } from
  './harness.mjs'

let server
const clients = {}
const NAME = 'Xenia Quill'

const casePath = (reference) => `/desk/complaints/${reference}`
const apiPath = (reference) => `/api/v1/complaints/${reference}`
const token = async (client) =>
  (await client.get('/desk')).text.match(/name="form_token" value="([^"]+)"/)[1]

async function act (client, reference, name, json = {}) {
  return client.api('POST', `${apiPath(reference)}/${name}`,
    { json, headers: { 'form-token': await token(client) } })
}

async function filed (fields = {}) {
  const answer = await new Client(server).api('POST', '/api/v1/complaints', {
    json: { description: 'The quillwort lift stands still.',
      complainant: { name: NAME, email: 'xenia@example.org' }, ...fields } })
  assert.equal(answer.status, 201, answer.text)
  return answer.json.reference
}

const looks = async (reference, what) =>
  (await clients.manager.api('GET', `${apiPath(reference)}/readers`)).json.items
    .filter((look) => !what || look.what === what)

before(async () => {
  server = await startServer({ users: ['handler', 'investigator', 'receiver', 'manager', 'top_management', 'auditor'] })
  for (const role of Object.keys(server.users)) clients[role] = await new Client(server).login(server.users[role])
})
after(() => server?.stop())

test('[S61] reading, printing and taking out are on record, once an hour for each person', async () => {
  const reference = await filed()
  for (let i = 0; i < 3; i++) {
    await clients.handler.get(casePath(reference))
    await clients.handler.get(`${casePath(reference)}/print`)
    await clients.auditor.get(`${casePath(reference)}/print`)
    await clients.handler.get('/desk/export.csv')
  }
  const all = await looks(reference)
  const said = all.map((look) => `${look.what} ${look.who}`).sort()
  assert.deepEqual(said, ['exported User handler', 'identity_read User handler',
    'printed User auditor', 'printed User handler'])
  assert.ok(all.every((look) => look.by === 'staff' && look.at))
  const page = textOf((await clients.manager.get(`${casePath(reference)}/readers`)).text, 'main')
  assert.match(page, /User handler\s*Read who complains/)
  assert.match(page, /User auditor\s*Printed it/)
  assert.match((await clients.manager.get(casePath(reference))).text, /Who read this\?/)
  assert.doesNotMatch((await clients.handler.get(casePath(reference))).text, /Who read this\?/)
  // Looking is no work on the case: the timeline and the list say nothing of it.
  assert.doesNotMatch(textOf((await clients.manager.get(casePath(reference))).text, 'main'), /Worked on/)
})

test('[4.7-a] who is in conflict finds nothing of it, and that they tried is on record', async () => {
  const reference = await filed({ description: 'The person at the sphagnum counter was rude.' })
  const counts = async () => (await clients.investigator.get('/desk/queues/open')).text
    .match(/<a[^>]*href="\/desk\/queues\/open"[^]*?<\/a>/)[0]
  const before = await counts()
  const declared = await act(clients.manager, reference, 'conflicts',
    { person: 'investigator', kind: 'declared', why: 'Family.' })
  assert.equal(declared.status, 200, declared.text)
  for (const path of ['/desk/queues/open', '/desk/search?q=sphagnum', `/desk/search?q=${reference}`,
    '/desk/queues/received']) {
    const answer = await clients.investigator.get(path)
    assert.equal(answer.status, 200, path)
    assert.doesNotMatch(textOf(answer.text, 'main').replaceAll(`“${reference}”`, ''), /sphagnum counter/, path)
  }
  assert.notEqual(await counts(), before, 'the numbers are without it')
  const list = await clients.investigator.api('GET', '/api/v1/complaints?q=sphagnum')
  assert.deepEqual(list.json.items, [])
  for (const path of [casePath(reference), `${casePath(reference)}/print`, apiPath(reference),
    `${casePath(reference)}/presence`]) {
    const none = path.replace(reference, '2026-999999')
    const [barred, missing] = [await clients.investigator.get(path), await clients.investigator.get(none)]
    assert.equal(barred.status, 404, path)
    assert.equal(missing.status, 404)
  }
  assert.equal((await act(clients.investigator, reference, 'notes', { text: 'Hm.' })).status, 404)
  const blocked = await looks(reference, 'access_blocked')
  assert.deepEqual(blocked.map((look) => look.who), ['User investigator'])
  // Whom a wall keeps out tells whom it is about: an auditor reads that it was tried, not by whom.
  const audited = await clients.auditor.api('GET', `${apiPath(reference)}/readers`)
  assert.deepEqual(audited.json.items.filter((look) => look.what === 'access_blocked')
    .map((look) => look.who ?? null), [null])
  assert.match(textOf((await clients.auditor.get(`${casePath(reference)}/readers`)).text, 'main'),
    /Sealed\s*Was kept out/)
})

test('[4.7-a] the manager complained about is kept from the case, its figures and its readers', async () => {
  const reference = await filed({ description: 'The house manager shouted, sphagnum and all.' })
  const figures = async () => textOf((await clients.manager.get('/desk/figures')).text, 'main')
  const before = await figures()
  const added = await act(clients.top_management, reference, 'parties', {})
  assert.equal(added.status, 404, 'top management writes nothing')
  const named = await act(clients.handler, reference, 'parties',
    { role: 'complained_about', staff: 'manager', name: 'User manager' })
  assert.equal(named.status, 200, named.text)
  assert.notEqual(await figures(), before)
  for (const path of [casePath(reference), `${casePath(reference)}/readers`, `${apiPath(reference)}/readers`]) {
    assert.equal((await clients.manager.get(path)).status, 404, path)
  }
  const csv = await clients.manager.get('/desk/export.csv')
  assert.doesNotMatch(csv.text, new RegExp(reference))
  const seen = await clients.auditor.api('GET', `${apiPath(reference)}/readers`)
  assert.equal(seen.json.items.filter((look) => look.what === 'access_blocked').length, 1)
})
