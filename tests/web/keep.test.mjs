// Holds and erasures by two people: on the desk, over the API, by the operator; and what is left
// afterwards in the files, in backups and in what is restored from them. [S15] [S57]
import assert from 'node:assert/strict'
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import test, { after, before } from 'node:test'
import { Client, engine, openBrowser, overflows, picture, startServer, textOf, violations } from
  './harness.mjs'

let server
let manager
let top
let handler

const as = (user) => new Client(server).login(server.users[user])
const casePath = (reference) => `/desk/complaints/${reference}`
const problems = (html) =>
  html.match(/govuk-error-summary__list[^]*?<\/ul>/)?.[0] ?? textOf(html, 'main')
const token = async (client) =>
  (await client.get('/desk')).text.match(/name="form_token" value="([^"]+)"/)[1]
const at = (name) => path.join(server.folder, name)

async function act (client, reference, name, json = {}) {
  return client.api('POST', `/api/v1/complaints/${reference}/${name}`,
    { json, headers: { 'form-token': await token(client) } })
}

// A complaint with its code; closed as withdrawn unless `open`.
async function filed (name, fields = {}, { open = false } = {}) {
  const answer = await new Client(server).api('POST', '/api/v1/complaints', {
    json: { description: 'The quillwort kettle leaks.', complainant: { name, email: 'q@example.org' },
      ...fields } })
  assert.equal(answer.status, 201, answer.text)
  const { reference, code } = answer.json
  if (!open) {
    for (const [what, json] of [['withdraw', { reason: 'No longer.' }], ['close', { reason: 'withdrawn', lessons: 'None.', ask_satisfaction: true }]]) {
      const done = await act(handler, reference, what, json)
      assert.equal(done.status, 200, `${what}: ${done.text}`)
    }
  }
  return { reference, code }
}

// A dozen that were closed years ago, from another register; their references.
function imported () {
  const lines = [...Array(12).keys()].map((i) => `old-${i},2020-03-0${i % 9 + 1},Rita Retained ${i},The kettle of old leaks.`)
  writeFileSync(at('old.csv'), ['No,Day,Name,Text', ...lines, ''].join('\n'))
  const field = (to, from) => `  - { to: ${to}, ${from} }\n`
  writeFileSync(at('old.yaml'), 'source: old\nformat: csv\nfields:\n' +
    field('external_reference', 'column: No') + field('stage', 'text: closed') +
    field('received_at', 'column: Day, date: "%Y-%m-%d"') +
    field('closed_at', 'column: Day, date: "%Y-%m-%d"') + field('name', 'column: Name') +
    field('description', 'column: Text') + field('channel', 'text: letter') +
    field('language', 'text: en'))
  server.cli('import', '--mapping', at('old.yaml'), at('old.csv'))
  return server.sql("SELECT reference FROM complaint WHERE external_reference LIKE 'old-%' ORDER BY id")
    .split('\n')
}

const idOf = (reference) => server.sql(`SELECT id FROM complaint WHERE reference = '${reference}'`)
const hex = engine === 'postgresql' ? (c) => `encode(${c}, 'hex')` : (c) => `lower(hex(${c}))`

before(async () => {
  server = await startServer({ users: ['handler', 'manager', 'top_management', 'auditor', 'administrator'] })
  manager = await as('manager')
  top = await as('top_management')
  handler = await as('handler')
})
after(() => server?.stop())

test('[S15] a hold is put by one, confirmed by another, and stands in the way', async () => {
  const { reference } = await filed('Hanna Hold')
  const page = `${casePath(reference)}/hold`
  assert.equal((await handler.get(page)).status, 404, 'not everybody may')
  const bare = await manager.submit(page, {}, { action: page })
  assert.equal(bare.status, 422)
  assert.match(problems(bare.text), /Write the reason/)
  const put = await manager.submit(page, { why: 'Court case 12' }, { action: page })
  assert.equal(put.status, 303, problems(put.text))
  assert.doesNotMatch((await manager.get(page)).text, /Confirm it as the second person/)
  assert.match((await handler.get(casePath(reference))).text, /Legal hold, not confirmed yet/)

  const refused = await act(manager, reference, 'erasure',
    { ground: 'no_need', why: 'Nobody needs it.' })
  assert.equal(refused.status, 409)
  assert.match(refused.text, /A legal hold stands/)
  assert.match((await manager.get(`${casePath(reference)}/erasure`)).text, /A legal hold stands/)

  const confirmed = await top.submit(page, {}, { action: page })
  assert.equal(confirmed.status, 303)
  const shown = (await handler.get(casePath(reference))).text
  assert.match(shown, /Legal hold</)
  assert.match(shown, /Legal hold confirmed by a second person/)
})

