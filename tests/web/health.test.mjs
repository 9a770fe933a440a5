// The server starts, says that it can store complaints, and ends when told to.
import assert from 'node:assert/strict'
import test from 'node:test'
import { startServer, Client } from './harness.mjs'

test('a fresh server can store complaints, and ends cleanly within ten seconds', async () => {
  const server = await startServer()
  const answer = await new Client(server).get('/health')
  assert.equal(answer.status, 200)

  const began = Date.now()
  await server.stop()
  assert.ok(Date.now() - began < 10_000)
})

test('[S55] the administrator is told when something was last stored', async (t) => {
  const server = await startServer({ users: ['administrator'] })
  t.after(() => server.stop())
  const administrator = await new Client(server).login(server.users.administrator)
  const { text } = await administrator.get('/desk/settings')
  assert.match(text, /id="stored">This machine last stored something: [^<]*\d\d:\d\d</)
})

test('an installation that exists is left as it is by a second init', async (t) => {
  const server = await startServer()
  t.after(() => server.stop())
  await server.end()
  server.cli('init', ...server.database)
  await server.start()
  assert.equal((await new Client(server).get('/health')).status, 200)
})

test('pages that do not exist answer 404', async (t) => {
  const server = await startServer()
  t.after(() => server.stop())
  assert.equal((await new Client(server).get('/no-such-page')).status, 404)
})
