// Procedures: the page of packs with each number and its source, taking one with a reason, and what
// the packs that come with the program make of a case.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, openBrowser, sound } from './harness.mjs'
import { World } from './world.mjs'

const PACKS = '/desk/settings/packs'

let world
let server
let browser
let administrator
let key

before(async () => {
  world = await new World().make((server) => {
    server.addUser('administrator', 'administrator')
    key = server.addApiKey('shop')
  })
  server = world.server
  administrator = await new Client(server).login(server.users.administrator)
  browser = await openBrowser(server)
})
after(async () => {
  await browser?.close()
  await world?.server.stop()
})

const api = (method, where, json) => new Client(server).api(method, where,
  { headers: { authorization: `Bearer ${key}` }, json })
const read = async (reference) => (await api('GET', `/api/v1/complaints/${reference}`)).json
const clock = async (reference, name) =>
  (await read(reference)).clocks.findLast((c) => c.name === name)
const take = (name) => administrator.submit(`${PACKS}/${name}@1/take`,
  { reason: 'The firm is regulated from today.' }, { action: '/take' })

async function file(fields) {
  const filed = await api('POST', '/api/v1/complaints', { description: 'Nobody answers.', ...fields })
  assert.equal(filed.status, 201, filed.text)
  return filed.json.reference
}

// Whole days from the receipt to the end of the clock.
async function days(reference, name) {
  const c = await read(reference)
  const { due_at: due } = c.clocks.findLast((one) => one.name === name)
  return Math.floor((Date.parse(due) - Date.parse(c.received_at)) / 864e5)
}

test('the page of procedures shows each number with source, mark and date', async () => {
  const list = await administrator.get(PACKS)
  for (const title of ['UK financial services', 'Housing in two stages', 'Small business']) {
    assert.match(list.text, new RegExp(title))
  }
  assert.match(list.text, /Australian financial services[^]*?7, 2 of them not verified/)
  for (const language of ['en', 'zh-Hans']) {
    const page = await browser.page({ language })
    await browser.login(page, server.users.administrator)
    await page.goto(PACKS)
    await sound(page, `procedures.${language}`)
    await page.goto(`${PACKS}/au_rg271@1`)
    const text = await page.textContent('main')
    assert.match(text, /ASIC Regulatory Guide 271/)
    assert.match(text, language === 'en' ? /Response \(IDR\): Superannuation[^]*45 days/ : /养老金[^]*45/)
    assert.match(text, language === 'en' ? /verified, / : /已核实，/)
    assert.match(await page.textContent('#alarms'), language === 'en' ? /90 days[^]*from memory/ : /90[^]*凭记忆/)
    await sound(page, `procedure.${language}`)
    await page.context().close()
  }
})

// Rows as they stand on the page of a procedure, cells divided by " | "; and its alarms.
async function numbers(name, language) {
  const page = await browser.page({ language })
  await browser.login(page, server.users.administrator)
  await page.goto(`${PACKS}/${name}@1`)
  const rows = await page.$$eval('main table tbody tr', (all) => all.map((row) =>
    [...row.cells].map((cell) => cell.textContent.trim().replace(/\s+/g, ' ')).join(' | ')))
  const alarms = await page.textContent('#alarms')
  await sound(page, `numbers.${name}.${language}`)
  await page.context().close()
  return { rows, alarms }
}
const has = (rows, ...words) => assert.ok(rows.some((row) => words.every((word) => word.test(row))),
  `${words}: ${rows.join('\n')}`)

