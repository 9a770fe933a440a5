// The desk as staff use it: queues, cases, two people at once, drafts that outlive the server,
// files, exports, the keyboard, and pages for everybody's eyes.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, file, formOf, openBrowser, overflows, picture, startServer, textOf, violations }
  from './harness.mjs'

let server
let references

async function fileComplaint(fields = {}) {
  const answer = await new Client(server).api('POST', '/api/v1/complaints', { json: {
    description: 'The lift in block C has been broken since Monday.',
    subject: 'Lift out of service',
    remedy_sought: 'Please repair it.',
    complainant: { name: 'Mai Berry', email: 'mai@example.org' },
    ...fields
  } })
  assert.equal(answer.status, 201)
  return answer.json.reference
}

const staff = (name) => new Client(server).login(server.users[name])
const casePath = (reference) => `/desk/complaints/${reference}`

before(async () => {
  server = await startServer({ users: true })
  references = []
  for (let i = 0; i < 3; i++) references.push(await fileComplaint({ subject: `Lift ${i + 1}` }))
})
after(() => server.stop())

test('a case is in its queue, with a count that is right', async () => {
  const page = await (await staff('handler')).get('/desk/queues/open')
  assert.equal(page.status, 200)
  for (const reference of references) assert.ok(page.text.includes(reference))
  assert.match(page.text, /3 open/)
})

test('who only reads is offered nothing to tick and no page that is empty for them', async () => {
  const offered = { handler: true, manager: true, auditor: false, top_management: false }
  for (const [name, several] of Object.entries(offered)) {
    const { text } = await (await staff(name)).get('/desk/queues/open')
    assert.equal(/<input type="checkbox" name="case"/.test(text), several, `${name}: boxes`)
    assert.equal(/<kbd>x<\/kbd>/.test(text), several, `${name}: the key for it`)
  }
  const publishes = { handler: true, manager: true, top_management: true, receiver: false, auditor: false }
  for (const [name, may] of Object.entries(publishes)) {
    const { text } = await (await staff(name)).get(casePath(references[0]))
    assert.equal(text.includes(`${casePath(references[0])}/publish"`), may, `${name}: to publish`)
  }
})

test('the first page after the login is marked in the views as the queue it shows', async () => {
  const shown = async (path) => {
    const { text } = await (await staff('handler')).get(path)
    const [, views] = text.match(/<nav class="views beside-views"[^>]*>([^]*?)<\/nav>/)
    return [...views.matchAll(/href="([^"]*)"[^>]*aria-current="page"/g)].map(([, href]) => href)
  }
  assert.deepEqual(await shown('/desk'), ['/desk/queues/unassigned'])
  assert.deepEqual(await shown('/desk?severity=major'), ['/desk/queues/unassigned'])
})

test('who chooses a language or colours stays on the page', async () => {
  const client = await staff('receiver')
  const path = `${casePath(references[0])}/print?notes=yes`
  const { hidden } = formOf((await client.get(path)).text, '/desk/theme')
  const chosen = (action, fields, referer) => client.post(action, { ...hidden, ...fields }, { headers: { referer } })
  assert.equal((await chosen('/desk/theme', { theme: '' }, server.url + path)).location, path)
  assert.equal((await chosen('/desk/language', { language: 'en' }, server.url + path)).location, path)
  for (const other of ['https://other.example/', `${server.url}//other.example/desk`, `${server.url}/desk/theme`,
    `${server.url}/track`, 'nonsense']) {
    assert.equal((await chosen('/desk/theme', { theme: '' }, other)).location, '/desk', other)
  }
})

test('an assessment that is sent empty is told all that is missing, each at its field', async () => {
  const answer = await (await staff('handler')).submit(`${casePath(references[0])}/assess`, {}, { action: '/assess' })
  assert.equal(answer.status, 422)
  const linked = [...answer.text.matchAll(/<a href="#([\w-]+)">[^<]*Still missing: /g)].map(([, field]) => field)
  assert.deepEqual(linked.sort(), ['complexity', 'impact', 'need_now', 'reasons', 'safety', 'scope', 'severity', 'validity'])
  for (const field of linked) assert.ok(answer.text.includes(`id="${field}"`), field)
})

