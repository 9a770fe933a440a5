// One complaint through every branch of the closing gate, by the forms of portal and desk:
// accepted, rejected and reviewed, outside, withdrawn, opened again; and what the gate
// says while something is missing. 7.7 to 7.9
import assert from 'node:assert/strict'
import test from 'node:test'
import { Client, engine, formOf, startServer, textOf } from './harness.mjs'

const OUTSIDE = 'The ombudsman at Example Square, within a year, free of charge.'

class World {
  async make() {
    this.server = await startServer({
      users: ['handler', 'manager', 'investigator'],
      prepare: (server) => server.addUser('second', 'handler')
    })
    this.desk = {}
    for (const name of ['handler', 'manager', 'second']) {
      this.desk[name] = await new Client(this.server).login(this.server.users[name])
    }
    return this
  }

  // A complaint as somebody sends it: { reference, code }.
  async file() {
    const answer = await new Client(this.server).submit('/complain/all', {
      description: 'The lift has not run for two weeks, and nobody answers.',
      product: 'Lift, block C',
      remedy_sought: 'Please repair it.',
      name: 'Mai Example',
      email: 'mai@example.org'
    })
    assert.equal(answer.status, 201)
    return { reference: textOf(answer.text, 'reference'), code: textOf(answer.text, 'code') }
  }

  // An act of the API with the session of a member of staff.
  async act(name, reference, act, json) {
    const client = this.desk[name]
    const page = await client.get(`/desk/complaints/${reference}/close`)
    const answer = await client.api('POST', `/api/v1/complaints/${reference}/${act}`, {
      headers: { 'form-token': formOf(page.text, '/close').hidden.form_token }, json
    })
    assert.equal(answer.status, 200, `${act}: ${answer.text}`)
    return answer.json
  }

  // The form of an act, filled in and sent.
  send(name, reference, act, fields) {
    return this.desk[name].submit(`/desk/complaints/${reference}/${act}`, fields,
      { action: `/${act}` })
  }

  async done(name, reference, act, fields) {
    const answer = await this.send(name, reference, act, fields)
    assert.equal(answer.status, 303, `${act}: ${textOf(answer.text, 'problem')}`)
    return answer.location
  }

  // The form comes back with the reason and with what was typed.
  async refused(name, reference, act, fields, words) {
    const answer = await this.send(name, reference, act, fields)
    assert.equal(answer.status, 422, `${act} was not refused`)
    assert.match(answer.text, words)
    for (const value of Object.values(fields)) {
      if (value.includes(' ')) assert.ok(answer.text.includes(value), `${act} lost what was typed`)
    }
  }

  // Assessed and investigated; the response is next.
  async investigated() {
    const filed = await this.file()
    const { reference } = filed
    await this.act('handler', reference, 'assess', {
      scope: 'inside', severity: 'negligible', safety: 'none', complexity: 'simple', impact: 'individual', need: 'no',
      validity: 'valid', reasons: 'One household cannot get home easily.'
    })
    await this.act('handler', reference, 'take-up', {})
    await this.act('handler', reference, 'begin-investigation', {})
    await this.act('handler', reference, 'investigate', {
      allegations: [{ text: 'The lift does not run.', finding: 'substantiated',
        finding_why: 'Its log says so.' }],
      plan: [{ kind: 'question', text: 'Since when does it stand still?', done: true },
        { kind: 'evidence', text: 'The log.', waived_why: 'It was shown on the spot.' }],
      hearing_waived: 'Everything is in the complaint.',
      cause_none: 'A single fault.',
      end: true
    })
    return filed
  }

  async respond(name, reference) {
    const page = await this.desk[name].get(`/desk/complaints/${reference}/respond`)
    const [, field] = page.text.match(/name="(answer_\d+)"/)
    await this.done(name, reference, 'respond', {
      [field]: 'It is repaired and inspected each month.',
      none_needed: 'It was a single fault.',
      remedy_none: 'The repair is the remedy.'
    })
  }

