// What lets somebody read who complains is believed only as an act wrote it: whoever can write to the
// database opens no name by it, before anybody verifies. [S48] [4.7-a] [4.10-a]
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from './harness.mjs'
import { World } from './world.mjs'

let world, server
const NAME = /Thistlewood/
const desk = (reference) => `/desk/complaints/${reference}`
const id = (reference) => server.sql(`SELECT id FROM complaint WHERE reference = '${reference}'`).trim()

before(async () => {
  world = await new World().make((made) => {
    made.addTeam('Roads')
    made.addUser('roads', 'handler', 'Roads')
  })
  server = world.server
  world.desk.roads = await new Client(server).login(server.users.roads)
})
after(() => server?.stop())

const filed = (fields) => world.file({ name: 'Peregrine Thistlewood', email: 'peregrine@example.org', ...fields })

async function reads(login, reference) {
  const pages = ['', '/print', '/reply', '/ask-outside'].map((page) => desk(reference) + page)
  const texts = []
  for (const page of [...pages, `/api/v1/complaints/${reference}`]) texts.push((await world.desk[login].get(page)).text)
  return texts.some((text) => NAME.test(text))
}

// The line of a complaint in the list of what is open.
async function line (login, reference) {
  const { text } = await world.desk[login].get('/desk/queues/open')
  return text.match(new RegExp(`<tr[^>]*>(?:(?!</tr>)[^])*${reference}[^]*?</tr>`))?.[0]
}

test('as acts wrote it, roles decide', async () => {
  assert.equal(await reads('handler', (await filed()).reference), true)
  assert.equal(await reads('handler', (await filed({ naming: 'confidential' })).reference), false)
  const { reference } = await filed()
  assert.match(await line('handler', reference), NAME)
  await world.act('handler', reference, 'notes', { text: 'She rang again.' })
  assert.match(await line('handler', reference), NAME, 'after an act of any kind')
})

for (const [what, fields, alter, who] of [
  ['privacy', { naming: 'confidential' }, (c) => `UPDATE complaint SET privacy = 'named' WHERE id = ${c}`, 'handler'],
  ['the team', {}, (c) => `UPDATE complaint SET team_id = (SELECT max(id) FROM team) WHERE id = ${c}`, 'roads']
]) {
  test(`[4.10-a] altered beside the program, ${what} opens no name`, async () => {
    const { reference } = await filed(fields)
    server.sql(alter(id(reference)))
    assert.equal(await reads(who, reference), false)
    const listed = await line(who, reference)
    assert.ok(listed, 'it stands in their list')
    assert.doesNotMatch(listed, NAME)
    const row = server.sql(`SELECT privacy, team_id FROM complaint WHERE reference = '${reference}'`)
    assert.ok(row, 'it stands altered')
    assert.notEqual(server.tryCli('verify').status, 0)
  })
}

for (const [what, alter] of [
  ['ended', (c) => `UPDATE conflict SET ended_at = 1 WHERE complaint_id = ${c}`],
  ['taken away', (c) => `DELETE FROM conflict WHERE complaint_id = ${c}`],
  ['given to somebody else', (c) => `UPDATE conflict SET staff_id = 1 WHERE complaint_id = ${c}`]
]) {
  test(`[4.7-a] a conflict that was ${what} beside the program opens no name`, async () => {
    const { reference } = await filed()
    await world.act('second', reference, 'conflicts', { kind: 'declared', why: 'My sister.' })
    assert.equal(await reads('second', reference), false)
    assert.equal(await reads('handler', reference), true)
    server.sql(alter(id(reference)))
    assert.equal(await reads('second', reference), false)
  })
}

test('[4.7-a] nor a party who is not one of us any more', async () => {
  const { reference } = await filed()
  server.sql(`UPDATE party SET staff_id = 1 WHERE complaint_id = ${id(reference)}`)
  assert.equal(await reads('handler', reference), false)
})

test('[4.10-a] nor does a line of a list whose party was put in the place of another', async () => {
  const mine = await filed({ name: 'Nobody Inparticular', email: 'nobody@example.org' })
  const sealed = await filed({ naming: 'confidential' })
  assert.match(await line('handler', mine.reference), /Inparticular/)
  await world.act('handler', mine.reference, 'notes', { text: 'Read anew.' })
  server.sql(`UPDATE party SET person_id = (SELECT person_id FROM party WHERE complaint_id = ${id(sealed.reference)})
    WHERE complaint_id = ${id(mine.reference)}`)
  assert.doesNotMatch(await line('handler', mine.reference), NAME)
})
