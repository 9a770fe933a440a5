// Clauses 7.4 to 7.6 over the pages of the desk: each form without script, refused and
// done, and the person complained about, who sees only what was released to them.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, file, formOf, openBrowser, overflows, startServer, textOf, violations } from
  './harness.mjs'

let server
let handler
let other
let reference

async function complain(text) {
  const client = new Client(server)
  const filed = await client.submit('/complain/all', { description: text, name: 'Mai Example',
    email: 'mai@example.org' }, { action: '/complain/all' })
  assert.equal(filed.status, 201, filed.text)
  return textOf(filed.text, 'reference').match(/\d{4}-\d{6,}/)[0]
}

const send = (client, path, fields) =>
  client.submit(path, fields, { action: path.split('/').at(-1) })
const at = (act) => `/desk/complaints/${reference}/${act}`

// What the page says is wrong.
const problems = (html) =>
  html.match(/govuk-error-summary__list[^]*?<\/ul>/)?.[0] ?? textOf(html, 'main')

async function refused(client, act, fields, status, words) {
  const answer = await send(client, at(act), fields)
  assert.equal(answer.status, status, problems(answer.text))
  assert.match(answer.text, words)
  return answer
}

async function done(client, act, fields) {
  const answer = await send(client, at(act), fields)
  assert.equal(answer.status, 303, problems(answer.text))
  return client.get(answer.headers.get('location'))
}

before(async () => {
  server = await startServer({ users: ['handler', 'investigator', 'manager'] })
  handler = new Client(server)
  other = new Client(server)
  await handler.login(server.users.handler)
  await other.login(server.users.investigator)
  reference = await complain('The lift in block C has not run for two weeks.')
})
after(() => server?.stop())

const answers = {
  scope: 'inside', severity: 'minor', safety: 'none', complexity: 'simple', impact: 'individual', need_now: 'no',
  validity: 'valid', reasons: 'Two weeks without a lift.'
}

test('an assessment lacks something, proposes, and is saved', async () => {
  const { severity, ...rest } = answers
  const answer = await refused(handler, 'assess', rest, 422, /There is a problem/)
  assert.match(answer.text, /Two weeks without a lift\./, 'what was typed stands there')
  await refused(handler, 'assess', { ...answers, need_now: 'yes', can_now: 'yes' }, 422,
    /href="#measure"/)
  const proposed = await send(handler, at('assess'), { ...answers, do: 'propose' })
  assert.equal(proposed.status, 200)
  assert.match(proposed.text, /Normal\. There is harm, but it is minor\./)
  const saved = await done(handler, 'assess', answers)
  assert.match(saved.text, /The assessment is saved\./)
  const again = await handler.get(at('assess'))
  assert.match(again.text, /The earlier assessment was wrong/)
})

test('two at once see each other', async () => {
  const page = await handler.get(at('update'))
  await done(other, 'update', { text: 'The part is ordered.', by: 'web' })
  const form = formOf(page.text, 'update')
  const answer = await handler.post(form.action, { ...form.hidden, text: 'My own words.', by: 'web' })
  assert.equal(answer.status, 409, answer.text)
  assert.match(answer.text, /Somebody was faster/)
  assert.match(answer.text, /My own words\./)
})

test('[7.3-c] what is sent again from the history of the browser reaches nobody twice', async () => {
  const words = 'The part comes on Friday.'
  const browser = await openBrowser(server)
  try {
    const page = await browser.page()
    await browser.login(page, server.users.handler)
    await page.goto(at('update'))
    await page.fill('[name=text]', words)
    const send = () => Promise.all([page.waitForNavigation(), page.click('main form .go button')])
    await send()
    assert.match(page.url(), /done=updated/)
    await page.goBack()
    assert.equal(await page.inputValue('[name=text]'), words, 'the browser gives back what was typed')
    await send()
    assert.match(await page.innerText('main .govuk-error-summary'),
      /These very words went to the complainant today/)
    assert.equal(await page.inputValue('[name=text]'), words)
  } finally {
    await browser.close()
  }
  assert.equal((await handler.get(`/desk/complaints/${reference}`)).text.split(words).length, 2, 'it stands there once')
})

