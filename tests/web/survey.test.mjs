// The survey of a procedure: its questions on the page of the complainant, on a follow-up call and in
// the API; counted on the page of figures, sealed where they are words. [8.3-a]
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, openBrowser, sound, textOf } from './harness.mjs'
import { four, head as headOf, takePack } from './pack.mjs'
import { World } from './world.mjs'

const head = (name, version) => headOf(name, 'Shop', { version, chinese: '商店' })
const questions = `
  without: [fair]
  questions:
  - {name: polite, about: handling, kind: scale, required: true, ${four('Were we polite?', '我们有礼貌吗？')}}
  - {name: repaired, about: outcome, kind: yes_no, ${four('Does it work now?', '现在能用了吗？')}}
  - {name: again, about: outcome, kind: choice, ${four('Would you buy here again?', '还会再来买吗？')},
     choices: [{code: sure, ${four('Of course', '当然')}}, {code: never, ${four('Never', '不会')}}]}
  - {name: more, about: handling, kind: text, ${four('What else?', '还有什么？')}}
`
let world, server, browser, key

const take = (name, text) => takePack(server, name, text)

before(async () => {
  world = await new World().make((made) => {
    server = made
    take('shop', `${head('shop', 1)}survey:${questions}`)
    key = made.addApiKey('shop')
  })
  server = world.server
  browser = await openBrowser(server)
})
after(async () => {
  await browser?.close()
  await world?.server.stop()
})

const closing = { reason: 'accepted', lessons: 'None.', survey: 'yes' }
async function closed() {
  const told = await world.told()
  await world.done('handler', told.reference, 'answer', { answer: 'accepted', text: 'Thank you.' })
  await world.done('handler', told.reference, 'close', closing)
  return told
}
const track = async (language, { reference, code }) => {
  const page = await browser.page({ language })
  await page.goto(`/track?lang=${language}`)
  await page.fill('[name=reference]', reference)
  await page.fill('[name=code]', code)
  await page.click('main form .button')
  return page
}
const api = (method, where, json, headers = {}) => new Client(server).api(method, where,
  { headers: { authorization: `Bearer ${key}`, ...headers }, json })
const figures = async () => (await world.desk.manager.get('/desk/figures')).text
const row = (html, label) => html.match(new RegExp(`<tr><th scope="row">${label}[^]*?</tr>`))?.[0]
  .replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').trim()