  async decide(name, reference) {
    await this.done(name, reference, 'decide',
      { outcome: 'upheld', reasons: 'The log of the lift says so.', letter_outside: OUTSIDE,
        ...await this.letter(name, reference) })
    await this.done(name, reference, 'communicate', { by: 'web', letter: await this.whole(name, reference) })
  }

  // The usual words of the letter's parts, as the form shows them.
  async letter(name, reference) {
    const page = await this.desk[name].get(`/desk/complaints/${reference}/decide`)
    const parts = {}
    for (const part of ['letter_remedy', 'letter_not_satisfied', 'letter_inside']) {
      parts[part] = textarea(page.text, part)
    }
    return parts
  }

  async whole(name, reference) {
    const page = await this.desk[name].get(`/desk/complaints/${reference}/communicate`)
    return textarea(page.text, 'letter')
  }

  async told() {
    const filed = await this.investigated()
    await this.respond('handler', filed.reference)
    await this.decide('handler', filed.reference)
    return filed
  }
}

// What stands in a text area, with its lines.
function textarea(html, name) {
  const [, text] = html.match(new RegExp(`<textarea[^>]* id="${name}"[^>]*>\\n?([^]*?)</textarea>`))
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

test(`the closing gate on ${engine}`, async (t) => {
  const world = await new World().make()
  t.after(() => world.server.stop())
  const closing = { lessons: 'Inspect more often.', survey: 'yes' }

  await t.test('[7.9-a] accepted, then closed', async () => {
    const { reference } = await world.told()
    await world.refused('handler', reference, 'close', { reason: 'accepted', ...closing },
      /acceptance/)
    await world.done('handler', reference, 'answer', { answer: 'accepted', text: 'Thank you.' })
    await world.refused('handler', reference, 'close', { reason: 'accepted' }, /lessons/)
    await world.done('handler', reference, 'close', { reason: 'accepted', ...closing })
    await world.refused('handler', reference, 'close', { reason: 'accepted', ...closing },
      /closed before/).catch((error) => assert.match(error.message, /not refused/))
    await world.refused('handler', reference, 'reopen', { reason: '' }, /why the case is opened/)
    await world.done('handler', reference, 'reopen', { reason: 'It broke again.' })
  })

  await t.test('[7.9-b] rejected, reviewed by somebody without a part, then outside', async () => {
    const { reference } = await world.told()
    await world.done('handler', reference, 'answer', { answer: 'rejected', text: 'It broke again.' })
    const form = await world.desk.manager.get(`/desk/complaints/${reference}/review`)
    assert.doesNotMatch(form.text, /User handler</, 'who took part cannot be chosen')
    const [, second] = form.text.match(/value="(\d+)"[^>]*>User second/)
    await world.done('manager', reference, 'review', { reviewer: second, text: 'The log.' })
    await world.respond('second', reference)
    await world.decide('second', reference)
    await world.done('handler', reference, 'answer', { answer: 'rejected', text: 'Still no.' })
    await world.refused('handler', reference, 'close', { reason: 'unresolved', ...closing },
      /outside options/)
    await world.done('handler', reference, 'outside', { what: 'chosen', outcome: 'The ombudsman.' })
    await world.refused('handler', reference, 'close', { reason: 'resolved_outside', ...closing },
      /disputes/)
    await world.done('handler', reference, 'outside', { what: 'resolved', outcome: 'Settled there.' })
    await world.done('handler', reference, 'close', { reason: 'resolved_outside', ...closing })
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
      { done_on: '2026-01-02', proof: 'Copy of the letter' })
    await world.done('second', reference, `remedies/${id}/verify`, { verified: 'yes' })
    await world.done('handler', reference, 'close', { reason: 'accepted', ...closing })
  })

  await t.test('[7.9-a] withdrawn at any time', async () => {
    const { reference } = await world.file()
    await world.refused('handler', reference, 'close', { reason: 'withdrawn', ...closing },
      /withdrawal/)
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
