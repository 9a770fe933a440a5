// Figures: every number opens exactly the list it counts, for everybody who sees it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client, openBrowser, startServer } from './harness.mjs'

let server

before(async () => {
  server = await startServer({ demo: true })
  // One without a class.
  await new Client(server).api('POST', '/api/v1/complaints', { json: {
    description: 'The lift has been broken since Monday.', complainant: { name: 'Mai Berry' }
  } })
})
after(() => server.stop())

const staff = (user) => new Client(server).login(user)

function day(ago) {
  return new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
}

// [number, address of its list] of each number on the page.
function numbers(html) {
  return [...html.matchAll(/<a (?:class="number[^"]*" )?href="([^"]*\/desk\/(?:queues\/|wrongly-prioritised)[^"]*)">([\d.,]+)<\/a>/g)]
    .map(([, href, n]) => [Number(n.replace(/\D/g, '')), href.replaceAll('&amp;', '&')])
}

// The references in a list, to its last page.
async function listed(client, href) {
  const found = []
  for (let path = href; path;) {
    const page = await client.get(path)
    assert.equal(page.status, 200, path)
    found.push(...[...page.text.matchAll(/<th scope="row" class="what"><span class="first"><a href="[^"]*\/complaints\/([^"?/]+)/g)].map((m) => m[1]))
    path = page.text.match(/href="([^"]+)" rel="next"/)?.[1].replaceAll('&amp;', '&')
  }
  return found
}

async function everyNumber(client, path) {
  const page = await client.get(path)
  assert.equal(page.status, 200)
  const all = numbers(page.text)
  assert.ok(all.length > 8, `numbers on ${path}`)
  for (const [n, href] of new Map(all.map((one) => [one.join(), one])).values()) {
    const list = await listed(client, href)
    assert.equal(new Set(list).size, list.length, `${href} shows a case twice`)
    assert.equal(list.length, n, `${path} says ${n}, but ${href} shows ${list.length}`)
  }
  return all[0][0]
}

const RANGES = {
  'all days': '',
  'two ends and whole months between': `?from=${day(200)}&to=${day(20)}`,
  'from the first to the last of a month': `?from=${day(100).slice(0, 7)}-01&to=${lastOf(day(70))}`,
  'within a month': `?from=${day(40).slice(0, 7)}-02&to=${day(40).slice(0, 7)}-27`,
  'without an end': `?from=${day(60)}`,
  'without a beginning': `?to=${day(60)}`
}

function lastOf(date) {
  const [year, month] = date.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

for (const [name, query] of Object.entries(RANGES)) {
  test(`[8.2] each number opens the list it counts: ${name}`, async () => {
    let readers = 0
    for (const user of Object.values(server.users)) {
      const client = await staff(user)
      if ((await client.get('/desk/figures')).status !== 200) continue
      readers++
      await everyNumber(client, `/desk/figures${query}`)
    }
    assert.ok(readers >= 3, 'a manager, top management, an auditor')
  })
}

test('[4.7-a] who must keep away from a case does not find it in the numbers either', async () => {
  const manager = Object.values(server.users).find((user) => user.role === 'manager')
  const client = await staff(manager)
  const before = await everyNumber(client, '/desk/figures')
  const [reference] = await listed(client, '/desk/queues/open')
  const path = `/desk/complaints/${reference}/conflict`
  const me = (await client.get(path)).text.match(/<option value="(\d+)" selected>/)[1]
  const done = await client.submit(path, {
    person: me, kind: 'declared', why: 'My cousin lives there.'
  }, { action: '/conflict' })
  assert.equal(done.status, 303)
  assert.equal((await client.get(`/desk/complaints/${reference}`)).status, 404)
  assert.equal(await everyNumber(client, '/desk/figures'), before - 1)
  assert.ok(await everyNumber(client, `/desk/figures?from=${day(400)}`) <= before - 1)
})

test('[7.5-c] wrongly prioritised is counted, and the number opens those that were', async () => {
  const client = await staff(Object.values(server.users).find((user) => user.role === 'manager'))
  const wrong = async () => numbers((await client.get('/desk/figures')).text)
    .find(([, href]) => href.startsWith('/desk/wrongly-prioritised'))
  const { reference } = (await new Client(server).api('POST', '/api/v1/complaints', { json: {
    description: 'A pram is stuck in the lift.', complainant: { name: 'Ann Elm' }
  } })).json
  const judge = async (fields) => {
    const done = await client.submit(`/desk/complaints/${reference}/assess`, { scope: 'inside', safety: 'none',
      complexity: 'simple', impact: 'individual', need_now: 'no', validity: 'valid', reasons: 'As they say.', ...fields },
    { action: '/assess' })
    assert.equal(done.status, 303, done.text)
  }
  const [n] = await wrong()
  await judge({ severity: 'minor' })
  await judge({ severity: 'major' })
  assert.equal((await wrong())[0], n, 'facts that changed are no mistake')
  await judge({ severity: 'critical', wrong: 'yes' })
  await judge({ severity: 'minor', wrong: 'yes' })
  const [after, href] = await wrong()
  assert.equal(after, n + 1, 'a case counts once')
  const list = await listed(client, href)
  assert.equal(list[0], reference)
  assert.equal(list.length, after)
  assert.equal((await listed(client, `/desk/wrongly-prioritised?from=${day(-2)}`)).length, 0)
  assert.equal((await client.get('/desk/wrongly-prioritised?after=nonsense&from=x')).status, 200)
})

test('a range is shown again, and what cannot be read as a day asks for nothing', async () => {
  const manager = Object.values(server.users).find((user) => user.role === 'manager')
  const client = await staff(manager)
  assert.ok((await client.get(`/desk/figures?from=${day(60)}`)).text.includes(`value="${day(60)}"`))
  assert.equal((await client.get('/desk/figures?from=yesterday&to=2026-02-31')).status, 200)
})

test('on a telephone no word above a column of numbers is broken', async () => {
  const browser = await openBrowser(server)
  try {
    const page = await browser.page({ width: 360 })
    await browser.login(page, Object.values(server.users).find((user) => user.role === 'manager'))
    await page.goto('/desk/figures')
    assert.deepEqual(await page.$$eval('.counts thead th:not(:first-child)', (all) => all.filter((one) => {
      const range = document.createRange()
      range.selectNodeContents(one)
      return /^\S+$/.test(one.textContent.trim()) && range.getClientRects().length > 1
    }).map((one) => one.textContent)), [])
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
  } finally {
    await browser.close()
  }
})
