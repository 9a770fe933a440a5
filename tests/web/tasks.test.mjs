// Several departments work on one case: a guest of a hotel complains, the front desk answers for it
// and asks the rooms and the kitchen. Each task is asked, taken on, done, confirmed or sent back; the
// case stays with its owner and does not close before.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, formOf, openBrowser, sound } from './harness.mjs'
import { World } from './world.mjs'

let world
let server
let browser
let page // the handler of the front desk, who answers for it
let rooms
let kitchen

before(async () => {
  world = await new World().make((server) => {
    for (const team of ['Rooms', 'Kitchen']) server.addTeam(team)
    server.addUser('rosa', 'handler', 'Rooms')
    server.addUser('kim', 'receiver', 'Kitchen')
  })
  server = world.server
  browser = await openBrowser(server)
  page = await staff('handler')
  rooms = await staff('rosa')
  kitchen = await staff('kim')
  world.desk.rosa = await new Client(server).login(server.users.rosa)
})
after(async () => {
  await browser?.close()
  await world?.server.stop()
})

async function staff(name, language = 'en') {
  const p = await browser.page({ language })
  await browser.login(p, server.users[name])
  await p.goto(`/desk?lang=${language}`)
  return p
}

const desk = (reference) => `/desk/complaints/${reference}`
const main = (p) => p.textContent('main')
const queue = async (p) => {
  await p.goto('/desk/tasks')
  return p.$$eval('.task-list li', (list) => list.map((one) => one.textContent.replace(/\s+/g, ' ')))
}
const form = (p, act) => p.locator('.keep-form', { has: p.locator(`[name=act][value=${act}]`) })

async function ask(reference, team, text, fields = { working_days: '2' }) {
  await page.goto(`${desk(reference)}/tasks`)
  const asked = form(page, 'ask')
  await asked.locator('[name=team]').selectOption({ label: team })
  await asked.locator('[name=text]').fill(text)
  for (const [name, value] of Object.entries(fields)) await asked.locator(`[name=${name}]`).fill(value)
  await asked.locator('button').click()
}

