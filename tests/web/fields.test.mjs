// Rights at the level of fields: who the people of a case are, and what staff note among
// themselves, as everybody, on every surface that could show it. Written down here again,
// apart from src/people/may.c. [S48] [S50] [4.10-a]
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client, ROLES, startServer, textOf } from './harness.mjs'

const WORD = 'quillwort'
const IDENTITY = { name: 'Ottoline Example', email: 'ottoline@example.org', phone: '020 7946 0991',
  address: '7 Sedge Lane' }
const NOTE = 'The spores were counted twice.'

// Who sees names in a case of their team; and who sees notes.
const NAMES = ['receiver', 'handler', 'investigator', 'manager', 'key read', 'key both', 'owner']
const NOTES = ['receiver', 'handler', 'investigator', 'manager', 'top_management', 'auditor',
  'key both', 'owner']
const CASES = [...NOTES, 'key read']
const TAKES_AWAY = ['handler', 'manager', 'owner']

// Where it might be seen. `shows`: what stands there for whoever may see it, for those named in
// `who` (everybody, if nobody is).
const SURFACES = {
  'a list': { path: '/desk/queues/open' },
  'search by words': { path: `/desk/search?q=${WORD}` },
  'the case': { path: '/desk/complaints/{reference}', shows: ['name', 'email', 'phone', 'note'] },
  'its print': { path: '/desk/complaints/{reference}/print', shows: ['name'] },
  'the spreadsheet': { path: '/desk/export.csv?queue=open', shows: ['name'], who: TAKES_AWAY },
  figures: { path: '/desk/figures' },
  'the list of the API': { path: '/api/v1/complaints', api: true },
  'the search of the API': { path: `/api/v1/complaints?q=${WORD}`, api: true },
  'the case of the API': { path: '/api/v1/complaints/{reference}', api: true, shows: ['name', 'note'] }
}

let server, cases
const actors = []

async function file(naming) {
  const answer = await new Client(server).submit('/complain/all', {
    naming, description: `Somebody pulled up the ${WORD} (${naming}).`, product: 'Pond', ...IDENTITY
  })
  assert.equal(answer.status, 201)
  return textOf(answer.text, 'reference')
}

before(async () => {
  const keys = {}
  server = await startServer({
    users: true,
    prepare: (made) => {
      made.addUser('owner', 'handler')
      made.addTeam('Roads')
      made.addUser('beside', 'manager', 'Roads')
      keys['key read'] = made.addApiKey('read', 'read')
      keys['key write'] = made.addApiKey('write', 'write')
      keys['key both'] = made.addApiKey('both', 'read,write')
      keys['key beside'] = made.addApiKey('beside', 'read,write', 'Roads')
    }
  })
  cases = { named: await file('named'), confidential: await file('confidential') }
  for (const name of [...ROLES, 'owner', 'beside']) {
    actors.push({ name, client: await new Client(server).login(server.users[name]) })
  }
  for (const [name, key] of Object.entries(keys)) {
    actors.push({ name, key, client: new Client(server) })
  }
  const { client } = actors.find((one) => one.name === 'owner')
  for (const reference of Object.values(cases)) {
    const path = `/desk/complaints/${reference}`
    assert.equal((await client.submit(path, { text: NOTE }, { action: '/notes' })).status, 303)
    const given = await new Client(server).api('POST', `/api/v1/complaints/${reference}/assign`,
      { key: keys['key both'], json: { owner: 'owner' } })
    assert.equal(given.status, 200, given.text)
  }
})
after(() => server?.stop())

function ask(actor, surface, reference) {
  const path = surface.path.replace('{reference}', reference)
  return actor.client.get(path, { headers: actor.key ? { authorization: `Bearer ${actor.key}` } : {} })
}

// What of it stands in the answer, beside what the reader typed.
function seen(answer) {
  const text = answer.text.replace(/<input[^>]*>/g, '')
  const fields = Object.keys(IDENTITY).filter((field) => text.includes(IDENTITY[field]))
  return text.includes(NOTE) ? [...fields, 'note'] : fields
}

function allowed(actor, naming) {
  const names = naming === 'named' && NAMES.includes(actor.name) // sealed: opened by two people
  return [...(names ? Object.keys(IDENTITY) : []), ...(NOTES.includes(actor.name) ? ['note'] : [])]
}

for (const [name, surface] of Object.entries(SURFACES)) {
  test(`[S48] ${name} shows nobody more than they may see`, async () => {
    for (const actor of actors.filter((one) => surface.api || !one.key)) {
      for (const naming of surface.path.includes('{reference}') ? ['named', 'confidential'] : ['named']) {
        const may = allowed(actor, naming)
        const found = seen(await ask(actor, surface, cases[naming]))
        const label = `${actor.name}, ${naming}`
        assert.deepEqual(found.filter((field) => !may.includes(field)), [], label)
        if ((surface.who ?? CASES).includes(actor.name)) {
          const missing = (surface.shows ?? []).filter((field) => may.includes(field) && !found.includes(field))
          assert.deepEqual(missing, [], `${label} misses what they may see`)
        }
      }
    }
  })
}

test('[S48] in a list of both cases the confidential one has no name', async () => {
  for (const actor of actors.filter((one) => CASES.includes(one.name) && !one.key)) {
    const { text } = await actor.client.get('/desk/export.csv?queue=open')
    const line = text.split('\r\n').find((one) => one.startsWith(`"${cases.confidential}"`) ||
      one.startsWith(cases.confidential))
    if (line) assert.equal(line.includes(IDENTITY.name), false, actor.name)
  }
})

test('[S50] a search by name finds nothing for who may not see names', async () => {
  for (const actor of actors) {
    const query = encodeURIComponent('Ottoline')
    const path = actor.key ? `/api/v1/complaints?q=${query}` : `/desk/search?q=${query}`
    const { text } = await ask(actor, { path })
    assert.equal(text.includes(cases.named), NAMES.includes(actor.name), `${actor.name}: named`)
    assert.equal(text.includes(cases.confidential), false, `${actor.name}: confidential`)
  }
})

test('[S48] showing an identity is an event, masking it none', async () => {
  const manager = actors.find((one) => one.name === 'manager')
  const { text } = await ask(manager, SURFACES['the case'], cases.named)
  assert.match(text, /Who read this/)
  const readers = text.slice(text.indexOf('Who read this'))
  assert.match(readers, /User handler/)
  assert.doesNotMatch(readers.slice(0, 2000), /User auditor/)
})
