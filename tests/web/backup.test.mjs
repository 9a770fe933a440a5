// Backup and restore by the command line: what comes back is what was there, and a backup of
// a history that was altered says so.
import assert from 'node:assert/strict'
import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import test, { after, before } from 'node:test'
import { startServer, Client, ROLES, engine } from './harness.mjs'

let server
let reference
let code

before(async () => {
  server = await startServer({ users: ROLES.slice(0, 2) })
  const answer = await new Client(server).api('POST', '/api/v1/complaints',
    { json: { description: 'The kettle leaks.', complainant: { name: 'Mai Example' } } })
  assert.equal(answer.status, 201, answer.text);
  ({ reference, code } = answer.json)
})
after(() => server?.stop())

const at = (name) => path.join(server.folder, name)

test('[D17] a backup is made while the server runs, and verified', () => {
  const done = server.tryCli('backup', '--to', at('one'))
  assert.equal(done.status, 0, done.stderr)
  assert.ok(existsSync(at('one')) && existsSync(at('one.keys')))
  const again = server.tryCli('backup', '--to', at('one'))
  assert.notEqual(again.status, 0, 'nothing is written over')
  assert.match(again.stderr, /there already/)
})

test('[D17] what was backed up comes back whole, in a place of its own', async () => {
  const other = server.twin()
  const done = other.tryCli('restore', '--from', at('one'), ...other.database)
  assert.equal(done.status, 0, done.stderr)
  // A dump of PostgreSQL does not know where the master key is: a person brings it.
  if (engine === 'postgresql') copyFileSync(`${server.dir}.key`, `${other.dir}.key`)
  const verified = other.tryCli('verify', '--values')
  assert.equal(verified.status, 0, verified.stdout + verified.stderr)
  try {
    await other.start()
    const read = await new Client(other).api('GET', `/api/v1/complaints/${reference}`,
      { headers: { 'complaint-code': code } })
    assert.equal(read.status, 200, read.text)
    assert.equal(read.json.description, 'The kettle leaks.')
    assert.equal(read.json.complainant.name, 'Mai Example')
  } finally {
    await other.stop()
  }
})

test('a backup of an altered history is written and says that it does not verify', () => {
  server.sql("UPDATE complaint SET stage = 'closed'")
  const done = server.tryCli('backup', '--to', at('two'))
  assert.notEqual(done.status, 0)
  assert.match(done.stderr, /does not verify: 1 findings/)
  assert.ok(existsSync(at('two')), 'it may be all there is')
  server.sql("UPDATE complaint SET stage = 'acknowledged'")
})

test('a backup to where nothing can be written fails and leaves nothing', () => {
  mkdirSync(at('full'))
  const done = server.tryCli('backup', '--to', at('full/none/three'))
  assert.notEqual(done.status, 0)
  assert.ok(!existsSync(at('full/none')))
})
