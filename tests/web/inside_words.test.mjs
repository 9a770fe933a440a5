// What other teams and the superior wrote for a case, and the files they sent: shown to whom it is
// for, on paper, over the API, in the export and in the person's file; and gone when it is erased.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import test, { after, before } from 'node:test'
import { Client, file, formOf, startServer, textOf } from './harness.mjs'

// Each said once, and nowhere else.
const SAID = {
  task: 'Is there fluorite in the store?',
  answer: 'Three stones of beryl.',
  cancelled: 'The gypsum was found.',
  help: 'Nobody here may pay for the garnet.',
  opinion: 'Pay for the opal.'
}
const ALL = Object.values(SAID)
const NAMES = ['fluorite', 'beryl', 'gypsum', 'garnet', 'opal', 'jasper.pdf']
const BYTES = '%PDF-1.4\n%jasper in the file\n%%EOF\n'

let server
let staff
let keys
let reference
let code
let fileId

const at = (what) => `/api/v1/complaints/${reference}/${what}`
const casePath = () => `/desk/complaints/${reference}`
const to = (name) => path.join(server.folder, name)
const none = (text, where) => assert.deepEqual(NAMES.filter((name) => text.includes(name)), [], where)
const whole = (text, where) => assert.deepEqual(ALL.filter((one) => !text.includes(one)), [], where)

async function act (name, what, json = {}, status = 200) {
  const { hidden } = formOf((await staff[name].get('/desk')).text, '/logout')
  const answer = await staff[name].api('POST', at(what), { headers: { 'form-token': hidden.form_token }, json })
  assert.equal(answer.status, status, `${what}: ${answer.text}`)
  return answer.json
}
const get = (key, what) => new Client(server).api('GET', at(what), { key: keys[key] })

before(async () => {
  keys = {}
  server = await startServer({
    users: ['handler', 'manager', 'top_management', 'auditor', 'administrator'],
    prepare (made) {
      made.addTeam('Rooms', 'Reception')
      made.addTeam('Roads', 'Reception')
      made.addUser('rosa', 'receiver', 'Rooms')
      made.addUser('roads', 'manager', 'Roads')
      keys.reader = made.addApiKey('Reader', 'read')
      keys.both = made.addApiKey('Both', 'read,write')
    }
  })
  staff = {}
  for (const name of ['handler', 'manager', 'top_management', 'auditor', 'administrator', 'rosa', 'roads']) {
    staff[name] = await new Client(server).login(server.users[name])
  }
  const filed = await new Client(server).api('POST', '/api/v1/complaints', {
    json: { description: 'The mine is closed.', complainant: { name: 'Ida Inside', email: 'ida@example.org' } } })
  ;({ reference, code } = filed.json)
  const { id } = await act('handler', 'tasks', { team: 'Rooms', text: SAID.task, working_days: 2 })
  const page = `${casePath()}/tasks/${id}`
  const done = await staff.rosa.post(`${page}/answer`, {
    ...formOf((await staff.rosa.get(page)).text, '/answer').hidden,
    act: 'finish', text: SAID.answer, files: file('jasper.pdf', BYTES, 'application/pdf')
  })
  assert.equal(done.status, 303, textOf(done.text, 'main'))
  await act('handler', `tasks/${id}/confirm`)
  const second = await act('handler', 'tasks', { team: 'Rooms', text: 'And?', working_days: 2 })
  await act('handler', `tasks/${second.id}/cancel`, { text: SAID.cancelled })
  await act('handler', 'help', { reason: SAID.help })
  await act('manager', 'help/answer', { opinion: SAID.opinion, until: '2099-12-24' })
  fileId = server.sql(`SELECT id FROM file WHERE complaint_id = (SELECT id FROM complaint WHERE reference = '${reference}')`)
})
after(() => server?.stop())

test('[4.10-a] on paper with the notes, for who may read them; without them nothing of it', async () => {
  for (const name of ['handler', 'manager', 'auditor', 'top_management']) {
    whole((await staff[name].get(`${casePath()}/print?notes=1`)).text, name)
    none((await staff[name].get(`${casePath()}/print`)).text, name)
  }
  for (const name of ['rosa', 'roads']) {
    assert.equal((await staff[name].get(`${casePath()}/print?notes=1`)).status, 404, `${name}: the task is settled`)
  }
})

