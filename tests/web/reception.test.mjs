// Taking down complaints at the desk: what is solved on the spot, drafts of a form that is not
// sent yet, what is not for this process, and danger. [7.2]
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, openBrowser, overflows, picture, startServer, textOf, violations } from
  './harness.mjs'

let server
let receiver
const SPOT = '/desk/new/on-the-spot'

before(async () => {
  server = await startServer({ users: ['receiver', 'handler'] })
  receiver = await new Client(server).login(server.users.receiver)
})
after(() => server?.stop())

const problems = (html) =>
  html.match(/govuk-error-summary__list[^]*?<\/ul>/)?.[0] ?? textOf(html, 'main')
const spot = {
  channel: 'in_person', description: 'The machine kept my card.', action_code: 'A53',
  solved: 'The card is back.', name: 'Mai Example', accepted: 'yes'
}

test('what is solved on the spot is received, recorded and closed by one form', async () => {
  const link = await receiver.get('/desk/new')
  assert.match(link.text, new RegExp(`href="${SPOT}"`))
  const page = await receiver.get(SPOT)
  const once = page.text.match(/name="once" value="([0-9a-f]{32})"/)[1]
  const answer = await receiver.submit(SPOT, { ...spot, once }, { action: SPOT })
  assert.equal(answer.status, 200, problems(answer.text))
  const [, reference] = answer.text.match(/Received as (\d{4}-\d{6,})/)
  assert.match(answer.text, /Solved on the spot/)
  assert.match(answer.text, /Accepted and carried out|Closed/)
  const again = await receiver.submit(SPOT, { ...spot, once }, { action: SPOT })
  assert.match(again.text, new RegExp(`Received as ${reference}`), 'the same form is the same complaint')
})

test('without the complainant\'s yes nothing is closed, and nothing typed is lost', async () => {
  const answer = await receiver.submit(SPOT, { ...spot, accepted: '' }, { action: SPOT })
  assert.equal(answer.status, 422)
  assert.match(answer.text, /href="#accepted"/)
  assert.match(answer.text, /The card is back\./)
  const money = await receiver.submit(SPOT, { ...spot, amount: '20', currency: 'EUR' }, { action: SPOT })
  assert.equal(money.status, 422)
  assert.match(money.text, /This sum needs a second person/)
  const none = await receiver.submit(SPOT, { ...spot, solved: '' }, { action: SPOT })
  assert.match(none.text, /href="#solved"/)
})

test('the short form is fit for everybody, in two languages', async () => {
  const browser = await openBrowser(server)
  try {
    for (const language of ['en', 'zh-Hans']) {
      const page = await browser.page({ language })
      await browser.login(page, server.users.receiver)
      await page.goto(SPOT)
      await picture(page, `on-the-spot-${language}`)
      assert.deepEqual(await violations(page), [], `in ${language}`)
      assert.deepEqual(page.problems, [])
    }
    const narrow = await browser.page({ width: 320 })
    await browser.login(narrow, server.users.receiver)
    await narrow.goto(SPOT)
    assert.equal(await overflows(narrow), false)
  } finally {
    await browser.close()
  }
})
