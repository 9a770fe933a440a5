// A complaint taken through its steps by the forms of portal and desk, for the tests of what
// comes late in its course.
import assert from 'node:assert/strict'
import { Client, formOf, startServer, textOf } from './harness.mjs'

export const OUTSIDE = 'The ombudsman at Example Square, within a year, free of charge.'

export class World {
  // `prepare` is for what the server needs before it starts.
  async make(prepare = () => {}) {
    this.server = await startServer({
      users: ['handler', 'manager', 'investigator'],
      prepare: async (server) => {
        server.addUser('second', 'handler')
        await prepare(server)
      }
    })
    this.desk = {}
    for (const name of ['handler', 'manager', 'second']) {
      this.desk[name] = await new Client(this.server).login(this.server.users[name])
    }
    return this
  }

  // A complaint as somebody sends it: { reference, code }.
  async file(fields = {}) {
    const answer = await new Client(this.server).submit('/complain/all', {
      description: 'The lift has not run for two weeks, and nobody answers.',
      product: 'Lift, block C',
      remedy_sought: 'Please repair it.',
      name: 'Mai Example',
      email: 'mai@example.org',
      ...fields
    })
    assert.equal(answer.status, 201)
    return { reference: textOf(answer.text, 'reference'), code: textOf(answer.text, 'code') }
  }

  // An act of the API with the session of a member of staff.
  async act(name, reference, act, json) {
    const client = this.desk[name]
    const page = await client.get('/desk')
    const answer = await client.api('POST', `/api/v1/complaints/${reference}/${act}`, {
      headers: { 'form-token': formOf(page.text, '/logout').hidden.form_token }, json
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
    assert.equal(answer.status, 303, `${act}: ${textOf(answer.text, 'error-summary')}`)
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
  async investigated(fields) {
    const filed = await this.file(fields)
    const { reference } = filed
    await this.act('handler', reference, 'assess', {
      scope: 'inside', severity: 'negligible', safety: 'none', complexity: 'simple', impact: 'individual', need: 'no',
      validity: 'valid', reasons: 'One household cannot get home easily.'
    })
    await this.act('handler', reference, 'take-up', {})
    await this.investigate('handler', reference)
    return filed
  }

  async investigate(name, reference) {
    await this.act(name, reference, 'begin-investigation', {})
    await this.act(name, reference, 'investigate', {
      allegations: [{ text: 'The lift does not run.', finding: 'substantiated',
        finding_why: 'Its log says so.' }],
      plan: [{ kind: 'question', text: 'Since when does it stand still?', done: true },
        { kind: 'evidence', text: 'The log.', waived_why: 'It was shown on the spot.' }],
      hearing_waived: 'Everything is in the complaint.',
      cause_none: 'A single fault.',
      end: true
    })
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

  async told(fields) {
    const filed = await this.investigated(fields)
    await this.respond('handler', filed.reference)
    await this.decide('handler', filed.reference)
    return filed
  }
}

// The questions of the portal in a browser, from when it happened to the receipt: { reference, code }.
// `checked` is for a look at the page that shows all before it is sent.
export async function portalSend(page, { remedy, checked = () => {} }) {
  const next = () => page.click('.go button[value=next]')
  await page.check('[name=happened_unknown]')
  await next()
  await page.fill('[name=remedy_sought]', remedy)
  await next()
  await next()
  await page.check('[name=naming][value=named]')
  await next()
  await page.fill('[name=name]', '林小雨')
  await page.fill('[name=email]', 'lin@example.org')
  await next()
  await checked(page)
  await page.click('.send button')
  await page.locator('#reference').waitFor()
  const html = await page.content()
  await page.context().close()
  return { reference: textOf(html, 'reference').trim(), code: textOf(html, 'code').trim() }
}

// What stands in a text area, with its lines.
export function textarea(html, name) {
  const [, text] = html.match(new RegExp(`<textarea[^>]* id="${name}"[^>]*>\\n?([^]*?)</textarea>`))
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
