// The server starts, says that it can store complaints, and ends when told to.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import test from 'node:test'
import { Client, program, startServer } from './harness.mjs'

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

test('a second program at the same address is refused, in words, and takes nobody\'s complaints', async (t) => {
  const server = await startServer()
  t.after(() => server.stop())
  const other = server.twin()
  t.after(() => other.stop())
  other.cli('init')
  const end = spawnSync(program, ['serve', '--data', other.dir, '--listen', `127.0.0.1:${server.port}`],
    { encoding: 'utf8', timeout: 20_000 })
  assert.equal(end.status, 78)
  assert.match(end.stdout + end.stderr, /another program listens on 127\.0\.0\.1:\d+: end it, or choose another port/)
  assert.equal((await new Client(server).get('/health')).status, 200)
})

test('each command has a sentence in the list of all, and says how it can end', () => {
  const help = (...words) => spawnSync(program, [...words, '--help'], { encoding: 'utf8' }).stdout
  const lines = [...help().matchAll(/^ {2}(\S+(?: \S+)?) {1,}(\S.*)$/gm)]
  assert.ok(lines.length > 30)
  for (const [line, command, told] of lines.map(([line, name, told]) => [line, name.trim(), told])) {
    assert.match(told, /\.$/, line)
    assert.match(help(...command.split(' ')), /Exit status/, command)
  }
})
