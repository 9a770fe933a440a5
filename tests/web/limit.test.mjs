// The time limit that the company sets for a hard complaint: a clock until that day, which moves
// with it, tells owner, company department and general manager, is missed like any other, and says
// who set it. The pack of property management, in Chinese.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client } from './harness.mjs'
import { OUTSIDE, World } from './world.mjs'

let world
let server

before(async () => {
  world = await new World().make((server) => {
    for (const team of ['公司相关部门', '总经理']) server.addTeam(team)
    server.addUser('company', 'handler', '公司相关部门')
    server.addUser('general', 'top_management', '总经理')
    server.cli('pack add', 'property_management')
    server.cli('pack take', 'property_management')
  })
  server = world.server
  await login()
})
after(() => world?.server.stop())

async function login() {
  for (const name of ['handler', 'manager', 'second', 'company', 'general']) {
    world.desk[name] = await new Client(server).login(server.users[name])
  }
}

const desk = (reference) => `/desk/complaints/${reference}`
const day = (offset) => {
  const at = new Date(Date.now() + offset * 24 * 3600e3)
  return at.toISOString().slice(0, 10)
}

// The fields of a case, with what stands there and `answers` in place of it.
async function set(name, reference, answers) {
  const answer = await world.desk[name].api('POST', `/api/v1/complaints/${reference}/fields`, {
    headers: { 'form-token': await token(name) },
    json: { fields: Object.entries(answers).map(([name, value]) => ({ name, value })) }
  })
  return answer
}

async function token(name) {
  const page = await world.desk[name].get('/desk')
  return page.text.match(/name="form_token" value="([^"]+)"/)[1]
}

async function given(name, reference, answers) {
  const answer = await set(name, reference, answers)
  assert.equal(answer.status, 200, answer.text)
}

const clocks = async (reference) =>
  (await world.desk.company.api('GET', `/api/v1/complaints/${reference}`, { headers: { 'accept-language': 'zh-CN' } }))
    .json.clocks.filter((clock) => clock.name === 'company_limit')

// The clocks of a case begin so many days earlier; the clerk of the next start finds them.
function back(reference, days) {
  const us = days * 86_400_000_000
  const of = `complaint_id = (SELECT id FROM complaint WHERE reference = '${reference}')`
  server.sql(`UPDATE clock SET look_at = NULL WHERE ${of}`)
  server.sql(`UPDATE clock SET started_at = started_at - ${us}, due_at = due_at - ${us}, tell_at = tell_at - ${us},
    look_at = coalesce(tell_at, due_at) - ${us} WHERE name = 'company_limit' AND state = 'running' AND ${of}`)
}

const told = (user, kind, share) => Number(server.sql(`SELECT count(*) FROM staff_notice n JOIN staff s ON s.id = n.staff_id
  JOIN staff_role r ON r.staff_id = s.id JOIN team t ON t.id = r.team_id
  WHERE n.clock = 'company_limit' AND n.kind = '${kind}' AND n.share = ${share} AND t.name = '${user}'`))

