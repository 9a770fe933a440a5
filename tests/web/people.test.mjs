// People on the desk: complaints handed over from somebody who leaves [4.12-a], and persons who
// were taken down twice [7.2-b].
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, formOf, openBrowser, overflows, picture, startServer, textOf, violations } from
  './harness.mjs'

let server
let manager
let handler
const cases = []

const problems = (html) =>
  html.match(/govuk-error-summary__list[^]*?<\/ul>/)?.[0] ?? textOf(html, 'main')
const casePath = (reference) => `/desk/complaints/${reference}`
const as = (user) => new Client(server).login(server.users[user])

async function complain(fields) {
  const client = new Client(server)
  const filed = await client.submit('/complain/all', { description: 'The lift stands still.',
    name: 'Mai Example', email: 'mai@example.org', ...fields }, { action: '/complain/all' })
  assert.equal(filed.status, 201, filed.text)
  return textOf(filed.text, 'reference').match(/\d{4}-\d{6,}/)[0]
}

// The number by which forms know a member of staff.
async function numberOf(login) {
  const page = await manager.get(`${casePath(cases[0])}/assign`)
  return page.text.match(new RegExp(`<option value="(\\d+)"[^>]*>User ${login}<`))[1]
}

before(async () => {
  server = await startServer({
    users: ['handler', 'investigator', 'manager', 'top_management', 'administrator'],
    prepare: (one) => {
      one.addTeam('Roads', 'Reception')
      one.addUser('roads_handler', 'handler', 'Roads')
      one.addUser('roads_investigator', 'investigator')
    }
  })
  manager = await as('manager')
  handler = await as('handler')
  for (let i = 0; i < 4; i++) cases.push(await complain({ description: `The lift in block ${i}.` }))
})
after(() => server?.stop())

test('[4.12-a] what somebody only investigates, or was asked by name, is named where theirs is handed over', async () => {
  const reference = await complain({ description: 'The lift hums at night.' })
  const people = { manager, investigator: await as('investigator') }
  const act = async (name, what, json) => {
    const page = await people[name].get(`${casePath(reference)}/close`)
    const answer = await people[name].api('POST', `/api/v1/complaints/${reference}/${what}`,
      { headers: { 'form-token': formOf(page.text, '/close').hidden.form_token }, json })
    assert.equal(answer.status, 200, `${what}: ${answer.text}`)
  }
  await act('manager', 'assess', { scope: 'inside', severity: 'negligible', safety: 'none', complexity: 'simple',
    impact: 'individual', need: 'no', validity: 'valid', reasons: 'One house, no danger.' })
  await act('manager', 'take-up', {})
  const path = `/desk/hand-over/${await numberOf('investigator')}`
  const before = await manager.get(path)
  assert.equal(before.status, 404)
  await act('investigator', 'begin-investigation', {})
  await act('manager', 'tasks',
    { team: 'Reception', staff: 'investigator', text: 'Please measure the noise.', working_days: 2 })

  const everybody = await manager.get('/desk/hand-over')
  assert.match(everybody.text, new RegExp(`href="${path}"[^]*?0 open · has a part in 1 that is not theirs · 1 task<`))
  const theirs = await manager.get(path)
  assert.doesNotMatch(theirs.text, /Everything is handed over/)
  assert.match(theirs.text,
    new RegExp(`Has a part in 1 complaint that is not theirs[^]*?value="${reference}" checked[^]*?href="${casePath(reference)}"`))
  assert.match(theirs.text, new RegExp(`Was asked by name for 1 task[^]*?href="${casePath(reference)}/tasks/\\d+"`))
  assert.equal((await (await as('roads_handler')).get(path)).status, 404, 'none of theirs')
  assert.match((await manager.get(`${casePath(reference)}/investigate`)).text, /<select[^>]*name="investigator"/)
  const browser = await openBrowser(server)
  try {
    const page = await browser.page({ width: 360 })
    await browser.login(page, server.users.manager)
    await page.goto(path)
    assert.deepEqual(await violations(page), [])
    assert.equal(await overflows(page), false)
  } finally {
    await browser.close()
  }
})

