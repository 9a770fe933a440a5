// A passage or a file is redacted: on the desk, in lists, the search, exports, prints, the API and a
// person's file nobody sees it any more; the complainant keeps what they wrote; a manager opens what
// is sealed, for a reason that is kept. [4.10-a] [S34] [S57]
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import test, { after, before } from 'node:test'
import { Client, file, formOf, openBrowser, overflows, picture, startServer, textOf, violations }
  from './harness.mjs'

let server
let manager
let handler
let auditor
let filed
let at

const STATEMENT = 'The lift stands still.\nMy neighbour Xenia Quill has asthma and cannot climb the stairs.'
const BLOCK = '█ [redacted: Data of another person]'
const problems = (html) =>
  html.match(/govuk-error-summary__list[^]*?<\/ul>/)?.[0] ?? textOf(html, 'main')
const apiToken = async (client) => ({ 'form-token': (await client.api('GET', '/api/v1/me')).json.form_token })
const as = (user) => new Client(server).login(server.users[user])
const track = (fields = {}) => new Client(server).post('/track', { ...filed, ...fields })

// Of what the overview lists the form of the first that has these words.
async function formHref (words) {
  const page = (await manager.get(`${at}/redact`)).text
  const item = page.split('<li>').find((one) => one.includes(words) && /href="[^"]*\/redact\//.test(one))
  assert.ok(item, `${words} in ${textOf(page, 'main')}`)
  return item.match(/href="([^"]*\/redact\/[^"]*)"/)[1].replaceAll('&amp;', '&')
}