let gone

test('[S15] [S57] an erasure is asked for by one and approved by another', async () => {
  gone = await filed('Gisela Gone')
  const id = idOf(gone.reference)
  gone.key = server.sql(`SELECT ${hex('wrapped')} FROM wrapped_key WHERE id = ${id} * 4 + 2`)
  gone.personKey = server.sql(`SELECT ${hex('wrapped')} FROM wrapped_key WHERE id = 1 + 4 * ` +
    `(SELECT person_id FROM party WHERE complaint_id = ${id})`)
  await handler.submit(casePath(gone.reference), { text: 'A note on Gisela.' }, { action: '/notes' })
  server.cli('backup', '--to', at('yesterday'))

  const open = await filed('Olga Open', {}, { open: true })
  const early = await act(manager, open.reference, 'erasure',
    { ground: 'request', requested_on: '2026-01-05', why: 'By letter.' })
  assert.equal(early.status, 409)
  assert.match(early.text, /still open/)

  const page = `${casePath(gone.reference)}/erasure`
  const bare = await manager.submit(page, { ground: 'request', why: 'By letter.' }, { action: page })
  assert.equal(bare.status, 422)
  assert.match(problems(bare.text), /day on which the person asked/)
  const asked = await manager.submit(page, { ground: 'request', requested_on: '2026-01-05',
    why: 'By letter.', person: 'yes' }, { action: page })
  assert.equal(asked.status, 303, problems(asked.text))
  const own = (await manager.get(page)).text
  assert.match(own, /A second person with the same right decides it/)
  const form = (await top.get(page)).text
  const erasure = form.match(/name="id" value="(\d+)"/)[1]
  const alone = await act(manager, gone.reference, `erasures/${erasure}/approve`)
  assert.equal(alone.status, 409, 'the API asks for the second one, too')
  assert.match(alone.text, /somebody else than you/)

  const done = await top.submit(page, {}, { action: page })
  assert.equal(done.status, 303, problems(done.text))
  const tomb = await manager.get(casePath(gone.reference))
  assert.equal(tomb.status, 200)
  assert.match(tomb.text, /This complaint was erased/)
  assert.match(tomb.text, /Withdrawn by the complainant/)
  assert.match(tomb.text, /at the latest on/)
  assert.doesNotMatch(tomb.text, /quillwort|Gisela/)
})

test('[S57] nothing of it is found, opened or worked on', async () => {
  const found = await manager.get('/desk/search?q=Gisela')
  assert.doesNotMatch(found.text, new RegExp(gone.reference))
  const tracked = await new Client(server).api('GET', `/api/v1/complaints/${gone.reference}`,
    { headers: { 'complaint-code': gone.code } })
  assert.notEqual(tracked.status, 200)
  const note = await act(handler, gone.reference, 'notes', { text: 'Late.' })
  assert.equal(note.status, 409)
  assert.match(note.text, /was erased/)
  const api = await manager.api('GET', `/api/v1/complaints/${gone.reference}`)
  assert.doesNotMatch(api.text, /quillwort|Gisela/)
  for (const where of [`/desk/search?q=${gone.reference}`, '/desk/export.csv',
    `${casePath(gone.reference)}/print`, '/desk/figures']) {
    const page = await manager.get(where)
    assert.ok(page.status < 500, `${where}: ${page.status}`)
    assert.doesNotMatch(page.text, /Gisela/)
  }
})

test('[S57] no byte of its keys is left in the files, and the history verifies', async () => {
  const verified = server.tryCli('verify', '--values')
  assert.equal(verified.status, 0, verified.stdout + verified.stderr)
  assert.match(verified.stderr, /2 persons and complaints were erased/)
  if (engine === 'postgresql') return
  // The clerk empties the journal where a reader stood in the way of it.
  const words = [Buffer.from(gone.key, 'hex'), Buffer.from(gone.personKey, 'hex'), 'Gisela']
  const left = () => ['redress.db', 'redress.db-wal'].map((file) => path.join(server.dir, file))
    .filter((file) => existsSync(file) &&
      words.some((word) => readFileSync(file).includes(word)))
  for (let i = 0; i < 100 && left().length > 0; i++) await new Promise((tell) => setTimeout(tell, 200))
  assert.deepEqual(left(), [])
})

