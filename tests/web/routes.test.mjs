// Routes of a pack: a complaint goes to the team and the person that a route finds, the case says
// why, and a team that got it wrongly sends it back.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, openBrowser, sound } from './harness.mjs'
import { takePack } from './pack.mjs'
import { World } from './world.mjs'

const words = (en, zh, hant, vi) => `en: ${en}, zh-Hans: ${zh}, zh-Hant: ${hant}, vi: ${vi}`
const PACK = `pack: routed
version: 1
title: {${words('Routed', '分派', '分派', 'Phân tuyến')}}
about: {${words('Routes', '分派', '分派', 'Phân tuyến')}}
classes:
- {code: leak, ${words('A leak', '漏水', '漏水', 'Rò nước')}}
- {code: fire, team: Emergency, ${words('A fire', '火情', '火警', 'Cháy')}}
routes:
- {name: grave, severities: [critical], team: Emergency, owner: by_load, ${words('Grave cases', '严重情况', '嚴重情況', 'Việc nghiêm trọng')}}
- {name: leaks, classes: [leak], products: [Tower], team: Plumbers, owner: round_robin, ${words('Leaks in the tower', '塔楼漏水', '塔樓漏水', 'Rò nước ở tháp')}}
- {name: others, ${words('All others', '其他', '其他', 'Còn lại')}}
`

let world
let server
let browser
let key

before(async () => {
  world = await new World().make((server) => {
    for (const team of ['Plumbers', 'Emergency']) server.addTeam(team, 'Reception')
    server.addUser('receiver', 'receiver')
    server.addUser('admin', 'administrator')
    server.addUser('pia', 'handler', 'Plumbers')
    server.addUser('pete', 'handler', 'Plumbers')
    server.addUser('emma', 'handler', 'Emergency')
    takePack(server, 'routed', PACK)
    key = server.addApiKey('door')
  })
  server = world.server
  browser = await openBrowser(server)
})
after(async () => {
  await browser?.close()
  await world?.server.stop()
})

const api = (method, where, json) => new Client(server).api(method, where,
  { headers: { authorization: `Bearer ${key}`, 'idempotency-key': crypto.randomUUID() }, json })
const read = async (reference) => (await api('GET', `/api/v1/complaints/${reference}`)).json

async function filed(more = {}) {
  const answer = await api('POST', '/api/v1/complaints', {
    description: 'Water comes through the ceiling.', class: 'leak', product: 'the old tower, floor 3',
    complainant: { name: 'Mai Example', email: 'mai@example.org' }, ...more
  })
  assert.equal(answer.status, 201, answer.text)
  return answer.json.reference
}

test('[item 72] [4.12-a] a route finds team and owner, in turn, and the case says why', async (t) => {
  const first = await filed()
  assert.equal((await read(first)).team, 'Plumbers')
  assert.equal((await read(first)).owner, 'User pia')
  assert.equal((await read(await filed())).owner, 'User pete')
  assert.equal((await read(await filed({ product: 'the yard' }))).owner, null, 'all others')

  const page = await browser.page()
  await browser.login(page, server.users.pia)
  await page.goto(`/desk/complaints/${first}`)
  await page.click('summary:has-text("Why is it here?")')
  const why = await page.textContent('[data-fold=routings]')
  assert.match(why, /To Plumbers: you/)
  assert.match(why, /By the route “Leaks in the tower”, because of the class \(A leak\), the product\./)
  assert.match(why, /It was their turn\./)
  await sound(page, 'routes-why')

  await t.test('[4.12-a] the wrong team sends it back, with the reason', async () => {
    await page.goto(`/desk/complaints/${first}/send`)
    await sound(page, 'routes-send')
    await page.selectOption('[name=choice]', { label: 'Emergency' })
    await page.fill('[name=reason]', 'The ceiling comes down.')
    await page.click('main .go button')
    assert.match(new URL(page.url()).pathname, /^\/desk(\/queues\/mine)?$/, 'it is another team\'s now')
    assert.equal((await read(first)).owner, 'User emma')

    const emma = await browser.page({ width: 360 })
    await browser.login(emma, server.users.emma)
    await emma.goto(`/desk/complaints/${first}/send-back`)
    await emma.click('main .go button')
    assert.match(await emma.textContent('main'), /Write the reason/)
    await emma.fill('[name=reason]', 'It only drips.')
    await sound(emma, 'routes-send-back-360')
    await emma.click('main .go button')
    const c = await read(first)
    assert.deepEqual([c.team, c.owner], ['Plumbers', 'User pia'])
    await page.goto(`/desk/complaints/${first}`)
    await page.click('summary:has-text("Why is it here?")')
    assert.match(await page.textContent('[data-fold=routings]'),
      /Sent back by User emma: it was wrong there\./)
  })

  await t.test('in Chinese', async () => {
    const zh = await browser.page({ language: 'zh-Hans', width: 360 })
    await browser.login(zh, server.users.pia)
    await zh.goto('/desk?lang=zh-Hans')
    await zh.goto(`/desk/complaints/${first}`)
    await zh.click('summary:has-text("为什么在这里？")')
    assert.match(await zh.textContent('[data-fold=routings]'), /按分派规则“塔楼漏水”，依据：类别（漏水）、产品。/)
    await sound(zh, 'routes-why-zh-360')
  })
})

