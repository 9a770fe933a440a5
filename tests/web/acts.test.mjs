// Every act of the API on cases of every type and stage, with what is too little, too much and
// senseless: each is answered, in words, and nothing that was sent ends a worker.
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { Client, startServer } from './harness.mjs'

let server
let description
let staff
let cases

before(async () => {
  server = await startServer()
  server.addDemo()
  description = (await new Client(server).get('/api/v1/openapi.json')).json
  staff = await Promise.all(['manager', 'handler', 'investigator'].map(async (role) => {
    const user = Object.values(server.users).find((one) => one.role === role)
    const client = await new Client(server).login(user)
    client.token = (await client.api('GET', '/api/v1/me')).json.form_token
    return client
  }))
  // One case of each type, stage and outcome will do.
  const kinds = new Map()
  for (let after = ''; after !== null;) {
    const { json } = await staff[0].api('GET', `/api/v1/complaints?limit=100${after && `&after=${encodeURIComponent(after)}`}`)
    for (const one of json.items) {
      const kind = `${one.type} ${one.stage} ${one.closed_as ?? one.outcome ?? ''}`
      kinds.set(kind, one.reference)
      if (one.type !== 'complaint') kinds.set(`${kind} ${one.reference}`, one.reference)
    }
    after = json.next ?? null
  }
  cases = [...new Set(kinds.values())]
})
after(() => server.stop())

const resolved = (schema) => schema?.$ref ? description.components.schemas[schema.$ref.split('/').at(-1)] : schema

// Something for a schema: `round` 0 only what is required, then everything, each time other values.
function sample(schema, round, depth = 0) {
  const it = resolved(schema)
  const choices = it?.enum?.filter(Boolean)
  if (choices?.length) return choices[round % choices.length]
  const type = [].concat(it?.type)[0]
  if (type === 'object') {
    return Object.fromEntries(Object.entries(it.properties ?? {})
      .filter(([name]) => round > 0 || it.required?.includes(name))
      .map(([name, part]) => [name, sample(part, round, depth + 1)]))
  }
  if (type === 'array') return depth > 3 ? [] : [sample(it.items, round, depth + 1)]
  if (type === 'integer') return [1, 0, -1, 2147483647][round % 4]
  if (type === 'boolean') return round % 2 === 0
  if (it?.format === 'date') return '2026-11-20'
  if (it?.format === 'date-time') return '2026-11-20T10:00:00Z'
  return ['zz', server.users.hanna.login, 'EUR'][round % 3]
}

// The members that a problem document may name: `complainant.email`, `rows[].sum`, `due_on`.
function members(schema, prefix = '', depth = 0) {
  const it = resolved(schema)
  if (it?.type === 'array' || it?.items) return members(it.items, prefix, depth)
  return Object.entries(it?.properties ?? {}).flatMap(([name, part]) =>
    [prefix + name, ...(depth < 4 ? members(part, `${prefix}${name}.`, depth + 1) : [])])
}

const acts = () => Object.entries(description.paths).filter(([, { post }]) => post)
  .map(([path, { post }]) => [path.startsWith('/api/') ? path : `/api/v1${path}`,
    post.requestBody?.content['application/json']?.schema, post])

test('no act ends a worker, whatever the case is and whatever is sent', async () => {
  assert.ok(cases.length > 12, `${cases.length} kinds of cases`)
  const odd = []
  let asked = 0
  for (const [path, schema, operation] of acts()) {
    const names = schema ? members(schema) : []
    for (const reference of path.includes('{reference}') ? cases : cases.slice(0, 1)) {
      for (let round = 0; round < 3; round++) {
        const who = staff[asked++ % staff.length]
        const url = path.replace('{reference}', reference).replace(/\{\w+\}/g, () => ['1', '999', '200450'][round])
        const json = schema ? sample(schema, round) : {}
        try {
          const answer = await who.api('POST', url, { json, headers: { 'form-token': who.token } })
          if (answer.status >= 500) odd.push(`${url}: ${answer.status} ${answer.text}`)
          const field = answer.status === 422 ? answer.json.field : null
          const known = (name) => names.includes(name) || /^fields\.\w+$/.test(name) // an own field
          if (field && schema && !known(field.replace(/\[\d+\]|\.\d+(?=\.|$)/g, ''))) {
            odd.push(`${url}: names ${field}, which is no member of ${operation.operationId}: ${names}`)
          }
        } catch (error) {
          odd.push(`${url} ${JSON.stringify(json)}: ${error.cause ?? error}`)
        }
      }
    }
  }
  assert.deepEqual([...new Set(odd.map((line) => line.replace(/2026-\d+|2025-\d+/, '…')))], [])
  assert.ok(asked > 1000, `${asked} asked`)
  assert.doesNotMatch(server.log, /"event":"crash"/)
})
