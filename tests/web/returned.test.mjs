// Letters and messages that came back, and the staff concerned, by the forms of the desk:
// the step is open again and the case stands in its queue. [7.4-c] [7.8-c]
import assert from 'node:assert/strict'
import test from 'node:test'
import { engine, openBrowser, overflows, picture, violations } from './harness.mjs'
import { OUTSIDE, World } from './world.mjs'

test(`what came back on ${engine}`, async (t) => {
  const world = await new World().make()
  t.after(() => world.server.stop())
  const handler = world.desk.handler
  const page = (reference, act = '') => handler.get(`/desk/complaints/${reference}${act}`)
  const back = async (reference) =>
    (await handler.get('/desk/queues/returned')).text.includes(reference)
  const newest = async (reference) =>
    (await page(reference, '/returned')).text.match(/name="message" type="radio" value="(\d+)"/)[1]

  await t.test('[7.4-c] an acknowledgement opens its step again', async () => {
    const answer = await handler.submit('/desk/new', { channel: 'letter', name: 'Mai Example',
      address: '1 Example Street', description: 'The hall is dark.' }, { action: '/desk/new' })
    const [, reference] = answer.text.match(/Received as (\d{4}-\d{6,})/)
    assert.match((await page(reference, '/returned')).text, /Nothing was sent that could come back/)
    await world.done('handler', reference, 'acknowledge', { by: 'letter' })
    assert.match((await page(reference)).text, /It came back\?/)
    const message = await newest(reference)
    await world.refused('handler', reference, 'returned', { message, reason: '' },
      /Write what came back/)
    await world.refused('handler', reference, 'returned', { reason: 'Unknown at this address.' },
      /Choose which message/)
    await world.done('handler', reference, 'returned', { message, reason: 'Unknown at this address.' })
    const seen = await page(reference)
    assert.match(seen.text, /Acknowledge the complaint/, 'the step is open again')
    assert.match(seen.text, /Unknown at this address\./)
    assert.ok(await back(reference))
    await world.done('handler', reference, 'acknowledge', { by: 'telephone', text: 'Called.' })
    assert.ok(!await back(reference))
  })

  await t.test('[7.3-c] a reply stands among what came back until there is another', async () => {
    const { reference } = await world.file()
    await handler.submit(`/desk/complaints/${reference}`, { reply: 'We look into it.' },
      { action: '/replies' })
    await world.done('handler', reference, 'returned',
      { message: await newest(reference), reason: 'Mailbox full.' })
    assert.ok(await back(reference))
    assert.match((await page(reference)).text, /A message to the complainant came back/)
    await handler.submit(`/desk/complaints/${reference}`, { reply: 'We look into it.' },
      { action: '/replies' })
    assert.ok(!await back(reference))
  })

  await t.test('[7.8-c] a decision is told again, and the staff concerned are told', async () => {
    const { reference } = await world.investigated({ address: '1 Example Street' })
    await world.respond('handler', reference)
    await world.done('handler', reference, 'decide', { outcome: 'upheld', reasons: 'The log says so.',
      letter_outside: OUTSIDE, ...await world.letter('handler', reference) })
    assert.match((await page(reference)).text, /communicate">Tell the decision/)
    const tell = async (by) => world.done('handler', reference, 'communicate',
      { by, letter: await world.whole('handler', reference) })
    await tell('email')
    await world.done('handler', reference, 'returned',
      { message: await newest(reference), reason: 'No such mailbox.' })
    assert.ok(await back(reference))
    const seen = await page(reference)
    assert.match(seen.text, /communicate">Tell the decision/, 'the step is open again')
    assert.match(seen.text, /Telling the complainant\./)
    await tell('web')
    assert.ok(!await back(reference))
    assert.match((await page(reference)).text, /The staff concerned were told<\/a>/)
    await world.done('handler', reference, 'staff-told', {})
    const told = await page(reference)
    assert.match(told.text, /Staff concerned told/)
    assert.doesNotMatch(told.text, /The staff concerned were told<\/a>/)
    const again = await world.send('handler', reference, 'staff-told', {})
    assert.equal(again.status, 409)
    assert.match(again.text, /told before/)
  })

  await t.test('[7.3-c] what was written waits in its list until somebody sent it', async () => {
    const { reference } = await world.file({ name: 'Mai Example', address: '1 Example Street' })
    await handler.submit(`/desk/complaints/${reference}`, { reply: 'The part comes on Friday.' },
      { action: '/replies' })
    const said = await page(reference, '?done=reply')
    assert.match(said.text, /waits among the messages to send/)
    const list = await handler.get('/desk/unsent')
    assert.match(said.text, /href="\/desk\/unsent"/, 'the column leads there')
    const letter = list.text.match(new RegExp(`href="(/desk/complaints/${reference}/letters/\\d+)"`))[1]
    const paper = await handler.get(letter)
    for (const there of ['Mai Example', '1 Example Street', 'The part comes on Friday.', `${new Date().getUTCFullYear()}</p>`])
      assert.ok(paper.text.includes(there), there)
    const [, form] = paper.text.match(/href="([^"]*message-sent\?message=\d+)"/)
    const message = form.split('=')[1]
    const refused = await handler.submit(form, { message, by: '' }, { action: '/message-sent' })
    assert.equal(refused.status, 422)
    assert.match(refused.text, /Choose how it was sent/)
    assert.equal((await handler.submit(form, { message, by: 'letter' }, { action: '/message-sent' })).status, 303)
    const done = await page(reference, '?done=sent')
    assert.match(done.text, /It is recorded how the message was sent/)
    assert.match(done.text, /A message to the complainant was sent/)
    assert.ok(!(await handler.get('/desk/unsent')).text.includes(reference))
    assert.doesNotMatch((await handler.get(letter)).text, /message-sent/)
    assert.equal((await handler.get(`/desk/complaints/${reference}/letters/1`)).status, 404)
  })

  await t.test('[7.3-c] a letter goes to whoever acts for the complainant, and waits for nobody who is reached by none', async () => {
    const acting = await world.file({ name: 'Mai Example', email: '', phone: '', address: '' })
    await world.done('handler', acting.reference, 'parties', { act: 'add', role: 'representative', name: 'Advice Centre',
      address: '9 Example Road', authority: 'A letter.' })
    await handler.submit(`/desk/complaints/${acting.reference}`, { reply: 'It comes on Friday.' }, { action: '/replies' })
    const list = await handler.get('/desk/unsent')
    const [, letter] = list.text.match(new RegExp(`href="(/desk/complaints/${acting.reference}/letters/\\d+)"`))
    const paper = await handler.get(letter)
    assert.match(paper.text, /Advice Centre\s+9 Example Road/)
    const form = paper.text.match(/href="([^"]*message-sent\?message=(\d+))"/)
    await world.desk.manager.submit(`/desk/complaints/${acting.reference}/set-aside`,
      { choice: 'spam', reason: 'It reads like an offer.' }, { action: 'set-aside' })
    assert.match((await page(acting.reference)).text, /set aside/i)
    assert.match((await handler.get(form[1])).text, /It was sent/, 'also of what is set aside')
    const sent = await handler.submit(form[1], { message: form[2], by: 'letter' }, { action: '/message-sent' })
    assert.equal(sent.status, 303, sent.text)
  })

  await t.test('the form is fit for everybody, in two languages', async () => {
    const { reference } = await world.file()
    await handler.submit(`/desk/complaints/${reference}`, { reply: 'We look into it.' },
      { action: '/replies' })
    const browser = await openBrowser(world.server)
    try {
      for (const language of ['en', 'zh-Hans']) {
        const one = await browser.page({ language })
        await browser.login(one, world.server.users.handler)
        await one.goto(`/desk/complaints/${reference}/returned`)
        assert.deepEqual(await violations(one), [], language)
        await picture(one, `returned-${language}`)
        await one.goto(`/desk/complaints/${reference}`)
        assert.deepEqual(await violations(one), [], `the case in ${language}`)
        await picture(one, `case-${language}`)
      }
      const narrow = await browser.page({ width: 320 })
      await browser.login(narrow, world.server.users.handler)
      await narrow.goto(`/desk/complaints/${reference}/returned`)
      assert.equal(await overflows(narrow), false)
    } finally {
      await browser.close()
    }
  })

  await t.test('the log verifies', () => {
    assert.match(world.server.tryCli('verify', '--values').stderr, / 0 findings/)
  })
})
