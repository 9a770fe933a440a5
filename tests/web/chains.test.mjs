// Chains of steps as process templates: seen beside clause 7, taken into a procedure for single classes
// by its designer, and then the bar of steps on the complaint and on the complainant's page.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, formOf, openBrowser, sound, textOf } from './harness.mjs'
import { OUTSIDE, World } from './world.mjs'

const EDIT = '/desk/settings/procedure/edit'
// Item, name, class, steps; at which of them a complaint stands when it came in, is assessed, investigated,
// has an answer proposed, is decided, told of it, and closed. Behind the last: all are done.
const TEMPLATES = [
  [45, 'four_steps_visit', 'c45', ['Receive', 'Assess', 'Handle', 'Follow-up visit'], [1, 1, 2, 2, 2, 3, 3]],
  [46, 'four_steps_loop', 'c46', ['Identify', 'Record', 'Analyse', 'Improve'], [2, 2, 3, 3, 3, 3, 4]],
  [47, 'eight_steps', 'c47', ['Make the channel known', 'Accept', 'Acknowledge', 'Initial assessment',
    'Investigate', 'Answer', 'Internal communication and improvement', 'Close'], [3, 4, 5, 6, 6, 7, 8]],
  [48, 'five_steps_handling', 'c48', ['Accept', 'Find the cause', 'Offer a solution', 'Carry it out',
    'Audit the process'], [1, 1, 2, 3, 3, 4, 5]],
  [49, 'five_steps_system', 'c49', ['Receive', 'Register under a unique code', 'Investigate', 'Feed back',
    'Close and archive'], [2, 2, 3, 3, 3, 4, 5]],
  [50, 'six_steps', 'c50', ['Receive', 'Record', 'Analyse the cause', 'Respond and say sorry', 'Solve',
    'Share the experience'], [2, 2, 3, 4, 4, 5, 6]],
  [51, 'tqm', 'c51', ['Receive', 'Record', 'Analyse', 'Handle, by a named owner', 'Feed back'], [2, 2, 3, 3, 4, 4, 5]],
  [52, 'opening', 'c52', ['Receive', 'Register', 'Investigate and analyse'], [2, 2, 3, 3, 3, 3, 3]],
  [53, 'five_steps_classified', 'c53', ['Accept', 'Classify and register', 'Investigate and analyse', 'Solve',
    'Feed back and close'], [1, 2, 3, 3, 4, 4, 5]],
  [54, 'response_principles', 'c54', ['Respond at once', 'Understand fully', 'Handle fairly', 'Solve in time',
    'Keep improving'], [1, 1, 2, 2, 3, 4, 5]],
  [55, 'clause_7', 'c55', ['Make known how to complain', 'Receive', 'Acknowledge', 'Initial assessment',
    'Investigate', 'Respond', 'Communicate the decision', 'Close'], [3, 4, 5, 6, 6, 7, 8]]
]
// What a chain asks for beside the stages: [name, stage, what is written].
const ASKED = {
  c48: [['process_audit', 'closing', 'User auditor: in time and complete.']],
  c50: [['said_sorry', 'response', 'We are sorry that you walked up.'],
    ['experience_shared', 'closing', 'With all caretakers, at the meeting on Monday.']]
}
const LANGUAGES = ['en', 'zh-Hans', 'zh-Hant', 'vi']

let world
let server
let browser
let administrator
let auditor
let handler

const plain = (html) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim()
const decoded = (html) => html.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')

// The text of a template as the page gives it.
function textOfTemplate(page, name) {
  const all = [...page.matchAll(/<pre[^>]*>\n?([^]*?)<\/pre>/g)].map((m) => decoded(m[1]))
  const at = all.findIndex((text) => text.includes(`name: ${name}\n`) && text.includes('chain:'))
  return { steps: all[at], fields: all[at + 1]?.includes('chain:') ? '' : all[at + 1] ?? '' }
}

