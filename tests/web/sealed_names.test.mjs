// Who complains, in what the program writes itself: a letter begins with a name, and many read the
// letter who may not know who complains. Every page, answer and file that a role can get at from the
// routes and by what they link to is looked through for the name. [S48] [S49] [S50] [4.10-a]
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { Client, formOf, program } from './harness.mjs'
import { World } from './world.mjs'

const NAMED = { name: 'Ottoline Quarrington', email: 'ottoline@example.org', address: '7 Sedge Lane' }
const SEALED = { name: 'Peregrine Thistlewood', email: 'peregrine@example.org', naming: 'confidential' }
const NAME = { named: /Quarrington/, sealed: /Thistlewood/ }
const WORDS = '[name sealed]'
const MOST = 500 // pages of one walk
const ALIKE = 4 // of one address with other filters

const routes = JSON.parse(spawnSync(program, ['routes'], { encoding: 'utf8' }).stdout)
  .filter((route) => route.method === 'GET')
  .map(({ path }) => ({ path, matches: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`) }))

let world, server, named, sealed, firm
const keys = {}

const desk = (reference) => `/desk/complaints/${reference}`
const call = async (client, method, path, json) => client.api(method, `/api/v1${path}`, {
  json, headers: { 'form-token': formOf((await client.get('/desk')).text, '/logout').hidden.form_token } })

before(async () => {
  world = await new World().make((made) => {
    for (const [login, role] of [['boss', 'administrator'], ['top', 'top_management'],
      ['auditor', 'auditor'], ['receiver', 'receiver']]) made.addUser(login, role)
    for (const role of ['auditor', 'handler', 'manager']) keys[role] = made.addApiKey(role, 'read,write', undefined, role)
  })
  server = world.server
  for (const login of ['boss', 'top', 'auditor', 'receiver', 'investigator']) {
    world.desk[login] = await new Client(server).login(server.users[login])
  }
  named = await world.told(NAMED)
  sealed = await world.investigated(SEALED)
  await world.respond('handler', sealed.reference)
  const asked = await call(world.desk.handler, 'POST', `/complaints/${sealed.reference}/identity-requests`,
    { why: 'The letter has to be written.' })
  assert.equal(asked.status, 200)
  const granted = await call(world.desk.manager, 'POST',
    `/complaints/${sealed.reference}/identity-requests/${asked.json.id}/grant`, { mind: 'For the letter.' })
  assert.equal(granted.status, 200)
  await world.decide('handler', sealed.reference)
  const made = await world.desk.boss.submit('/desk/settings/outside/new',
    { name: 'Lift Service Ltd', kind: 'maintenance', language: 'en' }, { action: '/outside/new' })
  assert.equal(made.status, 303)
  firm = (await call(world.desk.handler, 'GET', '/outside-parties')).json.items[0].id
})

after(() => server?.stop())

// The pages that can be got at: path → text.
async function walk(get, reference, begin = routes) {
  const seen = new Map(), alike = new Map()
  const left = new Set(begin.map(({ path }) => path.replaceAll('{reference}', reference))
    .filter((path) => !path.includes('{')))
  const other = (path) => /\/complaints\/\w/.test(path) && !path.includes(reference)
  for (const path of left) { // grows while it is gone through
    assert.ok(seen.size < MOST, `too many pages: ${[...seen.keys()].slice(-20).join(' ')}`)
    const answer = await get(path)
    seen.set(path, answer.status === 200 ? answer.text : '')
    for (const [, href] of answer.text.matchAll(/(?:href|src)="(\/[^"#]*)/g)) {
      const next = href.replaceAll('&amp;', '&')
      const [plain] = next.split('?')
      const times = alike.get(plain) ?? 0
      if (left.has(next) || times === ALIKE || other(plain) || plain.startsWith('/static/')) continue
      if (!routes.some(({ matches }) => matches.test(plain))) continue
      alike.set(plain, times + 1)
      left.add(next)
    }
  }
  return seen
}

const showing = (pages, name) => [...pages].filter(([, text]) => name.test(text)).map(([path]) => path)

for (const [kind, who] of [['named', ['top', 'auditor']],
  ['sealed', ['top', 'auditor', 'receiver', 'second', 'investigator', 'manager']]]) {
  for (const login of who) {
    test(`[4.10-a] no page, list or file says the ${kind} name to ${login}`, async () => {
      const { reference } = kind === 'named' ? named : sealed
      const pages = await walk((path) => world.desk[login].get(path), reference)
      assert.deepEqual(showing(pages, NAME[kind]), [])
      assert.ok(pages.get(desk(reference)).includes(WORDS), 'the letter says that its name is sealed')
      assert.ok(pages.size > 100 && pages.size < MOST, `${pages.size} pages`)
    })
  }
}

for (const [role, kinds] of [['auditor', ['named', 'sealed']], ['handler', ['sealed']], ['manager', ['sealed']]]) {
  test(`[4.10-a] nor to a key that acts as ${role}`, async () => {
    for (const kind of kinds) {
      const { reference } = kind === 'named' ? named : sealed
      const nobody = new Client(server)
      const pages = await walk((path) => nobody.api('GET', path, { key: keys[role] }), reference,
        routes.filter(({ path }) => path.startsWith('/api/')))
      assert.deepEqual(showing(pages, NAME[kind]), [])
      assert.ok(pages.get(`/api/v1/complaints/${reference}`).includes(WORDS))
    }
  })
}

test('[S50] a name is found as a name, not in the letter', async () => {
  const finds = async (login, words, reference) =>
    (await world.desk[login].get(`/desk/search?q=${words}`)).text.includes(desk(reference))
  const settled = Date.now() + 20_000
  while (!(await finds('second', 'Quarrington', named.reference))) assert.ok(Date.now() < settled, 'not found at all')
  assert.ok(await finds('auditor', 'ombudsman', named.reference), 'the letter is found by its words')
  for (const login of ['auditor', 'top']) assert.ok(!(await finds(login, 'Quarrington', named.reference)), login)
  for (const login of ['auditor', 'top', 'second', 'manager']) {
    assert.ok(!(await finds(login, 'Thistlewood', sealed.reference)), login)
  }
})

test('[4.10-a] who may read the name reads the letter with it', async () => {
  for (const [login, kase, name] of [['second', named, NAME.named], ['handler', sealed, NAME.sealed]]) {
    for (const path of [desk(kase.reference), `${desk(kase.reference)}/print`]) {
      const { text } = await world.desk[login].get(path)
      assert.match(text, name, path)
      assert.ok(!text.includes(WORDS), path)
    }
  }
  for (const [kase, name] of [[named, NAME.named], [sealed, NAME.sealed]]) {
    const own = await new Client(server).submit('/track', kase)
    assert.match(own.text, name)
    assert.ok(!own.text.includes(WORDS))
  }
})

test('[4.10-a] on paper a name that the reader may not know has a word, and is not blank', async () => {
  const name = async (login, { reference }) =>
    (await world.desk[login].get(`${desk(reference)}/print`)).text.match(/<dt>Name<\/dt><dd[^>]*>([^<]*)/)[1].trim()
  assert.equal(await name('auditor', named), 'Sealed')
  assert.equal(await name('receiver', sealed), 'Sealed')
  assert.equal(await name('handler', named), NAMED.name)
  const nobody = await world.file({ naming: 'anonymous', name: '', email: '' })
  assert.equal(await name('auditor', nobody), 'Anonymous')
})

test('[item 89] a letter is shown outside without the name, unless that is given too', async () => {
  const { text } = await world.desk.handler.get(`${desk(named.reference)}/ask-outside`)
  const [, entry] = [...text.matchAll(/value="entry\.(\d+)"/g)].at(-1)
  const shown = async (login, kase, more) => {
    const asked = await call(world.desk[login], 'POST', `/complaints/${kase.reference}/outside-requests`,
      { party: firm, text: 'When was it mended?', working_days: 3, ...more })
    assert.equal(asked.status, 200, asked.text)
    const link = new URL(asked.json.link)
    return (await new Client(server).get(link.pathname + link.search)).text
  }
  const without = await shown('handler', named, { shares: `entry.${entry}` })
  assert.match(without, /the log of the lift/i)
  assert.doesNotMatch(without, NAME.named)
  assert.match(await shown('handler', named, { shares: `entry.${entry}`, named: true, why: 'To make an appointment.' }), NAME.named)
  const page = await world.desk.second.get(`${desk(sealed.reference)}/ask-outside`)
  const [, letter] = [...page.text.matchAll(/value="entry\.(\d+)"/g)].at(-1)
  assert.doesNotMatch(await shown('second', sealed, { shares: `entry.${letter}` }), NAME.sealed)
})

test('[4.10-a] whoever may not know the name writes the letter all the same', async () => {
  const other = await world.investigated({ ...SEALED, name: 'Marmaduke Fennimore' })
  await world.respond('second', other.reference)
  await world.done('second', other.reference, 'decide', { outcome: 'upheld', reasons: 'The log says so.',
    letter_outside: 'The ombudsman.', ...await world.letter('second', other.reference) })
  const letter = await world.whole('second', other.reference)
  assert.ok(letter.startsWith(WORDS), letter)
  await world.done('second', other.reference, 'communicate', { by: 'web', letter: `${letter}\n\nYours, ${WORDS}, truly.` })
  const own = (await new Client(server).submit('/track', other)).text
  assert.equal(own.match(/Marmaduke Fennimore/g)?.length >= 2, true, 'filled in where it stood, twice')
  assert.ok(!own.includes(WORDS))
  assert.doesNotMatch((await world.desk.second.get(desk(other.reference))).text, /Fennimore/)
})

test('[4.10-a] a name that was typed into a letter or a reply is known again', async () => {
  const other = await world.investigated({ name: 'Ada Lark', email: 'ada@example.org' })
  await world.respond('handler', other.reference)
  await world.done('handler', other.reference, 'decide', { outcome: 'upheld', reasons: 'The log says so.',
    letter_outside: 'The ombudsman.', ...await world.letter('handler', other.reference) })
  const letter = await world.whole('handler', other.reference)
  await world.done('handler', other.reference, 'communicate',
    { by: 'web', letter: `Dear Ada Lark,\nthe Ada Larkins inn is another matter.\n\n${letter}` })
  assert.equal((await call(world.desk.handler, 'POST', `/complaints/${other.reference}/replies`,
    { text: 'Dear Ada Lark, thank you.' })).status, 200)
  const page = (await world.desk.auditor.get(desk(other.reference))).text
  assert.match(page, /Ada Larkins inn/, 'a longer word is another one')
  assert.doesNotMatch(page, /Ada Lark\b/)
  assert.match((await world.desk.handler.get(desk(other.reference))).text, /Dear Ada Lark, thank you/)
})

test('[4.10-a] the letter keeps the name it was sent to', async () => {
  const form = await world.desk.handler.get(`${desk(named.reference)}/parties`)
  const [, party] = form.text.match(/parties\/(\d+)/)
  const changed = await call(world.desk.handler, 'POST', `/complaints/${named.reference}/parties/${party}`,
    { name: 'Ottoline Marlowe', reason: 'She married.' })
  assert.equal(changed.status, 200, changed.text)
  const { text } = await world.desk.handler.get(desk(named.reference))
  assert.match(text, /Marlowe/)
  assert.match(text, NAME.named, 'as it was sent')
})

test('[4.10-a] the file of everything has the names that whoever takes it may read', async () => {
  const passwords = ['--by', 'manager', '--password-file', `${server.folder}/password.manager`,
    '--second', 'top', '--second-password-file', `${server.folder}/password.top`,
    '--why', 'The regulator asks for it.']
  const file = `${server.folder}/all.jsonl`
  server.cli('export', '--to', file, ...passwords)
  assert.ok(existsSync(file))
  const text = readFileSync(file, 'utf8')
  assert.match(text, NAME.named)
  assert.doesNotMatch(text, NAME.sealed)
})

test('and the history verifies', () => {
  const verified = server.tryCli('verify')
  assert.equal(verified.status, 0, verified.stdout + verified.stderr)
})
