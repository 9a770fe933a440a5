// Looking back, as those who do it meet it: a manager looks at the records of a month, finds a weak point
// and has something done about it; figures go to the appraisal of departments; top management appoints
// who watches over it all and comes to the meeting. [items 113, 114, 175, 176, 177]
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, openBrowser, overflows, sound, startServer } from './harness.mjs'

const day = (d) => d.toISOString().slice(0, 10)
const now = new Date()
const today = day(now)
const from = day(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)))
const until = day(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 0)))
const soon = day(new Date(Date.now() + 20 * 86400e3))

let server, browser
const desk = {}
const references = []

before(async () => {
  server = await startServer({
    users: true,
    prepare: (server) => {
      server.addTeam('Repairs', 'Reception')
      server.addUser('rita', 'manager', 'Repairs')
      server.addUser('remy', 'handler', 'Repairs')
      server.addTeam('Spares', 'Reception')
      server.addUser('sina', 'manager', 'Spares')
    }
  })
  const key = { all: server.addApiKey('All'), repairs: server.addApiKey('Repairs', 'read,write', 'Repairs') }
  for (const [index, team] of ['all', 'all', 'repairs'].entries()) {
    const filed = await new Client(server).api('POST', '/api/v1/complaints', {
      key: key[team], headers: { 'idempotency-key': `lookback-${index}` },
      json: { description: `Part ${index} is missing.`, class: 'P01', channel: 'letter', received_at: `${from}T08:00:00Z` }
    })
    assert.equal(filed.status, 201, filed.text)
    references.push(filed.json.reference)
  }
  for (const name of ['manager', 'top_management', 'administrator', 'auditor', 'handler', 'receiver', 'rita', 'remy', 'sina']) {
    desk[name] = await new Client(server).login(server.users[name])
  }
  browser = await openBrowser(server)
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

const main = (page) => page.text.match(/<main[^]*<\/main>/)?.[0] ?? page.text
// One of several forms of a page: they differ by the act that travels with them.
const send = (who, path, act, fields = {}) =>
  desk[who].submit(path, { act, ...fields }, { action: path.split('?')[0], post: true })
async function done(who, path, act, fields) {
  const answer = await send(who, path, act, fields)
  assert.equal(answer.status, 303, `${act}: ${main(answer)}`)
  return answer.location
}
// Another role, and a login that has it.
async function give(name, role, team) {
  const list = (await desk.administrator.get('/desk/settings/staff')).text
  const path = list.match(new RegExp(`/desk/settings/staff/\\d+(?=">User ${name}<)`))[0] + '/roles'
  const id = (await desk.administrator.get(path)).text.match(new RegExp(`<option value="(\\d+)"[^>]*>\\s*${team}`))[1]
  const given = await desk.administrator.submit(path, { role, team: id }, { action: path, post: true })
  assert.equal(given.status, 303, given.text)
  desk[name] = await new Client(server).login(server.users[name])
}
const staff = async (name) => {
  const page = await desk.top_management.get('/desk/representative')
  return page.text.match(new RegExp(`<option value="(\\d+)"[^>]*>\\s*User ${name}<`))[1]
}

test('[item 113] records of a month: figures, a weak point, what is done about it, and that it helped', async () => {
  const list = await desk.manager.get('/desk/analyses')
  assert.match(main(list), /have not been looked at together yet/)
  const early = await desk.manager.submit('/desk/analyses/new', { from, until: today, team: '0', class: '' }, { action: '/new' })
  assert.equal(early.status, 422)
  assert.match(early.text, /not over yet/)
  const made = await desk.manager.submit('/desk/analyses/new', { from, until, team: '0', class: '' }, { action: '/new' })
  assert.equal(made.status, 303, made.text)
  const path = made.location
  const figures = main(await desk.manager.get(path))
  assert.match(figures, /<th scope="row"><a href="\/desk\/queues\/received\?from=[^"]*">All<\/a><\/th><td[^>]*>3<\/td>/)
  assert.match(figures, /Repairs<\/a><\/th><td[^>]*>1<\/td>/)
  assert.doesNotMatch(figures, /User (handler|remy)/, 'no figure of a single person')

  const empty = await send('manager', path, 'weak_point', { text: ' ' })
  assert.equal(empty.status, 422)
  assert.match(empty.text, /Say what the weak point is/)
  await done('manager', path, 'weak_point', { text: 'Boxes leave without a list of their parts.' })
  const open = await send('manager', path, 'end', { conclusion: 'Lists.' })
  assert.equal(open.status, 409)
  assert.match(open.text, /no corrective action yet/)
  assert.match(open.text, />\s*Lists\.<\/textarea>/, 'what was typed is still there')
  const point = (await desk.manager.get(path)).text.match(/<select[^>]*name="weak_point"[^]*?<option value="(\d+)"/)[1]
  await done('manager', path, 'corrective', { weak_point: point, what: 'A list lies in each box.', owner: await staff('handler'), due: soon })
  await done('manager', path, 'end', { conclusion: 'Each box has its list.' })
  assert.match(main(await desk.auditor.get(path)), /Each box has its list\./)
  assert.doesNotMatch(main(await desk.auditor.get(path)), /<form/, 'an auditor reads and changes nothing')
  assert.doesNotMatch(main(await desk.manager.get('/desk/analyses')), /look(ed)? at together (yet|by)/, 'nothing is due any more')

  const mine = main(await desk.handler.get('/desk/corrective-actions'))
  const action = mine.match(/\/desk\/corrective-actions\/\d+/)[0]
  assert.match(mine, /A list lies in each box\./)
  await done('handler', action, 'done', { text: 'Printed since Monday.' })
  assert.doesNotMatch(main(await desk.handler.get(action)), /<form/, 'nobody checks their own')
  const blank = await send('manager', action, 'settle', { settling: 'helped', why: '' })
  assert.equal(blank.status, 422)
  await done('manager', action, 'settle', { settling: 'helped', why: 'No part was missing in a week.' })
  assert.match(main(await desk.manager.get(action)), /Done, and it helped[^]*No part was missing in a week\./)
})

test('[item 113] [4.10-c] analyses of a department are for that department and those above it', async () => {
  const made = await desk.rita.submit('/desk/analyses/new',
    { from, until, team: (await desk.rita.get('/desk/analyses/new')).text.match(/<option value="(\d+)"[^>]*>\s*Repairs/)[1], class: 'P01' },
    { action: '/new' })
  assert.equal(made.status, 303, made.text)
  assert.match(main(await desk.rita.get(made.location)), /All<\/a><\/th><td[^>]*>1<\/td>/)
  const whole = main(await desk.manager.get('/desk/analyses')).match(/\/desk\/analyses\/\d+(?=">[^<]*<\/a><\/th><td[^>]*>The whole)/)[0]
  assert.equal((await desk.rita.get(whole)).status, 404)
  assert.equal((await desk.manager.get(made.location)).status, 200)
  const refused = await desk.rita.submit('/desk/analyses/new', { from, until, team: '0', class: '' }, { action: '/new' })
  assert.equal(refused.status, 422)
  assert.match(refused.text, /Choose a department of yours/)
  for (const name of ['handler', 'receiver']) assert.equal((await desk[name].get(whole)).status, 404)
})

test('[item 113] who reads an analysis of a department and leads another one is offered nothing to change', async () => {
  await give('sina', 'auditor', 'Repairs')
  const path = main(await desk.rita.get('/desk/analyses')).match(/\/desk\/analyses\/\d+/)[0]
  const read = await desk.sina.get(path)
  assert.equal(read.status, 200)
  assert.doesNotMatch(main(read), /<form/)
})

test('[item 113] other systems read analyses with the rights of their role', async () => {
  const read = async (role, team) => (await new Client(server).api('GET', '/api/v1/analyses',
    { key: server.addApiKey(`look ${role} ${team}`, 'read', team, role) }))
  const all = (await read('manager')).json.items
  assert.equal(all.length, 2)
  const whole = all.find((one) => !one.team)
  assert.deepEqual([whole.from, whole.until, whole.received, whole.weak_points], [from, until, 3, 1])
  assert.match(whole.conclusion, /Each box has its list/)
  assert.equal((await read('manager', 'Repairs')).json.items.length, 1)
  assert.equal((await read('handler')).status, 404)
  const key = server.addApiKey('look by pages', 'read', '', 'manager')
  const page = async (asked) => (await new Client(server).api('GET', `/api/v1/analyses?limit=1${asked}`, { key })).json
  const first = await page('')
  const second = await page(`&after=${first.next}`)
  assert.deepEqual([...first.items, ...second.items].map(({ id }) => id), all.map(({ id }) => id))
  assert.deepEqual([first.items.length, second.next ?? null], [1, null])
})

test('[item 114] figures of departments go to their appraisal once they are released', async () => {
  await done('manager', '/desk/appraisal', 'make', { from, until })
  const period = `/desk/appraisal?from=${from}&until=${until}`
  const drawn = main(await desk.manager.get(period))
  assert.match(drawn, /Figures of departments, not of persons/)
  assert.match(drawn, /Reception<span class="second">Not released yet<\/span><\/th><td[^>]*>2<\/td>/)
  assert.doesNotMatch(main(await desk.remy.get(period)), /Repairs/, 'not before it is released')
  assert.match(main(await desk.sina.get(period)), /value="release"/)
  await done('sina', period, 'release')
  const left = main(await desk.sina.get(period))
  assert.match(left, /Repairs<span class="second">Not released yet/)
  assert.doesNotMatch(left, /value="release"/, 'what an auditor reads is not theirs to release')
  await give('sina', 'handler', 'Reception')
  const seen = (await desk.manager.get(period)).text.match(/name="version" value="(\d+)"/)[1]
  await done('manager', '/desk/appraisal', 'make', { from, until })
  const stale = await send('manager', period, 'release', { version: seen })
  assert.equal(stale.status, 409, 'not what was looked at')
  assert.match(stale.text, /Somebody else changed this meanwhile/)
  await done('manager', period, 'release')
  const whole = await send('manager', '/desk/appraisal', 'make', { from, until })
  assert.equal(whole.status, 409)
  assert.match(whole.text, /All figures of this period were released/)
  const released = main(await desk.manager.get(period))
  assert.match(released, /Handed to appraisal: [^<]*User manager/)
  const own = main(await desk.remy.get(period))
  assert.match(own, /Repairs<span[^]*?<\/th><td[^>]*>1<\/td>/)
  assert.doesNotMatch(own, /Reception/, 'of their own department alone')
  assert.match(main(await desk.sina.get('/desk/appraisal')), /appraisal\?from=[^>]*>[^<]*<\/a><\/th><td[^>]*>3<\/td>/, 'what may be read, and what is released of where one works')
  const parent = main(await desk.handler.get(period))
  assert.match(parent, /Reception<span/)
  assert.doesNotMatch(parent, /Repairs/, 'not of the departments below')
  assert.doesNotMatch(main(await desk.administrator.get(period)), /Reception<span|Repairs/, 'who administers works in no department')
  const path = `/desk/appraisal.csv?from=${from}&until=${until}`
  assert.doesNotMatch((await desk.handler.get(path)).text, /Repairs/)
  assert.equal((await desk.administrator.get(path)).text.split('\r\n').length, 2)
  assert.doesNotMatch(main(await desk.administrator.get('/desk/appraisal')), /appraisal\?from=/)
  assert.match(main(await desk.handler.get('/desk/appraisal')), /appraisal\?from=[^>]*>[^<]*<\/a><\/th><td[^>]*>1<\/td>/)
  const csv = (await desk.remy.get(`/desk/appraisal.csv?from=${from}&until=${until}`)).text.split('\r\n')
  assert.match(csv[0], /^\ufeff?from,until,department,released,received/)
  assert.match(csv[1].replaceAll('"', ''), new RegExp(`^${from},${until},Repairs,[^,]+,1,`))
  assert.equal(csv.length, 3)
  const again = await send('manager', '/desk/appraisal', 'release').catch(() => null)
  assert.ok(!again || again.status !== 303)
  assert.ok((await desk.handler.post('/desk/appraisal', { act: 'make' })).status >= 400)
  const items = (await new Client(server).api('GET', '/api/v1/appraisals',
    { key: server.addApiKey('appraisal', 'read', undefined, 'auditor') })).json.items
  assert.deepEqual(items.map((one) => [one.team, one.received]).sort(), [['Reception', 2], ['Repairs', 1], ['Spares', 0]])
})

test('[item 113] [item 114] [item 182] how often, and what counts, is a setting of the organisation', async () => {
  const path = '/desk/settings/looking-back'
  assert.match(main(await desk.administrator.get(path)), /name="analysis_months"[^>]*value="1"/)
  const wrong = await desk.administrator.submit(path, { analysis_months: 'often', review_months: '12' }, { action: path, post: true })
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /whole number from 0 to 120/)
  const saved = await desk.administrator.submit(path, { analysis_months: '3', review_months: '6', not_theirs: ['complainant', 'outage'] }, { action: path, post: true })
  assert.equal(saved.status, 303)
  assert.match(main(await desk.administrator.get(path)), /value="3"/)
  assert.equal((await desk.manager.get(path)).status, 404)
  const written = main(await desk.receiver.get('/desk/procedure'))
  assert.match(written, /How the work is assessed[^]*never of persons[^]*do not count<\/dt><dd>[^<]*;[^<]*<\/dd>[^]*together again<\/dt><dd>3<[^]*reviews it all again<\/dt><dd>6</, 'and stands in the regulation, for everybody')
})

test('[item 176] [5.4.1-a] top management appoints the representative, whose duties everybody reads', async () => {
  assert.match(main(await desk.administrator.get('/desk/settings')), /Nobody is the management representative/)
  assert.match(main(await desk.receiver.get('/desk/procedure')), /nobody at the moment[^]*reports to top management/)
  assert.doesNotMatch(main(await desk.manager.get('/desk/representative')), /<form/)
  await done('top_management', '/desk/representative', 'appoint', { staff: await staff('manager'), from: '', until: '' })
  assert.match(main(await desk.receiver.get('/desk/procedure')), /User manager/)
  assert.doesNotMatch(main(await desk.administrator.get('/desk/settings')), /Nobody is the management representative/)
  const next = await done('top_management', '/desk/representative', 'appoint', { staff: await staff('rita'), from: soon, until: '' })
  const both = (await desk.top_management.get(next)).text
  const ends = [...both.matchAll(/name="act" value="end">\s*<input type="hidden" name="id" value="(\d+)"/g)].map((one) => Number(one[1]))
  assert.equal(ends.length, 2, 'each that is not over can be ended')
  await done('top_management', '/desk/representative', 'end', { id: String(Math.max(...ends)) })
  assert.match(main(await desk.receiver.get('/desk/procedure')), /User manager/, 'one to come is taken back')
  const over = await send('top_management', '/desk/representative', 'end', { id: String(Math.max(...ends)) })
  assert.equal(over.status, 409)
  const unknown = await send('top_management', '/desk/representative', 'dance')
  assert.match(unknown.text, /Use a button of the page/)

  const form = (await desk.top_management.get('/desk/representative')).text
  const version = form.match(/name="version" value="(\d+)"/)[1]
  const usual = form.match(/name="representative_duties_vi"[^>]*>\s*([^<]*)<\/textarea>/)[1]
  await done('top_management', '/desk/representative', 'duties', {
    representative_duties_vi: usual, representative_duties_en: 'Writes to the board each month.', representative_duties_zh_hans: '每月向董事会书面报告。' })
  const late = await send('top_management', '/desk/representative', 'duties', { version, representative_duties_en: 'Nothing.' })
  assert.equal(late.status, 409)
  assert.match(late.text, /Somebody else changed this meanwhile/)
  assert.match(late.text, />\s*Nothing\.<\/textarea>/, 'what was typed is still there')
  assert.match(main(await desk.receiver.get('/desk/procedure')), /Writes to the board each month\./)
  assert.match(main(await desk.receiver.get('/desk/procedure', { headers: { 'accept-language': 'zh-CN' } })), /每月向董事会书面报告。/)
  assert.match(main(await desk.receiver.get('/desk/procedure', { headers: { 'accept-language': 'vi' } })), /báo cáo lãnh đạo cao nhất/)
})

test('[item 175] top management is invited to a meeting, comes, and what is decided has an owner', async () => {
  const form = { title: 'Missing parts', team: '0', day: today, starts: '14:30', place: 'Room 3', agenda: 'The last month.',
    complaints: references[0], guests: [await staff('top_management'), await staff('receiver')] }
  const wrong = await desk.manager.submit('/desk/meetings/new', { ...form, complaints: '2020-000001' }, { action: '/new' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /There is no complaint 2020-000001 for you/)
  assert.match(wrong.text, /value="Missing parts"/, 'nothing is lost')
  const many = await desk.manager.submit('/desk/meetings/new', { ...form, complaints: `${references[0]} `.repeat(31) }, { action: '/new' })
  assert.equal(many.status, 422)
  assert.match(many.text, /These are too many: give at most 30\./)
  const called = await desk.manager.submit('/desk/meetings/new', form, { action: '/new' })
  assert.equal(called.status, 303, called.text)
  const path = called.location

  const page = await browser.page()
  await browser.login(page, server.users.top_management)
  await page.goto('/desk')
  assert.match(await page.textContent('.bell'), /1/)
  await page.click('.bell')
  await page.click('text=You are invited: Missing parts')
  assert.match(await page.textContent('main'), /On the agenda/)
  await sound(page, 'a meeting')
  assert.match(await page.textContent('main'), new RegExp(references[0]))
  await page.click('button:has-text("I will come")')
  assert.match(await page.textContent('main'), /User top_management\s*Yes/)
  assert.match(await page.textContent('.bell'), /0/)
  await page.close()

  assert.equal((await desk.handler.get(path)).status, 404, 'who is not invited does not see it')
  const minutes = 'A second scale is bought.'
  await done('manager', path, 'minutes', { minutes, attended: await staff('top_management') })
  await done('manager', path, 'corrective', { what: 'Buy a scale.', owner: await staff('rita'), due: soon })
  const held = main(await desk.receiver.get(path))
  assert.match(held, /A second scale is bought\.[^]*User top_management<\/th><td[^>]*>Yes<\/td><td[^>]*>Yes<\/td>/)
  assert.match(held, /User receiver<\/th><td[^>]*>No answer yet<\/td><td[^>]*>No<\/td>/)
  const mine = main(await desk.rita.get('/desk/corrective-actions'))
  assert.match(mine, /Buy a scale\./)
  const action = mine.match(/\/desk\/corrective-actions\/\d+(?=">Buy)/)[0]
  assert.equal((await desk.rita.get(path)).status, 404)
  assert.doesNotMatch(main(await desk.rita.get(action)), /desk\/meetings\/\d/, 'no link to what does not open')
  assert.match(main(await desk.manager.get(action)), new RegExp(`href="${path}"`))
})

test('[item 177] [5.4.3-a] a manager has their department one click away: figures, actions, analyses, what to know', async () => {
  const page = await browser.page()
  await browser.login(page, server.users.rita)
  await page.goto('/desk')
  await page.click('nav.beside-views a[href="/desk/department"]')
  await sound(page, 'my department')
  const text = await page.textContent('main')
  assert.match(text, /Repairs[^]*Received this month[^]*Buy a scale\.[^]*What was found/)
  assert.match(text, /Complaints are welcome/)
  assert.match(text, /User manager/)
  await page.setViewportSize({ width: 360, height: 740 })
  assert.equal(await overflows(page), false)
  await page.close()
  assert.match(main(await desk.manager.get('/desk/department')), /Buy a scale\.[^]*The whole organisation/, 'who leads all sees what is of all')
  assert.equal((await desk.rita.get('/desk/department?team=1')).status, 404)
  assert.equal((await desk.remy.get('/desk/department')).status, 404, 'a handler leads no department')
})

// Encloses `passage` in that text of a record, looks at how it will be, and does it.
async function redact (who, path, column, passage, fields = { reason: 'third_person', why: '' }) {
  const form = (await desk[who].get(`${path}?text=${column}`)).text
  const text = form.match(/<textarea[^>]*name="text"[^>]*>\n?([^]*?)<\/textarea>/)[1]
  const sent = { act: column, text: text.replace(passage, `[[${passage}]]`), ...fields }
  const preview = await desk[who].submit(`${path}?text=${column}`, sent, { action: path, post: true })
  assert.equal(preview.status, 200, main(preview))
  assert.match(main(preview), /This is what everybody will see/)
  assert.doesNotMatch(main(preview).match(/look-text[^]*?<\/section>/)[0], new RegExp(passage))
  const hidden = Object.fromEntries([...preview.text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
    .map(([, name, value]) => [name, value]))
  const answer = await desk[who].post(path, hidden)
  assert.equal(answer.status, 303, main(answer))
}

test('[S57] what somebody wrote too much of in minutes and analyses is taken out for good', async () => {
  const found = main(await desk.manager.get('/desk/meetings'))
  const meeting = found.match(/\/desk\/meetings\/\d+(?=">Missing parts)/)[0]
  await done('manager', meeting, 'minutes', { minutes: 'Ms Wu of the third floor was right. A second scale is bought.', attended: [] })
  const shown = main(await desk.manager.get(meeting))
  const path = shown.match(/\/desk\/records\/meeting\/\d+\/redact/)[0]
  assert.match(main(await desk.receiver.get(meeting)), /Ms Wu/)
  assert.doesNotMatch(main(await desk.receiver.get(meeting)), /\/redact"/)
  for (const name of ['receiver', 'handler', 'auditor', 'top_management', 'rita', 'administrator']) {
    assert.equal((await desk[name].get(path)).status, 404, name)
    assert.equal((await desk[name].get(`${path}?text=minutes`)).status, 404, name)
  }
  for (const other of ['?text=figures', '?text=complaints']) assert.equal((await desk.manager.get(path + other)).status, 404)
  assert.equal((await desk.manager.get(path.replace('meeting', 'staff'))).status, 404)

  const page = await browser.page()
  await browser.login(page, server.users.manager)
  await page.goto(meeting)
  await page.click('a:has-text("Redact a passage")')
  await sound(page, 'the texts of a meeting')
  await page.click('a:has-text("Minutes")')
  await sound(page, 'the form that takes something out')
  const area = page.locator('textarea[name=text]')
  await area.fill((await area.inputValue()).replace('Ms Wu', '[[Ms Wu'))
  await page.click('button:has-text("Show how it will look")')
  assert.match(await page.textContent('.govuk-error-summary'), /A bracket is missing/)
  assert.match(await area.inputValue(), /^\[\[Ms Wu of/, 'what was typed is still there')
  await area.fill((await area.inputValue()).replace('third floor', 'third floor]]'))
  await page.click('button:has-text("Show how it will look")')
  assert.match(await page.textContent('.govuk-error-summary'), /Choose why it is redacted/)
  await page.click('label:has-text("Data of another person")')
  await page.click('button:has-text("Show how it will look")')
  await sound(page, 'how it will look')
  assert.match(await page.textContent('.look-text'), /█ \[redacted: Data of another person\] was right/)
  assert.match(main(await desk.receiver.get(meeting)), /Ms Wu/, 'nothing is done yet')
  await page.setViewportSize({ width: 360, height: 740 })
  assert.equal(await overflows(page), false)
  await page.click('button:has-text("Redact it for good")')
  assert.match(await page.textContent('main'), /Done\.[^]*Minutes/)
  await page.close()

  assert.match(main(await desk.receiver.get(meeting)), /█ \[redacted: Data of another person\] was right\. A second/)
  assert.match(main(await desk.receiver.get(meeting, { headers: { 'accept-language': 'zh-CN' } })), /█ \[已遮盖：他人的个人信息\]/)
  await redact('manager', path, 'title', 'Missing')
  for (const one of [meeting, '/desk/meetings']) assert.doesNotMatch((await desk.manager.get(one)).text, /Missing parts|█\[/, one)
})

test('[S57] also out of an analysis, its weak points and what is done about them', async () => {
  const whole = main(await desk.manager.get('/desk/analyses')).match(/\/desk\/analyses\/\d+(?=">[^<]*<\/a><\/th><td[^>]*>The whole)/)[0]
  const path = main(await desk.manager.get(whole)).match(/\/desk\/records\/analysis\/\d+\/redact/)[0]
  const list = main(await desk.manager.get(path))
  const point = list.match(/\/desk\/records\/weak_point\/\d+\/redact/)[0]
  await redact('manager', path, 'conclusion', 'Each box')
  await redact('manager', point, 'text', 'Boxes', { reason: 'other', why: 'It says too much.' })
  const seen = main(await desk.auditor.get(whole))
  assert.match(seen, /█ \[redacted: Data of another person\] has its list/)
  assert.match(seen, /█ \[redacted\] leave without a list/)
  assert.match(seen, /Redacted<\/dt><dd>[^<]*User manager: It says too much\.<[^]*Redacted<\/dt><dd>[^<]*User manager</, 'an auditor reads who did it, and why')
  const action = seen.match(/\/desk\/corrective-actions\/\d+/)[0]
  await redact('manager', main(await desk.manager.get(action)).match(/\/desk\/records\/corrective_action\/\d+\/redact/)[0], 'done_text', 'Monday')
  assert.match(main(await desk.handler.get(action)), /Printed since █ \[redacted: Data of another person\]\./)
  const items = (await new Client(server).api('GET', '/api/v1/analyses', { key: server.addApiKey('redacted', 'read', undefined, 'manager') })).json.items
  assert.match(items.find((one) => !one.team).conclusion, /^█ \[redacted: Data of another person\] has its list/)
})

test('everything is in the history, and nobody wrote beside it', () => {
  server.cli('verify', '--values')
})
