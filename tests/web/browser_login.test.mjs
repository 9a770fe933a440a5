// Staff log in and out with a real browser, whose Origin header depends on the pages' referrer policy.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser, overflows, picture, violations } from './browser.mjs'
import { keptFactor, totp } from './factor.mjs'
import { startServer } from './harness.mjs'

let server, browser

before(async () => {
  server = await startServer({ users: true })
  browser = await openBrowser(server)
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

test('a handler logs in, reaches the desk, and logs out', async () => {
  const page = await browser.page()
  await browser.login(page, server.users.handler)
  assert.match(page.url(), /\/desk$/)
  await page.locator('header details:has(form[action="/logout"]) > summary').click()
  await Promise.all([page.waitForURL('**/login'), page.locator('form[action="/logout"] button').first().click()])
  await page.goto('/desk')
  assert.match(page.url(), /\/login/)
})

// What everybody can use and nothing of it stands out on a narrow screen.
async function looked(page, name) {
  assert.deepEqual(await violations(page), [], name)
  const before = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 800 })
  assert.equal(await overflows(page), false, `${name} at 320`)
  await page.setViewportSize(before)
  await picture(page, `door-${name}`)
}

async function password(page, user) {
  await page.goto('/login')
  await page.fill('[name=login]', user.login)
  await page.fill('[name=password]', user.password)
  await page.click('main form button')
}

for (const language of ['en', 'zh-Hans', 'zh-Hant', 'vi']) {
  test(`the way in of an administrator in ${language}`, async () => {
    const user = server.addUser(`boss-${language.toLowerCase()}`, 'administrator')
    const page = await browser.page({ language })
    const named = (name) => `${name}-${language}`
    await password(page, user)
    await page.waitForURL('**/desk/second-factor/new')
    await page.click('details summary')
    await looked(page, named('set-up'))
    const secret = (await page.textContent('#secret')).trim()
    await page.fill('[name=code]', '12')
    await page.click('main .go button')
    await looked(page, named('set-up-wrong'))
    await page.fill('[name=code]', totp(secret))
    await page.click('main .go button')
    await page.waitForSelector('.codes')
    await looked(page, named('recovery-codes'))
    const { codes } = keptFactor(secret, await page.content())
    await page.goto('/desk/second-factor')
    await looked(page, named('second-factor'))
    await page.goto('/desk/confirm')
    await looked(page, named('confirm'))
    await page.goto('/desk/sessions')
    await looked(page, named('sessions'))
    await page.goto('/desk/settings/staff')
    await page.click(`main a:text("User ${user.login}")`)
    await looked(page, named('person'))
    const next = await browser.page({ language })
    await password(next, user)
    await next.waitForURL('**/login/code**')
    await next.fill('[name=code]', '000000')
    await next.click('main .go button')
    await looked(next, named('code'))
    await next.fill('[name=code]', codes[0])
    await next.click('main .go button')
    await next.waitForURL(/\/desk(\/settings)?$/)
    await page.goto('/desk/settings')
    await looked(page, named('settings'))
  })
}
