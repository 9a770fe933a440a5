// The property-management pack in Chinese, from end to end: a complaint of each of its three
// classes, a hard one, one from above and one solved on the spot, on portal and desk, with copies,
// forms, registers and the published result.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, formOf, openBrowser, sound, textOf } from './harness.mjs'
import { OUTSIDE, portalSend, World } from './world.mjs'

let world
let server
let browser
let page // the handler of the management office, in a browser, in Chinese
let company // somebody of the company department
let general // the general manager
let superior // the manager of the office

before(async () => {
  world = await new World().make((server) => {
    for (const team of ['公司相关部门', '总经理']) server.addTeam(team)
    server.addTeam('大堂', '公司相关部门')
    server.addUser('company', 'handler', '公司相关部门')
    server.addUser('general', 'top_management', '总经理')
    server.addUser('clerk', 'receiver')
    server.addUser('admin', 'administrator')
    server.cli('pack add', 'property_management')
    assert.doesNotMatch(server.cli('pack take', 'property_management'), /No team is called/)
  })
  server = world.server
  browser = await openBrowser(server)
  page = await staff('handler')
  company = await staff('company')
  general = await staff('general')
  superior = await staff('manager')
  world.desk.company = await new Client(server).login(server.users.company)
  world.desk.clerk = await new Client(server).login(server.users.clerk)
})
after(async () => {
  await browser?.close()
  await world?.server.stop()
})

async function staff(name) {
  const p = await browser.page({ language: 'zh-Hans' })
  await browser.login(p, server.users[name])
  await p.goto('/desk?lang=zh-Hans')
  return p
}

// Five days ago at the office that passed it down; the form asks, and it is taken over.
const first = { 'own-first_received': new Date(Date.now() - 5 * 864e5).toISOString().slice(0, 10),
  receipt_seen: '1', take_receipt: 'yes' }
const desk = (reference) => `/desk/complaints/${reference}`
const main = (p) => p.textContent('main')

// From the questions of the portal: what it is about by its class, and the flat.
async function complain(category, description) {
  const p = await browser.page({ language: 'zh-Hans' })
  const next = () => p.click('.go button[value=next]')
  await p.goto('/complain?lang=zh-Hans')
  await p.fill('[name=description]', description)
  await next()
  assert.equal(await p.locator('[name=category]').count(), 3, 'the classes of the procedure, and no others')
  await p.check(`[name=category][value=${category}]`)
  await next()
  await p.fill('[name=own-unit]', '3 栋 502')
  await next()
  return (await portalSend(p, { remedy: '请尽快处理。' })).reference
}

// The fields of the procedure, as the paper has them.
async function fields(p, reference, answers) {
  await p.goto(`${desk(reference)}/fields`)
  for (const [name, value] of Object.entries(answers)) {
    const at = p.locator(`[name=own-${name}]`)
    if (await at.evaluate((e) => e.tagName) === 'SELECT') await at.selectOption(value)
    else await at.fill(value)
  }
  await p.click('main .go button')
  assert.equal(new URL(p.url()).pathname, desk(reference), await main(p))
}

const assess = (reference) => world.act('handler', reference, 'assess', { scope: 'inside',
  severity: 'negligible', safety: 'none', complexity: 'simple', impact: 'individual', need: 'no',
  validity: 'valid', reasons: '一户受影响。' })

async function answered(reference) {
  await world.respond('handler', reference)
  await world.done('handler', reference, 'decide', { outcome: 'upheld', reasons: '现场查实，已整改。',
    letter_outside: OUTSIDE, ...await world.letter('handler', reference) })
  await world.done('handler', reference, 'communicate',
    { by: 'web', letter: await world.whole('handler', reference) })
  await world.done('handler', reference, 'answer', { answer: 'accepted', text: '可以。' })
}

const closing = { reason: 'accepted', lessons: '加强巡查。', survey: 'yes' }

