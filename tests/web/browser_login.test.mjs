// Staff log in and out with a real browser, whose Origin header depends on the pages' referrer policy.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openBrowser } from './browser.mjs'
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