test('[items 67, 190] front desk, rooms and kitchen work on one complaint of a guest', async (t) => {
  const { reference } = await world.investigated({
    description: 'The room was not made, and the soup at dinner was cold.', product: 'Room 502'
  })

  await t.test('nobody else reads it before they are asked', async () => {
    assert.equal((await rooms.goto(desk(reference))).status(), 404)
    assert.equal((await kitchen.goto(desk(reference))).status(), 404)
    assert.deepEqual(await queue(rooms), [])
    await sound(rooms, 'tasks-none')
  })

  await t.test('[item 67] the front desk hands it to whom it concerns, from the case', async () => {
    await page.goto(desk(reference))
    await page.click('a:has-text("Tasks for other teams")')
    await sound(page, 'tasks-ask')
    await form(page, 'ask').locator('[name=text]').fill('Please make room 502 again.')
    await form(page, 'ask').locator('button').click()
    assert.match(await main(page), /Choose the team that is asked/)
    assert.equal(await form(page, 'ask').locator('[name=text]').inputValue(), 'Please make room 502 again.',
      'nothing is lost')
    await sound(page, 'tasks-refused')
    await ask(reference, 'Rooms', 'Please make room 502 again, and say why it was left out.')
    assert.match(await main(page), /The team is asked/)
    await ask(reference, 'Kitchen', 'Why was the soup cold on Sunday?', { working_days: '', due_on: '2099-01-01' })
    assert.match(await main(page), /Choose a day from today on/)
    await ask(reference, 'Kitchen', 'Why was the soup cold on Sunday?', { working_days: '5' })
    assert.equal(await page.locator('.task-list li').count(), 2)
    await sound(page, 'tasks-case')
  })

  await t.test('each team finds its own, with the count, and the date explained', async () => {
    const [mine, ...more] = await queue(rooms)
    assert.deepEqual(more, [])
    assert.match(mine, new RegExp(`Rooms ${reference} Please make room 502 again`))
    assert.match(await rooms.textContent('nav'), /Tasks for my team\s*1/)
    await sound(rooms, 'tasks-queue')
    await rooms.click('.task-list a')
    assert.match(await main(rooms), /Why this date\?[^]*2 working days are counted/)
    await sound(rooms, 'tasks-asked')
  })

  await t.test('the team reads the case, and does nothing in it but its task', async () => {
    await rooms.goto(desk(reference))
    assert.match(await main(rooms), /The room was not made/)
    for (const act of ['assess', 'assign', 'link', 'files', 'respond']) {
      assert.equal((await rooms.goto(`${desk(reference)}/${act}`)).status(), 404, `no ${act}`)
    }
    await rooms.goto(`${desk(reference)}/tasks`)
    assert.equal(await rooms.locator('.keep-form').count(), 0, 'it asks nobody')
    const [, kitchens] = await rooms.$$eval('.task-list a', (links) => links.map((a) => a.getAttribute('href')))
    await rooms.goto(kitchens)
    assert.equal(await rooms.locator('.keep-form').count(), 0, 'and does not answer for others')
    const hidden = formOf((await world.desk.rosa.get(desk(reference))).text, '/notes').hidden
    const answer = await world.desk.rosa.post(`${kitchens}/answer`, { form_token: hidden.form_token, act: 'accept' })
    assert.notEqual(answer.status, 303)
    assert.match(answer.text, /Somebody of the team that was asked answers it/)
  })

  await t.test('[item 121] the rooms confirm, do it and show it; the owner is not satisfied at first', async () => {
    await queue(rooms)
    await rooms.click('.task-list a')
    await form(rooms, 'accept').locator('button').click()
    assert.match(await main(rooms), /The task is taken on[^]*Taken on[^]*Confirmed by the team/)
    await form(rooms, 'finish').locator('button').click()
    assert.match(await main(rooms), /Write what was done/)
    await form(rooms, 'finish').locator('[name=text]').fill('The room is made. The list was not printed.')
    await form(rooms, 'finish').locator('[type=file]').setInputFiles(
      { name: 'room.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') })
    await form(rooms, 'finish').locator('button').click()
    assert.match(await main(rooms), /recorded as done[^]*The list was not printed[^]*room\.pdf/)
    await sound(rooms, 'tasks-done')

    const [answered] = await queue(page)
    assert.match(answered, /Please make room 502 again.*Done, to be confirmed/)
    await page.click('.task-list a')
    await sound(page, 'tasks-to-confirm')
    await form(page, 'give_back').locator('[name=text]').fill('The guest says the towels are missing.')
    await form(page, 'give_back').locator('button').click()
    assert.match(await main(page), /back with the team/)
    await queue(rooms)
    await rooms.click('.task-list a')
    await form(rooms, 'finish').locator('[name=text]').fill('The towels are there now.')
    await form(rooms, 'finish').locator('button').click()
    await queue(page)
    await page.click('.task-list a')
    await form(page, 'confirm').locator('button').click()
    assert.match(await main(page), /The task is settled[^]*Done and confirmed/)
    assert.equal((await rooms.goto(desk(reference))).status(), 404, 'it reads it no longer')
  })

  await t.test('the kitchen sends it back; the case does not close before it is settled', async () => {
    await queue(kitchen)
    await kitchen.click('.task-list a')
    await form(kitchen, 'send_back').locator('[name=text]').fill('Dinner on Sunday was served by the rooms.')
    await form(kitchen, 'send_back').locator('button').click()
    assert.deepEqual(await queue(kitchen), [])
    await world.respond('handler', reference)
    await world.decide('handler', reference)
    await world.done('handler', reference, 'answer', { answer: 'accepted', text: 'Fine.' })
    await page.goto(desk(reference))
    const lack = page.locator('.missing a', { hasText: 'The task of Kitchen' })
    await sound(page, 'tasks-missing')
    await world.refused('handler', reference, 'close',
      { reason: 'accepted', lessons: 'Print the list twice.', survey: 'yes' }, /The task of Kitchen, due on/)
    await lack.click()
    assert.match(await main(page), /served by the rooms/)
    await form(page, 'again').locator('[name=team]').selectOption({ label: 'Rooms' })
    await form(page, 'again').locator('[name=working_days]').fill('1')
    await form(page, 'again').locator('[name=text]').fill('The kitchen says that you served dinner.')
    await form(page, 'again').locator('button').click()
    assert.match(await main(page), /The team is asked/)
    assert.equal((await queue(rooms)).length, 1)
    await page.reload()
    await form(page, 'cancel').locator('button').click()
    assert.match(await main(page), /Write the reason/)
    await form(page, 'cancel').locator('[name=text]').fill('The guest got a new dinner.')
    await form(page, 'cancel').locator('button').click()
    assert.match(await main(page), /The task is cancelled/)
    await world.done('handler', reference, 'close',
      { reason: 'accepted', lessons: 'Print the list twice.', survey: 'yes' })
  })

  await t.test('the case tells who did what, for staff alone, and on paper', async () => {
    await page.goto(`${desk(reference)}/print?notes=1`)
    const told = await main(page)
    for (const words of [/Another team was asked: Rooms/, /A task was done: Rooms/, /A task was confirmed as done/,
      /A task was sent back with a reason/, /A task was cancelled: Rooms[^]*The guest got a new dinner/]) {
      assert.match(told, words)
    }
    assert.match(told, /The list was not printed/)
    await page.goto(`${desk(reference)}/print`)
    assert.doesNotMatch(await main(page), /The list was not printed/)
  })
})

