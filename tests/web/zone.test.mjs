// The organisation's zone: a new one holds at once, in every worker, without a restart.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, formOf, startServer } from './harness.mjs'

let server
let reference
let key

before(async () => {
  server = await startServer({
    users: ['handler', 'manager', 'administrator'],
    prepare (fresh) { key = fresh.addApiKey('Letters') }
  })
  const filed = await new Client(server).api('POST', '/api/v1/complaints', {
    key, json: { description: 'By letter.', channel: 'letter', received_at: '2026-03-02T20:30:00Z' }
  })
  assert.equal(filed.status, 201, filed.text);
  ({ reference } = filed.json)
})
after(() => server?.stop())

async function shown () {
  const handler = await new Client(server).login(server.users.handler)
  const page = await handler.get(`/desk/complaints/${reference}`)
  return page.text.match(/datetime="(2026-03-0[^"]*)"/)[1]
}

async function zoneSet (zone) {
  const administrator = await new Client(server).login(server.users.administrator)
  const page = await administrator.get('/desk/settings/general')
  const form = formOf(page.text, 'general')
  return administrator.post('/desk/settings/general',
    { ...form.hidden, organisation: 'Example', language: 'en', zone,
      reception_team: page.text.match(/<option value="(\d+)"[^>]*>Reception/)[1],
      update_hours: '0', backup_keys_days: '14', export_share: '50', export_few: '20', identity_hours: '24' })
}

test('days and times follow the zone of the settings', async () => {
  const before = await shown()
  const saved = await zoneSet('Asia/Hong_Kong')
  assert.equal(saved.status, 303, saved.text)
  // A new connection each: whichever worker answers has the new zone.
  for (let i = 0; i < 6; i++) {
    const now = await shown()
    assert.notEqual(now, before)
    assert.match(now, /^2026-03-03T04:30/)
  }
})

const clerk = () => server.log.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line))
  .findLast(({ event, who }) => event === 'started' && who === 'clerk').pid

// One that is stopped just while it writes keeps everybody from it: then it is stopped again.
async function zoneSetUncounted (zone) {
  for (let i = 0; i < 5; i++) {
    process.kill(clerk(), 'SIGSTOP')
    const saved = await zoneSet(zone)
    if (saved.status === 303) return
    process.kill(clerk(), 'SIGCONT')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.fail('the zone is not changed')
}

// So many are three of the clerk's lots. It is killed with all of them before it, and then wherever it is at work.
test('[8.2-d] the clerk counts by the days of another zone, also when it is killed; pages say so until then', async () => {
  const letters = new Client(server)
  for (let i = 0; i < 13; i++) {
    const filed = await Promise.all(Array.from({ length: 50 }, (_, k) => letters.api('POST', '/api/v1/complaints', {
      key, json: { description: 'By letter.', channel: 'letter', received_at: `2026-03-02T${10 + k % 14}:30:00Z` }
    })))
    for (const { status, text } of filed) assert.equal(status, 201, text)
  }
  const manager = await new Client(server).login(server.users.manager)
  const words = /The time zone was changed\./
  await zoneSetUncounted('Pacific/Kiritimati')
  for (const address of ['/desk', '/desk/figures']) assert.match((await manager.get(address)).text, words)
  process.kill(clerk(), 'SIGKILL')
  for (const ms of [5, 20, 60]) {
    await server.kill()
    await server.start()
    await new Promise((resolve) => setTimeout(resolve, ms))
  }
  const again = await new Client(server).login(server.users.manager)
  for (const end = Date.now() + 15_000; words.test((await again.get('/desk/figures')).text);) {
    assert.ok(Date.now() < end, 'they are never counted')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.equal(server.sql('SELECT count(*) FROM tally_zone'), '0')
  const received = (day) => server.sql(`SELECT coalesce(sum(received), 0) FROM tally_outcome WHERE period = '${day}'`)
  assert.deepEqual([received('2026-03-02'), received('2026-03-03'), received('2026-03')], ['0', '651', '651'])
  server.cli('verify')
})