test('[4.12-a] a new class has a team of its own: the case says that it went there for it', async () => {
  const reference = await filed({ class: null, product: 'the yard' })
  const { handler } = world.desk
  const changed = await handler.submit(`/desk/complaints/${reference}/class`,
    { choice: 'fire', reason: 'It burns.' }, { action: '/class' })
  assert.equal(changed.status, 303, changed.text)
  assert.equal((await read(reference)).team, 'Emergency')
  assert.match((await handler.get(`/desk/complaints/${reference}`)).text,
    /To Emergency[^]*These complaints are theirs, because of the class \(A fire\)\./)
})

test('[4.12-a] who is away gets nothing new, and who stands in sees what they have', async () => {
  const page = await browser.page()
  await browser.login(page, server.users.pete)
  await page.goto('/desk/absences/new')
  await sound(page, 'absence-new')
  const today = new Date().toISOString().slice(0, 10)
  await page.selectOption('[name=substitute]', { label: 'User pia' })
  await page.fill('[name=from]', '2020-01-02')
  await page.fill('[name=until]', '2020-01-01')
  await page.click('main .go button')
  assert.match(await page.textContent('main'), /The last day is before the first/)
  await page.fill('[name=from]', today)
  await page.fill('[name=until]', '2099-12-31')
  await page.click('main .go button')
  assert.match(await page.textContent('main'), /User pete/)
  await sound(page, 'absences')
  for (let i = 0; i < 2; i++) {
    const c = await read(await filed())
    assert.equal(c.owner, 'User pia', 'in turn, and standing in')
  }

  const pia = await browser.page({ width: 360 })
  await browser.login(pia, server.users.pia)
  await pia.goto('/desk/absences')
  await pia.click('a:has-text("User pete")')
  assert.match(await pia.textContent('main'), /Water comes through the ceiling/)
  await sound(pia, 'absence-360')
  const at = new URL(pia.url()).pathname

  const emma = await browser.page()
  await browser.login(emma, server.users.receiver)
  assert.equal((await emma.goto(at)).status(), 404, 'somebody else\'s absence is not for everybody')
  assert.equal((await emma.goto(`${at}/end`)).status(), 404)
  const other = await browser.page()
  await browser.login(other, server.users.emma)
  assert.equal((await other.goto(at)).status(), 404, 'nor for who gives complaints to others elsewhere')
  assert.equal((await other.goto(`${at}/end`)).status(), 404)
  await other.goto('/desk/absences')
  assert.doesNotMatch(await other.textContent('main'), /User pete/)
  await other.goto('/desk/absences/new')
  assert.doesNotMatch(await other.textContent('[name=staff]'), /User pete/)
  const head = await browser.page()
  await browser.login(head, server.users.manager)
  assert.equal((await head.goto(`${at}/end`)).status(), 200, 'who plans for their team ends it')
  await page.goto(`${at}/end`)
  await page.click('main .go button')
  assert.doesNotMatch(await page.textContent('main'), /User pete/)

  const boss = await browser.page()
  await browser.login(boss, server.users.manager)
  await boss.goto('/desk/figures')
  assert.match(await boss.textContent('main'), /Sent back\s*1/)
})

