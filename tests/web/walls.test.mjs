// Walls within the house: who read what is on record, whoever is complained about or in conflict
// finds nothing, and in confidential complaints who complains is shown only to whom a second person agreed. [S48] [S61]
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, openBrowser, overflows, picture, startServer, textOf, violations } from
  './harness.mjs'

let server
const clients = {}
const NAME = 'Xenia Quill'
const SECRET = 'Yolanda Thrift'

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
    await clients.handler.get('/desk/export.csv?queue=open')
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
  const csv = await clients.manager.get('/desk/export.csv?queue=open')
  assert.doesNotMatch(csv.text, new RegExp(reference))
  const seen = await clients.auditor.api('GET', `${apiPath(reference)}/readers`)
  assert.equal(seen.json.items.filter((look) => look.what === 'access_blocked').length, 1)
})

// A confidential complaint, taken down at the desk.
async function confidential (words = 'The secretive sphagnum was sold as moss.') {
  const answer = await clients.receiver.submit('/desk/new', {
    description: words, channel: 'telephone', name: SECRET, email: 'yolanda@example.org',
    naming: 'confidential' }, { action: '/desk/new', button: 'file' })
  const reference = `${answer.text} ${answer.location ?? ''}`.match(/\d{4}-\d{6}/)?.[0]
  assert.ok(reference, `${answer.status} ${textOf(answer.text, 'main')}`)
  return reference
}

const form = (html, act) => html.match(new RegExp(`name="act" value="${act}"[^]*?name="id" value="(\\d+)"`))?.[1]
let sealed, request

test('[4.10-a] in a confidential complaint nobody sees who complains, whoever handles it', async () => {
  sealed = await confidential()
  await act(clients.manager, sealed, 'assign', { owner: 'handler' })
  for (const role of Object.keys(clients)) {
    for (const path of [casePath(sealed), `${casePath(sealed)}/print`, apiPath(sealed),
      '/desk/queues/open', '/desk/queues/mine', '/desk/search?q=Thrift', '/desk/search?q=yolanda@example.org']) {
      const answer = await clients[role].get(path)
      assert.ok(answer.status < 500, `${role} ${path}: ${answer.status}`)
      const shown = path.includes(sealed) ? answer.text
        : (answer.text.match(new RegExp(`[^\\n]*${sealed}[^\\n]*`)) ?? [''])[0]
      assert.doesNotMatch(shown, /Thrift|yolanda@example/, `${role} ${path}`)
    }
  }
  const csv = await clients.manager.get('/desk/export.csv?queue=open')
  assert.match(csv.text, new RegExp(`${sealed}[^\\n]*Sealed`))
  assert.equal((await clients.handler.api('POST', `${apiPath(sealed)}/code`, { json: {},
    headers: { 'form-token': await token(clients.handler) } })).status, 404, 'a new code would open it')
})