test('[4.12-a] a part in what somebody else answers for is handed over, and what is theirs beside complaints is named', async () => {
  const reference = await complain({ description: 'The stairs are dark.' })
  const from = await numberOf('roads_investigator')
  const next = await numberOf('investigator')
  const events = () => server.sql(`SELECT count(*) FROM event e JOIN complaint c ON c.id = e.complaint_id
    WHERE c.reference = '${reference}' AND e.kind = 'part_handed_over'`)
  const investigator = () => server.sql(`SELECT investigator_id FROM complaint WHERE reference = '${reference}'`)
  await manager.submit(`${casePath(reference)}/assess`, { scope: 'inside', severity: 'negligible', safety: 'none',
    complexity: 'simple', impact: 'individual', need_now: 'no', validity: 'valid', reasons: 'One house.' }, { action: '/assess' })
  await manager.submit(`${casePath(reference)}/take-up`, {}, { action: '/take-up' })
  const leaver = await as('roads_investigator')
  await leaver.submit(`${casePath(reference)}/investigate`, { begin: 'yes' }, { action: '/investigate' })
  assert.equal(investigator(), from)
  const top = await as('top_management')
  const set = await top.submit('/desk/objectives', { act: 'set', measure: 'limits', target: '95', team: '0',
    from: '2026-01-01', until: '2099-12-31', owner: from, why: 'So that nobody waits.' }, { action: '/objectives' })
  assert.equal(set.status, 303, problems(set.text))
  assert.doesNotMatch((await manager.get(`/desk/hand-over/${from}`)).text, /Answers for 1 objective/, 'they are here')
  await (await as('administrator')).submit(`/desk/settings/staff/${from}/end`, {}, { action: '/end' })
  const path = `/desk/hand-over/${from}`
  const page = (await manager.get(path)).text
  assert.match(page, /Answers for 1 objective[^]*?href="\/desk\/objectives"/)
  assert.match(problems((await manager.submit(path, { case: reference, choice: next }, { action: path })).text), /Write the reason/)
  const owner = server.sql(`SELECT owner_id FROM complaint WHERE reference = '${reference}'`)
  const done = await manager.submit(path, { case: reference, choice: next, reason: 'Leaves in June.' }, { action: path })
  assert.match(done.text, new RegExp(`Done:[^]*?${reference}`))
  assert.doesNotMatch(done.text, /Has a part in/)
  assert.deepEqual([investigator(), events()], [next, '1'])
  assert.equal(server.sql(`SELECT owner_id FROM complaint WHERE reference = '${reference}'`), owner, 'who answers for it stays')
  assert.match((await manager.get(casePath(reference))).text, /A part in it was handed over[^]*?Leaves in June\./)
  assert.match(server.tryCli('verify', '--values').stderr, / 0 findings/)
})

test('[4.12-a] the complaints of somebody who leaves are handed over, each with its event', async () => {
  const leaver = await numberOf('handler')
  const next = await numberOf('investigator')
  for (const reference of cases) {
    await manager.submit(`${casePath(reference)}/assign`, { choice: leaver }, { action: 'assign' })
  }
  await handler.submit(casePath(cases[0]), { text: 'I called the maker.' }, { action: '/notes' })
  await manager.submit(`${casePath(cases[3])}/conflict`, { person: next, kind: 'declared', why: 'x' },
    { action: 'conflict' })

  const unassigned = async (who) => (await who.get('/desk/queues/unassigned')).text
  assert.doesNotMatch(await unassigned(manager), /do not work on complaints any more/)
  const administrator = await as('administrator')
  await administrator.submit(`/desk/settings/staff/${leaver}/end`, {}, { action: '/end' })
  assert.match((await manager.get('/desk/hand-over')).text,
    /User handler<\/a>[^]*?4 open[^]*?has left/)

  assert.match(await unassigned(manager), /4 more open complaints are with people who do not work on complaints any more/)
  assert.doesNotMatch(await unassigned(await as('roads_handler')), /any more/)
  const path = `/desk/hand-over/${leaver}`
  assert.equal((await (await as('roads_handler')).get(path)).status, 404, 'none of theirs')
  const bare = await manager.submit(path, { case: cases[0], choice: next }, { action: path })
  assert.equal(bare.status, 422)
  assert.match(problems(bare.text), /Write the reason/)
  const none = await manager.submit(path, { choice: next, reason: 'Leaves.' }, { action: path })
  assert.match(problems(none.text), /Choose the complaints/)

  const answer = await manager.submit(path,
    { case: [cases[0], cases[1], cases[3]], choice: next, reason: 'Leaves in May.' }, { action: path })
  assert.equal(answer.status, 200, problems(answer.text))
  assert.match(answer.text, new RegExp(`Done:[^]*?${cases[0]}[^]*?Done:[^]*?${cases[1]}`))
  assert.match(answer.text, new RegExp(`Not done:[^]*?${cases[3]}[^]*?conflict of interest`))
  assert.match(answer.text, /2 open/)
  assert.match((await manager.get(casePath(cases[3]))).text, /Somebody was kept from a part in it/)
  const investigator = await as('investigator')
  const seen = await investigator.get(casePath(cases[0]))
  assert.match(seen.text, /I called the maker\./, 'nothing is lost')
  assert.match(seen.text, /Leaves in May\./)
  assert.match(seen.text, /Handed over/)
  assert.match((await investigator.get('/desk/queues/mine')).text, new RegExp(cases[1]))
  assert.match(server.tryCli('verify', '--values').stderr, / 0 findings/)
})

