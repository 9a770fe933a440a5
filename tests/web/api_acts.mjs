// The acts of clause 7 over the API, beside the straight way through it that api.test.mjs
// goes. `world` gives { anybody, keys, desk, done, problem, example, contract, walk, server }.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import { Client } from './harness.mjs'
import { takePack } from './pack.mjs'

const ASSESSED = {
  scope: 'inside', severity: 'negligible', safety: 'none', complexity: 'simple', impact: 'individual',
  need: 'no', validity: 'valid', reasons: 'One house, no danger.'
}

export function testActs (world) {
  const { done, problem } = world
  const api = () => world() // filled in by before()

  async function filed (more = {}) {
    const answer = await api().keys.all.file({ ...api().example, ...more })
    assert.equal(answer.status, 201, answer.text)
    return answer.json
  }

  // Assessed, investigated by the handler; the response is next.
  async function investigated () {
    const { reference, code } = await filed()
    const { act, read } = await api().desk('handler')
    await done(act(reference, 'assess', ASSESSED))
    await done(act(reference, 'take-up'))
    await done(act(reference, 'begin-investigation'))
    await done(act(reference, 'investigate', {
      plan: [{ kind: 'question', text: 'Does it leak?', done: true },
        { kind: 'evidence', text: 'The kettle.', waived_why: 'It was shown.' }],
      allegations: [{ text: 'It leaks.', finding: 'substantiated', finding_why: 'Seen.' }],
      hearing_waived: 'It says it all.', cause_none: 'A single fault.', end: true
    }), 'responding')
    return { reference, code, act, read }
  }

  async function responded () {
    const one = await investigated()
    const [{ id: allegation }] = (await one.read(one.reference)).allegations
    one.respond = () => done(one.act(one.reference, 'respond', {
      answers: [{ allegation, text: 'It was the seal.' }], preventive_none: 'A single fault.',
      remedy_none: 'Nothing is to be put right.'
    }))
    return one
  }

  test('[3-a] [4.12-a] a case is kept in order: given, paused, re-typed, set aside', async () => {
    const { reference } = await filed()
    const { act, read } = await api().desk('handler')
    problem(await act(reference, 'assign', { owner: 'nobody' }), 422, 'owner')
    problem(await act(reference, 'assign', { owner: 'auditor' }), 422, 'owner')
    await done(act(reference, 'assign', { owner: 'handler' }))
    problem(await act(reference, 'assign', { owner: 'handler' }), 422, 'owner')
    problem(await act(reference, 'assign', { owner: 'manager' }), 422, 'reason')
    await done(act(reference, 'assign', { owner: 'manager', reason: 'I am away.' }))
    assert.equal((await read(reference)).owner, 'User manager')
    await done(act(reference, 'assign', { reason: 'Anybody.' }))
    assert.equal((await read(reference)).owner, null)

    problem(await act(reference, 'wait', { whom: 'godot', reason: 'x' }), 422, 'whom')
    problem(await act(reference, 'send', { team: 'No such team', reason: 'x' }), 422, 'team')
    problem(await act(reference, 'send-back', { reason: 'It is not ours.' }), 409)
    await done(act(reference, 'send', { team: 'South', reason: 'They know the house.' }))
    assert.equal((await read(reference)).team, 'South')
    await done(act(reference, 'send-back', { reason: 'It is not theirs.' }))
    assert.equal((await read(reference)).team, 'Reception')
    await done(act(reference, 'wait', { whom: 'complainant', reason: 'A picture is to come.' }))
    assert.ok((await read(reference)).clocks.some(({ state }) => state === 'paused'))
    problem(await act(reference, 'wait', { whom: 'others', reason: 'x' }), 409)
    await done(act(reference, 'resume'))

    problem(await act(reference, 'retype', { type: 'complaint', reason: 'x' }), 422, 'type')
    problem(await act(reference, 'retype', { type: 'enquiry' }), 422, 'reason')
    await done(act(reference, 'retype', { type: 'enquiry', reason: 'They only ask.' }))
    assert.equal((await read(reference)).type, 'enquiry')

    problem(await act(reference, 'matter', { problems: 'P05 P99' }), 422, 'problems')
    problem(await api().keys.all.file({ ...api().example, problem_detail: 'Smell' }), 422, 'problem_detail')
    problem(await act(reference, 'matter', { recurrent: 'often' }), 422, 'recurrent')
    await done(act(reference, 'matter', { problems: 'P05 P35 P05', problem_detail: 'It hums.',
      recurrent: 'yes', referred_by: 'The council', immediate_action: 'Switched off.' }))
    await done(act(reference, 'matter', { segment: 'tenants' }))
    const matter = await read(reference)
    assert.deepEqual([matter.problems, matter.problem_detail, matter.recurrent, matter.segment,
      matter.referred_by, matter.immediate_action],
    ['P05 P35', 'It hums.', 'yes', 'tenants', 'The council', 'Switched off.'])

    problem(await act(reference, 'class', { class: 'P99', reason: 'x' }), 422, 'class')
    await done(act(reference, 'class', { class: 'P05', reason: 'It is broken.' }))
    assert.equal((await read(reference)).class, 'P05')
    problem(await act(reference, 'fields', { fields: [{ name: 'colour', value: 'red' }] }), 422,
      'fields.colour')
    await done(act(reference, 'fields', { fields: [] }))

    problem(await act(reference, 'set-aside', { as: 'boring', reason: 'x' }), 422, 'as')
    await done(act(reference, 'set-aside', { as: 'spam', reason: 'Advertising.' }))
    problem(await act(reference, 'set-aside', { as: 'spam', reason: 'Again.' }), 409)
    await done(act(reference, 'take-back', { reason: 'It was a question after all.' }))
  })

  test('[7.9-a] what was put right on the spot is filed and closed in one go', async () => {
    const { client, token, read } = await api().desk('handler')
    const send = (json, from = client) => from.call('POST', '/complaints/on-the-spot',
      { json, headers: { 'form-token': token } })
    const complaint = { description: 'The tea was cold.', channel: 'in_person' }
    const whole = { complaint, done: 'A fresh one was poured.', agreed: true }
    problem(await send({ done: 'x', agreed: true }), 422, 'complaint')
    problem(await send({ ...whole, complaint: { ...complaint, channel: 'pigeon' } }), 422, 'channel')
    problem(await send({ complaint, agreed: true }), 422, 'done')
    problem(await send(whole, api().keys.all), 409)
    const filed = await send(whole)
    assert.equal(filed.status, 201, filed.text)
    assert.equal((await read(filed.json.reference)).stage, 'closed')
  })

  test('[4.9-a] two records of one person are joined, and parted again', async () => {
    const one = (await filed()).reference
    const two = (await filed()).reference
    const { act } = await api().desk('handler')
    problem(await act(one, 'join-person', { other: '1999-000001', reason: 'x' }), 422, 'other')
    await done(act(one, 'join-person', { other: two, reason: 'The same telephone.' }))
    await done(act(one, 'part-person', { other: two, reason: 'Mother and daughter.' }))
    problem(await api().keys.all.call('POST', `/complaints/${one}/join-person`,
      { json: { other: two, reason: 'x' } }), 404)
  })

  test('[4.9-a] [8.1-a] what is given out and what is let go is there for other systems', async () => {
    const { reference } = await filed()
    const { act, client } = await api().desk('manager')
    const { keys } = api()
    const alone = await act(reference, 'access', {})
    assert.equal(alone.status, 200, alone.text)
    assert.deepEqual(alone.json.complaints.map((one) => one.reference), [reference])
    assert.equal(alone.json.person.name, api().example.complainant.name)
    problem(await act(reference, 'access', { persons: true }), 422, 'persons')
    problem(await keys.reader.call('POST', `/complaints/${reference}/access`, { json: {} }), 404)
    problem(await keys.all.call('POST', `/complaints/${reference}/access`, { json: {} }), 404)
    const none = await client.call('GET', '/retention')
    assert.equal(none.status, 200, none.text)
    assert.deepEqual(none.json, { rules: [], items: [], more: false })
    assert.deepEqual((await client.call('GET', '/retention/disposals')).json, { items: [] })
    assert.equal((await keys.auditor.call('GET', '/retention/disposals')).status, 200)
    problem(await keys.reader.call('GET', '/retention'), 404)
  })

  test('[3-b] cases are linked, to those one may see', async () => {
    const one = (await filed()).reference
    const two = (await filed()).reference
    const { act } = await api().desk('handler')
    problem(await act(one, 'link', { other: one, kind: 'related' }), 422, 'other')
    problem(await act(one, 'link', { other: '1999-000001', kind: 'related' }), 422, 'other')
    problem(await act(one, 'link', { other: two, kind: 'cousin' }), 422, 'kind')
    await done(act(one, 'link', { other: two, kind: 'handling' }))
    const hidden = (await api().keys.all.file({ description: 'Of the reception' })).json.reference
    const north = (await api().keys.north.file({ description: 'Of the north' })).json.reference
    problem(await api().keys.north.call('POST', `/complaints/${north}/link`,
      { json: { other: hidden, kind: 'related' } }), 422, 'other')
  })

  test('[4.12-a] cases are handled together, a group speaks by some, and a part is split off', async () => {
    const main = (await filed()).reference
    const { reference, code } = await filed()
    const { act, read } = await api().desk('handler')
    problem(await act(reference, 'join', { other: reference, reason: 'x' }), 422, 'other')
    problem(await act(reference, 'join', { other: '1999-000001', reason: 'x' }), 422, 'other')
    problem(await act(reference, 'join', { other: main }), 422, 'reason')
    await done(act(reference, 'join', { other: main, reason: 'The same kettle.' }))
    problem(await act(main, 'join', { other: reference, reason: 'A ring.' }), 422, 'other')
    await done(act(reference, 'representative', { representative: true }))
    problem(await act(reference, 'representative', { representative: true }), 409)
    problem(await act(main, 'affected', { affected: -1 }), 422, 'affected')
    await done(act(main, 'affected', { affected: 12 }))
    problem(await act(reference, 'undo-join', {}), 422, 'reason')
    await done(act(reference, 'undo-join', { reason: 'Another kettle.' }))
    problem(await act(reference, 'undo-join', { reason: 'Again.' }), 409)
    problem(await act(reference, 'split', { description: 'The lid.', files: [{ id: 1 }], reason: 'x' }),
      422, 'files')
    problem(await act(reference, 'split', { description: 'The lid.', class: 'nonsense', reason: 'x' }), 422, 'class')
    const made = await act(reference, 'split', { description: 'The lid is loose.', reason: 'Two matters.' })
    assert.equal(made.status, 200, made.text)
    const again = await act(reference, 'split', { description: 'The lid is loose.', reason: 'Two matters.' })
    assert.equal(again.json.other, made.json.other, 'the same once more makes no other one')
    const [first, second] = [await read(reference), await read(made.json.other)]
    assert.equal(second.description, 'The lid is loose.')
    assert.equal(second.received_at, first.received_at)
    assert.equal(second.complainant?.name, first.complainant?.name)
    const theirs = await api().anybody.api('GET', `/api/v1/complaints/${made.json.other}`,
      { headers: { 'complaint-code': code } })
    assert.equal(theirs.status, 200, 'the same code opens it')
  })

  test('[7.6-b] a case is marked as the same again, found by that, and denied', async () => {
    const earlier = (await filed()).reference
    const { reference } = await filed()
    const { act, read } = await api().desk('handler')
    problem(await act(reference, 'repeats', { before: '1999-000001', reason: 'x' }), 422, 'before')
    problem(await act(reference, 'repeats', { before: reference, reason: 'x' }), 422, 'before')
    problem(await act(earlier, 'repeats', { before: reference, reason: 'x' }), 422, 'before')
    problem(await act(reference, 'repeats', { before: earlier }), 422, 'reason')
    await done(act(reference, 'repeats', { before: earlier, reason: 'The same kettle.' }))
    assert.deepEqual((await read(reference)).repeats.map(({ before, found }) => ({ before, found })),
      [{ before: earlier, found: false }])
    const list = async (again) => (await api().keys.all.call('GET', `/complaints?limit=200&again=${again}`))
      .json.items.map((item) => item.reference)
    assert.deepEqual((await list('true')).filter((one) => one === reference || one === earlier), [reference])
    assert.ok(!(await list('false')).includes(reference))
    problem(await act(reference, 'repeats', { before: earlier, reason: 'Again.' }), 409)
    await done(act(reference, 'repeats/end', { before: earlier, reason: 'Another kettle.' }))
    problem(await act(reference, 'repeats/end', { before: earlier, reason: 'Again.' }), 409)
    assert.equal((await read(reference)).repeats?.length ?? 0, 0)
  })

  test('[item 89] an outside party is asked by a private link, reminded, given more time, settled', async () => {
    const { reference } = await filed()
    const { act, client } = await api().desk('handler')
    const { server } = api()
    const boss = await new Client(server).login(server.users.administrator)
    const added = await boss.submit('/desk/settings/outside/new', { name: 'Seals & Co', kind: 'supplier',
      contact: '', email: '', phone: '', address: '', language: 'en' }, { action: '/outside/new' })
    assert.equal(added.status, 303)
    const parties = await client.call('GET', '/outside-parties')
    const [{ id: party, kind }] = parties.json.items.filter(({ name }) => name === 'Seals & Co')
    assert.equal(kind, 'supplier')
    problem(await api().keys.reader.call('GET', '/outside-parties'), 404)
    const ask = { party, text: 'Is the seal of this lot sound?', working_days: 3, shares: 'description product' }
    problem(await act(reference, 'outside-requests', { ...ask, party: 1 }), 422, 'party')
    problem(await act(reference, 'outside-requests', { ...ask, text: ' ' }), 422, 'text')
    problem(await act(reference, 'outside-requests', { ...ask, shares: 'description entry.1' }), 422, 'shares')
    problem(await act(reference, 'outside-requests', { ...ask, named: true }), 422, 'why')
    problem(await act(reference, 'outside-requests', { ...ask, working_days: 0 }), 422, 'due_on')

    const made = await act(reference, 'outside-requests', { ...ask, named: true, why: 'They send it by post.' })
    assert.equal(made.status, 200, made.text)
    const { id, link } = made.json
    const page = async (address) => new Client(server).get(new URL(address).pathname + new URL(address).search)
    const shown = await page(link)
    assert.equal(shown.status, 200)
    assert.match(shown.text, /Is the seal of this lot sound\?[^]*It leaks at the spout[^]*Kettle K2[^]*Nguyễn Mai/)
    const task = async () => {
      const answer = await client.call('GET', `/complaints/${reference}/tasks`)
      assert.equal(answer.status, 200, answer.text + server.log.split('\n').filter((l) => l.includes('failure')).at(-1))
      return answer.json.items.find((one) => one.id === id)
    }
    assert.deepEqual((({ team, outside, state, asked_by }) => [team, outside, state, asked_by])(await task()),
      [null, 'Seals & Co', 'asked', 'User handler'])
    for (const what of ['accept', 'done', 'send-back']) {
      problem(await act(reference, `tasks/${id}/${what}`, { text: 'In their stead.' }), 409)
    }
    await done(act(reference, `tasks/${id}/remind`))
    assert.equal((await task()).reminders, 1)
    problem(await act(reference, `tasks/${id}/agree`), 409)
    const until = new Date(Date.now() + 20 * 864e5).toISOString().slice(0, 10)
    const later = await new Client(server).post('/outside', { link: new URL(link).searchParams.get('link'),
      act: 'longer', longer: 'It is in the laboratory.', day: until })
    assert.equal(later.status, 200, later.text)
    assert.equal((await task()).later_on, until)
    await done(act(reference, `tasks/${id}/agree`))
    assert.equal((await task()).later_on, null)
    problem(await act(reference, `tasks/${id}/take-down`, { text: ' ' }), 422, 'text')
    await done(act(reference, `tasks/${id}/take-down`, { text: 'By telephone: not our lot.', declined: true }))
    assert.deepEqual((({ state, answered_by }) => [state, answered_by])(await task()), ['sent_back', 'User handler'])
    await done(act(reference, `tasks/${id}/ask-again`, { text: 'It is: look at the seal.', working_days: 2 }))
    const renewed = await act(reference, `tasks/${id}/renew-link`)
    assert.equal((await page(link)).status, 404)
    assert.equal((await page(renewed.json.link)).status, 200)
    await done(act(reference, `tasks/${id}/revoke-link`))
    assert.equal((await page(renewed.json.link)).status, 404)
    problem(await act(reference, `tasks/${id}/cancel`, {}), 422, 'text')
    await done(act(reference, `tasks/${id}/cancel`, { text: 'We tested it ourselves.' }))
    for (const what of ['remind', 'agree', 'renew-link', 'revoke-link']) {
      problem(await act(reference, `tasks/${id}/${what}`), 409)
    }
    // A task of a team has no link.
    const { id: other } = await done(act(reference, 'tasks', { team: 'North', text: 'x', working_days: 1 }))
    problem(await act(reference, `tasks/${other}/renew-link`), 404)
    problem(await act(reference, `tasks/${other}/take-down`, { text: 'x' }), 404)
    await done(act(reference, `tasks/${other}/cancel`, { text: 'x' }))
    // The person's file says who outside was shown what.
    const manager = await api().desk('manager')
    const whole = await manager.act(reference, 'access', {})
    assert.deepEqual(whole.json.complaints[0].outside.map(({ who, shows }) => [who, shows.split('; ').length]),
      Array(2).fill(['Seals & Co', 3]))
    assert.deepEqual(whole.json.complaints[0].outside.map(({ answers }) => answers.length > 0), [true, false], 'beside the newest link')
  })

  test('[4.12-a] other teams are asked: taken on, sent back, done, confirmed, given back, cancelled', async () => {
    const { reference, code } = await filed()
    const { act, client } = await api().desk('handler')
    const north = await api().desk('northerner')
    const at = (id, what) => `tasks/${id}/${what}`
    const items = async (from, where) => {
      const answer = await from.call('GET', where)
      assert.equal(answer.status, 200, answer.text)
      return answer.json.items
    }
    const list = (from = client) => items(from, `/complaints/${reference}/tasks`)
    const task = async (id) => (await list()).find((one) => one.id === id)
    const mine = async () => (await items(north.client, '/tasks'))
      .filter((one) => one.reference === reference).map(({ id, team, state }) => ({ id, team, state }))
    const ask = { team: 'North', text: 'Is the seal in store?', working_days: 2 }

    // What cannot be asked; and who is not asked reads nothing.
    problem(await act(reference, 'tasks', { ...ask, team: 'No such team' }), 422, 'team')
    problem(await act(reference, 'tasks', { ...ask, team: undefined }), 422, 'team')
    problem(await act(reference, 'tasks', { ...ask, text: ' ' }), 422, 'text')
    problem(await act(reference, 'tasks', { ...ask, working_days: 501 }), 422, 'due_on')
    problem(await act(reference, 'tasks', { ...ask, due_on: '2020-01-01' }), 422, 'due_on')
    problem(await act(reference, 'tasks', { ...ask, staff: 'nobody' }), 422, 'staff')
    problem(await act(reference, 'tasks', { ...ask, staff: 'auditor' }), 422, 'staff')
    problem(await act(reference, 'tasks', { ...ask, code: 'none' }), 422, 'code')
    problem(await north.client.call('GET', `/complaints/${reference}/tasks`), 404)
    problem(await api().keys.reader.call('GET', '/tasks'), 404)
    assert.deepEqual(await list(), [])
    assert.deepEqual(await mine(), [])

    // Asked, done badly, given back, done well, confirmed.
    const { id } = await done(act(reference, 'tasks', { ...ask, staff: 'northerner' }))
    const asked = await task(id)
    assert.deepEqual([asked.state, asked.team, asked.staff, asked.asked_by, asked.accepted_at],
      ['asked', 'North', 'User northerner', 'User handler', null])
    assert.ok(asked.due_at > asked.asked_at)
    assert.deepEqual(await mine(), [{ id, team: 'North', state: 'asked' }])
    assert.equal((await north.read(reference)).reference, reference, 'who is asked reads it')
    problem(await north.act(reference, 'assess', ASSESSED), 404)
    problem(await north.act(reference, at(1, 'accept'), {}), 404)
    problem(await act(reference, at(id, 'confirm'), {}), 409)
    problem(await act(reference, at(id, 'give-back'), { text: 'x' }), 409)
    problem(await act(reference, at(id, 'ask-again'), ask), 409)
    await done(north.act(reference, at(id, 'accept'), {}))
    assert.deepEqual((({ state, accepted_by }) => [state, accepted_by])(await task(id)),
      ['accepted', 'User northerner'])
    problem(await north.act(reference, at(id, 'accept'), {}), 409)
    problem(await north.act(reference, at(id, 'done'), {}), 422, 'text')
    await done(north.act(reference, at(id, 'done'), { text: 'One is.' }))
    assert.deepEqual((({ state, answered_by }) => [state, answered_by])(await task(id)),
      ['done', 'User northerner'])
    assert.deepEqual(await mine(), [], 'nothing waits for the team')
    problem(await north.act(reference, at(id, 'confirm'), {}), 404)
    problem(await act(reference, at(id, 'give-back'), {}), 422, 'text')
    await done(act(reference, at(id, 'give-back'), { text: 'Of which colour?' }))
    assert.deepEqual(await mine(), [{ id, team: 'North', state: 'accepted' }])
    await done(north.act(reference, at(id, 'done'), { text: 'A red one.' }))
    await done(act(reference, at(id, 'confirm'), {}))
    const settled = await task(id)
    assert.deepEqual([settled.state, settled.settled_by], ['confirmed', 'User handler'])
    assert.deepEqual(settled.written.map(({ by, text }) => [by, text]), [
      ['User handler', ask.text], ['User northerner', 'One is.'],
      ['User handler', 'Of which colour?'], ['User northerner', 'A red one.']])
    problem(await act(reference, at(id, 'cancel'), { text: 'Late.' }), 409)
    problem(await north.client.call('GET', `/complaints/${reference}`), 404)

    // The list goes on page by page, whatever its length.
    const other = (await filed()).reference
    const many = []
    for (let i = 0; i < 52; i++) {
      const of = i % 2 ? reference : other
      many.push({ of, id: (await done(act(of, 'tasks', { ...ask, text: `Shelf ${i}?` }))).id })
    }
    const pages = []
    for (let after = ''; after !== null;) {
      const { json } = await north.client.call('GET', `/tasks${after && `?after=${after}`}`)
      pages.push(json.items.map((one) => one.id))
      after = json.next
    }
    assert.deepEqual(pages.map((page) => page.length), [50, 2])
    assert.deepEqual(pages.flat().sort(), many.map(({ id }) => id).sort())
    const most = (await north.client.call('GET', '/tasks?limit=200')).json
    assert.deepEqual([most.items.length, most.next], [52, null])
    problem(await north.client.call('GET', '/tasks?limit=201'), 422, 'limit')
    problem(await north.client.call('GET', '/tasks?after=c0.1'), 422, 'after')
    for (const { of, id: one } of many) await done(act(of, at(one, 'cancel'), { text: 'The store is empty.' }))
    const shelf = (one) => many.some(({ id }) => id === one.id)

    // Sent back, asked again of another team, whose task nobody else answers, and cancelled.
    const { id: second } = await done(act(reference, 'tasks', { ...ask, due_on: '2030-01-31' }))
    problem(await north.act(reference, at(second, 'send-back'), {}), 422, 'text')
    await done(north.act(reference, at(second, 'send-back'), { text: 'It is the south\'s.' }))
    assert.equal((await task(second)).state, 'sent_back')
    problem(await act(reference, at(second, 'ask-again'), { ...ask, team: 'Nowhere' }), 422, 'team')
    await done(act(reference, at(second, 'ask-again'), { ...ask, team: 'South', text: 'And yours?' }))
    assert.deepEqual((({ state, team, answered_at }) => [state, team, answered_at])(await task(second)),
      ['asked', 'South', null])
    const { id: third } = await done(act(reference, 'tasks', ask))
    problem(await north.act(reference, at(second, 'accept'), {}), 409)
    problem(await act(reference, at(second, 'cancel'), {}), 422, 'text')
    for (const one of [second, third]) await done(act(reference, at(one, 'cancel'), { text: 'It was found.' }))
    assert.deepEqual((await list()).filter((one) => !shelf(one)).map(({ state }) => state),
      ['confirmed', 'cancelled', 'cancelled'])
    assert.deepEqual((await task(second)).written.map(({ text }) => text),
      [ask.text, 'It is the south\'s.', 'And yours?', 'It was found.'])

    // Its words stay among staff: a key needs both scopes for them.
    const own = await api().anybody.call('GET', `/complaints/${reference}`, { code })
    assert.deepEqual(own.json.entries, [])
    problem(await api().anybody.call('GET', `/complaints/${reference}/tasks`, { code }), 401)
    const words = async (key) => (await list(api().keys[key])).filter((one) => !shelf(one))
      .map(({ written }) => written.length)
    assert.deepEqual(await words('all'), [4, 4, 2])
    assert.deepEqual(await words('reader'), [0, 0, 0])
  })

  test('a new code after an identity check: the old one opens nothing', async () => {
    const { reference, code } = await filed()
    const { act } = await api().desk('receiver')
    problem(await act(reference, 'code', {}), 422, 'identity_check')
    const { code: fresh } = await done(act(reference, 'code', { identity_check: 'Passport seen.' }))
    assert.match(fresh, /^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/)
    const read = (with_) => api().anybody.call('GET', `/complaints/${reference}`, { code: with_ })
    assert.equal((await read(fresh)).status, 200)
    problem(await read(code), 404)
  })

  test('[7.2-f] words: a translation, a correction by the complainant alone', async () => {
    const { reference, code } = await filed()
    const { act, read } = await api().desk('handler')
    const add = (name, json) => api().anybody.call('POST', `/complaints/${reference}/${name}`,
      { json, code })
    await done(add('corrections', { text: 'K3, not K2.' }))
    problem(await act(reference, 'corrections', { text: 'x' }), 401)
    problem(await (await api().desk('administrator')).act(reference, 'corrections', { text: 'x' }), 404)
    const [{ id }] = (await read(reference)).entries
    problem(await act(reference, 'translations', { text: 'x', language: 'en', about: '1' }), 422, 'about')
    problem(await act(reference, 'translations', { text: 'x', language: 'en', about: 'x' }), 422, 'about')
    await done(act(reference, 'translations', { text: 'K3', language: 'en', about: id }))
    await done(act(reference, 'translations', { text: 'Nobody answered.', language: 'en' }))
    const kinds = (await read(reference)).entries.map(({ kind }) => kind)
    assert.deepEqual(kinds, ['correction', 'translation', 'translation'])
  })

  test('[7.4-b] an acknowledgement comes back and is given again', async () => {
    const { reference } = (await api().keys.all.file({ ...api().example, channel: 'letter' })).json
    const { act } = await api().desk('handler')
    await done(act(reference, 'acknowledge', { way: 'letter' }))
    await done(act(reference, 'acknowledgement-returned', { reason: 'Moved.' }), 'received')
    await done(act(reference, 'acknowledge', { way: 'telephone', with: 'Mai', text: 'We have it.' }))
  })

  test('[7.3-c] what waits to be sent is sent by somebody, who says how', async () => {
    const { reference } = (await api().keys.all.file(api().example)).json
    const { act, read } = await api().desk('handler')
    await done(act(reference, 'replies', { text: 'We look into it.' }))
    const message = (await read(reference)).entries.find(({ direction }) => direction === 'out')
    assert.equal(message.delivery, 'queued')
    problem(await act(reference, 'message-sent', { channel: 'letter', message: '1' }), 422, 'message')
    problem(await act(reference, 'message-sent', { message: message.id }), 422, 'channel')
    await done(act(reference, 'message-sent', { channel: 'letter', message: message.id }))
    const sent = (await read(reference)).entries.find(({ direction }) => direction === 'out')
    assert.deepEqual([sent.delivery, sent.channel], ['sent', 'letter'])
    problem(await act(reference, 'message-sent', { channel: 'letter', message: message.id }), 422, 'message')
  })

  test('[3.3-c] a remedy: promised, altered, approved by a second person, proved, verified', async () => {
    const { reference, act, read, respond } = await responded()
    const money = { kind: 'refund', amount: 30000, currency: 'EUR', method: 'Bank transfer',
      owner: 'handler', due_on: '2030-01-31' }
    problem(await act(reference, 'remedies', { ...money, owner: 'nobody' }), 422, 'owner')
    problem(await act(reference, 'remedies', { ...money, kind: 'gold' }), 422, 'kind')
    problem(await act(reference, 'remedies', { ...money, method: undefined }), 422, 'method')
    const { id } = await done(act(reference, 'remedies', money))
    const promised = async (which) => (await read(reference)).remedies.find((one) => one.id === which)
    const { owner, ...stated } = money
    assert.deepEqual({ ...await promised(id), ...stated }, await promised(id), 'answered as it was given')
    await done(act(reference, `remedies/${id}/alter`, { ...money, amount: 20000 }))
    assert.equal((await promised(id)).amount, 20000)
    problem(await act(reference, 'remedies/1/alter', money), 404)
    const apology = { kind: 'apology', text: 'We are sorry.', form: 'in writing', by_whom: 'The head',
      owner: 'handler', due_on: '2030-01-31' }
    const dropped = await done(act(reference, 'remedies', apology))
    const { form, by_whom: byWhom } = await promised(dropped.id)
    assert.deepEqual({ form, byWhom }, { form: 'in writing', byWhom: 'The head' })
    problem(await act(reference, `remedies/${dropped.id}/drop`, {}), 422, 'reason')
    await done(act(reference, `remedies/${dropped.id}/drop`, { reason: 'It was said already.' }))
    await respond()
    const top = await api().desk('top_management')
    problem(await top.act(reference, 'extend', { clock: 'sundial', reason: 'x' }), 422, 'clock')
    await done(top.act(reference, 'extend', { clock: 'decision', reason: 'The expert is ill.' }))
    problem(await top.act(reference, 'extend', { clock: 'decision', reason: 'Again.' }), 409)
    problem(await act(reference, 'approve', { reason: 'Mine.' }), 404)
    await done(top.act(reference, 'refuse-approval', { reason: 'Ask again.' }))
    await respond()
    await done(top.act(reference, 'approve', { reason: 'It is fair.' }))
    await done(act(reference, 'decide', {
      outcome: 'upheld', reasons: 'It leaks.', letter_outside: 'The ombudsman, within a year.'
    }), 'decided')
    await done(act(reference, 'letter', { letter_remedy: 'We pay 200 euros.' }))
    await done(act(reference, 'communicate', { channel: 'letter' }))
    await done(act(reference, 'tell-staff'))
    problem(await act(reference, 'tell-staff'), 409)
    await done(act(reference, 'decision-returned', { reason: 'Moved.' }))
    await done(act(reference, 'communicate', { channel: 'web' }))
    await done(act(reference, 'answer', { answer: 'accepted' }))
    await done(act(reference, `remedies/${id}/carry-out`, { done_on: new Date().toISOString().slice(0, 10), proof: 'Slip 7' }))
    await done((await api().desk('manager')).act(reference, `remedies/${id}/verify`, { as_promised: true }))
    problem(await act(reference, 'close', { reason: 'accepted', lessons: 'Seals.' }), 422,
      'ask_satisfaction')
    await done(act(reference, 'close', { reason: 'accepted', lessons: 'Seals.', ask_satisfaction: true }), 'closed')
  })

  test('[7.9-b] [7.9-d] [7.9-e] rejected, reviewed, outside; then how they were treated', async () => {
    const { reference, code, act, respond } = await responded()
    const decide = async (one) => {
      await done(one(reference, 'decide', { outcome: 'not_upheld', reasons: 'It was used wrongly.',
        letter_outside: 'The ombudsman, within a year.' }))
      await done(one(reference, 'communicate', { channel: 'web', staff_told: true }))
      await done(api().anybody.call('POST', `/complaints/${reference}/answer`,
        { json: { answer: 'rejected', text: 'No.' }, code }))
    }
    const say = (name, json) => api().anybody.call('POST', `/complaints/${reference}/${name}`,
      { json, code })
    await respond()
    await decide(act)
    problem(await act(reference, 'review', { reviewer: 'nobody' }), 422, 'reviewer')
    const second = await api().desk('manager')
    await done(second.act(reference, 'review', { text: 'The seal.' }))
    const [{ id: allegation }] = (await second.read(reference)).allegations
    await done(second.act(reference, 'respond', { answers: [{ allegation, text: 'Still no.' }],
      remedy_none: 'None.', preventive_none: 'None.' }))
    await decide(second.act)
    await done(act(reference, 'outside', { outside: 'chosen', text: 'The ombudsman.' }))
    await done(act(reference, 'outside', { outside: 'resolved', text: 'Settled there.' }))
    problem(await say('satisfaction', { satisfaction: 4 }), 409)
    await done(act(reference, 'close', { reason: 'resolved_outside', lessons: 'Write it down.',
      ask_satisfaction: true }), 'closed')
    problem(await say('satisfaction', { satisfaction: 6 }), 422, 'satisfaction')
    await done(say('satisfaction', { satisfaction: 4 }))
    await done(say('reopen', { reason: 'It leaks again.' }))
  })

  test('[7.9-a] a new fact leads back', async () => {
    const { reference, act } = await investigated()
    await done(act(reference, 'new-fact', { reason: 'Somebody was scalded.' }))
  })

  test('[3-c] [4.7-a] [D-a] the people of a case, and the person complained about', async () => {
    const { reference, act, read } = await investigated()
    problem(await act(reference, 'parties', { role: 'friend', name: 'An' }), 422, 'role')
    problem(await act(reference, 'parties', { role: 'representative', name: 'An' }), 422, 'authority')
    const { id } = await done(act(reference, 'parties',
      { role: 'representative', name: 'An', email: 'an@example.org', authority: 'Letter of 3 May' }))
    problem(await act(reference, `parties/${id}`, { name: 'Anh' }), 422, 'reason')
    await done(act(reference, `parties/${id}`, { name: 'Anh', reason: 'A slip.' }))
    assert.ok((await read(reference)).parties.some((p) => p.id === id && p.name === 'Anh'))
    await done(act(reference, `parties/${id}`, { ended: true, reason: 'Not any more.' }))
    problem(await act(reference, 'parties', { role: 'complained_about', staff: 'nobody' }), 422, 'staff')
    const { id: party } = await done(act(reference, 'parties',
      { role: 'complained_about', staff: 'investigator' }))
    const about = await api().desk('investigator')
    problem(await about.client.call('GET', `/complaints/${reference}`), 404)
    assert.deepEqual((await about.client.call('GET', '/disclosures')).json.items, [])

    problem(await act(reference, 'disclosures', { party: 1, text: 'x' }), 422, 'party')
    await done(act(reference, 'hearing-waived', { party, why: 'On leave.' }))
    await done(act(reference, 'disclosures', { party, text: 'It is said that you were rude.' }))
    const [one] = (await about.client.call('GET', '/disclosures')).json.items
    assert.equal(one.text, null, 'what was not read on record is not told')
    const say = (client, token, what, json) => client.call('POST', `/disclosures/${one.id}/${what}`,
      { json, headers: { 'form-token': token } })
    const other = await api().desk('handler')
    problem(await say(other.client, other.token, 'read'), 404)
    problem(await say(api().keys.all, '', 'read'), 404)
    const told = await say(about.client, about.token, 'read')
    assert.equal(told.json.text, 'It is said that you were rude.')
    problem(await say(about.client, about.token, 'statement', {}), 422, 'statement')
    const said = await say(about.client, about.token, 'statement', { statement: 'The line was bad.' })
    assert.equal(said.json.statement, 'The line was bad.')
    await done(act(reference, 'interviews', { party, text: 'It was the line.' }))
  })

  test('[4.7-a] conflicts of interest are declared, and ended by somebody else', async () => {
    const { reference } = await filed()
    const { act, read } = await api().desk('handler')
    const receiver = await api().desk('receiver')
    problem(await receiver.act(reference, 'conflicts',
      { person: 'handler', kind: 'declared', why: 'x' }), 422, 'person')
    problem(await act(reference, 'conflicts', { kind: 'dislike', why: 'x' }), 422, 'kind')
    await done(act(reference, 'conflicts', { kind: 'declared', why: 'My sister.' }))
    problem(await act(reference, 'notes', { text: 'x' }), 404)
    const manager = await api().desk('manager')
    const { conflicts } = await manager.read(reference)
    assert.equal(conflicts.length, 1)
    problem(await manager.act(reference, `conflicts/${conflicts[0].id}/end`, {}), 422, 'reason')
    await done(manager.act(reference, `conflicts/${conflicts[0].id}/end`, { reason: 'A mistake.' }))
    assert.equal((await read(reference)).reference, reference)
  })

  test('[S29] a key acts by its role and scope, under its own name', async () => {
    const { keys } = api()
    const { reference } = (await keys.north.file({ ...api().example, channel: 'email' })).json
    const act = (key, name, json) => keys[key].call('POST', `/complaints/${reference}/${name}`, { json })
    await done(act('north', 'acknowledge', { way: 'telephone', with: 'Mai', text: 'We have it.' }))
    const note = await act('north', 'notes', { text: 'Ticket 17' })
    await done(act('north', 'replies', { text: 'We are looking at it.' }))
    const { entries } = (await keys.north.call('GET', `/complaints/${reference}`)).json
    assert.equal(entries.find(({ text }) => text === 'Ticket 17').id, String(note.json.id))
    await done(act('gateway', 'facts', { text: 'And the lid.', channel: 'email' }))
    await done(act('north', 'retype', { type: 'feedback', reason: 'No claim.' }))
    await done(act('north', 'retype', { type: 'complaint', reason: 'A claim.' }))
    problem(await act('gateway', 'assign', { owner: 'northerner' }), 404)
    await done(act('north', 'assign', { owner: 'northerner' }))
    problem(await act('north', 'assign', { owner: 'auditor', reason: 'x' }), 422, 'owner')
    problem(await act('reader', 'notes', { text: 'x' }), 404)
    problem(await act('auditor', 'notes', { text: 'x' }), 404)
    problem(await act('other', 'notes', { text: 'x' }), 404)
    // What a person has to answer for.
    for (const [name, json] of [['assess', ASSESSED], ['take-up'], ['begin-investigation'],
      ['decide', { outcome: 'upheld', reasons: 'x' }], ['remedies/1/verify', { as_promised: true }]]) {
      problem(await act('north', name, json), 409)
    }
    problem(await act('north', 'approve', { reason: 'x' }), 404)
    // Nobody is there whom a key's conflict or review could be about.
    problem(await act('north', 'conflicts', { kind: 'declared', why: 'x' }), 422, 'person')
    problem(await act('north', 'review', {}), 422, 'reviewer')
    assert.deepEqual((await keys.north.call('GET', `/complaints/${reference}`)).json.entries
      .map(({ author }) => author).includes('api'), true)
    assert.equal((await keys.auditor.call('GET', `/complaints/${reference}`)).json.complainant.name, null)
    const page = (await (await api().desk('handler')).client.get(`/desk/complaints/${reference}?all=1`)).text
    assert.match(page, /Key North/)
    assert.match(page, /Key Gateway/)
  })

  test('[4.10-a] a name that was read over the API is on record once an hour', async () => {
    const { reference } = (await api().anybody.file(api().example)).json
    const { client } = await api().desk('manager')
    const auditor = await api().desk('auditor')
    const reads = async () => {
      const { text } = await client.get(`/desk/complaints/${reference}`)
      return [/Key All/.test(text), /User auditor/.test(text)]
    }
    assert.deepEqual(await reads(), [false, false])
    for (let i = 0; i < 2; i++) await api().keys.all.call('GET', `/complaints/${reference}`)
    await auditor.read(reference)
    assert.deepEqual(await reads(), [true, false], 'who sees no name reads none')
    const looks = (await client.call('GET', `/complaints/${reference}/readers`)).json.items
    assert.deepEqual(looks.map(({ what, by, who }) => [what, by, who]).sort(),
      [['identity_read', 'api', 'Key All'], ['identity_read', 'staff', 'User manager']])
    problem(await client.call('GET', `/complaints/${reference}/readers?before=x`), 422, 'before')
    problem(await api().keys.all.call('GET', `/complaints/${reference}/readers`), 404)
  })

  test('[4.10-a] who complains in confidence is opened by two people', async () => {
    const investigator = await api().desk('investigator')
    const manager = await api().desk('manager')
    const filed = await manager.client.submit('/desk/new', { description: 'Said in confidence.',
      channel: 'telephone', name: 'Yolanda Thrift', naming: 'confidential' }, { action: '/desk/new' })
    const reference = filed.text.match(/\d{4}-\d{6}/)[0]
    const name = async () => (await investigator.read(reference)).complainant.name
    assert.equal(await name(), null)
    problem(await investigator.act(reference, 'identity-requests', {}), 422, 'why')
    const { id: first } = await done(investigator.act(reference, 'identity-requests', { why: 'To call.' }))
    problem(await investigator.act(reference, `identity-requests/${first}/grant`), 404)
    await done(manager.act(reference, `identity-requests/${first}/refuse`, { why: 'Write.' }))
    const { id } = await done(investigator.act(reference, 'identity-requests', { why: 'No address.' }))
    await done(manager.act(reference, `identity-requests/${id}/grant`, { mind: 'Call at noon.' }))
    assert.equal(await name(), 'Yolanda Thrift')
    assert.equal((await manager.read(reference)).complainant.name, null)
    const { items } = (await investigator.client.call('GET', `/complaints/${reference}/identity-requests`)).json
    assert.deepEqual(items.map(({ answer }) => answer), ['Call at noon.', 'Write.'])
  })

  test('[4.10-a] a passage is redacted and put back, a file withheld', async () => {
    const { reference } = (await api().anybody.file({ ...api().example, description: 'Ms Wu is ill.' })).json
    const manager = await api().desk('manager')
    const list = async () => (await manager.client.call('GET', `/complaints/${reference}/redactions`)).json
    const { texts } = await list()
    const told = texts.find(({ text }) => text === 'Ms Wu is ill.')
    const redact = (json) => manager.act(reference, 'redactions', { place: told.place, reason: 'third_person', ...json })
    problem(await redact({ text: 'Ms Wu is ill.' }), 422, 'text')
    problem(await api().keys.all.call('POST', `/complaints/${reference}/redactions`,
      { json: { place: told.place, text: '[[Ms Wu]] is ill.', reason: 'third_person' } }), 404)
    await done(redact({ text: '[[Ms Wu]] is ill.' }))
    const { redactions: [made] } = await list()
    problem(await manager.act(reference, `redactions/${made.id}/lift`, { reason: ' ' }), 422, 'reason')
    await done(manager.act(reference, `redactions/${made.id}/lift`, { reason: 'They agreed.' }))
    problem(await manager.act(reference, `redactions/${made.id}/lift`, { reason: 'Again.' }), 409)
    problem(await manager.act(reference, 'files/1/redact', { reason: 'third_person' }), 404)
    const body = new FormData()
    body.append('file', new Blob(['list'], { type: 'text/plain' }), 'list.txt')
    const sent = await manager.client.call('POST', `/complaints/${reference}/files`,
      { body, headers: { 'form-token': manager.token } })
    await done(manager.act(reference, `files/${sent.json.files[0].id}/redact`, { reason: 'third_person' }))
  })

  test('[S15] [S57] a hold and an erasure take two people each', async () => {
    const { reference } = await filed()
    const manager = await api().desk('manager')
    const top = await api().desk('top_management')
    problem(await api().keys.all.call('POST', `/complaints/${reference}/hold`,
      { json: { why: 'Court.' } }), 404)
    const { id: hold } = await done(manager.act(reference, 'hold', { why: 'Court.' }))
    problem(await manager.act(reference, `holds/${hold}/confirm`), 409)
    await done(top.act(reference, `holds/${hold}/confirm`))
    problem(await manager.act(reference, 'erasure', { ground: 'unlawful', why: 'By order.' }), 409)
    await done(top.act(reference, `holds/${hold}/ask-lift`, { why: 'It is over.' }))
    await done(manager.act(reference, `holds/${hold}/lift`))
    const { id: first } = await done(manager.act(reference, 'erasure',
      { ground: 'unlawful', why: 'By order.' }))
    await done(top.act(reference, `erasures/${first}/refuse`, { why: 'Which order?' }))
    const { id: erasure } = await done(manager.act(reference, 'erasure',
      { ground: 'unlawful', why: 'By order 7.' }))
    problem(await manager.act(reference, `erasures/${erasure}/approve`), 409)
    await done(top.act(reference, `erasures/${erasure}/approve`), 'closed')
    problem(await manager.act(reference, 'notes', { text: 'Late.' }), 409)
    const left = (await manager.client.call('GET', `/complaints/${reference}`)).json
    assert.equal(left.description, null)
    assert.equal(left.complainant?.name ?? null, null)
  })

  test('nonsense for any member of any act is refused by its name', async () => {
    const { reference, code } = await filed()
    const { contract, anybody } = api()
    const manager = await api().desk('manager')
    const { paths, components } = contract.description
    const schemaOf = ({ $ref }) => components.schemas[$ref.split('/').at(-1)]
    const typeOf = (p) => [p.type].flat().find((type) => type !== 'null')
    const right = (p) => p.enum?.[0] ?? (p.format === 'date' ? '2026-01-01'
      : p.format === 'date-time' ? '2026-01-01T00:00:00Z'
        : { string: 'x', integer: 1, boolean: true, array: [] }[typeOf(p)])
    const wrong = (p) => [typeOf(p) === 'string' ? 5 : 'x', { a: 1 },
      ...(p.enum || p.format?.startsWith('date') ? ['nonsense'] : []),
      ...(p.maxLength && !p.format ? ['x'.repeat(p.maxLength + 1)] : [])]
    let tried = 0
    for (const [path, { post }] of Object.entries(paths)) {
      const body = post?.requestBody?.content['application/json']
      if (!body) continue
      const schema = schemaOf(body.schema)
      const byCode = post.security.every((one) => one.code)
      const where = path.slice('/api/v1'.length).replace('{reference}', reference).replace(/\{\w+\}/g, '1')
      const send = (json) => byCode
        ? anybody.call('POST', where, { json, code })
        : manager.client.call('POST', where, { json, headers: { 'form-token': manager.token } })
      const whole = Object.fromEntries(schema.required.map((name) =>
        [name, right(schema.properties[name])]))
      problem(await send({ ...whole, surplus: 1 }), 422, 'surplus')
      for (const name of schema.required) {
        const { [name]: left, ...rest } = whole
        if (typeOf(schema.properties[name]) !== 'boolean') problem(await send(rest), 422, name)
      }
      for (const [name, property] of Object.entries(schema.properties)) {
        for (const value of property.anyOf ? ['x'] : wrong(property)) {
          const answer = await send({ ...whole, [name]: value })
          assert.equal(answer.status, 422, `${path} ${name}=${JSON.stringify(value).slice(0, 40)} ${answer.text}`)
          assert.equal(answer.json.field, name, `${path} ${name}: ${answer.text}`)
          tried++
        }
      }
    }
    assert.ok(tried > 300, String(tried))
  })

  test('every parameter of the list works, and nonsense for it is refused by its name', async () => {
    const { contract, keys } = api()
    const parameters = contract.operation('GET', '/api/v1/complaints').parameters
    const { reference } = await filed()
    const good = { q: 'kettle', team: 'North', after: null, limit: '3', complainant_of: reference }
    for (const { name, schema } of parameters) {
      const value = name in good ? good[name] : schema.enum?.[0] ?? '2026-01-01T00:00:00Z'
      const ask = (text) => keys.all.call('GET', `/complaints?${name}=${encodeURIComponent(text)}`)
      if (value !== null) assert.equal((await ask(value)).status, 200, name)
      const wrong = schema.enum || schema.format ? ['nonsense'] : []
      if (schema.maxLength && !schema.enum) wrong.push('x'.repeat(schema.maxLength + 1))
      for (const text of wrong) problem(await ask(text), 422, name)
      problem(await keys.all.call('GET', `/complaints?${name}=1&${name}=2`), 422, name)
    }
  })

  test('[4.12-a] one act on several: each by itself, with its own right, once for a key', async (t) => {
    const { client, token, read, act } = await api().desk('handler')
    const { keys } = api()
    const send = (json, headers = {}, from = client) =>
      from.call('POST', '/bulk', { json, headers: { ...(from === client ? { 'form-token': token } : {}), ...headers } })
    const of = (...references) => references.map((reference) => ({ reference }))
    const one = (await filed()).reference
    const two = (await filed()).reference
    const notes = async (reference) => (await read(reference)).entries.filter(({ text }) => text === 'The same batch.').length
    const note = { act: 'note', text: 'The same batch.', complaints: of(one, two) }

    await t.test('what is missing or wrong for all is said at once, and nothing is done', async () => {
      problem(await send({ ...note, act: 'dance' }), 422, 'act')
      problem(await send({ ...note, text: ' ' }), 422, 'text')
      problem(await send({ ...note, complaints: [] }), 422, 'complaints')
      problem(await send({ ...note, complaints: [{ case: one }] }), 422, 'complaints.0.case')
      problem(await send({ ...note, complaints: of(...Array(201).fill(one)) }), 409)
      problem(await send({ ...note, complaints: of(one, two, one) }), 422, 'complaints.2.reference')
      problem(await send({ act: 'assign', complaints: of(one) }), 422, 'choice')
      problem(await send({ act: 'assign', choice: 'nobody', complaints: of(one) }), 422, 'choice')
      problem(await send({ act: 'send', choice: 'No such team', text: 'x', complaints: of(one) }), 422, 'choice')
      problem(await send(note, { 'idempotency-key': 'with blanks' }), 422, 'Idempotency-Key')
      problem(await send(note, {}, api().anybody), 401)
      problem(await send(note, {}, keys.reader), 404)
      assert.deepEqual([await notes(one), await notes(two)], [0, 0])
    })

    await t.test('sent again with the key it is done once, and what failed before is tried', async () => {
      const key = { 'idempotency-key': 'batch-7' }
      const first = await send(note, key)
      assert.equal(first.status, 200, first.text)
      assert.deepEqual([first.json.done, first.json.failed], [2, 0])
      assert.deepEqual(first.json.results.map(({ reference, done, status, why }) => [reference, done, status, why]),
        [[one, true, 200, null], [two, true, 200, null]])
      const again = await send(note, key)
      assert.equal(again.text, first.text)
      assert.deepEqual([await notes(one), await notes(two)], [1, 1])
      problem(await send({ ...note, text: 'Another one.' }, key), 422, 'Idempotency-Key')
      problem(await send({ ...note, complaints: of(one) }, key), 422, 'Idempotency-Key')
      const theirs = await send(note, key, keys.all)
      assert.equal(theirs.json.results[0].why, null, 'the key belongs to whoever sent it')
      assert.equal(await notes(one), 2)
      await send(note)
      assert.equal(await notes(one), 3, 'without a key each request is another')

      const away = { act: 'assign', choice: 'manager', complaints: of(one, two) }
      await done(act(one, 'assign', { owner: 'handler' }))
      const tried = await send(away, { 'idempotency-key': 'assign-7' })
      assert.deepEqual(tried.json.results.map(({ done, status }) => [done, status]), [[false, 422], [true, 200]])
      assert.equal(tried.json.results[0].why, 'Write why it is handed over.')
      await done(act(one, 'assign', { reason: 'Anybody.' }))
      const retried = await send(away, { 'idempotency-key': 'assign-7' })
      assert.deepEqual(retried.json.results.map(({ done, why }) => [done, why]), [[true, null], [true, 'It was done before.']])
      assert.equal((await read(one)).owner, 'User manager')
    })

    await t.test('[4.7-a] what is not for whoever asks looks as what does not exist', async () => {
      const conflict = (await filed()).reference
      await done(act(conflict, 'conflicts', { kind: 'declared', why: 'A cousin.' }))
      const north = (await keys.north.file({ description: 'Of the north' })).json.reference
      const { results } = (await send({ ...note, complaints: of(conflict, '1999-000001', one) })).json
      assert.deepEqual(results.map(({ status }) => status), [404, 404, 200])
      assert.equal(results[0].why, results[1].why, 'barred and missing')
      const theirs = (await send({ ...note, complaints: of(one, '1999-000001', north) }, {}, keys.north)).json
      assert.deepEqual([theirs.done, theirs.failed], [1, 2])
      assert.equal(theirs.results[0].why, theirs.results[1].why, 'of another team and missing')
      // The gateway's role may note, and set nothing aside.
      const gate = { act: 'set-aside', choice: 'spam', text: 'Advertising.', complaints: of(north) }
      assert.equal((await send(gate, {}, keys.gateway)).json.results[0].status, 404)
      assert.equal((await send({ ...note, complaints: of(north) }, {}, keys.gateway)).json.done, 1)
    })

    await t.test('each act that there is', async () => {
      const main = (await filed()).reference
      const go = async (json) => {
        const { json: { done, results } } = await send({ complaints: of(one), ...json })
        assert.equal(done, 1, `${json.act}: ${results[0].why}`)
      }
      await go({ act: 'update', text: 'We are on it.' })
      assert.ok((await read(one)).entries.some(({ kind, text }) => kind === 'update' || text === 'We are on it.'))
      await go({ act: 'class', choice: 'P05', text: 'It is broken.' })
      assert.equal((await read(one)).class, 'P05')
      await go({ act: 'join', choice: main, text: 'The same kettle.' })
      await go({ act: 'send', choice: 'North', text: 'They know the house.' })
      await go({ act: 'set-aside', choice: 'spam', text: 'Advertising.', complaints: of(two) })
      assert.deepEqual((await send({ act: 'set-aside', choice: 'spam', text: 'x', complaints: of(two) })).json.results
        .map(({ done, status }) => [done, status]), [[false, 409]])
    })
  })

  test('[C10] [5.4.1-b] [8.3-a] what a person says: causes, that it was read, help, a call', async (t) => {
    const handler = await api().desk('handler')
    const manager = await api().desk('manager')
    const boss = await api().desk('top_management')
    const { keys } = api()
    const items = async ({ client }, where) => {
      const answer = await client.call('GET', where)
      assert.equal(answer.status, 200, answer.text)
      return answer.json.items
    }
    const say = ({ client, token }, where, json = {}) =>
      client.call('POST', where, { json, headers: { 'form-token': token } })

    await t.test('a significant complaint: told, looked at, confirmed', async () => {
      const { reference } = await filed({ description: 'A journalist asks.' })
      await done(handler.act(reference, 'assess', { ...ASSESSED, signals: 'media' }))
      problem(await keys.all.call('GET', '/notices'), 409)
      problem(await keys.all.call('POST', '/notices/seen', { json: { last: 1 } }), 409)
      const [notice] = await items(boss, '/notices?limit=1')
      assert.deepEqual([notice.reference, notice.kind, notice.read_at, notice.for_team], [reference, 'significant', null, false])
      assert.ok(notice.acknowledge_by > notice.at)
      problem(await say(handler, `/notices/${notice.id}/seen`), 404)
      problem(await say(boss, '/notices/0x1/seen'), 404)
      const before = (await boss.client.call('GET', '/notices')).json.waiting
      assert.equal((await say(boss, `/notices/${notice.id}/seen`)).json.waiting, before - 1)
      assert.ok((await items(boss, '/notices'))[0].read_at)
      problem(await handler.act(reference, 'confirm-read'), 409)
      problem(await keys.all.call('POST', `/complaints/${reference}/confirm-read`), 409)
      problem(await boss.act(reference, 'confirm-read', {}, { 'if-match': '"1"' }), 409)
      await done(boss.act(reference, 'confirm-read'))
      problem(await boss.act(reference, 'confirm-read'), 409)
      assert.ok((await items(boss, '/notices'))[0].acknowledged_at)
    })

    await t.test('help is asked of the superior, and answered by somebody else', async () => {
      const { reference, code } = await filed({ description: 'It is beyond us.' })
      const at = `/complaints/${reference}/help`
      problem(await handler.act(reference, 'help', { reason: ' ' }), 422, 'reason')
      problem(await keys.all.call('POST', at, { json: { reason: 'x' } }), 409)
      await done(handler.act(reference, 'help', { reason: 'Nobody here may pay so much.' }))
      problem(await handler.act(reference, 'help', { reason: 'Again.' }), 409)
      problem(await handler.act(reference, 'help/answer', { opinion: 'Pay.', until: '2099-12-24' }), 404)
      const [told] = await items(manager, '/notices')
      assert.deepEqual([told.reference, told.kind], [reference, 'help_asked'])
      problem(await manager.act(reference, 'help/answer', { opinion: 'Pay.' }), 422, 'until')
      problem(await manager.act(reference, 'help/answer', { opinion: 'Pay.', until: '2020-01-01' }), 422, 'until')
      problem(await manager.act(reference, 'help/answer', { opinion: 'Pay.', until: '2099-12-24' }, { 'if-match': '"1"' }), 409)
      await done(manager.act(reference, 'help/answer', { opinion: 'Pay.', until: '2099-12-24' }))
      problem(await manager.act(reference, 'help/answer', { opinion: 'Pay.', until: '2099-12-24' }), 409)
      const [help] = await items(handler, at)
      assert.deepEqual([help.by, help.reason, help.answered_by, help.opinion, help.until],
        ['User handler', 'Nobody here may pay so much.', 'User manager', 'Pay.', '2099-12-24'])
      // What both wrote are notes: for a key with one scope they are not there, nor for the complainant.
      const [bare] = (await keys.reader.call('GET', at)).json.items
      assert.deepEqual([bare.by, bare.reason, bare.opinion], ['User handler', null, null])
      problem(await api().anybody.call('GET', at, { code }), 401)
      const unread = (await handler.client.call('GET', '/notices')).json
      assert.equal(unread.items[0].kind, 'help_answered')
      assert.ok((await say(handler, '/notices/seen', { last: unread.items[0].id })).json.waiting < unread.waiting)
      assert.deepEqual((await items(handler, '/notices')).filter((one) => !one.read_at && !one.for_team), [])
      problem(await say(handler, '/notices/seen', {}), 422, 'last')
    })

    await t.test('the list of notices goes on page by page', async () => {
      const all = (await items(manager, '/notices?limit=200')).map(({ id }) => id)
      assert.ok(all.length > 1)
      const found = []
      for (let after = ''; after !== null;) {
        const { json } = await manager.client.call('GET', `/notices?limit=1${after && `&after=${after}`}`)
        found.push(...json.items.map(({ id }) => id))
        after = json.next
      }
      assert.deepEqual(found, all)
      problem(await manager.client.call('GET', '/notices?after=t1.1'), 422, 'after')
      problem(await manager.client.call('GET', '/notices?limit=0'), 422, 'limit')
    })

    await t.test('dates that were missed have a cause, which is counted', async () => {
      const { reference } = await filed({ description: 'Of last winter.', channel: 'letter', received_at: '2025-12-01T09:00:00Z' })
      await done(handler.act(reference, 'acknowledge', { way: 'letter', text: 'We have your letter.' }))
      const at = `/complaints/${reference}/breaches`
      const found = await items(handler, at)
      assert.ok(found.length > 0)
      assert.ok(found.every(({ missed_at, cause, title }) => missed_at && cause === null && title))
      const [{ id }] = found
      problem(await handler.act(reference, `breaches/${id}/cause`, { cause: 'laziness' }), 422, 'cause')
      problem(await handler.act(reference, `breaches/${id}/cause`, { cause: 'other' }), 422, 'text')
      problem(await handler.act(reference, 'breaches/x/cause', { cause: 'other', text: 'x' }), 409)
      problem(await keys.all.call('POST', `${at}/${id}/cause`, { json: { cause: 'other', text: 'x' } }), 409)
      problem(await handler.act(reference, `breaches/${id}/cause`, { cause: 'other', text: 'x' }, { 'if-match': '"1"' }), 409)
      await done(handler.act(reference, `breaches/${id}/cause`, { cause: 'other', text: 'The archive was flooded.' }))
      const said = (await items(handler, at)).find((one) => one.id === id)
      assert.deepEqual([said.cause, said.text, said.said_by], ['other', 'The archive was flooded.', 'User handler'])
      const bare = (await keys.reader.call('GET', at)).json.items.find((one) => one.id === id)
      assert.deepEqual([bare.cause, bare.text], ['other', null])

      const missed = await items(handler, '/dates?view=missed&cause=other')
      assert.deepEqual(missed.map((one) => [one.id, one.reference, one.cause]), [[id, reference, 'other']])
      const overdue = await items(handler, '/dates?view=overdue&limit=200')
      assert.ok(overdue.some((one) => one.reference === reference))
      const first = (await handler.client.call('GET', '/dates?view=overdue&limit=1')).json
      const second = (await handler.client.call('GET', `/dates?view=overdue&limit=1&after=${first.next}`)).json
      assert.deepEqual([first, second].map(({ items }) => items[0].id), overdue.slice(0, 2).map((one) => one.id))
      problem(await handler.client.call('GET', `/dates?view=missed&after=${first.next}`), 422, 'after')
      problem(await handler.client.call('GET', '/dates'), 422, 'view')
      problem(await handler.client.call('GET', '/dates?view=all'), 422, 'view')
      assert.deepEqual((await keys.north.call('GET', '/dates?view=missed&cause=other')).json.items, [])
      assert.equal((await keys.reader.call('GET', '/dates?view=missed&cause=other')).json.items.length, 1)
      const counted = await items(manager, '/dates/causes')
      assert.equal(counted.find(({ cause }) => cause === 'other').n, 1)
      problem(await handler.client.call('GET', '/dates/causes'), 404)
    })

    await t.test('what came of looking back is read by those who lead', async () => {
      for (const where of ['/analyses', '/appraisals', '/budget', '/means', '/management-reviews']) {
        assert.equal((await manager.client.call('GET', where)).status, 200, where)
        problem(await handler.client.call('GET', where), 404)
      }
      for (const where of ['/analyses', '/appraisals', '/management-reviews', '/means', '/objectives']) {
        for (const [asked, name] of [['after=2026-10-31.1', 'after'], ['after=n1.1', 'after'], ['after=a1.0', 'after'],
          [`after=${where[1]}99999999999.1`, 'after'], ['limit=0', 'limit'], ['limit=many', 'limit'], ['before=3', 'before']]) {
          problem(await manager.client.call('GET', `${where}?${asked}`), 422, name)
        }
      }
      problem(await manager.client.call('GET', '/appraisals?after=a1.1'), 422, 'after')
      for (const where of ['/policies', '/objectives'])
        for (const one of [manager, handler]) assert.deepEqual((await one.client.call('GET', where)).json.items, [], where)
    })

    await t.test('a follow-up call is written down', async () => {
      const { reference } = await filed()
      problem(await handler.act(reference, 'call', { call: 'reached', satisfaction: 5 }), 409)
      await done(handler.act(reference, 'direct-elsewhere', { scope: 'employment', text: 'The works council.' }))
      await done(handler.act(reference, 'close', { reason: 'directed_elsewhere', why: 'Of employment.', lessons: 'None.' }), 'closed')
      problem(await handler.act(reference, 'call', { call: 'shouted' }), 422, 'call')
      problem(await handler.act(reference, 'call', { call: 'reached', satisfaction: 9 }), 422, 'satisfaction')
      problem(await handler.act(reference, 'call', { call: 'reached', satisfaction: 4, again: true }), 422, 'comment')
      problem(await keys.all.call('POST', `/complaints/${reference}/call`, { json: { call: 'declined' } }), 409)
      problem(await handler.act(reference, 'call', { call: 'declined' }, { 'if-match': '"1"' }), 409)
      for (const said of [{ satisfaction: 1 }, { fair: 'no' }, { outcome: 1 }, { comment: 'It drips.' },
        { comment: 'It drips.', again: true }, { answers: [{ name: 'any', value: '1' }] }]) {
        problem(await handler.act(reference, 'call', { call: 'not_reached', ...said }), 422, 'call')
      }
      await done(handler.act(reference, 'call', { call: 'not_reached' }), 'closed')
      const said = await done(handler.act(reference, 'call',
        { call: 'reached', satisfaction: 2, fair: 'no', outcome: 1, comment: 'It drips again.', again: true }))
      assert.notEqual(said.stage, 'closed', 'they want it looked at again')
    })
  })

  test('[C2] the day of receipt is corrected over the API', async () => {
    const { reference } = await filed({})
    const { act, read } = await api().desk('handler')
    const day = (days) => new Date(Date.now() + days * 864e5).toISOString().slice(0, 10)
    const correction = { received_on: day(-6), reason: 'The parent company had it.' }
    problem(await act(reference, 'correct-receipt', { ...correction, received_on: day(2) }), 422, 'received_on')
    problem(await act(reference, 'correct-receipt', { ...correction, reason: ' ' }), 422, 'reason')
    await done(act(reference, 'correct-receipt', correction))
    const shown = await read(reference)
    assert.ok(Date.parse(shown.received_at) < Date.parse(day(-5)))
    assert.ok(shown.clocks.some(({ why }) => why.some(({ kind }) => kind === 'receipt_corrected')))
    problem(await act(reference, 'correct-receipt', correction), 422, 'received_on')
  })

  // A procedure with tables, files, records of reportability and a copy, in force from here on.
  test('what a procedure adds is done over the API as at the desk', async (t) => {
    const { keys, server } = api()
    takePack(server, 'ours', readFileSync(new URL('../../data/packs/product_quality.yaml', import.meta.url), 'utf8')
      .replace(/^pack: .*/m, 'pack: ours')
      .replace(/^fields:/m, `copies:
  - {name: all, at: [received], team: South, asks: [learning], en: To South, zh-Hans: a, zh-Hant: b, vi: c}
fields:`)
      .replace(/^clocks:/m, `letters:
  - {name: holding, en: Holding letter, zh-Hans: a, zh-Hant: b, vi: c, blocks: [{en: Ask the arbiter., zh-Hans: a, zh-Hant: b, vi: Hỏi trọng tài.}]}
clocks:
  - {name: visit, starts: [received], stops: [closed], unit: days, length: 3, holding: holding, source: ours, en: Visit, zh-Hans: a, zh-Hant: b, vi: c}`))
    server.addUser('southerner', 'handler', 'South')
    const { reference } = await filed({ class: 'goods', description: 'It burst into flames.' })
    const handler = await api().desk('handler')
    const manager = await api().desk('manager')
    const south = await api().desk('southerner')
    const { act, read } = handler
    const items = async (client, where) => {
      const answer = await client.call('GET', where)
      assert.equal(answer.status, 200, answer.text)
      return answer.json.items
    }
    const at = (what) => `/complaints/${reference}/${what}`

    await t.test('tables and files of own fields', async () => {
      const row = (cells) =>
        ({ cells: Object.entries(cells).map(([column, value]) => ({ column, value })) })
      const evidence = (...rows) => ({ fields: [{ name: 'evidence', rows }] })
      problem(await act(reference, 'fields', evidence(row({ kind: 'sample' }))), 422,
        'fields.evidence-0-what')
      problem(await act(reference, 'fields', evidence(row({ colour: 'red' }))), 422,
        'fields.evidence-0-colour')
      await done(act(reference, 'fields', evidence(row({ kind: 'sample', what: 'The kettle' }),
        row({ kind: 'record', what: 'The bill', got_on: '2026-11-20' }))))
      const body = new FormData()
      body.append('file', new Blob(['%PDF-1.4\n%%EOF\n'], { type: 'application/pdf' }), 'report.pdf')
      const sent = await keys.all.call('POST', at('files'), { body })
      assert.equal(sent.status, 201, sent.text)
      const [{ id }] = sent.json.files
      const report = (value) => ({ fields: [{ name: 'inspection_report', value }] })
      problem(await act(reference, 'fields', report('999999')), 422, 'fields.inspection_report')
      await done(act(reference, 'fields', report(id)))
      const { fields } = await read(reference)
      const named = (name) => fields.find((one) => one.name === name)
      assert.equal(named('inspection_report').value, id)
      assert.deepEqual(named('evidence').rows.map(({ cells }) => cells.map(({ value }) => value)),
        [['sample', 'The kettle'], ['record', 'The bill', '2026-11-20']])
    })

    await t.test('[C7] a delay is told while the date stays', async () => {
      const clock = async () => (await read(reference)).clocks.find(({ name }) => name === 'visit')
      const { due_at: due } = await clock()
      const day = (days) => new Date(Date.now() + days * 864e5).toISOString().slice(0, 10)
      const delay = { clock: 'visit', reason: 'The lift is broken.', expected_on: day(9) }
      problem(await act(reference, 'tell-delay', { ...delay, clock: 'decision' }), 422, 'clock')
      problem(await act(reference, 'tell-delay', { ...delay, reason: ' ' }), 422, 'reason')
      problem(await act(reference, 'tell-delay', { ...delay, expected_on: day(1) }), 422, 'expected_on')
      await done(act(reference, 'tell-delay', delay))
      assert.equal((await clock()).due_at, due)
      assert.equal((await clock()).expected_on, day(9))
      assert.match((await read(reference)).entries.at(-1).text, /The lift is broken\.[^]*\n\nHỏi trọng tài\.$/)
      problem(await act(reference, 'tell-delay', delay), 422, 'reason')
      assert.equal((await keys.all.call('POST', at('tell-delay'), { json: { ...delay, expected_on: day(10) } })).status, 200)
    })

    await t.test('[REG-S1] [REG-S2] records of reportability', async () => {
      await done(act(reference, 'fields', { fields: [{ name: 'quality_problem', value: 'quality' }] }))
      await done(act(reference, 'assess', { ...ASSESSED, safety: 'actual' }))
      const list = () => items(handler.client, at('reportability'))
      const one = async (regime) => (await list()).find((item) => item.regime === regime)
      assert.ok((await list()).length > 1)
      assert.equal((await one('eu_gpsr')).decision, null)
      const cells = [{ column: 'accident', value: 'no' }, { column: 'dangerous', value: 'no' }]
      const decision = { decision: 'not_reportable', reasons: 'A single one.', answers: cells }
      const decide = (json) => act(reference, 'reportability/eu_gpsr/decide', json)
      problem(await act(reference, 'reportability/none/decide', decision), 404)
      problem(await decide({ ...decision, decision: 'perhaps' }), 422, 'decision')
      problem(await decide({ ...decision, answers: [{ column: 'x', value: 'no' }] }), 422, 'answers.x')
      problem(await decide({ ...decision, answers: cells.slice(0, 1) }), 422, 'answers.dangerous')
      problem(await decide({ ...decision, reasons: ' ' }), 422, 'reasons')
      problem(await keys.all.call('POST', at('reportability/eu_gpsr/decide'), { json: decision }), 409)
      await done(decide(decision))
      assert.deepEqual((await one('eu_gpsr')).answers, cells)
      assert.equal((await one('eu_gpsr')).awaits_second, true)
      problem(await act(reference, 'reportability/eu_gpsr/confirm'), 409)
      problem(await manager.act(reference, 'reportability/eu_gpsr/refuse', { reason: ' ' }), 422, 'reason')
      await done(manager.act(reference, 'reportability/eu_gpsr/refuse', { reason: 'Two by now.' }))
      assert.equal((await one('eu_gpsr')).decision, null)
      await done(decide(decision))
      await done(manager.act(reference, 'reportability/eu_gpsr/confirm'))
      assert.equal((await one('eu_gpsr')).confirmed_by, 'User manager')
      const cpsa = ['defect', 'risk', 'rule'].map((column) => ({ column, value: 'yes' }))
      await done(act(reference, 'reportability/us_cpsa/decide',
        { decision: 'reportable', reasons: 'It burns.', answers: cpsa }))
      const received = (await read(reference)).received_at.slice(0, 10)
      problem(await act(reference, 'reportability/us_cpsa/filed', { filed_on: '2020-01-01' }), 422, 'filed_on')
      await done(act(reference, 'reportability/us_cpsa/filed', { filed_on: received, number: 'CPSC-7' }))
      assert.equal((await one('us_cpsa')).number, 'CPSC-7')
      assert.equal((await items(keys.all, at('reportability'))).length, (await list()).length)
    })

    await t.test('copies: what waits, and taking note', async () => {
      const [copy] = await items(south.client, '/copies')
      assert.deepEqual([copy.reference, copy.title], [reference, 'To South'])
      problem(await keys.all.call('GET', '/copies'), 404)
      const [mine] = await items(handler.client, at('copies'))
      assert.deepEqual([mine.id, mine.team, mine.noted_by], [copy.id, 'South', null])
      problem(await keys.all.call('POST', at(`copies/${copy.id}/note`)), 404)
      const learnt = (name) => ({ fields: [{ name, value: 'Fuses are tried before the sale.' }] })
      problem(await south.act(reference, `copies/${copy.id}/fields`, learnt('correction')), 422, 'fields.correction')
      await done(south.act(reference, `copies/${copy.id}/fields`, learnt('learning')))
      assert.equal((await read(reference)).fields.find(({ name }) => name === 'learning').value, 'Fuses are tried before the sale.')
      await done(south.act(reference, `copies/${copy.id}/note`))
      problem(await south.act(reference, `copies/${copy.id}/note`), 409)
      assert.equal((await items(handler.client, at('copies')))[0].noted_by, 'User southerner')
      assert.deepEqual(await items(south.client, '/copies'), [])
    })

    await t.test('the list of copies goes on page by page', async () => {
      const waits = []
      for (let i = 0; i < 3; i++) waits.push((await filed({ class: 'goods' })).reference)
      const pages = []
      for (let after = ''; after !== null;) {
        const { json } = await south.client.call('GET', `/copies?limit=2${after && `&after=${after}`}`)
        pages.push(json.items.map((one) => one.reference))
        after = json.next
      }
      assert.deepEqual(pages, [waits.slice(0, 2), waits.slice(2)])
      problem(await south.client.call('GET', '/copies?after=t0.1'), 422, 'after')
      for (let i = 0; i < 49; i++) waits.push((await filed({ class: 'goods' })).reference)
      const first = (await south.client.call('GET', '/copies')).json
      assert.equal(first.items.length, 50)
      const rest = (await south.client.call('GET', `/copies?after=${first.next}`)).json
      assert.deepEqual([...first.items, ...rest.items].map((one) => one.reference), waits)
      assert.equal(rest.next, null)
      const shown = async (where) => (await south.client.get(where)).text
      const page = await shown('/desk/copies')
      const [, next] = page.match(/href="(\/desk\/copies\?after=\d+)">Next</)
      assert.ok(page.includes(waits[49]) && !page.includes(waits[50]))
      const last = await shown(next)
      assert.ok(last.includes(waits[51]) && !last.includes(waits[49]) && !/>Next</.test(last))
    })

    await t.test('publication takes two people', async () => {
      const text = 'A kettle burst into flames. All of its kind were called back.'
      problem(await act(reference, 'publications', { text, language: 'xx' }), 422, 'language')
      problem(await act(reference, 'publications',
        { text: `${text} ${api().example.complainant.name}`, language: 'en' }), 422, 'text')
      problem(await keys.all.call('POST', at('publications'), { json: { text, language: 'en' } }), 409)
      await done(act(reference, 'publications', { text, language: 'en' }))
      const [proposed] = await items(manager.client, at('publications'))
      assert.deepEqual([proposed.text, proposed.public, proposed.proposed_by], [text, false, 'User handler'])
      const to = (what) => `publications/${proposed.id}/${what}`
      problem(await act(reference, to('approve')), 404)
      problem(await manager.act(reference, 'publications/99999/approve'), 409)
      await done(manager.act(reference, to('approve')))
      assert.equal((await items(manager.client, at('publications')))[0].public, true)
      await done(manager.act(reference, to('end')))
      assert.equal((await items(manager.client, at('publications')))[0].ended_by, 'User manager')
    })
  })

  test('an act looks at its members first, then how the complaint stands', async () => {
    const closed = await filed()
    const open = await filed()
    const sessions = [await api().desk('manager'), await api().desk('handler')]
    await done(sessions[1].act(closed.reference, 'direct-elsewhere', { scope: 'employment', text: 'Ask there.' }))
    await done(sessions[1].act(closed.reference, 'close', { reason: 'directed_elsewhere', why: 'x', lessons: 'x' }))
    const { description } = api().contract
    const prefix = '/api/v1/complaints/{reference}/'
    const free = []
    let asked = 0
    for (const [path, { post }] of Object.entries(description.paths)) {
      const act = path.slice(prefix.length)
      if (!post || !path.startsWith(prefix) || act === 'access') continue // access is no act on the case
      const ref = post.requestBody?.content['application/json']?.schema.$ref
      if (post.requestBody && !ref) continue // files
      const { required } = ref ? description.components.schemas[ref.split('/').at(-1)] : {}
      if (!required?.length) { free.push(act); continue }
      for (const { reference, code } of [closed, open]) {
        const to = act.replace(/\{\w+\}/g, '1')
        let answer = await api().anybody.call('POST', `/complaints/${reference}/${to}`, { json: {}, code })
        for (const one of sessions) if ([401, 404].includes(answer.status)) answer = await one.act(reference, to, {})
        problem(answer, 422, required.find((member) => member === answer.json.field) ?? `one of ${required} for ${act}`)
        asked++
      }
    }
    assert.ok(asked > 90, `${asked} were asked`)
    const text = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8')
    const rows = text.split('### Members first')[1].split('\n\n').find((part) => part.startsWith('| act'))
    const said = rows.split('\n').slice(2).flatMap((row) => [...row.split(' | ')[0].matchAll(/`([^`]+)`/g)])
    assert.deepEqual(said.map(([, act]) => act).sort(), free.sort(), 'docs/api.md, "Members first"')
  })

  test('[4.12-a] absences: one\'s own, and those of whom one plans for', async () => {
    const handler = await api().desk('handler')
    const manager = await api().desk('manager')
    const auditor = await api().desk('auditor')
    const add = ({ client, token }, json) =>
      client.call('POST', '/absences', { json, headers: { 'form-token': token } })
    const end = ({ client, token }, id) =>
      client.call('POST', `/absences/${id}/end`, { headers: { 'form-token': token } })
    const days = { from: '2099-12-24', until: '2099-12-31' }
    problem(await add(manager, { ...days, staff: 'nobody', substitute: 'handler' }), 422, 'staff')
    problem(await add(manager, { ...days, substitute: 'nobody' }), 422, 'substitute')
    problem(await add(manager, { ...days, substitute: 'manager' }), 422, 'substitute')
    problem(await add(manager, { from: days.until, until: days.from, substitute: 'handler' }), 422, 'until')
    const sent = await add(manager, { ...days, staff: 'handler', substitute: 'manager' })
    assert.equal(sent.status, 201, sent.text)
    problem(await add(manager, { ...days, staff: 'handler', substitute: 'manager' }), 409)
    problem(await add(auditor, { ...days, staff: 'handler', substitute: 'manager' }), 422, 'staff')
    const { id } = sent.json
    for (const one of [handler, manager]) {
      const { items } = (await one.client.call('GET', '/absences')).json
      assert.deepEqual(items, [sent.json])
    }
    assert.deepEqual((await auditor.client.call('GET', '/absences')).json.items, [])
    problem(await end(auditor, id), 404)
    assert.ok((await end(handler, id)).json.ended_at)
    assert.deepEqual((await manager.client.call('GET', '/absences')).json.items, [])
  })
}