// Encloses `passage` where `words` stand, looks at the preview, and does it.
async function redact (words, passage, { reason = 'third_person', why = '' } = {}) {
  const href = await formHref(words)
  const form = (await manager.get(href)).text
  const text = form.match(/<textarea[^>]*name="text"[^>]*>\n?([^]*?)<\/textarea>/)[1]
    .replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  assert.ok(text.includes(passage), text)
  const { hidden, action } = formOf(form, '/redact/text')
  const fields = { ...hidden, text: text.replace(passage, `[[${passage}]]`), reason, why }
  const preview = await manager.post(action, { ...fields, step: 'preview' })
  assert.equal(preview.status, 200, problems(preview.text))
  assert.match(preview.text, /This is what everybody will see/)
  const shown = preview.text.match(/<p class="said[^]*?<\/p>/)[0]
  assert.ok(!shown.includes(passage) && shown.includes('<mark class="redacted">█ ['), shown)
  const done = await manager.post(action, { ...formOf(preview.text, '/redact/text').hidden, step: 'redact' })
  assert.equal(done.status, 303, problems(done.text))
  assert.match((await manager.get(done.location)).text, /It is redacted\./)
}

before(async () => {
  server = await startServer({ users: ['handler', 'manager', 'auditor', 'top_management'] })
  manager = await as('manager')
  handler = await as('handler')
  auditor = await as('auditor')
  const answer = await new Client(server).submit('/complain/all',
    { description: STATEMENT, name: 'Mai Example', files: file('of Xenia.txt', 'Xenia Quill', 'text/plain') },
    { action: '/complain/all' })
  filed = { reference: textOf(answer.text, 'reference').match(/\d{4}-\d{6,}/)[0],
    code: textOf(answer.text, 'code') }
  at = `/desk/complaints/${filed.reference}`
  await handler.submit(at, { text: 'Xenia Quill rang: her inhaler is empty.' }, { action: '/notes' })
})
after(() => server?.stop())

test('who may redact finds the way from the case; others find none', async () => {
  assert.match((await manager.get(at)).text, new RegExp(`href="${at}/redact"`))
  assert.doesNotMatch((await handler.get(at)).text, /\/redact"/)
  for (const one of [handler, auditor]) {
    assert.equal((await one.get(`${at}/redact`)).status, 404)
    assert.equal((await one.get(`${at}/originals`)).status, 404)
  }
})

test('nothing is done that was not enclosed rightly, and nothing before the preview', async () => {
  const href = await formHref('Statement of the complainant')
  const { hidden, action } = formOf((await manager.get(href)).text, '/redact/text')
  const send = (fields) => manager.post(action, { ...hidden, reason: 'third_person', ...fields })
  for (const [text, words] of [
    [STATEMENT, /Enclose at least one passage/],
    [STATEMENT.replace('Xenia', '[[Xenia'), /A bracket is missing/],
    [STATEMENT.replace('Xenia', '[[Anna]]'), /The text may not be changed here/]]) {
    const refused = await send({ text })
    assert.equal(refused.status, 422)
    assert.match(problems(refused.text), words)
    assert.ok(refused.text.includes(text.split('\n')[1]), 'what was typed comes back')
  }
  const text = STATEMENT.replace('Xenia Quill', '[[Xenia Quill]]')
  const preview = (await send({ text })).text
  assert.match(preview, /The same words also stand in other texts[^]*Message or note<\/a>/)
  assert.match(problems((await send({ text, reason: '' })).text), /Choose why it is redacted/)
  assert.match(problems((await send({ text, reason: 'other' })).text), /Say in words/)
  assert.equal((await send({ text })).status, 200, 'without a step it is the preview')
  assert.match((await handler.get(at)).text, /Xenia Quill has asthma/, 'and nothing was done')
})

test('[4.10-a] a passage of the statement is gone for everybody, and found no more', async () => {
  assert.match((await handler.get('/desk/search?q=asthma')).text, new RegExp(filed.reference))
  await redact('Statement of the complainant', 'Xenia Quill has asthma')
  const page = (await handler.get(at)).text
  assert.ok(page.includes(`My neighbour ${BLOCK} and cannot`), textOf(page, 'main'))
  assert.match(page, /Original statement, redacted/)
  assert.match(page, /A passage was redacted/)
  const places = [
    [manager, at], [manager, `${at}/print`], [auditor, at], [handler, '/desk/queues/open'],
    [manager, '/desk/export.csv?queue=open'], [manager, `${at}/close`]]
  for (const [one, path] of places) {
    const answer = await one.get(path)
    assert.equal(answer.status, 200, path)
    assert.doesNotMatch(answer.text, /asthma|█\[/, path)
  }
  assert.doesNotMatch((await handler.get('/desk/search?q=asthma')).text, new RegExp(filed.reference))
  assert.match((await handler.get('/desk/search?q=stairs')).text, new RegExp(filed.reference))
  const chinese = new Client(server, { language: 'zh-Hans' })
  chinese.cookies = handler.cookies
  assert.match((await chinese.get(at)).text, /█ \[已遮盖：他人的个人信息\]/)
})

test('[4.10-a] the API and a person\'s whole file have the block, too', async () => {
  const shown = await manager.api('GET', `/api/v1/complaints/${filed.reference}`)
  assert.equal(shown.status, 200, shown.text)
  assert.ok(shown.json.description.includes(BLOCK) && !shown.text.includes('asthma'))
  const whole = await manager.submit(`${at}/access`, {}, { action: '/access' })
  assert.equal(whole.status, 200)
  assert.ok(whole.text.includes(BLOCK) && !whole.text.includes('asthma'))
})

test('the complainant reads their own statement whole, what we wrote as everybody sees it', async () => {
  const reply = await handler.submit(at, { text: 'Xenia Quill was given a room below.' },
    { action: '/replies' })
  assert.equal(reply.status, 303, problems(reply.text))
  await redact('given a room', 'Xenia Quill')
  const own = (await track()).text
  assert.match(own, /My neighbour Xenia Quill has asthma/)
  assert.ok(own.includes(`${BLOCK} was given a room below.`))
  const shown = await new Client(server).api('GET', `/api/v1/complaints/${filed.reference}`,
    { headers: { 'complaint-code': filed.code } })
  assert.match(shown.json.description, /Xenia Quill has asthma/)
})

test('[S61] what is sealed opens for who may, for a reason, and each look is kept', async () => {
  const bare = await manager.submit(`${at}/originals`, { what: 'texts' }, { action: '/originals' })
  assert.equal(bare.status, 422)
  assert.doesNotMatch(bare.text, /asthma/)
  const open = await manager.submit(`${at}/originals`, { what: 'texts', why: 'The court asks.' },
    { action: '/originals' })
  assert.equal(open.status, 200, problems(open.text))
  assert.match(open.text, /<mark class="was-redacted">Xenia Quill has asthma<\/mark>/)
  const readers = await auditor.get(`${at}/readers`)
  assert.match(readers.text, /User manager[^]*Opened what is redacted, or a file as it came/)
  assert.doesNotMatch(readers.text, /asthma/)
})

test('a file is withheld with its name, or shown as a redacted copy', async () => {
  const page = (await handler.get(at)).text
  const href = page.match(/href="(\/files\/\d+)">of Xenia\.txt/)[1]
  const form = await formHref('of Xenia.txt')
  const done = await manager.submit(form, { reason: 'third_person',
    files: file('of a neighbour.txt', 'a neighbour', 'text/plain') }, { action: '/redact/file' })
  assert.equal(done.status, 303, problems(done.text))
  const after = (await handler.get(at)).text
  assert.doesNotMatch(after, /of Xenia/)
  assert.match(after, /Withheld/)
  const copy = after.match(/href="(\/files\/\d+)">of a neighbour\.txt/)[1]
  assert.equal((await handler.get(copy)).text, 'a neighbour')
  for (const one of [handler, manager]) {
    const refused = await one.get(href)
    assert.equal(refused.status, 409)
    assert.doesNotMatch(refused.text, /Xenia/)
  }
  const id = href.split('/').pop()
  assert.equal((await manager.api('GET', `/api/v1/files/${id}`)).status, 409)
  const own = (await track()).text
  assert.match(own, /of Xenia\.txt/)
  assert.doesNotMatch(own, /of a neighbour/)
  const sent = await new Client(server).post(`/track/files/${id}`, filed)
  assert.equal(sent.text, 'Xenia Quill', 'their own file, as they sent it')
  assert.doesNotMatch((await manager.get(`${at}/originals`)).text, /of Xenia/, 'nor its name unasked')
  const original = await manager.submit(`${at}/originals`, { what: id, why: 'To compare.' },
    { action: '/originals' })
  assert.equal(original.text, 'Xenia Quill')
  assert.match(original.headers.get('content-disposition'), /of%20Xenia\.txt|of Xenia\.txt/)
})

test('a redaction is lifted with a reason, and the log verifies', async () => {
  await redact('Xenia Quill rang', 'her inhaler is empty', { reason: 'other', why: 'Not for the file.' })
  assert.match((await handler.get(at)).text, /Xenia Quill rang: █ \[redacted\]\./)
  const overview = (await manager.get(`${at}/redact`)).text
  const lifts = [...overview.matchAll(/href="([^"]*\/lift)"/g)].map((m) => m[1])
  assert.equal(lifts.length, 4)
  const asked = (await manager.get(lifts[0])).text
  assert.match(asked, /name="reason"/)
  assert.doesNotMatch(asked, /name="(choice|due_on)|<select[^>]*name="choice/, 'only a reason is asked')
  const bare = await manager.submit(lifts[0], {}, { action: '/lift' })
  assert.equal(bare.status, 422)
  const done = await manager.submit(lifts[0], { reason: 'She agreed.' }, { action: '/lift' })
  assert.equal(done.status, 303, problems(done.text))
  assert.match((await handler.get(at)).text, /her inhaler is empty/)
  const again = await manager.get(lifts[0])
  assert.equal(again.status, 409, 'what was lifted is not asked about again')
  assert.match(again.text, /This redaction does not stand any more/)
  assert.match((await handler.get('/desk/search?q=inhaler')).text, new RegExp(filed.reference))
  server.cli('verify')
})

test('[4.10-a] redaction over the API: what there is, a passage, a file, and back', async () => {
  const path = `/api/v1/complaints/${filed.reference}`
  const { json: before } = await manager.api('GET', `${path}/redactions`)
  const note = before.texts.find(({ text }) => text.startsWith('Xenia Quill rang'))
  assert.equal(note.label, 'Message or note')
  const enclosed = note.text.replace('inhaler', `${note.open}inhaler${note.close}`)
  const headers = await apiToken(manager)
  const send = async (json, client = manager) => client.api('POST', `${path}/redactions`,
    { headers: await apiToken(client), json: { place: note.place, text: enclosed, reason: 'other', ...json } })
  for (const [json, status, field] of [
    [{ why: null }, 422, 'why'], [{ why: 'x', reason: 'none' }, 422, 'reason'],
    [{ why: 'x', text: note.text }, 422, 'text'], [{ why: 'x', text: enclosed + '!' }, 422, 'text'],
    [{ why: 'x', place: 'party.authority.1' }, 422, 'place']]) {
    const refused = await send(json)
    assert.equal(refused.status, status, refused.text)
    assert.equal(refused.json.field, field, refused.text)
  }
  assert.equal((await send({ why: 'x' }, handler)).status, 404)
  const key = server.addApiKey('redactor', 'read,write', 'Reception', 'manager')
  const byKey = await new Client(server).api('POST', `${path}/redactions`,
    { key, json: { place: note.place, text: enclosed, reason: 'third_person' } })
  assert.equal(byKey.status, 404, 'no key may')
  const done = await send({ why: 'Health.' })
  assert.equal(done.status, 200, done.text)
  assert.doesNotMatch((await handler.get(at)).text, /inhaler/)
  assert.doesNotMatch((await handler.get('/desk/search?q=inhaler')).text, new RegExp(filed.reference))
  const { json: after } = await manager.api('GET', `${path}/redactions`)
  const made = after.redactions.at(-1)
  assert.equal(made.place, note.place)
  assert.equal(made.why, 'Health.')
  assert.equal(made.lifted_at, null)
  const lift = (json) => manager.api('POST', `${path}/redactions/${made.id}/lift`, { headers, json })
  assert.equal((await lift({ reason: ' ' })).status, 422)
  assert.equal((await lift({ reason: 'She agreed.' })).status, 200)
  assert.match((await handler.get(at)).text, /inhaler/)
  assert.equal((await lift({ reason: 'Again.' })).status, 409)
  const { id } = (await manager.api('GET', path)).json.files.find((f) => !f.withheld)
  const withheld = await manager.api('POST', `${path}/files/${id}/redact`,
    { headers, json: { reason: 'third_person' } })
  assert.equal(withheld.status, 200, withheld.text)
  assert.equal((await handler.get(`/files/${id}`)).status, 409)
})

test('[S61] reasons stand on the timeline for who may read them, and for looks on "Who read this?"', async () => {
  const page = (await manager.get(`${at}?unfold=1`)).text
  assert.match(page, /A redaction was lifted[^]*?<p class="lines reason">She agreed\.<\/p>/)
  assert.doesNotMatch((await handler.get(`${at}?unfold=1`)).text, /She agreed\./)
  assert.match((await manager.get(`${at}/readers`)).text, /<p class="lines reason">The court asks\.<\/p>/)
  assert.doesNotMatch((await auditor.get(`${at}/readers`)).text, /The court asks/)
  assert.ok((await manager.api('GET', `/api/v1/complaints/${filed.reference}/readers`)).json.items
    .some(({ why }) => why === 'The court asks.'))
})

// -- photographs --

const PLACE = 'N52.5163E13.3777'

// Camera's data with the way up "turned right" and a place in it.
function camera () {
  const tiff = Buffer.alloc(38 + PLACE.length)
  tiff.write('MM\0*\0\0\0\x08\0\x02', 'latin1')
  tiff.write('\x01\x0e\0\x02\0\0\0\x10\0\0\0\x26', 10, 'latin1') // a description, at 38
  tiff.write('\x01\x12\0\x03\0\0\0\x01\0\x06\0\0', 22, 'latin1')
  tiff.write(PLACE, 38, 'latin1')
  return tiff
}

// A real picture, twice as wide as high, as the browser makes it, with camera's data in it.
async function photo (page, type) {
  const plain = Buffer.from(await page.evaluate(async (kind) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 20 })
    canvas.getContext('2d').fillRect(0, 0, 20, 20)
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, kind))
    return [...new Uint8Array(await blob.arrayBuffer())]
  }, type))
  if (type === 'image/png') return Buffer.concat([plain, Buffer.from(PLACE)])
  const body = Buffer.concat([Buffer.from('Exif\0\0'), camera()])
  const head = Buffer.from([0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255])
  return Buffer.concat([plain.subarray(0, 2), head, body, plain.subarray(2)])
}

