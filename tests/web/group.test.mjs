// Complaints that are handled together: joined and parted, groups with those who speak for them,
// one act on many, and a complaint that is split in two.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, formOf, openBrowser, sound, textOf } from './harness.mjs'
import { four, head, takePack } from './pack.mjs'
import { World } from './world.mjs'

const PACK = `${head('groups', 'Groups')}group: {representatives: 2}
classes:
- {code: lift, ${four('Lift')}}
- {code: bill, ${four('Bill')}}
fields:
- {name: order_number, kind: text, stage: receipt, asked_of: complainant, alike: true, ${four('Order number')}}
`

let world
let server
let browser

before(async () => {
  world = await new World().make((server) => {
    server.addUser('receiver', 'receiver')
    takePack(server, 'groups', PACK)
  })
  server = world.server
  browser = await openBrowser(server)
})
after(async () => {
  await browser?.close()
  await world?.server.stop()
})

const casePath = (reference) => `/desk/complaints/${reference}`

async function desk(language = 'en', name = 'handler') {
  const page = await browser.page({ language })
  await browser.login(page, server.users[name])
  return page
}

// A form of the page, by its heading.
const form = (page, heading) => page.locator('section.keep-form', { hasText: heading })

async function join(page, reference, main, reason = 'The same lift.') {
  await page.goto(`${casePath(reference)}/group`)
  const box = form(page, 'Handle it with another complaint')
  await box.locator('[name=other]').fill(main)
  await box.locator('[name=reason]').fill(reason)
  await Promise.all([page.waitForNavigation(), box.locator('button').click()])
}

// What the complainant reads, by reference and code, without a script.
async function track({ reference, code }) {
  const client = new Client(server)
  const answer = await client.submit('/track', { reference, code })
  assert.equal(answer.status, 200, answer.text)
  return answer.text
}

test('[4.12-a] two complaints are handled as one, and apart again', async () => {
  const main = await world.file({ description: 'The lift stops between floors, says Ana Novak.', name: 'Ana Novak' })
  const second = await world.file({ description: 'The lift stands still, says Bela Kovac.', name: 'Bela Kovac' })
  const page = await desk()

  await join(page, second.reference, '1999-000001')
  assert.match(await page.textContent('.govuk-error-summary, .errors, main'), /no complaint of that reference/)
  assert.equal(await form(page, 'Handle it with another complaint').locator('[name=reason]').inputValue(),
    'The same lift.', 'nothing that was typed is lost')
  await join(page, second.reference, main.reference)
  assert.match(await page.textContent('main'), new RegExp(`Handled with ${main.reference}`))
  await sound(page, 'group-joined-en')

  await page.goto('/desk/queues/open')
  assert.match(await page.textContent(`tr:has-text("${second.reference}")`),
    new RegExp(`Handled with ${main.reference}`))
  await page.goto(casePath(second.reference))
  assert.match(await page.textContent('.facts-line'), new RegExp(`Handled with ${main.reference}`))
  assert.match(await page.textContent('.timeline'), /Handled with another complaint from now on/)
  await page.goto(casePath(main.reference))
  assert.match(await page.textContent('.facts-line'), /1 handled with it/)

  const theirs = await track(second)
  assert.match(theirs, /together with other complaints about the same/)
  assert.match(theirs, /Bela Kovac/)
  assert.doesNotMatch(theirs, /Ana Novak/)
  assert.doesNotMatch(theirs, new RegExp(main.reference))

  await page.goto(`${casePath(second.reference)}/group`)
  await form(page, 'Undo it').locator('[name=reason]').fill('It is another lift.')
  await Promise.all([page.waitForNavigation(), form(page, 'Undo it').locator('button').click()])
  await page.goto(casePath(second.reference))
  assert.doesNotMatch(await page.textContent('.facts-line'), /Handled with/)
  assert.match(await page.textContent('.timeline'), /It is another lift\./)
  assert.doesNotMatch(await track(second), /together with other complaints/)
  await page.context().close()
})