test('the investigation begins with its owner and ends when nothing is missing', async () => {
  const begun = await send(handler, at('investigate'), {})
  assert.equal(begun.status, 303, begun.text)
  await refused(handler, 'investigate', { end: 'yes' }, 422, /Still missing: the questions to be answered\./)
  await done(handler, 'investigate', {
    questions: 'Since when?\nWho was called?', to_get: 'The log', points: 'It stood still.',
    cause_none: 'The maker does not know.'
  })
  const page = await handler.get(at('investigate'))
  const finding = page.text.match(/name="(finding-\d+)"/)[1]
  const why = page.text.match(/name="(why-\d+)"/)[1]
  await refused(handler, 'evidence', { kind: 'system_log', source: '' }, 422, /Write where it comes/)
  const added = await send(handler, at('evidence'), {
    kind: 'system_log', source: 'Control room', text: 'It stood still.',
    plan_item: (await handler.get(at('evidence'))).text
      .match(/id="plan_item"[^]*?<option value="(\d+)"/)[1],
    files: file('log.txt', '10:42 stop\n', 'text/plain')
  })
  assert.equal(added.status, 303, added.text)
  const person = (await handler.get(at('interview'))).text
    .match(/id="person"[^]*?<option value="(\d+)"/)[1]
  await done(handler, 'interview', { person, text: 'It stopped on the third.' })
  await refused(handler, 'investigate', { end: 'yes', [finding]: 'substantiated' }, 422,
    /The reasons for a finding/)
  const ended = await done(handler, 'investigate', {
    end: 'yes', [finding]: 'substantiated', [why]: 'The log shows it.',
    cause_none: 'The maker does not know.'
  })
  assert.match(ended.text, /The investigation has ended/)
})

test('what adds something adds it once, by a second press as by the Back of the browser', async (t) => {
  const browser = await openBrowser(server)
  t.after(() => browser.close())
  const own = await complain('The bell of the lift is silent.')
  const to = (act) => `/desk/complaints/${own}/${act}`
  await send(handler, to('assess'), answers)
  await send(handler, to('investigate'), {})
  const page = await browser.page()
  await browser.login(page, server.users.handler)
  const forms = {
    fact: { form: 'main form', fill: { reason: 'They heard it on Monday.' }, choose: ['choice'] },
    tasks: { form: 'form:has([name=act][value=ask])', fill: { text: 'Look at the bell.', working_days: '3' }, choose: ['team'] },
    evidence: { form: 'main form', fill: { source: 'The control room', text: 'It is cut.' }, choose: ['kind'] },
    interview: { form: 'main form', fill: { text: 'I cut it.' }, choose: ['person'] },
  }
  for (const [act, { form, fill, choose }] of Object.entries(forms)) {
    const times = () => Number(server.sql(`SELECT count(*) FROM event WHERE complaint_id =
      (SELECT id FROM complaint WHERE reference = '${own}')`))
    await page.goto(to(act))
    const before = times()
    for (const name of choose) await page.selectOption(`${form} [name=${name}]`, await page.$$eval(`${form} [name=${name}] option`, (all) => all.find((one) => one.value && one.value !== '0').value))
    for (const [name, words] of Object.entries(fill)) await page.fill(`${form} [name=${name}]`, words)
    await page.dblclick(`${form} .go button`, { noWaitAfter: true })
    await page.waitForURL((url) => !url.pathname.endsWith(act) || url.search !== '')
    assert.equal(times(), before + 1, `${act}, pressed twice`)
    await page.goto(to(act))
    for (const name of choose) await page.selectOption(`${form} [name=${name}]`, await page.$$eval(`${form} [name=${name}] option`, (all) => all.find((one) => one.value && one.value !== '0').value))
    for (const [name, words] of Object.entries(fill)) await page.fill(`${form} [name=${name}]`, words)
    await page.click(`${form} .go button`)
    await page.waitForSelector('.govuk-error-summary')
    assert.match(await page.innerText('.govuk-error-summary'), /in these very words, and nothing was done since/, act)
    assert.equal(await page.inputValue(`${form} [name=${Object.keys(fill)[0]}]`), Object.values(fill)[0])
    assert.equal(times(), before + 1, `${act}, once more`)
  }
  const note = () => handler.submit(`/desk/complaints/${own}`, { text: 'No answer.' }, { action: '/notes' })
  assert.equal((await note()).status, 303)
  assert.equal((await note()).status, 422, 'in the same minute')
  server.sql('UPDATE idempotency SET made_at = made_at - 3600000000')
  assert.equal((await note()).status, 303, 'later somebody means it')
})