before(async () => {
  world = await new World().make((s) => {
    s.addUser('administrator', 'administrator')
    s.addUser('auditor', 'auditor')
  })
  server = world.server
  administrator = await new Client(server).login(server.users.administrator)
  auditor = await new Client(server).login(server.users.auditor)
  handler = world.desk.handler
  browser = await openBrowser(server)
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

const post = async (fields) =>
  administrator.post(EDIT, { ...formOf((await administrator.get(EDIT)).text, EDIT).hidden, ...fields })

test('[items 45-55] each chain is a template, told in four languages beside the stages of clause 7', async () => {
  for (const language of LANGUAGES) {
    const page = (await handler.get('/desk/standard', { headers: { 'accept-language': language } })).text
    const [, table] = page.match(/<table class="table chains">([^]*?)<\/table>/)
    assert.match(page, new RegExp(`<html[^>]*lang="${language}"`))
    const rows = [...table.matchAll(/<tr[^>]*>([^]*?)<\/tr>/g)].map((m) => m[1])
    assert.equal(rows[0].match(/<th/g).length, 10, 'before a complaint, and the stages of the standard')
    assert.equal(rows.length, 1 + TEMPLATES.length)
    for (const row of rows.slice(1)) assert.equal(row.match(/<td/g).length, 9)
    if (language !== 'en') continue
    for (const [item, , , steps] of TEMPLATES) {
      assert.ok(rows.some((row) => steps.every((step, i) => plain(row).includes(`${i + 1}. ${step}`))),
        `item ${item}`)
    }
  }
  const page = await browser.page({ language: 'zh-Hans' })
  await browser.login(page, server.users.handler)
  await page.goto('/desk/standard?lang=zh-Hans')
  await sound(page, 'chains-standard')
  await page.context().close()
})

test('[item 56] a template is chosen for each class in the designer, and they are compared', async () => {
  const page = (await administrator.get('/desk/standard')).text
  const four = (code) => LANGUAGES.map((l) => `${l}: ${code}`).join(', ')
  const yaml = ['pack: chosen', 'version: 1', 'title:', ...LANGUAGES.map((l) => `  ${l}: Chosen`), 'about:',
    ...LANGUAGES.map((l) => `  ${l}: A chain for each class.`), 'classes:',
    ...TEMPLATES.map(([, , code]) => `  - {code: ${code}, ${four(code)}}`), 'fields:',
    ...TEMPLATES.map(([, name, code]) => textOfTemplate(page, name).fields.trimEnd()
      .replaceAll('    required:', `    classes: [${code}]\n    required:`)), 'steps:',
    ...TEMPLATES.map(([, name, code]) => textOfTemplate(page, name).steps.trimEnd()
      .replace('    chain:', `    classes: [${code}]\n    chain:`)), ''].filter((line, i, all) => line || i === all.length - 1).join('\n')
  const wrong = await post({ yaml: yaml.replace('stages: [closing]', 'stages: [ending]') })
  assert.equal(wrong.status, 422)
  assert.match(textOf(wrong.text, 'problems'), /Line \d+/)
  const look = await post({ yaml, days: '90' })
  assert.equal(look.status, 200, plain(textOf(look.text, 'main') ?? '').slice(0, 900))
  const [, seen] = look.text.match(/name="seen" value="([^"]+)"/)
  assert.equal((await post({ yaml, days: '90', do: 'publish', seen, reason: 'Each class as it is known.' })).status, 303)
  const compared = (await administrator.get('/desk/standard')).text
  assert.equal(compared.match(/<tr class="ours">/g).length, TEMPLATES.length, 'those in force beside the others')
})

// How the bar of a case stands: [labels, the current one; as many as there are when all are done].
function standing(html, bar) {
  const [, list] = html.match(bar)
  const all = [...list.matchAll(/<li class="([^"]*)"[^>]*>([^]*?)<\/li>/g)]
  const at = all.findIndex((m) => m[1].includes('current'))
  return { steps: all.map((m) => plain(m[2]).replace(/^Done: /, '')), at: at < 0 ? all.length : at }
}

const ANSWERED = { scope: 'inside', severity: 'negligible', safety: 'none', complexity: 'simple', impact: 'individual',
  need_now: 'no', validity: 'valid', reasons: 'One lift.' }
const write = (reference, [name, , value]) =>
  world.act('handler', reference, 'fields', { fields: [{ name, value }] })

const CLOSING = { reason: 'accepted', lessons: 'The lift is looked at each month.', survey: 'yes' }

for (const [item, , code, steps, places] of TEMPLATES) {
  test(`[item ${item}] a complaint goes its whole way through ${steps.length} steps, ${steps[0]} to ${steps.at(-1)}`, async () => {
    const client = new Client(server)
    const filed = await world.file({ category: code })
    const { reference } = filed
    const path = `/desk/complaints/${reference}`
    const seen = ['received and acknowledged at once', 'told', 'closed', 'called']
    const stands = async (at, after) => {
      const desk = standing((await handler.get(path)).text, /<div class="chain">([^]*?)<\/div>/)
      assert.deepEqual(desk, { steps, at }, after)
      if (!seen.includes(after)) return // how often one may look within a time is limited
      const portal = standing((await client.submit('/track', filed, { action: '/track' })).text, /<ol class="four[^"]*">([^]*?)<\/ol>/)
      assert.deepEqual(portal, { steps, at }, `${after}, as the complainant sees it`)
    }
    const acts = [
      ['received and acknowledged at once', () => {}],
      ['assessed', () => world.done('handler', reference, 'assess', ANSWERED)],
      ['investigated', async () => {
        await world.act('handler', reference, 'take-up', {})
        assert.match(plain((await handler.get(path)).text), /User handler/, 'somebody answers for it by name')
        await world.investigate('handler', reference)
      }],
      ['answer proposed', async () => {
        await world.respond('handler', reference)
        for (const asked of (ASKED[code] ?? []).filter(([, stage]) => stage === 'response')) {
          assert.equal(standing((await handler.get(path)).text, /<div class="chain">([^]*?)<\/div>/).at, places[2],
            'an answer is none before that is written down too')
          await write(reference, asked)
          await world.respond('handler', reference)
        }
      }],
      ['decided', async () => world.done('handler', reference, 'decide', { outcome: 'upheld', reasons: 'The log of the lift says so.',
        letter_outside: OUTSIDE, ...await world.letter('handler', reference) })],
      ['told', async () => world.done('handler', reference, 'communicate', { by: 'web', letter: await world.whole('handler', reference) })],
      ['closed', async () => {
        await world.done('handler', reference, 'answer', { answer: 'accepted', text: 'Fine.' })
        await world.refused('handler', reference, 'close', { reason: 'accepted', lessons: '', survey: 'yes' }, /lessons/)
        for (const asked of (ASKED[code] ?? []).filter(([, stage]) => stage === 'closing')) {
          await world.refused('handler', reference, 'close', CLOSING, asked[0] === 'process_audit' ? /Audit of the handling/ : /Experience/)
          await write(reference, asked)
          assert.equal(standing((await handler.get(path)).text, /<div class="chain">([^]*?)<\/div>/).at, places.at(-2), 'not before it is closed')
        }
        await world.done('handler', reference, 'close', CLOSING)
      }]
    ]
    for (const [i, [name, act]] of acts.entries()) {
      await act()
      await stands(places[i], name)
    }
    if (code === 'c45') {
      await world.done('handler', reference, 'call', { call: 'reached', satisfaction: '5', fair: 'yes', outcome: '4' })
      await stands(steps.length, 'called')
    }
    assert.equal(server.sql(`SELECT count(*) FROM complaint WHERE reference = '${reference}' AND closed_at IS NOT NULL`), '1')
    const audited = await auditor.get(path)
    assert.equal(audited.status, 200)
    for (const [, , value] of ASKED[code] ?? []) assert.ok(plain(audited.text).includes(value), value)
    assert.match(plain(audited.text), /The lift is looked at each month\./, 'who audits reads the whole course, with what was learnt')
  })
}

test('[items 48, 50] a remedy that is promised and not verified is not carried out', async () => {
  for (const code of ['c48', 'c50']) {
    const { reference } = await world.file({ category: code })
    const path = `/desk/complaints/${reference}`
    const bar = async () => standing((await handler.get(path)).text, /<div class="chain">([^]*?)<\/div>/)
    await world.done('handler', reference, 'assess', ANSWERED)
    await world.act('handler', reference, 'take-up', {})
    await world.investigate('handler', reference)
    for (const asked of ASKED[code].filter(([, stage]) => stage === 'response')) await write(reference, asked)
    await world.done('handler', reference, 'remedy', { kind: 'improvement', text: 'A second lift stands by.', action: 'none',
      owner: '1', due_on: '2030-01-31' })
    await world.respond('handler', reference)
    await world.done('handler', reference, 'decide', { outcome: 'upheld', reasons: 'The log of the lift says so.',
      letter_outside: OUTSIDE, ...await world.letter('handler', reference) })
    await world.done('handler', reference, 'communicate', { by: 'web', letter: await world.whole('handler', reference) })
    const { steps, at } = await bar()
    assert.match(steps[at], /Carry it out|Solve/, 'told, and still to be put right')
  }
})

test('[items 48, 50] closing alone does no step: what was not done is left out, on the case and for the complainant', async () => {
  for (const [code, open] of [['c48', ['Find the cause', 'Offer a solution', 'Carry it out', 'Audit the process']],
    ['c50', ['Analyse the cause', 'Respond and say sorry', 'Solve', 'Share the experience']]]) {
    const filed = await world.file({ category: code })
    await world.done('handler', filed.reference, 'withdraw', { reason: 'It runs again.' })
    const path = `/desk/complaints/${filed.reference}`
    if (server.sql(`SELECT count(*) FROM complaint WHERE reference = '${filed.reference}' AND closed_at IS NOT NULL`).trim() === '0') {
      await world.done('handler', filed.reference, 'close', { reason: 'withdrawn', lessons: 'None, it ran again.', survey: 'no' })
    }
    const desk = (await handler.get(path)).text.match(/<div class="chain">([^]*?)<\/div>/)[1]
    const portal = (await new Client(server).submit('/track', filed, { action: '/track' })).text.match(/<ol class="four[^"]*">([^]*?)<\/ol>/)[1]
    for (const bar of [desk, portal]) {
      for (const step of open) assert.match(bar, new RegExp(`<li class=" ?"[^>]*>${step}(?:(?!<li)[^])*\\(left out\\)`), step)
      assert.match(bar, /<li class="done"/)
      assert.doesNotMatch(bar, /current/)
    }
  }
})

test('[item 45] the chain of four steps is gone to its end: closing alone is no follow-up visit, the recorded call is', async () => {
  const client = new Client(server)
  const answer = await handler.submit('/desk/new/on-the-spot', { channel: 'in_person', category: 'c45',
    description: 'The lift does not run.', solved: 'It was started again.', name: 'Mai Example', phone: '020 7946 0001',
    accepted: 'yes' }, { action: '/desk/new/on-the-spot' })
  const [, reference] = answer.text.match(/Received as (\d{4}-\d{6,})/)
  const [, code] = answer.text.match(/code is ([^:]+):/)
  const path = `/desk/complaints/${reference}`
  const bars = async () => {
    const [, chain] = (await handler.get(path)).text.match(/<div class="chain">([^]*?)<\/div>/)
    return [...chain.matchAll(/<li class="([^"]*)"/g)].map((m) => m[1])
  }
  const track = async () => (await client.submit('/track', { reference, code: plain(code) }, { action: '/track' })).text
    .match(/<ol class="four[^"]*">([^]*?)<\/ol>/)[1]
  const call = (fields) => handler.submit(`${path}/call`, fields, { action: '/call' })
  assert.equal(server.sql(`SELECT count(*) FROM complaint WHERE reference = '${reference}' AND closed_at IS NOT NULL`).trim(), '1')
  assert.deepEqual(await bars(), ['done', 'done', 'done', 'current'], 'closed, and nobody has called')
  assert.match(await track(), /<li class="[^"]*current[^"]*"[^>]*>(?:(?!<li)[^])*Follow-up visit/)
  assert.equal((await call({ call: 'not_reached' })).status, 303)
  assert.deepEqual(await bars(), ['done', 'done', 'done', 'current'], 'who was not reached was not called')
  assert.equal((await call({ call: 'reached', satisfaction: '5', fair: 'yes', outcome: '4' })).status, 303)
  assert.deepEqual(await bars(), ['done', 'done', 'done', 'done'])
  assert.doesNotMatch(await track(), /class="[^"]*current/)
})

