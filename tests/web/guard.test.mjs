// A role, a password or a limit that is written into the database by hand: it gives nothing, and
// whoever administers is told. [S61]
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, startServer } from './harness.mjs'

let server

before(async () => { server = await startServer({ users: ['handler', 'administrator'] }) })
after(() => server?.stop())

const alarms = (page) => /id="alarms"[^]*?<\/div>/.exec(page.text)?.[0] ?? ''

test('[S61] a role written beside the program gives nothing, and the administrator is told', async () => {
  const handler = await new Client(server).login(server.users.handler)
  const administrator = await new Client(server).login(server.users.administrator)
  assert.equal((await handler.get('/desk/queues/mine')).status, 200)
  assert.doesNotMatch(alarms(await administrator.get('/desk/settings')), /altered/)

  server.sql("UPDATE staff_role SET role = 'manager' WHERE role = 'handler'")
  assert.notEqual((await handler.get('/desk/queues/mine')).status, 200)
  assert.match(alarms(await administrator.get('/desk/settings')), /altered beside the program: 1\./)

  const verified = server.tryCli('verify', '--values')
  assert.equal(verified.status, 1)
  assert.match(verified.stdout, /^row_changed staff_role\.role \d+$/m)

  server.sql("UPDATE staff_role SET role = 'handler' WHERE role = 'manager'")
  assert.equal((await handler.get('/desk/queues/mine')).status, 200)
  assert.doesNotMatch(alarms(await administrator.get('/desk/settings')), /altered/)
})
