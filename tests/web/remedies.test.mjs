// Every kind of remedy as people give it: promised, told, carried out, verified, and what the
// complainant reads of it; what it costs, who pays, and the budget that is watched. 3.3, 7.7
import assert from 'node:assert/strict'
import { appendFileSync } from 'node:fs'
import path from 'node:path'
import test from 'node:test'
import { Client, engine, formOf } from './harness.mjs'
import { World } from './world.mjs'

const year = new Date().getUTCFullYear()
const due = `${year}-12-30`
const today = new Date().toISOString().slice(0, 10)

// What is typed at the promise, what at the proof, what the complainant reads, and what never.
const kinds = [
  { item: 127, kind: 'refund', promise: { amount: '30.00', method: 'Bank transfer', item: 'The kettle' },
    proof: { proof: 'Slip 7', returned: 'The kettle came back' }, reads: /Refund: €30\.00.*Item: The kettle/ },
  { item: 128, kind: 'replacement', promise: { item: 'Kettle K7', text: 'A new one' },
    proof: { returned: 'The old one was collected' }, reads: /Replacement: A new one Item: Kettle K7/ },
  { item: 129, kind: 'repair', promise: { work_order: 'W-12', text: 'The door is set right' },
    proof: { customer_ok: 'yes' }, reads: /Repair or rework: The door is set right/ },
  { item: 130, kind: 'compensation', promise: { amount: '40.00', head_of_loss: 'A lost evening',
    calculation: 'Two tickets' }, proof: { proof: 'Slip 8' }, reads: /Compensation: €40\.00/ },
  { item: 131, kind: 'voucher', promise: { amount: '20.00', valid_until: `${year + 1}-06-30`,
    terms: 'Not for cash.' }, missing: ['valid_until', /Write until when it is valid/],
    proof: { number: 'V-4711' }, lacks: [{}, /number or code of the voucher/],
    reads: /Coupon or voucher: €20\.00\. Valid until .*30 June.* Not for cash\./, then: /Number: V-4711/ },
  { item: 132, kind: 'goodwill', promise: { amount: '10.00', no_admission: 'yes', item: 'A box of tea' },
    proof: {}, reads: /Goodwill gift or token: €10\.00\. Item: A box of tea/ },
  { item: 133, kind: 'free_of_charge', promise: { amount: '55.00', item: 'The whole bill of table 4' },
    missing: ['amount', /Write the amount/], proof: { proof: 'Bill 88, crossed out' },
    lacks: [{}, /Write what proves it/], reads: /Free of charge, bill waived: €55\.00\. Item: The whole bill/ },
  { item: 134, kind: 'extra', promise: { text: 'A dessert for the table', cost: '6.00', currency: 'EUR' },
    missing: ['text', /Write what it consists of/], proof: {},
    reads: /Extra dish or extra service: A dessert for the table/, never: /6\.00/ },
  { item: 135, kind: 'apology', promise: { text: 'We are sorry.', form: 'in person', by_whom: 'The head' },
    proof: {}, reads: /Apology: We are sorry\./ },
  { item: 136, kind: 'training', promise: { topic: 'Serving on time', attendees: 'The evening shift',
    cost: '12.00', currency: 'EUR' }, missing: ['topic', /what the training is about/], proof: { result: 'Held' },
    reads: /Training and education of staff: Topic: Serving on time\./, never: /evening shift/, measure: true },
  { item: 137, kind: 'improvement', promise: { text: 'Orders go to the kitchen at once' },
    missing: ['text', /Write what it consists of/], proof: { result: 'The new way holds' },
    reads: /Improvement of a service or process: Orders go/, measure: true },
  { item: 138, kind: 'recall', promise: { item: 'Kettle K7', batch: '2026-03', reach: 'Sold in the north; by post.' },
    missing: ['batch', /Write which batch/], proof: { result: '812 of 900 came back' },
    lacks: [{}, /Write the result/], reads: /Product recall: Item: Kettle K7\. Batch: 2026-03\. Sold in the north/,
    measure: true },
  { item: 148, kind: 'loyalty', promise: { points: '500', valid_until: `${year + 1}-12-31` },
    missing: ['points', /points, or the discount/], proof: {},
    reads: /Loyalty reward: points or a discount: 500 points\. Valid until/ }
]