test('who is complained about and is nobody of the staff is asked for at the field', async () => {
  const reference = await complain({})
  for (const name of ['', 'Somebody']) {
    const answer = await manager.submit(`${casePath(reference)}/parties`,
      { role: 'complained_about', staff: '99999', name }, { action: '/parties' })
    assert.equal(answer.status, 422, answer.text)
    assert.match(problems(answer.text), /href="#staff"[^]*?Choose one of the list/)
  }
  assert.match((await manager.get(`${casePath(reference)}/wait`)).text, /while somebody is waited for do so until you go on; the others run/)
})

let first, second, other

test('[7.2-b] likely doubles are found by e-mail, telephone and name, and compared', async () => {
  const who = { name: 'Nguyễn Thị Hoa', email: 'hoa@example.org', phone: '+84 90 123 4567' }
  first = await complain({ ...who, description: 'The bill is wrong.' })
  second = await complain({ name: 'Nguyen Thi Hoa', email: '', phone: '0901234567',
    description: 'The meter is wrong.' })
  other = await complain({ name: 'Somebody Else', email: 'else@example.org', description: 'Noise.' })
  const page = await manager.get(`${casePath(first)}/persons`)
  assert.equal(page.status, 200, page.text)
  assert.match(page.text, new RegExp(`${second}[^]*?the same telephone number · the same name`))
  assert.doesNotMatch(page.text, new RegExp(other))
  const compare = await manager.get(`${casePath(first)}/persons/${second}`)
  assert.match(compare.text, /hoa@example\.org[^]*?The meter is wrong\./)
  const by = await manager.get(`${casePath(first)}/persons?other=${other}`)
  assert.equal(by.location, `${casePath(first)}/persons/${other}`)
  const wrong = await manager.get(`${casePath(first)}/persons?other=2020-000001`)
  assert.equal(wrong.status, 422)
  assert.match(problems(wrong.text), /no other complaint with this reference/)
})

test('what cannot be compared is said where it was typed, and blanks around a reference do no harm', async () => {
  const at = `${casePath(first)}/persons?other=`
  const nobody = await complain({ name: '', email: '', naming: 'anonymous', description: 'Smoke.' })
  assert.match(problems((await manager.get(at + first)).text), /This is the same complaint/)
  assert.match(problems((await manager.get(at + nobody)).text), /no complainant on record/)
  assert.equal((await manager.get(`${at}%20${other}%09`)).location, `${casePath(first)}/persons/${other}`)
})

// What the search finds by these words, in its order, page by page over the API too.
async function found(words, limit) {
  const desk = (await manager.get(`/desk/search?q=${encodeURIComponent(words)}`)).text
  const shown = [...desk.matchAll(/<th scope="row"[^]*?(\d{4}-\d{6})/g)].map((hit) => hit[1])
  const all = []
  let next = `/api/v1/complaints?q=${encodeURIComponent(words)}&limit=${limit}`
  while (next) {
    const page = (await manager.api('GET', next)).json
    all.push(...page.items.map((one) => one.reference))
    next = page.next && `/api/v1/complaints?q=${encodeURIComponent(words)}&limit=${limit}&after=${page.next}`
  }
  assert.deepEqual(all, shown, 'the same over the API')
  return shown
}