test('a queue that does not exist, and a case that does not, answer alike', async () => {
  const client = await staff('handler')
  assert.equal((await client.get('/desk/queues/none')).status, 404)
  assert.equal((await client.get(casePath('2026-999999'))).status, 404)
})

test('[S47] an administrator sees no cases', async () => {
  const client = await staff('administrator')
  assert.equal((await client.get(casePath(references[0]))).status, 404)
  assert.equal((await client.get('/desk/export.csv')).status, 404)
})

// The last of the portal's pages carries what was typed on all of them.
async function fileByPages(answers) {
  const client = new Client(server)
  const { hidden } = formOf((await client.get('/complain/all')).text)
  const sent = await client.post('/complain/check',
    { ...hidden, description: 'It stopped.', ...answers, go: 'send' })
  assert.equal(sent.status, 201, sent.text)
  return textOf(sent.text, 'reference')
}

test('[7.2-b] what it is about stands on the case and on its print', async () => {
  const reference = await fileByPages({ product: 'Lift of block C', happened_on: '2026-03-31',
    place: 'At the third floor' })
  const client = await staff('handler')
  for (const path of [casePath(reference), `${casePath(reference)}/print`]) {
    const page = (await client.get(path)).text
    for (const words of ['Lift of block C', '31 March 2026', 'At the third floor']) {
      assert.ok(page.includes(words), `${words} on ${path}`)
    }
  }
})

test('[P2] a note is for staff, and stands on the case', async () => {
  const client = await staff('handler')
  const done = await client.submit(casePath(references[0]), { text: 'Called the landlord.' },
    { action: '/notes' })
  assert.equal(done.status, 303)
  assert.ok((await client.get(casePath(references[0]))).text.includes('Called the landlord.'))
})

test('a button that is pressed twice writes once; the same words after something else are another note, but no other reply', async () => {
  const client = await staff('handler')
  const times = async (words) => (await client.get(casePath(references[1]))).text.split(words).length - 1
  for (const [action, name] of [['/notes', 'text'], ['/replies', 'reply']]) {
    const words = `Pressed ${name} twice.`
    const form = formOf((await client.get(casePath(references[1]))).text, action)
    const send = () => client.post(form.action, { ...form.hidden, [name]: words })
    await Promise.all([send(), send()])
    assert.equal((await send()).status, 303)
    const once = await times(words)
    const again = () => client.submit(casePath(references[1]), { [name]: words }, { action })
    const back = await again()
    assert.equal(back.status, 422, 'nothing was done since')
    assert.ok(back.text.includes(`${words}</textarea>`), 'what was typed is still there')
    await client.submit(casePath(references[1]), { text: `Between ${name}.` }, { action: '/notes' })
    assert.equal((await again()).status, name === 'text' ? 303 : 422)
    if (name === 'text') assert.equal(await times(words), 2 * once)
    else assert.equal(await times(words), once)
  }
})

test('[N3] two handlers in the same second are both heard', async () => {
  const clients = await Promise.all(['handler', 'investigator'].map(staff))
  const answers = await Promise.all(clients.flatMap((client, i) => [0, 1, 2].map((n) =>
    client.submit(casePath(references[1]), { text: `note ${i}.${n}` }, { action: '/notes' }))))
  for (const answer of answers) assert.equal(answer.status, 303)
  const page = (await clients[0].get(casePath(references[1]))).text
  for (let i = 0; i < 2; i++) for (let n = 0; n < 3; n++) assert.ok(page.includes(`note ${i}.${n}`))
})