test('the questions of the procedure are asked of the complainant, and counted', async (t) => {
  const mine = await closed()

  await t.test('they stand on the page, and what must be answered is said', async () => {
    const page = await track('zh-Hans', mine)
    const text = await page.textContent('#survey')
    for (const words of ['我们有礼貌吗？', '现在能用了吗？', '还会再来买吗？', '还有什么？']) assert.ok(text.includes(words), words)
    assert.doesNotMatch(text, /双方/, 'the question that the pack leaves out')
    await sound(page, 'survey-asked')
    await page.check('[name=satisfaction][value="4"]')
    await page.fill('[name="own-survey.more"]', '包装要更结实。')
    await page.click('#survey button.button')
    assert.match(await page.textContent('.govuk-error-summary'), /请回答这个问题/)
    assert.equal(await page.inputValue('[name="own-survey.more"]'), '包装要更结实。', 'nothing is lost')
    await page.check('[name=satisfaction][value="4"]')
    await page.check('[name="own-survey.polite"][value="5"]')
    await page.check('[name="own-survey.repaired"][value=no]')
    await page.check('[name="own-survey.again"][value=never]')
    await page.click('#survey button.button')
    assert.match(await page.textContent('main'), /谢谢/)
    assert.equal(await page.locator('#survey').count(), 0, 'it is asked once')
  })

  await t.test('staff read them beside the standard\'s, apart from the fields of the case', async () => {
    const page = await world.desk.handler.get(`/desk/complaints/${mine.reference}`)
    const panel = page.text.match(/data-fold="satisfaction"[^]*?<\/details>/)[0]
    for (const words of ['Were we polite?', 'Very well', 'Does it work now?', 'Would you buy here again?', 'Never', '包装要更结实。']) {
      assert.ok(panel.includes(words), words)
    }
  })

  await t.test('words are sealed, choices are facts', async () => {
    assert.equal(server.sql(`SELECT count(*) FROM own_field WHERE name = 'survey.more' AND plain IS NULL AND value IS NOT NULL`), '1')
    assert.equal(server.sql(`SELECT plain FROM own_field WHERE name = 'survey.again'`), 'never')
  })

  await t.test('nobody at the desk answers for them by the fields of the case', async () => {
    const told = await world.told()
    const { headers } = await api('GET', `/api/v1/complaints/${told.reference}`)
    const sent = await api('POST', `/api/v1/complaints/${told.reference}/fields`,
      { fields: [{ name: 'survey.polite', value: '5' }] }, { 'if-match': headers.get('etag') })
    assert.equal(sent.status, 422, sent.text)
    assert.match(sent.text, /no such field/)
  })

  await t.test('[8.3-a] a follow-up call asks them too', async () => {
    const other = await closed()
    await world.done('handler', other.reference, 'call', { call: 'reached', satisfaction: '2',
      'own-survey.polite': '1', 'own-survey.repaired': 'yes' })
    const html = await figures()
    assert.match(row(html, 'Were we polite\\?'), /How we dealt with it 2 Very well 1 .*Very badly 1/)
    assert.match(row(html, 'Does it work now\\?'), /The outcome 2 Yes 1 No 1/)
    assert.match(row(html, 'Would you buy here again\\?'), /The outcome 1 Of course 0 Never 1/)
    assert.equal(row(html, 'What else\\?'), undefined, 'words are not counted')
    const page = await browser.page()
    await browser.login(page, server.users.manager)
    await page.goto('/desk/figures')
    await sound(page, 'survey-figures')
  })

  await t.test('a call leaves what it did not ask for', async () => {
    const before = await closed()
    await new Client(server).api('POST', `/api/v1/complaints/${before.reference}/satisfaction`,
      { headers: { 'complaint-code': before.code }, json: { satisfaction: 5, answers: [{ name: 'polite', value: '4' }, { name: 'repaired', value: 'yes' }] } })
    await world.act('handler', before.reference, 'call', { call: 'reached', satisfaction: 3, answers: [{ name: 'repaired', value: 'no' }] })
    const { json } = await api('GET', `/api/v1/complaints/${before.reference}`)
    assert.deepEqual(json.fields.map(({ name, value }) => [name, value]), [['survey.polite', '4'], ['survey.repaired', 'no']])
  })

  await t.test('the form of a call shows what was answered before, and keeps it unless it is changed', async () => {
    const again = await closed()
    const answers = async () => (await api('GET', `/api/v1/complaints/${again.reference}`)).json.fields
      .map(({ name, value }) => [name, value])
    const form = async () => (await world.desk.handler.get(`/desk/complaints/${again.reference}/call`)).text
    await new Client(server).api('POST', `/api/v1/complaints/${again.reference}/satisfaction`,
      { headers: { 'complaint-code': again.code }, json: { satisfaction: 5, answers: [
        { name: 'polite', value: '4' }, { name: 'more', value: 'Boxes.' }] } })
    assert.match(await form(), /name="own-survey\.polite"[^>]*value="4"[^>]*checked/)
    assert.match(await form(), />\s*Boxes\.<\/textarea>|name="own-survey\.more"[^>]*value="Boxes\."/)
    const shown = { 'own-survey.polite': '4', 'own-survey.more': 'Boxes.' }
    const refused = await world.send('handler', again.reference, 'call', { ...shown, call: 'not_reached', 'own-survey.repaired': 'no' })
    assert.equal(refused.status, 422)
    assert.match(refused.text, /Answers are only recorded of who was reached/)
    await world.done('handler', again.reference, 'call', { ...shown, call: 'not_reached' })
    await world.done('handler', again.reference, 'call', { ...shown, call: 'reached', satisfaction: '3' })
    assert.deepEqual(await answers(), [['survey.polite', '4'], ['survey.more', 'Boxes.']])
    await world.done('handler', again.reference, 'call', { ...shown, call: 'reached', satisfaction: '3', 'own-survey.more': '' })
    assert.deepEqual(await answers(), [['survey.polite', '4']], 'what is emptied is taken away')
  })

  await t.test('the API takes and gives the answers', async () => {
    const third = await closed()
    const give = (answers) => new Client(server).api('POST',
      `/api/v1/complaints/${third.reference}/satisfaction`,
      { headers: { 'complaint-code': third.code }, json: { satisfaction: 5, answers } })
    const none = await give([{ name: 'polite', value: '5' }, { name: 'weather', value: '1' }])
    assert.equal(none.status, 422, none.text)
    assert.match(none.text, /not asked of this complaint/)
    const done = await give([{ name: 'polite', value: '5' }, { name: 'more', value: 'Nothing.' }])
    assert.ok(done.status < 300, done.text)
    const { json } = await api('GET', `/api/v1/complaints/${third.reference}`)
    assert.deepEqual(json.fields.map(({ name, value }) => [name, value]),
      [['survey.polite', '5'], ['survey.more', 'Nothing.']])
    assert.match(row(await figures(), 'Were we polite\\?'), / 5 Very well 2 Well 2/)
  })
})

test('an answer that a new version does not offer is counted on', async () => {
  const choices = /choices: .*/
  take('shop', `${head('shop', 2)}survey:${questions.replace(choices, `choices: [{code: sure, ${four('Certainly', '一定')}}, {code: perhaps, ${four('Perhaps', '也许')}}]}`)}`)
  const mine = await closed()
  const sent = await new Client(server).api('POST', `/api/v1/complaints/${mine.reference}/satisfaction`,
    { headers: { 'complaint-code': mine.code },
      json: { satisfaction: 5, answers: [{ name: 'polite', value: '5' }, { name: 'again', value: 'sure' }] } })
  assert.ok(sent.status < 300, sent.text)
  assert.match(row(await figures(), 'Would you buy here again\\?'), /The outcome 2 Certainly 1 Perhaps 0 Never 1$/)
})

test('a procedure asks some days after the closing', async () => {
  await take('later', `${head('later', 1)}survey:\n  after_days: 3\n`)
  const mine = await closed()
  const page = await track('en', mine)
  assert.match(await page.textContent('#survey'), /From .* on we ask you here/)
  assert.equal(await page.locator('[name=satisfaction]').count(), 0)
  await sound(page, 'survey-later')
  const early = await new Client(server).api('POST', `/api/v1/complaints/${mine.reference}/satisfaction`,
    { headers: { 'complaint-code': mine.code }, json: { satisfaction: 5 } })
  assert.equal(early.status, 409, early.text)
  assert.match(early.text, /We ask this from .* on/)
})