test('they are joined with a reason, seen on the case, and parted again', async () => {
  const path = `${casePath(first)}/persons/${second}`
  const id = server.sql(`SELECT y.person_id FROM party y JOIN complaint c ON c.id = y.complaint_id
    WHERE c.reference = '${second}'`)
  const before = `/desk/search?person=${id}`
  assert.match((await manager.get(before)).text, new RegExp(second))
  assert.match(problems((await manager.submit(path, { reason: 'x' }, { action: second })).text),
    /Choose whose particulars/)
  assert.match(problems((await manager.submit(path, { keep: 'this' }, { action: second })).text),
    /Write the reason/)
  const joined = await manager.submit(path, { keep: 'this', reason: 'She said so on the telephone.' },
    { action: second })
  assert.equal(joined.status, 303, problems(joined.text))
  const panel = await manager.get(casePath(second))
  assert.match(panel.text, /hoa@example\.org/, 'the kept particulars stand for both')
  assert.match(panel.text, /1 other complaint of this person/)
  assert.match(panel.text, new RegExp(`The bill is wrong\\.</a> <span class="second">${first}`))
  for (const reference of [first, second]) {
    const seen = await manager.get(casePath(reference))
    assert.match(seen.text, /Found to be the same complainant/)
    assert.match(seen.text, /She said so on the telephone\./)
  }
  const listed = await manager.get(panel.text.match(/\/desk\/search\?person=\d+/)[0])
  assert.match(listed.text, /<h1>Complaints of Nguyễn Thị Hoa<\/h1>/)
  assert.doesNotMatch(listed.text, /filter-class/, 'the list of a person is whole')
  assert.deepEqual(await found('hoa@example.org', 50), [first, second], 'the kept record finds both')
  assert.deepEqual(await found('Hoa', 2), [second, first], 'each once, where its newest text is')
  const old = await manager.get(before.match(/\/desk\/search\?person=\d+/)[0])
  assert.match(old.text, new RegExp(`${first}[^]*${second}|${second}[^]*${first}`), 'an older address finds all of it too')
  const both = await manager.get(path)
  assert.match(both.text, /<td>hoa@example\.org<\/td><td>–<\/td>/, 'each record as it was taken down')
  const persons = await manager.get(`${casePath(first)}/persons`)
  assert.match(persons.text, /0901234567 · 1 complaint/, 'what the other record says is not out of sight')
  const person = persons.text.match(/<option value="(\d+)"[^>]*>Nguyen Thi Hoa/)[1]
  assert.match(problems((await manager.submit(`${casePath(first)}/persons`, { person },
    { action: '/persons', post: true })).text), /Write the reason/)
  const parted = await manager.submit(`${casePath(first)}/persons`, { person, reason: 'Her sister.' },
    { action: '/persons', post: true })
  assert.equal(parted.status, 303, problems(parted.text))
  const again = await manager.get(casePath(second))
  assert.match(again.text, /Nguyen Thi Hoa/)
  assert.doesNotMatch(again.text, /hoa@example\.org|other complaint of this person/)
  assert.match(again.text, /Found not to be the same complainant/)
  assert.deepEqual(await found('hoa@example.org', 50), [first], 'nor found by what is not theirs')
  assert.match(server.tryCli('verify', '--values').stderr, / 0 findings/)
})

test('[4.7-a] only a record whose cases one may see is parted from here', async () => {
  await manager.submit(`${casePath(first)}/persons/${other}`, { keep: 'this', reason: 'x' },
    { action: other })
  const page = (await manager.get(`${casePath(first)}/persons`)).text
  const form = formOf(page, '/persons', true)
  const person = page.match(/<option value="(\d+)"[^>]*>Somebody Else/)[1]
  const path = `${casePath(other)}/conflict`
  const me = (await manager.get(path)).text.match(/<option value="(\d+)"[^>]*>User manager/)[1]
  await manager.submit(path, { person: me, kind: 'declared', why: 'x' }, { action: 'conflict' })
  assert.equal((await manager.get(casePath(other))).status, 404)
  const parted = await manager.post(`${casePath(first)}/persons`,
    { ...form.hidden, person, reason: 'x' })
  assert.equal(parted.status, 404, parted.text)
})

test('who may not know a name does not find it', async () => {
  const secret = await complain({ name: 'Nguyễn Thị Hoa', email: 'hoa@example.org',
    naming: 'confidential', description: 'In confidence.' })
  const page = await manager.get(`${casePath(first)}/persons`)
  assert.doesNotMatch(page.text, new RegExp(secret))
  assert.equal((await manager.get(`${casePath(first)}/persons/${secret}`)).status, 404)
  assert.equal((await manager.get(`${casePath(secret)}/persons`)).status, 404)
})

test('the pages are fit for everybody, in two languages', async () => {
  const leaver = (await manager.get('/desk/hand-over')).text.match(/hand-over\/(\d+)">User handler/)[1]
  const browser = await openBrowser(server)
  try {
    for (const language of ['en', 'zh-Hans']) {
      const page = await browser.page({ language })
      await browser.login(page, server.users.manager)
      for (const [name, path] of [['hand-over', '/desk/hand-over'],
        ['hand-over-from', `/desk/hand-over/${leaver}`], ['persons', `${casePath(first)}/persons`],
        ['persons-compare', `${casePath(first)}/persons/${second}`]]) {
        await page.goto(path)
        await picture(page, `${name}-${language}`)
        assert.deepEqual(await violations(page), [], `${name} in ${language}`)
      }
      assert.deepEqual(page.problems, [])
    }
    const narrow = await browser.page({ width: 320 })
    await browser.login(narrow, server.users.manager)
    for (const path of [`/desk/hand-over/${leaver}`, `${casePath(first)}/persons`,
      `${casePath(first)}/persons/${second}`]) {
      await narrow.goto(path)
      assert.equal(await overflows(narrow), false, path)
    }
  } finally {
    await browser.close()
  }
})