async function until(what) {
  for (const end = Date.now() + 40_000; Date.now() < end;) {
    if (await what()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  assert.fail('it did not happen in time')
}

async function hard() {
  const { reference } = await world.file({ category: 'management', description: '电梯反复停运。' })
  await given('handler', reference, { apologised: 'yes', on_the_spot: 'impossible', hard: 'yes' })
  await world.act('handler', reference, 'assess', { scope: 'inside', severity: 'negligible', safety: 'none',
    complexity: 'simple', impact: 'individual', need: 'no', validity: 'valid', reasons: '多户受影响。' })
  await world.act('handler', reference, 'take-up', {})
  return reference
}

test('[items 93, 94] the limit of the company is a clock until that day', async (t) => {
  const reference = await hard()

  await t.test('a day that is over is no limit', async () => {
    const answer = await set('company', reference, { company_limit: '2020-01-31' })
    assert.equal(answer.status, 422)
    assert.match(answer.text, /This day is over|这一天已过/)
    assert.deepEqual(await clocks(reference), [])
  })

  await t.test('it runs from when the day is written down, and says who did that', async () => {
    await given('company', reference, { company_opinion: '更换控制柜。', company_limit: day(10) })
    const [clock] = await clocks(reference)
    assert.equal(clock.state, 'running')
    assert.ok(Math.abs(new Date(clock.due_at) - new Date(`${day(10)}T23:59:59Z`)) < 24 * 3600e3, clock.due_at)
    assert.equal(clock.why[0].kind, 'written_down')
    assert.match(clock.why[0].text, /“公司规定的处理时限”：由User company于20\d\d年.*填写/)
    assert.equal(clock.why.length, 2, 'that day, and no sum of days')
    const page = await world.desk.handler.get(desk(reference))
    assert.match(page.text.match(/.*written down on.*/)[0], /Time limit set by the company.*written down on .*\d{4}.* by .*User company/)
  })

  await t.test('another day moves it, the same form again does not', async () => {
    await given('company', reference, { company_limit: day(20) })
    const list = await clocks(reference)
    assert.equal(list.length, 1)
    assert.ok(new Date(list[0].due_at) > new Date(`${day(19)}T00:00:00Z`))
    const before = server.sql(`SELECT count(*) FROM event`)
    await given('company', reference, { company_limit: day(20) })
    assert.equal(server.sql(`SELECT count(*) FROM event`), before)
  })

  await t.test('the trial of another procedure plays it, and the history has it', () => {
    const happened = server.sql(`SELECT told FROM happened h JOIN complaint c ON c.id = h.complaint_id
      WHERE c.reference = '${reference}'`)
    assert.match(happened, new RegExp(`\\*until:company_limit:${day(10)}@`))
    assert.match(happened, new RegExp(`\\*until:company_limit:${day(20)}@`))
    assert.equal(server.tryCli('verify', '--values').status, 0)
  })

  await t.test('company department and general manager are warned', async () => {
    back(reference, 19)
    await server.restart()
    await until(() => told('公司相关部门', 'warning', 75) + told('总经理', 'warning', 90) >= 2)
    await login()
    const general = await world.desk.general.get('/desk/notices')
    assert.ok(/Time limit set by the company/.test(general.text))
    assert.ok(/电梯反复停运/.test((await world.desk.general.get(desk(reference))).text), 'and may read it')
  })

  await t.test('missed, it escalates to them, and a new day does not undo that', async () => {
    back(reference, 10)
    await server.restart()
    await until(() => told('公司相关部门', 'escalation', 100) + told('总经理', 'escalation', 120) >= 2)
    await login()
    await given('company', reference, { company_limit: day(5) })
    const list = await clocks(reference)
    assert.deepEqual(list.map((clock) => clock.state).sort(), ['missed', 'running'])
  })
})

test('[item 94] verified late is a breach, of which the cause is said before it is closed', async () => {
  const reference = await hard()
  await given('manager', reference, { superior_opinion: '报公司。' })
  await given('handler', reference, { recorder: '王记录' })
  await given('company', reference, { company_opinion: '更换控制柜。', company_limit: day(2) })
  await world.investigate('handler', reference)
  await world.respond('handler', reference)
  await world.done('handler', reference, 'decide', { outcome: 'upheld', reasons: '现场查实，已整改。',
    letter_outside: OUTSIDE, ...await world.letter('handler', reference) })
  await world.done('handler', reference, 'communicate', { by: 'web', letter: await world.whole('handler', reference) })
  await world.done('handler', reference, 'answer', { answer: 'accepted', text: '可以。' })

  const early = await set('handler', reference, { verified_by: '李验证', verified_on: day(3) })
  assert.equal(early.status, 422, 'nobody has verified it in three days')
  assert.match(early.text, /still to come/)
  back(reference, 4)
  await given('handler', reference, { tracking: '每日检查。', verified_by: '李验证', verified_on: day(0) })
  assert.equal((await clocks(reference))[0].state, 'missed')

  const closing = { reason: 'accepted', lessons: '加强巡查。', survey: 'yes' }
  await world.refused('handler', reference, 'close', closing, /Why a date of a hard complaint was missed/)
  const id = server.sql(`SELECT id FROM clock WHERE name = 'company_limit' AND state = 'missed'
    AND complaint_id = (SELECT id FROM complaint WHERE reference = '${reference}')`).trim()
  await world.act('handler', reference, `breaches/${id}/cause`, { cause: 'recorded_late' })
  await world.done('handler', reference, 'close', closing)
})

test('[item 94] verified within the limit, it is met', async () => {
  const reference = await hard()
  await given('company', reference, { company_opinion: '更换控制柜。', company_limit: day(3) })
  await given('handler', reference, { verified_by: '李验证', verified_on: day(0) })
  assert.equal((await clocks(reference))[0].state, 'met')
})