test('what is settled early, letters, tasks, groups, repeats and rules show their numbers too', async () => {
  const uk = await numbers('uk_financial', 'en')
  has(uk.rows, /Summary resolution communication \| 3 working days \| FCA Handbook, DISP 1\.5/, /verified, /)
  has(uk.rows, /^Time named in the letter: Final response \| 6 months \| FCA/, /\| verified, /)
  assert.match(uk.alarms, /Summary resolution communication, 6 months: from memory/)
  assert.doesNotMatch(uk.alarms, /3 working days/)
  const au = await numbers('au_rg271', 'vi')
  has(au.rows, /5 ngày làm việc \| ASIC/)
  has(au.rows, /kéo dài thêm \| \+ 30 ngày \| Đề xuất/)
  has((await numbers('cn_bank_insurance', 'zh-Hans')).rows, /^共同投诉的代表人 \| 最多 5 \| 银行业/)
  assert.match((await administrator.get(`${PACKS}/cn_bank_insurance@1`)).text,
    /may be taken from Sun 1 Mar 2020 on/)
  const property = await numbers('property_management', 'en')
  has(property.rows, /^Task: Put right what was built badly: .* \| 14 days \| Proposed/)
  has(property.rows, /^How far back the same is looked for \| 12 months \| Proposed/)
  has(property.rows, /not accepted the solution twice \| 2 or more \| Proposed/)
  assert.match(property.alarms, /third time, 2 or more: from memory/)
  const standard = await numbers('standard', 'zh-Hant')
  has(standard.rows, /10,000/)
  assert.equal(standard.rows.length, 2)
  assert.match(standard.alarms, /1 個工作天[^]*憑記憶/, 'our own numbers are not verified')
})

test('an administrator takes a procedure with a reason; nobody else does', async () => {
  const refused = await administrator.submit(`${PACKS}/au_rg271@1/take`, { reason: ' ' },
    { action: '/take' })
  assert.equal(refused.status, 422)
  assert.match(refused.text, /reason/i)
  assert.equal((await world.desk.handler.get(PACKS)).status, 404)
  assert.equal((await take('au_rg271')).status, 303)
  assert.match((await administrator.get(PACKS)).text,
    /Australian[^]*?New complaints are filed with it/)
})

test('C9 RG 271: 24 hours, and 30, 45, 21 or 90 days by class, always from the receipt', async () => {
  const reference = await file({ class: 'banking' })
  const { due_at: due } = await clock(reference, 'acknowledge')
  const received = Date.parse((await read(reference)).received_at)
  assert.equal(Math.round((Date.parse(due) - received) / 3600e3), 24)
  for (const [choice, length] of [['superannuation', 45], ['hardship', 21], ['death_benefit', 90],
    ['credit', 30]]) {
    const changed = await api('POST', `/api/v1/complaints/${reference}/class`,
      { class: choice, reason: 'That is what it is about.' })
    assert.equal(changed.status, 200, changed.text)
    assert.equal(await days(reference, 'decision'), length, choice)
  }
  assert.equal((await read(reference)).clocks.filter(({ name }) => name === 'decision').length, 1,
    'it was never started again')
  assert.equal(await days(await file({ class: 'hardship' }), 'decision'), 21, 'from the start')
})

const ASSESSED = { scope: 'inside', severity: 'negligible', safety: 'none', complexity: 'simple',
  impact: 'individual', need: 'no', validity: 'valid', reasons: 'One customer, a small loss.' }
const answer = async (reference, fields) => {
  const set = await api('POST', `/api/v1/complaints/${reference}/fields`,
    { fields: Object.entries(fields).map(([name, value]) => ({ name, value })) })
  assert.equal(set.status, 200, set.text)
}
const ago = (n) => new Date(Date.now() - n * 864e5).toISOString()

// To the letter that is ready to be told; `own` answers the fields of the procedure.
async function decided(reference, own = {}) {
  if (own.first) await answer(reference, own.first)
  await world.act('handler', reference, 'assess', ASSESSED)
  await world.act('handler', reference, 'take-up', {})
  if (own.looked) await answer(reference, own.looked)
  await world.investigate('handler', reference)
  await world.respond('handler', reference)
  await world.done('handler', reference, 'decide', { outcome: 'upheld', reasons: 'The log says so.',
    letter_outside: 'The body outside.', ...await world.letter('handler', reference) })
  return world.whole('handler', reference)
}

const tell = (reference, letter) =>
  world.done('handler', reference, 'communicate', { by: 'web', letter })

async function finished(reference, last = {}) {
  await world.done('handler', reference, 'answer', { answer: 'accepted', text: 'Fine.' })
  if (Object.keys(last).length > 0) await answer(reference, last)
  await world.done('handler', reference, 'close', { reason: 'accepted', lessons: 'One more check.', survey: 'yes' })
  assert.equal((await read(reference)).stage, 'closed')
}