// What is missing before the next step, as the case says it.
async function missing(reference) {
  await page.goto(desk(reference))
  return page.textContent('.missing')
}

// The form of the case: the title and what stands beside each label.
async function sheet(reference, code) {
  await page.goto(`${desk(reference)}/sheets/${code}`)
  const title = (await page.textContent('h1')).trim()
  const cells = await page.$$eval('.record-sheet tr', (rows) => rows.map((row) =>
    [row.querySelector('th').textContent.trim(), row.querySelector('td').textContent.trim()]))
  return { title, cells: Object.fromEntries(cells) }
}

// Who waits for whom: the list of copies of a reader.
async function copies(p) {
  await p.goto('/desk/copies')
  return p.$$eval('.keep-links a', (links) => links.map((a) => a.textContent))
}

test('[items 68, 81, 83-86] class 1: record, opinion, a copy to the company, the result told', async (t) => {
  const reference = await complain('management', '楼道一周没有打扫，垃圾堆在门口。')

  await t.test('apology, then the superior is told that it was not solved on the spot', async () => {
    await assert.rejects(assess(reference), /apologised and thanked/)
    await fields(page, reference, { apologised: 'yes', on_the_spot: 'impossible', hard: 'no' })
    assert.match(await page.textContent('.panel'), /通知上级给出处理意见：不能当场处理/)
    await assess(reference)
    await world.act('handler', reference, 'take-up', {})
  })

  await t.test('the designated recorder fills in the record; the company department gets a copy', async () => {
    assert.equal((await company.goto(desk(reference))).status(), 404, 'not theirs before')
    assert.match(await missing(reference), /上级处理意见[^]*《顾客投诉\(建议\)记录表》填写人/)
    await fields(superior, reference, { superior_opinion: '立即安排保洁，每日检查。' })
    await fields(page, reference, { recorder: '王记录' })
    await world.investigate('handler', reference)
    const [copy] = await copies(company)
    assert.match(copy, new RegExp(`${reference} · 一类投诉记录表抄送`))
    await sound(company, 'property-copies')
  })

  await t.test('who has the copy reads the case and takes note of it; nobody else does', async () => {
    await company.click('.keep-links a')
    assert.match(await main(company), /楼道一周没有打扫/)
    await sound(company, 'property-copied-case')
    await company.click('.panel a.button:has-text("签阅")')
    await company.click('.keep-form button')
    assert.match(await main(company), /您已签阅抄送件/)
    assert.deepEqual(await copies(company), [])
    for (const act of ['assess', 'wait', 'link', 'fact', 'translation', 'files']) {
      assert.equal((await company.goto(`${desk(reference)}/${act}`)).status(), 404, `no ${act}`)
    }
    const { form_token } = formOf((await world.desk.company.get(desk(reference))).text, '/notes').hidden
    for (const act of ['wait', 'resume', 'link', 'facts', 'translations', 'files']) {
      const answer = await world.desk.company.api('POST', `/api/v1/complaints/${reference}/${act}`,
        { headers: { 'form-token': form_token }, json: {} })
      assert.equal(answer.status, 404, `no ${act}: ${answer.text}`)
    }
    assert.equal((await general.goto(desk(reference))).status(), 404)
  })

  await t.test('its form bears its title and what was recorded', async () => {
    await answered(reference)
    const { title, cells } = await sheet(reference, 'complaint_record')
    assert.equal(title, '《顾客投诉(建议)记录表》')
    assert.equal(cells['投诉人'], '林小雨')
    assert.equal(cells['填写人'], '王记录')
    assert.equal(cells['致歉、致谢'], '是')
    assert.equal(cells['上级处理意见'], '立即安排保洁，每日检查。')
    assert.equal(cells['处理情况'], '现场查实，已整改。')
    assert.match(cells['知会投诉人时间'], /2026|20\d\d年/)
    assert.ok('满意度 *' in cells, 'our own column is marked')
    assert.match(await main(page), /本系统增加的栏目/)
    await sound(page, 'property-record')
    await world.done('handler', reference, 'close', closing)
  })
})

