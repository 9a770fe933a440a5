// The product-quality pack: a kettle from the public form to a closed case, in Chinese, with its
// evidence, action plan and confirmations as tables; a significant complaint with its emergency and
// special team; and a danger with a record of reportability for each place where it is sold.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, formOf, openBrowser, sound, textOf } from './harness.mjs'
import { portalSend, World } from './world.mjs'

let world
let server
let browser
let key

before(async () => {
  world = await new World().make((server) => {
    server.addTeam('质量部', 'Reception')
    server.cli('pack add', 'product_quality')
    assert.match(server.cli('pack take', 'product_quality'), /filed with product_quality@1/)
    key = server.addApiKey('shop')
  })
  server = world.server
  browser = await openBrowser(server)
})
after(async () => {
  await browser?.close()
  await world?.server.stop()
})

const next = (page) => page.click('.go button[value=next]')
const api = (method, where, json) => new Client(server).api(method, where,
  { headers: { authorization: `Bearer ${key}` }, json })
const read = async (reference) => (await api('GET', `/api/v1/complaints/${reference}`)).json
const clock = async (reference, name) =>
  (await read(reference)).clocks.find((c) => c.name === name)
const field = async (reference, name) =>
  (await read(reference)).fields.find((f) => f.name === name)
const ASSESSED = { scope: 'inside', severity: 'negligible', complexity: 'simple', impact: 'individual',
  need: 'no', validity: 'valid', reasons: '一位客户，一件产品。' }

// The investigation as it ends; it was begun before.
const FOUND = {
  allegations: [{ text: '水壶有问题。', finding: 'substantiated', finding_why: '样品可见。' }],
  plan: [{ kind: 'question', text: '何时开始？', done: true },
    { kind: 'evidence', text: '样品。', waived_why: '已当场查看。' }],
  hearing_waived: '投诉内容已经完整。', cause_none: '见程序字段。', end: true
}
const begin = (reference) => world.act('handler', reference, 'begin-investigation', {})
const end = (reference) => world.act('handler', reference, 'investigate', FOUND)

async function set(reference, answers) {
  const fields = Object.entries(answers).map(([name, value]) => Array.isArray(value)
    ? { name, rows: value.map((row) =>
      ({ cells: Object.entries(row).map(([column, value]) => ({ column, value })) })) }
    : { name, value })
  const answer = await api('POST', `/api/v1/complaints/${reference}/fields`, { fields })
  assert.equal(answer.status, 200, answer.text)
}

// The case and its code, from the questions of the portal, in Chinese.
async function complain(batch) {
  const page = await browser.page({ language: 'zh-Hans' })
  await page.goto('/complain?lang=zh-Hans')
  await page.fill('[name=description]', '电热水壶用了两周，底部开始漏水。')
  await next(page)
  assert.match(await page.textContent('main'), /日常使用的商品/, 'classes in words of the one who asks')
  await page.check('[name=category][value=goods]')
  await next(page)
  await page.fill('[name=own-product_model]', 'K-200 电热水壶')
  await page.fill('[name=own-batch_number]', batch)
  await page.fill('[name=own-bought_on]', '2026-11-02')
  await sound(page, 'product-own')
  await next(page)
  return (await portalSend(page, { remedy: '换一个新的。' })).reference
}