test('what is late is marked, and the list goes on page by page', async () => {
  const { reference } = await world.file()
  await ask(reference, 'Kitchen', 'The first.')
  const count = () => kitchen.textContent('nav a[href="/desk/tasks"]')
  await kitchen.goto('/desk/tasks')
  assert.match(await count(), /Tasks for my team\s*1/)
  server.sql('UPDATE clock SET due_at = started_at + 1 WHERE id IN (SELECT clock_id FROM task WHERE state = \'asked\')')
  await kitchen.goto('/desk/tasks')
  assert.match(await main(kitchen), /Late since/)
  await sound(kitchen, 'tasks-late')
})

test('the same over the API: list, ask, answer, settle', async () => {
  const { reference } = await world.file()
  const at = (act) => `/api/v1/complaints/${reference}/${act}`
  const call = async (name, method, where, json) => {
    const client = world.desk[name]
    const { hidden } = formOf((await client.get('/desk')).text, '/logout')
    return client.api(method, where, { headers: { 'form-token': hidden.form_token }, json })
  }
  assert.equal((await world.desk.rosa.api('GET', at('tasks'))).status, 404)
  const refused = await call('handler', 'POST', at('tasks'), { team: 'Nobody', text: 'Look.', working_days: 1 })
  assert.equal(refused.status, 422, refused.text)
  assert.equal(refused.json.field, 'team')
  const asked = await world.act('handler', reference, 'tasks', { team: 'Rooms', text: 'Look.', working_days: 1 })
  const mine = (await world.desk.rosa.api('GET', '/api/v1/tasks')).json.items.filter((one) => one.reference === reference)
  assert.deepEqual(mine.map(({ id, state, team }) => ({ id, state, team })), [{ id: asked.id, state: 'asked', team: 'Rooms' }])
  assert.equal((await call('handler', 'POST', at(`tasks/${asked.id}/done`), { text: 'Done.' })).status, 409, 'not theirs')
  assert.equal((await call('rosa', 'POST', at(`tasks/${asked.id}/confirm`), {})).status, 404, 'not hers')
  assert.equal((await call('rosa', 'POST', at(`tasks/${asked.id}/accept`), {})).status, 200)
  assert.equal((await call('rosa', 'POST', at(`tasks/${asked.id}/done`), {})).status, 422)
  assert.equal((await call('rosa', 'POST', at(`tasks/${asked.id}/done`), { text: 'It is fine.' })).status, 200)
  await world.act('handler', reference, `tasks/${asked.id}/give-back`, { text: 'Once more.' })
  assert.equal((await call('rosa', 'POST', at(`tasks/${asked.id}/send-back`), { text: 'Not ours.' })).status, 200)
  await world.act('handler', reference, `tasks/${asked.id}/ask-again`, { team: 'Rooms', text: 'It is.', working_days: 1 })
  await world.act('handler', reference, `tasks/${asked.id}/cancel`, { text: 'Never mind.' })
  const [task] = (await world.desk.handler.api('GET', at('tasks'))).json.items
  assert.equal(task.state, 'cancelled')
  assert.equal(task.settled_by, 'User handler')
  assert.deepEqual(task.written.map(({ text }) => text),
    ['Look.', 'It is fine.', 'Once more.', 'Not ours.', 'It is.', 'Never mind.'])
})

