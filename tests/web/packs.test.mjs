// Procedure packs: the service-quality pack from the public form to a closed case that is opened
// again because the customer was not satisfied, in Chinese; versions; the API.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import test, { after, before } from 'node:test'
import { Client, openBrowser, sound, textOf } from './harness.mjs'
import { portalSend, World } from './world.mjs'

let world
let server
let browser
let key

before(async () => {
  world = await new World().make((server) => {
    for (const team of ['产品组', '服务组', '物流组', '综合组']) server.addTeam(team, 'Reception')
    server.cli('pack add', 'service_quality')
    const taken = server.cli('pack take', 'service_quality')
    assert.match(taken, /filed with service_quality@1/)
    assert.doesNotMatch(taken, /No team is called/)
    key = server.addApiKey('shop')
  })
  server = world.server
  browser = await openBrowser(server)
})
after(async () => {
  await browser?.close()
  await world?.server.stop()
})

const problems = (html) =>
  html.match(/govuk-error-summary__list[^]*?<\/ul>/)?.[0] ?? textOf(html, 'main')
const next = (page) => page.click('.go button[value=next]')
const api = (method, where, json, headers = {}) => new Client(server).api(method, where,
  { headers: { authorization: `Bearer ${key}`, ...headers }, json })
const read = async (reference) => (await api('GET', `/api/v1/complaints/${reference}`)).json

// The page that shows all before it is sent.
async function checked(page) {
  const text = await page.textContent('main')
  assert.match(text, /SF-20261118-07/)
  assert.match(text, /2026年11月18日/)
  await sound(page, 'pack-check')
}

// The case and its code, from the questions of the portal, in Chinese.
async function complain() {
  const page = await browser.page({ language: 'zh-Hans' })
  await page.goto('/complain?lang=zh-Hans')
  await page.fill('[name=description]', '说好周三送到的包裹，周六才到，而且盒子破了。')
  await next(page)
  assert.match(await page.textContent('main'), /送晚了、送坏了、送错了/, 'classes in words of the one who asks')
  await sound(page, 'pack-about')
  await page.check('[name=category][value=logistics]')
  await next(page)
  assert.match(await page.textContent('main'), /订单号（可不填）/)
  await sound(page, 'pack-own')
  await page.fill('[name=own-order_number]', 'SF-20261118-07')
  await page.fill('[name=own-delivery_promised]', '2026-11-18')
  await next(page)
  return portalSend(page, { remedy: '退还运费。', checked })
}

