// The portal, as people use it: filing in one page and question by question, without script
// and without cookies, in four languages; the receipt; following a complaint.
import assert from 'node:assert/strict'
import { appendFileSync } from 'node:fs'
import path from 'node:path'
import test, { after, before } from 'node:test'
import {
  Client, file, formOf, nameless, openBrowser, overflows, picture, startServer, textOf, violations
} from './harness.mjs'

const LANGUAGES = ['en', 'zh-Hans', 'zh-Hant', 'vi']
const STORY = 'The lift in block C has not run for two weeks.\nI live on the fifth floor.'
let server
let browser

before(async () => {
  // All of these tests come from one address, which the limits would notice.
  server = await startServer({
    users: ['administrator', 'manager'],
    prepare: (s) => appendFileSync(path.join(s.dir, 'redress.conf'),
      'throttle:\n  track: { source: 100000, seconds: 600 }\n' +
      '  filing: { source: 100000, seconds: 600 }\n' +
      '  upload: { source: 100000, seconds: 600 }\n')
  })
  browser = await openBrowser(server)
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

async function filed(client, fields = {}, base = '') {
  const answer = await client.submit(`${base}/complain/all`, { description: STORY, ...fields },
    { action: '/complain/all' })
  assert.equal(answer.status, 201, answer.text)
  return { reference: textOf(answer.text, 'reference'), code: textOf(answer.text, 'code'),
    page: answer.text }
}

async function tracked(client, { reference, code }) {
  const answer = await client.post('/track', { reference, code })
  assert.equal(answer.status, 200, answer.text)
  return answer.text
}

for (const language of LANGUAGES) {
  test(`[7.2-a] [7.4-a] a complaint on one page in ${language}, its receipt, and following it`,
    async () => {
      const client = new Client(server)
      const receipt = await filed(client, {
        happened_on: '2025-11-04', product: 'Lift', remedy_sought: 'Repair', name: 'Mai',
        email: 'mai@example.org', phone: '020 1', files: file('hall.txt', 'a notice', 'text/plain')
      }, `/${language}`)
      assert.match(receipt.reference, /^\d{4}-\d{6,}$/)
      assert.match(receipt.code, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){6}$/)
      assert.match(receipt.page, new RegExp(`<html lang="${language}"`))
      assert.match(receipt.page, /<div class="qr"><svg/)
      const typed = receipt.code.toLowerCase().replaceAll('-', ' ')
      const page = await tracked(client, { reference: receipt.reference, code: typed })
      assert.match(page, /hall\.txt/)
    })
}

test('the same form again is the same receipt; other words are a new form with them kept',
  async () => {
    const client = new Client(server)
    const page = await client.get('/complain/all')
    const { hidden } = formOf(page.text, '/complain/all')
    const first = await client.post('/complain/all', { ...hidden, description: STORY })
    const again = await client.post('/complain/all', { ...hidden, description: STORY })
    assert.equal(first.status, 201)
    assert.equal(again.status, 201)
    for (const id of ['reference', 'code']) {
      assert.equal(textOf(again.text, id), textOf(first.text, id))
    }
    const other = await client.post('/complain/all', { ...hidden, description: 'Other words.' })
    assert.equal(other.status, 422)
    assert.match(other.text, /Other words\./)
    const fresh = formOf(other.text, '/complain/all').hidden
    assert.notEqual(fresh.state, hidden.state)
    const second = await client.post('/complain/all', { ...fresh, description: 'Other words.' })
    assert.equal(second.status, 201)
    assert.notEqual(textOf(second.text, 'reference'), textOf(first.text, 'reference'))
  })

test('nothing that was typed is lost by an error', async () => {
  const client = new Client(server)
  const cases = [
    [{ description: '  ' }, 'description'],
    [{ email: 'no address' }, 'email'],
    [{ happened_on: '2999-01-01' }, 'happened_on'],
    [{ happened_on: 'yesterday' }, 'happened_on'],
    [{ naming: 'anonymous' }, 'naming'],
    [{ state: 'not ours' }, null],
    [{ category: 'no such code' }, 'category'],
    [{ happened_on: '0026-11-04' }, 'happened_on'],
    [{ email: 'two@@example.org' }, 'email'],
    [{ contact_by: 'email' }, 'email'],
    [{ contact_by: 'telephone' }, 'phone'],
    [{ contact_by: 'letter' }, 'address'],
    [{ language: 'xx' }, 'language'],
    [{ needs: 'no such need' }, 'needs'],
    [{ representative_phone: '020 1' }, 'representative_name'],
    [{ for: 'other' }, 'representative_name']
  ]
  for (const [wrong, field] of cases) {
    const answer = await client.submit('/complain/all',
      { description: STORY, name: 'A name to keep', ...wrong }, { action: '/complain/all' })
    assert.equal(answer.status, 422, JSON.stringify(wrong))
    assert.match(answer.text, /A name to keep/)
    assert.match(answer.text, /<title>Error: /)
    if (field) assert.match(answer.text, new RegExp(`href="#${field}"`))
  }
})

test('what is copied along and cannot be seen is dropped, and nobody is asked about it', async () => {
  const client = new Client(server)
  const mine = await filed(client, { description: 'The lift\u0007 stood\u000c still.\u007f',
    name: 'Mai\tExample' })
  assert.match(await tracked(client, mine), />The lift stood still\.</)
})

test('each error says what to do; the language of the answer is the page\'s own', async () => {
  const client = new Client(server)
  let page = await client.submit('/zh-Hant/complain', { go: 'next', description: ' ' })
  assert.match(page.text, /請寫明發生了什麼/)
  const form = formOf(page.text)
  page = await client.post('/zh-Hant/complain/who', { ...form.hidden, description: STORY,
    naming: 'named', go: 'next' })
  assert.equal(page.status, 200)
  assert.match(page.text, /<option value="zh-Hant" selected>/)
  const both = await client.post('/en/complain/when', { ...form.hidden, description: STORY,
    happened_on: '2025-11-04', happened_unknown: 'yes', go: 'next' })
  assert.equal(both.status, 422)
  assert.match(both.text, /You wrote a day and chose/)
})

test('[7.2-e] files: what cannot be taken is named, what was taken stays', async () => {
  const client = new Client(server)
  const page = await client.get('/complain/all')
  const { hidden } = formOf(page.text, '/complain/all')
  const wrong = await client.post('/complain/all', { ...hidden, description: '', files: [
    file('good.txt', 'good', 'text/plain'), file('bad.exe', 'MZ\u0000'), file('none.txt', '')] })
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /“bad\.exe” is of a kind/)
  assert.match(wrong.text, /“none\.txt” is empty/)
  const id = wrong.text.match(/name="remove" value="(\d+)"/)[1]
  const second = await client.post('/complain/all', { ...hidden, description: 'x',
    files: file('more.txt', 'more', 'text/plain'), remove: id })
  assert.equal(second.status, 200)
  assert.doesNotMatch(second.text, /good\.txt/)
  assert.match(second.text, /more\.txt/)
  const large = await client.post('/complain/all', { ...hidden, description: STORY,
    files: file('large.pdf', '%PDF-' + 'x'.repeat(20 * 1024 * 1024 + 1)) })
  assert.equal(large.status, 413)
  assert.match(large.text, /“large\.pdf” is larger than 20/)
  assert.match(large.text, /The lift in block C/)
  const sent = await client.post('/complain/all', { ...hidden, description: STORY })
  assert.equal(sent.status, 201)
  const other = await client.submit('/complain/all', { description: STORY },
    { action: '/complain/all' })
  assert.equal(other.status, 201)
  const page1 = await tracked(client, { reference: textOf(sent.text, 'reference'),
    code: textOf(sent.text, 'code') })
  assert.match(page1, /more\.txt/)
  const page2 = await tracked(client, { reference: textOf(other.text, 'reference'),
    code: textOf(other.text, 'code') })
  assert.doesNotMatch(page2, /more\.txt/)
})

