// The same again: a customer who meets a solved problem a second time. The program finds it some
// seconds after it came, and says on the case what was decided, promised and done the last time.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { openBrowser, sound } from './harness.mjs'
import { four, head, takePack } from './pack.mjs'
import { World } from './world.mjs'

const PACK = `${head('repeats', 'Repeats')}classes:
- {code: lift, ${four('Lift')}}
- {code: bill, ${four('Bill')}}
fields:
- {name: order_number, kind: text, stage: receipt, asked_of: complainant, ${four('Order number')}}
repeats: {months: 12, same: [class], fields: [order_number]}
significant:
- {code: third_time, repeats: 2, ${four('It came a third time')}}
`

let world
let server
let browser

before(async () => {
  world = await new World().make((server) => {
    server.addUser('top', 'top_management')
    server.addUser('wall', 'handler')
    takePack(server, 'repeats', PACK)
  })
  server = world.server
  browser = await openBrowser(server)
})
after(async () => {
  await browser?.close()
  await world?.server.stop()
})

const casePath = (reference) => `/desk/complaints/${reference}`

async function desk(name = 'handler', options = {}) {
  const page = await browser.page({ language: 'en', ...options })
  await browser.login(page, server.users[name])
  return page
}

const file = async (fields) => {
  const filed = await world.file(fields)
  await world.act('handler', filed.reference, 'class', { class: 'lift', reason: 'It is the lift.' })
  return filed.reference
}

// A lift that was repaired: decided, with a remedy promised and its cause known.
async function solved(fields) {
  const reference = await file(fields)
  await world.act('handler', reference, 'assess', {
    scope: 'inside', severity: 'negligible', safety: 'none', complexity: 'simple', impact: 'individual', need: 'no',
    validity: 'valid', reasons: 'One household cannot get home easily.'
  })
  await world.act('handler', reference, 'take-up', {})
  await world.act('handler', reference, 'begin-investigation', {})
  await world.act('handler', reference, 'investigate', {
    allegations: [{ text: 'The lift does not run.', finding: 'substantiated', finding_why: 'Its log says so.' }],
    plan: [{ kind: 'question', text: 'Since when does it stand still?', done: true },
      { kind: 'evidence', text: 'The log.', waived_why: 'It was shown on the spot.' }],
    hearing_waived: 'Everything is in the complaint.',
    causes: [{ code: 'C01', analysis: 'The door switch is worn.' }],
    end: true
  })
  const page = await world.desk.handler.get(`${casePath(reference)}/respond`)
  const [, field] = page.text.match(/name="(answer_\d+)"/)
  await world.done('handler', reference, 'respond', {
    [field]: 'The switch is replaced.', preventive: 'All door switches are checked each month.',
    remedy_none: 'The repair is the remedy.'
  })
  await world.decide('handler', reference)
  return reference
}

// The clerk comes by within seconds.
async function found(page, reference) {
  for (let i = 0; i < 120; i++) {
    await page.goto(casePath(reference))
    if (await page.locator('.again').count()) return
    await page.waitForTimeout(250)
  }
  assert.fail(`${reference} was not found to be the same again`)
}

const form = (page, heading) => page.locator('section.keep-form', { hasText: heading })

let first
let second

test('[item 149] the same problem at the next contact is flagged, with what was found the last time', async () => {
  first = await solved({})
  second = await file({ description: 'The lift stands still once more.' })
  const other = await file({ description: 'Somebody else.', email: 'somebody.else@example.org', name: 'Jo Other' })
  const page = await desk()
  await found(page, second)
  const box = await page.textContent('.again')
  assert.match(box, new RegExp(first))
  assert.match(box, /Upheld/)
  assert.match(box, /The door switch is worn\./)
  assert.match(box, /All door switches are checked each month\./)
  assert.match(await page.textContent('.timeline'), /The same came before: found by the program/)
  await sound(page, 'repeats-case-en')

  await page.goto('/desk/queues/open')
  assert.match(await page.textContent(`tr:has-text("${second}")`), /Repeat complaint/)
  assert.doesNotMatch(await page.textContent(`tr:has-text("${other}")`), /Repeat complaint/)
  await page.goto('/desk/queues/open?again=true')
  assert.deepEqual(await page.locator('input[name=case]').evaluateAll((all) => all.map((one) => one.value)), [second])
  await page.goto('/desk/search?q=lift&again=true')
  assert.deepEqual(await page.locator('input[name=case]').evaluateAll((all) => all.map((one) => one.value)), [second])
  await page.goto('/desk/repeats')
  assert.match(await page.textContent('main'), new RegExp(second))
  await sound(page, 'repeats-list-en')
  await page.goto('/desk/repeats?class=bill')
  assert.doesNotMatch(await page.textContent('main'), new RegExp(second), 'filtered as the queues are')
  await page.context().close()
  const manager = await desk('manager')
  await manager.goto('/desk/figures')
  assert.match(await manager.textContent('main'), /Repeat complaints.*Lift\s*1/s)
  await sound(manager, 'repeats-figures-en')
  await manager.context().close()
})

