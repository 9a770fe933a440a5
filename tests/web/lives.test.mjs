// One complaint under each procedure through its whole life: from the questions of the portal, with
// the procedure's own, to the closed case. A life is a list of what people do, one line each. The
// lives of service quality, product quality, property management and small business have files of
// their own, in Chinese and on one page: packs, product, property, small_business.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, openBrowser, sound } from './harness.mjs'
import { portalSend, World } from './world.mjs'

let world
let server
let browser
let key
let eyes // a handler's page, to look with

const api = (method, where, json) => new Client(server).api(method, where,
  { headers: { authorization: `Bearer ${key}` }, json })
const read = async ({ reference }) => (await api('GET', `/api/v1/complaints/${reference}`)).json
const clockOf = async (c, name) => (await read(c)).clocks.findLast((one) => one.name === name)
const next = (page) => page.click('.go button[value=next]')

async function choose(page, name, value) {
  const radio = page.locator(`[name="${name}"][value="${value}"]`)
  if (await radio.count() > 0) await radio.check()
  else await page.selectOption(`[name="${name}"]`, value)
}

// The questions of the portal, in the language of the one who asks.
async function portal({ language, says, about, own = {}, wants }) {
  const page = await browser.page({ language })
  await page.goto(`/complain?lang=${language}`)
  await page.fill('[name=description]', says)
  await next(page)
  await choose(page, 'category', about)
  await next(page)
  for (const [name, value] of Object.entries(own)) await page.fill(`[name="own-${name}"]`, value)
  if (Object.keys(own).length > 0) await next(page)
  return portalSend(page, { remedy: wants })
}

// -- what people do; each gives a step of a life --

const ASSESSED = { scope: 'inside', severity: 'negligible', safety: 'none', complexity: 'simple',
  impact: 'individual', need: 'no', validity: 'valid', reasons: 'One customer, a small loss.' }

const update = (text) => ({ reference }) => world.done('handler', reference, 'update', { by: 'web', text })
const fields = (answers) => async ({ reference }) => {
  const set = await api('POST', `/api/v1/complaints/${reference}/fields`,
    { fields: Object.entries(answers).map(([name, value]) => ({ name, value })) })
  assert.equal(set.status, 200, set.text)
}
const acknowledge = async ({ reference }) => world.act('handler', reference, 'acknowledge', { way: 'letter' })
const assess = async ({ reference }) => world.act('handler', reference, 'assess', ASSESSED)
const takeUp = async ({ reference }) => world.act('handler', reference, 'take-up', {})
const investigate = async ({ reference }) => world.investigate('handler', reference)
const respond = (who = 'handler') => async ({ reference }) => world.respond(who, reference)
const decide = (outcome, who = 'handler') => async ({ reference }) => {
  await world.done(who, reference, 'decide', { outcome, reasons: 'The log says so.',
    letter_outside: 'The body outside.', ...await world.letter(who, reference) })
}
const tell = (words, who = 'handler') => async ({ reference }) => {
  const letter = await world.whole(who, reference)
  assert.match(letter, words)
  await world.done(who, reference, 'communicate', { by: 'web', letter })
}
const closed = (reason, more = {}) => async (c) => {
  await world.done('handler', c.reference, 'close',
    { reason, lessons: 'It is in the plan.', survey: 'yes', ...more })
  assert.equal((await read(c)).stage, 'closed')
}
const refuses = (act, form, words) => async ({ reference }) =>
  world.refused('handler', reference, act, form, words)