test('[4.10-a] over the API to keys with both scopes; to others and to the complainant it is not there', async () => {
  const pages = async (key) => (await Promise.all(['', 'tasks', 'help'].map((what) =>
    new Client(server).api('GET', at(what).replace(/\/$/, ''), { key: keys[key] })))).map(({ status, text }) => {
    assert.equal(status, 200)
    return text
  }).join('\n')
  whole(await pages('both'), 'both')
  none(await pages('reader'), 'reader')
  const own = await new Client(server).api('GET', at('').slice(0, -1), { headers: { 'complaint-code': code } })
  assert.equal(own.status, 200)
  none(own.text, 'the complainant')
  for (const what of ['tasks', 'help', 'breaches']) {
    assert.equal((await new Client(server).api('GET', at(what), { headers: { 'complaint-code': code } })).status, 401, what)
  }
  const track = await new Client(server).submit('/track', { reference, code })
  assert.ok(track.text.includes(reference))
  none(track.text, 'their own page')
  for (const [asks, status] of [[{ key: keys.both }, 200], [{ key: keys.reader }, 404],
    [{ headers: { 'complaint-code': code } }, 404]]) {
    assert.equal((await new Client(server).api('GET', `/api/v1/files/${fileId}`, asks)).status, status, JSON.stringify(asks))
  }
})

test('[4.9-a] it is found by those who may read it', async () => {
  for (const [name, there] of [['handler', true], ['auditor', true], ['roads', false], ['rosa', false]]) {
    for (const word of ['fluorite', 'garnet']) {
      assert.equal((await staff[name].get(`/desk/search?q=${word}`)).text.includes(reference), there, `${name}: ${word}`)
    }
  }
})

test('[4.9-a] in the person\'s file when the organisation gives notes out, and only then', async () => {
  const given = async () => {
    const page = `${casePath()}/access`
    return (await staff.manager.submit(page, { act: 'json' }, { action: page })).json.complaints[0]
  }
  none(JSON.stringify(await given()), 'not given out')
  const general = await staff.administrator.get('/desk/settings/general')
  const saved = await staff.administrator.post('/desk/settings/general', {
    ...formOf(general.text, 'general').hidden, organisation: 'Example', language: 'en', zone: 'UTC',
    reception_team: general.text.match(/<option value="(\d+)"[^>]*>Reception/)[1],
    update_hours: '0', backup_keys_days: '14', export_share: '50', export_few: '20', identity_hours: '24', access_internal: 'yes' })
  assert.equal(saved.status, 303, saved.text)
  const now = await given()
  whole(JSON.stringify(now.texts), 'given out')
  assert.deepEqual(now.files.map(({ name }) => name), ['jasper.pdf'])
  server.cli('access', '--reference', reference, '--by', 'manager', '--password-file',
    path.join(server.folder, 'password.manager'), '--to', to('access'))
  const written = readdirSync(to('access'), { recursive: true }).filter((name) => name.endsWith('.json'))
  whole(written.map((name) => readFileSync(path.join(to('access'), name), 'utf8')).join('\n'), 'by command')
})

test('[S5] in the register that leaves whole, with two people; not in the list for a spreadsheet', async () => {
  none((await staff.manager.get('/desk/export.csv?queue=open')).text, 'the list')
  const password = (name) => path.join(server.folder, `password.${name}`)
  const done = server.tryCli('export', '--to', to('register'), '--by', 'manager', '--password-file', password('manager'),
    '--second', 'top_management', '--second-password-file', password('top_management'), '--why', 'Moving out.')
  assert.equal(done.status, 0, done.stderr)
  const [one] = readFileSync(to('register'), 'utf8').trim().split('\n').map((line) => JSON.parse(line))
  whole(JSON.stringify(one.entries), 'the register')
  assert.deepEqual(one.files.map(({ name }) => name), ['jasper.pdf'])
})

test('[S57] erased it is nowhere any more', async () => {
  await act('handler', 'withdraw', { reason: 'No longer.' })
  await act('handler', 'close', { reason: 'withdrawn', lessons: 'None.', ask_satisfaction: true })
  await act('manager', 'erasure', { ground: 'no_need', why: 'Nobody needs it.' })
  const page = `${casePath()}/erasure`
  assert.equal((await staff.top_management.submit(page, {}, { action: page })).status, 303)

  for (const name of ['handler', 'manager', 'auditor']) {
    for (const where of ['', '/print?notes=1', '/tasks', '/help']) {
      const shown = await staff[name].get(`${casePath()}${where}`)
      assert.ok(shown.status < 500, `${where}: ${shown.status}`)
      none(shown.text, `${name} ${where}`)
    }
    none((await staff[name].get('/desk/search?q=fluorite')).text.replaceAll('q=fluorite', '').replaceAll('value="fluorite"', ''), name)
  }
  for (const what of ['tasks', 'help', 'breaches']) none((await get('both', what)).text, what)
  assert.equal((await new Client(server).api('GET', `/api/v1/files/${fileId}`, { key: keys.both })).status, 404)
  const given = await staff.manager.api('GET', at('tasks'))
  for (const task of given.json.items ?? []) assert.deepEqual(task.written.filter(({ text }) => text), [])
  const done = server.tryCli('verify', '--values')
  assert.equal(done.status, 0, done.stdout)
  server.cli('backup', '--to', to('later'))
})