test('[items 69, 87-89] class 2: leftover-problem record, report up, developer', async (t) => {
  const reference = await complain('construction', '卫生间顶棚渗水。')
  await fields(page, reference, { apologised: 'yes', on_the_spot: 'impossible', hard: 'no',
    large_effect: 'yes' })
  await assess(reference)
  await world.act('handler', reference, 'take-up', {})
  await fields(superior, reference, { superior_opinion: '转发展商维修。' })
  await fields(page, reference, { assistant: '陈助理', leftover_part: '502 卫生间顶棚，滴水。' })
  await world.investigate('handler', reference)

  await t.test('a large effect is reported to the company in writing', async () => {
    await world.respond('handler', reference) // kept, and not proposed yet
    assert.match(await missing(reference), /影响较大，需有书面或专题报告/)
    await fields(page, reference, { written_report: '三栋多户渗水，请公司转呈发展商。' })
    assert.match((await copies(company)).join(), new RegExp(`${reference} · 二类投诉书面上报`))
  })

  await t.test('passed to the developer: a clock runs until they answer', async () => {
    await fields(page, reference, { developer_told: '2026-11-20' })
    await page.goto(desk(reference))
    assert.match(await page.textContent('.clocks'), /发展商反馈/)
    await answered(reference)
    await world.refused('handler', reference, 'close', closing, /What the developer did/)
    await fields(page, reference, { developer_follow_up: '11 月 21 日电话催办。',
      developer_answered: '2026-11-22', developer_result: '已做防水并复验。' })
    await page.goto(desk(reference))
  })

  await t.test('the form and the report', async () => {
    const { title, cells } = await sheet(reference, 'leftover_record')
    assert.equal(title, '《工程遗留问题处理记录表》')
    assert.equal(cells['楼栋房号'], '3 栋 502')
    assert.equal(cells['工程遗留问题：部位与现象'], '502 卫生间顶棚，滴水。')
    assert.match(cells['转发展商日期'], /^2026年11月20日/)
    assert.equal(cells['发展商处理结果'], '已做防水并复验。')
    assert.equal(cells['填写人'], '陈助理')
    await sound(page, 'property-leftover')
    const report = await sheet(reference, 'special_report')
    assert.equal(report.title, '专题报告')
    assert.equal(report.cells['书面或专题报告'], '三栋多户渗水，请公司转呈发展商。')
    await world.done('handler', reference, 'close', closing)
  })
})

