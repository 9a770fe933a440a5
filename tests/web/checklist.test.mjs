// Items of the source documents that no procedure's own life proves: channels and the one register,
// what is recorded on receipt, the acknowledgement, how people are spoken to. docs/source-checklist.md
// joins each item with its test; the name of a test says which it proves.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, formOf, openBrowser, sound, startServer, textOf } from './harness.mjs'

let server
let browser
let appKey
const staff = {}

before(async () => {
  server = await startServer({ users: true, prepare: (s) => { appKey = s.addApiKey('App') } })
  for (const name of ['receiver', 'handler', 'manager', 'administrator']) {
    staff[name] = await new Client(server).login(server.users[name])
  }
  browser = await openBrowser(server)
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

const main = (html) => (textOf(html, 'main') ?? html).replace(/\s+/g, ' ')
const caseOf = async (who, reference) => main((await staff[who].get(`/desk/complaints/${reference}`)).text)

async function taken(fields, who = 'receiver') {
  const answer = await staff[who].submit('/desk/new', { repeats_seen: '1',
    description: 'The lift does not run.', name: 'Mai Example', ...fields }, { action: '/desk/new' })
  const [, reference] = answer.text.match(/Received as (\d{4}-\d{6,})/) ?? []
  assert.ok(reference, `${JSON.stringify(fields)}: ${main(answer.text)}`)
  return reference
}

async function sent(fields = {}) {
  const client = new Client(server)
  const answer = await client.submit('/complain/all', {
    description: 'The lift does not run.', name: 'Mai Example', email: 'mai@example.org', ...fields
  }, { action: '/complain/all' })
  assert.equal(answer.status, 201, main(answer.text))
  return { client, text: answer.text, reference: textOf(answer.text, 'reference').trim(),
    code: textOf(answer.text, 'code').trim() }
}

// What the figures say of a channel, and the references in the list that the number opens.
async function counted(label) {
  const page = (await staff.manager.get('/desk/figures')).text
  const [, section] = page.match(/<h2>By channel<\/h2>([^]*?)<\/section>/) ?? []
  const row = section?.match(new RegExp(`<th scope="row">${label}</th><td class="number"><a href="([^"]+)">(\\d+)</a>`))
  if (!row) return { n: 0, listed: [] }
  const list = (await staff.manager.get(row[1].replaceAll('&amp;', '&'))).text
  return { n: Number(row[2]), listed: [...list.matchAll(/name="case" value="([^"]+)"/g)].map((m) => m[1]) }
}

const CHANNELS = [
  [25, 'telephone', 'Telephone'], [26, 'email', 'Email'], [27, 'letter', 'Letter'], [28, 'fax', 'Fax'],
  [29, 'chat', 'Chat'], [30, 'social_media', 'Social media'], [33, 'in_person', 'In person'],
  [36, 'management_office', 'Management office'], [38, 'parent_company', 'Parent company'],
  [39, 'government', 'Government department'], [40, 'survey', 'Survey'],
  [41, 'staff', 'Heard by a member of staff']
]

for (const [item, channel, label] of CHANNELS) {
  test(`[item ${item}] taken down as “${label}”, it stands in the register under that channel`, async () => {
    const before = await counted(label)
    const reference = await taken({ channel })
    assert.match(await caseOf('receiver', reference), new RegExp(label))
    const now = await counted(label)
    assert.equal(now.n, before.n + 1)
    assert.ok(now.listed.includes(reference), 'the number opens the list with it')
    assert.equal(now.listed.length, now.n)
  })
}

test('[items 32, 34, 37] the organisation’s own form on its portal lands in the same register', async () => {
  const before = await counted('Website')
  const { reference } = await sent()
  const now = await counted('Website')
  assert.equal(now.n, before.n + 1)
  assert.ok(now.listed.includes(reference))
})

test('[item 31] an app files by itself, and the portal’s entrance is one tap from its form', async () => {
  const filed = await new Client(server).api('POST', '/api/v1/complaints', { key: appKey,
    json: { description: 'The app shows no bill.', channel: 'app', complainant: { name: 'Lin' } } })
  assert.equal(filed.status, 201, filed.text)
  assert.ok((await counted('App')).listed.includes(filed.json.reference))
  for (const language of ['en', 'zh-Hans']) {
    for (const width of [360, 1280]) {
      const page = await browser.page({ language, width })
      await page.goto('/')
      await sound(page, `checklist-start-${width}`)
      for (const [way, at] of [['/complain', 0], ['/complain?type=suggestion', 1]]) {
        await page.goto('/')
        await page.locator(`.doors a[href$="${way}"]`).first().click()
        await page.locator('[name=description]').waitFor()
        assert.equal(await page.locator('[name=type][value=suggestion]').count(), at)
      }
      await page.context().close()
    }
  }
})

test('[item 42] suggestions, comments and interest stand in the register as what they are', async () => {
  const client = new Client(server)
  let page = await client.get('/complain?type=suggestion')
  assert.match(page.text, /What do you suggest\?/)
  const answer = await client.post('/complain/all', { ...formOf(page.text).hidden,
    description: 'Put a bench in front of the lift.' })
  assert.equal(answer.status, 201, main(answer.text))
  const reference = textOf(answer.text, 'reference').trim()
  assert.match(await caseOf('handler', reference), /Suggestion/)
  for (const [type, label] of [['feedback', 'Feedback'], ['enquiry', 'Enquiry']]) {
    assert.match(await caseOf('handler', await taken({ channel: 'telephone', type })), new RegExp(label))
  }
  page = await client.get('/complain')
  assert.doesNotMatch(page.text, /What do you suggest/)
})

// The zone of Etc in which it is three in the morning now.
function night() {
  const hours = (new Date().getUTCHours() + 24 - 3) % 24 // west of Greenwich by so many
  return hours <= 12 ? `Etc/GMT+${hours}` : `Etc/GMT-${24 - hours}`
}

test('[item 35] at three in the morning a complaint is taken, acknowledged and has its dates', async () => {
  const general = await staff.administrator.get('/desk/settings/general')
  const set = (zone) => staff.administrator.post('/desk/settings/general',
    { ...formOf(general.text, 'general').hidden, organisation: 'Example', language: 'en', zone,
      reception_team: general.text.match(/<option value="(\d+)"[^>]*>Reception/)[1],
      update_hours: '0', backup_keys_days: '14', export_share: '50', export_few: '20', identity_hours: '24' })
  assert.equal((await set(night())).status, 303)
  assert.match(main((await new Client(server).get('/')).text), /open day and night/)
  const { text, reference } = await sent()
  assert.match(main(text), /We have your complaint/)
  const seen = (await staff.handler.get(`/desk/complaints/${reference}`)).text
  assert.match(seen, /T03:\d\d/, 'it is night there')
  assert.match(main(text), /What happens next/)
  assert.equal((await set('UTC')).status, 303)
})

test('[item 43] the channel is published with rights, duties and where to get help', async () => {
  const path = '/desk/notice/en'
  const form = formOf((await staff.manager.get(path)).text, path)
  const parts = ['where_and_how', 'what_to_provide', 'process', 'times', 'remedies', 'outside_options', 'status']
  const done = await staff.manager.post(path, { ...form.hidden,
    ...Object.fromEntries(parts.map((part) => [part, `Our ${part}.`])),
    where_and_how: 'Call 0800 1, or come in. An interpreter comes free of charge.',
    rights_and_duties: 'You may bring somebody along.\n\nWe answer in time; you tell us what you know.',
    what: 'publish' })
  assert.equal(done.status, 303)
  const seen = main((await new Client(server).get('/how-we-handle-complaints')).text)
  for (const words of ['Call 0800 1', 'An interpreter comes free of charge', 'Your rights',
    'You may bring somebody along', 'What we owe each other', 'you tell us what you know',
    'Using this site with your aids']) assert.ok(seen.includes(words), words)
})

test('[items 41, 57, 58] any employee records what they heard, at once and under its own number', async () => {
  const references = []
  for (const who of ['receiver', 'handler', 'manager']) {
    references.push(await taken({ channel: 'staff', description: `Heard by the ${who}.` }, who))
  }
  assert.equal(new Set(references).size, 3)
  const page = (await staff.manager.get(`/desk/complaints/${references[0]}`)).text
  assert.match(main(page), /Heard by the receiver/, 'who leads the team above reads it')
  assert.match(main(page), /Receipt.{0,12}done/i, 'registered with its receipt')
  assert.equal((await new Client(server).get('/desk/new')).status, 303, 'but nobody from outside')
})

test('[items 59, 60, 116] name, contact, content, time, place and who is responsible', async () => {
  const reference = await taken({ channel: 'telephone', name: 'Ann Apple', phone: '020 7946 0000',
    description: 'The new kettle leaks.', product: 'Kettle, shop at the harbour', received_time: '00:00' })
  const wrong = await staff.receiver.submit('/desk/new', { repeats_seen: '1', channel: 'telephone', naming: 'anonymous',
    description: 'The kettle hums.', received_time: 'noon' }, { action: '/desk/new' })
  assert.equal(wrong.status, 422, 'a time that is none is asked for again, also without a day')
  const { reference: posted } = await sent({ description: 'The kettle leaks.', product: 'Kettle' })
  assert.notEqual(posted, reference)
  await staff.handler.submit(`/desk/complaints/${reference}/take-up`, {}, { action: '/take-up' })
  const printed = main((await staff.handler.get(`/desk/complaints/${reference}/print`)).text)
  for (const words of ['Ann Apple', '020 7946 0000', 'The new kettle leaks.', 'Kettle, shop at the harbour',
    'User handler', 'Telephone', reference]) assert.ok(printed.includes(words), words)
  assert.match(printed, /Received.{0,40} 00:00/, 'when they called, not when it was written down')
})

test('[item 61] the description and how far it is, for the complainant too', async () => {
  const { client, reference, code } = await sent({ description: 'The gate hangs loose.' })
  await staff.handler.submit(`/desk/complaints/${reference}`, { reply: 'Somebody comes on Monday.' },
    { action: '/replies' })
  const page = await client.submit('/track', { reference, code }, { action: '/track' })
  const seen = main(page.text)
  for (const words of ['The gate hangs loose.', 'Where it stands', 'What happened so far',
    'Somebody comes on Monday.']) assert.ok(seen.includes(words), words)
  assert.match(await caseOf('handler', reference), /Somebody comes on Monday\./)
})

test('[item 62] a person, an organisation, or an agent with what allows them to act', async () => {
  const printed = async (reference) =>
    main((await staff.handler.get(`/desk/complaints/${reference}/print`)).text)
  const firm = await taken({ channel: 'letter', name: '', organisation_name: 'Pear and Sons' })
  assert.match(await printed(firm), /Pear and Sons/)
  const client = new Client(server)
  const form = formOf((await client.get('/complain?for=other')).text)
  const answer = await client.post('/complain/all', { ...form.hidden, description: 'Her lift is broken.',
    name: 'Mai Example', representative_name: 'Ann Agent', representative_email: 'ann@example.org',
    representative_authority: 'A power of attorney of 3 May.' })
  assert.equal(answer.status, 201, main(answer.text))
  const agent = await caseOf('handler', textOf(answer.text, 'reference').trim())
  assert.match(agent, /Ann Agent/)
  assert.match(agent, /Mai Example/)
  assert.match(agent, /A power of attorney of 3 May\./)
})

test('[items 63, 64] the acknowledgement: it arrived, thanks, what happens next and until when', async () => {
  const { text } = await sent()
  const slip = main(text)
  for (const words of ['We have your complaint', 'Thank you for telling us', 'What happens next']) {
    assert.ok(slip.includes(words), words)
  }
  assert.match(text.match(/What happens next<\/h2>([^]*?)<\/section>/)[1],
    /By \w+ \d{1,2} \w+<\/h3>\s*<p>Our decision with reasons/, 'with days')
  const reference = await taken({ channel: 'letter', address: '1 Example Street' })
  const letter = (await staff.handler.get(`/desk/complaints/${reference}/acknowledge`)).text
    .match(/Our standard letter<\/summary>([^]*?)<\/details>/)[1]
  for (const words of [/Thank you for telling us/, /looking into it/, new RegExp(reference), /\d{1,2} \w+ \d{4}/]) {
    assert.match(letter, words)
  }
})

for (const [by, contact] of [['telephone', { phone: '020 7946 0000' }], ['email', { email: 'mai@example.org' }]]) {
  test(`[item 65] acknowledged by ${by}`, async () => {
    const reference = await taken({ channel: 'letter', ...contact })
    const path = `/desk/complaints/${reference}`
    const form = formOf((await staff.handler.get(`${path}/acknowledge`)).text, '/acknowledge')
    const done = await staff.handler.post(`${path}/acknowledge`, { ...form.hidden, by, with: 'Mai',
      text: 'We have it and look into it. Thank you.' })
    assert.equal(done.status, 303, main(done.text))
    const track = main((await staff.handler.get(path)).text)
    assert.match(track, /Acknowledge[^]*Thank you\./)
    const printed = main((await staff.handler.get(`${path}/print`)).text)
    assert.match(printed, by === 'email' ? /By email/ : /By telephone/, 'and in which way')
    const { clocks } = (await new Client(server).api('GET', `/api/v1/complaints/${reference}`, { key: appKey })).json
    assert.equal(clocks.find(({ name }) => name === 'acknowledge').state, 'met')
  })
}

test('[item 66] whoever receives sees what to say: sorry, and thanks for the opinion', async () => {
  for (const path of ['/desk/new', '/desk/new/on-the-spot']) {
    const page = await staff.receiver.get(path)
    const [, script] = page.text.match(/<details class="script" open>([^]*?)<\/details>/)
    assert.match(script, /Say sorry for the trouble, and thank the person/)
  }
})

test('[item 189] beside every answer: do not judge, do not push responsibility; yours to change', async () => {
  const { reference } = await sent()
  const path = `/desk/complaints/${reference}`
  for (const at of ['', '/acknowledge', '/update']) {
    const page = (await staff.handler.get(`${path}${at}`)).text
    const [, script] = page.match(/<details class="script">([^]*?)<\/details>/) ?? []
    assert.ok(script, at)
    assert.match(script, /Do not judge the customer/)
    assert.match(script, /Do not push responsibility to another department or a supplier/)
    assert.match(script, /Name nobody among the staff as guilty/)
  }
  const code = '/desk/settings/codes/script_answer/no_judging'
  const said = await staff.administrator.submit(code, { en: 'Nobody is judged here.', zh_hans: '不评判。',
    zh_hant: '不評斷。', vi: 'Không phán xét.', position: '2' }, { action: '/no_judging' })
  assert.equal(said.status, 303)
  assert.match((await staff.handler.get(path)).text, /Nobody is judged here\./)
  for (const language of ['en', 'zh-Hans']) {
    for (const width of [360, 1280]) {
      const page = await browser.page({ language, width })
      await browser.login(page, server.users.handler)
      await page.goto(`/desk/new?lang=${language}`)
      await sound(page, `checklist-new-${language}-${width}`)
      await page.goto(`${path}/acknowledge`)
      await page.click('details.script summary')
      await sound(page, `checklist-acknowledge-${language}-${width}`)
      await page.context().close()
    }
  }
})

test('[item 73] systemic types are codes that one ticks and finds on the case', async () => {
  const types = { P44: 'Flaw in the quality of a product', P40: 'Delay in logistics', P41: 'Slow response',
    P42: 'Problem seldom really solved', P43: 'Complained before about the same',
    P36: 'Staff not skilled enough', P37: 'Manner of the staff', P38: 'Complicated procedure',
    P39: 'Display in the shop' }
  for (const half of [Object.keys(types).slice(0, 5), Object.keys(types).slice(5)]) {
    const printed = main((await staff.handler.get(
      `/desk/complaints/${await taken({ channel: 'letter', problem: half })}/print`)).text)
    for (const code of half) assert.ok(printed.includes(types[code]), types[code])
  }
})

test('[item 75] severity, scope of impact and urgency are assessed, and set its priority', async () => {
  const assessed = async (fields) => {
    const path = `/desk/complaints/${(await sent()).reference}`
    const done = await staff.handler.submit(`${path}/assess`, { scope: 'inside', safety: 'none',
      complexity: 'simple', validity: 'valid', reasons: 'The whole block is cut off.', ...fields }, { action: '/assess' })
    assert.equal(done.status, 303, main(done.text))
    const [, group] = main((await staff.handler.get(`${path}/print`)).text).match(/5\. Assessment(.*?)6\. Resolution/)
    return group.replace(/\s+/g, ' ')
  }
  assert.match(await assessed({ severity: 'major', impact: 'widespread', need_now: 'yes', can_now: 'yes', measure: 'A notice at the lift.' }),
    /Severity ?Major.*Impact ?Many people.*Must something be done now\? ?Yes.*Immediate action ?A notice at the lift\..*Priority ?High/)
  assert.match(await assessed({ severity: 'negligible', impact: 'individual', need_now: 'no' }),
    /Severity ?Negligible.*Must something be done now\? ?No.*Priority ?(?!High)\w/)
})

// Solved on the spot and closed at once: { reference }.
async function closed(name) {
  const page = await staff.receiver.submit('/desk/new/on-the-spot', { channel: 'in_person', action_code: 'A53',
    description: 'The machine kept my card.', solved: 'The card is back.', name, phone: '020 7946 0001',
    accepted: 'yes' }, { action: '/desk/new/on-the-spot' })
  return page.text.match(/Received as (\d{4}-\d{6,})/)[1]
}
const call = (reference, fields) => staff.handler.submit(`/desk/complaints/${reference}/call`, fields,
  { action: '/call' })
const today = () => new Date().toISOString().slice(0, 10)

// The references of closed complaints received on these days, by what became of the call.
async function toCall(called, from = today(), to = today()) {
  const list = await staff.handler.get(`/desk/queues/closed?called=${called}&from=${from}&to=${to}`)
  return [...list.text.matchAll(/name="case" value="([^"]+)"/g)].map((m) => m[1])
}

test('[items 142, 144] whom to call of a period, and what became of each call', async () => {
  const [ann, bob, cem] = [await closed('Ann'), await closed('Bob'), await closed('Cem')]
  for (const one of [ann, bob, cem]) assert.ok((await toCall('none')).includes(one))
  assert.deepEqual(await toCall('none', '2020-01-01', '2020-01-31'), [], 'of that period alone')
  assert.match(main((await staff.handler.get(`/desk/complaints/${ann}/call`)).text), /020 7946 0001/)
  for (const [fields, words] of [[{}, /Choose what became of the call/],
    [{ call: 'reached', comment: 'It was quick.' }, /Choose how we dealt with your complaint/],
    [{ call: 'reached', satisfaction: '4', again: 'yes' }, /Write what they want looked at again/],
    [{ call: 'not_reached', comment: 'It was slow.' }, /Answers are only recorded of who was reached/],
    [{ call: 'not_reached', satisfaction: '1' }, /Answers are only recorded of who was reached/],
    [{ call: 'declined', again: 'yes', comment: 'It was slow.' }, /Answers are only recorded of who was reached/]]) {
    const refused = await call(ann, fields)
    assert.equal(refused.status, 422)
    assert.match(refused.text, words)
    if (fields.comment) assert.ok(refused.text.includes(fields.comment), 'nothing typed is lost')
  }
  const done = await call(ann, { call: 'reached', satisfaction: '5', fair: 'yes', outcome: '4',
    comment: 'Quick, but put up a sign.' })
  assert.equal(done.status, 303)
  const seen = main((await staff.handler.get(done.location)).text)
  for (const words of ['The call is recorded', 'Reached, and asked', 'Quick, but put up a sign.',
    'Follow-up call to the complainant']) assert.ok(seen.includes(words), words)
  assert.equal((await call(bob, { call: 'not_reached' })).status, 303)
  assert.deepEqual([await toCall('reached'), await toCall('not_reached')], [[ann], [bob]])
  const left = await toCall('none')
  assert.ok(left.includes(cem) && !left.includes(ann) && !left.includes(bob))
  assert.match(main((await staff.manager.get('/desk/figures')).text), /1 person answered/, 'and in the figures')
  const page = await browser.page({ language: 'zh-Hans', width: 360 })
  await browser.login(page, server.users.handler)
  await page.goto(`/desk/complaints/${cem}/call?lang=zh-Hans`)
  await sound(page, 'checklist-call')
  await page.context().close()
})

test('[item 143] who is still not content is looked at again, until they are or it goes up', async () => {
  const reference = await closed('Dora')
  const done = await call(reference, { call: 'reached', satisfaction: '1', outcome: '1',
    comment: 'It keeps cards again.', again: 'yes' })
  assert.equal(done.status, 303)
  const path = `/desk/complaints/${reference}`
  const seen = main((await staff.handler.get(path)).text)
  assert.match(seen, /Opened again/)
  assert.match(seen, /It keeps cards again\./)
  assert.equal((await call(reference, { call: 'reached', satisfaction: '5' })).status, 422, 'it is open now')
  const again = await staff.handler.submit(`${path}/assess`, { scope: 'inside', severity: 'major', safety: 'none',
    complexity: 'complex', impact: 'widespread', need_now: 'no', validity: 'valid', reasons: 'All machines do.' },
  { action: '/assess' })
  assert.equal(again.status, 303, 'a new assessment')
})

test('[items 178, 179, 182] everybody reads who answers for what, and what is wanted of them', async () => {
  for (const who of ['receiver', 'handler', 'administrator']) {
    const seen = main((await staff[who].get('/desk/procedure')).text)
    for (const words of ['Top management', 'management representative', 'Staff in contact with customers',
      'Are trained in the procedure, in listening and in finding the right words',
      'treat people courteously, answer at once or hand over', 'report as they were told to', 'All staff',
      'Know their own part, responsibility and authority, which procedure to follow',
      'what may be told; report complaints that weigh heavily at once']) assert.ok(seen.includes(words), words)
  }
  const chinese = (await staff.receiver.get('/desk/procedure', { headers: { 'accept-language': 'zh-CN' } })).text
  assert.match(chinese, /投诉处理管理者代表/)
})

test('[item 147] training and care of customers are kept as what prevents the next complaint', async (t) => {
  const other = await startServer({ users: true, prepare: (s) => {
    s.cli('pack add', 'service_quality')
    s.cli('pack take', 'service_quality')
  } })
  t.after(() => other.stop())
  const handler = await new Client(other).login(other.users.handler)
  const filed = await new Client(other).submit('/complain/all', { description: '又送坏了。', category: 'logistics',
    'own-order_number': 'SF-1' }, { action: '/complain/all' })
  assert.equal(filed.status, 201, main(filed.text))
  const path = `/desk/complaints/${textOf(filed.text, 'reference').trim()}`
  const key = other.addApiKey('care')
  const care = [['training', 'Training or advice for the customer', 'Shown how to open the box.'],
    ['coupon', 'Coupon', 'Ten off the next order.'], ['gift', 'Gift', 'A cutter for boxes.']]
  const rows = care.map(([kind, , what]) => ({ cells: Object.entries({ kind, what, day: '2026-11-20' }).map(([column, value]) => ({ column, value })) }))
  const [[kind, , what]] = care
  const form = (await handler.get(`${path}/fields`)).text
  const names = [...form.matchAll(/name="(own-care[^"]*)"/g)].map((m) => m[1])
  const cell = (column) => names.find((name) => name.includes(column))
  const done = await handler.submit(`${path}/fields`, { [cell('kind')]: kind,
    [cell('what')]: what, [cell('day')]: '2026-11-20' }, { action: '/fields' })
  assert.equal(done.status, 303, main(done.text))
  const all = await new Client(other).api('POST', `/api/v1/complaints/${path.split('/').at(-1)}/fields`,
    { key, json: { fields: [{ name: 'care', rows }] } })
  assert.equal(all.status, 200, all.text)
  const seen = main((await handler.get(`${path}/print`)).text)
  for (const words of care.flat().filter((words) => /^[A-Z]/.test(words))) assert.ok(seen.includes(words), words)
})

test('what these acts wrote is as the events say', () => {
  const checked = server.tryCli('verify', '--values')
  assert.equal(checked.status, 0, checked.stdout + checked.stderr)
})
