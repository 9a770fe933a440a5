// Who does what under the property-management procedure, each by a person in that role, in a browser, in
// Chinese: the company department, the manager of the office, a supervisor, and whoever hears a complaint.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, openBrowser, sound, textOf } from './harness.mjs'
import { OUTSIDE, World } from './world.mjs'

const COMPANY = '公司相关部门'
// The people: who, with which role, in which team. Reception is the management office, with two groups below it.
const PEOPLE = [['head', 'manager', COMPANY], ['officer', 'handler', COMPANY], ['supervisor', 'handler', '工程组'],
  ['leader', 'receiver', '工程组'], ['cleaner', 'receiver', '保洁组'], ['cleaning', 'handler', '保洁组']]

let world
let server
let browser
const pages = {}

before(async () => {
  world = await new World().make((server) => {
    for (const team of [COMPANY, '总经理']) server.addTeam(team)
    for (const team of ['工程组', '保洁组']) server.addTeam(team, 'Reception')
    for (const person of PEOPLE) server.addUser(...person)
    server.cli('pack add', 'property_management')
    server.cli('pack take', 'property_management')
  })
  server = world.server
  browser = await openBrowser(server)
  for (const name of [...PEOPLE.map(([name]) => name), 'manager']) {
    world.desk[name] ??= await new Client(server).login(server.users[name])
    pages[name] = await browser.page({ language: 'zh-Hans' })
    await browser.login(pages[name], server.users[name])
    await pages[name].goto('/desk?lang=zh-Hans')
  }
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

const desk = (reference) => `/desk/complaints/${reference}`
const main = (page) => page.textContent('main')

// Taken down at the desk by that person, as the form asks it.
async function record(name, description, { team, channel = 'in_person', category = 'management', ...more } = {}) {
  const page = pages[name]
  await page.goto('/desk/new')
  await page.selectOption('[name=channel]', channel)
  const at = page.locator(`[name=category][value=${category}]`)
  if (await at.count()) await at.check()
  else await page.selectOption('[name=category]', category)
  await page.fill('[name=description]', description)
  await page.check('[name=naming][value=anonymous]')
  if (team) await page.selectOption('[name=team]', { label: team })
  for (const [field, value] of Object.entries({ apologised: 'yes', ...more })) await page.selectOption(`[name=own-${field}]`, value)
  await page.click('main .go button:not([name=go])')
  const [, reference] = (await main(page)).match(/(\d{4}-\d{6,})/) ?? assert.fail(await main(page))
  return reference
}

async function fields(name, reference, answers) {
  const page = pages[name]
  await page.goto(`${desk(reference)}/fields`)
  for (const [field, value] of Object.entries(answers)) {
    const at = page.locator(`[name=own-${field}]`)
    if (await at.evaluate((e) => e.tagName) === 'SELECT') await at.selectOption(value)
    else await at.fill(value)
  }
  await page.click('main .go button')
  assert.equal(new URL(page.url()).pathname, desk(reference), await main(page))
}

// In the queue of what nobody has yet, as that person sees it.
async function unassigned(name) {
  await pages[name].goto('/desk/queues/unassigned')
  return main(pages[name])
}

async function copies(name) {
  await pages[name].goto('/desk/copies')
  return (await pages[name].$$eval('.keep-links a', (links) => links.map((a) => a.textContent))).join()
}

async function send(name, reference, team, reason) {
  const page = pages[name]
  await page.goto(`${desk(reference)}/send`)
  await page.selectOption('[name=choice]', { label: team })
  await page.fill('[name=reason]', reason)
  await page.click('main .go button')
}

const assess = (name, reference) => world.act(name, reference, 'assess', { scope: 'inside', severity: 'negligible',
  safety: 'none', complexity: 'simple', impact: 'individual', need: 'no', validity: 'valid', reasons: '一户受影响。' })

// Who leads where that person works, and so gives the opinion.
const SUPERIOR = { officer: 'head', supervisor: 'manager', manager: 'manager' }

// From the assessment to the closing, all of it by one person but the superior's opinion.
async function handled(name, reference, unreachable = false) {
  await fields(name, reference, { on_the_spot: 'impossible', hard: 'no', recorder: '王记录' })
  await fields(SUPERIOR[name], reference, { superior_opinion: '按流程办。' })
  if (unreachable) await world.act(name, reference, 'acknowledge', { way: 'impossible', reason: '匿名，无联系方式。' })
  await assess(name, reference)
  await world.act(name, reference, 'take-up', {})
  await world.act(name, reference, 'begin-investigation', {})
  for (const text of ['现场照片两张。', '住户当面说明。']) {
    await world.act(name, reference, 'evidence', { kind: 'statement', source: '现场', text })
  }
  await world.act(name, reference, 'investigate', {
    allegations: [{ text: '情况属实。', finding: 'substantiated', finding_why: '现场可见。' }],
    plan: [{ kind: 'question', text: '何时开始？', done: true }, { kind: 'evidence', text: '照片。', waived_why: '已在案。' }],
    hearing_waived: '投诉内容已经完整。', cause_none: '个别情况。', end: true })
  await world.respond(name, reference)
  await world.done(name, reference, 'decide', { outcome: 'upheld', reasons: '现场查实，已整改。',
    letter_outside: OUTSIDE, ...await world.letter(name, reference) })
  await world.done(name, reference, 'communicate', { by: 'in_person', told_on: new Date().toISOString().slice(0, 10),
    letter: await world.whole(name, reference) })
  await world.done(name, reference, 'answer', { answer: 'accepted', text: '可以。' })
  await world.done(name, reference, 'close', { reason: 'accepted', lessons: '加强巡查。', survey: 'no' })
  assert.match(server.sql(`SELECT closed_at IS NOT NULL FROM complaint WHERE reference = '${reference}'`), /^[1t]/)
}

const owner = async (name, reference) => (await world.desk[name].api('GET', `/api/v1/complaints/${reference}`)).json.owner

test('[item 98] the company department assigns what came to the company to the office, with the reason, and says so', async () => {
  const reference = await record('officer', '园区道路积水。', { team: COMPANY, channel: 'parent_company', passed_by: 'parent' })
  assert.equal((await pages.manager.goto(desk(reference))).status(), 404, 'not the office’s before')
  await fields('head', reference, { company_opinion: '请管理处疏通雨水井。', company_handling: 'assigned' })
  assert.equal((await pages.cleaner.goto(`${desk(reference)}/send`)).status(), 404, 'nobody else assigns it')
  await send('head', reference, 'Reception', '属管理处业务范围。')
  assert.match(await unassigned('manager'), new RegExp(reference))
  await pages.manager.goto(desk(reference))
  assert.match(await main(pages.manager), /属管理处业务范围/, 'with the reason')
  await pages.manager.click('summary:has-text("为什么在这里？")')
  assert.match(await pages.manager.textContent('[data-fold=routings]'), /交给 Reception 由 User head 转交/)
  await sound(pages.manager, 'property-assigned')
  const sheet = await pages.manager.goto(`${desk(reference)}/sheets/complaint_record`)
  assert.equal(sheet.status(), 200)
  assert.match(await main(pages.manager), /请管理处疏通雨水井。/)
  assert.match(await copies('officer'), new RegExp(`${reference} · 来函来电或上级转来的投诉：请跟踪`), 'and it goes on tracking it')
  assert.equal((await pages.officer.goto(desk(reference))).status(), 200)
  await fields('officer', reference, { company_report: '雨水井已疏通。' })
  await handled('manager', reference, true)
})

test('[item 98] the company department handles what came to the company itself', async () => {
  const reference = await record('officer', '客服热线无人接听。', { team: COMPANY, channel: 'telephone' })
  await fields('officer', reference, { company_handling: 'itself' })
  await handled('officer', reference)
  assert.equal(await owner('officer', reference), 'User officer')
})

test('[item 98] what the office cannot solve gets the opinion of the company department', async () => {
  const reference = await record('manager', '电梯反复停运。')
  await fields('manager', reference, { on_the_spot: 'impossible', hard: 'yes' })
  assert.match(await copies('officer'), new RegExp(`${reference} · 难度较大的投诉：请提出处理意见及时限`))
  await fields('officer', reference, { company_opinion: '更换控制柜。', company_limit: '2030-01-31', company_handling: 'supervises' })
  await pages.manager.goto(desk(reference))
  assert.match(await main(pages.manager), /更换控制柜。/)
})

test('[item 99] the manager of the office handles and records every complaint of the office, also those of its groups', async () => {
  const own = await record('manager', '大堂灯不亮。')
  const below = await record('leader', '水泵房有异响。', { team: '工程组' })
  const text = await unassigned('manager')
  for (const reference of [own, below]) assert.match(text, new RegExp(reference))
  await handled('manager', own)
  await handled('manager', below)
  assert.equal(await owner('manager', below), 'User manager')
  const elsewhere = await record('officer', '公司网站打不开。', { team: COMPANY })
  assert.equal((await pages.manager.goto(desk(elsewhere))).status(), 404, 'not what is the company’s')
})

test('[item 100] a supervisor handles what is in the scope of the group, records it, and it goes up to the manager', async () => {
  const reference = await record('supervisor', '三楼水管滴漏。', { team: '工程组' })
  await handled('supervisor', reference)
  assert.equal(await owner('supervisor', reference), 'User supervisor')
  assert.match(await copies('manager'), new RegExp(`${reference} · 通知上级给出处理意见：不能当场处理`), 'reported up')
  const { status } = await world.desk.manager.get(`${desk(reference)}/sheets/complaint_record`)
  assert.equal(status, 200, 'and the record is there to read')
  const cleaning = await record('cleaning', '楼道未打扫。', { team: '保洁组' })
  assert.equal((await pages.supervisor.goto(desk(cleaning))).status(), 404, 'not what is another group’s')
  assert.doesNotMatch(await unassigned('supervisor'), new RegExp(cleaning))
})

test('[items 100-101] whoever hears a complaint records it, and those above have it at once; handling is not theirs', async () => {
  for (const [name, team] of [['leader', '工程组'], ['cleaner', '保洁组']]) {
    const reference = await record(name, '住户说门禁坏了。', { team })
    assert.match(await unassigned('manager'), new RegExp(reference), 'those above have it')
    assert.match(await unassigned(team === '工程组' ? 'supervisor' : 'cleaning'), new RegExp(reference))
    await fields(name, reference, { on_the_spot: 'impossible', hard: 'no' })
    assert.match(await copies('manager'), new RegExp(`${reference} · 通知上级给出处理意见：不能当场处理`))
    for (const act of ['take-up', 'investigate', 'respond', 'decide', 'close', 'assign', 'send']) {
      assert.equal((await pages[name].goto(`${desk(reference)}/${act}`)).status(), 404, `${name}: no ${act}`)
    }
    const sent = await world.desk[name].submit('/desk/new/on-the-spot', { channel: 'in_person', category: 'management', team: '',
      description: '灯泡坏了。', solved: '当场换好。', accepted: 'yes', 'own-apologised': 'yes' }, { action: '/desk/new/on-the-spot' })
    const [, solved] = sent.text.match(/(\d{4}-\d{6,})/) ?? assert.fail(textOf(sent.text, 'main'))
    assert.match(await copies('manager'), new RegExp(`${solved} · 向上级汇报：已当场处理`), 'solved on the spot, and reported up')
  }
})

test('everything is as the events say', () => {
  const seen = server.tryCli('verify', '--values')
  assert.equal(seen.status, 0, seen.stdout + seen.stderr)
})
