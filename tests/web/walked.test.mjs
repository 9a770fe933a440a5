// What somebody meets who walks through the program for the first time: words instead of codes, links
// that lead somewhere, a day that is seen before it is promised.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, textOf } from './harness.mjs'
import { World } from './world.mjs'

let world, server, administrator, manager, handler, reference
before(async () => {
  world = await new World().make((server) => {
    server.addUser('administrator', 'administrator')
    for (const team of ['产品组', '服务组', '物流组', '综合组']) server.addTeam(team, 'Reception')
    server.cli('pack add', 'service_quality')
    server.cli('pack take', 'service_quality')
    server.cli('pack add', 'property_management')
  })
  server = world.server
  administrator = await new Client(server).login(server.users.administrator)
  manager = await new Client(server).login(server.users.manager)
  handler = await new Client(server).login(server.users.handler)
  const sent = await new Client(server).submit('/complain/all', { description: '包裹破了。', name: '林小雨',
    email: 'lin@example.org', category: 'logistics', 'own-order_number': 'SF-1', 'own-delivery_promised': '2026-11-18' })
  assert.equal(sent.status, 201)
  reference = textOf(sent.text, 'reference').trim()
})
after(() => server?.stop())

const path = (act) => `/desk/complaints/${reference}${act ? `/${act}` : ''}`
const main = (page) => page.text.match(/<main[^]*<\/main>/)[0]

test('whoever may read no complaint is not led to where they are', async () => {
  const page = await administrator.get('/desk/settings')
  assert.doesNotMatch(page.text, /action="\/desk\/search"|href="\/desk\/search"/)
  const links = [...page.text.matchAll(/href="(\/desk[^"#]*)"/g)].map(([, href]) => href)
  assert.ok(links.length > 10)
  for (const href of new Set(links)) assert.notEqual((await administrator.get(href)).status, 404, href)
})

test('what roles did not allow is said in words, in each language', async () => {
  assert.equal((await administrator.get(path())).status, 404)
  assert.match(main(await administrator.get('/desk/settings/refusals')), /Read complaints/)
  for (const [language, words] of [['zh-CN', '阅读投诉'], ['zh-TW', '閱讀投訴'], ['vi', 'Đọc khiếu nại']]) {
    const page = await administrator.get('/desk/settings/refusals', { headers: { 'accept-language': language } })
    assert.match(main(page), new RegExp(words), language)
  }
})

test('a clock in hours has its time of day at the desk', async () => {
  const page = await handler.get(path())
  assert.match(page.text.match(/<dl class="clocks">[^]*?<\/dl>/)[0], /First contact[^]*?(Today|\w{3} \d+ \w+), \d\d:\d\d/)
})

test('[C7] more time: the new day is seen before anybody agrees; without one to choose, words', async () => {
  const page = main(await manager.get(path('extend')))
  assert.match(page, /<option value="decision">Decision[^<]*: \w+ \d+ \w+[^<]* instead of \w+ \d+ \w+/)
  const agreed = await manager.submit(path('extend'), { choice: 'decision', reason: 'An expert is away.' }, { action: '/extend' })
  assert.equal(agreed.status, 303)
  const none = main(await manager.get(path('extend')))
  assert.match(none, /No time of this complaint can be made longer now/)
  assert.doesNotMatch(none, /<button|<textarea/)
})

test('a gate that is not open names all that is missing and leads to the fields', async () => {
  server.cli('pack take', 'property_management')
  const sent = await new Client(server).submit('/complain/all', { description: '卫生间顶棚渗水。',
    name: '林小雨', email: 'lin@example.org', category: 'construction', 'own-unit': '3 栋 502' })
  const leak = textOf(sent.text, 'reference').trim()
  const refused = await handler.submit(`/desk/complaints/${leak}/assess`, { scope: 'inside',
    severity: 'negligible', safety: 'none', complexity: 'simple', impact: 'individual', need_now: 'no',
    validity: 'valid', reasons: 'One flat.' }, { action: '/assess' })
  assert.equal(refused.status, 422)
  const summary = refused.text.match(/govuk-error-summary__list[^]*?<\/ul>/)[0]
  assert.match(summary, /This is missing first: [^<]*apologised[^]*This is missing first: [^<]*on the spot/)
  assert.match(summary, new RegExp(`href="/desk/complaints/${leak}/fields"`))
  assert.equal((await handler.get(`/desk/complaints/${leak}/fields`)).status, 200)
})

test('another class is one of the case’s own pack, and answers of the old one stay on paper', async () => {
  const form = main(await handler.get(path('class')))
  assert.match(form, /<option value="service"/)
  assert.doesNotMatch(form, /<option value="construction"/)
  const wrong = await handler.submit(path('class'), { choice: 'construction', reason: 'A slip.' }, { action: '/class' })
  assert.equal(wrong.status, 422)
  const changed = await handler.submit(path('class'), { choice: 'service', reason: 'It is about the shop.' }, { action: '/class' })
  assert.equal(changed.status, 303, changed.text)
  assert.match((await handler.get(path('print'))).text, /SF-1/)
})
