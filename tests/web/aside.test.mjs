// What is set aside, or dealt with as something else: what the complainant is told, whom it reaches when they write, and what is
// offered at the desk. [4.3-a] [4.4-b]
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { ApiClient, Contract } from './contract.mjs'
import { Client, formOf, openBrowser, overflows, startServer, textOf, violations } from './harness.mjs'

let server
let manager
const casePath = (reference) => `/desk/complaints/${reference}`
const as = (user) => new Client(server).login(server.users[user])

async function complain(fields) {
  const client = new Client(server)
  const filed = await client.submit('/complain/all', { description: 'The lift stands still.', ...fields },
    { action: '/complain/all' })
  assert.equal(filed.status, 201, filed.text)
  return { reference: textOf(filed.text, 'reference').match(/\d{4}-\d{6,}/)[0],
    code: textOf(filed.text, 'code') }
}

const follow = ({ reference, code }) => new Client(server).submit('/track', { reference, code })

before(async () => {
  server = await startServer({ users: ['receiver', 'handler', 'manager'] })
  manager = await as('manager')
})
after(() => server?.stop())

test('who was set aside is told so, and somebody is told when they write', async () => {
  const filed = await complain({})
  const path = casePath(filed.reference)
  await manager.submit(`${path}/set-aside`, { choice: 'spam', reason: 'It reads like an offer.' },
    { action: 'set-aside' })

  const page = await follow(filed)
  assert.match(page.text, /advertising or spam and set it aside/)
  assert.doesNotMatch(page.text, /are reading it|It reads like an offer/)

  const handler = await as('handler')
  assert.doesNotMatch((await handler.get('/desk/notices')).text, /wrote to what is set aside/)
  const form = formOf(page.text, '/track/add')
  const added = await new Client(server).post('/track/add', { ...form.hidden, text: 'I am a tenant here.' })
  assert.match(added.text, /I am a tenant here\./)
  assert.match((await handler.get('/desk/notices')).text, /The complainant wrote to what is set aside/)

  const desk = await manager.get(path)
  assert.match(desk.text, /Set aside: Advertising or spam/)
  assert.match(desk.text, /Nobody works on it while it is set aside/)
  assert.doesNotMatch(desk.text, /Assess the complaint|[Nn]othing (is )?missing/)
  for (const act of ['take-back', 'redact', 'hold', 'erasure', 'code']) {
    assert.match(desk.text, new RegExp(`href="${path}/${act}"`), act)
  }
  assert.equal((await manager.submit(`${path}/take-back`, { reason: 'A tenant.' }, { action: 'take-back' }))
    .status, 303)
  assert.match((await follow(filed)).text, /are reading it/)
})