// How wide and high the browser shows it.
const measures = (page, bytes, type) => page.evaluate(async ([list, kind]) => {
  const image = new Image()
  image.src = URL.createObjectURL(new Blob([new Uint8Array(list)], { type: kind }))
  await image.decode()
  return `${image.naturalWidth}x${image.naturalHeight}`
}, [[...bytes], type])

test('[S34] photographs are given out without the place, the right way up; as sent to who sent them', async () => {
  const browser = await openBrowser(server)
  try {
    const page = await browser.page()
    const jpeg = await photo(page, 'image/jpeg')
    const png = await photo(page, 'image/png')
    const broken = Buffer.from('\xff\xd8\xff\xe1\xff\xff' + PLACE, 'latin1')
    const answer = await new Client(server).submit('/complain/all', { description: 'Look at this.',
      files: [file('lift.jpg', jpeg, 'image/jpeg'), file('plan.png', png, 'image/png'),
        file('broken.jpg', broken, 'image/jpeg')] }, { action: '/complain/all' })
    const own = { reference: textOf(answer.text, 'reference').match(/\d{4}-\d{6,}/)[0],
      code: textOf(answer.text, 'code') }
    const casePath = `/desk/complaints/${own.reference}`
    const shown = (await handler.get(casePath)).text
    const listed = (await manager.api('GET', `/api/v1/complaints/${own.reference}`)).json.files
    assert.ok(listed.every((one) => one.stripped && !one.withheld), JSON.stringify(listed))
    const told = (await new Client(server).api('GET', `/api/v1/complaints/${own.reference}`,
      { headers: { 'complaint-code': own.code } })).json.files
    assert.ok(told.length === 3 && told.every((one) => !one.stripped), JSON.stringify(told))
    const id = (name) => shown.match(new RegExp(`href="/files/(\\d+)">${name}`))[1]
    assert.match(shown, /lift\.jpg<\/a>[^<]*<span[^>]*>[^<]*Location removed/)
    for (const [name, sent, type, size] of [['lift.jpg', jpeg, 'image/jpeg', '20x40'],
      ['plan.png', png, 'image/png', '40x20']]) {
      assert.ok(sent.includes(PLACE))
      for (const address of [`/files/${id(name)}`, `/api/v1/files/${id(name)}`]) {
        const got = await manager.get(address)
        assert.equal(got.status, 200, address)
        assert.ok(!got.bytes.includes(PLACE), `${name} by ${address}`)
        assert.equal(Number(got.headers.get('content-length')), got.bytes.length)
        assert.equal(await measures(page, got.bytes, type), size, `${name} as it was shown`)
      }
      assert.ok((await new Client(server).post(`/track/files/${id(name)}`, own)).bytes.equals(sent))
      const byKey = await new Client(server).api('GET', `/api/v1/files/${id(name)}`,
        { headers: { 'complaint-code': own.code } })
      assert.ok(byKey.bytes.equals(sent), 'the sender has it whole by the API too')
      const original = await manager.submit(`${casePath}/originals`, { what: id(name), why: 'To see where.' },
        { action: '/originals' })
      assert.ok(original.bytes.equals(sent), 'a manager has it as it came')
    }
    const refused = await handler.get(`/files/${id('broken.jpg')}`)
    assert.equal(refused.status, 409)
    assert.match(refused.text, /This picture could not be read/)
    assert.ok(!refused.text.includes(PLACE))
    assert.equal((await handler.api('GET', `/api/v1/files/${id('broken.jpg')}`)).status, 409)
    const looks = (await auditor.api('GET', `/api/v1/complaints/${own.reference}/readers`)).json.items
    assert.deepEqual(looks.filter((one) => one.what === 'file_read').map((one) => one.who), ['User manager'],
      'the handler was refused the only one they asked for')
    assert.ok((await new Client(server).post(`/track/files/${id('broken.jpg')}`, own)).bytes.equals(broken))

    const to = path.join(server.folder, 'access')
    const password = path.join(server.folder, 'password.of.manager')
    writeFileSync(password, `${server.users.manager.password}\n`, { mode: 0o600 })
    const given = server.tryCli('access', '--reference', own.reference, '--by', 'manager',
      '--password-file', password, '--to', to)
    assert.equal(given.status, 0, given.stderr)
    assert.match(given.stderr, /Left out: .*broken\.jpg/)
    const files = readdirSync(to).filter((name) => name !== 'all.json')
    assert.deepEqual(files.map((name) => name.split('-').pop()).sort(), ['lift.jpg', 'plan.png'])
    for (const name of files) assert.ok(!readFileSync(path.join(to, name)).includes(PLACE), name)
  } finally {
    await browser.close()
  }
})

