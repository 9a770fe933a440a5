// Warnings, breaches and escalations reach people; significant complaints reach top management,
// who confirm that they have read it; who cannot solve a complaint asks the superior for help.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, openBrowser, sound } from './harness.mjs'
import { World } from './world.mjs'

let world
let server
let browser

before(async () => {
  world = await new World().make((server) => {
    server.addUser('boss', 'top_management')
    server.addUser('auditor', 'auditor')
    server.addTeam('Roads')
    server.addUser('roads', 'handler', 'Roads')
  })
  server = world.server
  browser = await openBrowser(server)
})
after(async () => {
  await browser?.close()
  await world?.server.stop()
})

const page = async (user, options) => {
  const page = await browser.page(options)
  await browser.login(page, server.users[user])
  return page
}

// The clocks of a case begin so many days earlier; the clerk of the next start finds them.
function back(reference, days) {
  const us = days * 86_400_000_000
  const of = `complaint_id = (SELECT id FROM complaint WHERE reference = '${reference}') AND state = 'running'`
  server.sql(`UPDATE clock SET started_at = started_at - ${us}, due_at = due_at - ${us},
    tell_at = tell_at - ${us}, look_at = look_at - ${us} WHERE ${of}`)
}

const told = (where = '1 = 1') => Number(server.sql(`SELECT count(*) FROM staff_notice WHERE ${where}`))

async function until(what, seconds = 40) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    if (await what()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  assert.fail('it did not happen in time')
}

test('[C10] what runs out reaches owner and manager, and is read by them alone', async (t) => {
  const { reference } = await world.file({ description: 'The quillwort lift stands still.' })
  await world.act('handler', reference, 'take-up', {})
  let empty = await page('handler')
  await empty.goto('/desk/notices')
  assert.match(await empty.textContent('main'), /Nothing was told to you yet/)
  await sound(empty, 'notices-empty')

  back(reference, 20)
  await server.restart()
  await until(() => told("kind = 'breach'") >= 4)
  empty = await page('handler')

  await t.test('the bell says how many', async () => {
    await empty.goto('/desk')
    assert.match(await empty.textContent('.bell'), /\d/)
    await empty.click('.bell')
    assert.match(await empty.textContent('main'), /Ran out: Acknowledgement|Ran out: Initial assessment/)
    await sound(empty, 'notices')
    const before = await empty.locator('.alert-lines li.unread').count()
    assert.ok(before > 1)
    await empty.click('.alert-lines li.unread button >> nth=0')
    assert.equal(await empty.locator('.alert-lines li.unread').count(), before - 1)
  })

  await t.test('a notice leads to its case, and is read by that', async () => {
    const boss = await page('manager', { width: 360 })
    await boss.goto('/desk/notices')
    await sound(boss, 'notices-manager-360')
    const before = await boss.locator('.alert-lines li.unread').count()
    await boss.click('.alert-lines a >> nth=0')
    assert.equal(new URL(boss.url()).pathname, `/desk/complaints/${reference}`)
    await boss.goto('/desk/notices')
    assert.equal(await boss.locator('.alert-lines li.unread').count(), before - 1)
    await boss.click('button:has-text("Mark all as read")')
    assert.equal(await boss.locator('.alert-lines li.unread').count(), 0)
    assert.match(await boss.textContent('.bell'), /\b0\b/)
  })

  await t.test('top management at twice its time, in Chinese', async () => {
    const zh = await page('boss', { language: 'zh-Hans' })
    await zh.goto('/desk/notices?lang=zh-Hans')
    assert.match(await zh.textContent('main'), /时限已用 200%，仍未完成：/)
    await sound(zh, 'notices-zh')
  })

  await t.test('nobody else sees it, and nothing of the complaint stands in it', async () => {
    const other = await page('second')
    await other.goto('/desk/notices')
    assert.match(await other.textContent('main'), /Nothing was told to you yet/)
    const id = server.sql("SELECT max(id) FROM staff_notice WHERE kind = 'breach'")
    assert.equal((await other.goto(`/desk/notices/${id}`)).status(), 404)
    const roads = await page('roads')
    assert.equal((await roads.goto(`/desk/notices/${id}`)).status(), 404)
    await empty.goto('/desk/notices')
    assert.ok(!/quillwort|Mai Example/.test(await empty.content()))
  })

  await t.test('[4.7-a] whoever may not see the case any more does not see its notices', async () => {
    const manager = world.desk.manager
    const count = async () => ((await manager.get('/desk/notices')).text.match(/\/desk\/notices\/\d+/g) ?? []).length
    assert.ok(await count() > 0)
    const form = await world.desk.handler.get(`/desk/complaints/${reference}/conflict`)
    assert.equal(form.status, 200)
    server.sql(`INSERT INTO conflict (id, complaint_id, staff_id, kind, at)
      SELECT 1, c.id, s.id, 'declared', 1 FROM complaint c, staff s WHERE c.reference = '${reference}'
      AND s.id = (SELECT staff_id FROM staff_role WHERE role = 'manager' AND ended_at IS NULL)`)
    assert.equal(await count(), 0)
    server.sql('DELETE FROM conflict WHERE id = 1')
  })
})

