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

// The distances a reader may set for themselves (WCAG 1.4.12).
const SPACED = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; ' +
  'word-spacing: 0.16em !important } p { margin-bottom: 2em !important }'

// In the page: text that is cut off. A subject in a list is cut to its line, and the whole of it
// stands where its link leads; on a telephone the steps are dashes under the name of the present one.
function cut() {
  const whole = '.unseen, .skip, svg, .cases .what a, .several-cases a, .steps li'
  return [...document.querySelectorAll('body *')].filter((one) => {
    const style = getComputedStyle(one)
    return one.checkVisibility() && !one.closest(whole) && one.textContent.trim() &&
      style.clipPath === 'none' && /hidden|clip/.test(style.overflowX + style.overflowY) &&
      (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
  }).map((one) => `${one.className || one.localName}: ${one.textContent.trim().slice(0, 60)}`)
}

for (const [language, width, spaced] of [['en', 320, false], ['en', 320, true], ['vi', 1280, true]]) {
  test(`nothing is cut off, in ${language}, ${width} pixels wide${spaced ? ', with more room between letters' : ''}`,
    once, async () => {
      const page = await browser.page({ language, width, height: width === 320 ? 256 : 900 })
      const found = []
      for (const name of names) {
        await page.goto(drawn.address(name, language))
        if (spaced) await page.addStyleTag({ content: SPACED })
        if (await overflows(page)) found.push(`${name} is too wide`)
        found.push(...(await page.evaluate(cut)).map((one) => `${name}: ${one}`))
      }
      assert.deepEqual(found, [])
    })
}

test('in colours of the reader what is chosen is told apart; nothing moves for who wants it so', once, async () => {
  const page = await browser.page()
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  await page.goto(drawn.address('desk.list'))
  const edges = await page.$$eval('.beside-views a', (links) => links.map((one) =>
    [one.hasAttribute('aria-current'), getComputedStyle(one).borderLeftColor]))
  const chosen = edges.filter(([current]) => current).map(([, colour]) => colour)
  assert.equal(chosen.length, 1)
  assert.ok(edges.every(([current, colour]) => current || colour !== chosen[0]), String(edges))
  for (const name of ['desk.case', 'desk.list', 'portal.start', 'portal.all', 'portal.track']) {
    await page.goto(drawn.address(name))
    assert.deepEqual(await page.$$eval('*', (all) => all.filter((one) => {
      const style = getComputedStyle(one)
      return style.animationName !== 'none' || style.transitionDuration.split(',').some((time) => parseFloat(time) > 0)
    }).map((one) => one.outerHTML.slice(0, 80))), [], name)
  }
})

test('browsers offer one\'s own name and addresses where they are asked for, and nowhere else', once, async () => {
  const page = await browser.page()
  const offered = () => page.$$eval('[name=name], [name=email], [name=phone], [name=address]', (all) =>
    all.map((one) => [one.name, one.getAttribute('autocomplete') ?? one.form.getAttribute('autocomplete')]))
  await page.goto(drawn.address('portal.reach'))
  assert.deepEqual(await offered(), [['name', 'name'], ['email', 'email'], ['phone', 'tel'], ['address', 'street-address']])
  for (const name of ['desk.act.receive', 'desk.act.on_the_spot', 'desk.act.party']) {
    await page.goto(drawn.address(name))
    const found = await offered()
    assert.ok(found.length > 0, name)
    assert.deepEqual(found.filter(([, how]) => how !== 'off'), [], name)
  }
})
