// Annex B: a shop whose owner is everybody, on a telephone without scripts. Each complaint is one
// page of eight steps, from the sign at the counter to the look back. [B-a]
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import test, { after, before } from 'node:test'
import { Client, formOf, openBrowser, sound, startServer, textOf } from './harness.mjs'
import { portalSend } from './world.mjs'

let server
let browser
let owner

// The owner has every role there is; nobody else works here but who set it up once.
before(async () => {
  server = await startServer({
    prepare: (server) => {
      server.addUser('owner', 'receiver')
      server.addUser('installer', 'administrator')
      server.cli('pack add', 'small_business')
      server.cli('pack take', 'small_business')
    }
  })
  browser = await openBrowser(server)
  await everyRole()
  owner = await browser.page({ language: 'en', width: 360 })
  await browser.login(owner, server.users.owner)
})

async function everyRole() {
  const page = await browser.page()
  await browser.login(page, server.users.installer)
  for (const role of ['handler', 'investigator', 'manager', 'top_management', 'administrator']) {
    await page.goto('/desk/settings/staff')
    await page.click('main a:text-is("User owner")')
    await page.click('a[href$="/roles"]')
    await page.selectOption('[name=role]', role)
    await page.selectOption('[name=team]', { label: 'Reception' })
    await page.fill('[name=amount_limit]', '200')
    await page.fill('[name=currency]', 'GBP')
    await page.click('main form button')
  }
  await page.context().close()
}

after(async () => {
  await browser?.close()
  await server?.stop()
})

// One step of the page: what is chosen and written in its form, and what is said when it is done.
async function step(number, answers, said) {
  const form = owner.locator('.is-now form')
  assert.match(await owner.textContent('.is-now h2'), new RegExp(`Step ${number} of 8`))
  for (const [name, value] of Object.entries(answers)) {
    const at = form.locator(`[name="${name}"]`)
    const kind = await at.first().evaluate((e) => e.type ?? e.tagName)
    if (kind === 'radio') await form.locator(`[name="${name}"][value="${value}"]`).check()
    else if (kind === 'checkbox') await at.check()
    else if (kind.startsWith('select')) await at.selectOption(value)
    else await at.fill(value)
  }
  await form.locator('button.button').click()
  assert.match(await owner.textContent('p.done'), said, `step ${number}`)
}

async function complain(language = 'en') {
  const page = await browser.page({ language, width: 360 })
  await page.goto(`/complain?lang=${language}`)
  await page.fill('[name=description]', 'The kettle I bought on Monday leaks at the handle.')
  const next = () => page.click('.go button[value=next]')
  await next()
  await page.selectOption('[name=category]', 'goods')
  await next()
  return portalSend(page, { remedy: 'Another kettle.' })
}

const soon = new Date(Date.now() + 5 * 864e5).toISOString().slice(0, 10)

test('[B-a] the eight steps on one page, from the sign to the look back, by one person', async (t) => {
  const { reference, code } = await complain()
  const case_ = `/desk/complaints/${reference}`

  await t.test('all eight stand on the page; what is done is folded with what was said', async () => {
    await owner.goto(case_)
    assert.equal(await owner.locator('.eight > li').count(), 8)
    assert.equal(await owner.locator('.eight form').count(), 1, 'one thing is asked at a time')
    const first = owner.locator('.one-step').first()
    await first.locator('summary').click()
    assert.match(await first.textContent(), /Not happy\? Please tell us[^]*\/complain/)
    assert.match(await owner.locator('.one-step').nth(1).textContent(), /leaks at the handle[^]*Another kettle/)
    await sound(owner, 'one-assess')
  })

  await t.test('what is not answered is asked for where it stands, and nothing typed is lost', async () => {
    await owner.fill('[name=reasons]', 'A kettle has to be tight.')
    await owner.click('.is-now form button.button')
    assert.match(await owner.textContent('#error-summary'), /severity|about your product/i)
    assert.equal(await owner.inputValue('[name=reasons]'), 'A kettle has to be tight.')
    await sound(owner, 'one-refused')
  })

  await t.test('steps 4 to 8', async () => {
    await step(4, { validity: 'valid', severity: 'minor', safety: 'possible',
      measure: 'The other two are off the shelf.', reasons: 'Hot water on the hand.' }, /assessment is saved/)
    await step(5, { finding: 'substantiated', found: 'The seam of the handle is open.',
      shows: 'The kettle, and the till roll of Monday.', cause: 'C01',
      cause_note: 'The lot came in a dented box.' }, /What happened is written down/)
    await sound(owner, 'one-intend')
    await step(6, { intent: 'You get a new one today, tested before your eyes.', give: 'replacement',
      give_text: 'A kettle of another lot', due_on: soon, 'own-reaction': 'happy',
      preventive: 'Dented boxes are opened when they arrive.' }, /response is saved/)
    await step(7, { outcome: 'upheld', because: 'It leaked through no fault of yours.',
      elsewhere: 'The consumer advice at Example Square, free of charge.', by: 'in_person' }, /decision is told/)
    await step(7, { answer: 'accepted', answer_said: 'That was quick.' }, /accepted/)
    await step(7, { proof: 'Handed over; the old one went back to the maker.', customer_ok: 'yes' }, /Done/)
    await sound(owner, 'one-close')
    await step(8, { lessons: 'Look into dented boxes.' }, /complaint is closed/)
    assert.equal(await owner.locator('.is-done').count(), 8)
    await sound(owner, 'one-closed')
  })

  await t.test('the customer reads it with their code', async () => {
    const client = new Client(server)
    const page = await client.submit('/track', { reference, code }, { action: '/track' })
    const text = page.status === 303 ? (await client.get(page.location)).text : page.text
    assert.match(text, /It leaked through no fault of yours/)
  })
})