test('[items 79, 116-126] a complaint under the product-quality pack, in Chinese', async (t) => {
  const reference = await complain('B2026-117')
  const desk = `/desk/complaints/${reference}`
  const page = await browser.page({ language: 'zh-Hans' })
  await browser.login(page, server.users.handler)
  await page.goto('/desk?lang=zh-Hans')
  const missing = async (words) => {
    await page.goto(desk)
    assert.match(await page.textContent('.missing'), words)
  }
  const save = async () => {
    await page.click('main .go button')
    assert.equal(new URL(page.url()).pathname, desk)
  }

  await t.test('[items 79, 117] assessed only once it is said whether it is about quality', async () => {
    const c = await read(reference)
    assert.equal(c.team, '质量部')
    assert.equal((await field(reference, 'batch_number')).value, 'B2026-117')
    await assert.rejects(world.act('handler', reference, 'assess', { ...ASSESSED, safety: 'none' }),
      /quality problem/)
    await page.goto(`${desk}/fields`)
    await page.selectOption('[name=own-quality_problem]', 'quality')
    await save()
    await world.act('handler', reference, 'assess', { ...ASSESSED, safety: 'none' })
    await world.act('handler', reference, 'take-up', {})
    assert.equal((await read(reference)).stage, 'assessed')
  })

  await t.test('[items 118-119, 126] no end of the investigation without evidence and cause', async () => {
    await begin(reference)
    await assert.rejects(end(reference), /The evidence/)
    await page.goto(`${desk}/fields`)
    await page.selectOption('[name=own-evidence-0-kind]', 'sample')
    await page.fill('[name=own-evidence-0-what]', '漏水的水壶一只')
    await page.fill('[name=own-evidence-0-got_on]', '2026-11-20')
    await page.click('button[name=more][value=own-evidence]')
    assert.equal(await page.inputValue('[name=own-evidence-0-what]'), '漏水的水壶一只', 'nothing is lost')
    await page.selectOption('[name=own-evidence-1-kind]', 'inspection')
    await page.fill('[name=own-evidence-1-what]', '密封圈检验')
    await page.setInputFiles('[name=own-inspection_report-new]',
      { name: '检验报告.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') })
    await page.selectOption('[name=own-cause_type]', 'material')
    await page.fill('[name=own-cause_analysis]', '密封圈材料硬度不足，受热后变形。')
    await sound(page, 'product-fields')
    await save()
    assert.match(await page.textContent('body'), /密封圈检验/)
    assert.match(await page.textContent('body'), /检验报告\.pdf/)
    await sound(page, 'product-case')
    await end(reference)
  })

  await t.test('[item 120] no answer without an action plan with department, day and resources', async () => {
    await world.respond('handler', reference)
    await missing(/行动计划/)
    await page.goto(`${desk}/fields`)
    await page.fill('[name=own-action_plan-0-action]', '更换密封圈供应商')
    await page.click('main .go button')
    assert.match(await page.textContent('main'), /请填写/, 'each row has its department and its day')
    await sound(page, 'product-row-refused')
    await page.fill('[name=own-action_plan-0-department]', '采购部')
    await page.fill('[name=own-action_plan-0-until]', '2026-12-10')
    await page.fill('[name=own-action_plan-0-resources]', '样品 200 件')
    await save()
    await missing(/如何致歉/)
    await page.goto(`${desk}/fields`)
    await page.fill('[name=own-said_sorry]', '电话致歉，并为带来的不便道歉。')
    await save()
    await world.respond('handler', reference)
  })

  await t.test('[item 121] no decision before the departments confirmed it', async () => {
    await assert.rejects(world.decide('handler', reference), /confirmation of the departments/)
    await set(reference, { confirmations: [{ department: '采购部', by: '周工', on: '2026-11-22' }] })
  })

  await t.test('[item 124] told with solution, cause and improvement', async () => {
    await assert.rejects(world.decide('handler', reference), /the solution/)
    await set(reference, { feedback_solution: '免费换新。', feedback_cause: '密封圈材料。',
      feedback_improvement: '更换供应商并加严检验。' })
    await world.done('handler', reference, 'communicate',
      { by: 'web', letter: await world.whole('handler', reference) })
    await world.done('handler', reference, 'answer', { answer: 'accepted', text: '可以。' })
  })

  await t.test('[items 122-123, 125] closed once verified, improved and learnt from', async () => {
    const closing = { reason: 'accepted', lessons: '来料检验不足。', survey: 'no' }
    await world.refused('handler', reference, 'close', closing, /correction/i)
    await set(reference, { correction: '换新并更换批次密封圈。', quality_standard: 'GB 4706.19',
      correction_verified: 'failed', process_involved: 'yes', learning: '新材料先做热老化试验。' })
    await world.refused('handler', reference, 'close', closing, /verified against the standard/)
    await set(reference, { correction_verified: 'passed' })
    await world.refused('handler', reference, 'close', closing, /improvement of the process/)
    await set(reference, { process_improvement: '来料抽检由 1% 提高到 5%。' })
    await world.refused('handler', reference, 'close', closing, /Experience: with whom/)
    await set(reference, { experience_shared: '十二月质量例会，采购部、质量部全员。' })
    await world.done('handler', reference, 'close', closing)
    assert.equal((await read(reference)).stage, 'closed')
    await page.goto(desk)
    assert.equal(await page.locator('.chain li.done').count(), 6, 'each of the six steps is done by what stands on the complaint')
  })

  await t.test('on paper with its tables', async () => {
    await page.goto(`${desk}/print`)
    assert.match(await page.textContent('main'), /采购部[^]*2026年12月10日/)
    await sound(page, 'product-print')
  })
})

