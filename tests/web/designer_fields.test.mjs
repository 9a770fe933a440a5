// What an administrator changes most in a procedure, by labelled fields alone: choices of a field, time limits for single
// classes and what is finished early, what makes a complaint significant, tasks, remedies, what is solved on the spot,
// the public notice, the survey. Each is published and seen at work on a new complaint or its page; what does not fit is refused beside its field.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import test, { after, before } from 'node:test'
import { Client, openBrowser, sound, textOf } from './harness.mjs'
import { fieldsOf, main, sendPart, unescaped } from './designer_form.mjs'
import { World } from './world.mjs'

const PAGE = '/desk/settings/procedure'
const EDIT = `${PAGE}/edit`
const SPOT = '/desk/new/on-the-spot'
const packOf = (name) => readFileSync(path.join(import.meta.dirname, `../../data/packs/${name}.yaml`), 'utf8')
const four = (en) => ({ en, 'zh-Hans': `${en}甲`, 'zh-Hant': `${en}乙`, vi: `${en} a` })
const fourBelow = (key, en) => Object.fromEntries(Object.entries(four(en)).map(([tag, text]) => [`${key}.${tag}`, text]))
const row = (list, n, en, more = {}) => Object.fromEntries(Object.entries({ ...four(en), ...more }).map(([key, text]) => [`${list}.${n}.${key}`, text]))

let world, server, administrator
before(async () => {
  world = await new World().make((server) => {
    server.addUser('administrator', 'administrator')
    server.addUser('boss', 'top_management')
    server.addTeam('Depot')
    server.cli('pack add', 'service_quality')
    server.cli('pack take', 'service_quality')
  })
  server = world.server
  administrator = await new Client(server).login(server.users.administrator)
})
after(() => server?.stop())

const text = async () => unescaped((await administrator.get(EDIT)).text.match(/<textarea[^>]*id="yaml"[^>]*>\n?([^]*?)<\/textarea>/)[1])
const part = (query, fields) => sendPart(administrator, `${PAGE}/part?${query}`, fields)
const kept = async (query, fields) => {
  const answer = await part(query, fields)
  assert.equal(answer.status, 303, `${query}: ${answer.text.match(/govuk-error-summary__list[^]*?<\/ul>/)?.[0]}`)
}
// What is said at inputs: { name: words }; a link of the summary leads to each.
const said = (answer) => {
  assert.equal(answer.status, 422)
  const errors = Object.fromEntries([...answer.text.matchAll(/id="([^"]*)-error">[^]*?<span><span class="unseen">[^<]*<\/span> ([^]*?)<\/span><\/p>/g)]
    .map(([, name, words]) => [name, unescaped(words)]))
  for (const name of Object.keys(errors)) {
    assert.ok(answer.text.includes(`<a href="#${name}">`), `the summary leads to ${name}`)
    assert.ok(new RegExp(`id="${name.replaceAll('.', '\\.')}"`).test(answer.text), `${name} is there`)
  }
  return errors
}
const move = async (query, thing, what) => {
  const address = `${PAGE}/part?${query}`
  const page = await administrator.get(address)
  const forms = main(page).match(/<form method="post"[^]*?<\/form>/g).map(fieldsOf)
  return administrator.post(address, { ...forms.find((form) => form.thing === thing), do: what })
}
const publish = async (reason) => {
  const look = await administrator.submit(EDIT, { yaml: await text(), days: '90', do: 'look' }, { action: '/edit' })
  const changes = textOf(look.text, 'changes')
  const seen = look.text.match(/name="seen" value="([0-9a-f]+)"/)[1]
  const done = await administrator.submit(EDIT, { yaml: await text(), days: '90', do: 'publish', seen, reason }, { action: '/edit' })
  assert.equal(done.status, 303, done.text.match(/govuk-error-summary__list[^]*?<\/ul>/)?.[0])
  return changes
}
const file = (fields) => world.file({ category: 'logistics', 'own-order_number': 'SF-1', ...fields })
const read = async (reference) => (await world.desk.handler.api('GET', `/api/v1/complaints/${reference}`)).json