test('a group: each has a reference and a code, two speak for it, and all are told at once', async () => {
  const main = await world.file({ description: 'Dust from the works in the whole house.' })
  const page = await desk()
  const members = []
  for (const [i, name] of ['Ivo Babic', 'Jana Horvat', 'Karla Maric'].entries()) {
    await page.goto(`${casePath(main.reference)}/group`)
    const box = form(page, 'Add a complainant')
    await box.locator('[name=name]').fill(name)
    await box.locator('[name=email]').fill(`member${i}@example.org`)
    await box.locator('[name=description]').fill(`I live there, too, says ${name}.`)
    await box.locator('[name=representative]').check()
    await Promise.all([page.waitForNavigation(), box.locator('button').click()])
    if (i === 2) {
      assert.match(await page.textContent('main'), /at most 2 representatives/)
      assert.equal(await box.locator('[name=name]').inputValue(), name, 'nothing is lost')
      await box.locator('[name=representative]').uncheck()
      await Promise.all([page.waitForNavigation(), box.locator('button').click()])
    }
    const [, reference, code] = (await page.textContent('.done'))
      .match(/as (\d{4}-\d{6})\..* code is ([A-Z0-9-]+):/)
    members.push({ reference, code, name })
  }
  assert.equal(new Set(members.map(({ code }) => code)).size, 3, 'codes of their own')

  await page.goto(`${casePath(main.reference)}/group`)
  await sound(page, 'group-main-en')
  const people = form(page, 'People it concerns')
  await people.locator('[name=affected]').fill('60')
  await Promise.all([page.waitForNavigation(), people.locator('button').click()])
  await page.goto(casePath(main.reference))
  assert.match(await page.textContent('.facts-line'), /Concerns 60 people/)

  await page.goto(`${casePath(main.reference)}/group`)
  await form(page, 'Tell those').locator('[value=representatives]').check()
  await Promise.all([page.waitForNavigation(), form(page, 'Tell those').locator('button').click()])
  assert.equal(await page.locator('.several-cases input').count(), 2, 'only who speaks for it')
  await page.goto(`${casePath(main.reference)}/group`)
  await Promise.all([page.waitForNavigation(), form(page, 'Tell those').locator('button').click()])
  assert.equal(await page.locator('.several-cases input').count(), 3)
  await page.fill('[name=text]', 'The works end on Friday.')
  await Promise.all([page.waitForNavigation(), page.click('.go button')])
  assert.match(await page.textContent('#several-sum'), /3 done/)
  for (const member of members) {
    const read = await track(member)
    assert.match(read, /The works end on Friday\./)
    assert.doesNotMatch(read, /Dust from the works/, 'nor a word of the main one')
    for (const other of members.filter((one) => one !== member)) {
      assert.ok(!read.includes(other.name), 'nothing of the others')
    }
  }
  await page.context().close()
})

test('one act on several: looked at first, each by itself, and sent twice it is done once', async () => {
  const filed = [await world.file({ description: 'One of several.' }), await world.file({ description: 'Two of several.' })]
  const page = await desk()
  await page.goto('/desk/queues/open')
  for (const { reference } of filed) await page.check(`input[name=case][value="${reference}"]`)
  await page.selectOption('#several', 'note')
  await Promise.all([page.waitForNavigation(), page.click('.bulk button')])
  assert.equal(await page.locator('.several-cases input:checked').count(), 2)
  const look = page.url() // the page that the browser's "back" leads to
  await Promise.all([page.waitForNavigation(), page.click('.go button')])
  assert.match(await page.textContent('main'), /Write something first\. Nothing was done\./)
  await page.fill('[name=text]', 'The landlord was called.')
  await sound(page, 'several-look-en')
  await Promise.all([page.waitForNavigation(), page.click('.go button')])
  assert.match(await page.textContent('#several-sum'), /2 done/)
  await sound(page, 'several-done-en')
  await page.goto(look)
  await page.fill('[name=text]', 'The landlord was called.')
  await Promise.all([page.waitForNavigation(), page.click('.go button')])
  assert.match(await page.textContent('.several-results'), /It was done before\./)
  for (const { reference } of filed) {
    await page.goto(casePath(reference))
    assert.equal((await page.textContent('.timeline')).split('The landlord was called.').length - 1, 1)
  }

  // One of them is closed meanwhile: the other is done all the same.
  await world.send('handler', filed[0].reference, 'set-aside', { choice: 'spam', reason: 'A test.' })
  await page.goto('/desk/queues/open')
  await page.evaluate(([reference]) => {
    const box = document.querySelector('input[name=case]')
    box.value = reference
    box.checked = true
  }, [filed[0].reference])
  await page.check(`input[name=case][value="${filed[1].reference}"]`)
  await page.selectOption('#several', 'set-aside')
  await Promise.all([page.waitForNavigation(), page.click('.bulk button')])
  await page.selectOption('[name=choice]', 'spam')
  await page.fill('[name=text]', 'Advertising.')
  await Promise.all([page.waitForNavigation(), page.click('.go button')])
  assert.match(await page.textContent('#several-sum'), /1 done.*1 not done/s)
  assert.match(await page.textContent('.several-results .failed'), new RegExp(filed[0].reference))
  await page.context().close()
})