test('[items 70, 90-92, 102] class 3: duty log, special-topic report, the published result', async (t) => {
  const reference = await complain('surroundings', '小区外工地夜间施工，噪声很大。')
  await fields(page, reference, { apologised: 'yes', on_the_spot: 'tried', hard: 'no', large_effect: 'yes' })
  await assess(reference)
  await world.act('handler', reference, 'take-up', {})
  assert.match(await missing(reference), /《值班记录表》记录/)
  await fields(superior, reference, { superior_opinion: '向城管部门反映。' })
  await fields(page, reference, { duty_log: '22:40 现场核实，已致电工地。',
    report_to: '区城市管理局', written_report: '夜间施工扰民情况。' })
  await world.investigate('handler', reference)
  assert.match((await copies(company)).join(), new RegExp(`${reference} · 三类投诉专题报告`))
  assert.equal((await sheet(reference, 'special_report')).cells['专题报告转呈部门'], '区城市管理局')
  await answered(reference)

  await t.test('it is not closed before its result is published', async () => {
    await world.refused('handler', reference, 'close', closing, /The published result/)
  })

  await t.test('no person stands in what is published', async () => {
    await page.goto(`${desk(reference)}/publish`)
    await page.fill('[name=text]', '林小雨反映的工地夜间施工问题已处理。')
    await page.click('.keep-form button')
    assert.match(await main(page), /能认出投诉中的人：林小雨。/, 'and which words it is')
    assert.equal(await page.inputValue('[name=text]'), '林小雨反映的工地夜间施工问题已处理。', 'nothing typed is lost')
    await page.fill('[name=text]', '小区外工地已承诺 22 时后停止施工。')
    await sound(page, 'property-publish')
    await page.click('.keep-form button')
    assert.match(await main(page), /小区外工地已承诺/)
    assert.doesNotMatch(await main(page), /请再读一遍/, 'nobody approves their own')
  })

  await t.test('another person approves it, and everybody may read it', async () => {
    const reader = await browser.page({ language: 'zh-Hans' })
    await reader.goto('/published?lang=zh-Hans')
    assert.match(await main(reader), /尚未公布任何结果/)
    const manager = await staff('manager')
    await manager.goto(`${desk(reference)}/publish`)
    await sound(manager, 'property-approve')
    await manager.click('.keep-form button >> text=公布')
    assert.match(await main(manager), /已公开/)
    await reader.goto('/published')
    assert.match(await main(reader), /小区外工地已承诺 22 时后停止施工/)
    assert.doesNotMatch(await reader.content(), new RegExp(`林小雨|${reference}`))
    await sound(reader, 'property-published')
    await reader.goto('/how-we-handle-complaints')
    assert.match(await main(reader), /处理结果公布/)
    await world.done('handler', reference, 'close', closing)
    // taken down again, it is gone
    await manager.goto(`${desk(reference)}/publish`)
    await manager.click('.keep-form button >> text=撤下')
    await reader.goto('/published')
    assert.match(await main(reader), /尚未公布任何结果/)
    await reader.context().close()
    await manager.context().close()
  })

  await t.test('the duty log of a time is a file with its columns', async () => {
    const { title, cells } = await sheet(reference, 'duty_log')
    assert.equal(title, '《值班记录表》')
    assert.equal(cells['《值班记录表》记录'], '22:40 现场核实，已致电工地。')
    await page.goto('/desk/procedure')
    await sound(page, 'property-procedure')
    const all = await world.desk.handler.get('/desk/sheets/duty_log?from=2020-01-01&until=2020-12-31',
      { headers: { 'accept-language': 'zh-CN' } })
    assert.equal(all.status, 200)
    assert.equal(all.text.trim().split('\r\n').length, 1, 'nothing was received in that year')
    const today = new Date(Date.now() + 24 * 3600e3).toISOString().slice(0, 10)
    const week = new Date(Date.now() - 6 * 24 * 3600e3).toISOString().slice(0, 10)
    const csv = (await world.desk.handler.get(`/desk/sheets/duty_log?from=${week}&until=${today}`)).text
    const rows = csv.trim().split('\r\n')
    assert.equal(rows.length, 2, 'the case of class 3 alone')
    assert.match(rows[1], new RegExp(`^"${reference}".*"22:40 现场核实，已致电工地。"`))
    for (const [code, column] of [['complaint_record', '投诉人'], ['leftover_record', '转发展商日期'], ['special_report', '专题报告转呈部门']]) {
      const register = await world.desk.handler.get(`/desk/sheets/${code}?from=${week}&until=${today}`, { headers: { 'accept-language': 'zh-CN' } })
      assert.equal(register.status, 200, code)
      const lines = register.text.trim().split('\r\n')
      assert.match(lines[0], new RegExp(column), code)
      assert.ok(lines.length > 1, `${code}: a row for each complaint`)
    }
    const wrong = await world.desk.handler.get('/desk/sheets/duty_log?from=2024-01-01&until=2026-01-01')
    assert.equal(wrong.status, 422)
    const kinds = server.sql(`SELECT e.kind FROM event e JOIN complaint c ON c.id = e.complaint_id
      WHERE c.reference = '${reference}'`)
    assert.match(kinds, /printed/)
    assert.match(kinds, /exported/)
  })
})

