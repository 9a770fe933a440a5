// What goes wrong where the program runs: each time words that say what to do, and nothing is lost.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, copyFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import test from 'node:test'
import { Client, engine, program, startServer } from './harness.mjs'

const key = (server) => `${server.dir}.key`
const serve = (server) => spawnSync(program, ['serve', '--data', server.dir, '--listen', '127.0.0.1:0'],
  { encoding: 'utf8', timeout: 10_000 })

function refused (end, words, status = 1) {
  assert.equal(end.status, status, end.stdout + end.stderr)
  assert.match(end.stdout + end.stderr, words)
}

test('with the master key of another installation nothing is served, and nothing written', async (t) => {
  const server = await startServer({ users: ['handler'] })
  t.after(() => server.stop())
  const other = server.twin()
  t.after(() => other.stop())
  other.cli('init')
  await server.end()
  renameSync(key(server), `${key(server)}.own`)
  copyFileSync(key(other), key(server))
  const words = /the key file \S+ is not the one of this data: put back its own, or the recovery copy of it/
  refused(serve(server), words)
  refused(server.tryCli('user list'), words)
  refused(server.tryCli('team add', '--name', 'New'), words)
  rmSync(key(server))
  renameSync(`${key(server)}.own`, key(server))
  await server.start()
  assert.equal((await new Client(server).get('/health')).status, 200)
  const handler = await new Client(server).login(server.users.handler)
  assert.equal((await handler.get('/desk')).status, 200)
})

test('a key file that is missing or anybody\'s is named, with what to do', async (t) => {
  const server = await startServer()
  t.after(() => server.stop())
  await server.end()
  const kept = readFileSync(key(server))
  rmSync(key(server))
  refused(server.tryCli('user list'), /There is no key file \S+\. Put the master key there, or its recovery copy\./)
  writeFileSync(key(server), kept, { mode: 0o644 })
  chmodSync(key(server), 0o644)
  refused(server.tryCli('user list'), /Others may read the key file \S+\. Make it yours alone: chmod 0400\./)
  chmodSync(key(server), 0o400)
  if (process.getuid() === 0) { // as on a machine where the service has a user of its own
    chownSync(key(server), 65534, 65534)
    refused(server.tryCli('user list'), /The key file \S+ belongs to another user\. Run redress as that user/)
    chownSync(key(server), 0, 0)
  }
  server.cli('user list')
})

// Until the clerk probed the database so many times more: every three seconds, and other jobs each.
async function probed (server, times) {
  const at = () => server.sql("SELECT value FROM counter WHERE name = 'probe'")
  for (let last = at(), seen = 0, i = 0; seen < times && i < 1000; i++) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    if (at() === last) continue
    last = at()
    seen++
  }
}

test('what goes on failing in one way fills no log', async (t) => {
  const server = await startServer({ workers: 1 })
  t.after(() => server.stop())
  server.sql('ALTER TABLE pack_draft RENAME TO pack_draft_away')
  await probed(server, 3)
  server.sql('ALTER TABLE pack_draft_away RENAME TO pack_draft')
  const said = server.log.split('\n').filter((line) => line.includes('"event":"trials"'))
  assert.equal(said.length, 1, said.join('\n'))
  assert.equal((await new Client(server).get('/health')).status, 200)
})

test('half a command, and one that is none, are said to be that', () => {
  const end = (...words) => spawnSync(program, words, { encoding: 'utf8' })
  refused(end('user'), /^redress: user is half a command\nusage: /, 2)
  refused(end('user', 'frob'), /^redress: there is no command user frob\n/, 2)
  refused(end('frob'), /^redress: there is no command frob\n/, 2)
})

test('an address that this machine has not is said to be that', async (t) => {
  const server = await startServer()
  t.after(() => server.stop())
  await server.end()
  refused(spawnSync(program, ['serve', '--data', server.dir, '--listen', '192.0.2.1:8080'], { encoding: 'utf8' }),
    /this machine has no address for 192\.0\.2\.1:8080: choose one of its own/, 78)
})

test('PostgreSQL: a role that may write and owns nothing is served, without an error a second',
  { skip: engine !== 'postgresql' }, async (t) => {
    const server = await startServer({ workers: 1 })
    t.after(() => server.stop())
    const role = `app_${server.databaseName}`
    server.sql(`CREATE ROLE ${role} LOGIN`)
    server.sql(`GRANT ALL ON ALL TABLES IN SCHEMA public TO ${role}`)
    const conf = `${server.dir}/redress.conf`
    const own = readFileSync(conf, 'utf8')
    await server.end()
    writeFileSync(conf, own.replace(/\/\/[^@]+@/, `//${role}@`), { mode: 0o600 })
    await server.start()
    const filed = await new Client(server).request('POST', '/api/v1/complaints', {
      headers: { 'content-type': 'application/json' }, body: JSON.stringify({ description: 'The lift stands.' })
    })
    assert.equal(filed.status, 201, filed.text)
    // By then each job of the clerk had its turn.
    await probed(server, 1)
    await server.end()
    writeFileSync(conf, own)
    assert.doesNotMatch(server.log, /"level":"error"/)
    server.sql(`DROP OWNED BY ${role}`)
    server.sql(`DROP ROLE ${role}`)
  })
