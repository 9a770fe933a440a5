// Every page there is, drawn with its sample: for every eye, in two scripts, wide and narrow.
//
// The pages are drawn by tests/look from the field tables, so this walks all templates without
// a server, also those that only a rare case reaches.
import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { drawPages, root, samples } from './drawn.mjs'
import { engine, loose, openBrowser, overflows, violations } from './harness.mjs'

// Frames and parts, which are seen within other pages.
const PARTS = ['desk.act.frame', 'desk.case_head', 'desk.case_timeline', 'desk.designer_part', 'desk.panel', 'desk.write',
  'portal.file_list', 'portal.person', 'portal.question', 'portal.representative', 'portal.send']
// Pages that show nothing but the layout's own.
const PLAIN = ['desk.keys']

let browser
let drawn
let names

before(async () => {
  drawn = drawPages()
  names = drawn.names
  browser = await openBrowser({ url: 'http://127.0.0.1' })
})
after(async () => {
  await browser?.close()
  drawn?.remove()
})

test('every template is drawn, with a sample', () => {
  assert.ok(names.length > 40, 'all pages')
  const templates = ['desk', 'portal'].flatMap((folder) =>
    readdirSync(path.join(root, 'templates', folder), { recursive: true })
      .filter((name) => name.endsWith('.html'))
      .map((name) => `${folder}.${name.slice(0, -'.html'.length).replaceAll(path.sep, '.')}`))
  assert.deepEqual(templates.filter((name) => !names.includes(name)).sort(), PARTS,
    'templates that src/edge/pages.c does not name')
  assert.deepEqual(names.filter((name) => !PLAIN.includes(name) &&
    !existsSync(path.join(samples, `${name}.json`))), [], 'pages without a sample')
})

// The database has no part in how a page looks: once is enough.
const once = { skip: engine === 'sqlite' ? false : 'as on SQLite' }

for (const [language, width] of [['en', 1280], ['zh-Hans', 320]]) {
  test(`axe-core finds nothing on any page in ${language}, ${width} pixels wide`, once, async () => {
    const page = await browser.page({ language, width })
    const found = []
    for (const name of names) {
      await page.goto(drawn.address(name, language))
      found.push(...(await violations(page)).map((one) => `${name}: ${one}`))
    }
    assert.deepEqual(found, [])
  })
}

test('no page has a name twice, and what names something names what is there', once, async () => {
  const page = await browser.page()
  const found = []
  for (const name of names) {
    await page.goto(drawn.address(name))
    found.push(...(await loose(page)).map((one) => `${name}: ${one}`))
  }
  assert.deepEqual(found, [])
})

test('no page is wider than 320 pixels, in any language', once, async () => {
  const page = await browser.page({ width: 320 })
  const wide = []
  for (const name of names) {
    for (const language of ['en', 'zh-Hans', 'zh-Hant', 'vi']) {
      await page.goto(drawn.address(name, language))
      if (await overflows(page)) wide.push(`${name} ${language}`)
    }
  }
  assert.deepEqual(wide, [])
})