test('[D4] a form that is too large loses none of its words', async () => {
  const client = new Client(server)
  const big = file('big.pdf', '%PDF-' + 'x'.repeat(53 * 1024 * 1024), 'application/pdf')
  const fields = { description: STORY, name: 'A name to keep', files: big }
  const all = await client.submit('/complain/all', fields, { action: '/complain/all' })
  assert.equal(all.status, 413)
  assert.match(all.text, /<title>Error: /)
  assert.match(all.text, /href="#files">The files were larger than 50 MB together/)
  assert.match(all.text, /The lift in block C/)
  assert.match(all.text, /A name to keep/)
  const { hidden } = formOf(all.text, '/complain/all')
  assert.equal((await client.post('/complain/all', { ...hidden, description: STORY })).status, 201)

  const mine = await filed(client)
  const track = formOf(await tracked(client, mine), '/track/add').hidden
  const added = await client.post('/track/add', { ...track, text: 'A fact to keep.', files: big })
  assert.equal(added.status, 413)
  assert.match(added.text, />\nA fact to keep\.<\/textarea>/)

  const endless = await client.submit('/complain/all',
    { description: `${STORY} ${'电梯'.repeat(100_000)}` }, { action: '/complain/all' })
  assert.equal(endless.status, 413)
  assert.match(endless.text, /more text than one form can carry/)
  assert.match(endless.text, /The lift in block C/)

  // Where no page gives the words back by itself, the error does.
  const reason = await client.post('/track/withdraw',
    { ...track, reason: `${STORY} ${'x'.repeat(1024 * 1024)}` })
  assert.equal(reason.status, 413)
  assert.match(reason.text, /What you wrote/)
  assert.match(reason.text, /The lift in block C/)
})

