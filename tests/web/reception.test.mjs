// Taking down complaints at the desk: what is solved on the spot, drafts of a form that is not
// sent yet, what is not for this process, and danger. [7.2]
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, formOf, openBrowser, overflows, picture, startServer, textOf, violations } from
  './harness.mjs'

let server
let receiver
const SPOT = '/desk/new/on-the-spot'

before(async () => {
  server = await startServer({ users: ['receiver', 'handler'] })
  receiver = await new Client(server).login(server.users.receiver)
})
after(() => server?.stop())

const problems = (html) =>
  html.match(/govuk-error-summary__list[^]*?<\/ul>/)?.[0] ?? textOf(html, 'main')
const spot = {
  channel: 'in_person', description: 'The machine kept my card.', action_code: 'A53',
  solved: 'The card is back.', name: 'Mai Example', accepted: 'yes'
}

test('what is solved on the spot is received, recorded and closed by one form', async () => {
  const link = await receiver.get('/desk/new')
  assert.match(link.text, new RegExp(`href="${SPOT}"`))
  const page = await receiver.get(SPOT)
  const once = page.text.match(/name="once" value="([0-9a-f]{32})"/)[1]
  const answer = await receiver.submit(SPOT, { ...spot, once }, { action: SPOT })
  assert.equal(answer.status, 200, problems(answer.text))
  const [, reference] = answer.text.match(/Received as (\d{4}-\d{6,})/)
  assert.match(answer.text, new RegExp(`class="done"[^]*href="/desk/complaints/${reference}/receipt"`),
    'the signed receipt can be handed out')
  assert.match(answer.text, /Solved on the spot/)
  assert.match(answer.text, /The card is back\./, 'what was done stands on the case')
  assert.match(answer.text, /not needed/, 'no step is said to be still to come')
  const again = await receiver.submit(SPOT, { ...spot, once }, { action: SPOT })
  assert.match(again.text, new RegExp(`Received as ${reference}`), 'the same form is the same complaint')
})

test('without the complainant\'s yes nothing is closed, and nothing typed is lost', async () => {
  const answer = await receiver.submit(SPOT, { ...spot, accepted: '' }, { action: SPOT })
  assert.equal(answer.status, 422)
  assert.match(answer.text, /href="#accepted"/)
  assert.match(answer.text, /The card is back\./)
  const money = await receiver.submit(SPOT, { ...spot, amount: '20', currency: 'EUR' }, { action: SPOT })
  assert.equal(money.status, 422)
  assert.match(money.text, /This sum needs a second person/)
  const none = await receiver.submit(SPOT, { ...spot, solved: '' }, { action: SPOT })
  assert.match(none.text, /href="#solved"/)
})

test('what needs a second person after all is taken down whole, without being written again', async () => {
  const typed = { ...spot, channel: 'telephone', phone: '020 7946 0155', amount: '20', currency: 'EUR' }
  const refused = await receiver.submit(SPOT, typed, { action: SPOT })
  assert.match(refused.text, /<button[^>]*name="do" value="whole" formnovalidate>/)
  const whole = await receiver.submit(SPOT, { ...typed, do: 'whole' }, { action: SPOT })
  assert.equal(whole.status, 200)
  assert.match(whole.text, /What you wrote in the short form is taken over/)
  for (const words of [spot.description, 'The card is back.\n20 EUR', 'value="Mai Example"', 'value="020 7946 0155"',
    '<option value="telephone" selected>']) assert.ok(whole.text.includes(words), words)
  const form = formOf(whole.text, '/desk/new')
  const filed = await receiver.post(form.action, { ...form.hidden, channel: 'telephone', description: spot.description,
    immediate_action: 'The card is back.\n20 EUR', naming: 'named', name: 'Mai Example', repeats_seen: '1' })
  assert.match(filed.text, /Received as \d{4}-\d{6,}/)
})

test('what need not be filled in says so, each field of it', async () => {
  for (const [path, required] of [['/desk/new', ['channel', 'description', 'type', 'received_on', 'naming', 'safety']],
    [SPOT, ['channel', 'description', 'solved', 'accepted', 'currency']]]) {
    const { text } = await receiver.get(path)
    const form = text.match(new RegExp(`<form[^>]*action="${path}"[^>]*>([^]*?)</form>`))[1]
    const names = new Set([...form.matchAll(/<(?:input|select|textarea)[^>]*\sname="([\w-]+)"[^>]*>/g)].filter(([tag]) => !/type="hidden"/.test(tag)).map(([, name]) => name))
    const marked = (name) => /optional/.test(text.match(new RegExp(`<label[^>]*\\sfor="${name}"[^>]*>([^]*?)</label>`))?.[1] ??
      text.match(new RegExp(`<fieldset[^>]*\\sid="${name}"[^>]*>[^]*?<legend[^>]*>([^]*?)</legend>`))?.[1] ?? '')
    assert.deepEqual([...names].filter((name) => !marked(name)).sort(), required.sort(), path)
  }
})

