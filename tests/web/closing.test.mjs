// One complaint through every branch of the closing gate, by the forms of portal and desk:
// accepted, rejected and reviewed, outside, withdrawn, opened again; and what the gate
// says while something is missing. 7.7 to 7.9
import assert from 'node:assert/strict'
import test from 'node:test'
import { engine, formOf } from './harness.mjs'
import { World } from './world.mjs'

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
      { done_on: new Date().toISOString().slice(0, 10), proof: 'Copy of the letter' })
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