test('[C10] what was missed has a cause, which the closing asks for and the manager counts', async (t) => {
  const { reference } = await world.file({ description: 'The heating is cold.' })
  await world.act('handler', reference, 'take-up', {})
  back(reference, 6)
  await server.restart()
  await until(() => Number(server.sql(`SELECT count(*) FROM clock WHERE breached_at IS NOT NULL AND state = 'running'
    AND complaint_id = (SELECT id FROM complaint WHERE reference = '${reference}')`)) > 0)
  for (const name of Object.keys(world.desk)) world.desk[name] = await new Client(server).login(server.users[name])
  const handler = await page('handler')

  await t.test('the list of the day has it', async () => {
    await handler.goto('/desk/deadlines')
    const main = await handler.textContent('main')
    assert.match(main, /Overdue[^]*Due today[^]*Warned of[^]*Missed, with the cause/)
    assert.ok(main.includes(reference))
    await sound(handler, 'deadlines')
    await handler.goto('/desk/deadlines?view=missed')
    await sound(handler, 'deadlines-missed')
  })

  await t.test('the case asks for the cause', async () => {
    await handler.goto(`/desk/complaints/${reference}`)
    assert.match(await handler.textContent('.clocks'), /Nobody said yet why/)
    const missed = await handler.locator('.entry.automatic', { hasText: 'A date was missed' }).allTextContents()
    assert.ok(missed.length > 0 && missed.every((text) => /A date was missed[^]*\d\s*(Initial assessment|Acknowledg)/.test(text)), missed.join())
    await handler.goto(`/desk/complaints/${reference}/breaches`)
    await sound(handler, 'breaches')
    await handler.click('.keep-form button >> nth=0')
    assert.match(await handler.textContent('main'), /Choose why the date was missed/)
    await handler.selectOption('[name=cause] >> nth=0', { label: 'Another reason' })
    await handler.click('.keep-form button >> nth=0')
    assert.match(await handler.textContent('main'), /Say in words why the date was missed/)
    await sound(handler, 'breaches-refused')
    await handler.fill('[name=text] >> nth=0', 'The archive was flooded.')
    await handler.click('.keep-form button >> nth=0')
    await handler.goto(`/desk/complaints/${reference}/breaches`)
    assert.match(await handler.textContent('main'), /Another reason: The archive was flooded\. \(.*User handler/)
    while (await handler.locator('.keep-form').count()) {
      await handler.selectOption('[name=cause] >> nth=0', { label: 'Too much work for the people there were' })
      await handler.click('.keep-form button >> nth=0')
      await handler.goto(`/desk/complaints/${reference}/breaches`)
    }
    await handler.goto(`/desk/complaints/${reference}`)
    assert.match(await handler.textContent('.clocks'), /Too much work|Another reason/)
  })

  await t.test('the manager counts them, each number leads to its list', async () => {
    const boss = await page('manager', { width: 360 })
    await boss.goto('/desk/deadlines')
    assert.match(await boss.textContent('main'), /Why dates were missed[^]*Another reason[^]*Missed dates: 1/)
    await sound(boss, 'deadlines-manager-360')
    await boss.click('a[href$="cause=other"]')
    const main = await boss.textContent('main')
    assert.ok(main.includes(reference))
    assert.match(main, /Another reason/)
    const zh = await page('manager', { language: 'zh-Hans', width: 360 })
    await zh.goto('/desk/deadlines')
    await sound(zh, 'deadlines-zh-360')
  })

  await t.test('as a file, without anything that somebody wrote', async () => {
    const csv = await world.desk.manager.get('/desk/deadlines.csv')
    assert.match(csv.text, new RegExp(`"missed","${reference}",.*,"other","Another reason","User handler"`))
    assert.ok(!/flooded|heating/.test(csv.text))
    assert.equal((await (await new Client(server).login(server.users.roads)).get('/desk/deadlines.csv')).text.includes(reference), false)
  })

  await t.test('it is not closed without the cause', async () => {
    const other = await world.investigated()
    back(other.reference, 3)
    await server.restart()
    for (const name of Object.keys(world.desk)) world.desk[name] = await new Client(server).login(server.users[name])
    await world.respond('handler', other.reference)
    await world.decide('handler', other.reference)
    await world.act('handler', other.reference, 'answer', { answer: 'accepted' })
    back(other.reference, 40)
    await server.restart()
    for (const name of Object.keys(world.desk)) world.desk[name] = await new Client(server).login(server.users[name])
    server.sql(`UPDATE clock SET breached_at = 1700000000000000, state = 'missed', stopped_at = 1700000000000000, look_at = NULL
      WHERE name = 'acknowledge' AND complaint_id = (SELECT id FROM complaint WHERE reference = '${other.reference}')`)
    const form = await world.desk.handler.get(`/desk/complaints/${other.reference}/close`)
    assert.match(form.text, /Why each missed date was missed\./)
  })
})

test('[5.4.1-b] [item 174] a significant complaint reaches top management, who confirms that it was read', async (t) => {
  for (const name of Object.keys(world.desk)) world.desk[name] = await new Client(server).login(server.users[name])
  const { reference } = await world.file({ description: 'A journalist asks about the lift.' })
  await world.act('handler', reference, 'assess', {
    scope: 'inside', severity: 'minor', safety: 'none', complexity: 'simple', impact: 'individual', need: 'no',
    validity: 'valid', reasons: 'The press called.', signals: 'media senior_staff'
  })

  await t.test('the case says why, and who has not read it yet', async () => {
    const handler = await page('handler')
    await handler.goto(`/desk/complaints/${reference}`)
    assert.match(await handler.textContent('.significant'),
      /Significant: The media ask or may ask · Senior staff are complained about.*User boss has not confirmed yet/s)
    await sound(handler, 'significant-case')
    await handler.goto('/desk/significant')
    assert.match(await handler.textContent('main'), /You are not asked to confirm any[^]*User boss has not confirmed yet/)
    assert.equal(await handler.locator('main button').count(), 0)
  })

  await t.test('top management confirms, and sees no name', async () => {
    const boss = await page('boss', { width: 360 })
    await boss.goto('/desk/notices')
    assert.match(await boss.textContent('main'), /A significant complaint: please confirm that you have read this/)
    await boss.goto('/desk/significant')
    assert.match(await boss.textContent('main'), /For you to confirm[^]*The media ask or may ask/)
    assert.ok(!/Mai Example|journalist/.test(await boss.content()))
    await sound(boss, 'significant-360')
    await boss.click('button:has-text("I have read this")')
    assert.match(await boss.textContent('main'), /You have confirmed everything[^]*Everybody has confirmed[^]*The media ask/)
    await boss.goto(`/desk/complaints/${reference}`)
    assert.match(await boss.textContent('.significant'), /User boss confirmed/)
    assert.match(await boss.textContent('.timeline'), /Top management confirmed that it has read the alert/)
    assert.ok(!/Mai Example/.test(await boss.content()), 'the identity stays sealed')
    const zh = await page('boss', { language: 'zh-Hans' })
    await zh.goto('/desk/significant')
    assert.match(await zh.textContent('main'), /媒体关注或可能关注/)
    await sound(zh, 'significant-zh')
  })

  await t.test('by a regulator it is significant from its first moment', async () => {
    const before = told("kind = 'significant'")
    const key = server.addApiKey('gate')
    const answer = await new Client(server).api('POST', '/api/v1/complaints', {
      headers: { authorization: `Bearer ${key}`, 'idempotency-key': crypto.randomUUID() },
      json: { description: 'Passed on by the office.', channel: 'regulator', complainant: { name: 'Mai Example' } }
    })
    assert.equal(answer.status, 201, answer.text)
    assert.equal(told("kind = 'significant'"), before + 1)
  })
})

test('[item 111] what cannot be solved goes to the superior, who answers with opinion and limit', async () => {
  for (const name of Object.keys(world.desk)) world.desk[name] = await new Client(server).login(server.users[name])
  const { reference } = await world.file({ description: 'It is beyond us.' })
  await world.act('handler', reference, 'take-up', {})
  const handler = await page('handler', { width: 360 })
  await handler.goto(`/desk/complaints/${reference}/help`)
  await handler.click('main .go button')
  assert.match(await handler.textContent('main'), /Write the reason/)
  await handler.fill('[name=reason]', 'Nobody here may pay so much.')
  await sound(handler, 'help-ask-360')
  await handler.click('main .go button')
  await handler.goto(`/desk/complaints/${reference}/help`)
  assert.equal(await handler.locator('main .go button').count(), 0, 'nobody answers themselves')

  const boss = await page('manager')
  await boss.goto('/desk/notices')
  await boss.click('a:has-text("Your help is asked for") >> nth=0')
  assert.equal(new URL(boss.url()).pathname, `/desk/complaints/${reference}`)
  await boss.goto(`/desk/complaints/${reference}/help`)
  assert.match(await boss.textContent('main'), /Nobody here may pay so much/)
  await boss.fill('[name=opinion]', 'Pay, and write to them.')
  await boss.click('main .go button')
  assert.match(await boss.textContent('main'), /Give the day until when/)
  assert.equal(await boss.inputValue('[name=opinion]'), 'Pay, and write to them.')
  await boss.fill('[name=until]', '2099-12-24')
  await sound(boss, 'help-answer')
  await boss.click('main .go button')

  await handler.goto('/desk/notices')
  assert.match(await handler.textContent('main'), /Your request for help was answered/)
  await handler.goto(`/desk/complaints/${reference}/help`)
  assert.match(await handler.textContent('main'), /Pay, and write to them\.[^]*24 December 2099/)
})

test('[C10] a clerk that is killed tells each of them once', async () => {
  const cases = []
  for (let i = 0; i < 12; i++) {
    const { reference } = await world.file({ description: `Lift ${i}` })
    cases.push(reference)
  }
  for (const reference of cases) back(reference, 20)
  const before = told()
  for (let i = 0; i < 4; i++) {
    await server.kill()
    await server.start()
    await new Promise((resolve) => setTimeout(resolve, 3 * i))
  }
  const list = cases.map((reference) => `'${reference}'`).join(',')
  await until(() => Number(server.sql(`SELECT count(*) FROM clock k JOIN complaint c ON c.id = k.complaint_id
    WHERE c.reference IN (${list}) AND k.look_at IS NOT NULL AND k.look_at < ${Date.now()}000`)) === 0)
  assert.ok(told() > before)
  assert.equal(server.sql(`SELECT count(*) FROM (SELECT 1 FROM staff_notice WHERE clock_id IS NOT NULL
    GROUP BY clock_id, kind, share, staff_id, team_id HAVING count(*) > 1) t`), '0')
  assert.equal(server.sql(`SELECT count(*) FROM staff_notice n WHERE NOT EXISTS
    (SELECT 1 FROM notice_reading r WHERE r.notice_id = n.id)`), '0')
})