test('all that is wrong with a new complaint is told at once', async () => {
  const linked = (answer) => [...answer.text.matchAll(/<li><a href="#([\w-]+)">/g)].map(([, field]) => field).sort()
  const answer = await receiver.submit('/desk/new', { channel: 'telephone', description: '', received_time: '25:99', email: 'bob@x',
    happened_on: '2099-01-01', contact_email: 'ann@' }, { action: '/desk/new' })
  assert.equal(answer.status, 422)
  assert.deepEqual(linked(answer), ['contact_email', 'description', 'email', 'happened_on', 'received_time'])
  const short = await receiver.submit(SPOT, { channel: 'letter', description: '', solved: '', amount: 'much' }, { action: SPOT })
  assert.deepEqual(linked(short), ['accepted', 'amount', 'channel', 'description', 'solved'])
})

// Everything a follow-up form asks of a receipt, at once or later. [7.2-b] [Annex C] [Annex E]
const PAPER = {
  channel: 'letter', description: 'The pump has failed again.', happened_on: '2026-01-04',
  happened_until: '2026-01-05', happened_text: 'every night', place: 'Cellar of block C',
  recurrent: 'yes', segment: 'tenants', referred_by: 'The tenants\u2019 union',
  immediate_action: 'A second pump was lent.', product_reference: 'K-2217',
  problem_detail: 'Nine days late', postcode: '1000 Exampleton', country: 'Examplia',
  fax: '+44 20 0000 0001', address: '4 Example Square', name: 'Mai Example',
  organisation_name: 'Example Traders', representative_name: 'An Tran',
  representative_authority: 'Letter of 3 May', representative_phone: '+44 20 0000 0002'
}