test('at most twenty files, in the order in which they were sent', async () => {
  const client = new Client(server)
  const files = Array.from({ length: 21 }, (_, i) => file(`f${i}.txt`, `${i}`, 'text/plain'))
  const answer = await client.submit('/complain/all', { description: STORY, files },
    { action: '/complain/all' })
  assert.equal(answer.status, 422)
  assert.match(answer.text, /“f20\.txt” was not taken: there can be 20 files/)
  const { hidden } = formOf(answer.text, '/complain/all')
  const sent = await client.post('/complain/all', { ...hidden, description: STORY })
  const page = await tracked(client, { reference: textOf(sent.text, 'reference'),
    code: textOf(sent.text, 'code') })
  assert.deepEqual([...new Set(page.match(/f\d+\.txt/g))], files.slice(0, 20).map((f) => f.name))
})

async function askAll(page) {
  await page.fill('[name=description]', STORY)
  await page.click('button:text-is("Continue")')
  await page.fill('[name=product]', 'Lift')
  await page.click('button:text-is("Continue")')
  await page.check('[name=happened_unknown]')
  await page.fill('[name=place]', 'Block C')
  await page.click('button:text-is("Continue")')
  await page.check('[name=remedy_wanted][value=repair]')
  await page.click('button:text-is("Continue")')
  await page.setInputFiles('[name=files]', { name: 'hall.txt', mimeType: 'text/plain',
    buffer: Buffer.from('a notice') })
  await page.click('button:text-is("Continue")')
  await page.check('[name=naming][value=confidential]')
  await page.click('button:text-is("Continue")')
  await page.fill('[name=name]', 'Mai Example')
  await page.fill('[name=phone]', '020 7946 0164')
  await page.click('button:text-is("Continue")')
}

for (const script of [true, false]) {
  test(`question by question, ${script ? 'with' : 'without'} script, without cookies`,
    async (t) => {
      const page = await browser.page({ script })
      t.after(() => page.context().close())
      await page.goto('/')
      await page.click('text=Make a complaint')
      await askAll(page)
      assert.match(await page.textContent('h1'), /Check your answers/)
      const answers = await page.textContent('main')
      for (const part of ['The lift in block C', 'Lift', 'Block C', 'done again properly',
        'hall.txt', 'In confidence', 'Mai Example', '020 7946 0164']) {
        assert.ok(answers.includes(part), part)
      }
      await picture(page, `portal-check-${script}`)
      await page.click('button[value=when]')
      await page.fill('[name=place]', 'Block D')
      await page.click('button:text-is("Continue")')
      assert.match(await page.textContent('h1'), /Check your answers/)
      await page.click('button[lang=vi]')
      assert.equal(await page.getAttribute('html', 'lang'), 'vi')
      assert.ok((await page.textContent('main')).includes('Block D'))
      await page.click('button[lang=en]')
      await page.click('button[value=send]')
      assert.match(await page.textContent('#reference'), /^\d{4}-\d{6}$/)
      assert.deepEqual(await page.context().cookies(), [])
      assert.deepEqual(page.problems, [])
      await picture(page, `portal-receipt-${script}`)
    })
}

test("the browser's own Back shows the former answer", async (t) => {
  const page = await browser.page()
  t.after(() => page.context().close())
  await page.goto('/complain')
  await page.fill('[name=description]', STORY)
  await page.click('button:text-is("Continue")')
  await page.fill('[name=product]', 'Lift')
  await page.click('button:text-is("Continue")')
  assert.ok(await page.isVisible('[name=place]'))
  await page.goBack()
  assert.ok(await page.isVisible('[name=product]'))
  await page.goBack()
  assert.equal(await page.inputValue('[name=description]'), STORY)
})

