// The second factor: setting it up, logging in with it, losing it. [S36]
import assert from 'node:assert/strict'
import test from 'node:test'
import { Client, startServer, textOf } from './harness.mjs'
import { keptFactor, totp } from './factor.mjs'

const NEW = '/desk/second-factor/new'
const CODE = '/login/code'
const COOKIE = '__Host-redress'

test('[S36] an administrator sets up a second factor before anything else', async (t) => {
  const server = await startServer({ users: ['administrator', 'handler'] })
  t.after(() => server.stop())
  const { administrator, handler } = server.users
  const admin = new Client(server)

  await t.test('the login is like any other, and leads to setting it up', async () => {
    const answer = await admin.submit('/login', { login: administrator.login, password: administrator.password })
    assert.equal(answer.status, 303)
    assert.equal(answer.location, '/desk')
    for (const path of ['/desk', '/desk/settings', '/desk/settings/staff', '/desk/sessions']) {
      assert.equal((await admin.get(path)).location, NEW, path)
    }
    assert.equal((await admin.get('/api/v1/me')).status, 401)
  })

  await t.test('a wrong code sets up nothing; the right one gives ten recovery codes', async () => {
    const page = await admin.get(NEW)
    assert.match(page.text, /<svg/)
    const secret = textOf(page.text, 'secret')
    assert.equal(textOf((await admin.get(NEW)).text, 'secret'), secret)
    const wrong = await admin.submit(NEW, { code: totp(secret, 7) }, { action: NEW })
    assert.equal(wrong.status, 422)
    const before = admin.cookies.get(COOKIE)
    administrator.used = totp(secret)
    const answer = await admin.submit(NEW, { code: administrator.used }, { action: NEW })
    assert.equal(answer.status, 201)
    Object.assign(administrator, keptFactor(secret, answer.text))
    assert.equal(administrator.codes.length, 10)
    assert.equal(new Set(administrator.codes).size, 10)
    assert.notEqual(admin.cookies.get(COOKIE), before, '[S42] a new session')
    assert.equal((await admin.get('/desk/settings')).status, 200)
  })

  await t.test('the next login wants a code, and opens nothing without', async () => {
    const client = new Client(server)
    const answer = await client.submit('/login', { login: administrator.login, password: administrator.password })
    assert.equal(answer.location, `${CODE}?back=%2Fdesk`)
    for (const path of ['/desk', '/desk/settings', '/desk/password', NEW, '/desk/confirm']) {
      assert.equal((await client.get(path)).location, CODE, path)
    }
    const half = client.cookies.get(COOKIE)
    const used = await client.submit(CODE, { code: administrator.used }, { action: CODE })
    assert.equal(used.status, 401, 'the code that set it up was used')
    const right = await client.submit(CODE, { code: ` ${totp(administrator.secret, 1)} ` }, { action: CODE })
    assert.equal(right.status, 303)
    assert.equal(right.location, '/desk')
    assert.notEqual(client.cookies.get(COOKIE), half)
    assert.equal((await client.get('/desk/settings')).status, 200)
    client.cookies.set(COOKIE, half)
    assert.equal((await client.get('/desk/settings')).location, '/login', 'the half session ended')
  })

  await t.test('a recovery code opens one login', async () => {
    const code = administrator.codes.pop()
    const client = new Client(server)
    await client.submit('/login', { login: administrator.login, password: administrator.password })
    assert.equal((await client.submit(CODE, { code: code.toUpperCase().replaceAll('-', ' ') }, { action: CODE })).status, 303)
    const again = new Client(server)
    await again.submit('/login', { login: administrator.login, password: administrator.password })
    assert.equal((await again.submit(CODE, { code }, { action: CODE })).status, 401)
    assert.match((await client.get('/desk/second-factor')).text, /9 recovery codes are left/)
  })

  await t.test('new recovery codes void the old ones', async () => {
    const old = administrator.codes.pop()
    const answer = await admin.submit('/desk/second-factor', {}, { action: '/codes' })
    assert.equal(answer.status, 201)
    administrator.codes = keptFactor(administrator.secret, answer.text).codes
    const client = new Client(server)
    await client.submit('/login', { login: administrator.login, password: administrator.password })
    assert.equal((await client.submit(CODE, { code: old }, { action: CODE })).status, 401)
    assert.equal((await client.submit(CODE, { code: administrator.codes.pop() }, { action: CODE })).status, 303)
  })

  await t.test('they cannot switch it off, only change the app', async () => {
    const page = await admin.get('/desk/second-factor')
    assert.doesNotMatch(page.text, /second-factor\/end/)
    const token = page.text.match(/name="form_token" value="([^"]+)"/)[1]
    assert.equal((await admin.post('/desk/second-factor/end', { form_token: token })).status, 409)
    assert.equal((await admin.get('/desk/settings')).status, 200)
  })

  await t.test('whoever has the choice may have one too, and be without again', async () => {
    const here = await new Client(server).login(handler)
    const there = await new Client(server).login(handler)
    await here.setUpFactor(handler)
    assert.equal((await there.get('/desk')).location, '/login', '[S44] all other sessions ended')
    const next = await new Client(server).login(handler)
    assert.equal((await next.submit('/desk/second-factor', {}, { action: '/end' })).status, 303)
    assert.equal((await here.get('/desk')).location, '/login', '[S44]')
    const answer = await new Client(server).submit('/login', { login: handler.login, password: handler.password })
    assert.equal(answer.location, '/desk')
  })

  await t.test('[S37] wrong codes wait, and whose login it is learns of them', async () => {
    const client = new Client(server)
    await client.submit('/login', { login: administrator.login, password: administrator.password })
    const statuses = []
    for (let i = 0; i < 7; i++) {
      const page = await client.get(CODE)
      const token = page.text.match(/name="form_token" value="([^"]+)"/)[1]
      statuses.push((await client.post(CODE, { code: '000000', form_token: token })).status)
    }
    assert.deepEqual(statuses.slice(0, 3), [401, 401, 401])
    assert.equal(statuses.at(-1), 429)
    assert.match((await admin.get('/desk/settings')).text, /your password was right and the code after it was wrong/)
  })

  await t.test('the way back for a sole administrator is a command on the machine', async () => {
    server.cli('user reset-factor', '--login', 'administrator')
    assert.equal((await admin.get('/desk')).location, '/login', '[S44]')
    const client = new Client(server)
    await client.submit('/login', { login: administrator.login, password: administrator.password })
    assert.equal((await client.get('/desk/settings')).location, NEW)
    server.cli('verify', '--values')
  })

  await t.test('more roles may need one, and limits only shrink', async () => {
    const client = await new Client(server).login(administrator)
    const fields = { second_factor_roles: 'handler', session_idle_minutes: 20, session_hours: 8,
      confirm_minutes: 5, reset_minutes: 15, first_password_hours: 24 }
    const path = '/desk/settings/logins'
    const over = await client.submit(path, { ...fields, confirm_minutes: 11 }, { action: path })
    assert.equal(over.status, 422)
    assert.equal((await client.submit(path, fields, { action: path })).status, 303)
    const other = new Client(server)
    await other.submit('/login', { login: handler.login, password: handler.password })
    assert.equal((await other.get('/desk')).location, NEW)
    await client.submit(path, { ...fields, second_factor_roles: [] }, { action: path })
    assert.equal((await other.get('/desk')).status, 200)
  })

  await t.test('an operator may leave it to the administrators', async () => {
    server.cli('user second-factor', '--administrators', 'optional')
    const client = await new Client(server).login(administrator)
    assert.equal((await client.get('/desk/settings')).status, 200)
    assert.equal(server.tryCli('user second-factor', '--administrators', 'never').status, 2)
  })
})