test('all that the follow-up form asks of a receipt can be taken down', async () => {
  // More codes than a hand has fingers: none is dropped.
  const codes = Array.from({ length: 12 }, (_, i) => `P${String(i + 1).padStart(2, '0')}`)
  const reached = (await receiver.get('/desk/new')).text.match(/<select[^>]*name="contact_by"[^]*?<\/select>/)[0]
  assert.deepEqual([...reached.matchAll(/value="(\w+)"/g)].map(([, way]) => way).sort(),
    ['email', 'letter', 'telephone'], 'nobody is reached by "heard by a member of staff"')
  const answer = await receiver.submit('/desk/new', { ...PAPER, problem: [...codes, 'P03'] },
    { action: '/desk/new' })
  assert.equal(answer.status, 200, problems(answer.text))
  assert.equal(Number(server.sql("SELECT count(*) FROM complaint_code WHERE code = 'P03'")), 1, 'a code stands once')
  const [, reference] = answer.text.match(/Received as (\d{4}-\d{6,})/)
  const handler = await new Client(server).login(server.users.handler)
  const { text } = await handler.get(`/desk/complaints/${reference}`)
  for (const word of ['every night', 'Cellar of block C', 'tenants', 'The tenants\u2019 union',
    'A second pump was lent.', 'K-2217', 'Nine days late', ...codes]) {
    assert.ok(text.includes(word), `${word} is not on the case`)
  }
  const people = await handler.get(`/desk/complaints/${reference}/parties`)
  for (const who of [/Complainant[^<]*Example Traders/, /Contact person[^<]*Mai Example/,
    /Representative[^<]*An Tran/]) assert.match(people.text, who)
  const party = people.text.match(/parties\/\d+/)[0]
  const complainant = await handler.get(`/desk/complaints/${reference}/${party}`)
  for (const name of ['postcode', 'country', 'fax']) {
    assert.ok(complainant.text.includes(PAPER[name]), `${name} cannot be corrected`)
  }
  const paper = await handler.get(`/desk/complaints/${reference}/print`)
  for (const word of ['1000 Exampleton', 'Examplia', 'The tenants\u2019 union', 'Nine days late',
    'An Tran, +44 20 0000 0002', 'Letter of 3 May', 'Contact person']) {
    assert.ok(paper.text.includes(word), `${word} is not on paper`)
  }
  const wrong = await receiver.submit('/desk/new', { channel: 'fax',
    description: 'Nobody answers the bell.', happened_on: '2026-01-04', happened_until: '2026-01-03' },
    { action: '/desk/new' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /href="#happened_until"/)
  const unknown = await receiver.submit('/desk/new', { channel: 'fax',
    description: 'Nobody answers the bell.', problem: ['P99'] },
    { action: '/desk/new' })
  assert.equal(unknown.status, 422)
  const alone = await receiver.submit('/desk/new', { channel: 'fax',
    description: 'Nobody answers the bell.', problem_detail: 'Not once in a week' },
    { action: '/desk/new' })
  assert.equal(alone.status, 422, 'what stands with no code would be lost')
  assert.match(alone.text, /href="#problem_detail"/)
  assert.match(alone.text, /value="Not once in a week"/)
})

test('the receipt that staff print has no link that leads nowhere', async () => {
  const sent = await new Client(server).submit('/complain/all', { description: 'The bell is silent.' })
  const handler = await new Client(server).login(server.users.handler)
  const { text } = await handler.get(`/desk/complaints/${textOf(sent.text, 'reference')}/receipt`)
  const links = [...text.matchAll(/<a\s[^>]*href="(\/[^"#]*)"/g)].map(([, href]) => href)
  assert.ok(links.length > 0)
  for (const href of links) assert.ok((await handler.get(href)).status < 400, href)
})

test('what was not known at receipt is written down later; what was told stays', async () => {
  const sent = await new Client(server).submit('/complain/all', {
    description: 'It smells of gas in the cellar.', product: 'Cellar', naming: 'named',
    name: 'Mai Example', remedy_sought: 'nothing'
  })
  const reference = textOf(sent.text, 'reference')
  const handler = await new Client(server).login(server.users.handler)
  const path = `/desk/complaints/${reference}/matter`
  assert.match((await handler.get(`/desk/complaints/${reference}`)).text, new RegExp(`href="${path}"`))
  const form = await handler.get(path)
  assert.doesNotMatch(form.text, /name="product"/, 'what the complainant wrote is not asked')
  const fields = { recurrent: 'yes', referred_by: 'Block council', problem: ['P05', 'P35'],
    problem_detail: 'Smell', happened_on: '2026-01-04', place: 'Stairs' }
  const saved = await handler.submit(path, fields, { action: '/matter' })
  assert.equal(saved.status, 303, problems(saved.text))
  const page = await handler.get(`/desk/complaints/${reference}`)
  for (const word of ['P05', 'P35', 'Smell', 'Block council', 'Stairs']) {
    assert.ok(page.text.includes(word), `${word} is not on the case`)
  }
  const again = await handler.get(path)
  assert.match(again.text, /value="P05"[^>]* checked/)
  const other = await handler.submit(path, { ...fields, problem: ['P05'], place: 'Hall' },
    { action: '/matter' })
  assert.equal(other.status, 303, 'staff correct what staff wrote')
  for (const [name, n] of Object.entries({ segment: 101, place: 301, referred_by: 201, problem_detail: 1001, immediate_action: 5001 })) {
    const long = await handler.submit(path, { ...fields, [name]: 'm'.repeat(n) }, { action: '/matter' })
    assert.equal(long.status, 422, `${name} is kept however long it is`)
    assert.match(long.text, new RegExp(`href="#${name}"`))
    assert.ok(long.text.includes('m'.repeat(n)), 'nothing typed is lost')
  }
  const people = `/desk/complaints/${reference}/parties`
  const party = `${people}/${(await handler.get(people)).text.match(/parties\/(\d+)/)[1]}`
  const far = { role: 'complainant', name: 'Mai Example', country: 'm'.repeat(101) }
  for (const at of [people, party]) {
    const long = await handler.submit(at, far, { action: at, post: true })
    assert.equal(long.status, 422, `${at}: the country is kept however long it is`)
    assert.match(long.text, /href="#country"/)
  }
  const found = await handler.get('/desk/search?q=Hall')
  assert.ok(found.text.includes(reference), 'found by what stands now')
  assert.ok(!(await handler.get('/desk/search?q=Stairs')).text.includes(reference))
})

test('what is typed is kept on the server: browser and server are killed, it is there', async () => {
  const first = await openBrowser(server)
  const page = await first.page()
  await first.login(page, server.users.receiver)
  await page.goto('/desk/new')
  await page.fill('[name=description]', 'Die Tür klemmt & the gate = "stuck" 门坏了')
  await page.fill('[name=name]', 'Mai Example')
  await page.selectOption('[name=channel]', 'letter')
  await page.check('[name=needs] >> nth=0')
  await page.locator('[data-saved]', { hasText: /\d/ }).waitFor()
  assert.deepEqual(page.problems, [])
  await server.kill()
  await first.close()
  await server.start()
  const browser = await openBrowser(server)
  try {
    const elsewhere = await browser.page({ script: false })
    await browser.login(elsewhere, server.users.receiver)
    await elsewhere.goto('/desk/new')
    assert.equal(await elsewhere.inputValue('[name=description]'), 'Die Tür klemmt & the gate = "stuck" 门坏了')
    assert.equal(await elsewhere.inputValue('[name=channel]'), 'letter')
    assert.equal(await elsewhere.isChecked('[name=needs] >> nth=0'), true)
    await picture(elsewhere, 'new-draft')
    await elsewhere.click('main form[enctype] .go button:not([name])')
    assert.match(await elsewhere.textContent('main'), /Received as/)
    await elsewhere.goto('/desk/new')
    assert.equal(await elsewhere.inputValue('[name=description]'), '', 'it went with the complaint')
  } finally {
    await browser.close()
  }
})

test('without a script there is a button; a draft is its writer\'s alone and can be thrown away', async () => {
  receiver = await new Client(server).login(server.users.receiver)
  const kept = await receiver.submit('/desk/new', { description: 'Half a story', do: 'keep' },
    { action: '/desk/new' })
  assert.equal(kept.status, 200, problems(kept.text))
  assert.match(kept.text, /Draft saved/)
  assert.match((await receiver.get('/desk/new')).text, /Half a story/)
  const handler = await new Client(server).login(server.users.handler)
  assert.doesNotMatch((await handler.get('/desk/new')).text, /Half a story/)
  await receiver.submit('/desk/new', {}, { action: '/desk/new/draft' })
  assert.doesNotMatch((await receiver.get('/desk/new')).text, /Half a story/)
})

test('[1-a] what is not for this process is directed elsewhere, logged, and not lost', async () => {
  const events = () => Number(server.tryCli('verify').stderr.match(/(\d+) events/)[1])
  const before = events()
  const fields = { channel: 'in_person', description: 'My boss moved my desk.', scope: 'employment',
    description_language: 'en', language: 'vi' }
  const answer = await receiver.submit('/desk/new', fields, { action: '/desk/new' })
  assert.equal(answer.status, 200)
  assert.match(answer.text, /<blockquote[^>]*lang="vi"/, 'said in their language')
  assert.match(answer.text, /personnel department/, 'and in mine')
  assert.match(answer.text, /My boss moved my desk\./)
  assert.match((await receiver.get('/desk/queues/open')).text, /^(?![^]*My boss)/)
  assert.equal(events(), before + 1, 'one more event')
  const form = formOf(answer.text, '/desk/new')
  const back = await receiver.post('/desk/new', { ...form.hidden, do: 'back' })
  assert.equal(back.status, 200)
  assert.match(back.text, /My boss moved my desk\./)
  assert.match(back.text, /<option value="employment" selected/)
})

test('[7.5-b] a danger said at the counter is in front at once', async () => {
  const answer = await receiver.submit('/desk/new', { channel: 'telephone', safety: 'yes',
    description: 'The gas smells in block D.' }, { action: '/desk/new' })
  const [, reference] = answer.text.match(/Received as (\d{4}-\d{6,})/)
  assert.match((await receiver.get('/desk/queues/safety')).text, new RegExp(reference))
})

test('the forms are fit for everybody, in two languages', async () => {
  const browser = await openBrowser(server)
  try {
    for (const language of ['en', 'zh-Hans']) {
      const page = await browser.page({ language })
      await browser.login(page, server.users.receiver)
      await page.goto('/desk/new')
      await page.fill('[name=description]', 'My boss moved my desk.')
      await page.selectOption('[name=channel]', 'telephone')
      await page.selectOption('main [name=language]', 'vi')
      await page.selectOption('[name=scope]', 'employment')
      await page.click('main form[enctype] .go button:not([name])')
      assert.deepEqual(await violations(page), [], `directed elsewhere, in ${language}`)
      await picture(page, `desk-elsewhere-${language}`)
      await page.goto(SPOT)
      await picture(page, `on-the-spot-${language}`)
      assert.deepEqual(await violations(page), [], `in ${language}`)
      assert.deepEqual(page.problems, [])
    }
    const narrow = await browser.page({ width: 320 })
    await browser.login(narrow, server.users.receiver)
    await narrow.goto(SPOT)
    assert.equal(await overflows(narrow), false)
  } finally {
    await browser.close()
  }
})
