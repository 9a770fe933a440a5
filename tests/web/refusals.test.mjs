// What a role does not allow leaves its trace: once for each person, right, case and hour, never of
// visitors, bounded, and shown to who answers for it. [S61]
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, openBrowser, overflows, picture, startServer, textOf, violations } from './harness.mjs'

const PAGE = '/desk/settings/refusals'

let server
let staff
let reference
let north

const kept = (where = '1 = 1') => Number(server.sql(`SELECT count(*) FROM refusal WHERE ${where}`))
const whats = () => server.sql('SELECT what FROM refusal ORDER BY id').split('\n')

before(async () => {
  server = await startServer({
    users: ['handler', 'auditor', 'administrator', 'manager'],
    prepare: (fresh) => {
      fresh.addTeam('North', 'Reception')
      fresh.addUser('northern', 'handler', 'North')
      north = fresh.addApiKey('North reader', 'read', 'North')
    }
  })
  staff = {}
  for (const name of ['handler', 'auditor', 'administrator', 'manager', 'northern']) {
    staff[name] = await new Client(server).login(server.users[name])
  }
  reference = (await new Client(server).api('POST', '/api/v1/complaints',
    { json: { description: 'The quillwort kettle leaks.' } })).json.reference
})
after(() => server?.stop())

test('nobody is refused by the links of their own pages', async () => {
  for (const client of Object.values(staff)) {
    const desk = await client.get('/desk')
    const links = new Set([...desk.text.matchAll(/href="(\/desk[^"#]*)"/g)].map((found) => found[1]))
    for (const link of [...links, `/desk/complaints/${reference}`]) {
      if (client === staff.northern || client === staff.administrator) {
        if (link.includes('/complaints/')) continue
      }
      const page = await client.get(link.replaceAll('&amp;', '&'))
      assert.ok(page.status < 400, `${link}: ${page.status}`)
    }
  }
  assert.equal(kept(), 0)
})

test('[S61] of visitors nothing is kept', async () => {
  const nobody = new Client(server)
  await nobody.get(`/desk/complaints/${reference}`)
  await nobody.get('/desk/settings')
  await nobody.api('GET', `/api/v1/complaints/${reference}`)
  await nobody.api('GET', '/api/v1/complaints')
  assert.equal(kept(), 0)
})

test('[S61] a page, an act and a key that are refused are kept, once an hour', async () => {
  for (let i = 0; i < 3; i++) {
    assert.equal((await staff.handler.get('/desk/settings')).status, 404)
    assert.equal((await staff.northern.get(`/desk/complaints/${reference}`)).status, 404)
    assert.equal((await staff.handler.get(`/desk/complaints/${reference}/erasure`)).status, 404)
    assert.equal((await new Client(server).api('GET', `/api/v1/complaints/${reference}`,
      { headers: { authorization: `Bearer ${north}` } })).status, 404)
  }
  assert.deepEqual(whats(), ['administer', 'read', 'erase', 'read'])
  assert.equal(kept('complaint_id IS NOT NULL'), 2, 'where no case was looked at, none is named')
  assert.equal((await staff.northern.get('/desk/settings')).status, 404)
  assert.equal(kept("what = 'administer'"), 2, 'another person')
  assert.equal((await staff.handler.get('/desk/complaints/1999-000001')).status, 404)
  assert.equal(kept(), 5, 'what does not exist is no refusal')
})

test('[S61] the administrator and the auditor see them, each what is theirs', async () => {
  const audited = textOf((await staff.auditor.get(PAGE)).text, 'main')
  assert.match(audited, /User handler/)
  assert.match(audited, /Key North reader/)
  assert.match(audited, new RegExp(reference))
  const seen = textOf((await staff.administrator.get(PAGE)).text, 'main')
  assert.match(seen, /User northern/)
  assert.match(seen, /a complaint/)
  assert.doesNotMatch(seen, new RegExp(reference))
  assert.match((await staff.administrator.get('/desk/settings')).text, new RegExp(PAGE))
  assert.match((await staff.auditor.get('/desk')).text, new RegExp(PAGE))
  assert.equal((await staff.manager.get(PAGE)).status, 404)
  const readers = await staff.manager.get(`/desk/complaints/${reference}/readers`)
  assert.match(readers.text, /Tried what their role does not allow/)
  assert.doesNotMatch((await staff.manager.get(`/desk/complaints/${reference}`)).text, /refused/)
})

test('[S61] whoever tries everything fills nothing: so many an hour, and that there were more', async () => {
  const before = kept()
  const many = []
  for (let i = 0; i < 80; i++) {
    many.push((await new Client(server).api('POST', '/api/v1/complaints',
      { json: { description: `Nettle ${i}` } })).json.reference)
  }
  for (const one of many) await staff.northern.get(`/desk/complaints/${one}`)
  const theirs = Number(server.sql('SELECT count(*) FROM refusal r JOIN staff_role s ON ' +
    "s.staff_id = r.actor_id JOIN team t ON t.id = s.team_id WHERE t.name = 'North'"))
  assert.equal(theirs, 61)
  assert.equal(kept("what = 'often'"), 1)
  assert.ok(kept() < before + 62)
  assert.match(textOf((await staff.auditor.get(PAGE)).text, 'main'), /More often within an hour/)
  const verified = server.tryCli('verify', '--values')
  assert.equal(verified.status, 0, verified.stdout + verified.stderr)
})

test('the page works for everybody', async () => {
  const browser = await openBrowser(server)
  try {
    for (const language of ['en', 'zh-Hans']) {
      const page = await browser.page({ language })
      await browser.login(page, server.users.auditor)
      await page.goto(PAGE)
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 900 })
        assert.deepEqual(await violations(page), [])
        assert.equal(await overflows(page), false, `at ${width}`)
      }
      await picture(page, `refusals-${language}`)
      assert.deepEqual(page.problems, [])
    }
  } finally {
    await browser.close()
  }
})