test('[item 149] who must keep away from the earlier complaint learns nothing of it', async () => {
  const walled = await desk('wall')
  await walled.goto(casePath(second))
  assert.equal(await walled.locator('.again').count(), 1, 'before that they see it')
  await world.act('manager', first, 'conflicts', { person: server.users.wall.login, kind: 'declared', why: 'Family.' })
  await walled.goto(casePath(second))
  assert.equal(await walled.locator('.again').count(), 0)
  assert.doesNotMatch(await walled.textContent('main'), /The same came before/)
  assert.doesNotMatch(await walled.textContent('main'), new RegExp(first))
  await walled.goto(`${casePath(second)}/repeats`)
  assert.doesNotMatch(await walled.textContent('main'), new RegExp(first))
  for (const list of ['/desk/repeats', '/desk/queues/open?again=true', '/desk/search?q=lift&again=true']) {
    await walled.goto(list)
    assert.doesNotMatch(await walled.textContent('main'), new RegExp(second), list)
  }
  await walled.goto('/desk/queues/open')
  assert.doesNotMatch(await walled.textContent(`tr:has-text("${second}")`), /Repeat complaint/)
  await walled.context().close()
})

test('staff say that it is not the same, and mark one by hand, each with the reason', async () => {
  const page = await desk()
  await page.goto(`${casePath(second)}/repeats`)
  await sound(page, 'repeats-page-en')
  const deny = form(page, `Not the same as ${first}`)
  await Promise.all([page.waitForNavigation(), deny.locator('button').click()])
  assert.match(await page.textContent('main'), /Write the reason\./)
  await deny.locator('[name=reason]').fill('It is the other lift.')
  await Promise.all([page.waitForNavigation(), deny.locator('button').click()])
  await page.goto(casePath(second))
  assert.equal(await page.locator('.again').count(), 0)
  assert.match(await page.textContent('.timeline'), /It is the other lift\./)

  await page.goto(`${casePath(second)}/repeats`)
  const mark = form(page, 'The same came before')
  await mark.locator('[name=other]').fill('1999-000001')
  await mark.locator('[name=reason]').fill('It is the same lift.')
  await Promise.all([page.waitForNavigation(), mark.locator('button').click()])
  assert.match(await page.textContent('main'), /no complaint of that reference/)
  assert.equal(await mark.locator('[name=reason]').inputValue(), 'It is the same lift.', 'nothing typed is lost')
  await mark.locator('[name=other]').fill(first)
  await Promise.all([page.waitForNavigation(), mark.locator('button').click()])
  await page.goto(casePath(second))
  assert.match(await page.textContent('.again'), new RegExp(first))
  await page.context().close()
})

test('[5.4.1-b] what came a third time is significant by the procedure\'s own number', async () => {
  await world.done('handler', second, 'withdraw', { reason: 'It runs again.' })
  await world.done('handler', second, 'close', { reason: 'withdrawn', why: 'It runs.', lessons: 'Look at the switch.',
    survey: 'yes' })
  const third = await file({ description: 'Stuck between the floors.' })
  const page = await desk()
  await found(page, third)
  assert.match(await page.textContent('.significant'), /It came a third time/)
  await page.context().close()
  // Nor does the reason tell it to who must keep away from both earlier ones.
  const walled = await desk('wall')
  await walled.goto('/desk/significant')
  assert.match(await walled.textContent('main'), /It came a third time/, 'one of the two may be known')
  await world.act('manager', second, 'conflicts', { person: server.users.wall.login, kind: 'declared', why: 'Family.' })
  for (const where of [casePath(third), '/desk/significant']) {
    await walled.goto(where)
    assert.doesNotMatch(await walled.textContent('main'), /third time|came before/, where)
  }
  await walled.context().close()
})

test('the case and its page at 360 wide and in Chinese', async () => {
  for (const [language, width] of [['zh-Hans', 1280], ['en', 360], ['vi', 360]]) {
    const page = await desk('handler', { language, width })
    await page.goto(casePath(second))
    await sound(page, `repeats-case-${language}-${width}`)
    await page.goto(`${casePath(second)}/repeats`)
    await sound(page, `repeats-page-${language}-${width}`)
    await page.context().close()
  }
})
