// One complaint through every branch of the closing gate, by the forms of portal and desk:
// accepted, rejected and reviewed, outside, withdrawn, opened again; and what the gate
// says while something is missing. Then one complaint through all of them, by clicks. 7.7 to 7.9
import assert from 'node:assert/strict'
import test from 'node:test'
import { Client, engine, formOf, openBrowser, textOf } from './harness.mjs'
import { OUTSIDE, World } from './world.mjs'

test(`the closing gate on ${engine}`, async (t) => {
  const world = await new World().make()
  t.after(() => world.server.stop())
  const closing = { lessons: 'Inspect more often.', survey: 'yes' }

  await t.test('what need not be filled in says so at its field', async () => {
    const { reference } = await world.investigated()
    for (const [act, names] of [['assess', ['compensation', 'signals']], ['remedy', ['cost', 'fund']],
      ['evidence', ['got_on', 'plan_item', 'allegation', 'files']]]) {
      const { text } = await world.desk.handler.get(`/desk/complaints/${reference}/${act}`)
      for (const name of names) {
        const [, label] = text.match(new RegExp(`<label[^>]*\\sfor="${name}"[^>]*>([^]*?)</label>`)) ??
          text.match(new RegExp(`<fieldset[^>]*\\sid="${name}"[^>]*>[^]*?<legend[^>]*>([^]*?)</legend>`))
        assert.match(label, /\(optional\)/, `${act}: ${name}`)
      }
    }
  })

  await t.test('[7.9-a] accepted, then closed', async () => {
    const { reference } = await world.told()
    await world.refused('handler', reference, 'close', { reason: 'accepted', ...closing },
      /acceptance/)
    await world.done('handler', reference, 'answer', { answer: 'accepted', text: 'Thank you.' })
    await world.refused('handler', reference, 'close', { reason: 'accepted' }, /lessons/)
    await world.done('handler', reference, 'close', { reason: 'accepted', ...closing })
    // What is for open complaints alone says so at the address of its form, and leads back.
    const here = `/desk/complaints/${reference}`
    for (const act of ['assess', 'investigate', 'decide', 'answer', 'withdraw', 'close', 'assign', 'class', 'set-aside']) {
      const form = await world.desk.manager.get(`${here}/${act}`)
      assert.equal(form.status, 409, act)
      assert.match(form.text, /This complaint is closed\. Open it again first\./, act)
      assert.match(form.text, new RegExp(`href="${here}"`), act)
    }
    for (const act of ['reopen', 'call', 'fact', 'files', 'parties']) {
      assert.equal((await world.desk.manager.get(`${here}/${act}`)).status, 200, act)
    }
    await world.refused('handler', reference, 'reopen', { reason: '' }, /why the complaint is opened/)
    await world.done('handler', reference, 'reopen', { reason: 'It broke again.' })
    // The bar says where it stands now, and offers what is not refused.
    const page = await world.desk.handler.get(`/desk/complaints/${reference}`)
    assert.match(page.text, new RegExp(`href="/desk/complaints/${reference}/assess"`))
    for (const later of ['investigate', 'respond', 'decide']) {
      assert.doesNotMatch(page.text, new RegExp(`href="/desk/complaints/${reference}/${later}"`), later)
    }
  })

  await t.test('[7.9-b] rejected, reviewed by somebody without a part, then outside', async () => {
    const { reference } = await world.told()
    await world.done('handler', reference, 'answer', { answer: 'rejected', text: 'It broke again.' })
    const kase = await world.desk.manager.get(`/desk/complaints/${reference}`)
    assert.match(kase.text, /Somebody to review it who had no part in the decision\.[^]*?href="[^"]*\/review"[^>]*>Begin the internal review</,
      'the main button leads to it')
    const form = await world.desk.manager.get(`/desk/complaints/${reference}/review`)
    assert.doesNotMatch(form.text, /User handler</, 'who took part cannot be chosen')
    const [, second] = form.text.match(/value="(\d+)"[^>]*>User second/)
    await world.done('manager', reference, 'review', { reviewer: second, text: 'The log.' })
    await world.respond('second', reference)
    await world.decide('second', reference)
    await world.done('handler', reference, 'answer', { answer: 'rejected', text: 'Still no.' })
    const again = (await world.desk.handler.get(`/desk/complaints/${reference}`)).text
    assert.match(again, new RegExp(`href="/desk/complaints/${reference}/outside"[^>]*>What became of the outside options`),
      'what is missing leads to where it is said')
    await world.refused('handler', reference, 'close', { reason: 'unresolved', ...closing },
      /outside options/)
    await world.done('handler', reference, 'outside', { what: 'chosen', outcome: 'The ombudsman.' })
    await world.refused('handler', reference, 'close', { reason: 'resolved_outside', ...closing },
      /disputes/)
    await world.done('handler', reference, 'outside', { what: 'resolved', outcome: 'Settled there.' })
    await world.done('handler', reference, 'close', { reason: 'resolved_outside', ...closing })
  })

  await t.test('[7.8-b] [item 141] what cannot be solved is explained, with our position, in the letter and on the page', async () => {
    const why = 'The log shows that the lift ran on that day. We cannot pay for the taxi.'
    const { reference, code } = await world.investigated()
    await world.respond('handler', reference)
    await world.refused('handler', reference, 'decide', { outcome: 'not_upheld', reasons: '' }, /reasons/i)
    await world.done('handler', reference, 'decide', { outcome: 'not_upheld', reasons: why,
      letter_outside: OUTSIDE, ...await world.letter('handler', reference) })
    const letter = await world.whole('handler', reference)
    assert.ok(letter.includes(why), letter)
    await world.refused('handler', reference, 'communicate',
      { by: 'web', letter: letter.replace('We cannot pay for the taxi.', '') }, /does not give the reasons/)
    await world.done('handler', reference, 'communicate', { by: 'web', letter })
    const seen = textOf((await new Client(world.server).submit('/track', { reference, code })).text)
    assert.ok(seen.includes(why), seen)
  })

  await t.test('[3.3-c] a sum above the limit: approved, told, carried out, verified', async () => {
    const { reference } = await world.investigated()
    await world.refused('handler', reference, 'remedy', { kind: 'refund', amount: '300.00',
      currency: 'EUR', owner: '1', due_on: '2030-01-31' }, /how it is paid/)
    await world.done('handler', reference, 'remedy', { kind: 'refund', amount: '300.00',
      currency: 'EUR', owner: '1', due_on: '2030-01-31', method: 'Bank transfer' })
    await world.respond('handler', reference)
    await world.refused('manager', reference, 'approve', { verdict: 'back', reasons: '' },
      /why the proposal goes back/)
    await world.done('manager', reference, 'approve', { verdict: 'back', reasons: 'Too much.' })
    await world.respond('handler', reference)
    await world.refused('manager', reference, 'approve', { verdict: 'approve', reasons: 'All right.' },
      /above your limit/)
    const page = await world.desk.handler.get(`/desk/complaints/${reference}/respond`)
    const [, id] = page.text.match(/remedies\/(\d+)/)
    await world.done('handler', reference, `remedies/${id}/alter`, { kind: 'apology',
      text: 'We are sorry.', form: 'in writing', by_whom: 'The head', owner: '1',
      due_on: '2030-01-31' })
    await world.decide('handler', reference)
    await world.refused('handler', reference, `remedies/${id}/drop`, { reason: '' }, /why this remedy/)
    await world.done('handler', reference, 'answer', { answer: 'accepted', text: 'Good.' })
    await world.refused('handler', reference, 'close', { reason: 'accepted', ...closing },
      /not carried out/)
    await world.done('handler', reference, `remedies/${id}/carry-out`,
      { done_on: new Date().toISOString().slice(0, 10), proof: 'Copy of the letter' })
    await world.done('second', reference, `remedies/${id}/verify`, { verified: 'yes' })
    await world.done('handler', reference, 'close', { reason: 'accepted', ...closing })
  })

  await t.test('[7.9-a] withdrawn at any time', async () => {
    const { reference } = await world.file()
    await world.refused('handler', reference, 'close', { reason: 'withdrawn', ...closing },
      /withdrawal/)
    await world.refused('handler', reference, 'withdraw', { reason: '' }, /Write what they said/)
    await world.done('handler', reference, 'withdraw', { reason: 'It was settled.' })
    await world.done('handler', reference, 'close', { reason: 'withdrawn', ...closing })
  })

  await t.test('somebody was faster: both texts, and nothing lost', async () => {
    const { reference } = await world.investigated()
    const path = `/desk/complaints/${reference}/respond`
    const page = await world.desk.handler.get(path)
    await world.done('second', reference, 'answer', { answer: 'withdrawn', text: 'Settled.' })
    const answer = await world.desk.handler.post(path,
      { ...formOf(page.text, '/respond').hidden, none_needed: 'A single fault, as I wrote.' })
    assert.equal(answer.status, 409)
    assert.match(answer.text, /id="collision"/)
    assert.match(answer.text, /A single fault, as I wrote\./)
  })

  await t.test('the log verifies', () => {
    world.server.cli('verify')
  })
})

