// Everything that is held about one person, for that person: whole, however much it is; within the
// reach of whoever gives it out; not too often. [4.9-a] [S16]
import assert from 'node:assert/strict'
import { appendFileSync, readFileSync } from 'node:fs'
import path from 'node:path'
import test, { after, before } from 'node:test'
import { Client, openBrowser, overflows, picture, startServer, textOf, violations } from './harness.mjs'

const SAID = 450
const TIMES = 9 // that one member of staff may in ten minutes

let server
let manager
let key
let north
let long
let other
let elsewhere

const page = (reference) => `/desk/complaints/${reference}/access`
const at = (name) => path.join(server.folder, name)
const token = async (client) =>
  (await client.get('/desk')).text.match(/name="form_token" value="([^"]+)"/)[1]

// A complaint with what was said to it afterwards.
async function filed (name, texts, headers = {}) {
  const client = new Client(server)
  const made = await client.api('POST', '/api/v1/complaints', { headers,
    json: { description: `Words of ${name}`, complainant: { name: 'Lena Long', email: `${name}@example.org` } } })
  assert.equal(made.status, 201, made.text)
  const { reference, code } = made.json
  for (const text of texts) {
    const added = await client.api('POST', `/api/v1/complaints/${reference}/facts`,
      { headers: { 'complaint-code': code }, json: { text } })
    assert.equal(added.status, 200, added.text)
  }
  return reference
}

before(async () => {
  server = await startServer({
    users: ['manager', 'handler'],
    prepare: (fresh) => {
      fresh.addTeam('North', 'Reception')
      fresh.addUser('northern', 'manager', 'North')
      key = fresh.addApiKey('Requests', 'read,write', null, 'manager')
      north = fresh.addApiKey('North', 'write', 'North', 'manager')
      appendFileSync(path.join(fresh.dir, 'redress.conf'),
        `throttle:\n  access: { account: ${TIMES}, source: 200, seconds: 600 }\n  track: { source: 0 }\n`)
    }
  })
  manager = await new Client(server).login(server.users.manager)
  long = await filed('long', Array.from({ length: SAID }, (_, i) => `Sentence ${i} & <b>more</b>.`))
  other = await filed('second', ['Only here.'])
  elsewhere = await filed('north', [], { authorization: `Bearer ${north}` })
  const headers = { 'form-token': await token(manager) }
  for (const joined of [other, elsewhere]) {
    const done = await manager.api('POST', `/api/v1/complaints/${long}/join-person`,
      { headers, json: { other: joined, reason: 'The same hand.' } })
    assert.equal(done.status, 200, done.text)
  }
})
after(() => server?.stop())

test('[4.9-a] nothing is left out, however much was said', async () => {
  const shown = await manager.submit(page(long), { act: 'show' }, { action: page(long) })
  assert.equal(shown.status, 200)
  assert.match(shown.headers.get('content-type'), /^text\/html/)
  assert.match(shown.text, /<html[^]*<\/html>\s*$/)
  for (let i = 0; i < SAID; i++) assert.ok(shown.text.includes(`Sentence ${i} &amp; &lt;b&gt;`), i)
  for (const word of [long, other, elsewhere, 'Only here', 'second@example.org']) {
    assert.ok(shown.text.includes(word), word)
  }
  assert.ok(shown.text.indexOf('Only here') < shown.text.indexOf('</main>'), 'within the page')
})

test('[4.9-a] as JSON it is one object with the same in it', async () => {
  const { json: all } = await manager.submit(page(long), { act: 'json' }, { action: page(long) })
  assert.equal(all.person.email, 'long@example.org')
  assert.equal(all.left_out, 0)
  assert.deepEqual(all.complaints.map((one) => one.reference).sort(), [long, other, elsewhere].sort())
  const [first] = all.complaints.filter((one) => one.reference === long)
  assert.equal(first.texts.length, SAID)
  assert.equal(first.complainant, null, 'the head says it')
  const [second] = all.complaints.filter((one) => one.reference === other)
  assert.equal(second.complainant.email, 'second@example.org', 'what is recorded there')
})

