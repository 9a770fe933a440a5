// Every form of the desk, sent as it stands: a page that is refused says so in its title and in a box,
// and all that names something on it, a label, a description, the link of an error, finds it there.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client, nameless, startServer } from './harness.mjs'

const PAGES = 700 // of one walk
const ALIKE = 3 // pages of one kind
// What would end the walk, or is no form of its own page: a search is saved from a list.
const LEAVES = /logout|told|theme|language|keys|password|second-factor|sessions|notices|searches/

let server
before(async () => { server = await startServer({ demo: true }) })
after(() => server?.stop())

const plain = (text) => text.replaceAll('&amp;', '&')
const attribute = (tag, name) => plain(tag.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1] ?? '')
const kindOf = (address) => address.split('?')[0].replace(/\d{4}-\d{6}/g, 'REFERENCE').replace(/\d+/g, 'N')

// Names that stand twice, and what names something that is not there.
function loose(page) {
  const html = page.replace(/(<textarea[^>]*>)[^]*?<\/textarea>/g, '$1')
  const ids = [...html.matchAll(/<[a-z][^>]*\sid="([^"]*)"/g)].map(([, id]) => id)
  const found = ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `twice: ${id}`)
  for (const name of ['for', 'form', 'aria-describedby', 'aria-labelledby', 'aria-controls']) {
    for (const [, value] of html.matchAll(new RegExp(`<[a-z][^>]*\\s${name}="([^"]*)"`, 'g'))) {
      found.push(...value.split(/\s+/).filter((id) => !ids.includes(id)).map((id) => `${name}: ${id}`))
    }
  }
  for (const [, id] of html.matchAll(/href="#([^"]+)"/g)) if (!ids.includes(id)) found.push(`link: ${id}`)
  return found
}

function* formsOf(html, address) {
  for (const [, tag, inside] of html.matchAll(/<form(\s[^>]*)>([^]*?)<\/form>/g)) {
    const button = inside.match(/<button(\s[^>]*)?>/)?.[1]
    if (attribute(tag, 'method') !== 'post' || button === undefined && !/<button>/.test(inside)) continue
    const fields = {}
    for (const [, input] of inside.matchAll(/<input(\s[^>]*)>/g)) {
      if (attribute(input, 'type') === 'hidden') fields[attribute(input, 'name')] = attribute(input, 'value')
    }
    if (button && attribute(button, 'name')) fields[attribute(button, 'name')] = attribute(button, 'value')
    const action = attribute(tag, 'action') || address
    yield { action, fields, kind: `${kindOf(action)} ${fields.act ?? ''}` }
  }
}

async function walk(client) {
  const queue = ['/desk', '/desk/queues/open', '/desk/queues/closed']
  const known = new Set(queue), kinds = new Map(), forms = new Map(), found = []
  for (let pages = 0; queue.length > 0 && pages < PAGES;) {
    const address = queue.shift()
    const kind = kindOf(address)
    if ((kinds.get(kind) ?? 0) === ALIKE) continue
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    const page = await client.get(address)
    pages++
    if (!/html/.test(page.headers.get('content-type') ?? '')) continue
    found.push(...loose(page.text).map((one) => `${kind} ${one}`))
    for (const [, href] of page.text.matchAll(/href="(\/desk[^"#]*)/g)) {
      if (!known.has(plain(href))) queue.push(plain(href))
      known.add(plain(href))
    }
    for (const form of formsOf(page.text, address)) {
      if (!LEAVES.test(form.action) && !forms.has(form.kind)) forms.set(form.kind, form)
    }
  }
  return { forms, found }
}

// Before the walks, of which the administrator's is the last: it sends the forms that give somebody a new password.
test('what waits for approval is the first page of those only who may approve', async () => {
  const first = async (role) => {
    const user = Object.values(server.users).find((one) => one.role === role)
    return (await (await new Client(server).login(user)).get('/desk')).text.match(/<h1[^>]*>([^<]*)/)[1]
  }
  assert.equal(await first('receiver'), 'Not assigned')
  assert.equal(await first('manager'), 'To approve')
})

for (const role of ['manager', 'investigator', 'administrator']) {
  test(`what a refused form says leads to where it is mended, for the role ${role}`, async () => {
    const client = await new Client(server).login(Object.values(server.users).find((user) => user.role === role))
    const { forms, found } = await walk(client)
    assert.ok(forms.size > 30, `${forms.size} forms`)
    let refused = 0
    for (const [kind, { action, fields }] of forms) {
      const answer = await client.post(action, fields)
      assert.ok(answer.status < 500, `${kind} answers ${answer.status}`)
      if (answer.status !== 422) continue
      refused++
      found.push(...loose(answer.text).map((one) => `${kind}, refused: ${one}`))
      found.push(...nameless(answer.text).map((one) => `${kind}, without the name of its field: ${one}`))
      if (!/id="error-summary"/.test(answer.text)) found.push(`${kind}, refused: no box of errors`)
      if (!/<title>Error:/.test(answer.text)) found.push(`${kind}, refused: its title does not say so`)
    }
    assert.ok(refused > 15, `${refused} refused`) // what refuses nothing proves nothing
    assert.deepEqual(found, [])
  })
}