test('[items 93-94, 98] a hard complaint: to the company at once, opinion, limit, verified', async (t) => {
  const reference = await complain('management', '电梯反复停运，多次报修无果。')
  await fields(page, reference, { apologised: 'yes', on_the_spot: 'impossible', hard: 'yes' })

  await t.test('company department and general manager have it at once', async () => {
    assert.match((await copies(company)).join(), new RegExp(`${reference} · 难度较大的投诉：请提出处理意见及时限`))
    assert.match((await copies(general)).join(), new RegExp(`${reference} · 难度较大的投诉：抄报总经理`))
    await general.goto(desk(reference))
    assert.match(await main(general), /电梯反复停运/)
    await general.click('.panel a.button:has-text("签阅")')
    await general.click('.keep-form button')
    assert.match(await main(general), /您已签阅抄送件/)
  })

  await t.test('[items 83, 93-94, 97] the handler cannot write what superior, company and general manager say, through no door', async () => {
    const asked = { superior_opinion: ['上级', '不必处理。'], company_opinion: ['公司相关部门', '同意。'],
      company_limit: ['公司相关部门', '2030-01-31'], company_handling: ['公司相关部门', 'itself'], manager_opinion: ['总经理', '同意。'] }
    await page.goto(`${desk(reference)}/fields`)
    for (const [name, [who]] of Object.entries(asked)) {
      assert.equal(await page.locator(`[name=own-${name}]`).count(), 0, `no box for ${name}`)
      assert.match(await page.textContent(`#own-${name}`), new RegExp(`填写人：${who}[^]*尚未填写`), name)
    }
    await sound(page, 'property-answered-by')
    const { handler } = world.desk
    const { form_token } = formOf((await handler.get(desk(reference))).text, '/notes').hidden
    for (const [name, [, value]] of Object.entries(asked)) {
      const sent = await handler.submit(`${desk(reference)}/fields`, { [`own-${name}`]: value }, { action: '/fields', status: 422 })
      assert.equal(sent.status, 422, `${name}: ${textOf(sent.text, 'main')}`)
      const api = await handler.api('POST', `/api/v1/complaints/${reference}/fields`,
        { headers: { 'form-token': form_token }, json: { fields: [{ name, value }] } })
      assert.equal(api.status, 422, api.text)
      assert.equal(api.json.field, `fields.${name}`)
    }
    await superior.goto(`${desk(reference)}/fields`)
    assert.equal(await superior.locator('[name=own-superior_opinion]').count(), 1, 'the superior has the box')
    assert.equal(await superior.locator('[name=own-company_opinion]').count(), 0, 'and not that of the company')
    await company.goto(`${desk(reference)}/fields`)
    assert.equal(await company.locator('[name=own-company_opinion]').count(), 1)
    assert.equal(await company.locator('[name=own-superior_opinion]').count(), 0)
    assert.doesNotMatch(JSON.stringify((await sheet(reference, 'complaint_record')).cells), /不必处理|同意。/)
  })

  await t.test('no investigation without opinion and limit, which the company itself writes', async () => {
    await assess(reference)
    await world.act('handler', reference, 'take-up', {})
    await fields(superior, reference, { superior_opinion: '报公司。' })
    await fields(page, reference, { recorder: '王记录' })
    assert.match(await missing(reference), /公司相关部门的处理意见[^]*公司规定的完成期限/)
    await fields(company, reference, { company_opinion: '更换控制柜。', company_limit: '2030-01-31',
      company_handling: 'supervises' })
    await world.investigate('handler', reference)
    assert.equal((await general.goto(`${desk(reference)}/fields`)).status(), 404, 'what the copy asks, and no more')
  })

  await t.test('[item 97] the general manager gives the opinion that the copy asks for, and nothing else', async () => {
    await general.goto(`${desk(reference)}/copies`)
    await sound(general, 'property-copy-asks')
    await general.fill('[name=own-manager_opinion]', '限本周内更换。')
    await general.click('.keep-form:has([name=own-manager_opinion]) button')
    assert.equal(new URL(general.url()).pathname, desk(reference), await main(general))
    assert.equal((await sheet(reference, 'complaint_record')).cells['总经理处理意见'], '限本周内更换。')
    assert.match((await copies(company)).join(), new RegExp(`${reference} · 总经理已提出处理意见`))
    assert.match(server.sql(`SELECT count(*) FROM event e JOIN complaint c ON c.id = e.complaint_id
      JOIN staff_role r ON r.staff_id = e.actor_id JOIN team t ON t.id = r.team_id
      WHERE c.reference = '${reference}' AND e.kind = 'fields_changed' AND t.name = '总经理'`), /^1/)
    const client = await new Client(server).login(server.users.general)
    const [, token] = (await client.get('/desk')).text.match(/name="form_token" value="([^"]+)"/)
    const id = server.sql(`SELECT x.id FROM case_copy x JOIN complaint c ON c.id = x.complaint_id
      WHERE c.reference = '${reference}' AND x.name = 'hard_manager'`).trim()
    const send = (copy, name) => client.api('POST', `/api/v1/complaints/${reference}/copies/${copy}/fields`,
      { headers: { 'form-token': token }, json: { fields: [{ name, value: '同意。' }] } })
    assert.equal((await send(id, 'manager_opinion')).status, 200)
    const other = await send(id, 'company_opinion')
    assert.equal(other.status, 422, other.text)
    const theirs = server.sql(`SELECT x.id FROM case_copy x JOIN complaint c ON c.id = x.complaint_id
      WHERE c.reference = '${reference}' AND x.name = 'hard_company'`).trim()
    assert.equal((await send(theirs, 'manager_opinion')).status, 409)
  })

  await t.test('verified within the limit before it is closed; the sheet shows all of it', async () => {
    await answered(reference)
    await world.refused('handler', reference, 'close', closing, /How a hard complaint was tracked/)
    await fields(page, reference, { tracking: '12 月 1 日更换。', verified_by: '李验证' })
    await world.refused('handler', reference, 'close', closing, /The day on which a hard complaint was verified/)
    await fields(page, reference, { verified_on: new Date(Date.now() - 24 * 3600e3).toISOString().slice(0, 10) })
    assert.equal((await sheet(reference, 'complaint_record')).cells['公司相关部门处理意见'], '更换控制柜。')
    await world.done('handler', reference, 'close', closing)
  })
})