test('in Chinese', async () => {
  const { reference } = await world.file({ description: '房间没有打扫，汤是凉的。' })
  const p = await staff('handler', 'zh-Hans')
  await p.goto(`${desk(reference)}/tasks`)
  await sound(p, 'tasks-zh-ask')
  await form(p, 'ask').locator('[name=team]').selectOption({ label: 'Rooms' })
  await form(p, 'ask').locator('[name=text]').fill('请重新打扫 502 房间。')
  await form(p, 'ask').locator('[name=working_days]').fill('2')
  await form(p, 'ask').locator('button').click()
  await p.click('.task-list a')
  assert.match(await main(p), /承办[^]*Rooms[^]*为什么是这一天/)
  await sound(p, 'tasks-zh')
})

test('[items 120, 121, 164] the action plan as tasks: the pack of the procedure has them ready', async (t) => {
  server.cli('pack add', 'product_quality')
  server.cli('pack take', 'product_quality')
  const { reference } = await world.file({ description: 'The kettle leaks.', product: 'Kettle K-200' })
  const ready = (words) => page.locator('.keep-form', { has: page.locator(`h2:has-text("${words}")`) })

  await t.test('with their question and their time; a team that is not there is chosen', async () => {
    await page.goto(`${desk(reference)}/tasks`)
    assert.match(await main(page), /A department's part of the action plan[^]*within 5 working days[^]*by when, and what it needs/)
    await sound(page, 'tasks-ready')
    await ready('Inspect the sample').locator('button').click()
    assert.match(await main(page), /The team that the procedure names is not there/)
    await ready('Inspect the sample').locator('[name=team]').selectOption({ label: 'Kitchen' })
    await ready('Inspect the sample').locator('button').click()
    assert.match(await main(page), /The team is asked/)
    assert.equal(await ready('Inspect the sample').count(), 0, 'it is not asked twice')
    await ready('A department\'s part').locator('[name=team]').selectOption({ label: 'Rooms' })
    await ready('A department\'s part').locator('button').click()
    assert.match(await main(page), /The team is asked/)
    assert.equal(await ready('A department\'s part').count(), 1, 'other departments have theirs')
  })

  await t.test('the department answers with measure, day and resources, and its confirmation is kept', async () => {
    const mine = (await queue(rooms)).find((line) => line.includes(reference))
    assert.match(mine, /A department's part of the action plan/)
    await rooms.click(`.task-list li:has-text("${reference}") a`)
    assert.match(await main(rooms), /5 working days are counted/)
    await form(rooms, 'accept').locator('button').click()
    await form(rooms, 'finish').locator('[name=text]').fill('A harder seal, by 10 December; 200 samples.')
    await form(rooms, 'finish').locator('button').click()
    await page.goto(desk(reference))
    assert.match(await page.textContent('.panel'), /A department's part of the action plan\s*Done, to be confirmed/)
    assert.match(await main(page), /A task was taken on[^]*A harder seal, by 10 December/)
  })
})
