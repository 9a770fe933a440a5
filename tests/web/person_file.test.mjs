// A person's whole file: what they said by choosing as well as in words, who looked and took what out,
// what was shown outside and answered; and nothing that they were not told yet. [S57]
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client, file, formOf } from './harness.mjs'
import { World } from './world.mjs'

let world, server
const desk = (reference) => `/desk/complaints/${reference}`
const call = async (name, method, path, json) => world.desk[name].api(method, `/api/v1${path}`, {
  json, headers: { 'form-token': formOf((await world.desk[name].get('/desk')).text, '/logout').hidden.form_token } })
const own = (kase, act, json) => new Client(server).api('POST', `/api/v1/complaints/${kase.reference}/${act}`,
  { headers: { 'complaint-code': kase.code }, json })

async function given(reference) {
  const answer = await call('manager', 'POST', `/complaints/${reference}/access`, {})
  assert.equal(answer.status, 200, answer.text)
  return answer.json.complaints[0]
}
const paper = async (reference) =>
  (await world.desk.manager.submit(`${desk(reference)}/access`, {}, { action: '/access' })).text

before(async () => {
  world = await new World().make((made) => made.addUser('boss', 'administrator'))
  server = world.server
  world.desk.boss = await new Client(server).login(server.users.boss)
})

after(() => server?.stop())

test('[S57] what was chosen is in it, and what the survey asks', async () => {
  const kase = await world.told({ sought: 'something', recurrent: 'yes' })
  assert.equal((await own(kase, 'answer', { answer: 'accepted' })).status, 200)
  assert.equal((await call('handler', 'POST', `/complaints/${kase.reference}/close`,
    { reason: 'accepted', lessons: 'None.', ask_satisfaction: true })).status, 200)
  const said = await own(kase, 'satisfaction', { satisfaction: 2, fair: 'partly', outcome: 4, comment: 'Slow, but kind.' })
  assert.equal(said.status, 200, said.text)
  const one = await given(kase.reference)
  assert.deepEqual([one.satisfaction, one.satisfaction_fair, one.satisfaction_outcome, one.answer, one.privacy],
    [2, 'partly', 4, 'accepted', 'named'])
  assert.ok(one.satisfied_at)
  const text = await paper(kase.reference)
  for (const words of [/Of the handling[^]*Badly/, /Of fairness[^]*In part/, /Of the outcome[^]*Satisfied/]) assert.match(text, words)
})

test('[S57] a remedy is in it once it was told or carried out', async () => {
  const { reference } = await world.investigated()
  const planned = await call('handler', 'POST', `/complaints/${reference}/remedies`,
    { kind: 'apology', text: 'We are sorry for the lift.', due_on: '2099-01-01', form: 'letter', by_whom: 'The manager', owner: 'handler' })
  assert.equal(planned.status, 200, planned.text)
  assert.deepEqual((await given(reference)).remedies ?? [], [])
  assert.doesNotMatch(await paper(reference), /We are sorry for the lift/)
  const page = await world.desk.handler.get(`${desk(reference)}/respond`)
  const [, field] = page.text.match(/name="(answer_\d+)"/)
  await world.done('handler', reference, 'respond', { [field]: 'It is repaired.', none_needed: 'It was a single fault.' })
  assert.deepEqual((await given(reference)).remedies ?? [], [], 'proposed, and not told')
  await world.decide('handler', reference)
  assert.match((await given(reference)).remedies[0].text, /sorry for the lift/)
})

test('[S57] [S61] who printed it, took a file or a list of it, or opened what is redacted', async () => {
  const { reference } = await world.file({ files: [file('one.txt', 'Words.', 'text/plain')] })
  const { text } = await world.desk.handler.get(desk(reference))
  const [, at] = text.match(/href="(\/files\/\d+)/)
  assert.equal((await world.desk.handler.get(at)).status, 200)
  assert.equal((await world.desk.handler.get(`${desk(reference)}/print`)).status, 200)
  assert.equal((await world.desk.manager.get('/desk/export.csv?queue=open')).status, 200)
  const kinds = new Set((await given(reference)).reads.map(({ what }) => what))
  for (const kind of ['identity_read', 'file_read', 'printed', 'exported', 'access_given']) assert.ok(kinds.has(kind), kind)
  assert.match(await paper(reference), /Took a file of it/)
})

test('[S57] [item 89] what was shown outside is called as people call it, and what they answered is there', async () => {
  const { reference } = await world.file()
  assert.equal((await world.desk.boss.submit('/desk/settings/outside/new',
    { name: 'Lift Service Ltd', kind: 'maintenance', language: 'en' }, { action: '/outside/new' })).status, 303)
  const firm = (await call('handler', 'GET', '/outside-parties')).json.items[0].id
  const asked = await call('handler', 'POST', `/complaints/${reference}/outside-requests`,
    { party: firm, text: 'When was it mended?', working_days: 3, shares: 'description remedy_sought', named: true, why: 'They call on them.' })
  assert.equal(asked.status, 200, asked.text)
  const link = new URL(asked.json.link), visitor = new Client(server)
  const page = await visitor.get(link.pathname + link.search)
  const form = formOf(page.text, '/outside')
  const sent = await visitor.post(form.action, { ...form.hidden, act: 'answer', answer: 'Mended on Monday.' })
  assert.ok(sent.status < 400, sent.text)
  const [shown] = (await given(reference)).outside
  assert.equal(shown.who, 'Lift Service Ltd')
  assert.match(shown.shows, /What the complainant told us; Remedy sought; Who complains/)
  assert.deepEqual(shown.answers.map(({ text }) => text), ['Mended on Monday.'])
  assert.match(await paper(reference), /Answered by somebody outside[^]*Mended on Monday/)
})
