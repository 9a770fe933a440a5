// Pages that say what did not work: in the reader's language, with a way on that is there, and
// with the words of whoever wrote some.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import path from 'node:path'
import test, { after, before } from 'node:test'
import { Client, engine, file, formOf, openBrowser, sound, startServer, textOf } from './harness.mjs'

const STORY = 'The lift in block C has been broken since Monday. 电梯坏了。'
const LONG = `${STORY} `.repeat(60_000)
const LANGUAGES = ['en', 'zh-Hans']

let server, browser, reference, code

before(async () => {
  server = await startServer({
    users: true,
    prepare (fresh) {
      fresh.addUser('second', 'handler')
      appendFileSync(path.join(fresh.dir, 'redress.conf'),
        'limits: {body_kib: 64, upload_mib: 1}\nthrottle: {export: {account: 1, seconds: 600}}\n')
    }
  })
  browser = await openBrowser(server)
  const filed = await new Client(server).submit('/complain/all', { description: STORY })
  reference = textOf(filed.text, 'reference')
  code = textOf(filed.text, 'code')
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

const links = (html) => [...html.matchAll(/<a\s[^>]*href="([^"#]+)"/g)].map(([, href]) => href)
const main = (html) => html.match(/<main[^>]*>([^]*)<\/main>/)[1]

// The page of a refusal: its language, words and links; `kept` is what has to stand on it.
async function whole(client, answer, { status, language, back, kept, what }) {
  const where = `${what}, ${language}`
  assert.equal(answer.status, status, `${where}: ${answer.text}`)
  assert.match(answer.text, new RegExp(`<html lang="${language}"`), where)
  assert.match(main(answer.text), /<h1>[^<]+<\/h1>\s*<p class="lead">[^<]+<\/p>/, where)
  const onward = links(main(answer.text))
  assert.deepEqual(onward, [back], `${where}: the way on`)
  for (const href of new Set(links(answer.text))) {
    if (href.startsWith('http')) continue
    const there = await client.get(href)
    const known = status === 404 && there.status === 404 && /^\/(en|zh-Han[st]|vi)\//.test(href)
    assert.ok(there.status < 400 || known, `${where}: ${href} answers ${there.status}`)
  }
  if (kept) assert.ok(answer.text.includes(kept), `${where}: what was written is gone`)
}

async function speaking(language) {
  const client = await new Client(server, { language }).login(server.users.handler)
  const { form_token } = formOf((await client.get('/desk')).text, '/desk/language').hidden
  await client.post('/desk/language', { form_token, language })
  return { client, form_token }
}

for (const language of LANGUAGES) {
  test(`staff read what did not work, and go on from there, in ${language}`, async () => {
    const { client, form_token } = await speaking(language)
    const here = `/desk/complaints/${reference}`
    const refusals = [
      ['no such complaint', () => client.get('/desk/complaints/2020-999999'), 404, '/desk'],
      ['no such page', () => client.get('/desk/nothing'), 404, '/desk'],
      ['no such act', () => client.get(`${here}/nothing`), 404, '/desk'],
      ['a page that takes no form', () => client.post('/desk/queues/open', { form_token, a: STORY }), 405, '/desk'],
      ['an address for forms alone', () => client.get(`${here}/notes`), 405, here],
      ['a form that is too old', () => client.post(`${here}/notes`, { form_token: 'old', text: STORY }), 403, here, STORY],
      ['what is no answer', () => client.post('/desk/language', { form_token, language: 'none' }), 422, '/desk'],
      ['a text without end', () => client.post(`${here}/notes`, { form_token, text: LONG.slice(0, 100_000) }), 413, here, STORY],
      ['what cannot be done here', () => client.post(`${here}/identity`, { form_token, why: STORY }), 409, here, STORY],
      ['too often', async () => {
        await client.get('/desk/export.csv')
        return client.get('/desk/export.csv')
      }, 429, '/desk']
    ]
    for (const [what, ask, status, back, kept] of refusals) {
      await whole(client, await ask(), { status, language, back, kept, what })
    }
  })

  test(`whose session ended while they wrote has their words, in ${language}`, async () => {
    const { client, form_token } = await speaking(language)
    const here = `/desk/complaints/${reference}`
    await client.post('/logout', { form_token })
    const gone = { form_token, text: STORY }
    for (const [what, fields] of [['a form', gone], ['a form with a file', { ...gone, f: file('a.txt', 'abc') }]]) {
      const answer = await client.post(`${here}/${what === 'a form' ? 'notes' : 'files'}`, fields)
      await whole(client, answer, { status: 401, language, back: '/login', kept: STORY, what })
    }
  })

  test(`complainants read what did not work, and go on from there, in ${language}`, async () => {
    const client = new Client(server, { language })
    const refusals = [
      ['no such page', () => client.get('/nothing'), 404, '/'],
      ['no such page in a language', () => client.get(`/${language}/nothing`), 404, `/${language}/`],
      ['a page that takes no form', () => client.post('/published', { a: STORY }), 405, '/'],
      ['what was not understood', () => client.get('/%ff'), 400, '/'],
      ['a text without end', () => client.post('/track', { reference, code, text: LONG.slice(0, 100_000) }), 413, '/', STORY],
      ['from another page', () => client.post('/track/add', { text: STORY }, { headers: { origin: 'https://other.example' } }), 403, '/track']
    ]
    for (const [what, ask, status, back, kept] of refusals) {
      await whole(client, await ask(), { status, language, back, kept, what })
    }
    const foreign = await client.post('/track/add', { text: STORY }, { headers: { origin: 'https://other.example' } })
    assert.ok(!foreign.text.includes(STORY), 'what a foreign page sends is not shown')
  })
}

// As if another program wrote without end; gives what ends it.
async function writing() {
  const child = spawn('python3', ['-c', 'import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); ' +
    'c.execute("BEGIN IMMEDIATE"); print("begun", flush=True); sys.stdin.read()', path.join(server.dir, 'redress.db')],
  { stdio: ['pipe', 'pipe', 'inherit'] })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  return () => new Promise((resolve) => {
    child.once('close', resolve)
    child.stdin.end()
  })
}

async function broken() {
  server.sql('ALTER TABLE complaint RENAME TO complaint_away')
  return async () => server.sql('ALTER TABLE complaint_away RENAME TO complaint')
}

const FAULTS = [['Something went wrong', '出现问题', broken],
  ...engine === 'sqlite' ? [['The service is busy', '服务繁忙', writing]] : []]

for (const language of LANGUAGES) {
  for (const [english, chinese, begin] of FAULTS) {
    const words = language === 'en' ? english : chinese
    test(`[D4] "${words}": the words stand there, and the page loaded again sends them`, async (t) => {
      const page = await browser.page({ language })
      t.after(() => page.context().close())
      await page.goto('/complain/all')
      await page.fill('[name=description]', STORY)
      await page.fill('[name=email]', 'mai@example.org')
      const end = await begin()
      try {
        await page.click('button[value=send]', { noWaitAfter: true })
        await page.waitForSelector('.failure')
        assert.match(await page.title(), new RegExp(`^${words}`))
        const said = await page.textContent('main')
        for (const kept of [STORY, 'mai@example.org']) assert.ok(said.includes(kept), kept)
        assert.match(said, language === 'en' ? /Load this page again/ : /请稍候重新加载本页/)
        await sound(page, `failure-${begin.name}-${language}`)
      } finally {
        await end()
      }
      await page.reload()
      await page.waitForSelector('#code')
    })
  }
}

test('they are sound to look at, at the desk and for complainants', async () => {
  for (const language of LANGUAGES) {
    const page = await browser.page({ language })
    await page.goto(`/${language}/nothing`)
    await sound(page, `failure-portal-${language}`)
    await browser.login(page, server.users.second)
    await page.goto('/desk/nothing')
    await sound(page, `failure-desk-${language}`)
    await page.goto(`/desk/complaints/${reference}/update`)
    await page.evaluate(() => document.querySelectorAll('main [name=form_token]').forEach((one) => { one.value = 'old' }))
    await page.fill('main textarea', STORY)
    await page.click('main form:has(textarea) .go button')
    await page.waitForSelector('.kept')
    await sound(page, `failure-kept-${language}`)
    await page.context().close()
  }
})

test('[S16] registers, proofs and files are given and taken so often, until it is later', async (t) => {
  const bounded = await startServer({
    users: ['handler'],
    prepare (fresh) {
      fresh.addTeam('Roads', 'Reception')
      fresh.addUser('roads', 'handler', 'Roads')
      fresh.cli('pack add', 'property_management')
      fresh.cli('pack take', 'property_management')
      appendFileSync(path.join(fresh.dir, 'redress.conf'), 'throttle: {export: {account: 1, seconds: 600}, ' +
        'verify: {source: 1, seconds: 600}, upload: {source: 1, seconds: 600}}\n')
    }
  })
  t.after(() => bounded.stop())
  const staff = await new Client(bounded).login(bounded.users.handler)
  const roads = await new Client(bounded).login(bounded.users.roads)
  const filed = await new Client(bounded).submit('/complain/all', { description: STORY })
  const here = `/desk/complaints/${textOf(filed.text, 'reference')}`
  const form = `${here}/files`
  const add = (name) => staff.submit(form, { files: file(name, 'a dark hall', 'text/plain') }, { action: '/files' })
  for (const [what, ask] of [
    ['a register', () => roads.get('/desk/sheets/duty_log?from=2026-01-01&until=2026-01-31')],
    ['a proof of the log', () => new Client(bounded).get('/checkpoint/from/1')]
  ]) {
    const one = await ask()
    assert.equal(one.status, 200, `${what}: ${one.location} ${one.text}`)
    const refused = await ask()
    assert.equal(refused.status, 429, what)
    assert.ok(Number(refused.headers.get('retry-after')) >= 1, what)
  }
  assert.equal((await add('first.txt')).status, 303)
  const again = await add('second.txt')
  assert.equal(again.status, 422, 'the form stands, without the file')
  assert.match(again.text, /second\.txt” was not taken: too many files came in a short time/)
  assert.doesNotMatch((await staff.get(here)).text, /second\.txt/)
})