test('[S15] the operator erases with the passwords of two people', async () => {
  const { reference } = await filed('Carla Command')
  const file = (login) => path.join(server.folder, `password.${login}`)
  const words = ['--reference', reference, '--ground', 'no_need', '--why', 'Test', '--by', 'manager',
    '--password-file', file('manager')]
  writeFileSync(file('wrong'), 'a wrong password, long\n', { mode: 0o600 })
  const twice = server.tryCli('erase', ...words, '--second', 'manager',
    '--second-password-file', file('manager'))
  assert.match(twice.stderr, /somebody else than you/)
  const wrong = server.tryCli('erase', ...words, '--second', 'top_management',
    '--second-password-file', file('wrong'))
  assert.notEqual(wrong.status, 0)
  const other = server.tryCli('erase', ...words, '--second', 'handler',
    '--second-password-file', file('handler'))
  assert.match(other.stderr, /may not do this/)
  const done = server.tryCli('erase', ...words, '--second', 'top_management',
    '--second-password-file', file('top_management'))
  assert.equal(done.status, 0, done.stderr)
  assert.match(done.stdout, /Erased: complaints 1, persons 1/)
  assert.match(done.stdout, /Throw them away by \d{4}-\d\d-\d\d/)
})

test('[4.9-a] a person gets everything about them, and nothing of others', async () => {
  const { reference } = await filed('Ada Access', { description: 'The quillwort kettle of Ada leaks.' },
    { open: true })
  const other = await act(handler, reference, 'parties', { role: 'representative', name: 'Rita Other',
    authority: 'A letter.' })
  assert.equal(other.status, 200, other.text)
  await handler.submit(casePath(reference), { text: 'Only for us.' }, { action: '/notes' })
  const page = `${casePath(reference)}/access`
  assert.equal((await handler.get(page)).status, 404, 'a right of its own')
  const shown = await manager.submit(page, { act: 'show' }, { action: page })
  assert.equal(shown.status, 200, problems(shown.text))
  for (const word of ['Ada Access', 'q@example.org', 'kettle of Ada leaks']) {
    assert.match(shown.text, new RegExp(word))
  }
  assert.doesNotMatch(shown.text, /Rita|Only for us/)
  const taken = await manager.submit(page, { act: 'json' }, { action: page })
  assert.match(taken.headers.get('content-type'), /json/)
  const all = taken.json
  assert.equal(all.person.name, 'Ada Access')
  assert.equal(all.complaints[0].reference, reference)
  assert.equal(all.complaints[0].others[0].role, 'representative')
  assert.ok(all.complaints[0].reads.length > 0, 'who looked')
  assert.doesNotMatch(taken.text, /Rita|Only for us/)
  assert.match((await manager.get(casePath(reference))).text, /Everything we hold was given/)
  const to = at('access')
  server.cli('access', '--reference', reference, '--by', 'manager', '--password-file',
    path.join(server.folder, 'password.manager'), '--to', to)
  assert.equal(JSON.parse(readFileSync(path.join(to, 'all.json'), 'utf8')).person.name, 'Ada Access')
  const erased = server.tryCli('access', '--reference', gone.reference, '--by', 'manager', '--password-file',
    path.join(server.folder, 'password.manager'), '--to', at('access-of-nobody'))
  assert.match(erased.stderr, /This complaint was erased/)
})

test('the pages of holds and erasures work for everybody', async () => {
  const { reference } = await filed('Bea Browser', { description: 'Der Wasserkocher tropft.' })
  const browser = await openBrowser(server)
  try {
    for (const language of ['en', 'zh-Hans']) {
      const page = await browser.page({ language })
      await browser.login(page, server.users.manager)
      for (const [name, where] of [['hold', `${casePath(reference)}/hold`],
        ['erasure', `${casePath(reference)}/erasure`], ['access', `${casePath(reference)}/access`], ['retention', '/desk/settings/retention'],
        ['tombstone', casePath(gone.reference)]]) {
        await page.goto(where)
        for (const width of [1280, 360]) {
          await page.setViewportSize({ width, height: 900 })
          assert.deepEqual(await violations(page), [])
          assert.equal(await overflows(page), false, `${name} at ${width}`)
        }
        await picture(page, `keep-${name}-${language}`)
        assert.deepEqual(page.problems, [])
      }
    }
  } finally {
    await browser.close()
  }
})