for (const script of [true, false]) {
  test(`Back after sending, and sending once more: the same receipt, ${script ? 'with' :
    'without'} script`, async (t) => {
    const page = await browser.page({ script })
    t.after(() => page.context().close())
    await page.goto('/complain')
    await askAll(page)
    await page.click('button[value=send]')
    const kept = [await page.textContent('#reference'), await page.textContent('#code')]
    await page.goBack()
    assert.match(await page.textContent('h1'), /Check your answers/)
    await page.click('button[value=send]')
    assert.deepEqual([await page.textContent('#reference'), await page.textContent('#code')], kept)
    assert.match(await page.textContent('.slip'), /this is the same receipt/)
    await page.reload()
    assert.equal(await page.textContent('#reference'), kept[0])
  })
}

test('a question that was not answered is asked again, with what is wrong', async () => {
  const client = new Client(server)
  let page = await client.submit('/complain', { go: 'next', description: '' })
  assert.equal(page.status, 422)
  const step = async (fields) => {
    const form = formOf(page.text)
    page = await client.post(form.action, { ...form.hidden, go: 'next', ...fields })
    return page
  }
  assert.equal((await step({ description: STORY })).status, 200)
  assert.equal((await step({})).status, 200)
  assert.equal((await step({})).status, 422, 'the day, or that it is not known')
  assert.equal((await step({ happened_on: '2025-11-04' })).status, 200)
  assert.equal((await step({})).status, 422, '[7.2-b] the remedy, or that none is wanted')
  assert.equal((await step({ remedy_none: 'yes' })).status, 200)
  assert.equal((await step({})).status, 200)
  assert.equal((await step({})).status, 422, 'how to be named')
  assert.equal((await step({ naming: 'named' })).status, 200)
  assert.equal((await step({})).status, 422, 'a name')
  assert.equal((await step({ name: 'Mai' })).status, 200)
  assert.equal((await step({ go: 'send' })).status, 201)
})

test('[1-a] what is not for us is shown elsewhere, and no case is opened', async () => {
  const client = new Client(server)
  for (const scope of ['employment', 'outside_dispute']) {
    const answer = await client.submit('/complain/all', { description: STORY, scope },
      { action: '/complain/all' })
    assert.equal(answer.status, 200)
    assert.match(answer.text, /Who can help you with this/)
    assert.match(answer.text, /The lift in block C/)
    assert.equal(textOf(answer.text, 'reference'), null)
  }
})

test('for somebody else, and in confidence: the doors', async () => {
  const client = new Client(server)
  const other = await client.get('/complain?for=other')
  assert.match(other.text, /name="representative_name"/)
  assert.match(other.text, /name="for" value="other"/)
  const confidential = await client.get('/complain?naming=confidential')
  assert.match(confidential.text, /name="naming" value="confidential"/)
  assert.match(confidential.text, /class="mode"/)
})

test('who complains for somebody else is asked for the name of the other', async () => {
  const asked = async (door) => {
    const client = new Client(server)
    const fields = { representative_name: 'Ann Agent', description: STORY, happened_unknown: 'yes',
      remedy_none: 'yes', naming: 'named', go: 'next' }
    let page = await client.get(`/complain${door}`)
    for (let i = 0; i < 12 && !/id="name"/.test(page.text); i++) {
      const form = formOf(page.text)
      page = await client.post(form.action, { ...form.hidden, ...fields })
    }
    const form = formOf(page.text)
    const refused = await client.post(form.action, { ...form.hidden, go: 'next' })
    const check = await client.post(form.action, { ...form.hidden, name: 'Mai', go: 'next' })
    return [page.text, refused.text, check.text]
  }
  const own = await asked('')
  assert.match(own[0], /Your name/)
  for (const page of own) assert.doesNotMatch(page, /for whom you complain/)
  const [page, refused, check] = await asked('?for=other')
  assert.match(page, /Here “you” means the person for whom you complain/)
  assert.match(page, /Name of the person for whom you complain/)
  assert.doesNotMatch(page, /Your name/)
  assert.match(refused, /Write the name of the person for whom you complain/)
  assert.match(check, /<h2>The person for whom you complain<\/h2>/)
})