test('C8 DISP: settled within three working days, the summary resolution names the ombudsman', async () => {
  assert.equal((await take('uk_financial')).status, 303)
  const reference = await file({ class: 'banking', fields: [{ name: 'account_number', value: '20-11' }] })
  assert.equal(await days(reference, 'decision'), 56)
  const letter = await decided(reference, { first: { vulnerable: 'no' } })
  assert.match(letter, /^Summary resolution communication\n[^]*consider it resolved[^]*Financial Ombudsman Service[^]*six months/)
  assert.doesNotMatch(letter, /Final response/)
  const gone = await world.send('handler', reference, 'communicate', { by: 'web',
    letter: letter.replace(/We refer to the complaint[^]*?org\.uk\./, '') })
  assert.equal(gone.status, 422)
  assert.match(gone.text, /asks for a passage that is gone: We refer to the complaint/)
  const page = await browser.page({ language: 'en' })
  await browser.login(page, server.users.handler)
  await page.goto(`/desk/complaints/${reference}/communicate`)
  await sound(page, 'summary-letter')
  await page.context().close()
  await tell(reference, letter)
  assert.equal((await clock(reference, 'decision')).state, 'met')
  await finished(reference, { root_cause: 'A wrong sort code; nobody else.' })
})

test('C8 DISP: later it is the final response; payments have 15 working days and 20 more', async () => {
  const reference = await file({ class: 'payments', received_at: ago(10) })
  const { due_at: before } = await clock(reference, 'decision')
  const letter = await decided(reference, { first: { vulnerable: 'vulnerable' } })
  assert.match(letter, /^Final response\n[^]*within six months[^]*only with our consent/)
  await world.act('manager', reference, 'extend', { clock: 'decision', reason: 'The other bank is slow.' })
  const { due_at: after } = await clock(reference, 'decision')
  assert.ok(Date.parse(after) - Date.parse(before) > 25 * 864e5, `${before} ${after}`)
  const said = (await read(reference)).entries.at(-1).text
  assert.match(said, /The other bank is slow[^]*You may now refer your complaint to the Financial Ombudsman/)
  await tell(reference, letter)
  await finished(reference, { root_cause: 'The other bank.' })
})

test('C8 RG 271: no outside body has to be named within five working days, afterwards AFCA', async () => {
  assert.equal((await take('au_rg271')).status, 303)
  const early = await file({ class: 'banking' })
  const short = await decided(early, { looked: { material_facts: 'It was charged twice.' } })
  assert.match(short, /^Settled within five working days/)
  assert.doesNotMatch(short, /AFCA/)
  await tell(early, short)
  await finished(early, { systemic: 'no' })
  const late = await file({ class: 'superannuation', received_at: ago(20) })
  const letter = await decided(late, { looked: { material_facts: 'The claim was complete.' } })
  assert.match(letter, /^Response \(IDR\)[^]*Australian Financial Complaints Authority/)
  await tell(late, letter)
  await finished(late, { systemic: 'possible' })
})

