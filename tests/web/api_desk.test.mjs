// What the desk does the API does too, or docs/api.md says why not: its list is held against the
// routes of the program.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import { program } from './harness.mjs'

const routes = JSON.parse(spawnSync(program, ['routes'], { encoding: 'utf8' }).stdout)
const posts = (prefix) => routes.filter(({ method, path }) => method === 'POST' && path.startsWith(prefix))
  .map(({ path }) => path.slice(prefix.length))

const text = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8')
const words = (cell) => [...cell.matchAll(/`([^` ]+)`/g)].map((found) => found[1])
const rows = text.split('## What the desk does')[1].split('\n## ')[0].split('\n')
  .filter((line) => line.startsWith('| `')).map((line) => line.split(' | '))
  .map(([desk, api]) => ({ desk: words(desk), api: api.startsWith('none') ? [] : words(api.split(';')[0]), why: api }))
const covers = (known, path) => known.endsWith('*') ? path.startsWith(known.slice(0, -1)) : known === path

test('each act of the desk is one of the API, or docs/api.md has the reason', () => {
  const known = rows.flatMap(({ desk }) => desk)
  assert.deepEqual(posts('/desk/').filter((path) => !known.some((one) => covers(one, path))), [],
    'give it a route of the API and a row in docs/api.md, "What the desk does"')
  assert.deepEqual(known.filter((one) => !posts('/desk/').some((path) => covers(one, path))), [],
    'rows of what the desk does not do any more')
  assert.equal(new Set(known).size, known.length, 'once each')
})

test('what it says the API does is there; and the reasons are reasons', () => {
  const there = posts('/api/v1/')
  assert.deepEqual(rows.flatMap(({ api }) => api).filter((one) => !there.includes(one)), [])
  for (const { api, why } of rows) assert.ok(api.length > 0 || why.length > 20, why)
})

test('each act of the API is one of the desk, but for the complainant\'s own', () => {
  const known = rows.flatMap(({ api }) => api)
  const own = ['corrections', 'satisfaction'].map((act) => `complaints/{reference}/${act}`)
  assert.deepEqual(posts('/api/v1/').filter((one) => !known.includes(one)).sort(), own)
})