test('[S41] one answer for all that is wrong with reference and code', async () => {
  const client = new Client(server)
  const mine = await filed(client)
  const other = await filed(client)
  const wrong = [
    { reference: mine.reference, code: other.code },
    { reference: mine.reference, code: 'AAAA' },
    { reference: mine.reference, code: '' },
    { reference: mine.reference },
    { reference: '2999-999999', code: mine.code },
    { code: mine.code },
    {}
  ]
  const texts = new Set()
  for (const fields of wrong) {
    const answer = await client.post('/track', fields)
    assert.equal(answer.status, 404)
    texts.add(answer.text.replace(/value="[^"]*"/g, ''))
  }
  assert.equal(texts.size, 1)
})

test('[7.2-d] [7.2-f] facts and files are added once; the statement stays', async () => {
  const client = new Client(server)
  const mine = await filed(client,
    { name: 'Mai', email: 'mai@example.org', happened_on: '2025-11-04' })
  const { hidden } = formOf(await tracked(client, mine), '/track/add')
  const fields = { ...hidden, text: 'It ran on Friday.', files: file('b.txt', 'b', 'text/plain') }
  const added = await client.post('/track/add', fields)
  assert.equal(added.status, 200)
  assert.match(added.text, /We have added it/)
  const again = await client.post('/track/add', fields)
  assert.equal(again.text.match(/It ran on Friday\./g).length, 1)
  assert.match(again.text, /The lift in block C/)
  const empty = await client.post('/track/add',
    { ...formOf(again.text, '/track/add').hidden, text: '' })
  assert.equal(empty.status, 422)
  const id = again.text.match(/track\/files\/(\d+)/)[1]
  const got = await client.post(`/track/files/${id}`, mine)
  assert.equal(got.text, 'b')
  assert.match(got.headers.get('content-disposition'), /^attachment/)
  const other = await filed(client)
  assert.equal((await client.post(`/track/files/${id}`, other)).status, 404)
  const saved = await client.post('/track/download', mine)
  for (const part of ['The lift in block C', 'It ran on Friday.', 'b.txt', mine.reference,
    'Your name: Mai', 'E-mail: mai@example.org', 'When: Tuesday 4 November 2025']) {
    assert.ok(saved.text.includes(part), part)
  }
})

test('a slip of the pen is mended beside the statement', async () => {
  const client = new Client(server)
  const mine = await filed(client)
  const receipt = formOf(mine.page, '/receipt')
  const form = await client.post('/receipt', { ...receipt.hidden, go: 'correct' })
  const { hidden } = formOf(form.text, '/receipt')
  const done = await client.post('/receipt', { ...hidden, go: 'corrected', text: 'Block D' })
  assert.equal(done.status, 200)
  assert.match(done.text, /Block D/)
  assert.match(done.text, /The lift in block C/)
  const saved = await client.post('/receipt', { ...receipt.hidden, go: 'save' })
  assert.match(saved.text, /\ndescription: The lift in block C/, '[7.2-d] as it was filed')
  assert.ok(!saved.text.includes('Block D') && !saved.text.includes(mine.code))
})

test('[7.9-a] a complaint is taken back', async () => {
  const client = new Client(server)
  const mine = await filed(client)
  const { hidden } = formOf(await tracked(client, mine), '/track/withdraw')
  const done = await client.post('/track/withdraw', hidden)
  assert.equal(done.status, 200)
  assert.match(done.text, /You took the complaint back/)
  assert.doesNotMatch(done.text, /action="\/track\/withdraw"/)
})

test('[S16] guessing is slowed down', async (t) => {
  const slow = await startServer({ prepare: (s) => appendFileSync(
    path.join(s.dir, 'redress.conf'), 'throttle:\n  track: { source: 3, seconds: 600 }\n') })
  t.after(() => slow.stop())
  const client = new Client(slow)
  const mine = await client.submit('/complain/all', { description: STORY },
    { action: '/complain/all' })
  const known = { reference: textOf(mine.text, 'reference'), code: textOf(mine.text, 'code') }
  const page = await client.post('/track', known)
  assert.equal(page.status, 200)
  for (let i = 0; i < 2; i++) {
    assert.equal((await client.post('/track', { ...known, code: 'x' })).status, 404)
  }
  const answer = await client.post('/track', { ...known, code: 'x' })
  assert.equal(answer.status, 429)
  assert.ok(Number(answer.headers.get('retry-after')) > 0)
  const { hidden } = formOf(page.text, '/track/add')
  assert.equal((await client.post('/track/add', { ...hidden, text: 'Still mine.' })).status, 200)
})

test('[S16] who files too often still gets the receipt of what was filed', async (t) => {
  const slow = await startServer({ prepare: (s) => appendFileSync(
    path.join(s.dir, 'redress.conf'), 'throttle:\n  filing: { source: 1, seconds: 600 }\n') })
  t.after(() => slow.stop())
  const client = new Client(slow)
  const { hidden } = formOf((await client.get('/complain/all')).text, '/complain/all')
  const form = { ...hidden, description: STORY }
  const first = await client.post('/complain/all', form)
  const again = await client.post('/complain/all', form)
  assert.equal(again.status, 201)
  assert.equal(textOf(again.text, 'reference'), textOf(first.text, 'reference'))
  assert.equal(textOf(again.text, 'code'), textOf(first.text, 'code'))
  const other = formOf((await client.get('/complain/all')).text, '/complain/all')
  assert.equal((await client.post('/complain/all', { ...other.hidden, description: STORY })).status,
    429)
})

const ENGLISH = /\b[A-Za-z]{3,}\b/g
const ALLOWED = new Set(['Redress', 'JavaScript', 'Hans', 'Reception', 'English', 'Lift', 'Mai', 'PDF', 'SHA', 'Tiếng',
  'name', 'example', 'org', 'http', 'https', 'track', 'hall', 'txt'])

// What every page of the portal has to be: without a violation that axe knows, without anything to
// scroll sideways on a narrow screen or at 400 % (320 px are left of 1280), in Chinese
// without an English word.
async function sound(page, name, language) {
  assert.deepEqual(await violations(page), [], `${name} ${language}`)
  for (const [width, height] of [[320, 256], [360, 800]]) {
    await page.setViewportSize({ width, height })
    assert.equal(await overflows(page), false, `${name} ${language} at ${width}`)
  }
  await page.setViewportSize({ width: 1280, height: 900 })
  if (language !== 'en') {
    const words = (await page.innerText('body')).match(ENGLISH) ?? []
    assert.deepEqual(words.filter((word) => !ALLOWED.has(word) &&
      !/^([0-9A-Z]+|[0-9a-f]+)$/.test(word)), [], `${name} ${language}`)
  }
  await picture(page, `portal-${name}-${language}`)
}

for (const language of ['en', 'zh-Hans']) {
  test(`each page: no violation, nothing to scroll sideways, in its own words: ${language}`,
    async (t) => {
      const client = new Client(server)
      const mine = await filed(client, { product: 'Lift', name: 'Mai', description: '电梯坏了两周。' })
      const page = await browser.page({ language })
      t.after(() => page.context().close())
      const check = (name) => sound(page, name, language)
      const base = `/${language}`
      for (const [name, url] of [['start', '/'], ['what', '/complain'], ['all', '/complain/all'],
        ['enter', '/track'], ['notice', '/how-we-handle-complaints'],
        ['for-other', '/complain?for=other'], ['lost', '/nothing-here']]) {
        await page.goto(base + (url === '/' ? '' : url))
        await check(name)
      }
      await page.goto(`${base}/complain`)
      await page.click('button[value=next].button')
      await check('what-error')
      await page.fill('[name=description]', '电梯坏了')
      for (const name of ['about', 'when', 'remedy', 'files', 'who', 'reach', 'check']) {
        await page.click('button[value=next].button')
        await check(name)
        if (name === 'when') await page.check('[name=happened_unknown]')
        if (name === 'remedy') await page.check('[name=remedy_none]')
        if (name === 'who') await page.check('[name=naming][value=anonymous]')
      }
      await page.click('button[value=send]')
      await check('receipt')
      await page.click('button[value=correct]')
      await check('correct')
      await page.goto(`${base}/complain/all`)
      await page.setInputFiles('[name=files]', { name: 'a.sh', mimeType: 'text/plain',
        buffer: Buffer.from('MZ\u0000\u0001') })
      await page.fill('[name=email]', '1')
      await page.click('button[value=send]', { noWaitAfter: true })
      await page.waitForSelector('#error-summary')
      await check('all-error')
      await page.goto(`${base}/complain/all`)
      await page.fill('[name=description]', '电梯坏了')
      await page.selectOption('[name=scope]', 'employment')
      await page.click('button[value=send]')
      await check('elsewhere')
      await page.goto(`${base}/track`)
      await page.fill('[name=reference]', mine.reference)
      await page.click('main button.button')
      await check('enter-error')
      await page.fill('[name=code]', mine.code)
      await page.click('main button.button')
      await check('track')
    })
}

test('the form is filled in with the keyboard alone', async (t) => {
  const page = await browser.page()
  t.after(() => page.context().close())
  await page.goto('/complain')
  const focus = () => page.evaluate(() => document.activeElement?.name ||
    document.activeElement?.textContent?.trim() || '')
  await page.keyboard.press('Tab')
  assert.match(await focus(), /Skip/)
  await page.keyboard.press('Enter')
  for (let i = 0; i < 12 && (await focus()) !== 'description'; i++) await page.keyboard.press('Tab')
  assert.equal(await focus(), 'description')
  await page.keyboard.type('The lift is broken.')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForSelector('[name=product]')
})

test('[Annex C] country, fax and somebody else to ask: folded away, kept, and not asked of who has none', async (t) => {
  const page = await browser.page()
  t.after(() => page.context().close())
  const more = { country: 'Nederland', fax: '020 7946 0165', contact_phone: '020 7946 0166', contact_email: 'b.price@example.org' }
  await page.goto('/complain/all')
  assert.equal(await page.isVisible('[name=fax]'), false, 'the short way is no longer')
  await page.fill('[name=description]', STORY)
  await page.fill('[name=name]', 'Mai Example')
  await page.click('summary:has-text("Country, fax")')
  for (const [name, value] of Object.entries(more)) await page.fill(`[name=${name}]`, value)
  await page.click('button[value=send]')
  assert.match(await page.textContent('#error-summary'), /Write the name of whom we should ask/)
  assert.equal(await page.isVisible('[name=contact_name]'), true, 'opened, as something is wrong there')
  await page.fill('[name=contact_name]', 'Bea Price')
  await page.click('button[value=send]')
  const reference = (await page.textContent('#reference')).trim()
  const desk = await new Client(server).login(server.users.manager)
  const print = (await desk.get(`/desk/complaints/${reference}/print`)).text
  for (const value of ['Nederland', '020 7946 0165', 'Bea Price, 020 7946 0166, b.price@example.org']) assert.ok(print.includes(value), value)
  const alone = await new Client(server).submit('/complain/all', { description: STORY, naming: 'anonymous', contact_name: 'Bea Price' })
  assert.equal(alone.status, 422)
  assert.match(textOf(alone.text, 'error-summary'), /You chose to give no name/)
})

test('half a day is not sent as none', async (t) => {
  const page = await browser.page()
  t.after(() => page.context().close())
  await page.goto('/complain/all')
  await page.fill('[name=description]', STORY)
  await page.focus('[name=happened_on]')
  await page.keyboard.type('0102')
  await page.click('button[value=send]')
  const said = await page.$eval('[name=happened_on]', (input) => input.validationMessage)
  assert.match(said, /Write the whole day, or clear this field/)
  assert.equal(await page.locator('#code').count(), 0)
  await page.focus('[name=happened_on]')
  for (let part = 0; part < 3; part++) await page.keyboard.type(['01', '02', '2026'][part])
  await page.click('button[value=send]')
  await page.waitForSelector('#code')
})

test('each line of the box of errors names its field, in every language', async () => {
  for (const language of LANGUAGES) {
    const answer = await new Client(server, { language }).submit('/complain/all', { email: '1', happened_on: '1' })
    assert.deepEqual(nameless(answer.text), [], language)
    for (const field of ['description', 'email', 'happened_on']) assert.ok(answer.text.includes(`<li><a href="#${field}">`), field)
  }
})

test('the box of errors takes the focus, with and without script, and leads to each field', async () => {
  for (const script of [true, false]) {
    const page = await browser.page({ script })
    await page.goto('/complain/all')
    await page.click('button[value=send]')
    await page.waitForSelector('#error-summary')
    assert.match(await page.title(), /^Error:/)
    const box = page.locator('#error-summary')
    if (script) assert.ok(await box.evaluate((one) => one === document.activeElement))
    else assert.equal(await page.locator(':focus').getAttribute('id'), 'error-summary')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    assert.equal(await page.locator(':focus').getAttribute('id'), 'description')
    await page.context().close()
  }
})

test('the receipt on paper: one sheet with reference, code and square, nothing to press',
  async (t) => {
    const page = await browser.page({ width: 360 })
    t.after(() => page.context().close())
    await page.goto('/complain/all')
    await page.fill('[name=description]', STORY)
    await page.click('button[value=send]')
    await page.waitForSelector('#code')
    for (const format of ['A4', 'Letter']) {
      const pdf = await page.pdf({ format })
      assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g).length, 1, format)
    }
    await page.emulateMedia({ media: 'print' })
    for (const shown of ['#reference', '#code', '.qr svg', '.promises']) {
      assert.ok(await page.isVisible(shown), shown)
    }
    for (const hidden of ['.languages', '.foot', 'main button', '.skip']) {
      assert.equal(await page.locator(`${hidden}:visible`).count(), 0, hidden)
    }
    const [ink, paper] = await page.locator('.slip').evaluate((slip) => {
      const { color, backgroundColor } = getComputedStyle(slip)
      return [color, backgroundColor]
    })
    assert.deepEqual([ink, paper], ['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
    await picture(page, 'portal-receipt-print')
  })

const NOTICE = ['where_and_how', 'what_to_provide', 'process', 'times', 'remedies',
  'outside_options', 'status']

test('[7.1-a] the notice says what each number and place of the settings is', async () => {
  const administrator = await new Client(server).login(server.users.administrator)
  const path = '/desk/settings/general', { text } = await administrator.get(path)
  const saved = await administrator.submit(path, { organisation_name: 'Example', language: 'en', zone: 'UTC',
    reception_team: text.match(/<option value="(\d+)"[^>]*>Reception/)[1], update_hours: '8', backup_keys_days: '14',
    identity_hours: '72', export_share: '50', export_few: '20', hotline: '0800 123', counter: 'Hall 2' }, { action: '/general' })
  assert.equal(saved.status, 303, saved.text)
  const notice = (await new Client(server).get('/how-we-handle-complaints')).text
  assert.match(notice, /Telephone for complaints: 0800 123/)
  assert.match(notice, /Where to come in person: Hall 2/)
})

test('[7.1-a] the notice is refused while a part is empty, and published in editions', async () => {
  const reader = new Client(server)
  const page = '/how-we-handle-complaints'
  const before = await reader.get(page)
  assert.equal(before.status, 200)
  assert.match(before.text, /working days/)
  assert.doesNotMatch(before.text, /Version/)
  const manager = await new Client(server).login(server.users.manager)
  const empty = (await manager.get('/desk/notice/en')).text
  assert.equal(empty.match(/Must not be empty\./g).length, NOTICE.length, 'each part says that it is needed')
  const form = formOf(empty, '/desk/notice/en')
  const parts = Object.fromEntries(NOTICE.map((part) => [part, `Our ${part}.`]))
  const written = new RegExp(NOTICE.map((part) => `Our ${part}\\.`).join('|'))
  const publish = (fields) => manager.post('/desk/notice/en',
    { ...form.hidden, ...parts, ...fields, what: 'publish' })
  for (const part of NOTICE) {
    const refused = await publish({ [part]: ' \n' })
    assert.equal(refused.status, 422, part)
    assert.match(refused.text, new RegExp(`href="#${part}"`), part)
    const kept = NOTICE.find((other) => other !== part)
    assert.ok(refused.text.includes(`Our ${kept}.`), 'what was written stays')
    assert.doesNotMatch((await reader.get(page)).text, written, 'nothing of it is public')
  }
  assert.equal((await publish({ rights_and_duties: 'You may ask.\n\nWe answer.' })).status, 303)
  const first = (await reader.get(page)).text
  for (const part of NOTICE) assert.ok(first.includes(`Our ${part}.`), part)
  for (const words of [/Version 1/, /You may ask\./, /We answer\./, /10 working days/,
    /It costs nothing/, /Your data/]) assert.match(first, words)
  assert.equal((await publish({ process: 'Another way.' })).status, 303)
  assert.match((await reader.get(page)).text, /Version 2/)
  const chinese = (await reader.get(`/zh-Hans${page}`)).text
  assert.match(chinese, /<p class="lines" lang="en">Another way\./, 'a foreign text is marked')
  assert.match(chinese, /10 个工作日/)
  assert.equal((await reader.get('/desk/notice')).status, 303)
})

test('[7.1-a] the times in the notice are those of the clocks, at once', async () => {
  const administrator = await new Client(server).login(server.users.administrator)
  const reader = new Client(server)
  const stage = async () => (await reader.get('/how-we-handle-complaints')).text
    .match(/Our decision with reasons<\/th><td>([^<]*)/)[1]
  const set = async (length) => {
    const answer = await administrator.submit('/desk/settings/clocks/decision',
      { unit: 'working_days', length }, { action: '/clocks/decision' })
    assert.equal(answer.status, 303)
  }
  assert.equal(await stage(), '20 working days')
  await set('15')
  assert.equal(await stage(), '15 working days')
  await set('20')
})