test('[item 80] what is no quality problem is explained, with a reasonable solution', async () => {
  const sent = await api('POST', '/api/v1/complaints', { description: 'The colour is not mine.', class: 'goods' })
  const { reference } = sent.json
  await set(reference, { quality_problem: 'not_quality' })
  await world.act('handler', reference, 'assess', { ...ASSESSED, safety: 'none' })
  await world.act('handler', reference, 'take-up', {})
  await world.investigate('handler', reference)
  await set(reference, { said_sorry: 'By telephone.' })
  await world.respond('handler', reference)
  await assert.rejects(world.decide('handler', reference), /[Tt]he proposed response/)
  await set(reference, { not_quality_reason: 'It is the colour of the picture.' })
  await world.respond('handler', reference)
  await assert.rejects(world.decide('handler', reference), /[Tt]he proposed response/)
  await set(reference, { reasonable_solution: 'It is exchanged all the same.' })
  await world.respond('handler', reference)
  await world.decide('handler', reference)
})

test('[items 76-78] [REG-S1] [REG-S2] [REG-S3] a danger, jurisdiction by jurisdiction', async (t) => {
  const sent = await api('POST', '/api/v1/complaints', { description: '水壶起火，孩子烫伤。', class: 'goods',
    fields: [{ name: 'batch_number', value: 'B2026-117' }] })
  const { reference } = sent.json
  const desk = `/desk/complaints/${reference}`
  const page = await browser.page({ language: 'zh-Hans' })
  const report = (name, fields) => world.desk[name].submit(`${desk}/reportability`, fields,
    { action: '/reportability' })

  await t.test('opens a record where it is sold, with a clock since the receipt', async () => {
    await set(reference, { quality_problem: 'quality', sold_eu: 'yes', sold_us: 'yes', sold_cn: 'no' })
    await world.act('handler', reference, 'assess', { ...ASSESSED, safety: 'actual', need: 'yes',
      possible: 'yes', measure: '通知停用。', signals: 'safety injury' })
    await world.act('handler', reference, 'take-up', {})
    const us = await clock(reference, 'us_cpsa')
    assert.equal(us.state, 'running')
    assert.equal(Math.round((Date.parse(us.due_at) - Date.parse((await read(reference)).received_at)) / 3600e3), 24)
    assert.equal(await clock(reference, 'cn_product'), undefined, 'it is not sold there')
    await browser.login(page, server.users.handler)
    await page.goto('/desk?lang=zh-Hans')
    await page.goto(`${desk}/reportability`)
    const text = await page.textContent('main')
    assert.match(text, /欧盟：危险产品/)
    assert.match(text, /美国：重大产品危害[^]*尚未核实/, 'how sure the number is')
    assert.doesNotMatch(text, /缺陷消费品/)
    await sound(page, 'product-reportability')
    await page.goto(desk)
    assert.match(await page.textContent('[data-fold=like]'), /批次号 B2026-117/, 'the same batch elsewhere')
  })

  await t.test('the emergency with its special team, and product, batch and serial', async () => {
    assert.equal((await clock(reference, 'emergency')).state, 'running')
    await begin(reference)
    const lacks = async (words) => {
      await page.goto(desk)
      assert.match(await page.textContent('.missing'), words)
    }
    await lacks(/产品型号[^]*序列号[^]*是否封存/)
    await set(reference, { product_model: 'K-200', serial_number: '无', product_hold: 'held',
      product_hold_why: 'B2026-117，中央仓。', evidence: [{ kind: 'sample', what: '烧毁的水壶' }],
      cause_type: 'design', cause_analysis: '温控器失效。' })
    await lacks(/应急程序/)
    await set(reference, { emergency: 'begun' })
    assert.equal((await clock(reference, 'emergency')).state, 'met')
    await lacks(/专项调查组/)
    await set(reference, { special_team: [{ member: '周工', department: '质量部', task: '牵头' }] })
    await page.goto(desk)
    assert.doesNotMatch(await page.textContent('.missing'), /专项调查组/)
  })

  await t.test('"not reportable" takes reasons and a second person', async () => {
    const regime = 'eu_gpsr'
    const decision = { regime, do: 'decide', 'eu_gpsr-0-accident': 'no', 'eu_gpsr-0-dangerous': 'no',
      'eu_gpsr-decision': 'not_reportable' }
    const bare = await report('handler', decision)
    assert.equal(bare.status, 422)
    assert.match(bare.text, /reasons for this decision/)
    assert.equal((await report('handler', { ...decision, 'eu_gpsr-reasons': '个案。' })).status, 303)
    assert.equal((await report('handler', { regime, do: 'agree' })).status, 422)
    assert.equal((await report('manager', { regime, do: 'agree' })).status, 303)
    await page.goto(`${desk}/reportability`)
    assert.match(await page.textContent('#eu_gpsr'), /已由第二人确认/)
  })

  await t.test('what must be reported stops its clock by the report', async () => {
    const regime = 'us_cpsa'
    assert.equal((await report('handler', { regime, do: 'decide', 'us_cpsa-0-defect': 'yes',
      'us_cpsa-0-risk': 'yes', 'us_cpsa-0-rule': 'no', 'us_cpsa-decision': 'reportable',
      'us_cpsa-reasons': '温控器缺陷。' })).status, 303)
    assert.equal((await clock(reference, 'us_cpsa')).state, 'running')
    const received = (await read(reference)).received_at.slice(0, 10)
    const filed = await report('handler', { regime, do: 'filed', 'us_cpsa-filed_on': received,
      'us_cpsa-number': 'CPSC-7' })
    assert.equal(filed.status, 303, textOf(filed.text, 'error-summary'))
    assert.equal((await clock(reference, 'us_cpsa')).state, 'met')
    await page.goto(`${desk}/reportability`)
    assert.match(await page.textContent('#us_cpsa'), /已上报/)
    await sound(page, 'product-reported')
  })
})

