// People on the desk: complaints handed over from somebody who leaves. [4.12-a]
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, openBrowser, overflows, picture, startServer, textOf, violations } from
  './harness.mjs'

let server
let manager
let handler
const cases = []

const problems = (html) =>
  html.match(/govuk-error-summary__list[^]*?<\/ul>/)?.[0] ?? textOf(html, 'main')
const casePath = (reference) => `/desk/complaints/${reference}`
const as = (user) => new Client(server).login(server.users[user])

async function complain(fields) {
  const client = new Client(server)
  const filed = await client.submit('/complain/all', { description: 'The lift stands still.',
    name: 'Mai Example', email: 'mai@example.org', ...fields }, { action: '/complain/all' })
  assert.equal(filed.status, 201, filed.text)
  return textOf(filed.text, 'reference').match(/\d{4}-\d{6,}/)[0]
}

// The number by which forms know a member of staff.
async function numberOf(login) {
  const page = await manager.get(`${casePath(cases[0])}/assign`)
  return page.text.match(new RegExp(`<option value="(\\d+)"[^>]*>User ${login}<`))[1]
}

before(async () => {
  server = await startServer({
    users: ['handler', 'investigator', 'manager', 'administrator'],
    prepare: (one) => {
      one.addTeam('Roads', 'Reception')
      one.addUser('roads_handler', 'handler', 'Roads')
    }
  })
  manager = await as('manager')
  handler = await as('handler')
  for (let i = 0; i < 4; i++) cases.push(await complain({ description: `The lift in block ${i}.` }))
})
after(() => server?.stop())

test('[4.12-a] the complaints of somebody who leaves are handed over, each with its event', async () => {
  const leaver = await numberOf('handler')
  const next = await numberOf('investigator')
  for (const reference of cases) {
    await manager.submit(`${casePath(reference)}/assign`, { choice: leaver }, { action: 'assign' })
  }
  await handler.submit(casePath(cases[0]), { text: 'I called the maker.' }, { action: '/notes' })
  await manager.submit(`${casePath(cases[3])}/conflict`, { person: next, kind: 'declared', why: 'x' },
    { action: 'conflict' })

  const administrator = await as('administrator')
  await administrator.submit(`/desk/settings/staff/${leaver}/end`, {}, { action: '/end' })
  assert.match((await manager.get('/desk/hand-over')).text,
    /User handler<\/a>[^]*?4 open[^]*?has left/)

  const path = `/desk/hand-over/${leaver}`
  assert.equal((await (await as('roads_handler')).get(path)).status, 404, 'none of theirs')
  const bare = await manager.submit(path, { case: cases[0], choice: next }, { action: path })
  assert.equal(bare.status, 422)
  assert.match(problems(bare.text), /Write the reason/)
  const none = await manager.submit(path, { choice: next, reason: 'Leaves.' }, { action: path })
  assert.match(problems(none.text), /Choose the complaints/)

  const answer = await manager.submit(path,
    { case: [cases[0], cases[1], cases[3]], choice: next, reason: 'Leaves in May.' }, { action: path })
  assert.equal(answer.status, 200, problems(answer.text))
  assert.match(answer.text, new RegExp(`Done:[^]*?${cases[0]}[^]*?Done:[^]*?${cases[1]}`))
  assert.match(answer.text, new RegExp(`Not done:[^]*?${cases[3]}[^]*?conflict of interest`))
  assert.match(answer.text, /2 open/)
  assert.match((await manager.get(casePath(cases[3]))).text, /Somebody was kept from a part in it/)
  const investigator = await as('investigator')
  const seen = await investigator.get(casePath(cases[0]))
  assert.match(seen.text, /I called the maker\./, 'nothing is lost')
  assert.match(seen.text, /Leaves in May\./)
  assert.match(seen.text, /Handed over/)
  assert.match((await investigator.get('/desk/queues/mine')).text, new RegExp(cases[1]))
  assert.match(server.tryCli('verify', '--values').stderr, / 0 findings/)
})

test('the pages are fit for everybody, in two languages', async () => {
  const leaver = (await manager.get('/desk/hand-over')).text.match(/hand-over\/(\d+)">User handler/)[1]
  const browser = await openBrowser(server)
  try {
    for (const language of ['en', 'zh-Hans']) {
      const page = await browser.page({ language })
      await browser.login(page, server.users.manager)
      for (const [name, path] of [['hand-over', '/desk/hand-over'],
        ['hand-over-from', `/desk/hand-over/${leaver}`]]) {
        await page.goto(path)
        await picture(page, `${name}-${language}`)
        assert.deepEqual(await violations(page), [], `${name} in ${language}`)
      }
      assert.deepEqual(page.problems, [])
    }
    const narrow = await browser.page({ width: 320 })
    await browser.login(narrow, server.users.manager)
    await narrow.goto(`/desk/hand-over/${leaver}`)
    assert.equal(await overflows(narrow), false)
  } finally {
    await browser.close()
  }
})