const running = (...names) => async (c) => {
  for (const name of names) assert.equal((await clockOf(c, name))?.state, 'running', name)
}
const met = (...names) => async (c) => {
  for (const name of names) assert.equal((await clockOf(c, name))?.state, 'met', name)
}
const due = (name, days) => async (c) => {
  const all = await read(c)
  const { due_at: at } = all.clocks.findLast((one) => one.name === name)
  assert.equal(Math.floor((Date.parse(at) - Date.parse(all.received_at)) / 864e5), days)
}
// More time, agreed to by the manager, with the notice that the procedure asks for.
const extend = (clock, reason, notice) => async (c) => {
  const was = (await clockOf(c, clock)).due_at
  await world.act('manager', c.reference, 'extend', { clock, reason })
  assert.ok((await clockOf(c, clock)).due_at > was, `${clock} is later`)
  assert.match((await read(c)).entries.at(-1).text, notice)
}
// The complainant answers on their own page, by reference and code, with no word of why.
const answers = (what) => async ({ reference, code, language }) => {
  const page = await browser.page({ language })
  await page.goto(`/track?lang=${language}`)
  await page.fill('[name=reference]', reference)
  await page.fill('[name=code]', code)
  await page.click('main form .button')
  await page.click(`#answer button[value=${what}]`)
  await page.locator('#answer').waitFor({ state: 'detached' })
  await page.context().close()
}
const look = (name, words) => async ({ reference }) => {
  await eyes.goto(`/desk/complaints/${reference}`)
  assert.match(await eyes.textContent('main'), words)
  await sound(eyes, `life-${name}`)
}
// Somebody is asked to look again: who had a part in it is not among those to choose from.
const review = (who, not) => async ({ reference }) => {
  const form = (await world.desk.manager.get(`/desk/complaints/${reference}/review`)).text
  const offered = [...form.matchAll(/value="(\d+)"[^>]*>\s*(?:<label[^>]*>)?(User \w+)</g)]
  assert.ok(offered.length > 0, 'somebody can be asked')
  assert.ok(!offered.some(([, , name]) => name === `User ${not}`), `${not} decided before`)
  const [, reviewer] = offered.find(([, , name]) => name === `User ${who}`)
  await world.done('manager', reference, 'review', { reviewer, text: 'All of it.' })
}
const outside = (what, outcome) => async ({ reference }) =>
  world.done('handler', reference, 'outside', { what, outcome })

const handled = [assess, takeUp, investigate]

// -- the lives --

const LIVES = [
  {
    pack: 'standard',
    asks: { language: 'en', says: 'Nobody answers the bell.', about: 'P01', wants: 'A bell that rings.' },
    life: [met('acknowledge'), running('assess', 'update', 'decision'), ...handled, met('assess'),
      respond(), decide('upheld'), tell(/The log says so/), met('decision'), answers('accepted'),
      refuses('close', { reason: 'accepted', lessons: '', survey: 'yes' }, /lessons/),
      closed('accepted')]
  },
  {
    pack: 'quality_system',
    asks: { language: 'en', says: 'The plug gets hot.', about: 'product', wants: 'A safe plug.' },
    life: [fields({ requirement: 'GB 4943.1', analysis: 'A lot without the second test.',
      corrective_action: 'Tested again; the test is in the plan.' }), ...handled, respond(),
    decide('upheld'), tell(/The log says so/), answers('accepted'),
    refuses('close', { reason: 'accepted', lessons: 'None, it is planned.', survey: 'yes' }, /archive/),
    fields({ feedback: 'They are content.', archive: 'Q-2026-11' }), closed('accepted')]
  },
  {
    pack: 'uk_financial', what: 'settled within three working days',
    asks: { language: 'en', says: 'I was charged twice.', about: 'banking', own: { account_number: '20-11' },
      wants: 'My money.' },
    life: [due('decision', 56), fields({ vulnerable: 'no' }), ...handled, respond(), decide('upheld'),
      look('uk', /20-11/), tell(/^Summary resolution communication[^]*Financial Ombudsman Service[^]*six months/),
      met('decision'), answers('accepted'),
      refuses('close', { reason: 'accepted', lessons: 'One more check.', survey: 'yes' }, /root cause/i),
      fields({ root_cause: 'A wrong sort code.' }), closed('accepted')]
  },
  {
    pack: 'uk_financial', what: 'the final response after the third working day',
    asks: { letter: 10, class: 'banking', description: 'They say it was my own fault.' },
    life: [acknowledge, fields({ vulnerable: 'vulnerable' }), ...handled, respond(), decide('not_upheld'),
      tell(/^Final response[^]*within six months[^]*only with our consent/), met('decision'),
      fields({ root_cause: 'None on our side.' }), answersByTelephone('accepted'), closed('accepted')]
  },
  {
    pack: 'au_rg271', what: 'settled within five working days',
    asks: { language: 'en', says: 'The fee is not in the contract.', about: 'credit',
      own: { member_number: 'M-1' }, wants: 'The fee back.' },
    life: [due('decision', 30), ...handled, respond(),
      refuses('decide', { outcome: 'upheld', reasons: 'The log.', letter_outside: 'AFCA.' },
        /material facts/),
      fields({ material_facts: 'It was charged twice.' }), decide('upheld'),
      tell(/^Settled within five working days(?![^]*AFCA)/), answers('accepted'),
      fields({ systemic: 'no' }), closed('accepted')]
  },
  {
    pack: 'au_rg271', what: 'delay notification, then the IDR response that names AFCA',
    asks: { letter: 25, class: 'insurance', description: 'Nobody looked at the second claim.' },
    life: [acknowledge, ...handled, extend('decision', 'The other bank has not answered.',
      /The other bank has not answered[^]*AFCA\) now, free of charge/), respond(),
    fields({ material_facts: 'The claim was complete.' }), decide('upheld'),
    tell(/^Response \(IDR\)[^]*Australian Financial Complaints Authority/), met('decision'),
    fields({ systemic: 'possible' }), answersByTelephone('accepted'), closed('accepted')]
  },
  {
    pack: 'cn_bank_insurance',
    asks: { language: 'zh-Hans', says: '刷卡被多扣了一次。', about: 'card', own: { contract_number: '6222-01' },
      wants: '退还多扣的款项。' },
    life: [due('decision', 15), extend('decision', '需向收单行调取流水。', /需向收单行调取流水/),
      due('decision', 30), extend('decision', '情况特别复杂。', /情况特别复杂/), due('decision', 60),
      fields({ no_interest: 'yes' }), ...handled, respond(), decide('upheld'),
      tell(/^消费投诉处理决定[^]*申请调解、仲裁或向法院起诉/), met('decision'), answers('accepted'),
      fields({ rectification: '系统已修复，责任到人。' }), closed('accepted')]
  },
  {
    pack: 'housing_two_stage', what: 'both stages, then the ombudsman',
    asks: { language: 'en', says: 'Mould in the bedroom since March.', about: 'damp',
      own: { home: '4 Mill Row' }, wants: 'A dry room.' },
    life: [met('acknowledge'), running('decision'),
      extend('decision', 'The surveyor comes on Friday.', /surveyor[^]*Housing Ombudsman Service/),
      refuses('assess', ASSESSED_FORM(), /as it is understood/),
      fields({ definition: 'Mould in the bedroom; to be treated.' }), ...handled, respond(),
      decide('partly_upheld'), tell(/^Our answer[^]*Housing Ombudsman Service/), met('decision'),
      answers('refused'), running('stage_two_acknowledge', 'review'),
      look('housing-stage-two', /Stage 2 acknowledged[^]*Stage 2 answered/),
      update('We have your request for stage 2.'), met('stage_two_acknowledge'), review('second', 'handler'),
      extend('review', 'A second survey.', /A second survey[^]*Housing Ombudsman Service/),
      respond('second'), decide('partly_upheld', 'second'), tell(/Housing Ombudsman Service/, 'second'),
      met('review'), answers('refused'),
      refuses('close', { reason: 'unresolved', why: 'Both stages are over.', lessons: 'Survey first.',
        survey: 'yes' }, /What became of the outside options/),
      outside('chosen', 'Housing Ombudsman Service'), outside('resolved', 'Treated, and 200 pounds.'),
      look('housing-ombudsman', /Housing Ombudsman Service/),
      closed('resolved_outside')]
  }
]