test('[S50] each gives out what they reach, on the desk, over the API and by command', async () => {
  const northern = await new Client(server).login(server.users.northern)
  const { json: theirs } = await northern.submit(page(elsewhere), { act: 'json' },
    { action: page(elsewhere) })
  assert.deepEqual(theirs.complaints.map((one) => one.reference), [elsewhere])
  assert.equal(theirs.left_out, 2)
  assert.doesNotMatch(JSON.stringify(theirs), /Only here|second@/)
  const to = at('northern')
  server.cli('access', '--reference', elsewhere, '--person', '--by', 'northern', '--password-file',
    path.join(server.folder, 'password.northern'), '--to', to)
  const written = JSON.parse(readFileSync(path.join(to, 'all.json'), 'utf8'))
  assert.deepEqual(written.complaints.map((one) => one.reference), [elsewhere])
  assert.equal(written.left_out, 2)

  const ask = (json) => manager.api('POST', `/api/v1/complaints/${other}/access`,
    { headers: { authorization: `Bearer ${key}` }, json })
  const one = await ask({})
  assert.equal(one.status, 200, one.text)
  assert.deepEqual(one.json.complaints.map(({ reference }) => reference), [other])
  const all = (await ask({ person: true })).json
  assert.equal(all.complaints.length, 3)
  assert.match((await manager.get(`/desk/complaints/${other}/readers`)).text, /Requests/)
})

test('[S16] it is given out so often and no more, until it is later', async () => {
  let refused
  for (let i = 0; i < TIMES && !refused; i++) {
    const answer = await manager.submit(page(other), { act: 'json' }, { action: page(other) })
    if (answer.status !== 200) refused = answer
  }
  assert.equal(refused.status, 429)
  assert.ok(Number(refused.headers.get('retry-after')) > 0)
  const verified = server.tryCli('verify', '--values')
  assert.equal(verified.status, 0, verified.stdout + verified.stderr)
})

test('on paper it is a page', async () => {
  const browser = await openBrowser(server)
  try {
    const opened = await browser.page({ language: 'en' })
    await browser.login(opened, server.users.northern)
    await opened.goto(page(elsewhere))
    await opened.getByRole('button', { name: 'Show it to be printed' }).click()
    await opened.getByRole('heading', { name: elsewhere }).waitFor()
    for (const width of [1280, 360]) {
      await opened.setViewportSize({ width, height: 900 })
      assert.deepEqual(await violations(opened), [])
      assert.equal(await overflows(opened), false, `at ${width}`)
    }
    await picture(opened, 'access-shown')
    assert.deepEqual(opened.problems, [])
  } finally {
    await browser.close()
  }
})

// What stands on paper in other words: codes, and days and moments as people write them.
const IN_WORDS = ['type', 'class', 'stage', 'channel', 'closing', 'outcome', 'kind', 'state',
  'currency', 'format', 'language', 'direction', 'role', 'by', 'answer', 'fields.name', 'privacy', 'sought',
  'recurrent', 'problems', 'what', 'satisfaction_fair']
const said = (text) => text.replace(/\s+/g, ' ').trim()

function texts(value, list = '') {
  if (Array.isArray(value)) return value.flatMap((one) => texts(one, list))
  return Object.entries(value ?? {}).flatMap(([name, inside]) => {
    if (inside && typeof inside === 'object') return texts(inside, name)
    const worded = IN_WORDS.includes(`${list}.${name}`) ||
      (IN_WORDS.includes(name) && list !== 'fields') || /^\d{4}-\d{2}-\d{2}$/.test(inside) || /_(at|on|until)$/.test(name) || name === 'at'
    return typeof inside === 'string' && !worded ? [[name, inside]] : []
  })
}

test('[4.9-a] on paper stands every text of the JSON, in each complaint of the demonstration', async () => {
  const demo = await startServer({
    demo: true,
    prepare: (fresh) => appendFileSync(path.join(fresh.dir, 'redress.conf'),
      'throttle:\n  access: { account: 900, source: 900, seconds: 600 }\n')
  })
  try {
    const user = Object.values(demo.users).find(({ role }) => role === 'manager')
    const client = await new Client(demo).login(user)
    const { items } = (await client.api('GET', '/api/v1/complaints?limit=200')).json
    const seen = new Set()
    const missing = []
    let closed = 0
    for (const { reference } of items) {
      if ((await client.get(page(reference))).status !== 200) continue // sealed to the manager
      const take = (act) => client.submit(page(reference), { act }, { action: page(reference) })
      const one = (await take('json')).json.complaints.find((c) => c.reference === reference)
      const paper = textOf((await take('show')).text, 'main')
      for (const [name, text] of texts(one)) {
        if (!paper.includes(said(text))) missing.push(`${reference} ${name}: ${text}`)
        seen.add(name)
      }
      closed += one.closed_at !== null
    }
    assert.deepEqual(missing, [])
    assert.ok(closed > 5, `${closed} closed ones`)
    for (const name of ['description', 'reasons', 'remedy', 'not_satisfied', 'inside', 'outside']) {
      assert.ok(seen.has(name), `${name} among ${[...seen]}`)
    }
  } finally {
    await demo.stop()
  }
})