// Somebody at the desk, who goes to each act from the page of the case.
class Desk {
  constructor(page, server, at) {
    Object.assign(this, { page, server, at })
  }

  static async of(browser, server, user, at) {
    const page = await browser.page()
    await browser.login(page, user)
    return new Desk(page, server, at)
  }

  // It listens elsewhere after each start.
  async open(act = '') {
    await this.page.goto(this.server.url + this.at + act)
  }

  async #fill(name, value) {
    const field = this.page.locator(`main form[method=post] [name="${name}"]`)
    if (name === 'scope' && await field.count() === 0) return // it is ours, and not asked again
    const kind = await field.first().evaluate((e) => e.type)
    if (kind === 'radio') await this.page.check(`main [name="${name}"][value="${value}"]`)
    else if (kind === 'checkbox') await field.setChecked(value === 'yes')
    else if (kind === 'select-one') await field.selectOption(value)
    else await field.fill(value)
  }

  async #send(act, fields) {
    await this.open()
    await this.page.locator(`main a[href="${this.at}/${act}"]`).last().click()
    for (const [name, value] of Object.entries(fields)) await this.#fill(name, value)
    await this.page.click('main form[method=post] .go button')
  }

  async does(act, fields = {}) {
    await this.#send(act, fields)
    const said = await this.page.textContent('main')
    assert.equal(new URL(this.page.url()).pathname, this.at, `${act}: ${said}`)
    return said
  }

  // The form stays, with the reason.
  async isRefused(act, fields, words) {
    await this.#send(act, fields)
    assert.match(await this.page.textContent('main .govuk-error-summary'), words)
  }

  // Closed for that reason, and opened again.
  async closes(reason, fields = {}) {
    await this.does('close', { reason, lessons: 'Inspect more often.', ...fields })
    await this.open()
    assert.equal(await this.page.locator(`main a[href="${this.at}/close"]`).count(), 0, `closed: ${reason}`)
    if (await this.page.locator(`main a[href="${this.at}/reopen"]`).count() === 0) return
    await this.does('reopen', { reason: `There is more to say after: ${reason}.` })
  }

  async replies(text) {
    await this.open()
    await this.page.fill('#reply', text)
    await this.page.locator('#writing-reply .button').first().click()
    await this.page.waitForURL((url) => url.searchParams.has('done'))
  }
}