test('[S57] who was erased does not come back with yesterday\'s backup', async () => {
  assert.match(readFileSync(path.join(server.dir, 'erasures'), 'utf8'), /^2 \d+ [0-9a-f]{64}$/m)
  server.cli('backup', '--to', at('today'))
  assert.equal(readFileSync(at('today.erasures'), 'utf8'),
    readFileSync(path.join(server.dir, 'erasures'), 'utf8'))
  const other = server.twin()
  if (engine === 'postgresql') copyFileSync(`${server.dir}.key`, `${other.dir}.key`)
  const done = other.tryCli('restore', '--from', at('yesterday'),
    '--erasures', path.join(server.dir, 'erasures'), ...other.database)
  assert.equal(done.status, 0, done.stderr)
  assert.match(done.stdout, /Erased again, as the erasure journal says: 1/)
  const verified = other.tryCli('verify', '--values')
  assert.equal(verified.status, 0, verified.stdout + verified.stderr)
  assert.match(verified.stderr, /2 persons and complaints were erased/)

  // The same when the journal is found only when it is served.
  const third = server.twin()
  if (engine === 'postgresql') copyFileSync(`${server.dir}.key`, `${third.dir}.key`)
  assert.equal(third.tryCli('restore', '--from', at('yesterday'), ...third.database).status, 0)
  assert.doesNotMatch(third.tryCli('verify').stderr, /erased/, 'it would come back')
  copyFileSync(path.join(server.dir, 'erasures'), path.join(third.dir, 'erasures'))
  try {
    await third.start()
    assert.match(third.tryCli('verify').stderr, /2 persons and complaints were erased/)
    const found = await (await new Client(third).login(server.users.manager))
      .get(casePath(gone.reference))
    assert.match(found.text, /This complaint was erased/)
  } finally {
    await third.stop()
  }
})

test('[8.1-a] [S15] [S57] what was kept long enough is disposed of, under a rule of two people', async () => {
  assert.match(server.cli('retention run', '--dry-run'), /No rule holds/)
  server.sql('INSERT INTO retention_rule (id, months, state, asked_at, asked_by) ' +
    "SELECT 1, 1, 'holds', 0, min(id) FROM staff")
  assert.match(server.cli('retention run', '--dry-run'), /No rule holds/, 'written beside the program')
  server.sql('DELETE FROM retention_rule WHERE id = 1')
  const page = '/desk/settings/retention'
  assert.equal((await handler.get(page)).status, 404)
  const bare = await manager.submit(page, { months: 'x' }, { action: page })
  assert.equal(bare.status, 422)
  const asked = await manager.submit(page, { class: '', months: '36' }, { action: page })
  assert.equal(asked.status, 303, problems(asked.text))
  assert.match(server.cli('retention run', '--dry-run'), /No rule holds/, 'one person is not enough')
  const own = await manager.post(page, { form_token: await token(manager), act: 'approve',
    id: server.sql("SELECT id FROM retention_rule WHERE state = 'asked'") })
  assert.equal(own.status, 409)
  assert.match(own.text, /somebody else than you/)
  assert.equal((await top.submit(page, {}, { action: page })).status, 303)
  assert.match(server.cli('retention run', '--dry-run'), /36 months: due 0/, 'nothing is so old')

  const [held, ...twelve] = imported()
  await act(manager, held, 'hold', { why: 'Court case 13' })
  assert.match(server.cli('retention run', '--dry-run'), /due 11, under a legal hold 1/)
  const { json: plan } = await top.api('GET', '/api/v1/retention')
  assert.deepEqual(plan.rules.map(({ class: of, months, due, held }) => [of, months, due, held]),
    [[null, 36, 11, 1]])
  assert.deepEqual(plan.items.map((one) => one.reference).sort(), twelve.sort())
  assert.equal(plan.more, false)
  const done = server.cli('retention run')
  assert.match(done, /disposed of 11, under a legal hold 1, certificate \d+/)
  assert.match(server.cli('retention run'), /disposed of 0/, 'again does nothing')
  assert.match((await manager.get(casePath(twelve[0]))).text, /This complaint was erased/)
  assert.match((await manager.get(casePath(held))).text, /kettle of old leaks/)
  const certificate = await manager.get(`${page}/${done.match(/certificate (\d+)/)[1]}`)
  assert.match(certificate.text, /Disposal certificate[^]*36 months after closing[^]*User manager[^]*User top_management/)
  assert.match(certificate.text, /Its hash[^]*[0-9a-f]{64}/)
  const auditor = await as('auditor')
  assert.equal((await auditor.get(`${page}/${done.match(/certificate (\d+)/)[1]}`)).status, 200)
  assert.doesNotMatch((await auditor.get(page)).text, /<form[^>]*retention/, 'reads and changes nothing')
  const [disposed] = (await auditor.api('GET', '/api/v1/retention/disposals')).json.items
  assert.equal(disposed.complaints, 11)
  assert.equal(disposed.approved_by, 'User top_management')
  assert.equal(disposed.event_hash,
    server.sql(`SELECT ${hex('hash')} FROM event WHERE id = ${disposed.event}`))
  assert.deepEqual((await auditor.api('GET', '/api/v1/retention')).json.items, [])
  assert.equal(server.sql('SELECT complaints FROM disposal WHERE kind = \'retention\''), '11')
})

