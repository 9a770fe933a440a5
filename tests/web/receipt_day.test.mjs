// When a complaint was first received elsewhere: the property-management pack in Chinese. Taking it down
// the form asks whether that day is the day of receipt, and so do the fields afterwards; what counts
// from the receipt counts from it and says so.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { openBrowser, sound } from './harness.mjs'
import { World } from './world.mjs'

let world, server, browser, page

const day = (days) => new Date(Date.now() + days * 24 * 3600e3).toISOString().slice(0, 10)
const words = (d) => { const [y, m, n] = d.split('-').map(Number); return `${y}年${m}月${n}日` }
const desk = (reference, act) => `/desk/complaints/${reference}${act ? `/${act}` : ''}`
const main = (p) => p.textContent('main')
const one = (text) => server.sql(text).trim()
const received = (reference) => one(`SELECT received_at FROM complaint WHERE reference = '${reference}'`)
const clocks = (reference) => one(`SELECT count(*) FROM clock k JOIN complaint c ON c.id = k.complaint_id
  WHERE c.reference = '${reference}' AND k.started_at = c.received_at AND k.state <> 'void'`)

before(async () => {
  world = await new World().make((server) => {
    for (const team of ['公司相关部门', '总经理']) server.addTeam(team)
    server.cli('pack add', 'property_management')
    server.cli('pack take', 'property_management')
  })
  server = world.server
  browser = await openBrowser(server)
  page = await browser.page({ language: 'zh-Hans' })
  await browser.login(page, server.users.handler)
  await page.goto('/desk?lang=zh-Hans')
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

async function takeDown(text, first) {
  await page.goto('/desk/new')
  await page.selectOption('[name=channel]', 'letter')
  await page.selectOption('[name=category]', 'management')
  await page.fill('[name=description]', text)
  await page.check('[name=naming][value=anonymous]')
  await page.selectOption('[name=own-passed_by]', 'government')
  await page.fill('[name=own-passed_office]', '区信访局')
  await page.fill('[name=own-first_received]', first)
  await page.selectOption('[name=own-apologised]', 'yes')
  await page.click('main .go button:not([name])')
}

async function reference() {
  await page.waitForSelector('.case, main')
  const [found] = (await main(page)).match(/\d{4}-\d{6,}/) ?? assert.fail(await main(page))
  return found
}

test('[items 95-97] a day to come is refused in words, and nothing that was typed is lost', async () => {
  await takeDown('保安态度差。', day(3))
  assert.match(await page.textContent('.govuk-error-summary'), /首次收到的日期不能更晚/)
  assert.equal(await page.inputValue('[name=own-passed_office]'), '区信访局')
})

let late

test('[C2] received six days earlier: the form asks, and the time limits count from the true day', async () => {
  await takeDown('电梯停运，区信访局转来。', day(-6))
  const text = await main(page)
  assert.match(text, new RegExp(`首次收到日期为${words(day(-6))}[^]*此处的受理日期为${words(day(0))}`))
  assert.ok(await page.isChecked('[name=take_receipt]'))
  await sound(page, 'receipt-day-zh')
  await page.click('main .go button:not([name])')
  late = await reference()
  assert.equal(Number(received(late)), Date.parse(`${day(-6)}T00:00:00Z`) * 1000)
  assert.ok(Number(clocks(late)) > 0)
})

test('unticked it stays a note, and the fields ask again until it is taken over, with a reason', async () => {
  await takeDown('门禁失灵，区信访局转来。', day(-4))
  await page.uncheck('[name=take_receipt]')
  await page.click('main .go button:not([name])')
  if (await page.locator('[name=repeats_seen]').count()) await page.click('main .go button:not([name])')
  const kept = await reference()
  assert.ok(Number(received(kept)) > Date.parse(`${day(-1)}T00:00:00Z`) * 1000)
  await page.goto(desk(kept, 'fields'))
  assert.ok(await page.isChecked('[name=receipt][value=keep]'))
  await sound(page, 'receipt-day-fields-zh')
  await page.check('[name=receipt][value=take]')
  await page.fill('[name=receipt_reason]', ' ')
  await page.click('main .go button')
  assert.match(await page.textContent('.govuk-error-summary'), /请填写理由/)
  await page.fill('[name=receipt_reason]', '区信访局四天前已收到。')
  await page.click('main .go button')
  await page.waitForURL(new RegExp(`${kept}\\?`))
  assert.equal(Number(received(kept)), Date.parse(`${day(-4)}T00:00:00Z`) * 1000)
  assert.match(await main(page), /受理日期已更正[^]*区信访局四天前已收到。/)
  await page.goto(desk(kept, 'dates'))
  const [, month, date] = day(-4).split('-').map(Number)
  assert.match(await main(page), new RegExp(`从更正后的受理日期起算[^]*${month}月${date}日[^]*而不是`))
})

test('another day in the fields asks before anything is saved', async () => {
  await page.goto(desk(late, 'fields'))
  assert.equal(await page.locator('[name=receipt]').count(), 0, 'the two days are one')
  await page.fill('[name=own-first_received]', day(-9))
  await page.fill('[name=own-passed_office]', '市信访局')
  await page.click('main .go button')
  assert.match(await page.textContent('.govuk-error-summary'), /请选择这一天是否为受理日期/)
  assert.equal(await page.inputValue('[name=own-passed_office]'), '市信访局')
  await page.check('[name=receipt][value=take]')
  await page.click('main .go button')
  await page.waitForURL(new RegExp(`${late}\\?`))
  assert.equal(Number(received(late)), Date.parse(`${day(-9)}T00:00:00Z`) * 1000)
  await page.goto(desk(late, 'fields'))
  await page.fill('[name=own-first_received]', day(-2))
  await page.click('main .go button')
  assert.match(await page.textContent('.govuk-error-summary'), /首次收到的日期不能更晚/)
})

test('what was filed and corrected holds before the log, and a trial plays it', async () => {
  const { status, stdout } = server.tryCli('verify', '--values')
  assert.equal(status, 0, stdout)
})