test('[items 95-97] a complaint passed down by a government department is tracked by the company', async () => {
  const answer = await world.desk.handler.submit('/desk/new', { channel: 'letter', category: 'management',
    description: '保安态度差。', naming: 'anonymous', 'own-passed_by': 'government',
    'own-passed_office': '区信访局', ...first, 'own-apologised': 'yes' },
  { action: '/desk/new' })
  const reference = answer.text.match(/(\d{4}-\d{6,})/)[1]
  assert.match((await copies(company)).join(), new RegExp(`${reference} · 来函来电或上级转来的投诉：请跟踪`))
  const { cells } = await sheet(reference, 'complaint_record')
  assert.equal(cells['来函来电或上级转来 *'], '政府有关部门转来')
  assert.equal(cells['转来单位 *'], '区信访局')
  const lacks = async () => textOf((await world.desk.handler.submit(`${desk(reference)}/close`, closing, { action: '/close' })).text, 'main')
  assert.match(await lacks(), /What was reported to the general manager/i)
  await fields(company, reference, { company_report: '已调离岗位并培训。', company_handling: 'assigned' })
  assert.doesNotMatch(await lacks(), /reported to the general manager/i, 'it was, since')
  assert.match((await copies(general)).join(), new RegExp(`${reference} · 处理情况抄报总经理`))
  await general.goto(`${desk(reference)}/copies`)
  await general.fill('[name=own-manager_opinion]', '全员培训。')
  await general.click('.keep-form:has([name=own-manager_opinion]) button')
  assert.match((await copies(company)).join(), new RegExp(`${reference} · 总经理已提出处理意见`))
  assert.equal((await sheet(reference, 'complaint_record')).cells['总经理处理意见'], '全员培训。')
  // The company department keeps the record of it: the sheet is theirs to open and to take out.
  const record = await world.desk.company.get(`${desk(reference)}/sheets/complaint_record`)
  assert.match(record.text, /全员培训。/)
  assert.match(record.text, /已调离岗位并培训。|区信访局/)
})

