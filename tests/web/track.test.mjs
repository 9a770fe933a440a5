// Following a complaint to its end, as the complainant does it with reference and code: accepting
// and refusing the decision, opening it again, the closing question. In a browser with and without
// script, and never with a cookie. 7.3, 7.8, 7.9
import assert from 'node:assert/strict'
import { appendFileSync } from 'node:fs'
import path from 'node:path'
import test, { after, before } from 'node:test'
import { Client, formOf, openBrowser, overflows, picture, textOf, violations } from './harness.mjs'
import { OUTSIDE, World } from './world.mjs'

const CLOSING = { reason: 'accepted', lessons: 'Inspect more often.', survey: 'yes' }
let world
let browser

before(async () => {
  world = await new World().make((server) => appendFileSync(path.join(server.dir, 'redress.conf'),
    'throttle:\n  track: { source: 100000, seconds: 600 }\n'))
  browser = await openBrowser(world.server)
})
after(async () => {
  await browser?.close()
  await world?.server.stop()
})

async function track(page, { reference, code }, base = '') {
  await page.goto(`${base}/track`)
  await page.fill('[name=reference]', reference)
  await page.fill('[name=code]', code)
  await page.click('main button.button')
}

async function open(t, options) {
  const page = await browser.page(options)
  t.after(() => page.context().close())
  return page
}

const said = (page, selector = 'main') => page.innerText(selector)

async function closed(fields) {
  const filed = await world.told(fields)
  await world.done('handler', filed.reference, 'answer', { answer: 'accepted', text: '' })
  await world.done('handler', filed.reference, 'close', CLOSING)
  return filed
}

// No cookie, and nothing in the console but what the page says itself.
async function sound(page) {
  assert.deepEqual(await page.context().cookies(), [])
  assert.deepEqual(page.problems.filter((words) => !/status of 422/.test(words)), [])
}

for (const script of [true, false]) {
  const how = script ? 'with script' : 'without script'

  test(`[7.8-b] [7.9-a] the decision is read and accepted, ${how}`, async (t) => {
    const filed = await world.told()
    const page = await open(t, { script })
    await track(page, filed)
    assert.match(await said(page), /You are right, and we are sorry/)
    assert.match(await said(page, '#outside'), new RegExp(OUTSIDE))
    await picture(page, `track-decision-${script}`)
    const [yes, no] = await Promise.all(['accepted', 'refused'].map((value) =>
      page.locator(`button[value=${value}]`).evaluate((button) => {
        const { color, backgroundColor, fontWeight } = getComputedStyle(button)
        return [button.offsetWidth, button.offsetHeight, color, backgroundColor, fontWeight]
      })))
    assert.deepEqual(yes, no, 'both answers have the same weight')
    await page.fill('#answer [name=reason]', 'Thank you for saying so.')
    await page.click('button[value=accepted]')
    assert.match(await said(page, '[role=status]'), /You accepted the decision/)
    assert.match(await said(page), /Thank you for saying so\./)
    assert.equal(await page.locator('#answer').count(), 0)
    await sound(page)
  })

  test(`[7.9-b] the decision is refused and somebody else looks at it, ${how}`, async (t) => {
    const filed = await world.told()
    const page = await open(t, { script })
    await track(page, filed)
    await page.fill('#answer [name=reason]', 'It broke down again.')
    await page.click('button[value=refused]')
    assert.match(await said(page, '[role=status]'), /You did not accept the decision/)
    assert.match(await said(page), /somebody who had no part in/i)
    assert.match(await said(page), /It broke down again\./)
    assert.equal((await said(page)).split('It broke down again.').length, 2, 'said once')
    assert.doesNotMatch(await said(page), /You added something/)
    await sound(page)
  })

  test(`[7.9-e] the closing question is answered once, ${how}`, async (t) => {
    const filed = await closed()
    const page = await open(t, { script })
    await track(page, filed)
    await picture(page, `track-survey-${script}`)
    await page.click('#survey button')
    assert.match(await page.title(), /^Error: /)
    assert.match(await said(page, '#error-summary'), /Choose how we dealt with/)
    await page.check('[name=satisfaction][value="2"]')
    await page.check('[name=fair][value=partly]')
    await page.check('[name=outcome][value="5"]')
    await page.fill('[name=comment]', 'Nobody called back.')
    await page.click('#survey button')
    assert.match(await said(page, '[role=status]'), /Thank you/)
    assert.equal(await page.locator('#survey').count(), 0)
    assert.match(await said(page), /Nobody called back\./)
    await sound(page)

    const desk = (await world.desk.handler.get(`/desk/complaints/${filed.reference}`)).text
    for (const words of ['How they were treated', 'Badly', 'In part', 'Very satisfied',
      'Nobody called back.', 'Complainant said how they were treated']) {
      assert.ok(desk.includes(words), words)
    }
  })

  test(`[7.9-d] the complaint is opened again, ${how}`, async (t) => {
    const filed = await closed()
    const page = await open(t, { script })
    await track(page, filed)
    assert.equal(await page.locator('#add').count(), 0, 'nothing is written where nobody reads it')
    await page.click('#reopen button')
    assert.match(await said(page, '#error-summary'), /why the complaint is opened again/i)
    await page.fill('#reopen [name=reason]', 'It broke down on Sunday.')
    await page.click('#reopen button')
    assert.match(await said(page, '[role=status]'), /open again/)
    assert.equal(await page.locator('#reopen').count(), 0)
    await sound(page)
  })
}