test('two who are made to speak for a group at once are not one too many', async () => {
  const main = await world.file({ description: 'The lift of block C.' })
  const members = []
  for (let i = 0; i < 3; i++) members.push((await world.file({ description: `The lift of block C, flat ${i}.` })).reference)
  for (const one of members) await world.act('handler', one, 'join', { other: main.reference, reason: 'The same lift.' })
  await world.act('handler', members[0], 'representative', { representative: true })
  const speak = async (name, reference, representative) => {
    const client = world.desk[name]
    const { form_token: token } = formOf((await client.get(`${casePath(reference)}/close`)).text, '/close').hidden
    return () => client.api('POST', `/api/v1/complaints/${reference}/representative`,
      { headers: { 'form-token': token }, json: { representative } })
  }
  for (let round = 0; round < 6; round++) {
    const both = await Promise.all([speak('handler', members[1], true), speak('second', members[2], true)])
    const answers = await Promise.all(both.map((send) => send()))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409])
    await world.act('handler', members[answers[0].status === 200 ? 1 : 2], 'representative', { representative: false })
  }
})

test('[7.3-a] a complaint about two matters becomes two, and the complainant follows both', async () => {
  const filed = await world.file({ description: 'The lift stops. And the bill for March is wrong.', name: 'Luka Juric' })
  const page = await desk()
  await page.goto(`${casePath(filed.reference)}/split`)
  await sound(page, 'split-en')
  await page.fill('[name=description]', 'And the bill for March is wrong.')
  await page.fill('[name=subject]', 'The bill for March')
  await page.selectOption('[name=class_code]', 'bill')
  await Promise.all([page.waitForNavigation(), page.click('.go button')])
  assert.match(await page.textContent('main'), /Write the reason/)
  assert.equal(await page.inputValue('[name=description]'), 'And the bill for March is wrong.')
  await page.fill('[name=reason]', 'Two matters of two teams.')
  await Promise.all([page.waitForNavigation(), page.click('.go button')])
  const second = (await page.textContent('.facts-line b')).trim()
  assert.notEqual(second, filed.reference)
  assert.match(await page.textContent('main'), /This is the new complaint/)
  assert.match(await page.textContent('[data-fold=ties]'), new RegExp(filed.reference))
  assert.match(await page.textContent('.panel'), /Luka Juric/)
  assert.match(await page.textContent('.timeline'), /And the bill for March is wrong\./)
  await sound(page, 'split-done-en')

  const first = await track(filed)
  assert.match(first, new RegExp(`as complaint ${second}`))
  const other = await track({ reference: second, code: filed.code })
  assert.match(other, /The bill for March/)
  assert.match(other, new RegExp(filed.reference))
  assert.doesNotMatch(other, /The lift stops/)
  await page.context().close()
})

