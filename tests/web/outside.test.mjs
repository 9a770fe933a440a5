// Somebody outside is asked for their part: an administrator registers them, a handler chooses what
// they see and looks at it first, and the developer, without a login and without a script, reads,
// answers, asks for more time and sends it back, in Chinese too. [item 89]
import assert from 'node:assert/strict'
import { appendFileSync } from 'node:fs'
import path from 'node:path'
import test, { after, before } from 'node:test'
import { Client, file, formOf, openBrowser, sound, startServer } from './harness.mjs'
import { World } from './world.mjs'

let world
let server
let browser
let page // the handler, who answers for the case
let admin
let manager

before(async () => {
  world = await new World().make((server) => {
    server.addUser('boss', 'administrator')
    for (const team of ['公司相关部门', '总经理']) server.addTeam(team)
    server.cli('pack add', 'property_management')
    server.cli('pack take', 'property_management')
  })
  server = world.server
  browser = await openBrowser(server)
  admin = await browser.page()
  await browser.login(admin, server.users.boss)
  page = await browser.page()
  await browser.login(page, server.users.handler)
  await page.goto('/desk?lang=en')
  manager = world.desk.manager
})
after(async () => {
  await browser?.close()
  await world?.server.stop()
})

const desk = (reference) => `/desk/complaints/${reference}`
const main = (p) => p.textContent('main')
const form = (p, act) => p.locator('.keep-form', { has: p.locator(`[name=act][value=${act}]`) })
const pathOf = (link) => { const url = new URL(link); return url.pathname + url.search }

// What stands on the page of the made link.
async function linkOf(p) {
  return (await main(p)).match(/https?:\/\/\S+\/outside\?link=[0-9a-f]{40}/)[0]
}

async function register(fields) {
  await admin.goto('/desk/settings/outside/new?lang=en')
  for (const [name, value] of Object.entries(fields)) {
    const at = admin.locator(`main [name=${name}]`)
    if (await at.evaluate((e) => e.tagName) === 'SELECT') await at.selectOption(value)
    else await at.fill(value)
  }
  await admin.click('main .go button')
}

// The form that asks, as far as the preview.
async function preview(reference, whom, { text = '', days = '', shares = [], why } = {}) {
  await page.goto(`${desk(reference)}/ask-outside`)
  const ask = form(page, 'preview')
  const option = ask.locator('[name=outsider] option', { hasText: whom })
  await ask.locator('[name=outsider]').selectOption(await option.getAttribute('value'))
  await ask.locator('[name=text]').fill(text)
  await ask.locator('[name=working_days]').fill(days)
  for (const one of shares) await ask.locator(`[name=shares][value^="${one}"]`).first().check()
  if (why !== undefined) {
    await ask.locator('[name=named]').check()
    await ask.locator('[name=why]').fill(why)
  }
  await ask.locator('button').click()
}

async function ask(reference, whom, chosen) {
  await preview(reference, whom, chosen)
  await form(page, 'send').locator('button').click()
  return pathOf(await linkOf(page))
}

// The line of that table in which this stands.
const rowOf = (html, words) => html.split('<tr>').find((row) => row.includes(words)) ?? ''

const task = async (reference) => {
  await page.goto(`${desk(reference)}/tasks`)
  await page.locator('.task-list a').last().click()
}

test('the register of outside parties', async () => {
  await admin.goto('/desk/settings?lang=en')
  await admin.click('main a:has-text("Outside parties")')
  await sound(admin, 'outside-register-none')
  await register({ name: '海湾发展有限公司', kind: 'developer', contact: '维修部', email: 'no mail', language: 'zh-Hans' })
  assert.match(await main(admin), /Write the mail address like name@example\.org/)
  assert.equal(await admin.inputValue('[name=contact]'), '维修部', 'nothing is lost')
  await sound(admin, 'outside-register-refused')
  await register({ name: '海湾发展有限公司', kind: 'developer', contact: '维修部', email: 'weixiu@example.org', language: 'zh-Hans' })
  assert.match(await main(admin), /Saved\.[^]*海湾发展有限公司[^]*Developer/)
  await register({ name: 'Lift Service Ltd', kind: 'maintenance', language: 'en' })
  await register({ name: 'Old Firm', kind: 'other', language: 'en' })
  await admin.click('a:has-text("Old Firm")')
  await admin.check('[name=end]')
  await admin.click('main .go button')
  await sound(admin, 'outside-register')
  await admin.click('a:has-text("How long private links hold")')
  await admin.fill('[name=outside_link_days]', '14')
  await admin.click('main .go button')
  assert.match(await main(admin), /Saved[^]*14 days/)
})