test('the person complained about sees only what was released to them', async () => {
  reference = await complain('A member of staff was rude on the telephone.')
  await done(handler, 'assess', answers)
  await send(handler, at('investigate'), {})
  assert.equal((await other.get(`/desk/complaints/${reference}`)).status, 200)
  assert.match((await handler.get(at('disclose'))).text, new RegExp(`class="advice"[^]*href="${at('parties')}"`),
    'who is complained about comes first')
  const investigators = async () => (await handler.get(at('investigate'))).text
    .match(/<select[^>]*id="investigator"[^]*?<\/select>/)[0]
  assert.match(await investigators(), /User investigator/)
  const staff = (await handler.get(at('parties'))).text
    .match(/<option value="(\d+)"[^>]*>User investigator/)[1]
  await done(handler, 'parties', { role: 'complained_about', staff })
  for (const path of ['', '/investigate', '/assess', '/parties']) {
    assert.equal((await other.get(`/desk/complaints/${reference}${path}`)).status, 404, path)
  }
  assert.doesNotMatch(await investigators(), /User investigator/, 'not offered who is refused')
  assert.doesNotMatch((await handler.get(at('disclose'))).text, /class="advice"/)
  const person = (await handler.get(at('interview'))).text
    .match(/<option value="(\d+)"[^>]*>Complained about · User investigator/)[1]
  await refused(handler, 'interview', { person, text: 'x' }, 422, /full details before the interview/)
  await done(handler, 'disclose', { person, text: 'It is said that you were rude.' })
  const mine = await other.get('/desk/disclosures')
  const one = mine.text.match(/href="(\/desk\/disclosures\/\d+)"/)[1]
  assert.equal((await handler.get(one)).status, 404)
  const read = await other.get(one)
  assert.match(read.text, /It is said that you were rude\./)
  assert.doesNotMatch(read.text, new RegExp(`${reference}|Mai Example|on the telephone`))
  assert.equal((await send(other, one, { statement: '' })).status, 422)
  assert.equal((await send(other, one, { statement: 'The line was bad.' })).status, 303)
  const seen = await handler.get(at('investigate'))
  assert.match(seen.text, /The line was bad\./)
  await done(handler, 'interview', { person, text: 'It was the line.' })
})

test('who declares a conflict is out', async () => {
  reference = await complain('My sister works there.')
  const page = await handler.get(at('conflict'))
  const self = page.text.match(/<option value="(\d+)" selected/)[1]
  const answer = await send(handler, at('conflict'), { person: self, kind: 'declared', why: 'Sister.' })
  assert.equal(answer.status, 303, answer.text)
  assert.equal((await handler.get(`/desk/complaints/${reference}`)).status, 404)
})

test('every page is fit for everybody, in two languages', async () => {
  reference = await complain('The lift in block D.')
  await done(other, 'assess', answers)
  await send(other, at('investigate'), {})
  await done(other, 'investigate', { questions: 'Since when?', points: 'It stood still.' })
  const browser = await openBrowser(server)
  try {
    for (const language of ['en', 'zh-Hans']) {
      const page = await browser.page({ language })
      await browser.login(page, server.users.investigator)
      for (const act of ['acknowledge', 'update', 'assess', 'investigate', 'evidence', 'interview',
        'disclose', 'conflict', 'parties']) {
        await page.goto(at(act))
        assert.deepEqual(await violations(page), [], `${act} in ${language}`)
      }
      await page.goto('/desk/disclosures')
      assert.deepEqual(await violations(page), [], `disclosures in ${language}`)
      await page.click('main ul a')
      assert.deepEqual(await violations(page), [], `a disclosure in ${language}`)
      assert.deepEqual(page.problems, [])
    }
    const narrow = await browser.page({ width: 320 })
    await browser.login(narrow, server.users.investigator)
    await narrow.goto(at('investigate'))
    assert.equal(await overflows(narrow), false)
  } finally {
    await browser.close()
  }
})