// Answers, good, in between, bad; nothing before anybody has answered.
async function figures(question) {
  const { text } = await world.desk.manager.get('/desk/figures')
  const [, row] = text.match(new RegExp(`<th scope="row">${question}</th>([^]*?)</tr>`)) ?? []
  return row ? row.match(/>\d+</g).map((cell) => Number(cell.slice(1, -1))) : [0, 0, 0, 0]
}

test('[8.3-a] the figures tell the handling from the outcome', async () => {
  const client = new Client(world.server)
  const filed = await closed()
  const questions = ['How we dealt with it', 'Both sides treated fairly', 'The outcome']
  const before = await Promise.all(questions.map(figures))
  const { hidden } = formOf((await client.post('/track', filed)).text, '/track/satisfaction')
  const given = await client.post('/track/satisfaction', { ...hidden, satisfaction: '5',
    fair: 'partly', outcome: '1' })
  assert.equal(given.status, 200)
  const after = await Promise.all(questions.map(figures))
  assert.deepEqual(after.map((row, q) => row.map((n, i) => n - before[q][i])),
    [[1, 1, 0, 0], [1, 0, 1, 0], [1, 0, 0, 1]])
})

test('what was sent once is not sent twice, and says so', async () => {
  const client = new Client(world.server)
  const twice = async (filed, act, fields, words) => {
    const { hidden } = formOf((await client.post('/track', filed)).text, `/track/${act}`)
    for (let i = 0; i < 2; i++) {
      const answer = await client.post(`/track/${act}`, { ...hidden, ...fields })
      assert.equal(answer.status, 200, `${act}, the ${i + 1}. time`)
      assert.match(answer.text, words)
    }
  }
  await twice(await world.told(), 'answer', { answer: 'accepted' }, /You accepted the decision/)
  await twice(await world.told(), 'answer', { answer: 'refused' }, /You did not accept/)
  await twice(await world.file(), 'withdraw', {}, /You took the complaint back/)
  await twice(await closed(), 'satisfaction', { satisfaction: '4' }, /helps us to do better/)
  await twice(await closed(), 'reopen', { reason: 'It broke again.' }, /open again/)
})

test('[7.9-c] whoever took the complaint back is promised nothing any more', async () => {
  const client = new Client(world.server)
  const filed = await world.file()
  const page = (await client.post('/track', filed)).text
  assert.match(page, /Somebody has read it by/)
  const { hidden } = formOf(page, '/track/withdraw')
  const taken = (await client.post('/track/withdraw', hidden)).text
  assert.match(taken, /You took the complaint back/)
  assert.doesNotMatch(taken, /Somebody has read it by|Our decision by|Next news by/)
})

test('a tab that was restored leads to reference and code', async () => {
  for (const address of ['/track/add', '/track/satisfaction', '/track/download', '/track/files/1', '/track/answer',
    '/track/withdraw', '/track/reopen', '/receipt']) {
    for (const method of ['GET', 'HEAD']) {
      for (const language of ['', '/vi']) {
        const answer = await new Client(world.server).request(method, `${language}${address}`)
        assert.equal(answer.status, 303, `${method} ${address}`)
        assert.equal(answer.location, `${language}/track`)
      }
    }
  }
})