const plain = (html) => html.replace(/<[^>]*>/g, ' ').replace(/&#x27;|&#39;/g, '’').replace(/\s+/g, ' ')

// Up to what sum somebody promises alone, as an administrator gives it.
async function empower(admin, name, role, sum) {
  const list = await admin.get('/desk/settings/staff')
  const [, id] = list.text.match(new RegExp(`staff/(\\d+)">User ${name}<`))
  const path = `/desk/settings/staff/${id}/roles`
  const [, team] = (await admin.get(path)).text.match(/value="(\d+)"[^>]*>Reception/)
  const given = await admin.submit(path, { role, team, amount_limit: sum, currency: 'EUR' }, { action: '/roles' })
  assert.equal(given.status, 303)
}

async function make() {
  const world = await new World().make((server) => {
    appendFileSync(path.join(server.dir, 'redress.conf'), 'throttle:\n  track: { source: 100000, seconds: 600 }\n')
    server.addUser('boss', 'top_management')
    server.addUser('admin', 'administrator')
    server.addUser('checker', 'auditor')
  })
  const users = {}
  for (const name of ['boss', 'admin', 'checker']) users[name] = await new Client(world.server).login(world.server.users[name])
  await empower(users.admin, 'handler', 'handler', '200')
  await empower(users.admin, 'manager', 'manager', '5000')
  // A role that changes ends the sessions of whom it is.
  for (const name of ['handler', 'manager']) world.desk[name] = await new Client(world.server).login(world.server.users[name])
  return { world, users }
}

// What the complainant reads on the page of their complaint.
async function track(world, { reference, code }) {
  const answer = await new Client(world.server).post('/track', { reference, code })
  assert.equal(answer.status, 200)
  return answer.text
}

test(`[3.3-a] every kind of remedy on ${engine}`, async (t) => {
  const { world } = await make()
  t.after(() => world.server.stop())
  const filed = await world.investigated()
  const { reference } = filed
  const desk = world.desk.handler
  const base = { currency: 'EUR', owner: '1', due_on: due }

  for (const one of kinds) {
    await t.test(`[item ${one.item}] ${one.kind}: promised with its data`, async () => {
      const form = await desk.get(`/desk/complaints/${reference}/remedy?kind=${one.kind}`)
      for (const name of Object.keys(one.promise)) {
        assert.match(form.text, new RegExp(`name="${name}"`), `${one.kind} asks ${name}`)
      }
      const fields = { ...base, kind: one.kind, ...one.promise }
      if (one.missing) {
        const [name, words] = one.missing
        await world.refused('handler', reference, 'remedy', { ...fields, [name]: '' }, words)
      }
      await world.done('handler', reference, 'remedy', fields)
    })
  }

  await t.test('[item 139] cost, source and approval stand beside each', async () => {
    const respond = plain((await desk.get(`/desk/complaints/${reference}/respond`)).text)
    assert.match(respond, /costs us €55\.00 · paid by: Budget for remedies/)
    assert.match(respond, /costs us €6\.00 · paid by: Budget for remedies/)
    assert.match(respond, /you may promise up to €200\.00 in all/)
    const page = plain((await desk.get(`/desk/complaints/${reference}`)).text)
    assert.match(page, /Measures for everybody 3/)
    assert.match(page, /costs us €12\.00/)
  })

  const ids = []
  await t.test('[7.8-b] told: the letter names each, and no member of staff', async () => {
    await world.respond('handler', reference)
    const parts = await world.letter('handler', reference)
    for (const one of kinds) {
      assert.match(parts.letter_remedy, one.reads)
      if (one.never) assert.doesNotMatch(parts.letter_remedy, one.never)
    }
    assert.match(parts.letter_remedy, /What we do because of your complaint:\n.*Training/)
    const page = await desk.get(`/desk/complaints/${reference}/respond`)
    ids.push(...[...page.text.matchAll(/remedies\/(\d+)"/g)].map((m) => m[1]))
    assert.equal(ids.length, kinds.length)
    await world.decide('handler', reference)
    const seen = plain(await track(world, filed))
    for (const one of kinds) {
      assert.match(seen, one.reads, `${one.kind} on the page of the complainant`)
      if (one.never) assert.doesNotMatch(seen, one.never)
    }
    assert.match(seen, /What we do because of your complaint .*Training and education/)
    assert.doesNotMatch(seen, /V-4711/, 'a voucher has no number before it is handed over')
    await world.done('handler', reference, 'answer', { answer: 'accepted', text: 'Good.' })
  })

  for (const [i, one] of kinds.entries()) {
    await t.test(`[item ${one.item}] ${one.kind}: carried out, verified, and the complainant sees it`, async () => {
      const act = `remedies/${ids[i]}`
      if (one.lacks) {
        await world.refused('handler', reference, `${act}/carry-out`, { done_on: today, ...one.lacks[0] }, one.lacks[1])
      }
      const before = (await track(world, filed)).match(/Done on/g)?.length ?? 0
      await world.done('handler', reference, `${act}/carry-out`, { done_on: today, ...one.proof })
      await world.done('second', reference, `${act}/verify`, { verified: 'yes' })
      const seen = await track(world, filed)
      assert.equal(seen.match(/Done on/g).length, before + 1)
      if (one.then) assert.match(plain(seen), one.then)
    })
  }

  await t.test('the log verifies, and the figures with it', () => {
    world.server.cli('verify')
  })
})

test(`[item 139] the remedy budget is watched on ${engine}`, async (t) => {
  const { world, users } = await make()
  t.after(() => world.server.stop())
  const { manager, handler } = world.desk
  const first = await world.investigated()
  const list = '/desk/settings/budgets'
  const budget = { fund: 'remedies', team: '0', period: 'year', from_month: `${year}-01`, currency: 'EUR', amount: '300.00', warn: '50' }
  const add = (fields) => world.send('handler', first.reference, 'remedy', { kind: 'goodwill', no_admission: 'no', currency: 'EUR', owner: '1', due_on: due, ...fields })

  await t.test('set by an administrator or a manager, with clear errors', async () => {
    const wrong = await users.admin.submit(`${list}/new`, { ...budget, from_month: 'May' }, { action: '/new' })
    assert.equal(wrong.status, 422)
    assert.match(wrong.text, /Write a month as 2026-11/)
    assert.equal((await users.admin.submit(`${list}/new`, budget, { action: '/new' })).status, 303)
    const twice = await manager.submit(`${list}/new`, budget, { action: '/new' })
    assert.match(twice.text, /There is such a budget already/)
    assert.match((await manager.get(list)).text, new RegExp(`Budget for remedies, ${year}`))
    assert.equal((await handler.get(list)).status, 404)
    assert.equal((await users.boss.get(list)).status, 404)
  })

  await t.test('a promise past the share is given a reason', async () => {
    assert.equal((await add({ amount: '100.00' })).status, 303)
    const asked = await add({ amount: '60.00', item: 'A basket of fruit' })
    assert.equal(asked.status, 422)
    assert.match(plain(asked.text), /54% of the budget “Budget for remedies” would be spent/)
    assert.match(asked.text, /A basket of fruit/, 'nothing is lost')
    assert.match(asked.text, /name="over_why"/)
    assert.equal((await add({ amount: '60.00', over_why: 'They waited for weeks.' })).status, 303)
    const form = plain((await handler.get(`/desk/complaints/${first.reference}/remedy?kind=goodwill`)).text)
    assert.match(form, new RegExp(`Budgets that are nearly used up Budget for remedies, ${year} 54% of it`))
  })

  await t.test('over the whole a second person approves it', async () => {
    const over = await add({ amount: '150.00' })
    assert.match(plain(over.text), /104% of the budget .* a second person then has to approve it/)
    assert.equal((await add({ amount: '150.00', over_why: 'The only fair sum.' })).status, 303)
    await world.respond('handler', first.reference)
    const next = async (client) => (await client.get(`/desk/complaints/${first.reference}`)).text
      .match(/class="button second" href="[^"]*">([^<]*)/)[1]
    assert.deepEqual([await next(manager), await next(handler)], ['Approve the proposal', 'Decide'])
    const page = plain((await manager.get(`/desk/complaints/${first.reference}/approve`)).text)
    assert.match(page, /costs us €150\.00 · paid by: Budget for remedies · although the budget: The only fair sum\./)
    await world.done('manager', first.reference, 'approve', { verdict: 'approve', reasons: 'It is fair.' })
    const after = plain((await handler.get(`/desk/complaints/${first.reference}/respond`)).text)
    assert.match(after, /approved by User manager/)
  })

  await t.test('planned, promised, delivered, left and over are on one page', async () => {
    const row = async (client = manager) => plain((await client.get('/desk/budget')).text)
    assert.match(await row(), /All teams €300\.00 €310\.00 €0\.00 €0\.00 €10\.00 over 104% exceeded/)
    await world.decide('handler', first.reference)
    assert.match(await row(users.boss), /€300\.00 €0\.00 €310\.00 €0\.00 €10\.00 over/)
    await world.done('handler', first.reference, 'answer', { answer: 'accepted', text: 'Good.' })
    const ids = [...(await handler.get(`/desk/complaints/${first.reference}/respond`)).text.matchAll(/remedies\/(\d+)"/g)].map((m) => m[1])
    await world.done('handler', first.reference, `remedies/${ids[0]}/carry-out`, { done_on: today, proof: 'Slip' })
    assert.match(await row(users.checker), /€300\.00 €0\.00 €210\.00 €100\.00 €10\.00 over/)
    const csv = await manager.get('/desk/budget.csv')
    assert.match(csv.text.replaceAll('"', ''), new RegExp(`Budget for remedies,All teams,${year}-01,${year}-12,EUR,300\\.00,0\\.00,210\\.00,100\\.00,0\\.00,10\\.00,104`))
    for (const client of [handler, users.admin]) assert.equal((await client.get('/desk/budget')).status, 404)
  })

  await t.test('another source, another year, another team are not in it', async () => {
    assert.match((await manager.get(`/desk/budget?year=${year - 1}`)).text, /No budget is set for this year/)
    const other = await world.investigated()
    await world.done('handler', other.reference, 'remedy', { kind: 'goodwill', no_admission: 'no', amount: '150.00', currency: 'EUR', owner: '1', due_on: due, fund: 'insurance' })
    assert.match(plain((await manager.get('/desk/budget')).text), /€300\.00 €0\.00 €210\.00 €100\.00/)
  })

  await t.test('what is closed undone counts no more, and who is barred from a case sees it in no sum', async () => {
    const seen = async (client) => plain((await client.get('/desk/budget')).text).match(/€300\.00 (€\S+) (€\S+)/).slice(1, 3)
    const { reference } = await world.investigated()
    assert.equal((await world.send('handler', reference, 'remedy', { kind: 'goodwill', no_admission: 'no', amount: '20.00', currency: 'EUR', owner: '1', due_on: due, over_why: 'It is small.' })).status, 303)
    assert.deepEqual(await seen(manager), ['€20.00', '€210.00'])
    await world.done('handler', reference, 'withdraw', { reason: 'It was settled.' })
    await world.done('handler', reference, 'close', { reason: 'withdrawn', lessons: 'None.', survey: 'yes' })
    assert.deepEqual(await seen(manager), ['€0.00', '€210.00'])
    await world.done('handler', reference, 'reopen', { reason: 'It broke again.' })
    assert.deepEqual(await seen(manager), ['€20.00', '€210.00'])
    await world.act('manager', reference, 'conflicts', { kind: 'declared', why: 'A neighbour.' })
    assert.deepEqual(await seen(manager), ['€0.00', '€210.00'])
    assert.deepEqual(await seen(users.boss), ['€20.00', '€210.00'])
    await world.done('handler', reference, 'withdraw', { reason: 'It was settled.' })
    await world.done('handler', reference, 'close', { reason: 'withdrawn', lessons: 'None.', survey: 'yes' })
    assert.deepEqual(await seen(users.boss), ['€0.00', '€210.00'])
  })

  await t.test('the API says the same', async () => {
    const answer = await manager.api('GET', `/api/v1/budget?year=${year}`)
    assert.equal(answer.status, 200)
    const [one] = answer.json.items
    assert.deepEqual([one.amount, one.planned, one.promised, one.delivered, one.left, one.over, one.share], [30000, 0, 21000, 10000, 0, 1000, 104])
    assert.equal((await handler.api('GET', '/api/v1/budget')).status, 404)
  })

  await t.test('a budget is changed by one person at a time, and ends', async () => {
    const shown = await manager.get(list)
    const [, id] = shown.text.match(/budgets\/(\d+)"/)
    const stale = formOf((await users.admin.get(`${list}/${id}`)).text, `/${id}`).hidden
    assert.equal((await manager.submit(`${list}/${id}`, { amount: '1000.00', warn: '80' }, { action: `/${id}` })).status, 303)
    const late = await users.admin.post(`${list}/${id}`, { ...stale, amount: '400.00', warn: '80' })
    assert.match(late.text, /Somebody else changed this budget/)
    assert.match(plain((await manager.get('/desk/budget')).text), /€1,000\.00 €0\.00 €210\.00 €100\.00 €690\.00 31%/)
    assert.equal((await manager.submit(`${list}/${id}`, { amount: '1000.00', warn: '80', end: 'yes' }, { action: `/${id}` })).status, 303)
    assert.match((await manager.get('/desk/budget')).text, /No budget is set/)
  })

  await t.test('the sources are a list of the organisation', async () => {
    const answer = await users.admin.submit('/desk/settings/codes/funding_source/+', { code: 'chef', en: 'The kitchen', zh_hans: '厨房', zh_hant: '廚房', vi: 'Nhà bếp', position: '900' }, { action: '/+' })
    assert.equal(answer.status, 303)
    assert.match((await handler.get(`/desk/complaints/${first.reference}/remedy?kind=extra`)).text, /The kitchen|decided/)
  })

  await t.test('[4.7-a] who is barred from a case reads how a budget stands, and no number of it', async () => {
    const department = { ...budget, fund: 'department', amount: '100.00' }
    const gift = { kind: 'goodwill', no_admission: 'no', currency: 'EUR', owner: '1', due_on: due, fund: 'department' }
    const hidden = await world.investigated()
    const open = await world.investigated()
    const form = async (client) => plain((await client.get(`/desk/complaints/${open.reference}/remedy?kind=goodwill`)).text)
    const why = (answer) => plain(answer.text).match(/With this, [^;]*?it is needed all the same/)[0]
    assert.equal((await users.admin.submit(`${list}/new`, department, { action: '/new' })).status, 303)
    assert.equal((await world.send('handler', hidden.reference, 'remedy', { ...gift, amount: '60.00', over_why: 'They waited.' })).status, 303)
    await world.act('manager', hidden.reference, 'conflicts', { kind: 'declared', why: 'A neighbour.' })
    assert.match(await form(handler), /Budgets that are nearly used up [^.]* 60% of it/)
    assert.doesNotMatch(await form(manager), /Budgets that are nearly used up/)
    const near = why(await world.send('manager', open.reference, 'remedy', { ...gift, amount: '10.00' }))
    assert.match(near, /the budget “[^”]*” would be nearly used up/)
    assert.doesNotMatch(near, /\d/)
    const over = why(await world.send('manager', open.reference, 'remedy', { ...gift, amount: '50.00' }))
    assert.match(over, /the budget “[^”]*” would be exceeded/)
    assert.doesNotMatch(over, /\d/)
    assert.equal((await world.send('handler', open.reference, 'remedy', { ...gift, amount: '55.00', over_why: 'The only fair sum.' })).status, 303)
    assert.match(await form(handler), /Budgets that are nearly used up [^.]* 115% of it/)
    const stands = (await form(manager)).match(/Budgets that are nearly used up .*? used up\./)[0]
    assert.match(stands, /It is nearly used up\./)
    assert.doesNotMatch(stands, /%/)
  })

  await t.test('[3.3-c] what waits for a second person waits on when it came back and is saved a cent lower', async () => {
    const { reference } = await world.investigated()
    const gift = { kind: 'goodwill', no_admission: 'no', currency: 'EUR', owner: '1', due_on: due, fund: 'department', over_why: 'The only fair sum.' }
    await world.done('handler', reference, 'remedy', { ...gift, amount: '90.00' })
    await world.respond('handler', reference)
    await world.done('manager', reference, 'approve', { verdict: 'back', reasons: 'Too much at once.' })
    const [, id] = (await handler.get(`/desk/complaints/${reference}/respond`)).text.match(/remedies\/(\d+)/)
    await world.done('handler', reference, `remedies/${id}/alter`, { ...gift, amount: '89.99' })
    await world.done('manager', reference, 'approve', { verdict: 'approve', reasons: 'It is fair.' })
  })

  await t.test('the log verifies, and the figures with it', () => {
    world.server.cli('verify')
  })
})