test('[4.7-a] lists name a main complaint only to who may see it', async () => {
  const main = await world.file({ description: 'The lift of block B.' })
  const second = await world.file({ description: 'The lift of block B, too.' })
  await world.act('handler', second.reference, 'join', { other: main.reference, reason: 'The same lift.' })
  const row = async () => (await world.desk.second.get('/desk/queues/open')).text
    .split('<tr').find((text) => text.includes(`value="${second.reference}"`))
  assert.match(await row(), new RegExp(`Handled with ${main.reference}`))
  await world.act('second', main.reference, 'conflicts', { kind: 'declared', why: 'A neighbour.' })
  assert.ok(await row(), 'the joined one is theirs to see')
  assert.doesNotMatch(await row(), new RegExp(main.reference))
  const id = server.sql(`SELECT id FROM complaint WHERE reference = '${main.reference}'`)
  const told = (name) => world.desk[name].submit('/desk/queues/open', { act: 'group', id, whom: 'all' },
    { action: '/desk/several' })
  assert.equal((await told('handler')).status, 303)
  assert.equal((await told('second')).status, 404, 'nor is its group theirs to tell')
})

test('the pages in Chinese', async () => {
  const main = await world.file({ description: '电梯停在两层之间。', name: '王芳' })
  const second = await world.file({ description: '电梯又坏了。', name: '李强' })
  await world.done('handler', second.reference, 'link', { choice: 'related', reason: main.reference })
  await world.act('handler', second.reference, 'join', { other: main.reference, reason: '同一部电梯。' })
  const page = await desk('zh-Hans')
  for (const [where, name] of [[`${casePath(second.reference)}/group`, 'group-joined-zh'],
    [`${casePath(main.reference)}/group`, 'group-main-zh'], [`${casePath(main.reference)}/split`, 'split-zh'],
    [casePath(main.reference), 'case-main-zh'], ['/desk/queues/open', 'list-zh']]) {
    await page.goto(where)
    await sound(page, name)
  }
  assert.match(await page.textContent('.cases'), new RegExp(`与 ${main.reference} 一并处理`))
  await page.context().close()
})

test('[4.12-a] an act that a page does not know does nothing, instead of the last one of its list', async () => {
  const { reference } = await world.file()
  const manager = world.desk.manager
  const events = () => server.sql(`SELECT count(*) FROM event WHERE kind <> 'identity_read'
    AND complaint_id = (SELECT id FROM complaint WHERE reference = '${reference}')`)
  const [, token] = (await manager.get('/desk/password')).text.match(/name="form_token" value="([^"]+)"/)
  for (const page of ['group', 'repeats', 'help', 'tasks', 'hold', 'erasure', 'publish/approve']) {
    const path = `${casePath(reference)}/${page}`
    const before = events()
    const answer = await manager.post(path, { form_token: token, act: 'dance', id: '1', reason: 'x', why: 'x', other: reference,
      text: 'x', ground: 'no_need', working_days: '1' })
    assert.match(answer.text, /Use a button of the page\./, page)
    assert.equal(events(), before, page)
  }
  for (const path of ['/desk/notices', '/desk/settings/retention']) {
    assert.match((await manager.post(path, { form_token: token, act: 'dance', id: '1', months: '3' })).text,
      /Use a button of the page\./, path)
  }
})

test('banks and insurers in China: the sixth who would speak for a group is refused, and it says why', async () => {
  server.cli('pack add', 'cn_bank_insurance')
  server.cli('pack take', 'cn_bank_insurance')
  const main = await world.file({ description: 'The bank took a fee from the whole house.' })
  const page = await desk()
  const member = async (i) => {
    await page.goto(`${casePath(main.reference)}/group`)
    const box = form(page, 'Add a complainant')
    await box.locator('[name=name]').fill(`Depositor ${i}`)
    await box.locator('[name=description]').fill(`From me, too, says depositor ${i}.`)
    await box.locator('[name=representative]').check()
    await Promise.all([page.waitForNavigation(), box.locator('button').click()])
    return box
  }
  for (let i = 1; i <= 5; i++) {
    await member(i)
    assert.match(await page.textContent('.done'), /as \d{4}-\d{6}\./, `representative ${i}`)
  }
  const box = await member(6)
  assert.match(await page.textContent('main'), /at most 5 representatives: .*2020/)
  assert.equal(await box.locator('[name=name]').inputValue(), 'Depositor 6', 'nothing is lost')
  await box.locator('[name=representative]').uncheck()
  await Promise.all([page.waitForNavigation(), box.locator('button').click()])
  assert.match(await page.textContent('.done'), /as \d{4}-\d{6}\./, 'but complains with the others')
  await page.context().close()
})
