// The dates to keep, page after page: each once, in their order, and of no team that the reader does not reach.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client } from './harness.mjs'
import { World } from './world.mjs'

let world, server

const day = (days) => new Date(Date.now() + days * 864e5).toISOString().slice(0, 10)
before(async () => {
  world = await new World().make((server) => {
    server.addTeam('South')
    server.addUser('south', 'handler', 'South')
  })
  server = world.server
  for (let i = 0; i < 4; i++) await world.file({ description: `Today's complaint ${i}.` })
  for (let i = 0; i < 24; i++) {
    const answer = await world.desk.handler.submit('/desk/new', { channel: 'letter', received_on: day(-60 - (i % 4)),
      description: `Number ${i} of the letters.`, naming: 'anonymous', repeats_seen: '1' }, { action: '/desk/new' })
    assert.equal(answer.status, 200)
  }
})
after(() => server?.stop())

const lines = (text) => [...text.matchAll(/href="(\/desk\/complaints\/[\d-]+\/dates#d\d+)"/g)].map(([, href]) => href)

test('[C10] page after page, each date once and in its order', async () => {
  const due = server.sql(`SELECT k.id FROM clock k JOIN complaint c ON c.id = k.complaint_id
    WHERE k.state = 'running' AND k.name <> 'answer' AND k.due_at < ${Date.now()}000 ORDER BY k.due_at, k.id`)
    .trim().split('\n')
  assert.ok(due.length > 50)
  const seen = []
  let pages = 0
  for (let next = '/desk/deadlines?view=overdue'; next; pages++) {
    const { text } = await world.desk.handler.get(next)
    seen.push(...lines(text).map((href) => href.split('#d')[1]))
    next = text.match(/href="([^"]*)" rel="next"/)?.[1].replaceAll('&amp;', '&')
  }
  assert.deepEqual(seen, due)
  assert.ok(pages > 1)
})

test('the short page begins with the same ones', async () => {
  const short = lines((await world.desk.handler.get('/desk/deadlines')).text)
  const long = lines((await world.desk.handler.get('/desk/deadlines?view=overdue')).text)
  assert.deepEqual(short.slice(0, 10), long.slice(0, 10))
})

test('[P1] who reaches none of them sees none, on the page and in the file', async () => {
  const south = await new Client(server).login(server.users.south)
  assert.deepEqual(lines((await south.get('/desk/deadlines?view=overdue')).text), [])
  assert.equal((await south.get('/desk/deadlines.csv')).text.trim().split('\n').length, 1)
})

test('[P1] the days ahead are counted, each number leads to its day, and of what the reader may not see nothing is', async () => {
  const { text } = await world.desk.handler.get('/desk/deadlines')
  const ahead = text.match(/The days ahead<\/h2>[^]*?<\/section>/)[0]
  const days = [...ahead.matchAll(/href="([^"]*day=([\d-]+))">[^]*?next date: (\d+)/g)]
  assert.ok(days.length > 0, ahead)
  for (const [, href, on, n] of days) {
    assert.equal(Number(n), Number(server.sql(`SELECT count(*) FROM complaint WHERE closed_at IS NULL AND set_aside IS NULL
      AND next_due_at >= ${Date.parse(on)}000 AND next_due_at < ${Date.parse(on) + 864e5}000`)))
    const page = await world.desk.handler.get(href.replaceAll('&amp;', '&'))
    assert.ok(new Set(lines(page.text).map((line) => line.split('/')[3])).size >= Number(n))
  }
  const south = await new Client(server).login(server.users.south)
  assert.match((await south.get('/desk/deadlines')).text, /Nothing is due in these days\./)
  const [, first] = days[0]
  const reference = lines((await world.desk.handler.get(first.replaceAll('&amp;', '&'))).text)[0].split('/')[3]
  const second = await new Client(server).login(server.users.second)
  const count = async () => Number((await second.get('/desk/deadlines')).text
    .match(/The days ahead<\/h2>[^]*?<\/section>/)[0].match(new RegExp(`day=${days[0][2]}">[^]*?next date: (\\d+)`))?.[1] ?? 0)
  const before = await count()
  const people = await world.desk.manager.get(`/desk/complaints/${reference}/assign`)
  const [, number] = people.text.match(/<option value="(\d+)"[^>]*>User second</)
  await world.done('second', reference, 'conflict',
    { person: number, kind: 'declared', why: 'My neighbour.' })
  assert.equal(await count(), before - 1)
})

test('a closed complaint and one that was set aside are not in it', async () => {
  const [first] = lines((await world.desk.handler.get('/desk/deadlines?view=overdue')).text)
  const reference = first.split('/')[3]
  await world.done('manager', reference, 'set-aside', { choice: 'spam', reason: 'An advertisement.' })
  const rest = lines((await world.desk.handler.get('/desk/deadlines?view=overdue')).text)
  assert.ok(rest.length > 0 && rest.every((href) => href.split('/')[3] !== reference))
})