test('[item 89] the developer is asked, follows up and answers, in Chinese', async (t) => {
  const { reference, code } = await world.file({ description: '卫生间顶棚渗水，林小雨在家等候。', category: 'construction',
    'own-unit': '3 栋 502', name: '林小雨', phone: '13800000000',
    files: [file('顶棚.txt', '顶棚', 'text/plain'), file('private.txt', 'mine alone', 'text/plain')] })
  const other = await world.file({ description: 'Another one.', category: 'construction', 'own-unit': '1',
    files: [file('other.txt', 'of another case', 'text/plain')] })
  const client = await browser.page({ language: 'zh-Hans' })
  const bare = await browser.page({ language: 'zh-Hans', script: false })
  let link

  await t.test('the handler chooses, and sees what they will see', async () => {
    await page.goto(desk(reference))
    await page.click('a:has-text("Ask somebody outside")')
    await sound(page, 'outside-ask')
    assert.equal(await page.locator('option:has-text("Old Firm")').count(), 0, 'who is ended is not asked')
    await form(page, 'preview').locator('[name=text]').fill('Look at it.')
    await form(page, 'preview').locator('button').click()
    assert.match(await main(page), /Choose who is asked/)
    assert.equal(await form(page, 'preview').locator('[name=text]').inputValue(), 'Look at it.')
    await preview(reference, '海湾发展', { shares: ['description', 'file'], why: '' })
    assert.match(await main(page), /Write why they need the name/)
    assert.ok(await form(page, 'preview').locator('[value=description]').isChecked(), 'nothing is lost')
    await preview(reference, '海湾发展', { shares: ['description', 'own.unit', 'file'], why: '需要预约上门。' })
    const shown = await main(page)
    assert.match(shown, /This is what 海湾发展有限公司 will see/)
    assert.match(shown, /请处理并反馈处理结果和时间/, 'the procedure\'s words, in their language')
    assert.match(shown, /卫生间顶棚渗水[^]*3 栋 502[^]*林小雨[^]*13800000000[^]*顶棚\.txt/)
    assert.doesNotMatch(shown.split('Ask 海湾')[0], /private\.txt/)
    await sound(page, 'outside-preview')
    assert.doesNotMatch((await world.desk.handler.get(`${desk(reference)}/tasks`)).text, /海湾发展/, 'nothing is sent yet')
  })

  await t.test('the link is shown once, with the letter in their language', async () => {
    await form(page, 'send').locator('button').click()
    link = pathOf(await linkOf(page))
    assert.match(link, /^\/zh-Hans\/outside\?link=/)
    assert.match(await main(page), /请您办理投诉/)
    assert.match(await page.getAttribute('a[href^="mailto:"]', 'href'), /^mailto:weixiu@example\.org\?subject=.*outside%3Flink%3D/)
    await sound(page, 'outside-made')
    await page.goto(desk(reference))
    assert.match(await main(page), /Somebody outside was asked: 海湾发展有限公司/)
    assert.match(await main(page), /Why somebody outside learns who complains/)
    assert.match(await page.textContent('.clocks'), /Answer of the developer/, 'the procedure\'s clock runs from asking')
    assert.ok(!(await page.content()).includes(link.slice(-40)), 'the secret stands nowhere')
  })

  await t.test('their page: the request, what was chosen, the day with its sum, and nothing else', async () => {
    const answer = await client.goto(link)
    assert.equal(answer.status(), 200)
    assert.match(answer.headers()['x-robots-tag'], /noindex/)
    assert.match(answer.headers()['referrer-policy'], /no-referrer/)
    assert.equal(answer.headers()['set-cookie'], undefined, 'no cookie')
    const shown = await main(client)
    assert.match(shown, /处理房屋质量问题[^]*请在此日之前答复|处理房屋质量问题/)
    assert.match(shown, /卫生间顶棚渗水[^]*3 栋 502[^]*林小雨[^]*13800000000/)
    assert.match(shown, /顶棚\.txt/)
    assert.doesNotMatch(shown, /private\.txt|mai@example\.org\b.*handler/)
    assert.equal(await client.locator('main details summary').count(), 1, 'why this date')
    await sound(client, 'outside-page')
    await client.goto(link.replace('/zh-Hans', '/en'))
    await sound(client, 'outside-page-en')
    await client.click('button[value=vi]')
    assert.match(await main(client), /Không thuộc chúng tôi/, 'in every language, without losing the link')
  })

  await t.test('only the files that were chosen', async () => {
    const anybody = new Client(server)
    const secret = link.slice(-40)
    const idOf = async (ref, name) => (await world.desk.handler.get(desk(ref))).text
      .match(new RegExp(`href="/files/(\\d+)">${name}`))[1]
    const take = async (id, with_ = secret) => anybody.post(`/outside/files/${id}`, { link: with_ })
    const given = await take(await idOf(reference, '顶棚.txt'))
    assert.equal(given.status, 200)
    assert.equal(given.text, '顶棚')
    assert.equal((await take(await idOf(reference, 'private.txt'))).status, 404, 'not ticked')
    assert.equal((await take(await idOf(other.reference, 'other.txt'))).status, 404, 'of another case')
    assert.equal((await take(await idOf(reference, '顶棚.txt'), 'f'.repeat(40))).status, 404, 'a guessed link')
    assert.equal((await anybody.get(`/files/${await idOf(reference, '顶棚.txt')}`)).status, 303, 'nor by the desk\'s address')
  })

  await t.test('[item 89] more time with the reason, agreed to; a reminder, counted', async () => {
    await client.goto(link)
    const longer = client.locator('form', { has: client.locator('[name=act][value=longer]') })
    await longer.locator('[name=longer]').fill('防水材料在途。')
    await longer.locator('button').click()
    assert.equal(await client.locator('[name=longer]').inputValue(), '防水材料在途。', 'nothing is lost')
    await sound(client, 'outside-longer-refused')
    await longer.locator('[name=day]').fill('2099-01-01')
    await longer.locator('button').click()
    assert.match(await main(client), /请填写今天或以后的日期/)
    await bare.goto(link)
    const simple = bare.locator('form', { has: bare.locator('[name=act][value=longer]') })
    const day = new Date(Date.now() + 30 * 864e5).toISOString().slice(0, 10)
    await simple.locator('[name=longer]').fill('防水材料在途。')
    await simple.locator('[name=day]').fill(day)
    await simple.locator('button').click()
    assert.match(await main(bare), /我们已收到您提出的新日期/, 'without a script')
    await page.goto('/desk/tasks')
    assert.match(await main(page), /late, or ask for more time[^]*They say that it takes until/)
    await sound(page, 'outside-queue')
    await page.locator('.task-list a').last().click()
    assert.match(await main(page), /防水材料在途。/)
    await sound(page, 'outside-task')
    await form(page, 'remind').locator('button').click()
    assert.match(await main(page), /The reminder is counted[^]*提醒您办理投诉/)
    await sound(page, 'outside-reminded')
    await task(reference)
    assert.match(await main(page), /Reminders\s*1/)
    await form(page, 'agree').locator('button').click()
    assert.match(await main(page), /They have until the new day/)
    await page.goto('/desk/tasks')
    assert.doesNotMatch(await main(page), /ask for more time/)
  })

  await t.test('what is redacted afterwards is gone from their page at once', async () => {
    const at = (await manager.get(`${desk(reference)}/redact`)).text
    const place = at.match(/href="([^"]*redact\/text\?place=complaint\.description[^"]*)"/)[1].replaceAll('&amp;', '&')
    const shown = formOf((await manager.get(place)).text, '/redact/text')
    const preview = await manager.post(shown.action, { ...shown.hidden, step: 'preview', reason: 'third_person', why: '',
      text: '卫生间顶棚渗水，[[林小雨在家等候]]。' })
    const sure = formOf(preview.text, '/redact/text')
    assert.equal((await manager.post(sure.action, { ...sure.hidden, step: 'redact' })).status, 303)
    await client.goto(link)
    assert.doesNotMatch(await main(client), /林小雨在家等候/)
    assert.match(await main(client), /卫生间顶棚渗水，█ \[已遮盖/)
  })

  await t.test('[item 89] the answer ends the clock, stands on the case, and is settled there', async () => {
    await client.goto(link)
    const answer = client.locator('#answers')
    await answer.locator('button.button').click()
    assert.match(await main(client), /请写明做了什么。/)
    await sound(client, 'outside-answer-refused')
    await answer.locator('[name=answer]').fill('已做防水并复验。')
    await answer.locator('[type=file]').setInputFiles({ name: '复验.txt', mimeType: 'text/plain', buffer: Buffer.from('合格') })
    await answer.locator('button.button').click()
    assert.match(await main(client), /我们已收到您的答复[^]*已做防水并复验。[^]*复验\.txt/)
    assert.equal(await client.locator('[name=answer]').count(), 0)
    await sound(client, 'outside-answered')
    await page.goto(desk(reference))
    const shown = await main(page)
    assert.match(shown, /Somebody outside answered: 海湾发展有限公司[^]*已做防水并复验。/)
    assert.match((await world.desk.handler.get(`${desk(reference)}/fields`)).text, /已做防水并复验。/, 'the procedure\'s field is filled in')
    await page.goto('/desk/tasks')
    assert.match(await main(page), /Answered, for you to settle[^]*海湾发展/)
    await task(reference)
    await form(page, 'give_back').locator('[name=text]').fill('请补交保修卡。')
    await form(page, 'give_back').locator('button').click()
    await client.goto(link)
    assert.match(await main(client), /请补交保修卡。/)
    await answer.locator('[name=answer]').fill('保修卡已寄出。')
    await answer.locator('button.button').click()
    await task(reference)
    assert.match(await main(page), /复验\.txt/)
    await form(page, 'confirm').locator('button').click()
    assert.match(await main(page), /The task is settled/)
    assert.equal((await client.goto(link)).status(), 404, 'settled: the link is dead')
    assert.match(await main(client), /此链接无法打开任何内容/)
    await sound(client, 'outside-gone')
  })

  await t.test('who looked is noted, and the complainant reads nothing of it', async () => {
    const readers = (await manager.get(`${desk(reference)}/readers`)).text
    assert.match(readers, /海湾发展有限公司/)
    assert.match(readers, /Opened what was chosen for them, outside/)
    assert.match(rowOf(readers, 'Took a file of it'), /海湾发展有限公司/)
    const own = await new Client(server).submit('/track', { reference, code })
    assert.equal(own.status, 200)
    assert.doesNotMatch(own.text, /海湾发展|防水并复验/)
  })
})

test('links: revoked, renewed, guessed; not theirs, asked again, cancelled; who may pass on and ask', async (t) => {
  const { reference } = await world.file({ description: 'The lift stands still.', category: 'management', 'own-unit': '2' })
  const client = await browser.page({ script: false })
  let link

  await t.test('revoked and guessed answer alike', async () => {
    link = await ask(reference, 'Lift Service', { text: 'Please look at the lift.', days: '3', shares: ['description'] })
    assert.equal((await client.goto(link)).status(), 200)
    assert.doesNotMatch(await main(client), /Who complains|Mai Example/)
    await task(reference)
    await form(page, 'revoke').locator('button').click()
    assert.match(await main(page), /The link opens nothing any more/)
    const dead = await client.goto(link)
    assert.equal(dead.status(), 404)
    const words = await main(client)
    const guessed = await client.goto(link.replace(/.{40}$/, '0'.repeat(40)))
    assert.equal(guessed.status(), 404)
    assert.equal(await main(client), words)
    assert.equal((await client.goto('/outside')).status(), 404)
  })

  await t.test('a new link; it is not theirs; asked again; cancelled', async () => {
    await task(reference)
    await form(page, 'renew').locator('button').click()
    const second = pathOf(await linkOf(page))
    assert.notEqual(second, link)
    assert.equal((await client.goto(link)).status(), 404)
    await client.goto(second)
    const refuse = client.locator('form', { has: client.locator('[name=act][value=refuse]') })
    await refuse.locator('button').click()
    assert.match(await main(client), /Write why it cannot be done, or whose it is\./, 'they are no team of ours')
    await refuse.locator('[name=refuse]').fill('The contract ended in May.')
    await refuse.locator('button').click()
    assert.match(await main(client), /We have your reason/)
    await page.goto(desk(reference))
    assert.match(await main(page), /Somebody outside says that it is not theirs: Lift Service Ltd[^]*The contract ended in May\./)
    await task(reference)
    await form(page, 'again').locator('[name=text]').fill('It runs until August.')
    await form(page, 'again').locator('[name=working_days]').fill('2')
    await form(page, 'again').locator('button').click()
    await client.goto(second)
    assert.match(await main(client), /It runs until August\./)
    await task(reference)
    await form(page, 'taken').locator('button').click()
    assert.match(await main(page), /Write what was done/)
    await form(page, 'taken').locator('[name=text]').fill('Mr Lee on the telephone: on Friday.')
    await form(page, 'taken').locator('button').click()
    assert.match(await main(page), /Their answer is taken down[^]*Mr Lee on the telephone: on Friday\./)
    assert.match(await main(page), /Confirm that it is done/)
    await sound(page, 'outside-taken')
    await form(page, 'cancel').locator('[name=text]').fill('Another firm does it.')
    await form(page, 'cancel').locator('button').click()
    assert.equal((await client.goto(second)).status(), 404)
  })

  await t.test('whoever cannot see who complains cannot pass it on', async () => {
    const sealed = await world.file({ description: 'Somebody watches.', category: 'management', 'own-unit': '2',
      naming: 'confidential', name: 'Xenia Quill', email: 'xenia@example.org' })
    await page.goto(`${desk(sealed.reference)}/ask-outside`)
    assert.equal(await page.locator('[name=named]').count(), 0)
    const refused = await world.desk.handler.submit(`${desk(sealed.reference)}/ask-outside`,
      { act: 'preview', outsider: await page.locator('option:has-text("Lift")').getAttribute('value'),
        text: 'x', working_days: '1', named: 'yes', why: 'x' }, { action: '/ask-outside' })
    assert.match(refused.text, /not open to you, so you cannot pass it on/)
    assert.doesNotMatch(refused.text, /Xenia/)
  })

  await t.test('who is barred asks nobody; and what was asked stands where the case is closed', async () => {
    const third = await world.file({ description: 'User second was rude.', category: 'management', 'own-unit': '2' })
    const open = await ask(third.reference, 'Lift Service', { text: 'Please look.', days: '3' })
    await world.act('second', third.reference, 'conflicts', { kind: 'declared', why: 'We are friends.' })
    assert.equal((await world.desk.second.get(`${desk(third.reference)}/ask-outside`)).status, 404)
    assert.equal((await client.goto(open)).status(), 200)
    const closing = await world.desk.handler.get(`${desk(third.reference)}/close`)
    assert.match(closing.text, /What somebody outside was asked, due on/)
  })
})

test('[4.7-a] [item 89] a link opens nothing while whoever made it is barred from the complaint', async () => {
  const call = async (name, method, path, json) => world.desk[name].api(method, `/api/v1${path}`, {
    json, headers: { 'form-token': formOf((await world.desk[name].get('/desk')).text, '/logout').hidden.form_token } })
  const { reference } = await world.file({ category: 'management', 'own-unit': '2' })
  await register({ name: 'Painters Ltd', kind: 'maintenance', language: 'en' })
  const firm = (await call('handler', 'GET', '/outside-parties')).json.items.find(({ name }) => name === 'Painters Ltd').id
  const asked = await call('second', 'POST', `/complaints/${reference}/outside-requests`,
    { party: firm, text: 'Which colour is it?', working_days: 3, shares: 'description' })
  assert.equal(asked.status, 200, asked.text)
  const link = new URL(asked.json.link), open = async (at) => (await new Client(server).get(at.pathname + at.search)).status
  assert.equal(await open(link), 200)
  await world.act('second', reference, 'conflicts', { kind: 'declared', why: 'The painter is my brother.' })
  assert.equal(await open(link), 404)
  const task = `/complaints/${reference}/tasks/${asked.json.id}`
  const page = (await world.desk.handler.get(`/desk${task}`)).text
  assert.match(page, /whoever made it is kept out of this complaint since/)
  assert.equal((await call('handler', 'POST', `${task}/remind`, {})).status, 409, 'they could not open it')
  const renewed = await call('handler', 'POST', `${task}/renew-link`, {})
  assert.equal(renewed.status, 200, renewed.text)
  assert.equal(await open(new URL(renewed.json.link)), 200)
  assert.equal(await open(link), 404)
})

test('[S16] guessing is slowed down as it is for references and codes', async () => {
  const small = await startServer({ prepare: (fresh) =>
    appendFileSync(path.join(fresh.dir, 'redress.conf'), 'throttle: {track: {source: 3, seconds: 600}}\n') })
  try {
    const anybody = new Client(small)
    const answers = []
    for (let i = 0; i < 5; i++) answers.push(await anybody.get(`/outside?link=${String(i).repeat(40)}`))
    assert.deepEqual(answers.map(({ status }) => status), [404, 404, 404, 429, 429])
    assert.ok(Number(answers[4].headers.get('retry-after')) > 0)
    assert.equal((await anybody.post('/outside/files/1', { link: 'x' })).status, 429)
  } finally {
    await small.stop()
  }
})

test('everything is as the events say', () => {
  assert.match(server.tryCli('verify', '--values').stderr, / 0 findings/)
})