const ASSESSED = { scope: 'inside', severity: 'negligible', safety: 'none', complexity: 'simple',
  impact: 'individual', need_now: 'no', validity: 'valid', reasons: 'One household cannot get home easily.' }

test(`one complaint through every branch of the closing gate, in a browser, on ${engine}`, async (t) => {
  const world = await new World().make()
  const { server } = world
  const browser = await openBrowser(server)
  t.after(async () => {
    await browser.close()
    await server.stop()
  })
  const { reference } = await world.file()
  const twin = await world.file()
  const at = `/desk/complaints/${reference}`
  const handler = await Desk.of(browser, server, server.users.handler, at)
  const manager = await Desk.of(browser, server, server.users.manager, at)
  const stage = async () => (await world.desk.handler.get(`/api/v1/complaints/${reference}`)).json.stage

  // What was alleged and found stands from before.
  const investigated = async () => {
    await handler.does('assess', ASSESSED)
    const { json } = await world.desk.handler.get(`/api/v1/complaints/${reference}`)
    if (!json.owner) await handler.does('take-up')
    if (json.allegations.length === 0) return world.investigate('handler', reference)
    await world.act('handler', reference, 'begin-investigation', {})
    await world.act('handler', reference, 'investigate', { end: true })
  }

  // And the decision is told; once there is a reviewer it is theirs.
  const decided = async (who) => {
    await world.respond(who, reference)
    await world.decide(who, reference)
    assert.equal(await stage(), 'decided')
  }

  // The time for an answer is over: the clerk, when it starts, sees it.
  const silent = async (words) => {
    const clock = `name = 'answer' AND complaint_id = (SELECT id FROM complaint WHERE reference = '${reference}')`
    const id = server.sql(`SELECT id FROM clock WHERE ${clock} AND state = 'running'`)
    const us = 30 * 86_400_000_000
    server.sql(`UPDATE clock SET due_at = due_at - ${us}, look_at = look_at - ${us} WHERE id = ${id}`)
    await server.restart()
    for (const end = Date.now() + 40_000; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
      const { text } = await world.desk.handler.get(at)
      if (words(text)) break
      assert.ok(Date.now() < end, 'the clerk sees that nobody answered')
    }
  }

  await t.test('[7.9-a] [3-a] an enquiry that was answered', async () => {
    await handler.does('retype', { choice: 'enquiry', reason: 'They only ask.' })
    await handler.isRefused('close', { reason: 'answered' }, /Still missing: the answer to the person/)
    await handler.replies('The lift is looked at each month.')
    await handler.closes('answered')
    await handler.does('retype', { choice: 'complaint', reason: 'They complain after all.' })
    await handler.isRefused('close', { reason: 'answered' }, /A complaint is not closed in this way/)
  })

  await t.test('[7.9-a] spam that was none', async () => {
    await handler.isRefused('close', { reason: 'set_aside', why: 'It reads like it.' }, /spam or abusive/)
    await handler.isRefused('close', { reason: 'set_aside', set_aside: 'spam' }, /Still missing: the reason for closing it in this way/)
    await handler.closes('set_aside', { why: 'It reads like it.', set_aside: 'spam' })
  })

  await t.test('[7.9-a] handled under another reference', async () => {
    const why = 'They sent it twice.'
    await handler.isRefused('close', { reason: 'duplicate', why }, /reference under which it is handled/)
    await handler.isRefused('close', { reason: 'duplicate', why, duplicate: '2020-999999' }, /no other complaint/)
    await handler.closes('duplicate', { why, duplicate: twin.reference })
  })

  await t.test('[1-a] not ours: they are told whose it is', async () => {
    const why = 'It is between two neighbours.'
    await handler.isRefused('close', { reason: 'directed_elsewhere', why }, /not for us to handle/)
    await handler.does('elsewhere', { choice: 'outside_dispute', reason: 'Please turn to the court.' })
    await handler.closes('directed_elsewhere', { why })
  })

  await t.test('[7.9-a] no answer, after the set reminders', async () => {
    await investigated()
    await decided('handler')
    await handler.isRefused('close', { reason: 'accepted' }, /acceptance/)
    await handler.isRefused('close', { reason: 'no_answer' }, /Reminders to the complainant: 2 more/)
    for (const left of [1, 0]) {
      const before = server.sql('SELECT max(reminders) FROM decision')
      await silent(() => server.sql('SELECT max(reminders) FROM decision') !== before)
      await handler.isRefused('close', { reason: 'no_answer' },
        left > 0 ? /Reminders to the complainant: 1 more/ : /The complainant still has time for an answer/)
    }
    await silent((text) => /returned|did not answer/i.test(text))
    await handler.closes('no_answer')
    assert.equal(await stage(), 'decided', 'what was decided stands')
  })

  await t.test('[7.9-b] refused, reviewed by somebody without a part, settled outside', async () => {
    await handler.does('answer', { answer: 'rejected', text: 'It broke again.' })
    await handler.isRefused('close', { reason: 'accepted' }, /acceptance/)
    await handler.isRefused('close', { reason: 'unresolved', why: 'No way.' }, /Still missing: the internal review/)
    await manager.open('/review')
    const offered = await manager.page.locator('#reviewer option').allTextContents()
    assert.ok(!offered.includes('User handler'), 'who took part cannot be chosen')
    await manager.does('review', { reviewer: { label: 'User second' }, text: 'The log.' })
    await decided('second')
    await handler.does('answer', { answer: 'rejected', text: 'Still no.' })
    await handler.isRefused('close', { reason: 'resolved_outside' }, /result of the outside body/)
    await handler.does('outside', { what: 'chosen', outcome: 'The ombudsman.' })
    await handler.isRefused('close', { reason: 'resolved_outside' }, /disputes/)
    await handler.does('outside', { what: 'resolved', outcome: 'Settled there.' })
    await handler.closes('resolved_outside')
  })

  await t.test('[7.9-b] all ways inside and outside are exhausted', async () => {
    await investigated()
    await decided('second')
    await handler.does('answer', { answer: 'rejected', text: 'No.' })
    await handler.isRefused('close', { reason: 'unresolved', why: 'Nothing more can be done.' }, /outside options/)
    await handler.does('outside', { what: 'not_used', outcome: 'They want no ombudsman.' })
    await handler.closes('unresolved', { why: 'Nothing more can be done.' })
  })

  await t.test('[7.9-a] accepted', async () => {
    await investigated()
    await decided('second')
    await handler.does('answer', { answer: 'accepted', text: 'Thank you.' })
    await handler.closes('accepted')
  })

  await t.test('[7.9-c] withdrawn', async () => {
    await handler.isRefused('close', { reason: 'withdrawn' }, /withdrawal/)
    await handler.does('withdraw', { reason: 'It was settled.' })
    await handler.closes('withdrawn')
  })

  await t.test('it was closed nine times, and the log knows all but the clocks that were moved here', () => {
    const count = (kind) => server.sql(`SELECT count(*) FROM event WHERE kind = '${kind}' AND complaint_id =
      (SELECT id FROM complaint WHERE reference = '${reference}')`)
    assert.equal(count('closed'), '9')
    assert.doesNotMatch(server.tryCli('verify').stdout, /^(?!row_changed \S+ clock )[a-z]+_[a-z]+ /m)
  })
})
