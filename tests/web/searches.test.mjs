// Saved searches, and the keys of the keyboard.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client, engine, openBrowser, startServer, violations } from './harness.mjs'

let server
let path

const staff = (name) => new Client(server).login(server.users[name])
const views = (html) => html.match(/<nav class="views beside-views"[^]*?<\/nav>/)[0]
const LIFTS = '/desk/queues/open?channel=web&from=2020-01-01'

before(async () => {
  server = await startServer({ users: true })
  const answer = await new Client(server).api('POST', '/api/v1/complaints', { json: {
    description: 'The lift has been broken since Monday.', subject: 'Lift',
    complainant: { name: 'Mai Berry' }
  } })
  path = `/desk/complaints/${answer.json.reference}`
})
after(() => server.stop())

// A filter as its form sends it: with the fields that were left empty.
const asSent = '/desk/queues/open?stage=&class=&severity=&channel=web&from=2020-01-01&to='

test('a search that is saved stands beside the queues of its owner, and of nobody else', async () => {
  const client = await staff('handler')
  const done = await client.submit(asSent, { name: 'Lifts, block C' }, { action: '/desk/searches' })
  assert.equal(done.status, 303)
  assert.equal(done.location, LIFTS)
  const page = (await client.get(asSent)).text
  assert.match(views(page), /channel=web&amp;from=2020-01-01" aria-current="page"><span>Lifts, block C</)
  assert.match(views((await client.get(path)).text), /Lifts, block C/)
  assert.doesNotMatch(views((await (await staff('manager')).get('/desk/queues/open')).text), /Lifts/)
  server.cli('verify') // ends well or throws
})

test('what was found is worked on as what a queue has, and the views stay whole', async () => {
  const client = await staff('handler')
  const page = (await client.get('/desk/search?q=lift')).text
  assert.match(views(page), /href="\/desk\/hand-over"/)
  assert.match(page, /With those that are ticked[^]*?<option value="assign"/)
  const reader = (await (await staff('auditor')).get('/desk/search?q=lift')).text
  assert.doesNotMatch(reader, /With those that are ticked|hand-over/)
})

test('only lists of the desk can be saved', async () => {
  const client = await staff('handler')
  for (const address of ['https://example.org/', '//example.org/', '/desk/queues/../../evil\\',
    '/logout', '', '/desk/queues/nothing?x=1']) {
    const answer = await client.submit(asSent.replace('web', 'letter'), { name: 'Away', address },
      { action: '/desk/searches' })
    assert.equal(answer.status, 422, address)
  }
  assert.doesNotMatch((await client.get('/desk/queues/open')).text, /Away/)
})

test('it is renamed where it is shown, and no two have one name', async () => {
  const client = await staff('handler')
  const name = (to) => client.submit(LIFTS, { name: to }, { action: '/desk/searches' })
  assert.match((await client.get(LIFTS)).text, /Rename this search[^]*?value="Lifts, block C"/)
  assert.equal((await name('Lifts')).status, 303)
  const page = views((await client.get(LIFTS)).text)
  assert.match(page, /<span>Lifts</)
  assert.doesNotMatch(page, /block C/)
  const twice = await client.submit(LIFTS.replace('web', 'letter'), { name: 'Lifts' }, { action: '/desk/searches' })
  assert.equal(twice.status, 422)
  assert.match(twice.text, /Another of your searches has this name/)
  assert.equal((await name('Lifts, block C')).status, 303)
  server.cli('verify', '--values')
})

test('it is forgotten by its owner alone', async () => {
  const [mine, other] = [await staff('handler'), await staff('manager')]
  const forget = (await mine.get(LIFTS)).text.match(/action="([^"]+\/forget)"/)[1]
  const token = (await other.get(LIFTS)).text.match(/name="form_token" value="([^"]+)"/)[1]
  assert.equal((await other.post(forget, { form_token: token, address: LIFTS })).status, 404)
  assert.match((await mine.get(LIFTS)).text, /Lifts, block C/)
  assert.equal((await mine.submit(LIFTS, {}, { action: '/forget' })).status, 303)
  assert.doesNotMatch((await mine.get(LIFTS)).text, /Lifts, block C/)
})

test('a letter after g opens a view, a assigns, s opens the form of the step', async (t) => {
  const browser = await openBrowser(server)
  t.after(() => browser.close())
  const page = await browser.page()
  await browser.login(page, server.users.manager)
  for (const [letter, name] of [['o', 'overdue'], ['u', 'unassigned'], ['i', 'received']]) {
    await Promise.all([page.waitForURL(`**/queues/${name}`), page.keyboard.type(`g${letter}`)])
  }
  await page.keyboard.press('a')
  assert.equal(await page.evaluate(() => document.activeElement.id), 'several')
  await page.goto(path)
  await Promise.all([page.waitForURL('**/assign'), page.keyboard.press('a')])
  await page.goto(path)
  await Promise.all([page.waitForURL('**/assess'), page.keyboard.press('s')])
  await Promise.all([page.waitForURL('**/desk/keys'), page.keyboard.press('?')])
  assert.deepEqual(await violations(page), [])
})

