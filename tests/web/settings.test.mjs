// Every page of the settings: it leads back to the page above it, and its lists say on a telephone
// too what each cell is.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import test, { after, before } from 'node:test'
import { Client, engine, formOf, openBrowser, overflows, program, startServer } from './harness.mjs'

const TOP = '/desk/settings'
// What there is only after a draft of a procedure, a second factor of a colleague, a run of the schedule.
const LATER = ['/desk/settings/procedure/trial', '/desk/settings/procedure/trial/dates',
  '/desk/settings/staff/{id}/second-factor', '/desk/settings/retention/{id}']

let server, client
const seen = new Map() // path: page

before(async () => {
  server = await startServer({ demo: true })
  server.addApiKey('Counter')
  client = await new Client(server).login(Object.values(server.users).find(({ role }) => role === 'administrator'))
  await new Client(server).login(Object.values(server.users).find(({ role }) => role === 'manager'))
  const ways = [TOP]
  for (let way = ways.shift(); way; way = ways.shift()) {
    const path = way.split('?')[0]
    if (seen.has(path)) continue
    const page = await client.get(way)
    seen.set(path, page)
    if (page.status !== 200 || !page.headers.get('content-type').startsWith('text/html')) continue
    for (const [, href] of page.text.matchAll(/href="([^"#]+)"/g)) {
      if (href.startsWith(TOP) && !href.includes('.csv')) ways.push(href)
    }
  }
})
after(() => server.stop())

const main = (page) => page.text.match(/<main[^>]*>([^]*)<\/main>/)[1]
const pages = () => [...seen].filter(([, page]) => page.status === 200 && page.text.startsWith('<!doctype html'))

test('the walk came to every page of the settings', () => {
  const routes = JSON.parse(spawnSync(program, ['routes'], { encoding: 'utf8' }).stdout)
    .filter(({ method, path }) => method === 'GET' && path.startsWith(TOP)).map(({ path }) => path)
  const known = (route) => [...seen.keys()].some((path) =>
    new RegExp(`^${route.replaceAll('+', '\\+').replace(/\{\w+\}/g, '[^/]+')}$`).test(path))
  assert.ok(routes.length > 30)
  assert.deepEqual(routes.filter((route) => !known(route)), LATER, 'pages that no link leads to')
  assert.deepEqual([...seen].filter(([, { status }]) => status >= 400).map(([path]) => path), [])
})

test('each leads back to the page above it', async () => {
  const lost = []
  for (const [path, page] of pages()) {
    if (path === TOP) continue
    const [, back] = main(page).match(/<p class="back[^"]*">\s*<a href="([^"]+)"/) ?? []
    if (!back || back === path || (await client.get(back)).status !== 200) lost.push(`${path} -> ${back}`)
  }
  assert.deepEqual(lost, [])
})

test('each cell of a list that is drawn as blocks on a telephone says what it is', () => {
  const bare = []
  for (const [path, page] of pages()) {
    for (const [, classes, table] of main(page).matchAll(/<table class="([^"]*)"[^>]*>([^]*?)<\/table>/g)) {
      const heads = [...table.matchAll(/<th scope="col"[^>]*>([^<]+)/g)].length
      if (!classes.split(' ').includes('blocks') || heads < 2) continue
      for (const [, attributes, text] of table.matchAll(/<td([^>]*)>([^]*?)<\/td>/g)) {
        if (text.trim() && !/data-head="[^"]+"/.test(attributes)) bare.push(`${path}: ${text.slice(0, 40)}`)
      }
    }
  }
  assert.deepEqual([...new Set(bare)], [])
})

// The database has no part in how wide a page is: once is enough.
const once = { skip: engine === 'sqlite' ? false : 'as on SQLite' }

test('none is wider than a telephone', once, async (t) => {
  const browser = await openBrowser(server)
  t.after(() => browser.close())
  const page = await browser.page({ width: 360 })
  await browser.login(page, Object.values(server.users).find(({ role }) => role === 'administrator'))
  const wide = []
  for (const [path] of pages()) {
    if (await page.goto(path).then(() => overflows(page))) wide.push(path)
  }
  assert.deepEqual(wide, [])
})
