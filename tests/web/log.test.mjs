// The log to the outside: checkpoints that leave the machine while it runs and when it ends, the
// public keys, a new key without a restart, and what is found afterwards with them alone.
import assert from 'node:assert/strict'
import { appendFileSync, copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import test, { after, before } from 'node:test'
import { startServer, Client, engine, openBrowser, picture, violations } from './harness.mjs'

let server
let client
const at = (name) => path.join(server.folder, name)
const size = (note) => Number(note.split('\n')[1])

before(async () => {
  server = await startServer({
    workers: 1,
    users: ['administrator'],
    prepare: (s) => appendFileSync(path.join(s.dir, 'redress.conf'),
      `checkpoint_seconds: 1\ncheckpoint_folder: ${s.folder}/elsewhere\n` +
      `checkpoint_command: [/usr/bin/cp, /dev/stdin, ${s.folder}/sent]\n`)
  })
  client = new Client(server)
})
after(() => server?.stop())

async function file() {
  const answer = await client.api('POST', '/api/v1/complaints', { json: { description: 'The kettle leaks.' } })
  assert.equal(answer.status, 201, answer.text)
}

// Asks until the newest checkpoint is one that fits.
async function checkpoint(fits) {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline;) {
    const answer = await client.get('/checkpoint')
    if (answer.status === 200 && fits(answer.text)) return answer.text
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`no such checkpoint:\n${server.log}`)
}

test('[S61] a checkpoint follows what was done, for everybody', async () => {
  const before = await checkpoint(() => true)
  await file()
  const note = await checkpoint((text) => size(text) > size(before))
  assert.match(note, /^redress\/[0-9a-f]{16}\n\d+\n[\w+/]{43}=\n\n— redress\/[0-9a-f]{16} [\w+/=]+\n$/)
  const answer = await client.get('/checkpoint')
  assert.match(answer.headers.get('content-type'), /^text\/plain; charset=utf-8$/)
})

test('[S4] it leaves the machine by the operator\'s folder and command', async () => {
  const note = await checkpoint(() => true)
  const name = `${String(size(note)).padStart(12, '0')}.checkpoint`
  for (const deadline = Date.now() + 30_000; Date.now() < deadline;) {
    if (existsSync(at('sent')) && readFileSync(at('sent'), 'utf8') === note) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  assert.equal(readFileSync(at('sent'), 'utf8'), note)
  assert.equal(readFileSync(path.join(at('elsewhere'), name), 'utf8'), note)
  assert.ok(existsSync(path.join(server.dir, 'checkpoints', name)))
})

test('[S61] whoever kept a checkpoint sees that a newer one goes on from it, by the public key alone', async () => {
  const kept = await checkpoint(() => true)
  writeFileSync(at('kept'), kept)
  writeFileSync(at('keys'), (await client.get('/.well-known/redress-key')).text)
  const tell = (proof, old = at('kept')) => {
    writeFileSync(at('proof'), proof)
    return spawnSync('python3', ['docs/examples/verify_checkpoint.py', old, at('proof'), at('keys')],
      { encoding: 'utf8' })
  }
  for (let i = 0; i < 5; i++) {
    await file()
    const newest = await checkpoint((text) => size(text) > size(kept) + i)
    const proof = await client.get(`/checkpoint/from/${size(kept)}`)
    assert.equal(proof.status, 200, proof.text)
    assert.match(proof.text, /^Redress consistency 1\nold \d+\n/)
    const told = tell(proof.text)
    assert.equal(told.status, 0, told.stdout + told.stderr)
    assert.ok(size(newest) <= Number(told.stdout.match(/genuine: (\d+) events/)[1]))
  }
  const good = (await client.get(`/checkpoint/from/${size(kept)}`)).text
  const [, , hash] = good.split('\n')
  const other = Buffer.from(hash, 'base64')
  other[0] ^= 1
  assert.equal(tell(good.replace(hash, other.toString('base64'))).status, 1, 'another history')
  assert.equal(tell(good.replace(`${hash}\n`, '')).status, 1)
  assert.equal(tell(good.replace(/^old \d+$/m, 'old 1')).status, 1)
  assert.equal(tell(server.cli('checkpoint from', '--from', String(size(kept)))).status, 0)
  for (const bad of ['0', '-1', 'x', '99999999', '1e3']) {
    assert.equal((await client.get(`/checkpoint/from/${bad}`)).status, 404, bad)
  }
})

test('a checkpoint that does not leave the machine is on the administrator\'s page', async () => {
  const conf = path.join(server.dir, 'redress.conf')
  const right = readFileSync(conf, 'utf8')
  writeFileSync(conf, right.replace(/^checkpoint_command.*$/m, 'checkpoint_command: [/usr/bin/false]'))
  await server.restart()
  await file()
  const browser = await openBrowser(server)
  try {
    const page = await browser.page()
    await browser.login(page, server.users.administrator)
    for (const deadline = Date.now() + 30_000; Date.now() < deadline;) {
      await page.goto('/desk/settings')
      if (/checkpoint could not be put/.test(await page.textContent('main'))) break
      await page.waitForTimeout(100)
    }
    assert.match(await page.textContent('main'), /The last checkpoint could not be put where redress\.conf says: /)
    assert.deepEqual(await violations(page), [])
    await picture(page, 'log-settings')
  } finally {
    await browser.close()
  }
  assert.match(server.log, /checkpoint_command ended with status 1/)
  writeFileSync(conf, right)
  await server.restart()
})

test('a new key signs without a restart, and who has the old one can follow', async () => {
  const keys = async () => (await client.get('/.well-known/redress-key')).text
  const first = await keys()
  assert.equal(first, server.cli('key public'))
  writeFileSync(at('first.pub'), first)
  const both = server.cli('key rotate')
  assert.equal(await keys(), both)
  assert.equal(both.split('\n')[1], first.trim(), 'the old one stays, below')
  const before = await checkpoint(() => true)
  await file()
  await checkpoint((text) => size(text) > size(before))
  const verified = server.tryCli('verify', '--pubkey', at('first.pub'))
  assert.equal(verified.status, 0, verified.stdout + verified.stderr)
})

test('the end of the server is covered too, and a backup', async () => {
  await file()
  await server.end()
  const verified = server.tryCli('verify')
  const [, covered, all] = verified.stderr.match(/the newest covers (\d+) of (\d+) events/)
  assert.equal(covered, all)
  server.cli('backup', '--to', at('backup'))
  assert.equal(size(readFileSync(at('backup.checkpoint'), 'utf8')), Number(all))
  const checked = server.tryCli('verify', '--checkpoint', at('backup.checkpoint'))
  assert.equal(checked.status, 0, checked.stdout + checked.stderr)
})

test('an old database put back is named, and nothing is signed on it', { skip: engine === 'postgresql' }, async () => {
  const old = server.twin()
  old.cli('restore', '--from', at('backup'))
  await server.start()
  await file()
  await server.end()
  copyFileSync(path.join(old.dir, 'redress.db'), path.join(server.dir, 'redress.db'))
  const verified = server.tryCli('verify')
  assert.equal(verified.status, 1)
  assert.match(verified.stdout, /^log_cut \d+(-\d+)? .*\.checkpoint$/m)
  const newest = readdirSync(path.join(server.dir, 'checkpoints')).at(-1)
  await server.start()
  await file()
  await server.end()
  assert.equal(readdirSync(path.join(server.dir, 'checkpoints')).at(-1), newest)
  assert.match(server.log, /contradicts the checkpoint of \d+ events: not signed/)
})
