// Getting in and out: sessions, cookies, tokens, waiting, and what ends a session.
import assert from 'node:assert/strict'
import { appendFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import test from 'node:test'
import { Client, formOf, startServer } from './harness.mjs'

const COOKIE = '__Host-redress'

function tokenOf(page) {
  return page.text.match(/name="form_token" value="([^"]+)"/)[1]
}

test('logging in', async (t) => {
  const server = await startServer({ users: ['handler', 'administrator'] })
  t.after(() => server.stop())
  const { handler } = server.users

  await t.test('the desk sends somebody unknown to the login page', async () => {
    const answer = await new Client(server).get('/desk/password')
    assert.equal(answer.status, 303)
    assert.equal(answer.location, '/login')
  })

  await t.test('[S18] the right password opens a session that only this site gets', async () => {
    const client = new Client(server)
    const answer = await client.submit('/login', handler)
    assert.equal(answer.status, 303)
    assert.equal(answer.location, '/desk')
    const cookie = answer.headers.getSetCookie().find((one) => one.startsWith(COOKIE))
    for (const flag of ['Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/']) {
      assert.match(cookie, new RegExp(`; ${flag}`))
    }
    assert.doesNotMatch(cookie, /Domain/i)
    assert.equal((await client.get('/desk/password')).status, 200)
  })

  await t.test('[S37] a wrong password and an unknown login get the same answer', async () => {
    const client = new Client(server)
    const wrong = await client.submit('/login', { login: 'handler', password: 'wrong' })
    const unknown = await client.submit('/login', { login: 'nobody!', password: 'wrong' })
    assert.equal(wrong.status, 401)
    assert.equal(unknown.status, 401)
    assert.equal(wrong.text.replaceAll('handler', 'X'), unknown.text.replaceAll('nobody!', 'X'))
    assert.doesNotMatch(wrong.text, /value="wrong"/)
  })

  await t.test('[S22] a form from another site is refused, the login too', async () => {
    const answer = await new Client(server).post('/login', handler,
      { headers: { origin: 'https://elsewhere.example' } })
    assert.equal(answer.status, 403)
  })

  await t.test('[S22] a form without the token of the session is refused', async () => {
    const client = await new Client(server).login(handler)
    assert.equal((await client.post('/logout', {})).status, 403)
    assert.equal((await client.post('/logout', { form_token: '0'.repeat(64) })).status, 403)
    const beside = tokenOf(await (await new Client(server).login(handler)).get('/desk/password'))
    assert.equal((await client.post('/logout', { form_token: beside })).status, 403, 'of another session')
    assert.equal((await client.get('/desk/password')).status, 200)
  })

  await t.test('[S44] logging out ends the session on the server', async () => {
    const client = await new Client(server).login(handler)
    const before = client.cookies.get(COOKIE)
    const page = await client.get('/desk/password')
    const answer = await client.post('/logout', { form_token: tokenOf(page) })
    assert.equal(answer.status, 303)
    assert.equal(answer.location, '/login')
    assert.match(answer.headers.get('clear-site-data'), /"cookies"/)
    assert.ok(!client.cookies.has(COOKIE))
    client.cookies.set(COOKIE, before)
    assert.equal((await client.get('/desk/password')).status, 303)
  })

  await t.test('[S42] a session id that the browser brought along is not taken over', async () => {
    const client = new Client(server)
    client.cookies.set(COOKIE, 'a'.repeat(64))
    await client.login(handler)
    assert.notEqual(client.cookies.get(COOKIE), 'a'.repeat(64))
  })

  await t.test('the way back leads to the desk and nowhere else', async () => {
    for (const [back, to] of [['/desk/sessions', '/desk/sessions'],
      ['https://elsewhere.example/', '/desk'], ['//elsewhere.example', '/desk'],
      ['/desk//elsewhere.example', '/desk'], ['/desk/\\elsewhere', '/desk']]) {
      const answer = await new Client(server).post('/login', { ...handler, back })
      assert.equal(answer.location, to)
    }
  })

  await t.test('[S45] one sees one\'s sessions and ends another', async () => {
    const here = await new Client(server).login(handler)
    const there = await new Client(server).login(handler)
    const list = await here.get('/desk/sessions')
    const links = [...list.text.matchAll(/href="(\/desk\/sessions\/[0-9a-f]{64})"/g)]
    assert.ok(links.length >= 1)
    assert.doesNotMatch(list.text, new RegExp(there.cookies.get(COOKIE)))
    for (const [, link] of links) {
      assert.equal((await here.submit(link, {}, { action: link })).status, 303)
    }
    assert.equal((await there.get('/desk/password')).status, 303)
    assert.equal((await here.get('/desk/password')).status, 200)
    const other = await new Client(server).login(server.users.administrator)
    assert.equal((await other.get(links[0][1])).status, 404)
  })
})

