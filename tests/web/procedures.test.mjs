// Procedures: the page of packs with each number and its source, taking one with a reason, and what
// the packs that come with the program make of a case.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, openBrowser, overflows, picture, violations } from './harness.mjs'
import { World } from './world.mjs'

const PACKS = '/desk/settings/packs'

let world
let server
let browser
let administrator
let key

before(async () => {
  world = await new World().make((server) => {
    server.addUser('administrator', 'administrator')
    key = server.addApiKey('shop')
  })
  server = world.server
  administrator = await new Client(server).login(server.users.administrator)
  browser = await openBrowser(server)
})
after(async () => {
  await browser?.close()
  await world?.server.stop()
})

const api = (method, where, json) => new Client(server).api(method, where,
  { headers: { authorization: `Bearer ${key}` }, json })
const read = async (reference) => (await api('GET', `/api/v1/complaints/${reference}`)).json
const clock = async (reference, name) =>
  (await read(reference)).clocks.findLast((c) => c.name === name)
const take = (name) => administrator.submit(`${PACKS}/${name}@1/take`,
  { reason: 'The firm is regulated from today.' }, { action: '/take' })

async function file(fields) {
  const filed = await api('POST', '/api/v1/complaints', { description: 'Nobody answers.', ...fields })
  assert.equal(filed.status, 201, filed.text)
  return filed.json.reference
}

// Whole days from the receipt to the end of the clock.
async function days(reference, name) {
  const c = await read(reference)
  const { due_at: due } = c.clocks.findLast((one) => one.name === name)
  return Math.floor((Date.parse(due) - Date.parse(c.received_at)) / 864e5)
}

async function sound(page, name) {
  assert.deepEqual(await violations(page), [], name)
  assert.equal(await overflows(page), false, name)
  await picture(page, name)
}

test('the page of procedures shows each number with source, mark and date', async () => {
  const list = await administrator.get(PACKS)
  for (const title of ['UK financial services', 'Housing in two stages', 'Small business']) {
    assert.match(list.text, new RegExp(title))
  }
  assert.match(list.text, /2, 1 of them not verified/)
  for (const language of ['en', 'zh-Hans']) {
    const page = await browser.page({ language })
    await browser.login(page, server.users.administrator)
    await page.goto(PACKS)
    await sound(page, `procedures.${language}`)
    await page.goto(`${PACKS}/au_rg271@1`)
    const text = await page.textContent('main')
    assert.match(text, /ASIC Regulatory Guide 271/)
    assert.match(text, language === 'en' ? /Response \(IDR\): Superannuation[^]*45 days/ : /养老金[^]*45/)
    assert.match(text, language === 'en' ? /verified, / : /已核实，/)
    assert.match(await page.textContent('#alarms'), language === 'en' ? /90 days[^]*from memory/ : /90[^]*凭记忆/)
    await sound(page, `procedure.${language}`)
    await page.context().close()
  }
})

test('an administrator takes a procedure with a reason; nobody else does', async () => {
  const refused = await administrator.submit(`${PACKS}/au_rg271@1/take`, { reason: ' ' },
    { action: '/take' })
  assert.equal(refused.status, 422)
  assert.match(refused.text, /reason/i)
  assert.equal((await world.desk.handler.get(PACKS)).status, 404)
  assert.equal((await take('au_rg271')).status, 303)
  assert.match((await administrator.get(PACKS)).text,
    /Australian[^]*?New complaints are filed with it/)
})

test('C9 RG 271: 24 hours, and 30, 45, 21 or 90 days by class, always from the receipt', async () => {
  const reference = await file({ class: 'banking' })
  const { due_at: due } = await clock(reference, 'acknowledge')
  const received = Date.parse((await read(reference)).received_at)
  assert.equal(Math.round((Date.parse(due) - received) / 3600e3), 24)
  for (const [choice, length] of [['superannuation', 45], ['hardship', 21], ['death_benefit', 90],
    ['credit', 30]]) {
    const changed = await api('POST', `/api/v1/complaints/${reference}/class`,
      { class: choice, reason: 'That is what it is about.' })
    assert.equal(changed.status, 200, changed.text)
    assert.equal(await days(reference, 'decision'), length, choice)
  }
  assert.equal((await read(reference)).clocks.filter(({ name }) => name === 'decision').length, 1,
    'it was never started again')
  assert.equal(await days(await file({ class: 'hardship' }), 'decision'), 21, 'from the start')
})