const CONTACT = 'We contact you, hear the details and give you a first answer'
const SOLUTION = 'We put a solution to you and ask whether you agree'
// What stands after a text, tags left out.
const plain = (html) => html.replace(/<[^>]*>/g, ' ').replace(/&#?\w+;/g, ' ').replace(/\s+/g, ' ')
const behind = (html, words, n = 160) => {
  const text = plain(html)
  assert.ok(text.includes(words), `${words} in ${text}`)
  return text.slice(text.indexOf(words) + words.length).slice(0, n)
}

test('[items 104-105] complainants are told of 24 hours and three working days, wherever dates are promised', async (t) => {
  const anybody = new Client(server)

  await t.test('in the notice', async () => {
    const { text } = await anybody.get('/how-we-handle-complaints')
    assert.match(behind(text, CONTACT), /^ 24 hours/)
    assert.match(behind(text, SOLUTION), /^ 3 working days/)
    assert.match(behind(text, 'Our decision with reasons'), /^ 3 working days/)
    assert.doesNotMatch(behind(text, CONTACT, 300), /20 working days[^]*Another look/)
  })

  await t.test('before one begins, with the sum of each', async () => {
    const { text } = await anybody.get('/')
    assert.match(behind(text, CONTACT), /Why this date\? 24 hours from/)
    assert.match(behind(text, SOLUTION), /Why this date\?[^]*3 working days are counted/)
  })

  await t.test('on the receipt, where the complaint stands, and by the API', async () => {
    const filed = await anybody.submit('/complain/all', { description: 'The box was broken.',
      category: 'service', remedy_sought: 'A new one.', name: 'Mai Example', email: 'mai@example.org' })
    assert.equal(filed.status, 201)
    assert.match(behind(filed.text, CONTACT), /24 hours from/)
    assert.match(behind(filed.text, SOLUTION), /3 working days are counted/)
    const reference = textOf(filed.text, 'reference'), code = textOf(filed.text, 'code')
    const track = await new Client(server).submit('/track', { reference, code })
    assert.match(behind(track.text, `${CONTACT} – by`), /Why this date\? 24 hours from/)
    assert.match(behind(track.text, `${SOLUTION} – by`), /Why this date\?[^]*3 working days are counted/)
    const reader = new Client(server)
    reader.language = 'zh-Hans'
    const chinese = await reader.submit('/track', { reference, code })
    assert.match(behind(chinese.text, '我们给出解决方案，并征求您的同意，不晚于'), /3 个工作日/)
    const { clocks } = await read(reference)
    const told = Object.fromEntries(clocks.map(({ name, promise }) => [name, promise]))
    assert.equal(told.first_contact, CONTACT)
    assert.equal(told.solution, SOLUTION)
    assert.equal(told.decision, 'Our decision with reasons')
  })
})

test('[items 71-72, 103-111] a complaint under the service-quality pack, in Chinese', async (t) => {
  const { reference, code } = await complain()
  const desk = `/desk/complaints/${reference}`
  const page = await browser.page({ language: 'zh-Hans' })
  const fields = async (answers) => {
    await page.goto(`${desk}/fields`)
    for (const [name, value] of Object.entries(answers)) {
      const at = page.locator(`[name=own-${name}]`)
      if (await at.evaluate((e) => e.tagName) === 'SELECT') await at.selectOption(value)
      else await at.fill(value)
    }
    await page.click('main .go button')
    assert.equal(new URL(page.url()).pathname, desk)
  }
  const clock = async (name) => (await read(reference)).clocks.find((c) => c.name === name)

  await t.test('its class has a group, which has it now', async () => {
    const c = await read(reference)
    assert.equal(c.class, 'logistics')
    assert.equal(c.team, '物流组')
    assert.deepEqual(c.fields.map(({ name, value }) => [name, value]),
      [['order_number', 'SF-20261118-07'], ['delivery_promised', '2026-11-18']])
  })

  await t.test('the desk shows the fields and both clocks', async () => {
    await browser.login(page, server.users.handler)
    await page.goto('/desk?lang=zh-Hans')
    await page.goto(desk)
    const text = await page.textContent('body')
    assert.match(text, /首次联系/)
    assert.match(text, /经同意的解决方案/)
    assert.match(text, /SF-20261118-07/)
    await sound(page, 'pack-case')
  })

  await t.test('first contact within 24 hours is met by the answer that says so', async () => {
    const { due_at: due, state } = await clock('first_contact')
    assert.equal(state, 'running')
    const received = Date.parse((await read(reference)).received_at)
    assert.equal(Math.round((Date.parse(due) - received) / 3600e3), 24)
    await fields({ first_contact: 'tried' })
    assert.equal((await clock('first_contact')).state, 'running', 'who was not reached was not contacted')
    await fields({ first_contact: 'telephone' })
    assert.equal((await clock('first_contact')).state, 'running', 'who was reached has no first answer yet')
    await fields({ first_answer: '客户说外盒压坏，里面完好。已致歉。' })
    assert.equal((await clock('first_contact')).state, 'met')
    await page.goto(`${desk}/fields`)
    assert.match(await page.textContent('main'), /服务质量投诉处理，第 1 版/)
    await sound(page, 'pack-fields')
  })

  await t.test('[item 107] how far it is, again and again until it is told', async () => {
    const messages = async () => (await read(reference)).clocks.filter((c) => c.name === 'update')
    assert.deepEqual((await messages()).map(({ state }) => state), ['running'])
    await page.goto(desk)
    assert.match(await page.textContent('.clocks'), /定期反馈处理进度/)
    await world.done('handler', reference, 'update', { by: 'web', text: '物流公司明天回复我们。' })
    assert.deepEqual((await messages()).map(({ state }) => state), ['met', 'running'], 'the next one is due')
    const [, again] = await messages()
    const days = (Date.parse(again.due_at) - Date.now()) / 864e5
    assert.ok(days > 1 && days < 13, `it is due again in ${days} days`)
  })

  await t.test('no proposal without the solution, no decision without consent', async () => {
    await world.act('handler', reference, 'assess', { scope: 'inside', severity: 'negligible',
      safety: 'none', complexity: 'simple', impact: 'individual', need: 'no', validity: 'valid',
      reasons: '一位客户，损失不大。' })
    await world.act('handler', reference, 'take-up', {})
    await world.investigate('handler', reference)
    await world.respond('handler', reference) // it is kept, and not proposed yet
    await page.goto(desk)
    assert.match(await page.textContent('.missing'), /向客户提出的解决方案/)
    await assert.rejects(world.decide('handler', reference), /the proposed response/i)
    await fields({ solution: '退还运费 12 元，补寄新包装。', consent: 'refused' })
    await world.respond('handler', reference)
    await page.goto(desk)
    assert.match(await page.textContent('.missing'), /客户对解决方案的同意，或已向上级求助。/)
    await sound(page, 'pack-missing')
    await assert.rejects(world.decide('handler', reference), /consent to the solution/)
    assert.equal((await clock('solution')).state, 'running')
  })

  await t.test('the recorded consent makes the solution an agreed one', async () => {
    await fields({ consent: 'agreed' })
    assert.equal((await clock('solution')).state, 'met')
    await assert.rejects(world.decide('handler', reference), /How and when the customer agreed/)
    await fields({ consent_how: '11 月 21 日电话同意' })
    await assert.rejects(world.decide('handler', reference), /What the solution means for the customer and for us/)
    await fields({ interests: '客户：收到完好的包装，无损失。公司：12 元运费，留住客户。' })
    await world.decide('handler', reference)
    await world.done('handler', reference, 'answer', { answer: 'accepted', text: '可以。' })
  })

  await t.test('not closed without root cause and prevention', async () => {
    const closing = { reason: 'accepted', lessons: '周末班次不足。', survey: 'yes' }
    await world.refused('handler', reference, 'close', closing, /Root cause/)
    await fields({ root_cause: '周末分拣人手不足，易碎件没有标记。', prevention: '周末加一班；易碎件贴红标。' })
    await world.done('handler', reference, 'close', closing)
    assert.equal((await read(reference)).stage, 'closed')
  })

  await t.test('[item 112] on paper: content, course and result', async () => {
    const paper = plain((await world.desk.handler.get(`${desk}/print`)).text)
    for (const words of ['说好周三送到的包裹，周六才到，而且盒子破了。', 'SF-20261118-07', '退还运费。',
      '客户说外盒压坏，里面完好。已致歉。', '物流公司明天回复我们。', '一位客户，损失不大。', '退还运费 12 元，补寄新包装。', '11 月 21 日电话同意',
      'The log of the lift says so.', '周末分拣人手不足，易碎件没有标记。', '周末班次不足。']) assert.ok(paper.includes(words), words)
    const course = ['Complaint received', 'Assessed', 'Investigation', 'Response', 'Decision', 'closed']
    for (const words of course) assert.match(paper, new RegExp(words, 'i'))
  })

  await t.test('who is not satisfied gets a new assessment', async () => {
    const mine = await browser.page({ language: 'zh-Hans' })
    await mine.goto('/track?lang=zh-Hans')
    await mine.fill('[name=reference]', reference)
    await mine.fill('[name=code]', code)
    await mine.click('main form .button')
    await mine.check('[name=satisfaction][value="2"]')
    await mine.check('[name=outcome][value="4"]')
    await mine.locator('form:has([name=satisfaction]) button.button').click()
    const c = await read(reference)
    assert.notEqual(c.stage, 'closed', 'it is open again')
    assert.equal((await clock('solution')).state, 'met')
    assert.ok(c.clocks.some(({ name, state }) => name === 'solution' && state === 'running'),
      'and a new solution is due')
    await page.goto(desk)
    assert.match(await page.textContent('.timeline'), /投诉者不满意|not satisfied/)
    await sound(page, 'pack-again')
  })
})

test('a person\'s file and the printed case hold the answers', async () => {
  const sent = await new Client(server).submit('/complain/all', { description: 'It broke.',
    name: 'Mai', email: 'mai@example.org', category: 'product', 'own-order_number': 'FILE-77' })
  const reference = textOf(sent.text, 'reference').trim()
  await api('POST', `/api/v1/complaints/${reference}/fields`,
    { fields: [{ name: 'root_cause', value: 'A note of staff' }] })
  const to = path.join(server.folder, 'person')
  const { login, password } = server.users.manager
  server.cli('access', '--reference', reference, '--by', login, '--password-file',
    server.writeSecret('again', password), '--to', to)
  const all = readFileSync(path.join(to, 'all.json'), 'utf8')
  assert.match(all, /"name":"order_number","question":"Order number","answer":"FILE-77"/)
  assert.doesNotMatch(all, /A note of staff/)
  const action = `/desk/complaints/${reference}/access`
  const shown = await world.desk.manager.submit(action, { act: 'show' }, { action })
  assert.match(shown.text, /Order number<\/dt><dd[^>]*>FILE-77/)
  assert.doesNotMatch(shown.text, /A note of staff/)
  const paper = await world.desk.handler.get(`/desk/complaints/${reference}/print`)
  assert.match(paper.text, /FILE-77[^]*A note of staff/)
})

test('the page of all questions asks only what goes with the class', async () => {
  const client = new Client(server)
  const answers = { description: 'The queue was long.', name: 'Mai', email: 'mai@example.org' }
  const wrong = await client.submit('/complain/all', { ...answers, category: 'service',
    'own-order_number': 'A 17' })
  assert.equal(wrong.status, 422)
  assert.match(problems(wrong.text), /goes with another answer/)
  assert.match(wrong.text, /value="A 17"/, 'nothing typed is lost')
  const day = await client.submit('/complain/all', { ...answers, category: 'logistics',
    'own-delivery_promised': 'yesterday' })
  assert.equal(day.status, 422)
  assert.match(problems(day.text), /href="#own-delivery_promised"[^]*year-month-day/)
  const sent = await client.submit('/complain/all', { ...answers, category: 'logistics',
    'own-order_number': 'A 17' })
  assert.equal(sent.status, 201, problems(sent.text))
  assert.equal((await read(textOf(sent.text, 'reference').trim())).fields[0].value, 'A 17')
})

test('the desk takes the fields down, changes the class with a reason, and finds them', async () => {
  const handler = world.desk.handler
  const answer = await handler.submit('/desk/new', { channel: 'telephone', category: 'product',
    description: 'The kettle leaks.', naming: 'anonymous', 'own-order_number': 'ORDER-KETTLE-9' },
  { action: '/desk/new' })
  const [, reference] = answer.text.match(/Received as (\d{4}-\d{6,})/) ??
    assert.fail(problems(answer.text))
  assert.equal((await read(reference)).team, '产品组')
  assert.match(answer.text, /ORDER-KETTLE-9/)
  await world.refused('handler', reference, 'class', { choice: 'service', reason: '' }, /Write the reason/)
  await world.done('handler', reference, 'class', { choice: 'service', reason: 'It is about the shop.' })
  const c = await read(reference)
  assert.equal(c.class, 'service')
  assert.equal(c.team, '服务组', 'nobody had taken it up')
  const found = await handler.get('/desk/search?q=ORDER-KETTLE-9')
  assert.match(found.text, new RegExp(reference))
  const paper = await handler.get(`/desk/complaints/${reference}/print`)
  assert.equal(paper.status, 200)
})

test('the API files, shows and answers fields, and refuses what is none', async () => {
  const file = (fields, more = {}) => api('POST', '/api/v1/complaints',
    { description: 'It never came.', class: 'logistics', fields, ...more })
  const unknown = await file([{ name: 'colour', value: 'red' }])
  assert.equal(unknown.status, 422, unknown.text)
  assert.match(unknown.text, /fields\.colour/)
  const order = (value) => ({ name: 'order_number', value })
  const twice = await file([order('B 1'), order('B 2')])
  assert.equal(twice.status, 422, twice.text)
  assert.match(twice.text, /fields\.order_number/)
  const day = await file([{ name: 'delivery_promised', value: '18.11.' }])
  assert.match(day.text, /fields\.delivery_promised/)
  const filed = await file([{ name: 'order_number', value: 'B 2' }])
  assert.equal(filed.status, 201, filed.text)
  const { reference } = filed.json
  const set = await api('POST', `/api/v1/complaints/${reference}/fields`,
    { fields: [{ name: 'consent', value: 'perhaps' }] })
  assert.equal(set.status, 422)
  assert.match(set.text, /fields\.consent/)
  const again = await api('POST', `/api/v1/complaints/${reference}/fields`,
    { fields: [order('B 3'), order('B 4')] })
  assert.equal(again.status, 422, again.text)
  assert.match(again.text, /fields\.order_number/)
  const done = await api('POST', `/api/v1/complaints/${reference}/fields`,
    { fields: [{ name: 'order_number', value: 'B 3' }, { name: 'first_contact', value: 'message' },
      { name: 'first_answer', value: 'It is on its way.' }] })
  assert.equal(done.status, 200, done.text)
  const c = await read(reference)
  assert.deepEqual(c.fields.map(({ value }) => value), ['B 3', 'message', 'It is on its way.'])
  assert.equal(c.clocks.find(({ name }) => name === 'first_contact').state, 'met')
  const reclassed = await api('POST', `/api/v1/complaints/${reference}/class`,
    { class: 'other', reason: 'No delivery at all.' })
  assert.equal(reclassed.status, 200, reclassed.text)
})

test('[items 76, 78] service quality: a critical failure, the press or a lawsuit start the emergency, a hard complaint does not', async () => {
  const emergency = async (reference) => (await read(reference)).clocks.find((c) => c.name === 'emergency')?.state
  const assessed = async (more) => {
    const { reference } = (await api('POST', '/api/v1/complaints', { description: '客服整夜不接电话。', class: 'service' })).json
    await world.act('handler', reference, 'assess', { scope: 'inside', severity: 'major', safety: 'none', complexity: 'simple',
      impact: 'individual', need: 'no', validity: 'valid', reasons: '影响一位客户。', ...more })
    return reference
  }
  for (const more of [{ signals: 'law' }, { signals: 'media' }, { severity: 'critical' }]) {
    const reference = await assessed(more)
    assert.equal(await emergency(reference), 'running', JSON.stringify(more))
    const page = await world.desk.handler.get(`/desk/complaints/${reference}`)
    assert.match(page.text, /The emergency procedure: this complaint is a major one\.[^]*The special team\./)
  }
  const begun = await assessed({ severity: 'critical' })
  const set = await api('POST', `/api/v1/complaints/${begun}/fields`, { fields: [{ name: 'emergency', value: 'begun' }] })
  assert.equal(set.status, 200, set.text)
  assert.equal(await emergency(begun), 'met')
  // The same for the third time is hard, and no emergency.
  const hard = await assessed({})
  server.sql(`UPDATE complaint SET significant = 1, significant_why = 'third_time' WHERE reference = '${hard}'`)
  assert.equal(await emergency(hard), undefined)
  assert.doesNotMatch((await world.desk.handler.get(`/desk/complaints/${hard}`)).text, /The emergency procedure/)
  server.sql(`UPDATE complaint SET significant = 0, significant_why = NULL WHERE reference = '${hard}'`)
})

test('a case keeps the version it was filed with', async () => {
  const old = (await api('POST', '/api/v1/complaints', { description: 'One.', class: 'service' })).json.reference
  const yaml = server.cli('pack export', 'service_quality')
  const file = path.join(server.folder, 'next.yaml')
  const changed = yaml.replace('version: 1\n', 'version: 2\n')
    .replace('fields:\n', `fields:
  - name: shop
    kind: text
    stage: receipt
    required: true
    asked_of: complainant
    en: Which shop?
    zh-Hans: 哪家店？
    zh-Hant: 哪家店？
    vi: Cửa hàng nào?
`).replace('length: 24', 'length: 8')
  writeFileSync(file, yaml.replace('2. 产品组', '').replace('length: 24', 'length: 8'))
  assert.equal(server.tryCli('pack add', file).status, 1, 'a version never changes')
  writeFileSync(file, changed)
  server.cli('pack add', file)
  server.cli('pack take', 'service_quality')
  assert.match(server.cli('pack list'), /\* service_quality@2/)
  const missing = await new Client(server).submit('/complain/all', { description: 'Two.', name: 'Mai', email: 'm@example.org' })
  assert.equal(missing.status, 422)
  assert.match(problems(missing.text), /href="#own-shop"/)
  const fresh = (await api('POST', '/api/v1/complaints', { description: 'Two.', class: 'service' })).json.reference
  const shop = { fields: [{ name: 'shop', value: 'North' }] }
  assert.equal((await api('POST', `/api/v1/complaints/${old}/fields`, shop)).status, 422)
  assert.equal((await api('POST', `/api/v1/complaints/${fresh}/fields`, shop)).status, 200)
  const hours = async (reference) => {
    const c = await read(reference)
    const { due_at: due } = c.clocks.find(({ name }) => name === 'first_contact')
    return Math.round((Date.parse(due) - Date.parse(c.received_at)) / 3600e3)
  }
  assert.equal(await hours(old), 24)
  assert.equal(await hours(fresh), 8)
  server.cli('pack take', 'standard')
  assert.doesNotMatch((await new Client(server).get('/complain/all')).text, /own-shop|value="logistics"/)
})

test('[items 69, 81, 83, 87, 93] property management: what a leak needs at each step', async () => {
  server.cli('pack add', 'property_management')
  server.cli('pack take', 'property_management')
  const sent = await new Client(server).submit('/complain/all', { description: '卫生间顶棚渗水。',
    name: '林小雨', email: 'lin@example.org', category: 'construction', 'own-unit': '3 栋 502' })
  assert.equal(sent.status, 201, problems(sent.text))
  const reference = textOf(sent.text, 'reference').trim()
  const fields = async (answers) => {
    const set = await api('POST', `/api/v1/complaints/${reference}/fields`,
      { fields: Object.entries(answers).map(([name, value]) => ({ name, value })) })
    assert.equal(set.status, 200, set.text)
  }
  const assess = () => world.act('handler', reference, 'assess', { scope: 'inside',
    severity: 'negligible', safety: 'none', complexity: 'simple', impact: 'individual', need: 'no',
    validity: 'valid', reasons: '一户受影响。' })
  await assert.rejects(assess, /apologised and thanked/, 'an apology first')
  await fields({ apologised: 'yes' })
  await assert.rejects(assess, /Handling on the spot/)
  await fields({ on_the_spot: 'impossible', hard: 'yes', large_effect: 'no' })
  await assess()
  await world.act('handler', reference, 'take-up', {})
  await assert.rejects(() => world.investigate('handler', reference), /opinion of the superior/i)
  await fields({ assistant: '陈助理', leftover_part: '502 卫生间顶棚，滴水。' })
  // No team is the company department here, so the superior answers for it too; the handler does not.
  const superior = async (answers) => {
    const given = await world.desk.manager.submit(`/desk/complaints/${reference}/fields`,
      Object.fromEntries(Object.entries(answers).map(([name, value]) => [`own-${name}`, value])), { action: '/fields' })
    assert.ok(given.status < 400, problems(given.text))
  }
  await superior({ superior_opinion: '转发展商维修。' })
  const page = await world.desk.handler.get(`/desk/complaints/${reference}`, { headers: { 'accept-language': 'zh-CN' } })
  assert.match(page.text, /opinion of the company|公司/, 'a hard complaint needs the company')
  assert.doesNotMatch(page.text, /duty log|值班记录/, 'which is for another class')
  const refused = await api('POST', `/api/v1/complaints/${reference}/fields`,
    { fields: [{ name: 'company_opinion', value: '同意。' }] })
  assert.equal(refused.status, 422, refused.text)
  await superior({ company_opinion: '同意。', company_limit: '2030-01-31' })
  assert.doesNotMatch((await world.desk.handler.get(`/desk/complaints/${reference}`)).text,
    /The opinion of the company/)
})

test('everything is as the events say', () => {
  const seen = server.tryCli('verify', '--values')
  assert.equal(seen.status, 0, seen.stdout + seen.stderr)
})
