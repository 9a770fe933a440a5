// Files of a case on the desk: the form that adds them, what it cannot take, who may open them.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, file, formOf, openBrowser, overflows, picture, startServer, textOf, violations }
  from './harness.mjs'

let server
let handler
let receipt
let at

const problems = (html) =>
  html.match(/govuk-error-summary__list[^]*?<\/ul>/)?.[0] ?? textOf(html, 'main')
const add = (fields) => handler.submit(at, fields, { action: '/files' })

before(async () => {
  server = await startServer({
    users: ['handler', 'auditor'],
    prepare: (one) => {
      one.addTeam('Roads', 'Reception')
      one.addUser('roads_handler', 'handler', 'Roads')
    }
  })
  handler = await new Client(server).login(server.users.handler)
  const filed = await new Client(server).submit('/complain/all',
    { description: 'The hall is dark.', name: 'Mai Example' }, { action: '/complain/all' })
  receipt = { reference: textOf(filed.text, 'reference').match(/\d{4}-\d{6,}/)[0],
    code: textOf(filed.text, 'code') }
  at = `/desk/complaints/${receipt.reference}/files`
})
after(() => server?.stop())

test('[7.2-e] the case page leads to a form that tells the limits before', async () => {
  assert.match((await handler.get(`/desk/complaints/${receipt.reference}`)).text,
    new RegExp(`href="${at}"[^>]*>Add files`))
  const page = await handler.get(at)
  assert.match(page.text, /Up to 20 files, 20 MB each and 50 MB together/)
  assert.match(page.text, /enctype="multipart\/form-data"/)
})

test('files are added for both sides or for staff only', async () => {
  const both = await add({ files: file('photo.txt', 'a dark hall', 'text/plain') })
  assert.equal(both.status, 303, problems(both.text))
  const page = await handler.get(both.location)
  assert.match(page.text, /The files are added\./)
  const href = page.text.match(/href="(\/files\/\d+)">photo\.txt/)[1]
  assert.equal((await handler.get(href)).text, 'a dark hall')
  assert.equal((await (await new Client(server).login(server.users.roads_handler)).get(href)).status, 404)
  const inside = await add({ files: file('memo.txt', 'ours', 'text/plain'), internal: 'yes' })
  assert.equal(inside.status, 303, problems(inside.text))
  const track = await new Client(server).post('/track', receipt)
  assert.match(track.text, /photo\.txt/)
  assert.doesNotMatch(track.text, /memo\.txt/)
})

test('[S61] who takes a file is on record, once an hour for each person; its complainant is not', async () => {
  const [, id] = (await handler.get(`/desk/complaints/${receipt.reference}`)).text
    .match(/href="\/files\/(\d+)">photo\.txt/)
  const taken = () => Number(server.sql("SELECT count(*) FROM event WHERE kind = 'file_read'"))
  assert.equal(taken(), 1, 'once for what was read before')
  await handler.get(`/files/${id}`)
  await handler.api('GET', `/api/v1/files/${id}`)
  assert.equal(taken(), 1)
  const auditor = await new Client(server).login(server.users.auditor)
  assert.equal((await auditor.api('GET', `/api/v1/files/${id}`)).status, 200)
  assert.equal(taken(), 2)
  const own = await new Client(server).api('GET', `/api/v1/files/${id}`,
    { headers: { 'complaint-code': receipt.code } })
  assert.equal(own.status, 200)
  assert.equal(taken(), 2)
  assert.match((await auditor.get(`/desk/complaints/${receipt.reference}/readers`)).text, /Took a file of it/)
})

test('what cannot be taken is named, and the others are in', async () => {
  const none = await add({})
  assert.equal(none.status, 422)
  assert.match(problems(none.text), /Choose at least one file/)
  const some = await add({ files: [file('good.txt', 'good', 'text/plain'), file('bad.exe', 'MZ\u0000')] })
  assert.equal(some.status, 422)
  assert.match(problems(some.text), /“bad\.exe” is of a kind/)
  assert.match(some.text, /Files of this complaint[^]*?good\.txt/)
  const large = await add({ files: file('large.txt', 'x'.repeat(21 * 1024 * 1024), 'text/plain') })
  assert.equal(large.status, 413)
  assert.match(problems(large.text), /large\.txt/)
  const auditor = await new Client(server).login(server.users.auditor)
  assert.equal((await auditor.get(at)).status, 404, 'who only reads adds nothing')
  const form = formOf((await handler.get(at)).text, '/files')
  assert.equal((await auditor.post(at, { ...form.hidden, files: file('a.txt', 'a') })).status, 404)
})

test('the form is fit for everybody, works without a script, in two languages', async () => {
  const browser = await openBrowser(server)
  try {
    for (const language of ['en', 'zh-Hans']) {
      const page = await browser.page({ language })
      await browser.login(page, server.users.handler)
      await page.goto(at)
      assert.deepEqual(await violations(page), [], `in ${language}`)
      await picture(page, `files-${language}`)
    }
    const bare = await browser.page({ width: 320, script: false })
    await browser.login(bare, server.users.handler)
    await bare.goto(at)
    assert.equal(await overflows(bare), false)
    await bare.setInputFiles('[name=files]', { name: 'plan.txt', mimeType: 'text/plain',
      buffer: Buffer.from('a plan') })
    await bare.click('main form .go button')
    assert.match(await bare.textContent('main'), /The files are added\./)
  } finally {
    await browser.close()
  }
})