test('[S39] nobody can log in before somebody was added on the machine, with a password for once', async (t) => {
  const server = await startServer()
  t.after(() => server.stop())
  assert.equal(server.sql('SELECT count(*) FROM staff').trim(), '0', 'there is no account to begin with')
  for (const login of ['admin', 'administrator', 'redress', 'root']) {
    const answer = await new Client(server).submit('/login', { login, password: login })
    assert.notEqual(answer.location, '/desk', login)
  }
  const done = server.tryCli('user add', '--login', 'first', '--name', 'First', '--role', 'administrator')
  assert.equal(done.status, 0, done.stderr)
  const first = new Client(server)
  const answer = await first.submit('/login', { login: 'first', password: done.stdout.trim().split(/\s+/).at(-1) })
  assert.equal(answer.status, 303, answer.text)
  assert.match((await first.get('/desk')).location, /password/, 'which is changed before anything else')
})

test('passwords', async (t) => {
  const server = await startServer({ users: ['handler', 'administrator'] })
  t.after(() => server.stop())
  const next = 'seven kites behind the mill'

  await t.test('[S35] the command line keeps the rules', () => {
    const file = path.join(server.folder, 'short')
    writeFileSync(file, 'short\n', { mode: 0o600 })
    const done = server.tryCli('user add', '--login', 'new', '--name', 'New', '--role', 'handler',
      '--team', 'Reception', '--password-file', file)
    assert.equal(done.status, 1)
    assert.match(done.stderr, /fewer than 15 characters/)
    const again = server.tryCli('user add', '--login', 'HANDLER', '--name', 'New', '--role',
      'handler', '--team', 'Reception')
    assert.match(again.stderr, /Somebody has this login name already/)
  })

  await t.test('[S44] a changed password ends all other sessions', async () => {
    const { handler } = server.users
    const here = await new Client(server).login(handler)
    const there = await new Client(server).login(handler)
    const fields = { current_password: handler.password, new_password: next, again: next }
    const bad = await here.submit('/desk/password', { ...fields, again: 'another' },
      { action: '/desk/password' })
    assert.equal(bad.status, 422)
    const before = here.cookies.get(COOKIE)
    const answer = await here.submit('/desk/password', fields, { action: '/desk/password' })
    assert.equal(answer.status, 303)
    assert.notEqual(here.cookies.get(COOKIE), before)
    assert.equal((await here.get('/desk/password')).status, 200)
    assert.equal((await there.get('/desk/password')).status, 303)
    handler.password = next
  })

  await t.test('a password for once opens one page alone', async () => {
    const admin = await new Client(server).login(server.users.administrator)
    const team = (await admin.get('/desk/settings/staff/new')).text
      .match(/value="(\d+)"[^>]*>Reception</)[1]
    const added = await admin.submit('/desk/settings/staff/new',
      { name: 'Newly Here', login: 'newly', role: 'handler', team },
      { action: '/desk/settings/staff/new' })
    assert.equal(added.status, 201)
    const password = added.text.match(/<p class="mono">([^<]+)</)[1]
    const client = new Client(server)
    const answer = await client.submit('/login', { login: 'newly', password })
    assert.equal(answer.location, '/desk/password')
    assert.equal((await client.get('/desk/sessions')).location, '/desk/password')
    assert.equal((await client.get('/login')).location, '/desk/password')
    await client.submit('/desk/password', { current_password: password, new_password: next + '!',
      again: next + '!' }, { action: '/desk/password' })
    assert.equal((await client.get('/desk/sessions')).status, 200)
  })

  await t.test('[S40] a link sets a password once, and opens no session', async () => {
    const admin = await new Client(server).login(server.users.administrator)
    server.addUser('forgetful', 'handler')
    const { forgetful } = server.users
    const [, person] = (await admin.get('/desk/settings/staff')).text.match(/staff\/(\d+)">User forgetful</)
    const path = `/desk/settings/staff/${person}/link`
    const made = await admin.submit(path, {}, { action: '/link' })
    const [, link] = made.text.match(/<p class="mono">http:\/\/[^/]+(\/login\/new-password\?link=[^<]+)</)
    const client = new Client(server)
    const bad = await client.submit(link, { new_password: 'short', again: 'short' }, { action: '/new-password' })
    assert.equal(bad.status, 422)
    const there = await new Client(server).login(forgetful)
    const fields = { new_password: next, again: next }
    const answer = await client.submit(link, fields, { action: '/new-password' })
    assert.equal(answer.location, '/login?changed=1')
    assert.equal((await client.get('/desk')).location, '/login')
    assert.equal((await there.get('/desk')).location, '/login', '[S44]')
    assert.equal((await client.get(link)).status, 409)
    assert.equal((await client.get(link.replace(/.$/, (one) => (one === '0' ? '1' : '0')))).status, 409)
    forgetful.password = next
    const back = await new Client(server).login(forgetful)
    assert.match((await back.get('/desk')).text, /a new password was chosen with a link/)
    assert.equal((await back.submit('/desk', {}, { action: '/desk/told' })).status, 303)
    assert.doesNotMatch((await back.get('/desk')).text, /a new password was chosen/)
  })

  await t.test('[S40] and does not get round the second factor', async () => {
    const admin = await new Client(server).login(server.users.administrator)
    const { forgetful } = server.users
    await (await new Client(server).login(forgetful)).setUpFactor(forgetful)
    const [, person] = (await admin.get('/desk/settings/staff')).text.match(/staff\/(\d+)">User forgetful</)
    const made = await admin.submit(`/desk/settings/staff/${person}/link`, {}, { action: '/link' })
    const [, link] = made.text.match(/(\/login\/new-password\?link=[^<]+)</)
    const client = new Client(server)
    const again = next + ' and more'
    await client.submit(link, { new_password: again, again }, { action: '/new-password' })
    const answer = await client.submit('/login', { login: 'forgetful', password: again })
    assert.match(answer.location, /^\/login\/code/)
    assert.equal((await client.get('/desk')).location, '/login/code')
  })

  await t.test('[S45] an administrator sees and ends the sessions of anybody', async () => {
    const admin = await new Client(server).login(server.users.administrator)
    server.addUser('watched', 'receiver')
    const one = await new Client(server).login(server.users.watched)
    const two = await new Client(server).login(server.users.watched)
    const [, person] = (await admin.get('/desk/settings/staff')).text.match(/staff\/(\d+)">User watched</)
    const path = `/desk/settings/staff/${person}/sessions`
    const links = [...(await admin.get(path)).text.matchAll(/href="([^"]+\/sessions\/[0-9a-f]{64})"/g)]
    assert.equal(links.length, 2)
    assert.equal((await admin.submit(links[0][1], {}, { action: links[0][1] })).status, 303)
    const open = [(await one.get('/desk')).status, (await two.get('/desk')).status].sort()
    assert.deepEqual(open, [200, 303])
    assert.equal((await admin.submit(`${path}/all`, {}, { action: '/all' })).status, 303)
    assert.equal((await one.get('/desk')).status + (await two.get('/desk')).status, 606)
  })

  await t.test('[S46] saying once more that it is oneself', async () => {
    const admin = await new Client(server).login(server.users.administrator)
    const path = '/desk/confirm?back=%2Fdesk%2Fsettings%2Fstaff%2Fnew'
    const wrong = await admin.submit(path, { password: 'wrong' }, { action: '/desk/confirm' })
    assert.equal(wrong.status, 422)
    const right = await admin.submit(path, { password: server.users.administrator.password },
      { action: '/desk/confirm' })
    assert.equal(right.location, '/desk/settings/staff/new')
    assert.equal((await admin.get(right.location)).status, 200)
  })

  await t.test('[S44] whoever leaves is out at once', async () => {
    const client = await new Client(server).login(server.users.handler)
    server.cli('user end', '--login', 'handler')
    assert.equal((await client.get('/desk/password')).status, 303)
    const answer = await new Client(server).submit('/login', server.users.handler)
    assert.equal(answer.status, 401)
  })
})

test('[S37] whoever fails too often waits, and only they', async (t) => {
  const server = await startServer({ users: ['handler', 'manager'] })
  t.after(() => server.stop())
  const client = new Client(server)
  const statuses = []
  for (let i = 0; i < 12; i++) {
    statuses.push((await client.post('/login', { login: 'handler', password: 'x' })).status)
  }
  assert.deepEqual(statuses.slice(0, 10), Array(10).fill(401))
  const wait = await client.post('/login', server.users.handler)
  assert.ok(statuses.includes(429) || wait.status === 429)
  const last = await client.post('/login', { login: 'handler', password: 'x' })
  if (last.status === 429) assert.ok(Number(last.headers.get('retry-after')) >= 1)
  assert.equal((await new Client(server).submit('/login', server.users.manager)).status, 303)
})

test('[S38] passwords are bounded all together, and the public form goes on', async (t) => {
  const server = await startServer({
    users: ['handler'],
    prepare: (made) => appendFileSync(path.join(made.dir, 'redress.conf'),
      'throttle: {login: {everyone: 3, seconds: 600}}\n')
  })
  t.after(() => server.stop())
  const client = new Client(server)
  const statuses = []
  for (const login of ['handler', 'a', 'b', 'handler', 'c']) {
    statuses.push((await client.post('/login', { login, password: 'wrong' })).status)
  }
  assert.deepEqual(statuses, [401, 401, 401, 429, 429])
  const last = await client.post('/login', server.users.handler)
  assert.ok(Number(last.headers.get('retry-after')) >= 1)
  assert.equal((await client.get('/complain/all')).status, 200)
})

test('[S16] [S38] each door at which a password is hashed counts as a try', async (t) => {
  const server = await startServer({
    users: ['manager'],
    prepare: (made) => appendFileSync(path.join(made.dir, 'redress.conf'),
      'throttle: {login: {source: 1, seconds: 600}}\n')
  })
  t.after(() => server.stop())
  const client = await new Client(server).login(server.users.manager)
  const fresh = 'four herons by a slow canal'
  const doors = [
    ['/desk/password', { current_password: 'wrong', new_password: fresh, again: fresh }, '/desk/password'],
    ['/desk/confirm', { password: 'wrong' }, '/desk/confirm'],
    ['/login', { login: 'manager', password: 'wrong' }],
    ['/login/new-password', { link: '1-9999999999-0', new_password: fresh, again: fresh }]
  ]
  for (const [door, fields, page] of doors) {
    const { hidden } = page ? formOf((await client.get(page)).text, door) : {}
    const answer = await client.post(door, { ...hidden, ...fields })
    assert.equal(answer.status, 429, door)
    assert.ok(Number(answer.headers.get('retry-after')) >= 1, door)
  }
})

test('the steps of the way in are shown in the language of the link', async (t) => {
  const server = await startServer({ users: ['administrator'] })
  t.after(() => server.stop())
  const client = new Client(server)
  const { login, password } = server.users.administrator
  await client.submit('/login', { login, password })
  assert.match((await client.get('/vi/desk/second-factor/new')).text, /lang="vi"/)
})

test('the login page says when the cookie would not come back', async (t) => {
  const server = await startServer()
  t.after(() => server.stop())
  const client = new Client(server)
  const page = await client.get('/login')
  assert.doesNotMatch(page.text, /without encryption/)
  assert.ok(formOf(page.text, '/login'))
})

test('[S29] keys: shown once, and gone when revoked', async (t) => {
  const server = await startServer()
  t.after(() => server.stop())
  const key = server.addApiKey('phone system')
  assert.match(key, /^rk_[0-9a-f]{64}$/)
  const client = new Client(server)
  assert.equal((await client.api('GET', '/api/v1/me', { key })).status, 200)
  assert.equal((await client.api('GET', '/api/v1/me', { key: key.replace(/.$/, 'x') })).status, 401)
  const list = server.cli('api-key list')
  assert.ok(!list.includes(key.slice(3)))
  server.cli('api-key revoke', '--id', list.split('\t')[0])
  assert.equal((await client.api('GET', '/api/v1/me', { key })).status, 401)
})