test('[N3] an act on a case that somebody changed shows both texts', async () => {
  const [one, two] = await Promise.all(['handler', 'manager'].map(staff))
  const path = `${casePath(references[1])}/wait`
  const form = await one.get(path)
  const version = form.text.match(/name="version" value="(\d+)"/)[1]
  const token = form.text.match(/name="form_token" value="([^"]+)"/)[1]
  await two.submit(casePath(references[1]), { text: 'meanwhile' }, { action: '/notes' })
  const late = await one.post(path, {
    form_token: token, version, choice: 'others', reason: 'the words I typed'
  })
  assert.equal(late.status, 409)
  assert.match(late.text, /Somebody was faster/)
  assert.ok(late.text.includes('the words I typed'))
})

test('[N4] a draft outlives the server that kept it', async () => {
  const client = await staff('handler')
  const page = await client.get(casePath(references[2]))
  const token = page.text.match(/name="form_token" value="([^"]+)"/)[1]
  const kept = await client.post(`${casePath(references[2])}/drafts/reply`, {
    form_token: token, text: 'Dear Mai, we have lo'
  })
  assert.equal(kept.status, 204)
  await server.kill()
  await server.start()
  const again = await (await staff('handler')).get(casePath(references[2]))
  assert.ok(again.text.includes('Dear Mai, we have lo'))
})

test('a complaint is taken down at the desk, with a file that only those may open', async () => {
  const client = await staff('receiver')
  const page = await client.submit('/desk/new', {
    channel: 'letter', description: 'The bins were not emptied.', name: 'Bob Cherry',
    received_on: '2026-01-05', files: file('letter.txt', 'Dear sirs, the bins …')
  }, { action: '/desk/new' })
  assert.equal(page.status, 200)
  const reference = page.text.match(/2026-\d{6}/)[0]
  const path = page.text.match(/\/files\/\d+/)[0]
  const download = await client.get(path)
  assert.equal(download.status, 200)
  assert.match(download.headers.get('content-disposition'), /^attachment/)
  assert.equal(download.headers.get('x-content-type-options'), 'nosniff')
  assert.equal(download.text, 'Dear sirs, the bins …')
  assert.equal((await new Client(server).get(path)).status === 200, false)
  assert.equal((await (await staff('administrator')).get(path)).status, 404)
  assert.equal((await client.get('/files/1')).status, 404)
  assert.match((await client.get(`${casePath(reference)}/print`)).text, /5 January 2026/)
})

test('[S4] cells of an export that a spreadsheet would run are harmless', async () => {
  await fileComplaint({ subject: '=HYPERLINK("http://evil")', description: '@SUM(A1)' })
  const csv = await (await staff('manager')).get('/desk/export.csv?queue=open')
  assert.equal(csv.status, 200)
  assert.ok(csv.text.startsWith('\ufeff"Reference"') || csv.text.startsWith('"Reference"'))
  assert.ok(csv.text.includes(`"'=HYPERLINK(""http://evil"")"`))
  assert.ok(csv.text.includes(`"'@SUM(A1)"`))
  assert.ok(csv.text.includes('Mai Berry'))
  const sealed = await (await staff('auditor')).get('/desk/export.csv?queue=open')
  assert.equal(sealed.text.includes('Mai Berry'), false)
})

test('[P1] names are searched by who may read them', async () => {
  const find = async (who, q) => (await (await staff(who)).get(
    `/desk/search?q=${encodeURIComponent(q)}`)).text.includes(references[0])
  assert.equal(await find('handler', 'Berry'), true)
  assert.equal(await find('auditor', 'Berry'), false)
  assert.equal(await find('auditor', 'lift'), true)
  assert.equal(await find('handler', '1'), true)
})