test('[items 76, 78] a possible lawsuit, the press and a critical failure start the emergency at once', async () => {
  const filed = async (description) => (await api('POST', '/api/v1/complaints', { description, class: 'goods' })).json.reference
  const assessed = async (more) => {
    const reference = await filed('水壶漏水，客户很不满。')
    await set(reference, { quality_problem: 'quality', sold_eu: 'no', sold_us: 'no', sold_cn: 'yes' })
    await world.act('handler', reference, 'assess', { ...ASSESSED, safety: 'none', ...more })
    return reference
  }
  for (const more of [{ signals: 'law' }, { signals: 'media' }, { severity: 'critical' }]) {
    const reference = await assessed(more)
    assert.equal((await clock(reference, 'emergency'))?.state, 'running', JSON.stringify(more))
    const page = await world.desk.handler.get(`/desk/complaints/${reference}`)
    assert.match(page.text, /The emergency procedure: this complaint is significant\./)
    const signs = { law: 'A law may have been broken, or a lawsuit threatens', media: 'The media ask or may ask' }
    const why = page.text.replace(/\s+/g, ' ')
    assert.match(why, new RegExp(signs[more.signals] ?? 'A critical failure of product or service'))
    for (const [sign, words] of Object.entries(signs))
      if (sign !== more.signals) assert.ok(!why.includes(`>${words}<`), `only what was ticked is the reason, not ${words}`)
    assert.doesNotMatch(why, /Somebody was harmed|A large sum|Senior staff are complained about/)
    const read = await clock(reference, 'read_alert')
    assert.equal(read?.state, 'running', 'top management has a time to read it')
  }
  assert.equal(await clock(await assessed({ severity: 'major' }), 'emergency'), undefined)
})