test('the bars are whole on case and portal, wide and narrow', async () => {
  const filed = await new Client(server).submit('/zh-Hans/complain/all', { description: '电梯坏了。', category: 'c47' },
    { action: '/complain/all' })
  const reference = textOf(filed.text, 'reference').trim()
  for (const width of [360, 1280]) {
    const page = await browser.page({ language: 'zh-Hans', width })
    await page.goto('/zh-Hans/track')
    await page.fill('[name=reference]', reference)
    await page.fill('[name=code]', textOf(filed.text, 'code').trim())
    await page.click('main button.button')
    await page.locator('.four').waitFor()
    await sound(page, `chains-track-${width}`)
    await browser.login(page, server.users.handler)
    await page.goto(`/desk/complaints/${reference}?lang=zh-Hans`)
    await sound(page, `chains-case-${width}`)
    await page.context().close()
  }
})

test('[items 206, 209] not for certification, and each list of principles under its own name', async () => {
  const page = plain((await handler.get('/desk/standard')).text)
  assert.match(page, /The standard is not meant for certification\. Redress keeps evidence of conformity/)
  const lists = [...(await handler.get('/desk/standard')).text.matchAll(/<ol class="principles">([^]*?)<\/ol>/g)]
    .map((m) => [...m[1].matchAll(/<li>([^<]*)<\/li>/g)].map((li) => li[1]))
  assert.deepEqual(lists.map((list) => list.length), [14, 9, 7])
  for (const list of lists) assert.equal(new Set(list).size, list.length)
  const hant = (await handler.get('/desk/standard', { headers: { 'accept-language': 'zh-TW' } })).text
  for (const name of ['承諾', '處理能力', '透明度', '易用性', '適切回應', '客觀性', '免收費', '資訊完整性', '資訊保密',
    '以顧客為本', '責任承擔', '持續改進', '員工能力', '迅速處理']) assert.ok(hant.includes(`<li>${name}</li>`), name)
})