test('(WCAG 2.1.4) the keys are switched off, also for the next browser', async (t) => {
  const browser = await openBrowser(server)
  t.after(() => browser.close())
  const page = await browser.page()
  await browser.login(page, server.users.investigator)
  await page.goto('/desk/keys')
  await Promise.all([page.waitForResponse('**/desk/keys'),
    page.getByRole('button', { name: 'Switch the single-letter keys off' }).click()])
  const other = await browser.page()
  await browser.login(other, server.users.investigator)
  await other.goto(path)
  await other.keyboard.press('n')
  await other.keyboard.type('go')
  assert.equal(await other.evaluate(() => document.activeElement.tagName), 'BODY')
  assert.ok(other.url().endsWith(path))
  await other.goto('/desk/keys')
  await other.getByRole('button', { name: 'Switch them on' }).click()
  await other.goto(path)
  await other.keyboard.press('n')
  assert.equal(await other.evaluate(() => document.activeElement.id), 'text')
})

// The index of PostgreSQL knows no order: a page comes together from blocks of ids, the newest first.
test('words are found wherever they stand: among the newest, far behind them, or once in a great many', async () => {
  if (engine !== 'postgresql') return
  const client = await staff('handler')
  const filed = await new Client(server).api('POST', '/api/v1/complaints', { json: {
    description: 'A heron stands in the hall.', subject: 'Bird' } })
  const found = async () => (await client.get('/desk/search?q=heron')).text.includes(filed.json.reference)
  assert.ok(await found(), 'among the newest')
  const text = (n) => `INSERT INTO search_word SELECT g, words FROM (SELECT words FROM search_word
    WHERE id = (SELECT id FROM search_doc WHERE complaint_id = (SELECT id FROM complaint WHERE reference = '${n}')
    AND part = 'content' ORDER BY id LIMIT 1)) w,`
  const bird = filed.json.reference
  const lift = path.split('/').pop()
  const top = Number(server.sql('SELECT max(id) FROM search_word'))
  const add = (like, from, n) => {
    server.sql(`${text(like)} generate_series(${from}, ${from + n - 1}) g`)
    server.sql(`INSERT INTO search_doc SELECT g, (SELECT id FROM complaint WHERE reference = '${like}'), 'content'
      FROM generate_series(${from}, ${from + n - 1}) g`)
  }
  add(lift, top + 100_000, 5_000)
  assert.ok(await found(), 'rare, and behind thousands that are newer')
  add(bird, top + 10_000, 1_200)
  assert.ok(await found(), 'more than a page, far behind the newest')
  add(lift, top + 200_000, 50_000)
  assert.ok(await found(), 'farther behind')
})

test('the newest text comes first, however far apart they stand, page by page', async () => {
  if (engine !== 'postgresql') return
  const filed = []
  for (let i = 0; i < 9; i++) {
    const answer = await new Client(server).api('POST', '/api/v1/complaints', { json: { subject: `Bird ${i}`, description: 'An egret waits.' } })
    filed.push(answer.json.reference)
  }
  const top = Number(server.sql('SELECT max(id) FROM search_word'))
  const far = [0, 1, 2 ** 17, 2 ** 18, 2 ** 18 * 9, 2 ** 21 * 9, 2 ** 24 * 17, 2 ** 33 + 5, 2 ** 37]
  for (const [i, reference] of filed.entries()) {
    const id = server.sql(`SELECT d.id FROM search_doc d JOIN complaint c ON c.id = d.complaint_id
      WHERE c.reference = '${reference}' AND d.part = 'content'`).trim()
    for (const table of ['search_word', 'search_doc'])
      server.sql(`UPDATE ${table} SET id = ${top + 1000 + far[i]} WHERE id = ${id}`)
  }
  const headers = { authorization: `Bearer ${server.addApiKey('birds', 'read')}` }
  const seen = []
  for (let after = ''; after !== null;) {
    const page = await new Client(server).api('GET', `/api/v1/complaints?q=egret&limit=2${after && `&after=${after}`}`, { headers })
    assert.equal(page.status, 200)
    seen.push(...page.json.items.map((c) => c.reference))
    after = page.json.next
  }
  assert.deepEqual(seen, filed.toReversed())
})
