// Parts of a pack on the pages where people meet them: its public notice, the tree of its classes, the
// kinds of contact it takes.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, openBrowser, sound } from './harness.mjs'
import { four, head as headOf, takePack } from './pack.mjs'
import { World } from './world.mjs'

const head = (name, version = 1) => headOf(name, 'Shop', { version, chinese: '商店' })
let world, server, browser

const problems = (html) => html.match(/govuk-error-summary__list[^]*?<\/ul>/)?.[0] ?? html.slice(0, 200)

const take = (name, text) => takePack(server, name, text)

before(async () => {
  world = await new World().make((made) => { server = made })
  browser = await openBrowser(server)
})
after(async () => {
  await browser?.close()
  await world?.server.stop()
})

test('[7.1-a] the public notice says what the procedure writes of it', async (t) => {
  server.cli('pack add', 'housing_two_stage')
  server.cli('pack take', 'housing_two_stage')
  const page = await browser.page({ language: 'zh-Hans' })

  await t.test('a shipped pack names the body outside', async () => {
    await page.goto('/how-we-handle-complaints?lang=zh-Hans')
    const link = page.locator('a[href="https://www.housing-ombudsman.org.uk"]')
    assert.equal(await link.count() > 0, true)
    assert.match(await page.textContent('main'), /住房申诉专员.*可随时免费咨询/s)
    await sound(page, 'notice-of-pack')
  })

  await t.test('its own paragraphs stand in place of ours, in each language', async () => {
    take('shop', `${head('shop')}notice:
  where_and_how: {${four('Ring the bell at gate 3.', '请按三号门的门铃。')}}
  times: {${four('On Sundays we rest.', '星期日休息。')}}
`)
    const en = (await new Client(server).get('/how-we-handle-complaints?lang=en')).text
    assert.match(en, /Ring the bell at gate 3\./)
    assert.match(en, /On Sundays we rest\./)
    assert.doesNotMatch(en, /On these pages, at any time/)
    assert.match(en, /We find out what happened/, 'parts it does not write are ours')
    assert.match((await new Client(server).get('/zh-Hans/how-we-handle-complaints')).text, /请按三号门的门铃。/)
  })

  await t.test('the organisation begins its own with it, and what it publishes counts', async () => {
    const form = await world.desk.manager.get('/desk/notice/en')
    assert.match(form.text, /Ring the bell at gate 3\./)
  })
})

const tree = (name, version = 1) => `${head(name, version)}contacts:
- {type: complaint, ${four('Complaint', '投诉')}}
- {type: feedback, ${four('Praise', '表扬')}}
- {type: service_request, ${four('Report of a fault', '报修')}}
classes:
- code: goods
  ${four('Goods', '商品').replaceAll(', ', '\n  ')}
  classes:
  - code: bread
    ${four('Bread', '面包').replaceAll(', ', '\n    ')}
    classes:
    - {code: crust, ${four('Crust', '面包皮')}}
  - {code: milk, ${four('Milk', '牛奶')}}
- {code: manners, ${four('Manners', '态度')}}
clocks:
- {name: taste, starts: [received], stops: [closed], unit: days, length: 3, source: s, ${four('Taste', '品尝')},
   limits: [{classes: [goods], length: 9}, {classes: [crust], length: 1}]}
sources: [{id: s, name: House rule, mark: V}]
`