// Whoever can write to the database has nobody disposed of, erased, or struck out of backups.
test('[S15] [S57] what was altered beside the program destroys nothing', async () => {
  const kept = await filed('Karl Kept')
  const other = await filed('Marta Marked')
  server.cli('backup', '--to', at('good'))
  const line = (reference) => readFileSync(path.join(server.dir, 'erasures'), 'utf8')
    .includes(` ${idOf(reference)} `)
  assert.ok(line(gone.reference))
  const closed = server.sql(`SELECT closed_at FROM complaint WHERE id = ${idOf(kept.reference)}`)

  server.sql(`UPDATE complaint SET closed_at = 1 WHERE id = ${idOf(kept.reference)}`)
  const run = server.tryCli('retention run')
  assert.equal(run.status, 1)
  assert.match(run.stdout, /disposed of 0, .*altered beside the program and kept 1/)
  const asked = await act(manager, kept.reference, 'erasure', { ground: 'no_need', why: 'Nobody needs it.' })
  assert.equal(asked.status, 409)
  assert.match(asked.text, /altered beside the program, so it is not erased/)
  assert.match((await manager.get(casePath(kept.reference))).text, /kettle leaks/)
  server.sql(`UPDATE complaint SET closed_at = ${closed} WHERE id = ${idOf(kept.reference)}`)

  server.sql(`UPDATE complaint SET erased_at = 1 WHERE id = ${idOf(other.reference)}`)
  assert.match(server.tryCli('backup', '--to', at('later')).stderr, /does not verify/)
  await server.restart()
  assert.ok(!line(other.reference), 'no line for a mark')
  const twin = server.twin()
  if (engine === 'postgresql') copyFileSync(`${server.dir}.key`, `${twin.dir}.key`)
  const back = twin.tryCli('restore', '--from', at('good'), '--erasures', path.join(server.dir, 'erasures'),
    ...twin.database)
  assert.equal(back.status, 0, back.stderr)
  assert.doesNotMatch(back.stdout, /Erased again/)
  server.sql(`UPDATE complaint SET erased_at = NULL WHERE id = ${idOf(other.reference)}`)
  await server.restart()
})

test('[S15] a hold that is taken away with its guard still holds', async () => {
  const { reference } = await filed('Hugo Held')
  assert.equal((await act(manager, reference, 'hold', { why: 'Court case 14' })).status, 200)
  server.sql('DELETE FROM guard WHERE table_number = 34')
  server.sql('DELETE FROM legal_hold')
  const asked = await act(manager, reference, 'erasure', { ground: 'no_need', why: 'Nobody needs it.' })
  assert.equal(asked.status, 409)
  assert.match(asked.text, /A legal hold was altered or taken away/)
  const run = server.tryCli('retention run')
  assert.doesNotMatch(run.stdout, /disposed of [1-9]/)
  const administrator = await as('administrator')
  assert.match((await administrator.get('/desk/settings')).text, /is not as the history says/)
})
