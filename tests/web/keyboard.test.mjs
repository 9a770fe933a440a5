// Every form there is with the keyboard alone: each control is reached in the order it is read,
// seen when it has the focus, operated, and left again; each form is sent.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { drawPages } from './drawn.mjs'
import { openBrowser } from './harness.mjs'

let browser
let drawn

before(async () => {
  drawn = drawPages()
  browser = await openBrowser({ url: 'http://127.0.0.1' })
})
after(async () => {
  await browser?.close()
  drawn?.remove()
})

// In the page: what one can act on, in the order of the page; of a group of radios the one that
// Tab goes to. Whatever is pressed or sent is noted, and the page stays.
function prepare() {
  for (const one of document.querySelectorAll('main details:not([name])')) one.open = true
  const entered = (radio) => {
    const group = [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(radio.name)}"]`)]
      .filter((one) => one.form === radio.form)
    return radio === (group.find((one) => one.checked) ?? group[0])
  }
  globalThis.stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0 &&
      one.type !== 'hidden' && (one.type !== 'radio' || entered(one)))
  // How it looks: its outline, its ground and its shadow, also those of the picture of a tick.
  globalThis.faceOf = (at) => {
    const label = /^(radio|checkbox|file)$/.test(at.type ?? '') ? at.labels?.[0] : null
    const parts = [[at], [at, '::before'], [label], [label, '::before'], [label, '::after'],
      [at.closest('.box, .choice, .door')]]
    return parts.filter(([one]) => one).map((one) => {
      const { outlineStyle, outlineWidth, boxShadow, backgroundColor } = getComputedStyle(...one)
      return [outlineStyle, outlineWidth, boxShadow, backgroundColor].join()
    }).join(' | ')
  }
  globalThis.faces = globalThis.stops.map((at) => globalThis.faceOf(at))
  globalThis.stops[0].focus() // and back before it: a summary of errors had the focus
  globalThis.print = () => {}
  document.addEventListener('submit', (event) => {
    globalThis.sent = { form: event.target, by: event.submitter }
    event.preventDefault()
  }, true)
  document.addEventListener('click', (event) => {
    globalThis.pressed = event.target
    if (event.target.closest('a')) event.preventDefault()
  }, true)
}

// In the page: which stop has the focus, where it is, and whether one sees it.
function here() {
  const at = document.activeElement
  const label = /^(radio|checkbox|file)$/.test(at.type ?? '') ? at.labels?.[0] : null
  const face = (label ?? at).getClientRects()[0] ?? at.getBoundingClientRect()
  const points = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].map(([x, y]) =>
    document.elementFromPoint(face.x + face.width * x, face.y + face.height * y))
  return {
    index: globalThis.stops.indexOf(at),
    what: at.outerHTML.slice(0, 140),
    whole: at.outerHTML,
    kind: at.localName === 'input' ? at.type : at.localName === 'button' ? at.type : at.localName,
    seen: globalThis.faceOf(at) !== globalThis.faces[globalThis.stops.indexOf(at)],
    uncovered: points.some((one) => one && (at.contains(one) || one.contains(at) || label?.contains(one))),
    held: at.localName === 'summary' ? String(at.parentElement.open) : at.type === 'checkbox' || at.type === 'radio'
      ? String(at.checked) : at.value,
    choices: at.localName === 'select' ? at.options.length : 0
  }
}

// What one presses to change a control; none for what only leads somewhere or takes a file.
function keysFor({ kind, held, choices }) {
  if (kind === 'checkbox' || (kind === 'radio' && held === 'false')) return ['Space']
  if (kind === 'select' && choices > 1) return ['ArrowDown']
  if (kind === 'email') return [...'a@b.org']
  if (kind === 'date') return ['0', '2', '0', '2', '2', '0', '2', '5']
  return ['text', 'search', 'password', 'textarea'].includes(kind) ? ['7'] : []
}

async function operate(page, at, say) {
  const keys = keysFor(at)
  for (const key of keys) await page.keyboard.press(key)
  if (keys.length > 0 && (await page.evaluate(here)).held === at.held) {
    if (at.kind === 'select') await page.keyboard.press('ArrowUp')
    if ((await page.evaluate(here)).held === at.held) say(`nothing changes at ${at.what}`)
  }
  if (!['a', 'submit', 'button', 'text', 'email', 'search', 'password', 'tel'].includes(at.kind)) return
  await page.evaluate(() => { globalThis.sent = globalThis.pressed = null })
  await page.keyboard.press('Enter')
  const did = await page.evaluate((index) => {
    const at = globalThis.stops[index]
    const { sent, pressed } = globalThis
    if (document.activeElement !== at) at.focus()
    return { pressed: pressed === at, sent: Boolean(sent), astray: sent?.by?.formNoValidate ? sent.by.outerHTML : null }
  }, at.index)
  if (['a', 'submit', 'button'].includes(at.kind) ? !did.pressed : !did.sent) say(`Enter does nothing at ${at.what}`)
  if (did.astray && !['a', 'submit', 'button'].includes(at.kind)) say(`Enter at ${at.what} presses ${did.astray}`)
}

// `pressed`: links that stand on page after page, letter for letter, are followed on the first.
async function walk(page, name, found, pressed) {
  const say = (words) => found.push(`${name}: ${words}`)
  // `autofocus` is obeyed with the first picture of a page, which may come after its load.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  await page.evaluate(prepare)
  const count = await page.evaluate(() => globalThis.stops.length)
  let last = -1
  await page.keyboard.press('Shift+Tab')
  for (let presses = 0; presses < count * 2 + 10; presses++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(here)
    if (at.index < 0) { // past the last one
      if (await page.evaluate(() => document.activeElement === document.body)) break
      say(`a stop that is none: ${at.what}`)
    } else if (at.index !== last) { // a day has several stops
      if (at.index !== last + 1) say(`after stop ${last} comes ${at.index}: ${at.what}`)
      last = at.index
      if (!at.seen) say(`the focus is not seen at ${at.what}`)
      if (!at.uncovered) say(`covered: ${at.what}`)
      if (at.kind !== 'a' || !pressed.has(at.whole)) await operate(page, at, say)
      if (at.kind === 'a') pressed.add(at.whole)
    }
  }
  if (last !== count - 1) say(`of ${count} stops the last that is reached is ${last}`)
  return count
}

// The database has no part in it: once is enough.

for (const [width, height] of [[1280, 900], [320, 600]]) {
  test(`with the keyboard alone every control is reached, seen, operated and left, ${width} wide`, async () => {
    const page = await browser.page({ width, height })
    const found = []
    const pressed = new Set()
    let stops = 0
    for (const name of drawn.names) {
      await page.goto(drawn.address(name))
      stops += await walk(page, name, found, pressed)
    }
    assert.deepEqual(found, [])
    assert.ok(stops > 500, String(stops))
  })
}