test('[item 95] by letter, telephone or fax to the office, by the parent company: recorded, and the company department has it to track', async () => {
  for (const [channel, by, label, words] of [['letter', 'office', '信件', '信件、电话、传真投诉到管理处'],
    ['telephone', 'office', '电话', '信件、电话、传真投诉到管理处'], ['fax', 'office', '传真', '信件、电话、传真投诉到管理处'],
    ['parent_company', 'parent', '上级公司', '上级公司转来']]) {
    const answer = await world.desk.clerk.submit('/desk/new', { channel, category: 'management', repeats_seen: '1',
      description: `围栏损坏（${label}）。`, naming: 'anonymous', 'own-passed_by': by, 'own-apologised': 'yes' }, { action: '/desk/new' })
    const [, reference] = answer.text.match(/Received as (\d{4}-\d{6,})/) ?? assert.fail(textOf(answer.text, 'main'))
    assert.match((await copies(company)).join(), new RegExp(`${reference} · 来函来电或上级转来的投诉：请跟踪`), label)
    const { cells } = await sheet(reference, 'complaint_record')
    assert.equal(cells['来函来电或上级转来 *'], words)
    await company.goto(desk(reference))
    assert.match(await main(company), new RegExp(`围栏损坏（${label}）`), 'who tracks it reads it')
  }
})

test('who reported to a team below takes no note of it through a role on the team above', async () => {
  const team = server.sql("SELECT id FROM team WHERE name = '大堂'").trim()
  const answer = await world.desk.company.submit('/desk/new', { channel: 'letter', category: 'management',
    team, description: '大堂灯不亮。', naming: 'anonymous', 'own-passed_by': 'government',
    'own-passed_office': '区信访局', ...first, 'own-apologised': 'yes' },
  { action: '/desk/new' })
  const reference = answer.text.match(/(\d{4}-\d{6,})/)[1]
  await company.goto(`${desk(reference)}/copies`)
  await company.click('.keep-form button')
  assert.match(await main(company), /是您自己上报的/)
})

test('[items 82, 99-101] solved on the spot, recorded, and reported to the superior', async () => {
  const send = (fields) => world.desk.clerk.submit('/desk/new/on-the-spot', { channel: 'in_person',
    category: 'management', description: '门禁卡失效。', solved: '当场重新写卡。', accepted: 'yes', ...fields },
  { action: '/desk/new/on-the-spot' })
  const before = server.sql('SELECT count(*) FROM complaint')
  const bare = await send({ 'own-unit': '5 栋 101' })
  assert.equal(bare.status, 422, 'the apology is a field of receipt, and required')
  assert.match(bare.text, /5 栋 101/, 'nothing that was typed is lost')
  assert.equal((await send({ 'own-apologised': 'yes', category: '' })).status, 422, 'what it is about is asked')
  assert.equal(server.sql('SELECT count(*) FROM complaint'), before)
  const answer = await send({ 'own-apologised': 'yes', 'own-unit': '5 栋 101' })
  const [, reference] = (answer.location ?? answer.text).match(/(\d{4}-\d{6,})/) ??
    assert.fail(textOf(answer.text, 'error-summary'))
  const clerk = await staff('clerk')
  await clerk.goto(`${desk(reference)}/copies`)
  await clerk.click('.keep-form button')
  assert.match(await main(clerk), /是您自己上报的/, 'the superior takes note, not who reported it')
  const superior = await staff('manager')
  assert.match((await copies(superior)).join(), new RegExp(`${reference} · 向上级汇报：已当场处理`))
  await superior.goto(`${desk(reference)}/copies`)
  await superior.click('.keep-form button')
  assert.match(await main(superior), /您已签阅抄送件/)
  const { cells } = await sheet(reference, 'complaint_record')
  assert.equal(cells['处理结果'], '当场重新写卡。')
  assert.equal(cells['致歉、致谢'], '是')
  assert.equal(cells['楼栋房号 *'], '5 栋 101')
  assert.equal(cells['现场处理'], '已当场处理：当场重新写卡。')
  assert.match(server.sql(`SELECT count(*) FROM complaint WHERE reference = '${reference}' AND closed_at IS NOT NULL`), /^1/)
  await clerk.context().close()
  await superior.context().close()
})

