// How top management leads, as those who do it meet it: a policy that everybody reads, objectives that are
// counted from the complaints, means that are asked for and given, a review of it all. [item 174]
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, openBrowser, overflows, sound, startServer } from './harness.mjs'

const day = (d) => d.toISOString().slice(0, 10)
const days = (n) => day(new Date(Date.now() + n * 86400e3))
const now = new Date()
const from = day(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)))
const until = day(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 0)))

let server, browser, one
const desk = {}

before(async () => {
  server = await startServer({
    users: true,
    prepare: (s) => {
      s.addTeam('Repairs', 'Reception')
      s.addUser('rita', 'manager', 'Repairs')
      s.addUser('remy', 'handler', 'Repairs')
    }
  })
  const key = server.addApiKey('All')
  for (const n of [1, 2]) {
    const filed = await new Client(server).api('POST', '/api/v1/complaints', { key,
      headers: { 'idempotency-key': `leading-${n}` },
      json: { description: `Part ${n} is missing.`, class: 'P01', channel: 'letter', received_at: `${from}T08:00:00Z` } })
    assert.equal(filed.status, 201, filed.text)
  }
  await server.restart() // the clerk looks at once, and finds what is a month old
  for (const name of Object.keys(server.users)) desk[name] = await new Client(server).login(server.users[name])
  browser = await openBrowser(server)
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

const main = (page) => (page.text.match(/<main[^]*<\/main>/)?.[0] ?? page.text).replace(/\s+/g, ' ')
const page = async (who, path, language = 'en') =>
  main(await desk[who].get(path, { headers: { 'accept-language': language } }))
const send = (who, path, act, fields = {}, action = path) => desk[who].submit(path, { act, ...fields }, { action, post: true })
async function done(who, path, act, fields) {
  const answer = await send(who, path, act, fields)
  assert.equal(answer.status, 303, `${act}: ${main(answer)}`)
  return answer.location
}
async function refused(who, path, act, fields, words, status = 422) {
  const answer = await send(who, path, act, fields)
  assert.equal(answer.status, status, main(answer))
  assert.match(main(answer), words)
  for (const value of Object.values(fields)) if (value.includes(' ')) assert.ok(answer.text.includes(value), 'nothing typed is lost')
}
const choice = async (who, path, label) =>
  (await desk[who].get(path)).text.match(new RegExp(`<option value="(\\d+)"[^>]*>\\s*${label}`))[1]

test('[item 174] the policy: top management adopts it, staff and public read it in their language, and it is looked at again', async () => {
  assert.match(await page('top_management', '/desk/top-management'), /There is no policy on complaints yet/)
  assert.match(main(await new Client(server).get('/policy')), /have not published a policy yet/)
  const policy = { policy_en: 'Complaints are welcome here.', policy_zh_hans: '我们欢迎投诉。', from: '', review: days(365) }
  assert.doesNotMatch(await page('manager', '/desk/policy'), /<form/, 'nobody else adopts it')
  assert.notEqual((await desk.manager.post('/desk/policy', policy)).status, 303)
  await refused('top_management', '/desk/policy', 'adopt', { ...policy, policy_en: '' }, /in the language of the organisation/)
  await refused('top_management', '/desk/policy', 'adopt', { ...policy, review: '' }, /by when it is looked at again/)
  await refused('top_management', '/desk/policy', 'adopt', { ...policy, from: days(-1) }, /This day is past/)
  await done('top_management', '/desk/policy', 'adopt', policy)
  for (const who of ['receiver', 'handler', 'administrator']) {
    assert.match(await page(who, '/desk/policy'), /Complaints are welcome here\./)
    assert.match(await page(who, '/desk/procedure'), /href="\/desk\/policy"/, 'one tap from the procedure')
  }
  assert.doesNotMatch(await page('top_management', '/desk/top-management'), /There is no policy/)
  const open = await browser.page({ language: 'zh-Hans', width: 360 })
  await open.goto('/zh-Hans/how-we-handle-complaints')
  await open.click('main a[href$="/policy"]')
  assert.match(await open.textContent('main'), /我们欢迎投诉。/)
  assert.match(await open.textContent('main'), /User top_management/, 'signed, and dated')
  await sound(open, 'leading-policy')
  await open.context().close()
  assert.match(main(await new Client(server).get('/vi/policy')), /lang="en">Complaints are welcome here\./, 'in the organisation’s language where there is none of the reader’s')

  await done('top_management', '/desk/policy', 'adopt', { ...policy, policy_en: 'From tomorrow: we call back within a day.', from: days(1), review: days(2) })
  assert.match(await page('handler', '/desk/policy'), /Complaints are welcome here\./, 'the next one does not hold yet')
  const review = (on) => server.sql(`UPDATE policy SET review_on = '${on}' WHERE id = (SELECT min(id) FROM policy)`)
  review(until)
  assert.match(await page('manager', '/desk/policy'), /should have been looked at again by/)
  assert.match(await page('top_management', '/desk/top-management'), /should have been looked at again by/)
  review(days(365))
})

test('[item 174] [6.2-b] objectives: set, counted from the complaints, missed, acted upon and settled', async () => {
  const path = '/desk/objectives'
  const objective = { measure: 'came_back', target: '10', team: '0', from, until: days(30),
    owner: await choice('top_management', path, 'User manager'), why: 'Solved the first time.' }
  assert.doesNotMatch(await page('manager', path), /<form/)
  await refused('top_management', path, 'set', { ...objective, target: '101' }, /number from 0 to 100/)
  await refused('top_management', path, 'set', { ...objective, until: days(-1) }, /This day is past/)
  await refused('top_management', path, 'set', { ...objective, measure: 'luck' }, /Choose what is measured/)
  await done('top_management', path, 'set', objective)
  await done('top_management', path, 'set', { ...objective, measure: 'limits', target: '100', why: 'Nobody waits.' })
  await done('top_management', path, 'set', { ...objective, measure: 'satisfied', target: '80', team: await choice('top_management', path, 'Repairs'), why: '' })
  const seen = await page('receiver', path)
  assert.match(seen, /Came back, at most 10%[^]*?0 of 2: reached/)
  assert.match(seen, /Time limits kept, at least 100%[^]*?User manager/)
  assert.doesNotMatch(seen, /Satisfied with the handling/, 'another department’s is not theirs')
  assert.match(await page('remy', path), /Satisfied with the handling, at least 80%<[^]*?Repairs[^]*?–/)
  const limits = seen.match(/\/desk\/objectives\/\d+(?=">Time limits)/)[0]
  const late = () => Number(server.sql('SELECT count(*) FROM clock WHERE breached_at IS NOT NULL'))
  while (late() < 2) await new Promise((again) => setTimeout(again, 50))
  const missed = await page('manager', limits)
  assert.match(missed, /0 of \d+: not yet/)
  assert.match(missed, /href="\/desk\/analyses\/new"[^>]*>This is not reached/)
  await refused('top_management', limits, 'end', { text: ' ' }, /Say what follows from it/)
  await done('top_management', limits, 'end', { text: 'Two more people answer.' })
  assert.match(await page('receiver', limits), /Two more people answer\./)
  assert.match(await page('receiver', path), /Settled[^]*Time limits kept/)
  assert.notEqual((await send('top_management', limits, 'end', { text: 'Again.' }).catch(() => ({ status: 0 }))).status, 303)
})

test('what was reached is read from what is kept of it, however many complaints there are', async () => {
  const path = '/desk/objectives'
  const columns = server.sql(process.env.REDRESS_TEST_DB
    ? "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'complaint'"
    : "SELECT name FROM pragma_table_info('complaint')").split('\n').filter((c) => !['id', 'reference'].includes(c)).join(', ')
  server.sql(`INSERT INTO complaint (id, reference, ${columns})
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
    SELECT c.id + 1000000000 + n.i, c.reference || '-' || n.i, ${columns.replace(/\w+/g, 'c.$&')} FROM n, (SELECT * FROM complaint ORDER BY id LIMIT 1) c`)
  for (const at of [path, '/desk/top-management'])
    assert.match(await page('top_management', at), /Came back, at most 10%[^]*?0 of 2: reached/, 'nobody counts the register')
  const one = (await page('receiver', path)).match(/\/desk\/objectives\/\d+(?=">Came back)/)[0]
  assert.match(await page('receiver', one), /0 of 2: reached/)
  server.sql('DELETE FROM complaint WHERE id > 1000000000')
})

test('[item 174] means: a department asks, top management grants or declines, and what is granted is there', async () => {
  const path = '/desk/means'
  const repairs = await choice('rita', path, 'Repairs')
  await refused('rita', path, 'ask', { kind: 'luck', team: repairs, what: 'More of it.' }, /Choose what is needed/)
  await refused('rita', path, 'ask', { kind: 'people', team: '0', what: 'One more person.' }, /Choose a department of yours/)
  await done('rita', path, 'ask', { kind: 'people', team: repairs, what: 'One more person at the counter.' })
  await done('rita', path, 'ask', { kind: 'training', team: repairs, what: 'A day on hard talks.' })
  const waiting = await page('top_management', '/desk/top-management')
  assert.match(waiting, /One more person at the counter\.[^]*?People[^]*?Repairs[^]*?Waits for an answer/)
  const at = (words) => waiting.match(new RegExp(`/desk/means/\\d+(?=">${words})`))[0]
  const person = at('One more'), talks = at('A day')
  assert.doesNotMatch(await page('rita', person), /<form/, 'nobody grants their own')
  for (const at of [person, person + '/answer']) {
    const own = await desk.rita.post(at, { act: 'grant', text: 'Yes.', due: days(9) })
    assert.notEqual(own.status, 303)
  }
  const answer = (at, act, fields) => send('top_management', at, act, { ...fields }, at + '/answer')
  assert.match((await answer(person, 'grant', { text: 'From the reserve.', due: '' })).text, /Say until when it is there/)
  assert.equal((await answer(person, 'grant', { text: 'From the reserve.', due: days(9) })).status, 303)
  assert.match((await answer(talks, 'decline', { text: '' })).text, /Say why, and how it is done/)
  assert.equal((await answer(talks, 'decline', { text: 'It is in next year’s plan.' })).status, 303)
  assert.match(await page('rita', person), /From the reserve\.[^]*<form/)
  const due = (on) => server.sql(`UPDATE resource SET due_on = '${on}' WHERE state = 'granted'`)
  due(until)
  assert.match(await page('rita', path), /class="late"[^]*One more person/, 'late when it is not there')
  due(days(9))
  await done('rita', person, 'there')
  assert.match(await page('rita', path), /Answered, and there[^]*One more person[^]*There/)
  assert.match(await page('rita', path), /A day on hard talks\.[^]*Declined/)
  assert.equal((await desk.remy.get(path)).status, 404, 'a handler leads no department')
  for (let i = 1; i <= 51; i++) await done('rita', path, 'ask', { kind: 'money', team: repairs, what: `Money number ${i}.` })
  const first = await page('rita', path)
  assert.match(first, /Money number 1\.[^]*Money number 50\./)
  assert.doesNotMatch(first, /Money number 51\./)
  const later = first.match(/href="(\/desk\/means\?after=\d+)"[^>]*>Later ones/)[1]
  assert.match(await page('rita', later), /Money number 51\./, 'none is out of sight')
  assert.match(await page('top_management', '/desk/top-management'), new RegExp(`href="${later.replace('?', '\\?')}"`))
})

test('[item 174] the review at intervals: what there is to look at, what is decided, and the next one is due', async () => {
  const path = '/desk/management-reviews'
  assert.match(await page('manager', path), /has not held a review yet/)
  assert.match(await page('top_management', '/desk/top-management'), /has not held a review yet/)
  assert.notEqual((await desk.manager.post(path, { act: 'begin', from, until })).status, 303)
  const decided = { process: 'One form less.', products: 'None: nothing points there.', means: 'One person more.' }
  const first = await done('top_management', path, 'begin', { from: '2020-01-01', until: '2020-12-31' })
  assert.match(await page('manager', path), /has not held a review yet/, 'one that is begun is not held')
  await done('top_management', first, 'end', { ...decided, process: 'First of all.' })
  assert.match(await page('manager', path), /should have held a review by .*31 December 2021/)
  assert.match(await page('top_management', '/desk/top-management'), /should have held a review by/)
  await refused('top_management', path, 'begin', { from, until: days(1) }, /not over yet/)
  one = await done('top_management', path, 'begin', { from, until })
  const seen = await page('top_management', one)
  for (const words of ['By department', 'Came back, at most 10%', 'Policy on complaints', 'Corrective actions that are not settled',
    'Means that are asked for or on their way', 'Significant complaints']) assert.ok(seen.includes(words), words)
  assert.match(seen, /All<\/a><\/th><td[^>]*>2<\/td>/)
  assert.equal((await desk.rita.get(one)).status, 404, 'of the whole organisation')
  await refused('top_management', one, 'end', { ...decided, means: '' }, /Say what was decided, or that nothing was and why/)
  await done('top_management', one, 'weak_point', { text: 'Forms are asked for twice.' })
  await refused('top_management', one, 'end', decided, /has no corrective action yet/, 409)
  const point = (await desk.top_management.get(one)).text.match(/<select[^>]*name="weak_point"[^]*?<option value="(\d+)"/)[1]
  await done('top_management', one, 'corrective', { weak_point: point, what: 'Take one form away.',
    owner: await choice('top_management', one, 'User manager'), due: days(20) })
  await done('top_management', one, 'end', decided)
  const read = await page('auditor', one)
  assert.match(read, /How complaints are handled: One form less\.[^]*Products and services: None[^]*Means: One person more\./)
  const action = (await page('manager', '/desk/corrective-actions')).match(/\/desk\/corrective-actions\/\d+(?=">Take one form)/)[0]
  assert.match(await page('manager', action), new RegExp(`href="${one}"`), 'and leads back to the review')
  assert.doesNotMatch(await page('manager', path), /not held|should have held/)
  assert.match(await page('top_management', '/desk/top-management'), /Next management review by/)
  assert.doesNotMatch(await page('manager', '/desk/analyses'), /Forms are asked for twice/)
  const settings = '/desk/settings/looking-back'
  assert.match(await page('administrator', settings), /name="review_months"[^>]*value="12"/)
  const again = await done('top_management', path, 'begin', { from, until })
  assert.match(await page('top_management', again), /What the last review decided[^]*One form less\./)
  const third = await done('top_management', path, 'begin', { from, until })
  assert.match(await page('top_management', third), /What the last review decided[^]*One form less\./, 'not the one that is under way')
})

test('[item 174] other systems read policy, objectives, means and reviews with the rights of their role', async () => {
  const keys = {}
  const read = async (where, role, team = '') => {
    keys[role + team] ??= server.addApiKey(`leading ${role} ${team}`, 'read', team, role)
    return new Client(server).api('GET', `/api/v1/${where}`, { key: keys[role + team] })
  }
  const policies = (await read('policies', 'handler')).json.items
  const policy = policies.filter((one) => one.in_force)
  assert.deepEqual(policy.map((one) => [one.text_en, one.text_zh_hans]), [['Complaints are welcome here.', '我们欢迎投诉。']])
  assert.ok(policies.length > 1, 'also those that are not in force')
  const objectives = (await read('objectives', 'manager')).json.items
  assert.deepEqual(objectives.map(({ measure }) => measure), ['satisfied', 'limits', 'came_back'])
  assert.deepEqual([objectives[2].part, objectives[2].whole, objectives[2].reached, objectives[2].owner], [0, 2, true, 'User manager'])
  assert.equal(objectives[1].conclusion, 'Two more people answer.')
  assert.deepEqual((await read('objectives', 'handler', 'Reception')).json.items.map(({ measure }) => measure), ['limits', 'came_back'], 'not of another department')
  assert.equal((await read('objectives', 'handler', 'Repairs')).json.items.length, 3, 'of one’s own')
  const next = (await read('objectives?limit=2', 'manager')).json.next
  assert.deepEqual((await read(`objectives?limit=2&after=${next}`, 'manager')).json.items.map(({ measure }) => measure), ['came_back'])
  const means = (await read('means?limit=200', 'manager', 'Repairs')).json.items
  const person = means.find(({ what }) => what.startsWith('One more person'))
  assert.deepEqual([person.state, person.team, person.answer], ['there', 'Repairs', 'From the reserve.'])
  assert.equal((await read('means', 'handler')).status, 404)
  const reviews = (await read('management-reviews', 'auditor')).json.items
  assert.ok(reviews.some(({ conclusion, received, weak_points: points }) => received === 2 && points === 1 && /One form less/.test(conclusion)))
  assert.deepEqual((await read('management-reviews', 'manager', 'Repairs')).json.items, [], 'of the whole organisation')
})

test('[item 174] what is due rings for whoever it falls to, once', async () => {
  const [id, was] = ['id', 'until_on'].map((c) => server.sql(`SELECT ${c} FROM objective WHERE ended_at IS NULL AND measure = 'satisfied'`).trim())
  const over = (on) => server.sql(`UPDATE objective SET until_on = '${on}' WHERE id = ${id}`)
  over(until)
  await server.restart() // the clerk looks at once
  const rung = () => Number(server.sql('SELECT count(*) FROM duty_notice'))
  while (rung() < 1) await new Promise((again) => setTimeout(again, 50))
  const list = await page('manager', '/desk/notices')
  assert.match(list, /Due for the organisation[^]*The period of an objective is over/)
  assert.doesNotMatch(await page('top_management', '/desk/notices'), /The period of an objective/, 'somebody else answers for it')
  const bell = list.match(/\/desk\/notices\/\d+(?=">The period)/)[0]
  assert.equal((await desk.top_management.get(bell)).status, 404)
  assert.equal((await desk.manager.get(bell)).location, `/desk/objectives/${id}`)
  assert.doesNotMatch((await page('manager', '/desk/notices')).match(/<li[^>]*>(?:(?!<li)[^])*The period of an objective/)[0], /class="unread"/, 'opened is read')
  over(was)
  await server.restart()
  assert.equal(rung(), 1)
})

test('these pages are for every eye, in Chinese, wide and narrow', async () => {
  for (const width of [360, 1280]) {
    const open = await browser.page({ language: 'zh-Hans', width })
    await browser.login(open, server.users.top_management)
    for (const at of ['top-management', 'policy', 'objectives', 'means', one.slice('/desk/'.length)]) {
      assert.equal((await open.goto(`/desk/${at}?lang=zh-Hans`)).status(), 200)
      await sound(open, `leading-${at.replace('/', '-')}-${width}`)
      assert.equal(await overflows(open), false, at)
    }
    await open.context().close()
  }
})

test('everything is in the history, and nobody wrote beside it', () => {
  server.cli('verify', '--values')
})