test('[4.10-a] nobody is led to a correction that is refused: the identity is asked for first', async () => {
  const led = async (reference) =>
    [...(await clients.handler.get(`${casePath(reference)}/parties`)).text.matchAll(/href="[^"]*\/((?:parties\/|identity)[^"]*)"/g)]
      .map(([, address]) => address)
  assert.deepEqual(await led(sealed), ['identity'])
  const [open, ...more] = await led(await filed())
  assert.match(open, /^parties\/\d+$/)
  assert.deepEqual(more, [])
})

test('[4.10-a] nor learns it from what may not be published', async () => {
  const page = `${casePath(sealed)}/publish`
  const shown = await clients.handler.get(page)
  assert.match(shown.text, /Who complains is sealed in this complaint/)
  assert.doesNotMatch(shown.text, /name="text"/)
  for (const text of [`${SECRET} was helped.`, 'Somebody was helped.']) {
    const answer = await clients.handler.post(page, { form_token: await token(clients.handler), language: 'en', text })
    assert.equal(answer.status, 409)
    assert.match(answer.text, /Who complains is sealed in this complaint/)
  }
  for (const who of ['manager', 'top_management']) {
    const answer = await clients[who].post(`${page}/approve`, { form_token: await token(clients[who]), act: 'approve', id: '1' })
    assert.match(answer.text, /Who complains is sealed in this complaint/, who)
  }
})

test('[4.10-a] it is left out of search, suggestions and repeats for all who do not handle it', async () => {
  const found = async (who) => textOf((await clients[who].get('/desk/search?q=secretive')).text, 'main')
  assert.match(await found('handler'), /secretive sphagnum/)
  for (const who of ['investigator', 'manager', 'auditor']) {
    assert.doesNotMatch(await found(who), /secretive sphagnum/, who)
    const list = await clients[who].api('GET', '/api/v1/complaints?q=secretive')
    assert.deepEqual(list.json.items, [], who)
  }
  assert.match((await clients.investigator.get('/desk/queues/open')).text, new RegExp(sealed))
})

test('[4.10-a] it is opened to whom somebody else agrees, with a reason, and closes again', async () => {
  const page = `${casePath(sealed)}/identity`
  assert.match((await clients.handler.get(casePath(sealed))).text, /Ask to open/)
  const bare = await clients.handler.submit(page, {}, { action: page })
  assert.equal(bare.status, 422)
  const asked = await clients.handler.submit(page, { why: 'To call Yolanda back.' }, { action: page })
  assert.equal(asked.status, 303, textOf(asked.text, 'main'))
  assert.doesNotMatch((await clients.handler.get(casePath(sealed))).text, /Thrift/, 'asking opens nothing')
  const again = await act(clients.handler, sealed, 'identity-requests', { why: 'Once more.' })
  assert.equal(again.status, 409)
  assert.match(again.text, /asked already/)

  const desk = await clients.manager.get('/desk/queues/open')
  assert.match(desk.text, /Requests for identity/)
  assert.doesNotMatch((await clients.handler.get('/desk/queues/open')).text, /Requests for identity/)
  const list = await clients.manager.get('/desk/identity-requests')
  assert.match(textOf(list.text, 'main'), new RegExp(`${sealed} · User handler`))
  const shown = (await clients.manager.get(page)).text
  assert.match(shown, /To call Yolanda back/)
  assert.doesNotMatch((await clients.auditor.get(page)).text, /To call Yolanda/, 'reasons often name')
  request = form(shown, 'grant')
  assert.ok(request)
  const foreign = await clients.investigator.post(page, { form_token: await token(clients.investigator),
    act: 'grant', id: request })
  assert.equal(foreign.status, 404, 'not everybody agrees')
  const granted = await clients.manager.post(page, { form_token: await token(clients.manager),
    act: 'grant', id: request })
  assert.equal(granted.status, 303, textOf(granted.text, 'main'))

  const open = await clients.handler.get(casePath(sealed))
  assert.match(open.text, /Yolanda Thrift/)
  assert.doesNotMatch((await clients.manager.get(casePath(sealed))).text, /Yolanda Thrift/, 'to nobody else')
  assert.match((await clients.handler.get('/desk/search?q=Thrift')).text, new RegExp(sealed))
  assert.deepEqual((await looks(sealed)).map((look) => `${look.what} ${look.who}`)
    .filter((words) => !/printed|exported/.test(words)),
  ['identity_read User handler', 'identity_granted User manager', 'identity_asked User handler',
      'refused User top_management', 'refused User manager', 'refused User handler', 'refused User handler'])
})

test('[4.10-a] nobody agrees to their own request, and every answer stays', async () => {
  const own = await act(clients.manager, sealed, 'identity-requests', { why: 'Curious.' })
  assert.equal(own.status, 200, own.text)
  const self = await act(clients.manager, sealed, `identity-requests/${own.json.id}/grant`)
  assert.equal(self.status, 409)
  assert.match(self.text, /A second person has to do this/)
  assert.equal((await act(clients.top_management, sealed, `identity-requests/${own.json.id}/refuse`)).status, 422)
  const refused = await act(clients.top_management, sealed, `identity-requests/${own.json.id}/refuse`,
    { why: 'Curiosity is no reason.' })
  assert.equal(refused.status, 200, refused.text)
  assert.equal((await act(clients.top_management, sealed, `identity-requests/${own.json.id}/grant`)).status, 409)
  assert.doesNotMatch((await clients.manager.get(casePath(sealed))).text, /Yolanda Thrift/)
  const all = (await clients.manager.api('GET', `${apiPath(sealed)}/identity-requests`)).json.items
  assert.deepEqual(all.map((one) => [one.asked_by, one.answered_by, Boolean(one.granted_until)]),
    [['User manager', 'User top_management', false], ['User handler', 'User manager', true]])
  const plain = await filed()
  assert.equal((await act(clients.handler, plain, 'identity-requests', { why: 'x' })).status, 409)
  const verified = server.tryCli('verify', '--values')
  assert.equal(verified.status, 0, verified.stdout + verified.stderr)
})

test('the pages of walls work for everybody', async () => {
  const waiting = await confidential('Another one.')
  const asked = await act(clients.investigator, waiting, 'identity-requests', { why: 'To write to them.' })
  assert.equal(asked.status, 200, asked.text)
  const browser = await openBrowser(server)
  try {
    for (const language of ['en', 'zh-Hans']) {
      const page = await browser.page({ language })
      await browser.login(page, server.users.manager)
      for (const [name, where] of [['readers', `${casePath(sealed)}/readers`],
        ['identity', `${casePath(waiting)}/identity`], ['requests', '/desk/identity-requests'],
        ['case', casePath(sealed)]]) {
        await page.goto(where)
        for (const width of [1280, 360]) {
          await page.setViewportSize({ width, height: 900 })
          assert.deepEqual(await violations(page), [])
          assert.equal(await overflows(page), false, `${name} at ${width}`)
        }
        await picture(page, `walls-${name}-${language}`)
        assert.deepEqual(page.problems, [])
      }
    }
  } finally {
    await browser.close()
  }
})
