// A delay that is told: the UK pack's holding letter at eight weeks. The date stays and is missed, the
// complainant reads why, when and where else to go, and what the body outside does can be recorded.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, openBrowser, sound, textOf } from './harness.mjs'
import { World } from './world.mjs'

let world, server, browser, page, late

const day = (days) => new Date(Date.now() + days * 24 * 3600e3).toISOString().slice(0, 10)
const desk = (reference, act) => `/desk/complaints/${reference}${act ? `/${act}` : ''}`
const main = (p) => p.textContent('main')

before(async () => {
  world = await new World().make((server) => {
    server.cli('pack add', 'uk_financial')
    server.cli('pack take', 'uk_financial')
  })
  server = world.server
  browser = await openBrowser(server)
  page = await browser.page()
  await browser.login(page, server.users.handler)
  late = await letter(50)
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

// A letter that came so many days ago, written down today: { reference, code }.
async function letter(days, category = 'banking') {
  const answer = await world.desk.handler.submit('/desk/new', { channel: 'letter', received_on: day(-days),
    category, description: 'You charged me twice.', naming: 'named', name: 'Mai Example', email: 'mai@example.org', repeats_seen: '1' },
  { action: '/desk/new' })
  const [, reference, code] = answer.text.match(/Received as (\d{4}-\d+)\. The complainant’s code is ([\w-]+)/)
  return { reference, code }
}

const due = (reference) => server.sql(`SELECT k.due_at FROM clock k JOIN complaint c ON c.id = k.complaint_id
  WHERE c.reference = '${reference}' AND k.name = 'decision'`).trim()
const outbox = () => Number(server.sql("SELECT count(*) FROM outbox WHERE kind = 'update'"))

test('[C7] the act is offered where the procedure has such a letter, with its passages', async () => {
  await page.goto(desk(late.reference))
  await page.click('a[href$="/tell-delay"]')
  const text = await main(page)
  assert.match(text, /The date itself stays/)
  assert.match(text, /Holding letter[^]*Financial Ombudsman Service[^]*leaflet goes with this letter/)
  assert.equal(await page.inputValue('[name=clock]'), 'decision')
  await sound(page, 'tell-delay')
})

test('a day on which nothing is late is refused, and nothing that was typed is lost', async () => {
  await page.fill('[name=reason]', 'The other bank has not answered.')
  await page.fill('[name=expected_on]', day(2))
  await page.click('main .go button')
  assert.match(await page.textContent('.govuk-error-summary'), /until then nothing is late/)
  assert.equal(await page.inputValue('[name=reason]'), 'The other bank has not answered.')
})

test('it is told: one message, the date stays, and the case says both', async () => {
  const before = due(late.reference), sent = outbox()
  await page.fill('[name=expected_on]', day(30))
  await page.click('main .go button')
  await page.waitForURL(new RegExp(`${late.reference}\\?`))
  const text = await main(page)
  assert.match(text, /told why it takes longer\. The date stays/)
  assert.match(text, /The complainant was told of the delay: expected by/)
  assert.match(text, /The other bank has not answered\.[^]*Financial Ombudsman Service/)
  assert.equal(due(late.reference), before)
  assert.equal(outbox(), sent + 1)
  await page.goto(desk(late.reference, 'dates'))
  assert.match(await main(page), /Told on [^]* that it takes longer, and expected by [^]*does not move the date/)
})

test('the complainant reads when to expect it, why, and where else to go', async () => {
  const client = new Client(server)
  const answer = await client.submit('/track', { reference: late.reference, code: late.code }, { action: '/track' })
  const track = answer.status === 303 ? await client.get(answer.location) : answer
  assert.match(track.text, /We told you on [^<]* why it takes longer\. You can expect it by/)
  assert.match(track.text, /The other bank has not answered\./)
  assert.match(track.text, /You may now refer your complaint to the Financial Ombudsman Service/)
})

test('when that day has passed too, the complainant reads no day that is over, but that it was not kept', async () => {
  const set = (k) => server.sql(`UPDATE clock SET ${k} WHERE delay_told_at IS NOT NULL`)
  const was = due(late.reference), track = async () => {
    const client = new Client(server)
    const answer = await client.submit('/track', { reference: late.reference, code: late.code }, { action: '/track' })
    return (answer.status === 303 ? await client.get(answer.location) : answer).text
  }
  set(`expected_on = '${day(-1)}', due_at = ${(Date.now() - 5 * 24 * 3600e3) * 1000}`)
  const text = await track()
  assert.match(text, /We did not keep this date\. We are sorry\./)
  assert.doesNotMatch(text, /We told you on [^<]* You can expect it by/)
  set(`expected_on = '${day(30)}', due_at = ${was}`)
  assert.match(await track(), /You can expect it by/)
})

test('over the API: refused by its member, told, and shown with the date', async () => {
  const other = await letter(60, 'insurance')
  const [, token] = (await world.desk.handler.get('/desk')).text.match(/name="form_token" value="([^"]+)"/)
  const path = `/api/v1/complaints/${other.reference}`
  const send = (json) => world.desk.handler.api('POST', `${path}/tell-delay`, { headers: { 'form-token': token }, json })
  const early = await send({ clock: 'decision', reason: 'The file is away.', expected_on: day(-2) })
  assert.equal(early.status, 422)
  assert.match(early.text, /expected_on/)
  const before = due(other.reference)
  const told = await send({ clock: 'decision', reason: 'The file is away.', expected_on: day(10) })
  assert.equal(told.status, 200, told.text)
  const shown = (await world.desk.handler.api('GET', path)).json.clocks.find((c) => c.name === 'decision')
  assert.equal(shown.expected_on, day(10))
  assert.ok(shown.delay_told_at)
  assert.ok(shown.why.some((line) => line.kind === 'delay_told'))
  assert.equal(due(other.reference), before)
  assert.match(await (await page.goto(desk(other.reference))).text(), /days? late|Late since/)
})

test('the ombudsman has it, before there is a decision', async () => {
  const other = await letter(5)
  await world.send('manager', other.reference, 'outside', { what: 'chosen', outcome: 'The ombudsman.' })
    .then((answer) => assert.notEqual(answer.status, 303, 'not before anything was told'))
  assert.match(await world.done('manager', late.reference, 'outside', { what: 'chosen', outcome: 'The ombudsman has it.' }),
    new RegExp(late.reference))
  assert.match((await world.desk.manager.get(desk(late.reference))).text, /A body outside deals with it/)
})

test('in Chinese and Vietnamese the letter goes out in the words of the procedure', async () => {
  for (const [language, tag, words] of [['zh-CN', 'zh-Hans', '未决告知函'], ['zh-TW', 'zh-Hant', '未決告知函'],
    ['vi-VN', 'vi', 'Thư báo chậm trả lời']]) {
    const p = await browser.page({ language: tag })
    await browser.login(p, server.users.handler)
    await p.goto(`${desk(late.reference, 'tell-delay')}?lang=${tag}`)
    assert.match(await main(p), new RegExp(words), language)
    await p.context().close()
  }
})
