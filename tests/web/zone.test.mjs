// The organisation's zone: a new one holds at once, in every worker, without a restart.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, formOf, startServer } from './harness.mjs'

let server
let reference

before(async () => {
  let key
  server = await startServer({
    users: ['handler', 'administrator'],
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

test('days and times follow the zone of the settings', async () => {
  const before = await shown()
  const administrator = await new Client(server).login(server.users.administrator)
  const page = await administrator.get('/desk/settings/general')
  const form = formOf(page.text, 'general')
  const saved = await administrator.post('/desk/settings/general',
    { ...form.hidden, organisation: 'Example', language: 'en', zone: 'Asia/Hong_Kong',
      reception_team: page.text.match(/<option value="(\d+)"[^>]*>Reception/)[1],
      update_hours: '0', backup_keys_days: '14', export_share: '50', export_few: '20', identity_hours: '24' })
  assert.equal(saved.status, 303, saved.text)
  // A new connection each: whichever worker answers has the new zone.
  for (let i = 0; i < 6; i++) {
    const now = await shown()
    assert.notEqual(now, before)
    assert.match(now, /^2026-03-03T04:30/)
  }
})