test('[7.9-b] [4.7-b] nobody else could look again: the outside is offered, and the record says so', async () => {
  const { reference } = await complain()
  const scripted = owner
  owner = await browser.page({ language: 'en', width: 360, script: false }) // an old telephone
  await browser.login(owner, server.users.owner)
  const case_ = `/desk/complaints/${reference}`
  await owner.goto(case_)
  await step(4, { validity: 'valid', severity: 'negligible', safety: 'none', reasons: 'A scratch.' }, /saved/)
  await step(5, { finding: 'unsubstantiated', found: 'It was dropped.' }, /written down/)
  await step(6, { intent: 'We cannot take it back.', give: 'nothing', 'own-reaction': 'unhappy',
    preventive: 'Nothing: it was sound when it left.' }, /saved/)
  await step(7, { outcome: 'not_upheld', because: 'It was sound when it left.',
    elsewhere: 'The consumer advice at Example Square, free of charge.', by: 'telephone' }, /told/)
  await step(7, { answer: 'rejected', answer_said: 'I did not drop it.' }, /not accepted/)
  assert.match(await owner.textContent('.is-now'), /Nobody else here could look at it again/)
  assert.equal(await owner.locator('.is-now a[href$="/review"]').count(), 0)
  await scripted.goto(case_)
  await sound(scripted, 'one-outside')
  await step(7, { outside: 'not_used', body: 'They do not want to go there.' }, /recorded/)
  await step(8, { lessons: 'Say at the counter what we cannot take back.',
    why_closed: 'Looked at, explained, and named who else can help.' }, /closed/)
  await owner.context().close()
  owner = scripted
  const auditor = await new Client(server).login(server.addUser('auditor', 'auditor'))
  const seen = (await auditor.get(case_)).text
  assert.match(seen, /Outside<\/dt><dd[^>]*>\s*Outside options not used/)
  assert.doesNotMatch(seen, /class="one-form"/, 'who only reads is asked nothing')
})

test('the page speaks the owner\'s language, and the full desk stays open beside it', async () => {
  const { reference } = await complain()
  const chinese = await browser.page({ language: 'zh-Hans', width: 1280 })
  await browser.login(chinese, server.users.owner)
  await chinese.goto(`/desk/complaints/${reference}?lang=zh-Hans`)
  assert.match(await chinese.textContent('.is-now'), /判断/)
  await sound(chinese, 'one-chinese')
  await chinese.click('.is-now .act-links a')
  assert.equal(new URL(chinese.url()).pathname, `/desk/complaints/${reference}/assess`)
})