test('[4.12-a] nobody works on what is set aside, at the address of a form or over the API', async () => {
  const filed = await complain({ name: 'Mai Example', email: 'mai@example.org' })
  const path = casePath(filed.reference)
  const { reference } = await complain({})
  const owner = (await manager.get(`${casePath(reference)}/assign`)).text.match(/<option value="(\d+)"[^>]*>User handler</)[1]
  await manager.submit(`${path}/set-aside`, { choice: 'spam', reason: 'It reads like an offer.' },
    { action: 'set-aside' })
  const words = /This is set aside\. Take it back into the queues first\./
  for (const [act, fields] of [['assign', { choice: owner }], ['class', { choice: 'P05', reason: 'x' }],
    ['retype', { choice: 'enquiry', reason: 'They ask.' }]]) {
    const form = await manager.get(`${path}/${act}`)
    assert.equal(form.status, 409, act)
    assert.match(form.text, words, act)
    assert.ok(form.text.includes(`<a href="${path}"`) || form.text.includes(`href="${path}">`), `${act} leads back to the case`)
    const { form_token: token } = formOf((await manager.get(`${path}/take-back`)).text, 'take-back').hidden
    const answer = await manager.post(`${path}/${act}`, { form_token: token, ...fields })
    assert.equal(answer.status, 409, `${act}: ${textOf(answer.text, 'main')}`)
    assert.match(answer.text, words, act)
  }
  for (const act of ['assess', 'investigate', 'fact', 'files', 'respond']) assert.equal((await manager.get(`${path}/${act}`)).status, 409, act)
  for (const act of ['take-back', 'redact', 'hold']) assert.equal((await manager.get(`${path}/${act}`)).status, 200, act)
  const clocks = () => server.sql(`SELECT count(*) FROM clock k JOIN complaint c ON c.id = k.complaint_id
    WHERE c.reference = '${filed.reference}' AND k.state = 'running'`)
  assert.equal(clocks(), '0')
  const api = await new ApiClient(server, await Contract.of(server)).login(server.users.handler)
  const token = (await api.call('GET', '/me')).json.form_token
  const send = (act, json) => api.call('POST', `/complaints/${filed.reference}/${act}`,
    { json, headers: { 'form-token': token } })
  for (const [act, json] of [['replies', { text: 'We look into it.' }], ['take-up', {}], ['facts', { text: 'She called.' }]]) {
    const answer = await send(act, json)
    assert.equal(answer.status, 409, `${act}: ${answer.text}`)
    assert.match(answer.json.detail, words, act)
  }
  assert.equal((await send('notes', { text: 'It came from a list of addresses.' })).status, 200)
  assert.equal(clocks(), '0')
  assert.match((await manager.get(path)).text, /It came from a list of addresses/)
})

test('what was closed as abuse is opened again, not put among the open ones', async () => {
  const filed = await complain({})
  const path = casePath(filed.reference)
  const closed = await manager.submit(`${path}/close`,
    { reason: 'set_aside', set_aside: 'abusive', why: 'Threats.' }, { action: 'close' })
  assert.equal(closed.status, 303, textOf(closed.text, 'main'))
  assert.match((await follow(filed)).text, /found abuse in this/)
  const desk = await manager.get(path)
  assert.match(desk.text, /Set aside: Abusive contact/)
  assert.match(desk.text, new RegExp(`href="${path}/reopen"`))
  assert.doesNotMatch(desk.text, new RegExp(`href="${path}/take-back"`))
  const back = await manager.submit(`${path}/take-back`, { reason: 'x' }, { action: 'take-back' })
  assert.equal(back.status, 409)
  assert.match(back.text, /Open it again first/)
})

test('[3-a] who asked for a complaint and is dealt with otherwise is told as what', async () => {
  const filed = await complain({ description: 'When does the office open?' })
  assert.doesNotMatch((await follow(filed)).text, /We deal with this as/)
  await manager.submit(`${casePath(filed.reference)}/retype`, { choice: 'enquiry', reason: 'They only ask.' },
    { action: 'retype' })
  const page = await follow(filed)
  assert.match(page.text, /We deal with this as: Enquiry\. If you mean it as a complaint, write that below\./)
  assert.doesNotMatch(page.text, /They only ask/)
})

test('both pages are read by everybody, in English and Chinese', { timeout: 120_000 }, async () => {
  const filed = await complain({})
  const path = casePath(filed.reference)
  await manager.submit(`${path}/set-aside`, { choice: 'abusive', reason: 'Threats.' }, { action: 'set-aside' })
  const browser = await openBrowser(server)
  try {
    for (const language of ['en', 'zh-Hans']) {
      const page = await browser.page({ language, width: 360 })
      await page.goto('/track')
      await page.fill('[name=reference]', filed.reference)
      await page.fill('[name=code]', filed.code)
      await Promise.all([page.waitForNavigation(), page.click('main form .button')])
      await page.waitForSelector('[name=text]')
      if (language !== 'en') assert.match(await page.textContent('main'), /已将其搁置/)
      assert.deepEqual(await violations(page), [])
      assert.equal(await overflows(page), false)
      await browser.login(page, server.users.handler)
      await page.goto(path)
      assert.deepEqual(await violations(page), [])
      assert.equal(await overflows(page), false)
    }
  } finally {
    await browser.close()
  }
})