test('[7.9-d] what is written on a page older than the closing opens the case again', async () => {
  const client = new Client(world.server)
  const filed = await world.told()
  const { hidden } = formOf((await client.post('/track', filed)).text, '/track/add')
  await world.done('handler', filed.reference, 'answer', { answer: 'accepted', text: '' })
  await world.done('handler', filed.reference, 'close', CLOSING)
  const added = await client.post('/track/add', { ...hidden, text: 'It broke down on Sunday.' })
  assert.equal(added.status, 200)
  assert.match(added.text, /The complaint was opened again/)
  assert.match(added.text, /It broke down on Sunday\./)
  const desk = await world.desk.handler.get('/desk/queues/returned')
  assert.ok(desk.text.includes(filed.reference), 'somebody has to look at it')
})

test('nonsense in the forms of the page: what is wrong, and nothing lost', async () => {
  const client = new Client(world.server)
  const filed = await world.told()
  const page = (await client.post('/track', filed)).text
  const { hidden } = formOf(page, '/track/answer')
  const long = `Kept to its end. ${'x'.repeat(30_000)}`
  const cases = [
    ['answer', { answer: 'perhaps', reason: 'A reason to keep.' }, /Choose whether you accept/],
    ['answer', { answer: 'accepted', reason: long }, /longer than 5000/],
    ['add', { text: long }, /longer than 20000/],
    ['satisfaction', { satisfaction: '4' }, /asked when the complaint is closed/],
    ['reopen', { reason: 'A reason to keep.' }, /There is a problem/]
  ]
  for (const [act, fields, words] of cases) {
    const answer = await client.post(`/track/${act}`, { ...hidden, ...fields })
    assert.equal(answer.status, 422, act)
    assert.match(answer.text, words)
    const kept = fields.reason ?? fields.text
    if (kept && act !== 'reopen') assert.ok(answer.text.includes(kept.slice(0, 17)), act)
  }
  assert.match((await client.post('/track', filed)).text, /Do you accept this decision/)
})

test('another language keeps everything: the receipt, its code, what was typed', async (t) => {
  const page = await open(t, { script: false })
  await page.goto('/en/complain/all')
  await page.fill('[name=description]', 'The lift has not run for two weeks.')
  await page.check('[name=naming][value=confidential]')
  await page.fill('[name=name]', 'Mai')
  await page.click('button[value=send]')
  const kept = [await page.textContent('#reference'), await page.textContent('#code')]
  for (const language of ['zh-Hans', 'zh-Hant', 'vi']) {
    await page.click(`button[lang=${language}]`)
    assert.equal(await page.getAttribute('html', 'lang'), language)
    assert.deepEqual([await page.textContent('#reference'), await page.textContent('#code')], kept)
    assert.equal(await page.locator('.mode').count(), 1, 'it still says that it is confidential')
  }
  await page.click('button[value=correct]')
  await page.fill('[name=text]', 'Three weeks')
  await page.click('button[lang=en]')
  assert.equal(await page.inputValue('[name=text]'), 'Three weeks')
  await page.fill('[name=text]', ' ')
  await page.click('button[value=corrected]')
  assert.match(await said(page, '#error-summary'), /Write what it should say/)
  await page.fill('[name=text]', 'Three weeks')
  await page.click('button[value=corrected]')
  assert.match(await said(page), /Three weeks/)
  await page.fill('[name=text]', 'Half a message')
  await page.click('button[lang=vi]')
  assert.equal(await page.getAttribute('html', 'lang'), 'vi')
  assert.equal(await page.inputValue('[name=text]'), 'Half a message')

  await page.goto('/en/track')
  await page.fill('[name=reference]', kept[0])
  await page.click('button[lang=zh-Hant]')
  assert.equal(await page.inputValue('[name=reference]'), kept[0])
  assert.equal(await page.locator('#error-summary').count(), 0, 'nothing was tried yet')
})

for (const language of ['en', 'zh-Hans']) {
  test(`the page at each end: axe, 320 px and 400 %, in ${language}`, async (t) => {
    const page = await open(t, { language, width: 1280 })
    const check = async (name) => {
      assert.deepEqual(await violations(page), [], name)
      for (const width of [1280, 360, 320]) {
        await page.setViewportSize({ width, height: width === 320 ? 256 : 800 })
        assert.equal(await overflows(page), false, `${name} at ${width}`)
      }
      await page.setViewportSize({ width: 1280, height: 900 })
      await picture(page, `track-${name}-${language}`)
    }
    const base = `/${language}`
    await track(page, await world.told(), base)
    await check('decision')
    await page.click('button[value=refused]')
    await check('refused')
    await track(page, await closed(), base)
    await check('closed')
    await page.click('#survey button')
    await check('survey-error')
  })
}

test('the log verifies', () => {
  world.server.cli('verify')
})