test('[item 115] the regulation itself is looked at again by a day: reminded before, not taken after', async () => {
  const yaml = server.cli('pack export', 'small_business')
  const file = path.join(server.folder, 'review.yaml')
  const day = (n) => new Date(Date.now() + n * 864e5).toISOString().slice(0, 10)
  const version = (n, review) => writeFileSync(file, yaml.replace('version: 1', `version: ${n}\n${review}`))
  version(2, `review:\n  from: ${day(-9)}\n  by: ${day(-2)}`)
  server.cli('pack add', file)
  const late = server.tryCli('pack take', 'small_business')
  assert.equal(late.status, 1, 'what was to be looked at again is not taken as it is')
  assert.match(late.stderr, /write the next days under “review”/)
  version(3, `review:\n  from: ${day(-9)}\n  by: ${day(9)}`)
  server.cli('pack add', file)
  server.cli('pack take', 'small_business')
  await owner.goto('/desk/settings/packs')
  assert.match(await owner.textContent('#alarms'), /To be looked at again by [^]*Small business/)
  await sound(owner, 'packs-review')
  server.cli('pack take', 'small_business@1')
})

test('[3.3-c] [item 183] what may be promised, and from which sum on it takes a second person', async () => {
  const remedies = "  - kinds: [apology, repair, replacement, refund, goodwill, extra, free_of_charge, voucher, other_assistance]"
  const yaml = server.cli('pack export', 'small_business@1')
  assert.ok(yaml.includes(remedies))
  const file = path.join(server.folder, 'limits.yaml')
  writeFileSync(file, yaml.replace('version: 1', 'version: 4')
    .replace(remedies, '  - kinds: [refund]\n    second_above: "50.00 GBP"\n  - kinds: [apology]'))
  server.cli('pack add', file)
  server.cli('pack take', 'small_business')

  const { reference } = await complain()
  const case_ = `/desk/complaints/${reference}`
  await owner.goto(case_)
  await step(4, { validity: 'valid', severity: 'negligible', safety: 'none', reasons: 'Wrong change.' }, /saved/)
  await step(5, { finding: 'substantiated', found: 'The till was short.', shows: 'The till roll.' }, /written down/)
  const offered = await owner.locator('[name=give]').evaluateAll((all) => all.map((e) => e.value))
  assert.deepEqual(offered, ['nothing', 'apology', 'refund'])
  await step(6, { intent: 'You get it back.', give: 'refund', give_text: 'In cash', amount: '60.00',
    currency: 'GBP', due_on: soon, preventive: 'We count twice.' }, /saved/)
  assert.match(await owner.textContent('.is-now'), /second person has to approve the sum/)
  await owner.goto(`${case_}/remedy`)
  const kinds = await owner.locator('[name=kind]').evaluateAll((all) =>
    all.flatMap((e) => e.options ? [...e.options].map((o) => o.value) : [e.value]).filter(Boolean))
  assert.deepEqual(kinds.sort(), ['apology', 'refund'])
  const form = formOf(await owner.content(), '/remedy').hidden
  const gift = await owner.evaluate(async ([url, fields]) => {
    const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) })
    return { status: answer.status, text: await answer.text() }
  }, [`${case_}/remedy`, { ...form, kind: 'goodwill', amount: '5', currency: 'GBP', no_admission: 'no',
    due_on: soon, text: 'A voucher', owner: await owner.locator('[name=owner] option, [name=owner]')
      .evaluateAll((all) => all.map((e) => e.value).find((v) => /^\d+$/.test(v))) }])
  assert.equal(gift.status, 422)
  assert.match(gift.text, /has no such remedy/)
  server.cli('pack take', 'small_business@1')
})

test('a complaint of another procedure has no such page, and takes none of its forms', async () => {
  server.cli('pack add', 'standard')
  server.cli('pack take', 'standard')
  const sent = await new Client(server).submit('/complain/all',
    { description: 'A draught.', name: 'Mai', email: 'mai@example.org' })
  const reference = textOf(sent.text, 'reference').trim()
  await owner.goto(`/desk/complaints/${reference}`)
  assert.equal(await owner.locator('.eight').count(), 0)
  const client = await new Client(server).login(server.addUser('helper', 'handler'))
  const own = formOf((await client.get(`/desk/complaints/${reference}`)).text, '/notes').hidden
  const refused = await client.post(`/desk/complaints/${reference}/one/assess`, { ...own, severity: 'minor' })
  assert.ok([409, 422].includes(refused.status), refused.text)
  assert.match(refused.text, /no page of eight steps/)
})

test('everything is as the events say', () => {
  const seen = server.tryCli('verify', '--values')
  assert.equal(seen.status, 0, seen.stdout + seen.stderr)
})