test('[item 72] in the browser alone: a team that is named and does not exist is said, made, and gets its complaints', async (t) => {
  const PROCEDURE = '/desk/settings/procedure', PACKS = '/desk/settings/packs'
  const page = await browser.page({ width: 360 })
  await browser.login(page, server.users.admin)
  const keep = () => page.click('main form .go button')
  const main = () => page.textContent('main')

  await t.test('the form lists the teams, and takes another one only with the word that it is made later', async () => {
    await page.goto(`${PROCEDURE}/part?part=classes`)
    assert.deepEqual(await page.$$eval('#teams-known option', (all) => all.map((o) => o.value)),
      ['Emergency', 'Plumbers', 'Reception'])
    assert.equal(await page.getAttribute('[name=team]', 'list'), 'teams-known')
    await page.fill('[name=new]', 'lift')
    for (const [lang, name] of [['en', 'Lifts'], ['zh-Hans', '电梯'], ['zh-Hant', '電梯'], ['vi', 'Thang máy']])
      await page.fill(`[name="${lang}"]`, name)
    await page.fill('[name=team]', 'Lift temm')
    await keep()
    assert.match(await main(), /There is no team of the name Lift temm\. Choose one that is there/)
    await sound(page, 'team-named-360')
    await page.check('[name="team.later"]')
    await keep()
    assert.match(await main(), /Saved\./)
    await page.goto(`${PROCEDURE}/part?part=routes&item=leaks`)
    assert.match(await page.textContent('#units-hint'), /There are: Emergency, Plumbers, Reception\./)
    await page.fill('[name=team]', 'Nowhere team')
    await keep()
    assert.match(await main(), /There is no team of the name Nowhere team/)
    await page.check('[name="team.later"]')
    await keep()
    await page.goto(`${PROCEDURE}/part?part=copies`)
    await page.fill('[name=new]', 'board')
    for (const lang of ['en', 'zh-Hans', 'zh-Hant', 'vi']) await page.fill(`[name="${lang}"]`, 'For the board')
    await page.check('[name=at][value=received]')
    await page.fill('[name=team]', 'The board')
    await keep()
    await page.check('[name="team.later"]')
    await keep()
    assert.match(await main(), /Saved\./)
  })

  await t.test('it is said before and after publishing, under Procedures and on the first page', async () => {
    const both = /The team “Lift temm” does not exist \(Class: Lifts\)[^]*The team “Nowhere team” does not exist \(Route: Leaks in the tower\)/
    await page.goto(`${PROCEDURE}/edit`)
    await page.click('button[value=look]')
    assert.match(await page.textContent('#teams'), both)
    await sound(page, 'team-missing-look-360')
    await page.fill('[name=reason]', 'Lifts are theirs.')
    await page.click('button[value=publish]')
    assert.equal(new URL(page.url()).pathname, PROCEDURE)
    assert.match(await page.textContent('#teams'), both)
    await sound(page, 'team-missing-designer-360')
    await page.goto('/desk/settings')
    assert.match(await page.textContent('#alarms'),
      /The procedure names teams that do not exist: Lift temm, Nowhere team, The board\./)
    await page.click('#alarms a:has-text("Lift temm")')
    assert.equal(new URL(page.url()).pathname, PACKS)
    assert.match(await page.textContent('#alarms'), both)
    await sound(page, 'team-missing-packs-360')
    await page.goto(`${PACKS}/routed@2`)
    assert.match(await page.textContent('#alarms'), both)
  })

  await t.test('another procedure says it before it is taken', async () => {
    await page.goto(`${PACKS}/service_quality@1/take`)
    assert.match(await main(), /产品组, 服务组, 物流组, 综合组\. What is theirs goes where it would go without them/)
    await sound(page, 'team-missing-take-360')
  })

  const shown = async (reference) => (await world.desk.manager.get(`/desk/complaints/${reference}`)).text
  const why = async (reference) => (await shown(reference)).match(/data-fold="routings"[^]*?<\/details>/)[0]
  const lift = await filed({ class: 'lift', product: 'the yard' })
  const leak = await filed()
  await t.test('the complaints stay where all come in, with nobody chosen there, and say why', async () => {
    assert.deepEqual([(await read(lift)).team, (await read(lift)).owner], ['Reception', null])
    assert.match(await why(lift), /The team that the procedure names there, “Lift temm”, did not exist/)
    assert.deepEqual([(await read(leak)).team, (await read(leak)).owner], ['Reception', null])
    assert.match(await why(leak), /By the route “Leaks in the tower”[^]*“Nowhere team”, did not exist/)
    assert.match(await shown(lift), /For the board[^]*?to Reception on [^]*?; the team “The board”, which the procedure names, does not exist/)
  })

  await t.test('one click and a button make it, and what comes then is theirs', async () => {
    await page.goto(PACKS)
    await page.click('#alarms a:has-text("Lift temm")')
    assert.equal(await page.inputValue('[name=name]'), 'Lift temm')
    await sound(page, 'team-missing-make-360')
    await keep()
    assert.equal(new URL(page.url()).pathname, PACKS, 'and back')
    assert.doesNotMatch(await main(), /Lift temm/)
    assert.match(await page.textContent('#alarms'), /Nowhere team/)
    const c = await read(await filed({ class: 'lift', product: 'the yard' }))
    assert.equal(c.team, 'Lift temm')
    await page.goto('/desk/settings/teams/new?name=Nowhere+team&back=https://example.org/')
    await keep()
    assert.equal(new URL(page.url()).pathname, '/desk/settings/teams', 'never to another place')
    await page.goto('/desk/settings')
    await page.click('#alarms a:has-text("The board")')
    await page.click('#alarms a:has-text("The board")')
    await keep()
    assert.doesNotMatch(await main(), /does not exist/)
    await page.goto('/desk/settings')
    assert.doesNotMatch(await main(), /teams that do not exist/)
    assert.doesNotMatch(await shown(lift), /which the procedure names, does not exist/)
    assert.equal((await read(await filed())).team, 'Nowhere team')
  })
})

test('the log and every column are as the events say', () => {
  server.cli('verify', '--values')
})