test('classes are a tree: chosen by groups, found and counted with those below them', async (t) => {
  take('bakery', tree('bakery'))
  const key = server.addApiKey('bakery')
  const api = (method, where, json) => new Client(server).api(method, where,
    { headers: { authorization: `Bearer ${key}` }, json })
  const mine = {}

  await t.test('the public form groups them, without script', async () => {
    const page = await browser.page({ language: 'zh-Hans', script: false })
    await page.goto('/complain?lang=zh-Hans')
    await page.fill('[name=description]', '面包皮是焦的。')
    await page.click('.go button[value=next]')
    assert.deepEqual(await page.locator('[name=category] optgroup').evaluateAll((all) => all.map((g) =>
      [g.label, [...g.querySelectorAll('option')].map((o) => o.textContent)])),
    [['商品', ['商品', '面包', '面包 – 面包皮', '牛奶']]])
    assert.equal(await page.locator('[name=category] > option[value=manners]').count(), 1)
  })

  await t.test('the desk does so too, and a filed one says all of its way', async () => {
    const page = await world.desk.handler.get('/desk/new')
    assert.match(page.text, /<optgroup label="Goods">/)
    for (const category of ['crust', 'milk', 'goods', 'manners']) mine[category] = await world.file({ category })
    const shown = await new Client(server).submit('/complain/all', { description: 'Burnt.', category: 'crust', naming: 'anonymous' })
    assert.equal(shown.status, 201)
  })

  await t.test('who asks for a class gets those below it: in lists, in the search and in the API', async () => {
    const listed = async (name) => [...(await world.desk.manager.get(`/desk/queues/received?class=${name}`)).text
      .matchAll(/href="\/desk\/complaints\/(\d{4}-\d{6})"/g)].map(([, reference]) => reference)
    const goods = new Set(await listed('goods'))
    for (const name of ['crust', 'milk', 'goods']) assert.ok(goods.has(mine[name].reference), name)
    assert.ok(!goods.has(mine.manners.reference))
    const bread = new Set(await listed('bread'))
    assert.ok(bread.has(mine.crust.reference) && !bread.has(mine.milk.reference))
    const found = (await api('GET', '/api/v1/complaints?class=goods')).json
    assert.equal((found.items ?? found.complaints).length, 4)
    const words = (await world.desk.manager.get('/desk/search?q=lift&class=goods')).text
    assert.ok(words.includes(mine.milk.reference) && !words.includes(mine.manners.reference))
  })

  await t.test('figures count a parent with its children, and the number is that of its list', async () => {
    const page = await browser.page()
    await browser.login(page, server.users.manager)
    await page.goto('/desk/figures')
    const received = async (label) => (await page.locator('table').first().locator('tr', { has: page.locator(`th:text-is("${label}")`) })
      .locator('td').first().textContent()).trim()
    assert.equal(await received('Goods'), '4')
    assert.equal(await received('Goods – Bread'), '2')
    assert.equal(await received('Goods – Bread – Crust'), '2')
    assert.equal(await received('Goods – Milk'), '1')
    assert.equal(await received('Manners'), '1')
    await sound(page, 'tree-figures')
    await page.locator('tr', { has: page.locator('th:text-is("Goods")') }).locator('a').first().click()
    assert.equal(await page.locator('tbody tr').count(), 4)
    assert.match(await page.textContent('main'), /4/)
    await sound(page, 'tree-list')
  })

  await t.test('the clock of a parent holds for its children, unless the child says otherwise', async () => {
    const days = async (name) => {
      const { clocks } = (await api('GET', `/api/v1/complaints/${mine[name].reference}`)).json
      return (new Date(clocks.find((clock) => clock.name === 'taste').due_at) - Date.now()) / 86400000
    }
    assert.ok(await days('milk') >= 8, 'of the goods')
    assert.ok(await days('crust') <= 2, 'its own')
    assert.ok(await days('manners') < 5, 'of all')
  })
})

test('[3-a] the kinds of contact that the procedure takes, by their names there', async (t) => {
  take('kinds', tree('kinds'))

  await t.test('the desk offers them and no others', async () => {
    const { text } = await world.desk.handler.get('/desk/new')
    const offered = [...text.match(/name="type"[^]*?<\/select>|name="type"[^]*?<\/fieldset>/)[0].matchAll(/value="(\w+)"/g)].map(([, v]) => v)
    assert.deepEqual(new Set(offered), new Set(['complaint', 'feedback', 'service_request']))
    assert.match(text, /Praise/)
    const filed = await world.desk.handler.submit('/desk/new', { type: 'wrongdoing', description: 'Somebody steals.',
      channel: 'telephone', naming: 'anonymous' }, { action: '/desk/new' })
    assert.match(problems(filed.text), /Contacts of this kind are not taken here/)
  })

  await t.test('praise is recorded, answered and leaves the way of complaints', async () => {
    const { reference } = await world.file()
    await world.refused('handler', reference, 'retype', { choice: 'enquiry', reason: 'It asks.' }, /not taken here/)
    await world.done('handler', reference, 'retype', { choice: 'feedback', reason: 'They praise us.' })
    const page = await world.desk.handler.get(`/desk/complaints/${reference}`)
    assert.match(page.text, /Praise/)
    await world.refused('handler', reference, 'close', { reason: 'answered', why: 'Thanked.', lessons: 'None.' },
      /The answer to the person/)
    const at = `/desk/complaints/${reference}`
    const replied = await world.desk.handler.submit(at, { reply: 'Thank you. We have told the team.' }, { action: '/replies' })
    assert.equal(replied.status, 303, problems(replied.text))
    await world.done('handler', reference, 'close', { reason: 'answered', why: 'Thanked.', lessons: 'None.' })
  })

  await t.test('no door for what is not taken', async () => {
    assert.doesNotMatch((await new Client(server).get('/')).text, /type=suggestion/)
    const filed = await new Client(server).submit('/complain/all', { description: 'Be kind.', type: 'suggestion' })
    assert.equal(filed.status, 201)
    assert.equal(server.sql(`SELECT count(*) FROM complaint WHERE type = 'suggestion'`), '0')
  })
})