function answersByTelephone(answer) {
  return ({ reference }) => world.done('handler', reference, 'answer', { answer, text: 'By telephone.' })
}
function ASSESSED_FORM() {
  return { scope: 'inside', severity: 'negligible', safety: 'none', complexity: 'simple',
    impact: 'individual', need_now: 'no', validity: 'valid', reasons: 'One home, a small room.' }
}

// What came by letter some days ago is taken down with its true day.
async function byLetter({ letter, ...fields }) {
  const filed = await api('POST', '/api/v1/complaints', { ...fields, channel: 'letter',
    received_at: new Date(Date.now() - letter * 864e5).toISOString(),
    complainant: { name: 'Mai Example', email: 'mai@example.org' } })
  assert.equal(filed.status, 201, filed.text)
  return { reference: filed.json.reference }
}

before(async () => {
  world = await new World().make((server) => {
    for (const pack of new Set(LIVES.map(({ pack }) => pack))) server.cli('pack add', pack)
    key = server.addApiKey('shop')
  })
  server = world.server
  browser = await openBrowser(server)
  eyes = await browser.page({ language: 'en' })
  await browser.login(eyes, server.users.handler)
})
after(async () => {
  await browser?.close()
  await world?.server.stop()
})

for (const { pack, what, asks, life } of LIVES) {
  test(`the whole life under ${pack}${what ? `: ${what}` : ''}`, async () => {
    server.cli('pack take', pack)
    const filed = asks.letter ? await byLetter(asks) : await portal(asks)
    const c = { ...filed, language: asks.language ?? 'en' }
    for (const [i, step] of life.entries()) {
      try {
        await step(c)
      } catch (problem) {
        throw new Error(`step ${i + 1} of ${life.length}: ${problem.message}`, { cause: problem })
      }
    }
  })
}

test('everything is as the events say', () => {
  const seen = server.tryCli('verify', '--values')
  assert.equal(seen.status, 0, seen.stdout + seen.stderr)
})