test('[4.10-a] [S57] a cell of a table is redacted: nobody reads it, whatever else is changed', async () => {
  const sent = await api('POST', '/api/v1/complaints', { description: 'It leaks.', class: 'goods' })
  const { reference } = sent.json
  const desk = `/desk/complaints/${reference}`
  const { manager } = world.desk
  const secret = 'Ottoline Quill'
  await set(reference, { evidence: [
    { kind: 'sample', what: `The kettle of "${secret}"`, source: 'her kitchen', got_on: '2026-11-20' },
    { kind: 'record', what: 'A bill' }] })
  const overview = (await manager.get(`${desk}/redact`)).text
  const href = overview.match(/href="([^"]*)">Evidence, row 1: What it is</)[1].replaceAll('&amp;', '&')
  const form = (await manager.get(href)).text
  const { hidden, action } = formOf(form, '/redact/text')
  const fields = { ...hidden, text: `The kettle of "[[${secret}]]"`, reason: 'third_person', why: '' }
  const preview = await manager.post(action, { ...fields, step: 'preview' })
  assert.equal(preview.status, 200)
  const done = await manager.post(action, { ...formOf(preview.text, '/redact/text').hidden, step: 'redact' })
  assert.equal(done.status, 303, textOf(done.text, 'main'))
  const whole = await manager.submit(`${desk}/access`, {}, { action: '/access' })
  assert.doesNotMatch(whole.text, new RegExp(secret))
  for (const path of [desk, `${desk}/fields`, `${desk}/print`, `/api/v1/complaints/${reference}`,
    '/desk/export.csv?queue=open']) {
    const { status, text } = await manager.get(path)
    assert.equal(status, 200, path)
    assert.doesNotMatch(text, new RegExp(`${secret}|█\\[`), path)
    if (!path.includes('csv')) assert.match(text, /█ \[redacted: Data of another person\]/, path)
  }
  // Somebody changes another cell; what is required stands, and so does the redaction.
  const page = await browser.page()
  await browser.login(page, server.users.handler)
  await page.goto(`${desk}/fields`)
  await page.fill('[name=own-evidence-1-what]', 'Two bills')
  await page.click('main .go button')
  assert.equal(new URL(page.url()).pathname, desk)
  await page.goto(`${desk}/fields`)
  await page.click('main .go button')
  assert.match(await page.textContent('main'), /Nothing was changed/, 'what was sent as it stood is no act')
  const shown = (await field(reference, 'evidence')).rows
  assert.match(JSON.stringify(shown), /Two bills/)
  const lift = (await manager.get(`${desk}/redact`)).text.match(/href="([^"]*\/lift)"/)[1]
  assert.equal((await manager.submit(lift, { reason: 'She agreed.' }, { action: '/lift' })).status, 303)
  assert.match((await manager.get(desk)).text, new RegExp(`The kettle of &quot;${secret}`))
})

test('[item 72] [4.12-a] a route of the pack gives devices and food to whoever knows them, all others in turn', async () => {
  for (const name of ['qin', 'rui']) server.addUser(name, 'handler', '质量部')
  server.addUser('admin', 'administrator')
  const admin = await browser.page()
  await browser.login(admin, server.users.admin)
  await admin.goto('/desk/settings/staff')
  await admin.click('main a:has-text("User rui")')
  await admin.click('main a[href$="/edit"]')
  await admin.fill('[name=competences]', 'food device')
  await admin.click('main form .go button')
  const filed = async (more) => {
    const { reference } = (await api('POST', '/api/v1/complaints', { description: '包装破了。', ...more })).json
    const { team, owner } = await read(reference)
    assert.equal(team, '质量部')
    return { reference, owner }
  }
  const food = await filed({ class: 'food' })
  assert.equal(food.owner, 'User rui')
  assert.equal((await filed({ class: 'device' })).owner, 'User rui')
  const two = [(await filed({ class: 'goods' })).owner, (await filed({ class: 'goods' })).owner]
  assert.deepEqual(two.sort(), ['User qin', 'User rui'], 'in turn')
  const rui = await browser.page({ language: 'zh-Hans' })
  await browser.login(rui, server.users.rui)
  await rui.goto('/desk?lang=zh-Hans')
  await rui.goto(`/desk/complaints/${food.reference}`)
  await rui.click('summary:has-text("为什么在这里？")')
  assert.match(await rui.textContent('[data-fold=routings]'), /医疗器械和食品：由熟悉的人处理/)
})

test('everything is as the events say', () => {
  const seen = server.tryCli('verify', '--values')
  assert.equal(seen.status, 0, seen.stdout + seen.stderr)
})