test('[items 81, 90, 92] solved on the spot, class 3: the duty log is written, and it is closed once the result is published', async () => {
  const { clerk } = world.desk
  const [, token] = (await clerk.get('/desk')).text.match(/name="form_token" value="([^"]+)"/)
  let once = 0
  const send = (fields) => clerk.api('POST', '/api/v1/complaints/on-the-spot', {
    headers: { 'form-token': token, 'idempotency-key': `on-the-spot-${++once}` },
    json: { complaint: { channel: 'in_person', description: '门口道路积水。', class: 'surroundings', fields },
      done: '已联系市政当场疏通。', agreed: true }
  })
  const apologised = { name: 'apologised', value: 'yes' }, log = { name: 'duty_log', value: '18:10 市政疏通。' }
  const bare = await send([log])
  assert.equal(bare.status, 422, bare.text)
  assert.equal(bare.json.field, 'fields.apologised')
  const unlogged = await send([apologised])
  assert.equal(unlogged.json.field, 'fields.duty_log', unlogged.text)
  const filed = await send([apologised, log])
  assert.equal(filed.status, 201, filed.text)
  const { reference } = filed.json
  assert.equal((await sheet(reference, 'duty_log')).cells['《值班记录表》记录'], '18:10 市政疏通。')
  const open = () => server.sql(`SELECT count(*) FROM complaint WHERE reference = '${reference}' AND closed_at IS NULL`)
  assert.match(open(), /^1/, 'solved, and open until it is published')
  await page.goto(desk(reference))
  await page.goto(`${desk(reference)}/publish`)
  await page.fill('[name=text]', '门口道路积水已疏通。')
  await page.click('.keep-form button')
  const manager = await staff('manager')
  await manager.goto(`${desk(reference)}/publish`)
  await manager.click('.keep-form button >> text=公布')
  await world.done('handler', reference, 'close', { reason: 'accepted', survey: 'yes' })
  assert.match(open(), /^0/)
  await manager.context().close()
})

test('[item 82] administrators read what the closing of what is solved on the spot does not ask for, and why', async () => {
  const admin = await new Client(server).login(server.users.admin)
  const text = (await admin.get('/desk/settings/packs/property_management@1')).text
  assert.match(text, /Solved on the spot, it is closed without: .*Developer answered on.*What is put right on the spot does not go to the developer\./)
})

test('[item 180] everybody of the procedure with their duty, on its page', async () => {
  await page.goto('/desk/procedure')
  const text = await main(page)
  for (const role of ['公司相关部门', '上级公司', '总经理', '管理处经理', '客户服务助理', '主管', '主办', '管理员', '班组长',
    '指定填表人', '所有员工', '发展商', '政府有关部门']) assert.match(text, new RegExp(role))
  assert.match(text, /负责处理本管理处业务范围内的所有投诉，并记录/)
})

test('everything is as the events say', () => {
  const seen = server.tryCli('verify', '--values')
  assert.equal(seen.status, 0, seen.stdout + seen.stderr)
})