test('housing: the second stage is for the asking, has its own clocks and another decider', async () => {
  assert.equal((await take('housing_two_stage')).status, 303)
  const reference = await file({ class: 'damp', fields: [{ name: 'home', value: '4 Mill Row' }] })
  assert.equal((await clock(reference, 'acknowledge')).state, 'met', 'the receipt acknowledges it')
  assert.equal((await clock(reference, 'decision')).state, 'running')
  const letter = await decided(reference, { first: { definition: 'Mould in the bedroom; to be treated.' } })
  assert.match(letter, /Housing Ombudsman Service/)
  const page = await browser.page({ language: 'en' })
  await browser.login(page, server.users.handler)
  await page.goto(`/desk/complaints/${reference}`)
  assert.match(await page.textContent('main'), /The strictest: others end with the same step/,
    'C11: what is to be told soon after the decision, and by the end of all')
  await tell(reference, letter)
  await world.done('handler', reference, 'answer', { answer: 'rejected' })
  const running = (await read(reference)).clocks.filter(({ state }) => state === 'running')
    .map(({ name }) => name)
  assert.ok(running.includes('review') && running.includes('stage_two_acknowledge'), running.join())
  await page.goto(`/desk/complaints/${reference}`)
  const head = await page.textContent('main')
  assert.ok(head.indexOf('Stage 2 acknowledged') < head.indexOf('Stage 2 answered'), 'the earliest first')
  assert.doesNotMatch(head, /The strictest/, 'an acknowledgement is another thing than an answer')
  await sound(page, 'stage-two')
  await page.context().close()
  assert.equal((await world.desk.handler.get(`/desk/complaints/${reference}/fields`)).text.includes('own-stage_two'), false,
    'nobody ticks that it was done')
  await world.done('handler', reference, 'update', { by: 'web', text: 'We have your request for stage 2; somebody else looks at it again.' })
  assert.equal((await clock(reference, 'stage_two_acknowledge')).state, 'met', 'the message that went out ends it')
})

test('a bank in China, in Chinese: no interest, extension with reason, right to a review', async () => {
  assert.equal((await take('cn_bank_insurance')).status, 303)
  const reference = await file({ class: 'card', description: '刷卡被多扣了一次。',
    complainant: { name: '林小雨', email: 'lin@example.org', language: 'zh-Hans' },
    fields: [{ name: 'contract_number', value: '6222-01' }] })
  assert.equal(await days(reference, 'decision'), 15)
  await assert.rejects(decided(reference, { looked: { no_interest: 'no' } }),
    /without a direct interest/)
  await answer(reference, { no_interest: 'yes' })
  for (const [reason, length] of [['需向收单行调取流水。', 30], ['情况特别复杂。', 60]]) {
    await world.act('manager', reference, 'extend', { clock: 'decision', reason })
    assert.equal(await days(reference, 'decision'), length)
  }
  const looked = { allegations: [{ text: '重复扣款。', finding: 'substantiated', finding_why: '流水。' }],
    plan: [{ kind: 'evidence', text: '流水。', waived_why: '系统里有。' }, { kind: 'question', text: '何时？', done: true }],
    hearing_waived: '材料齐全。', cause_none: '偶发。', end: true }
  await world.act('handler', reference, 'investigate', looked)
  await world.respond('handler', reference)
  await world.done('handler', reference, 'decide', { outcome: 'upheld', reasons: '流水显示重复扣款。',
    letter_outside: '向上级机构申请核查。', ...await world.letter('handler', reference) })
  const whole = await world.whole('handler', reference)
  assert.match(whole, /^消费投诉处理决定[^]*申请调解、仲裁或向法院起诉/)
  await tell(reference, whole)
  await finished(reference, { rectification: '系统已修复，责任到人。' })
})

test('[items 49, 53] the quality system in five steps leaves its records', async () => {
  assert.equal((await take('quality_system')).status, 303)
  const reference = await file({ class: 'product' })
  await assert.rejects(decided(reference), /Which requirement was not met/)
  await answer(reference, { requirement: 'GB 4943.1', analysis: 'A lot without the second test.',
    corrective_action: 'Tested again; the test is in the plan now.' })
  await world.act('handler', reference, 'assess', ASSESSED)
  await world.act('handler', reference, 'take-up', {})
  await world.investigate('handler', reference)
  await world.respond('handler', reference)
  await world.decide('handler', reference)
  await world.done('handler', reference, 'answer', { answer: 'accepted', text: 'Fine.' })
  await world.refused('handler', reference, 'close',
    { reason: 'accepted', lessons: 'None, it is in the plan.', survey: 'yes' }, /Number in the archive/)
  await answer(reference, { feedback: 'They are content.', archive: 'Q-2026-11' })
  await world.done('handler', reference, 'close', { reason: 'accepted', lessons: 'In the plan.', survey: 'yes' })
  assert.equal((await read(reference)).stage, 'closed')
})

test('everything is as the events say', () => {
  const seen = server.tryCli('verify', '--values')
  assert.equal(seen.status, 0, seen.stdout + seen.stderr)
})
