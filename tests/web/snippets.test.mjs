// Snippets: put into a box without script, comfortably with it, and edited by the organisation.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client, openBrowser, startServer, violations } from './harness.mjs'

let server
let path

const staff = (name, options) => new Client(server, options).login(server.users[name])
const SORRY = 'You should have heard from us earlier. We are sorry that you had to wait.'
const SORRY_VI = 'Lẽ ra chúng tôi phải liên hệ với bạn sớm hơn.'

before(async () => {
  server = await startServer({ users: true })
  const answer = await new Client(server).api('POST', '/api/v1/complaints', { json: {
    description: 'Thang máy hỏng từ thứ Hai.', complainant: { name: 'Mai Berry', language: 'vi' }
  } })
  assert.equal(answer.status, 201)
  path = `/desk/complaints/${answer.json.reference}`
})
after(() => server.stop())

test('without script a snippet comes behind what was written, and nothing is sent', async () => {
  const client = await staff('handler')
  const done = await client.submit(path, {
    reply: 'Mai thân mến,', insert: 'reply', 'reply-snippet': 'sorry_late'
  }, { action: '/replies' })
  assert.equal(done.status, 303)
  const page = (await client.get(done.location)).text
  const box = page.match(/<textarea id="reply"[^>]*>\n([^<]*)</)[1]
  assert.ok(box.startsWith(`Mai thân mến,\n${SORRY_VI}`), box)
  assert.ok(!page.includes('to-complainant'), 'nothing was sent')
})

test('a note gets it in the language of who writes it', async () => {
  const client = await staff('handler')
  const done = await client.submit(path, { text: '', insert: 'text', 'text-snippet': 'sorry_late' },
    { action: '/notes' })
  const page = (await client.get(done.location)).text
  assert.ok(page.match(/<textarea id="text"[^>]*>\n([^<]*)</)[1].startsWith(SORRY))
  assert.match(page, /id="writing-note" open/)
})

test('the form of an act comes back with it, and with all else that was typed', async () => {
  const client = await staff('handler')
  const page = await client.submit(`${path}/acknowledge`, {
    by: 'letter', with: 'her daughter', text: 'Xin chào,', insert: 'text',
    'text-snippet': 'sorry_late'
  }, { action: '/acknowledge' })
  assert.equal(page.status, 200)
  assert.match(page.text, new RegExp(`>\\nXin chào,\\n${SORRY_VI}`))
  assert.ok(page.text.includes('value="her daughter"'))
  assert.ok(!page.text.includes('There is a problem'))
})

test('the organisation has its own', async () => {
  const admin = await staff('administrator')
  const words = { en: 'Bring your key along.', zh_hans: '请带上钥匙。', zh_hant: '請帶鑰匙。',
    vi: 'Xin mang theo chìa khóa.', position: '5' }
  const added = await admin.submit('/desk/settings/codes/snippet/+', { code: 'key', ...words },
    { action: '/snippet/+' })
  assert.equal(added.status, 303)
  assert.match((await admin.get('/desk/settings/codes/snippet/key')).text, /<textarea[^>]*lang="vi"/)

  // Of other lists the words stand in one line of a form.
  const add = (more) => admin.submit('/desk/settings/codes/problem/+',
    { code: 'noise', en: 'Noise', zh_hans: '噪音', zh_hant: '噪音', vi: 'Tiếng ồn', position: '900', ...more }, { action: '/+' })
  for (const wrong of [{ vi: '' }, { en: 'x'.repeat(201) }, { zh_hans: '噪\n音' }, { code: 'x'.repeat(61) }]) {
    assert.equal((await add(wrong)).status, 422, Object.keys(wrong)[0])
  }
  assert.equal((await add({})).status, 303)
  const page = (await (await staff('handler')).get(path)).text
  assert.ok(page.includes('data-text="Xin mang theo chìa khóa."'))
  assert.ok(page.includes('>Bring your key along.</option>'))
})

test('by keyboard it goes where the cursor is, and the page stays', async (t) => {
  const browser = await openBrowser(server)
  t.after(() => browser.close())
  const page = await browser.page()
  await browser.login(page, server.users.manager)
  await page.goto(path)
  await page.keyboard.press('n')
  await page.keyboard.type('before after')
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowLeft')
  await page.locator('#text-snippet').focus()
  await page.keyboard.type('You should')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.keyboard.type('!')
  assert.equal(await page.locator('#text').inputValue(), `before\n${SORRY}! after`)
  assert.deepEqual(await violations(page), [])
  await page.goto(`${path}/acknowledge`)
  await page.locator('[name=by][value=letter]').check()
  await page.locator('[name=with]').fill('Mai')
  const [sent] = await Promise.all([
    page.waitForRequest((request) => request.method() === 'POST'), page.keyboard.press('Enter')
  ])
  assert.ok(!new URLSearchParams(sent.postData()).has('insert'), 'Enter saves; it does not insert')
  await page.waitForLoadState()
  assert.deepEqual(page.problems.filter((text) => !text.includes('422')), [])
})
