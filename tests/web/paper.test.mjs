// The case on paper, in the layout of the follow-up form of Annex E.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client, openBrowser, picture, startServer } from './harness.mjs'

let server
let manager
let path

before(async () => {
  server = await startServer({ demo: true })
  manager = Object.values(server.users).find((user) => user.role === 'manager')
  const client = await new Client(server).login(manager)
  const found = await client.get('/desk/search?q=%22rudely%20at%20the%20counter%22')
  path = found.text.match(/\/desk\/complaints\/\d{4}-\d{6}/)[0]
})
after(() => server.stop())

test('[Annex E] each tracked step that was done has its action, day and name', async () => {
  const page = (await (await new Client(server).login(manager)).get(`${path}/print`)).text
  const grid = page.match(/<h2>7\. Tracking[^]*?<\/table>/)[0]
  const rows = [...grid.matchAll(/<tr><th scope="row">([^<]*)<\/th><td>([^<]*)<\/td><td>([^<]*)<\/td><td>([^<]*)/g)]
  assert.equal(rows.length, 8)
  for (const [, step, action, day, who] of rows) {
    assert.ok(action, `${step}: action`)
    assert.match(day, /\d{4}$/, `${step}: day`)
    assert.ok(who && who !== 'you', `${step}: name`)
  }
  for (const label of ['It happened before', 'Complexity', 'Impact', 'Is compensation likely?']) {
    assert.ok(page.includes(`<dt>${label}</dt>`), label)
  }
})

// Groups and lines of the form, in its order.
const FORM = ['1. Receipt', 'Reference', 'Received', 'Channel', 'Taken down by', '2. Complainant', 'Name', 'Address',
  'Telephone', '3. Product', 'What it is', 'Number of the order', '4. The problem', 'Happened on', 'It happened before',
  'Problem codes', '5. Assessment', 'Severity', 'Complexity', 'Impact', 'Must something be done now', 'Can it be done now',
  'Is compensation likely', '6. Resolution', 'Remedy sought', 'Outcome', 'Actions', 'Remedies', '7. Tracking']

test('[Annex E] acknowledged by the page: that step has its action, day, name and remark too', async () => {
  const filed = await new Client(server).submit('/complain/all', { description: 'The lift is broken.' })
  const [reference] = filed.text.match(/\d{4}-\d{6}/)
  const page = (await (await new Client(server).login(manager)).get(`/desk/complaints/${reference}/print`)).text
  const grid = page.match(/<h2>7\. Tracking[^]*?<\/table>/)[0]
  const [, first] = grid.match(/<tbody><tr>([^]*?)<\/tr>/)
  const [, action, day, who, remark] = first.match(/<\/th><td>([^<]*)<\/td><td>([^<]*)<\/td><td>([^<]*)<\/td><td>([^<]*)/)
  assert.ok(action)
  assert.match(day, /\d{4}$/)
  assert.equal(who, 'The program')
  assert.equal(remark, 'On the page')
  let at = 0
  for (const words of FORM) {
    const found = page.indexOf(`>${words}`, at)
    assert.ok(found > at, words)
    at = found
  }
})

test('on paper there is the case and nothing of the desk', async (t) => {
  const browser = await openBrowser(server)
  t.after(() => browser.close())
  const page = await browser.page()
  await browser.login(page, manager)
  await page.goto(`${path}/print`)
  await page.emulateMedia({ media: 'print' })
  await picture(page, 'paper')
  for (const hidden of ['.bar', '.beside-views', '.no-print', '.skip']) {
    for (const one of await page.locator(hidden).all()) assert.equal(await one.isVisible(), false, hidden)
  }
  const acts = await page.locator('main a, main button, main summary').evaluateAll((all) =>
    all.filter((one) => one.checkVisibility()).map((one) => one.textContent.trim()))
  assert.deepEqual(acts.filter((words) => !/\.\w{2,4}$/.test(words)), [], 'nothing to press but the names of files')
  assert.equal(await page.getByText('Spoken to rudely').first().isVisible() ||
    await page.getByText('7. Tracking').isVisible(), true)
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor),
    'rgb(255, 255, 255)')
})

test('each sheet has the reference at its head; internal notes only when asked for, and then marked there', async (t) => {
  const browser = await openBrowser(server)
  t.after(() => browser.close())
  const page = await browser.page()
  await browser.login(page, manager)
  await page.goto(path)
  await page.locator('#writing-note > summary').click()
  await page.fill('#text', 'Not for her eyes.')
  await Promise.all([page.waitForNavigation(), page.click('.button.note')])
  await page.goto(`${path}/print`)
  assert.doesNotMatch(await page.textContent('main'), /Not for her eyes/)
  await page.click('text=With internal notes')
  assert.match(await page.textContent('main'), /Not for her eyes/)
  assert.match(await page.textContent('.paper-head'), new RegExp(`not for the complainant.*${path.slice(-11)} · Printed`))
  assert.equal(await page.locator('text=Without internal notes').getAttribute('href'), `${path}/print`)
  await page.emulateMedia({ media: 'print' })
  // What Chromium and Firefox show again on each sheet.
  const head = await page.$eval('.paper-head', (one) => {
    const { display, breakInside } = getComputedStyle(one)
    return [display, breakInside, getComputedStyle(one.parentElement).display]
  })
  assert.deepEqual(head, ['table-header-group', 'avoid', 'table'])
  const mark = await page.$eval('.entry.from .entry-mark', (one) => getComputedStyle(one).color)
  assert.equal(mark, 'rgb(0, 0, 0)', 'to be seen without its ground')
})