test('choices: a field with its choices is made in one form, and the public form offers them', async () => {
  const missing = said(await part('part=fields', { ...four('Time of day'), kind: 'choice', stage: 'receipt', asked_of: 'complainant' }))
  assert.deepEqual(missing, { choices: 'Please fill in at least one choice.' })
  const refused = said(await part('part=fields', { ...four('Time of day'), kind: 'choice', stage: 'receipt', asked_of: 'complainant',
    ...row('choices', 1, 'Morning', { vi: '' }), ...row('choices', 3, 'Evening', { new: 'Late evening' }) }))
  assert.deepEqual(refused, { 'choices.1.vi': 'Choice 1: Please fill in: What it is called (Tiếng Việt)',
    'choices.3.new': 'Choice 3: That does not fit: "Late evening" is no name: write small letters, digits and _, at most 40, a letter first' })
  const more = await part('part=fields', { ...four('Time of day'), kind: 'choice', more: 'choices' })
  assert.equal(more.status, 200)
  assert.match(more.text, /name="choices\.8\.en"/, 'four more rows')
  assert.match(more.text, /value="Time of day甲"/, 'and what was typed')
  await kept('part=fields', { ...four('Time of day'), kind: 'choice', stage: 'receipt', asked_of: 'complainant',
    ...row('choices', 1, 'Morning'), ...row('choices', 3, 'Evening', { new: 'late' }) })
  assert.match(await text(), /name: time_of_day,[^\n]*choices: \[\{code: morning, en: Morning,[^\n]*\{code: late, en: Evening/)

  const of = 'part=fields&item=time_of_day'
  await kept(`${of}&at=choices`, { ...four('Noon') })
  assert.deepEqual(said(await part(`${of}&at=choices`, { ...four('Again'), new: 'noon' })), { new: 'Another one is called that already.' })
  await kept(`${of}&at=choices.3`, { en: 'At noon' })
  assert.equal((await move(of, 'choices.3', 'up')).status, 303)
  assert.match(await text(), /code: morning,[^\n]*code: noon, en: "At noon"[^\n]*code: late/)
  const changes = await publish('People say when they can be reached.')
  assert.match(changes, /New:\s*Field: Time of day/)
  const form = await new Client(server).get('/complain/all')
  const asked = form.text.match(/<select[^>]*name="own-time_of_day"[^]*?<\/select>|<fieldset[^>]*>(?:(?!<\/fieldset>)[^])*own-time_of_day[^]*?<\/fieldset>/)[0]
  assert.deepEqual([...asked.matchAll(/value="(morning|noon|late)"/g)].map(([, code]) => code), ['morning', 'noon', 'late'])

  assert.equal((await move(of, 'choices.2', 'remove')).status, 303)
  assert.doesNotMatch(await text(), /code: noon/)
  await kept(of, { kind: 'text' })
  assert.doesNotMatch(await text(), /name: time_of_day,[^\n]*choices/, 'a line of text has no choices')
  assert.equal((await administrator.submit(EDIT, { do: 'discard' }, { action: '/edit' })).status, 303)
})

test('choices of a pack: one is changed where it stands, and its comments stay', async () => {
  const before = await text()
  const page = main(await administrator.get(`${PAGE}/part?part=fields&item=consent`))
  assert.match(page, /<a href="#things-choices">Choices<\/a> <span class="count">3<[^]*id="things-choices">\s*<h2>Choices<\/h2>[^]*The customer agrees<\/a> <code class="code">agreed<\/code>/)
  const used = await move('part=fields&item=consent', 'choices.1', 'remove')
  assert.equal(used.status, 422)
  assert.match(unescaped(used.text), /"agreed" is no answer of field "consent"/)
  await kept('part=fields&item=consent&at=choices.2', { en: 'They refuse' })
  const changed = (await text()).split('\n').filter((line, i) => line !== before.split('\n')[i])
  assert.equal(changed.length, 1)
  assert.match(changed[0], /- \{code: refused, en: "They refuse", zh-Hans: 客户不同意/)
  assert.equal((await administrator.get(`${PAGE}/part?part=fields&item=consent&at=choices.4`)).status, 404)
  assert.equal((await administrator.get(`${PAGE}/part?part=fields&item=consent&at=columns.1`)).status, 404)
  assert.match(textOf((await administrator.get(EDIT)).text, 'changes'), /Field: Consent of the customer[^]*They refuse/)
  assert.equal((await administrator.submit(EDIT, { do: 'discard' }, { action: '/edit' })).status, 303)
})

test('time limits: for one class another length, office hours day by day, an early finish, how much longer', async () => {
  const of = 'part=clocks&item=first_contact'
  const wrong = said(await part(of, { length: 'soon', 'hours.1.1.from': '09:00', 'extends.first': 'a bit', 'early.within.number': '3',
    'early.within.unit': '', vi: '' }))
  assert.deepEqual(wrong, {
    vi: 'Please fill in: What it is called (Tiếng Việt)',
    length: 'That does not fit: "Within: soon": write a whole number from 1 to 3660',
    hours: 'Please give each period a begin and an end, such as 09:00 and 12:00, one after the other.',
    extends: 'Please write whole numbers.',
    'early.within': 'Please give a whole number and a unit.',
    'early.letter': 'Please fill in: Finished early: letter that goes out' })
  const weekday = Object.fromEntries([1, 2, 3, 4, 5].flatMap((day) => [[`hours.${day}.1.from`, '09:00'], [`hours.${day}.1.to`, '12:00'],
    [`hours.${day}.2.from`, '13:30'], [`hours.${day}.2.to`, '18:00']]))
  await kept(of, { ...weekday, 'hours.6.1.from': '09:00', 'hours.6.1.to': '12:00', unit: 'working_hours', 'extends.first': '8', 'extends.again': '4' })
  assert.match(await text(), /hours: "Mon-Fri 09:00-12:00 13:30-18:00, Sat 09:00-12:00"/)
  assert.match(await text(), /extends: "8 4"/)
  const again = fieldsOf(main(await administrator.get(`${PAGE}/part?${of}`)))
  assert.equal(again['hours.6.1.to'], '12:00')
  assert.equal(again['extends.again'], '4')
  assert.equal((await part(of)).status, 303)
  const whole = Object.fromEntries(Object.keys(again).filter((name) => name.startsWith('hours.')).map((name) => [name, '']))
  await kept(of, { ...whole, unit: 'hours', 'extends.first': '', 'extends.again': '' })
  assert.doesNotMatch((await text()).match(/name: first_contact[^]*?(?=\n +- name: )/)[0], /hours: "|extends:/)

  const none = said(await part(`${of}&at=limits`, { length: '6' }))
  assert.deepEqual(none, { classes: 'Please fill in: Only for classes' })
  await kept(`${of}&at=limits`, { classes: 'logistics', length: '6' })
  for (const category of ['logistics', 'logistics', 'product']) await file({ category })
  const tried = await administrator.submit(EDIT, { yaml: await text(), days: '90', do: 'look' }, { action: '/edit' })
  assert.match(textOf(tried.text, 'simulated'), /0 dates later, 2 earlier/, 'parcels alone')
  assert.match(await publish('Parcels are urgent.'), /Time limit: First contact[^]*For single classes/)
  const hours = async (category) => {
    const { clocks, received_at } = await read((await file({ category })).reference)
    const clock = clocks.find(({ name }) => name === 'first_contact')
    return (new Date(clock.due_at) - new Date(received_at ?? clock.started_at)) / 3600000
  }
  assert.deepEqual([Math.round(await hours('logistics')), Math.round(await hours('product'))], [6, 24])
})

test('significant complaints, tasks and remedies are changed by fields and hold for a new complaint', async () => {
  const answers = main(await administrator.get(`${PAGE}/part?part=significant`))
  assert.match(answers, /Consent of the customer: The customer agrees <code/, 'answers say of which field they are')
  assert.deepEqual(said(await part('part=significant', { ...four('Parcels lost') })),
    { signals: 'Every complaint would be significant: choose at least one condition.' })
  assert.deepEqual(said(await part('part=significant', { ...four('Parcels lost'), when_field: 'consent', 'amount.sum': 'much' })),
    { amount: 'Please give a sum and its currency in three letters, such as 200.00 and CNY.', when_answers: 'Please choose the answers of that field too.' })
  await kept('part=significant', { ...four('Parcels lost'), classes: 'logistics', 'amount.sum': '', 'amount.currency': 'CNY' })
  const task = { ...four('Search the depot'), ...fourBelow('ask', 'Please search the depot.'), length: '2', unit: 'days', stage: 'investigation' }
  assert.deepEqual(said(await part('part=tasks', { ...task, length: '', team: 'Depot', 'team.later': 'yes', outside: 'supplier' })),
    { length: 'Please fill in: Within', team: 'A task is for a team or for somebody outside, not for both.' })
  await kept('part=tasks', { ...task, team: 'Depot', 'team.later': 'yes', classes: 'logistics' })
  await kept('part=remedies', { kinds: ['refund', 'apology'], 'second_above.sum': '200.00', 'second_above.currency': 'CNY' })
  assert.match(await text(), /second_above: "200\.00 CNY"/)
  const table = main(await administrator.get(`${PAGE}/parts`))
  assert.match(table, /part=remedies[^>]*>Refund, Apology<\/a>/)
  const changes = await publish('As agreed with the depot.')
  for (const what of [/New:\s*Significant complaint: Parcels lost/, /New:\s*Task: Search the depot/, /New:\s*Remedy: Refund, Apology/])
    assert.match(changes, what)

  const lost = await world.file({ category: 'logistics', 'own-order_number': 'SF-7' })
  const other = await world.file({ category: 'product', 'own-order_number': 'SF-8' })
  const marked = async (reference) => /class="[^"]*significant[^]*?Parcels lost/.test((await world.desk.handler.get(`/desk/complaints/${reference}`)).text)
  assert.deepEqual([await marked(lost.reference), await marked(other.reference)], [true, false])
  const tasks = async (reference) => textOf(`<div id="t">${main(await world.desk.handler.get(`/desk/complaints/${reference}/tasks`))}</div>`, 't')
  assert.match(await tasks(lost.reference), /Search the depot/)
  assert.doesNotMatch(await tasks(other.reference), /Search the depot/)
  await world.act('handler', lost.reference, 'assess', { scope: 'inside', severity: 'negligible', safety: 'none', complexity: 'simple',
    impact: 'individual', need: 'no', validity: 'valid', reasons: 'A parcel.' })
  await world.act('handler', lost.reference, 'take-up', {})
  const remedy = await world.desk.handler.get(`/desk/complaints/${lost.reference}/remedy`)
  const kinds = remedy.text.match(/<select[^>]*name="kind"[^]*?<\/select>/)[0]
  assert.match(kinds, /value="refund"/)
  assert.doesNotMatch(kinds, /value="voucher"/)
})

test('what is in other things: columns and their choices, passages, a chain, questions', async () => {
  const yaml = packOf('product_quality').replace('version: 1', 'version: 7')
  await administrator.submit(EDIT, { yaml, days: '1', do: 'look' }, { action: '/edit' })
  const table = main(await administrator.get(`${PAGE}/parts`))
  const at = (name) => unescaped(table.match(new RegExp(`href="[^"?]*\\?([^"]*)">${name}`))[1])
  const evidence = at('Evidence')
  const columns = [...main(await administrator.get(`${PAGE}/part?${evidence}`)).matchAll(/at=(columns\.\d+)">([^<]*)</g)]
  const kind = columns.find(([, , name]) => name === 'Kind')[1]
  await kept(`${evidence}&at=${kind}.choices`, { ...four('Photo') })
  await kept(`${evidence}&at=${kind}.choices.1`, { en: 'Sample' })
  assert.match(await text(), /\{code: sample, en: Sample,[^\n]*\{code: photo, en: Photo, zh-Hans: "?Photo甲/)
  const page = main(await administrator.get(`${PAGE}/part?${evidence}&at=${kind}.choices.1`))
  assert.match(page, /<span class="part-within">Kind<\/span>/)
  assert.ok(unescaped(page).includes(`href="${PAGE}/part?${evidence}&at=${kind}"`), 'back to the column')
  assert.match((await part(`${evidence}&at=columns`, { ...four('Weight'), kind: 'number' })).text, /at most 160 cells/)
  await kept(evidence, { rows: '3' })
  await kept(`${evidence}&at=columns`, { ...four('Weight'), kind: 'number' })
  assert.match(await text(), /\{name: weight, en: Weight,[^\n]*kind: number\}/)

  const regime = unescaped(table.match(/href="[^"?]*\?(part=reportability[^"]*)"/)[1])
  await kept(`${regime}&at=questions`, { ...four('Was it sold?'), new: 'sold', kind: 'yes_no' })
  assert.match(await text(), /\{name: sold, en: "Was it sold\?"[^\n]*kind: yes_no\}/)
  await kept('part=steps', { ...four('Three'), new: 'three', ...row('chain', 1, 'Hear', { stages: 'receipt' }), ...row('chain', 2, 'Mend', { stages: ['response', 'decision'] }) })
  assert.match(await text(), /chain: \[\{en: Hear,[^\n]*stages: \[receipt\]\}, \{en: Mend,[^\n]*stages: \[response, decision\]\}\]/)
  assert.deepEqual(said(await part('part=steps', { ...four('One'), ...row('chain', 1, 'Hear') })), { chain: 'Please fill in at least two steps.' })
  assert.equal((await administrator.submit(EDIT, { do: 'discard' }, { action: '/edit' })).status, 303)

  await administrator.submit(EDIT, { yaml: packOf('uk_financial').replace('version: 1', 'version: 7'), days: '1', do: 'look' }, { action: '/edit' })
  const early = 'part=clocks&item=decision'
  const form = fieldsOf(main(await administrator.get(`${PAGE}/part?${early}`)))
  assert.deepEqual([form['early.within.number'], form['early.within.unit'], form['early.letter']], ['3', 'working_days', 'summary'])
  await kept(early, { 'early.within.number': '5' })
  await kept(`${early}&at=limits.1`, { length: '10', 'extends.first': '25' })
  assert.match(await text(), /early: \{within: "5 working_days", letter: summary, source: disp15\}\n +# At eight weeks/)
  assert.match(await text(), /- \{classes: \[payments\], unit: working_days, length: 10, extends: 25, source: payments\}/)
  await kept('part=letters&item=decision', { 'within.number': '', source: '' })
  assert.doesNotMatch((await text()).match(/letters:[^]*?- name: summary/)[0], /within:|source:/)
  await kept('part=letters&item=decision&at=blocks.2', { en: 'Later only with our consent.' })
  assert.match(await text(), /- en: "Later only with our consent\."/)
  assert.equal((await move('part=letters&item=decision', 'blocks.1', 'remove')).status, 303)
  const no = { 'early.within.number': '', 'early.within.unit': '', 'early.letter': '', 'early.source': '' }
  assert.match((await part(early, no)).text, /nothing sends the letter &quot;summary&quot;/)
  await kept('part=letters', { new: 'later', ...four('Later') }).then(() => assert.fail('nothing sends it'), () => {})
  assert.equal((await administrator.submit(EDIT, { do: 'discard' }, { action: '/edit' })).status, 303)
})

test('the procedure itself: its title, calendar, days, groups and repeats', async () => {
  const of = 'part=procedure'
  const before = await text()
  await kept(of)
  assert.equal(await text(), before)
  assert.deepEqual(said(await part(of, { 'title.vi': '', 'review.from': '2026-01-01', 'group.representatives': 'few' })), {
    'title.vi': 'Please fill in: Title (Tiếng Việt)', 'review.by': 'Please fill in: Looked at again by',
    'group.representatives': 'That does not fit: "Complaints of a group: Representatives at most: few": write a whole number from 1 to 1000' })
  await kept(of, { 'title.en': 'Our service', calendar: 'CN', 'review.from': '2099-01-01', 'review.by': '2099-02-01', 'repeats.months': '7' })
  const after = await text()
  assert.match(after, /^ +en: "Our service"$/m)
  assert.match(after, /^calendar: CN$/m)
  assert.match(after, /^review: \{from: "2099-01-01", by: "2099-02-01"\}$/m)
  assert.deepEqual(after.match(/^\s*#.*$/gm), before.match(/^\s*#.*$/gm), 'comments stay')
  assert.match(main(await administrator.get(`${PAGE}/parts`)), /part=procedure">Our service<\/a>/)
  assert.match(textOf((await administrator.get(EDIT)).text, 'changes'), /Our service/)
  await kept(of, { 'review.from': '', 'review.by': '' })
  assert.doesNotMatch(await text(), /^review:/m)
  await publish('Our own name.')
  assert.match(main(await administrator.get(PAGE)), /<h1>Our service<\/h1>/)
})

test('solved on the spot: what the short form asks, what its closing leaves out, and why', async () => {
  const of = 'part=on_the_spot', before = await text()
  await kept(of)
  assert.equal(await text(), before)
  const none = Object.fromEntries(Object.keys(fourBelow('why', '')).map((name) => [name, '']))
  assert.deepEqual(said(await part(of, { field: 'consent', answer: '', ...none })), {
    answer: 'Please choose the answer of that field that says so.', 'why.en': 'Please say why its closing does not ask for that.' })
  assert.equal(said(await part(of, { 'why.vi': '' }))['why.vi'], 'Please fill in: Why (Tiếng Việt)')
  const form = main(await administrator.get(`${PAGE}/part?${of}`))
  assert.doesNotMatch(form, /name="asks"[^>]*value="(?:special_team|order_number)"/, 'no table, and nothing of the receipt')
  assert.doesNotMatch(form, /<select[^>]*name="field"(?:(?!<\/select>)[^])*value="prevention"/, 'only what is chosen in says so')
  await kept(of, { field: 'consent', answer: 'agreed', asks: 'prevention', without: ['consent', 'root_cause'], 'why.en': 'They said yes at once.' })
  const after = await text()
  assert.match(after, /^ +without: \[consent, root_cause\]$/m)
  assert.deepEqual(after.match(/^\s*#.*$/gm), before.match(/^\s*#.*$/gm), 'comments stay')
  const changes = await publish('What keeps it from happening again is asked at once.')
  assert.match(changes, /Solved on the spot: What is to be filled in: – → What keeps it from happening again/)
  assert.match(changes, /Solved on the spot: Not asked for: Consent of the customer, Root cause, What keeps it[^→]*→ Consent of the customer, Root cause\./)

  const solved = { channel: 'in_person', category: 'logistics', description: 'The box was wet.', action_code: 'A53', solved: 'They took a dry one.',
    name: 'Mai Example', accepted: 'yes', 'own-order_number': 'SF-9' }
  const lacking = await world.desk.handler.submit(SPOT, solved, { action: SPOT })
  assert.equal(lacking.status, 422, 'the short form asks for it')
  assert.match(lacking.text, /href="#own-prevention"/)
  const answer = await world.desk.handler.submit(SPOT, { ...solved, 'own-prevention': 'Dry boxes.' }, { action: SPOT })
  assert.equal(answer.status, 200)
  const [, reference] = answer.text.match(/Received as (\d{4}-\d{6,})/)
  assert.equal((await read(reference)).stage, 'closed')
  const [, sources] = main(await administrator.get(PAGE)).match(/href="(\/desk\/settings\/packs\/[^"]*)"/)
  assert.match(main(await administrator.get(sources)), /They said yes at once\./)
})

test('the public notice: its paragraphs stand on the public page', async () => {
  const of = 'part=notice', before = await text()
  const paragraphs = (en) => Object.fromEntries(Object.entries(fourBelow('process', en)).map(([name, words]) => [name, `${words}\r\nWe call you.`]))
  assert.deepEqual(said(await part(of, { ...paragraphs('We read it.'), 'process.vi': '' })),
    { 'process.vi': 'Please fill in: How we handle your complaint (Tiếng Việt)' })
  const outside = Object.fromEntries(Object.keys(fourBelow('outside_options', '')).map((name) =>
    [name, 'Ombudsman of Example\r\nIt looks at it again.\r\nhttps://ombudsman.example']))
  await kept(of, { ...paragraphs('We read it.'), ...outside })
  assert.match(await text(), /^notice:\n {2}process: \{en: "We read it\.\\nWe call you\."/m)
  assert.match(main(await administrator.get(`${PAGE}/parts`)), /part=notice">Public notice<\/a><\/th><td>How we handle your complaint · Where else you can turn</)
  const form = fieldsOf(main(await administrator.get(`${PAGE}/part?${of}`)))
  assert.equal(form['process.zh-Hans'], 'We read it.甲\r\nWe call you.')
  const written = await text()
  await kept(of)
  assert.equal(await text(), written)
  assert.match(await publish('In our own words.'), /Public notice: How we handle your complaint: In words/)
  for (const [language, words] of [['en', /We read it\./], ['zh-Hans', /We read it\.甲/], ['vi', /We read it\. a/]]) {
    const page = main(await new Client(server).get('/how-we-handle-complaints', { headers: { 'accept-language': language } }))
    assert.match(page, words)
    assert.match(page, /https:\/\/ombudsman\.example/)
  }
  await kept(of, Object.fromEntries(Object.keys(form).filter((name) => /^(process|outside_options)\./.test(name)).map((name) => [name, ''])))
  assert.doesNotMatch(await text(), /^notice:/m, 'a notice without a paragraph is none')
  assert.equal((await administrator.submit(EDIT, { do: 'discard' }, { action: '/edit' })).status, 303)
})

test('the survey: its questions are asked of the complainant, and one of the standard is left out', async () => {
  const of = 'part=survey', questions = `${of}&at=questions`
  await kept(of)
  assert.equal((await administrator.get(`${PAGE}/part?${questions}.4`)).status, 404, 'the pack asks three')
  assert.deepEqual(said(await part(questions, { ...four('Were we polite?') })), { about: 'Please fill in: It is about', kind: 'Please fill in: Kind of answer' })
  assert.deepEqual(said(await part(questions, { ...four('Again?'), about: 'outcome', kind: 'choice', ...row('choices', 1, 'Yes') })),
    { choices: 'Please fill in at least two choices.' })
  await kept(questions, { ...four('Were we polite?'), about: 'handling', kind: 'scale', words: 'how_well', required: 'yes' })
  await kept(questions, { ...four('Would you buy here again?'), new: 'again', about: 'outcome', kind: 'choice', ...row('choices', 1, 'Of course'), ...row('choices', 2, 'Never') })
  await kept(questions, { ...four('Which words fit?'), about: 'handling', kind: 'text' })
  assert.deepEqual(said(await part(questions, { ...four('Once more'), new: 'again', about: 'outcome', kind: 'yes_no' })), { new: 'Another one is called that already.' })
  assert.deepEqual(said(await part(of, { reopen_up_to: '9' })), {
    reopen_up_to: 'That does not fit: "A satisfaction up to this opens it again: 9": write a whole number from 1 to 4' })
  await kept(of, { without: 'fair' })
  await kept(`${questions}.5`, { required: 'yes' })
  await kept(`${questions}.5.choices`, four('Perhaps'))
  const page = main(await administrator.get(`${PAGE}/part?${questions}.5.choices.3`))
  assert.match(page, /<span class="part-within">Would you buy here again\?<\/span>/)
  assert.match(main(await administrator.get(`${PAGE}/part?${questions}.2`)), /<span class="part-within">Survey<\/span>/)
  assert.match(main(await administrator.get(`${PAGE}/part?${of}`)), /Were we polite\?<\/a>[^]*?It is about: the handling · Kind of answer: a scale of five/)
  assert.match(main(await administrator.get(`${PAGE}/part?${questions}`)), /The question, in words/)
  assert.equal((await move(of, 'questions.6', 'up')).status, 303)
  assert.match(await text(), /^survey:\n[^]*name: were_we_polite[^]*name: which_words_fit[^]*name: again,[^]*code: of_course[^]*code: never[^]*code: perhaps/m)
  const changes = await publish('We want to know.')
  assert.match(changes, /Survey: Questions: – → Were we polite\?\./)
  assert.match(changes, /Survey: Not asked for: – → whether both sides were treated fairly\./)

  const mine = await file({})
  await world.done('handler', mine.reference, 'withdraw', { reason: 'They wrote so.' })
  await world.done('handler', mine.reference, 'close', { reason: 'withdrawn', lessons: 'None.', survey: 'yes', 'own-root_cause': 'Rain.', 'own-prevention': 'Dry boxes.' })
  const anybody = new Client(server)
  const track = await anybody.submit('/track', mine, { action: '/track' })
  const survey = track.text.match(/id="survey"[^]*?<\/form>/)[0]
  assert.deepEqual([...new Set([...survey.matchAll(/name="own-survey\.(\w+)"/g)].map(([, name]) => name))],
    ['kept_informed', 'solution_kept', 'further_opinion', 'were_we_polite', 'which_words_fit', 'again'])
  const hidden = Object.fromEntries(Object.entries(fieldsOf(survey)).filter(([, value]) => value))
  const answers = { ...hidden, satisfaction: '4', 'own-survey.solution_kept': 'yes', 'own-survey.were_we_polite': '5' }
  const incomplete = await anybody.post(survey.match(/action="([^"]*)"/)[1], answers)
  assert.match(incomplete.text, /govuk-error-summary[^]*own-survey\.again/, 'it has to be answered')
  const thanks = await anybody.post(survey.match(/action="([^"]*)"/)[1], { ...answers, 'own-survey.again': 'perhaps' })
  assert.match(thanks.text, /Thank you/)
  const panel = (await world.desk.handler.get(`/desk/complaints/${mine.reference}`)).text.match(/data-fold="satisfaction"[^]*?<\/details>/)[0]
  assert.match(panel, /Perhaps <span class="second">Would you buy here again\?/)
  assert.doesNotMatch(survey, /both sides/)

  for (const n of [6, 5, 4, 3, 2, 1]) assert.equal((await move(of, `questions.${n}`, 'remove')).status, 303)
  await kept(of, { without: [], reopen_up_to: '', source: '' })
  assert.doesNotMatch(await text(), /^survey:/m)
  const empty = main(await administrator.get(`${PAGE}/part?${of}`))
  assert.ok(unescaped(empty).includes(`href="${PAGE}/part?${questions}"`), 'the first question has its form')
  await kept(questions, { ...four('Were we polite?'), about: 'handling', kind: 'scale' })
  assert.match(await text(), /^survey:\n {2}questions: \[\{name: were_we_polite,/m)
  assert.equal((await administrator.submit(EDIT, { do: 'discard' }, { action: '/edit' })).status, 303)
})

// By the keyboard alone, without a script, on a narrow page: a paragraph is typed and kept; nothing is wider than the page.
async function withKeys(browser, part, language) {
  const page = await browser.page({ language, script: false, width: 360 })
  await browser.login(page, server.users.administrator)
  await page.goto(`${PAGE}/part?part=${part}`)
  assert.ok(await page.locator('main').evaluate((main) => main.ownerDocument.documentElement.scrollWidth <= 360), `${part} is narrow`)
  if (part === 'notice')
    for (const tag of ['en', 'zh-Hans', 'zh-Hant', 'vi']) {
      await page.focus(`[id="times.${tag}"]`)
      await page.keyboard.type('Soon.')
    }
  await page.focus('main form .go button')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.done')
  await page.context().close()
}

test('with the keyboard, without a script and on a narrow page: a choice is added and taken out', async () => {
  const browser = await openBrowser(server)
  try {
    for (const language of ['en', 'zh-Hans']) {
      const bare = await browser.page({ language, script: false, width: 360 })
      await browser.login(bare, server.users.administrator)
      await bare.goto(`${PAGE}/part?part=fields`)
      await bare.selectOption('#kind', 'choice')
      await bare.focus('#choices summary')
      await bare.keyboard.press('Enter')
      assert.ok(await bare.isVisible('[id="choices.1.en"]'))
      await bare.focus('main form .go button')
      await bare.keyboard.press('Enter')
      await bare.waitForSelector('.govuk-error-summary')
      assert.ok(await bare.isVisible('[id="choices.1.en"]'), 'open where something is missing')
      await bare.context().close()

      const page = await browser.page({ language })
      await browser.login(page, server.users.administrator)
      await page.goto(`${PAGE}/part?part=fields`)
      await page.selectOption('#kind', 'choice')
      await page.focus('main form .go button')
      await page.keyboard.press('Enter')
      await page.waitForSelector('.govuk-error-summary')
      await sound(page, `designer-field-refused.${language}`)
      await page.goto(`${PAGE}/part?part=fields&item=consent`)
      await sound(page, `designer-field-choices.${language}`)
      for (const part of ['on_the_spot', 'survey', 'notice']) {
        await page.goto(`${PAGE}/part?part=${part}`)
        await sound(page, `designer-part-${part}.${language}`)
        await withKeys(browser, part, language)
      }
    }
  } finally {
    await browser.close()
  }
})
