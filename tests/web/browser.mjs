// Debian's Chromium without a window (a third less work than the whole browser), driven for the
// tests: pages as people see them, accessibility by axe-core, pictures for the eye.
//
// REDRESS_SHOTS names a folder for pictures; without it none are taken.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { keptFactor, totp } from './factor.mjs'

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--in-process-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync']
const LOCALES = { en: 'en-GB', 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', vi: 'vi-VN' }
export const WIDTHS = [1280, 360]
const shots = process.env.REDRESS_SHOTS
// The small one: each page reads it anew.
const axe = () => readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

class Browser {
  constructor(chrome, server) {
    this.chrome = chrome
    this.server = server
  }

  // A page with cookies of its own. `problems` on it collects what a person would see in
  // the console: script errors, refused styles, files that are missing.
  async page({ language = 'en', width = WIDTHS[0], height = 900, script = true } = {}) {
    const context = await this.chrome.newContext({
      baseURL: this.server.url,
      locale: LOCALES[language] ?? language,
      viewport: { width, height },
      javaScriptEnabled: script
    })
    context.setDefaultTimeout(20_000)
    const page = await context.newPage()
    page.problems = []
    page.on('pageerror', (error) => page.problems.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error') page.problems.push(message.text())
    })
    return page
  }

  async login(page, user) {
    await page.goto('/login')
    await page.fill('[name=login]', user.login)
    await page.fill('[name=password]', user.password)
    await Promise.all([page.waitForURL(/\/(desk(\/settings|\/second-factor\/new)?$|login\/code)/),
      page.click('main form button')])
    if (page.url().includes('/login/code')) {
      await page.fill('[name=code]', user.codes.pop())
      await Promise.all([page.waitForURL(/\/desk(\/settings)?$/), page.click('main .go button')])
    } else if (page.url().includes('/second-factor/new')) {
      await this.setUpFactor(page, user)
    }
  }

  async setUpFactor(page, user) {
    const secret = (await page.textContent('#secret')).trim()
    await page.fill('[name=code]', totp(secret))
    await Promise.all([page.waitForSelector('.codes'), page.click('main .go button')])
    Object.assign(user, keptFactor(secret, await page.content()))
    await Promise.all([page.waitForURL(/\/desk(\/settings)?$/), page.click('main .go a')])
  }

  close() {
    return this.chrome.close()
  }
}

export async function openBrowser(server) {
  const { chromium } = await import('playwright-core') // not for those that want none
  const chrome = await chromium.launch({ executablePath: '/usr/bin/chromium-headless-shell', args: FLAGS })
  return new Browser(chrome, server)
}

// Where run.mjs has noted which pages were found without fault; none when a file runs alone.
const faultless = process.env.REDRESS_FAULTLESS

// Under which name a page is noted: all it says to axe-core, without numbers and what is hidden.
// The same page on the other database need not be judged twice.
async function noteOf(page) {
  const html = await page.content()
  const said = html.replace(/<input type="hidden"[^>]*>/g, '').replace(/<path [^>]*>/g, '')
    .replace(/\d+/g, '0')
  const size = page.viewportSize()
  const media = await page.evaluate(() => `${matchMedia('print').matches} ${location.pathname}`)
  return createHash('sha256').update(`${size.width} ${media.replace(/\d+/g, '0')}\n${said}`).digest('hex')
}

// What axe-core finds wrong on the page, one line each; an empty list is what is wanted.
export async function violations(page) {
  await page.waitForLoadState() // a click is over when the next page begins
  const note = faultless && path.join(faultless, await noteOf(page))
  if (note && existsSync(note)) return []
  await page.evaluate(axe()) // by the debugger, so the page's own policy stays in force
  const result = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations']
  }))
  if (note && result.violations.length === 0) writeFileSync(note, '')
  return result.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.html}: ${node.failureSummary.replace(/\s+/g, ' ')}`))
}

// Whether something stands out to the right, so that one would have to scroll sideways.
export function overflows(page) {
  return page.evaluate(() =>
    document.documentElement.scrollWidth > document.documentElement.clientWidth)
}

// Names that stand twice on the page, and what names an element that is not there: a label, a
// description, a link within the page.
export function loose(page) {
  return page.evaluate(() => {
    const found = []
    const seen = new Set()
    for (const { id } of document.querySelectorAll('[id]')) {
      if (seen.has(id)) found.push(`twice: ${id}`)
      seen.add(id)
    }
    for (const name of ['for', 'form', 'list', 'aria-describedby', 'aria-labelledby', 'aria-controls',
      'aria-owns', 'aria-details', 'aria-errormessage']) {
      for (const element of document.querySelectorAll(`[${name}]`)) {
        for (const id of element.getAttribute(name).split(/\s+/)) {
          if (!seen.has(id)) found.push(`${name}: ${id}`)
        }
      }
    }
    for (const link of document.querySelectorAll('a[href^="#"]')) {
      const id = decodeURIComponent(link.hash.slice(1))
      if (id && !seen.has(id)) found.push(`link: ${id}`)
    }
    return found
  })
}

// Pictures of the whole page at each width: NAME-1280.png, NAME-360.png.
export async function picture(page, name) {
  if (!shots) return
  mkdirSync(shots, { recursive: true })
  const before = page.viewportSize()
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: before.height })
    await page.screenshot({ path: path.join(shots, `${name}-${width}.png`), fullPage: true })
  }
  await page.setViewportSize(before)
}

// A look at a page: nothing for axe-core to find, nothing that names what is not there, nothing to
// scroll sideways for; then its pictures.
export async function sound(page, name) {
  assert.deepEqual(await violations(page), [], name)
  assert.deepEqual(await loose(page), [], name)
  assert.equal(await overflows(page), false, name)
  await picture(page, name)
}