test('several cases are given at once, and each says what became of it', async () => {
  const client = await staff('manager')
  const list = await client.get('/desk/queues/unassigned')
  const token = list.text.match(/name="form_token" value="([^"]+)"/)[1]
  const chosen = { form_token: token, back: '/desk/queues/unassigned', act: 'assign',
    case: [references[0], '2026-999999'] }
  const look = await client.post('/desk/several', chosen)
  assert.equal(look.status, 303)
  const first = await client.get(look.location)
  assert.ok(first.text.includes(references[0]) && !first.text.includes('2026-999999'))
  const done = await client.post('/desk/several', {
    ...chosen, choice: first.text.match(/<option value="(\d+)">User handler/)[1],
    state: first.text.match(/name="state" value="([^"]+)"/)[1]
  })
  assert.equal(done.status, 200)
  assert.match(done.text, /Done:/)
  assert.match(done.text, /Not done:/)
  assert.ok((await (await staff('handler')).get('/desk/queues/mine')).text.includes(references[0]))
})

test('the desk by keyboard, for every eye', async (t) => {
  const browser = await openBrowser(server)
  t.after(() => browser.close())
  for (const language of ['en', 'zh-Hans']) {
    for (const width of [1280, 320]) {
      const page = await browser.page({ language, width })
      await browser.login(page, server.users.handler)
      for (const path of ['/desk/queues/open', casePath(references[0]), '/desk/new',
        `${casePath(references[0])}/assign`, '/desk/search?q=lift', '/desk/keys']) {
        await page.goto(path)
        assert.deepEqual(await violations(page), [], `${path} ${language} ${width}`)
        assert.equal(await overflows(page), false, `${path} ${width}`)
        if (width > 320) await picture(page, `${path.slice(1).replace(/\?.*/, '').replaceAll('/', '-')}-${language}`)
      }
      assert.deepEqual(page.problems, [])
      await page.context().close()
    }
  }
  const page = await browser.page()
  await browser.login(page, server.users.handler)
  await page.goto('/desk/queues/open')
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await page.waitForURL(/complaints\/2026-\d+/)
  await page.keyboard.press('n')
  await page.keyboard.type('written by keyboard')
  assert.equal(await page.locator('#text').inputValue(), 'written by keyboard')
})

test('short answers in a row stand in one line, and a hint below its tick', async (t) => {
  const browser = await openBrowser(server)
  t.after(() => browser.close())
  const page = await browser.page()
  await browser.login(page, server.users.handler)
  for (const act of ['assess', 'close']) {
    await page.goto(`${casePath(references[0])}/${act}`)
    const bent = await page.locator('main label').evaluateAll((labels) => labels.filter((label) =>
      label.textContent.length < 20 && label.getBoundingClientRect().height > 44).map((label) => label.textContent))
    assert.deepEqual(bent, [], act)
    const beside = await page.locator('main .govuk-checkboxes__hint, main .govuk-radios__hint').evaluateAll((hints) =>
      hints.filter((hint) => hint.getBoundingClientRect().top <
        hint.previousElementSibling.getBoundingClientRect().bottom - 4).map((hint) => hint.textContent))
    assert.deepEqual(beside, [], act)
  }
})

test('words without an end, of any script, widen no page', async (t) => {
  const word = 'Donaudampfschifffahrtselektrizit\u00e4tenhauptbetriebswerkbauunterbeamtengesellschaft'
  const odd = await fileComplaint({ subject: `${word}${word}`, description: `${word}${word} \u0645\u0631\u062d\u0628\u0627 \u{1f600} \u202eevil`,
    remedy_sought: word, complainant: { name: `${word} \u0639\u0644\u064a`, email: 'mai@example.org' } })
  const browser = await openBrowser(server)
  t.after(() => browser.close())
  const page = await browser.page()
  await browser.login(page, server.users.handler)
  const wide = []
  for (const path of ['/desk/queues/open', casePath(odd), `${casePath(odd)}/print`, `${casePath(odd)}/assess`,
    `${casePath(odd)}/parties`, `/desk/search?q=${word}`]) {
    await page.goto(path)
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 })
      if (await overflows(page)) wide.push(`${path} ${width}`)
    }
  }
  assert.deepEqual(wide, [])
})