test('the pages are for every eye, and a selected passage is enclosed by a button', async () => {
  const browser = await openBrowser(server)
  try {
    for (const language of ['en', 'zh-Hans']) {
      const page = await browser.page({ language })
      await browser.login(page, server.users.manager)
      const look = async (name) => {
        assert.deepEqual(await violations(page), [], name)
        await page.setViewportSize({ width: 320, height: 800 })
        assert.equal(await overflows(page), false, `${name} at 320`)
        await page.setViewportSize({ width: 1280, height: 900 })
        await picture(page, `redact-${name}-${language}`)
      }
      await page.goto(at)
      await look('case')
      await page.goto(`${at}/redact`)
      await look('overview')
      await page.goto(await formHref('Statement of the complainant'))
      await page.locator('textarea[name=text]').evaluate((area) => {
        const from = area.value.indexOf('neighbour')
        area.setSelectionRange(from, from + 'neighbour'.length)
      })
      await page.locator('[data-enclose] button').click()
      assert.match(await page.locator('textarea[name=text]').inputValue(), /My \[\[neighbour\]\] █/)
      await look('form')
      await page.locator('input[value=business_secret]').check()
      await page.locator('button[value=preview]').click()
      await page.locator('mark.redacted').first().waitFor()
      await look('preview')
      await page.goto(`${at}/originals`)
      await look('originals')
      assert.deepEqual(page.problems, [])
      await page.context().close()
    }
  } finally {
    await browser.close()
  }
})
