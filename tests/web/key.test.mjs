// What tells an administrator that the master key has no proven copy.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import test, { after, before } from 'node:test'
import { Client, openBrowser, startServer, violations } from './harness.mjs'

let server
before(async () => { server = await startServer({ users: ['administrator', 'handler'] }) })
after(() => server?.stop())

test('[S57] until the recovery copy was read back, the first page of settings says so in red', async () => {
  const administrator = await new Client(server).login(server.users.administrator)
  const first = await administrator.get('/desk')
  assert.equal(first.location, '/desk/settings')
  const page = await administrator.get('/desk/settings')
  assert.match(page.text, /id="warning"[^]*recovery copy of the master key[^]*redress key confirm/)
  const browser = await openBrowser(server)
  try {
    for (const language of ['en', 'zh-Hans']) {
      const shown = await browser.page({ language })
      await browser.login(shown, server.users.administrator)
      await shown.goto('/desk/settings')
      assert.deepEqual(await violations(shown), [])
      const colour = await shown.evaluate(() =>
        getComputedStyle(document.getElementById('warning')).borderTopColor)
      const [red, green, blue] = colour.match(/\d+/g).map(Number)
      assert.ok(red > 2 * green && red > 2 * blue, colour)
      if (process.env.SHOTS) await shown.screenshot({ path: `${process.env.SHOTS}/key.${language}.png` })
    }
  } finally {
    await browser.close()
  }
})

test('once it was read back the warning is gone', async () => {
  const copy = `${server.dir}.recovery`
  assert.ok(existsSync(copy))
  assert.match(server.cli('key confirm', '--from', copy), /opens the data/)
  const administrator = await new Client(server).login(server.users.administrator)
  const page = await administrator.get('/desk/settings')
  assert.equal(page.status, 200)
  assert.doesNotMatch(page.text, /id="warning"/)
})
