// Clocks of complaints at random against the minute-by-minute oracle (tests/clock_oracle.py): many clocks on each complaint,
// of several calendars with make-up days, in a zone that changes its clocks, over a year's end; when it is filed, when its class is
// changed and back, when more time is agreed to, when a calendar is changed, and after pauses, for those that have them.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import test, { after, before } from 'node:test'
import { Client, startServer } from './harness.mjs'
import { four, head, takePack } from './pack.mjs'

const ORACLE = new URL('../clock_oracle.py', import.meta.url).pathname
const ZONE = 'Europe/London'
const HOURS = [null, 'Mon-Fri 09:00-12:00 13:30-18:00', 'Mon-Thu 08:00-16:30,Fri 08:00-13:00', 'Mon-Fri 22:00-06:00', 'Wed 09:00-12:00']
// The longest of each unit: beyond the year's end, and mostly beyond a change of the clocks.
const UNITS = { hours: 1500, working_hours: 60, days: 150, working_days: 110, weeks: 22, months: 6 }
const YEARS = [-1, 0, 1].map((n) => new Date().getUTCFullYear() + n)
const COMPLAINTS = 4

// Chance that is the same in every run.
let seed = 20261123
const below = (n) => {
  seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff
  return Math.floor(seed / 0x80000000 * n)
}
const one = (list) => list[below(list.length)]
const someDays = (year, n) => [...new Set(Array.from({ length: n }, () =>
  new Date(Date.UTC(year, 0, 1 + below(365))).toISOString().slice(0, 10)))].sort()

const calendars = ['RA', 'RB', 'RC'].map((name, i) => {
  const c = { name, weekdays: [[1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6], [7, 1, 2, 3, 4]][i], holidays: {}, workdays: {} }
  for (const year of YEARS) {
    c.holidays[year] = someDays(year, 25)
    c.workdays[year] = someDays(year, 15).filter((d) => !c.holidays[year].includes(d))
  }
  return c
})
const calendarYaml = (c) => `name: ${c.name}\nen: x\nzh-Hans: x\nzh-Hant: x\nvi: x\nweekdays: [${c.weekdays}]\nyears:\n` +
  YEARS.map((y) => `  - {year: ${y}, source: chance, holidays: [${c.holidays[y].join(', ')}], workdays: [${c.workdays[y].join(', ')}]}\n`).join('')

// Two clocks of each unit, each with a length of its own for the second class, and more time once.
const clocks = Object.entries(UNITS).flatMap(([unit, most]) => [0, 1].map((n) => {
  const hours = unit === 'working_hours' ? one(HOURS.slice(1)) : one(HOURS)
  return { name: `${unit}_${n}`, unit, n: 1 + below(most), other: 1 + below(most), extends: 1 + below(20), hours,
    calendar: one(calendars), rolls: below(3) === 0, first: below(3) === 0, pauses: n === 0 }
}))
const PACK = head('oracle', 'Oracle') + `sources:\n  - {id: ours, name: Chance, mark: R}\nclasses:\n  - {code: one, ${four('One')}}\n  - {code: two, ${four('Two')}}\nclocks:\n` +
  clocks.map((c) => `  - {name: ${c.name}, source: ours, starts: [received], stops: [closed], unit: ${c.unit}, length: ${c.n}, calendar: ${c.calendar.name}, ` +
    (c.hours ? `hours: "${c.hours}", ` : '') + `rolls: ${c.rolls}, counts_first: ${c.first}, pauses: ${c.pauses}, extends: "${c.extends}", ` +
    `limits: [{classes: [two], length: ${c.other}}], ${four(c.name)}}\n`).join('')

let server, key, administrator, manager
const cases = [] // { reference, second: of the second class, extended: names of clocks, waits: how often it waited }

before(async () => {
  server = await startServer({
    users: ['administrator', 'manager'],
    first: ({ dir }) => {
      const folder = path.join(dir, 'data', 'calendars')
      mkdirSync(folder, { recursive: true })
      for (const c of calendars) writeFileSync(path.join(folder, `${c.name}.yaml`), calendarYaml(c))
    },
    prepare: (s) => {
      takePack(s, 'oracle', PACK)
      key = s.addApiKey('shop')
    }
  })
  administrator = await new Client(server).login(server.users.administrator)
  manager = await new Client(server).login(server.users.manager)
  const { text } = await administrator.get('/desk/settings/general')
  const [, team] = text.match(/<option value="(\d+)"[^>]*>Reception/)
  const saved = await administrator.submit('/desk/settings/general', { organisation_name: 'Oracle', reception_team: team, zone: ZONE, language: 'en',
    update_hours: '0', export_share: '50', export_few: '20', identity_hours: '72', backup_keys_days: '14', calendar: 'RA' }, { action: '/general' })
  assert.equal(saved.status, 303, saved.text)
})
after(() => server?.stop())

const api = (method, where, json) => new Client(server).api(method, where, { headers: { authorization: `Bearer ${key}` }, json })

// Whether each clock of each complaint ends when the minutes end; one that ran out is left as it was.
async function agrees(what) {
  const asked = []
  for (const c of cases) {
    const pauses = server.sql(`SELECT k.name || ' ' || p.from_at || ' ' || p.until_at FROM clock_pause p JOIN clock k ON k.id = p.clock_id
      JOIN complaint c ON c.id = k.complaint_id WHERE c.reference = '${c.reference}'`).trim().split('\n').map((row) => row.split(' '))
    const rows = server.sql(`SELECT k.name || ' ' || k.started_at || ' ' || k.due_at || ' ' || k.state FROM clock k JOIN complaint c ON c.id = k.complaint_id
      WHERE c.reference = '${c.reference}' ORDER BY k.id`).trim().split('\n').map((row) => row.split(' '))
    for (const clock of clocks) {
      const mine = rows.filter(([name]) => name === clock.name)
      assert.equal(mine.length, 1, `${what}: ${clock.name} was never started again`)
      const [, start, due, state] = mine[0]
      const stood = pauses.filter(([name]) => name === clock.name).map(([, from, until]) => [Number(from), Number(until)])
      assert.equal(stood.length, clock.pauses ? c.waits : 0, `${what}: ${clock.name} stood still`)
      if (state !== 'running') continue
      asked.push({ what: `${what}: ${c.reference} ${clock.name}`, due: Number(due), state,
        question: { zone: ZONE, unit: clock.unit, start: Number(start), hours: clock.hours, rolls: clock.rolls, first: clock.first, pauses: stood,
          n: (c.second ? clock.other : clock.n) + (c.extended.has(clock.name) ? clock.extends : 0),
          calendar: { weekdays: clock.calendar.weekdays, holidays: Object.values(clock.calendar.holidays).flat(),
            workdays: Object.values(clock.calendar.workdays).flat() } } })
    }
    // The strictest: what the lists go by is the first of all that run.
    const first = Math.min(...rows.filter(([, , , state]) => state === 'running').map(([, , due]) => Number(due)))
    assert.equal(Number(server.sql(`SELECT next_due_at FROM complaint WHERE reference = '${c.reference}'`)), first, `${what}: C11`)
  }
  const ends = JSON.parse(execFileSync('python3', [ORACLE], { input: JSON.stringify(asked.map(({ question }) => question)), encoding: 'utf8' }))
  const wrong = asked.filter(({ due }, i) => due !== ends[i]).map(({ what, due, question }) =>
    `${what}: ${new Date(due / 1000).toISOString()}, minutes ${new Date(ends[asked.findIndex((a) => a.what === what)] / 1000).toISOString()} ${JSON.stringify({ ...question, calendar: '' })}`)
  assert.deepEqual(wrong, [])
  return asked.length
}

test('C1 C2 C4 C5 T2 T3 T8 filed at random, each of twelve clocks ends where the minutes end', async () => {
  for (let i = 0; i < COMPLAINTS; i++) {
    const received = new Date(Math.floor(Date.now() / 60000) * 60000 - below(5 * 1440) * 60000).toISOString()
    const second = below(2) === 1
    const filed = await api('POST', '/api/v1/complaints', { description: `The lift does not run (${i}).`, class: second ? 'two' : 'one', received_at: received })
    assert.equal(filed.status, 201, filed.text)
    cases.push({ reference: filed.json.reference, second, extended: new Set(), waits: 0 })
  }
  assert.ok(await agrees('filed') > COMPLAINTS * clocks.length / 2)
})

test('C9 another class counts all of them again from the first start, and back', async () => {
  for (let round = 0; round < 2; round++) {
    for (const c of cases) {
      c.second = !c.second
      const changed = await api('POST', `/api/v1/complaints/${c.reference}/class`, { class: c.second ? 'two' : 'one', reason: 'That is what it is about.' })
      assert.equal(changed.status, 200, changed.text)
    }
    await agrees(`class, round ${round}`)
  }
})

test('C7 more time is counted from the first start, and kept by another class', async () => {
  const [, token] = (await manager.get('/desk')).text.match(/name="form_token" value="([^"]+)"/)
  let n = 0
  for (const c of cases) {
    for (const clock of clocks) {
      if (below(2) === 0) continue
      const longer = await manager.api('POST', `/api/v1/complaints/${c.reference}/extend`,
        { headers: { 'form-token': token }, json: { clock: clock.name, reason: 'The expert is ill.' } })
      if (longer.status !== 200) {
        assert.ok([409, 422].includes(longer.status), longer.text)
        continue
      }
      c.extended.add(clock.name)
      n++
    }
  }
  assert.ok(n > COMPLAINTS, `${n} were extended`)
  await agrees('more time')
  for (const c of cases) {
    c.second = !c.second
    assert.equal((await api('POST', `/api/v1/complaints/${c.reference}/class`, { class: c.second ? 'two' : 'one', reason: 'That is what it is about.' })).status, 200)
  }
  await agrees('more time, another class')
})

test('C12 T4 a calendar that is changed moves all that run, and no other', async () => {
  for (const c of calendars) {
    const year = YEARS[2]
    c.holidays[year] = someDays(year, 40)
    c.workdays[year] = someDays(year, 20).filter((d) => !c.holidays[year].includes(d))
    const where = `/desk/settings/calendars/${c.name}/+`
    const fields = { year: String(year), source: 'Chance, once more', holidays: c.holidays[year].join('\n'), workdays: c.workdays[year].join('\n'),
      reason: 'The list was changed.' }
    const preview = await administrator.submit(where, fields, { action: '/+' })
    assert.equal(preview.status, 200, preview.text)
    const [, seen] = preview.text.match(/name="seen" value="([0-9a-f]+)"/)
    assert.equal((await administrator.submit(where, { ...fields, publish: 'yes', seen }, { action: '/+' })).status, 303)
  }
  await agrees('calendars changed')
})

test('everything is as the events say', () => {
  const seen = server.tryCli('verify', '--values')
  assert.equal(seen.status, 0, seen.stdout + seen.stderr)
})

// A wait of days cannot be lived through here: the waits are real, and afterwards their times are put elsewhere. So this is the last.
test('C6 what waited for the complainant is counted without that time, where the clock has pauses', async () => {
  const minute = 60_000_000
  for (const c of cases) {
    for (; c.waits < 2; c.waits++) {
      for (const [act, json] of [['wait', { whom: 'complainant', reason: 'A picture is to come.' }], ['resume', {}]]) {
        const done = await api('POST', `/api/v1/complaints/${c.reference}/${act}`, json)
        assert.equal(done.status, 200, done.text)
      }
    }
    const of = `FROM complaint c WHERE c.reference = '${c.reference}'`
    const received = Number(server.sql(`SELECT c.received_at ${of}`)), now = Date.now() * 1000
    const half = Math.floor((now - received) / minute / 2)
    const rows = server.sql(`SELECT p.clock_id || ' ' || p.id FROM clock_pause p JOIN complaint c ON c.id = p.complaint_id
      WHERE c.reference = '${c.reference}' ORDER BY p.clock_id, p.id`).trim().split('\n').map((row) => row.split(' '))
    const moved = rows.map(([clock, id], i) => {
      const second = i > 0 && rows[i - 1][0] === clock ? 1 : 0
      const from = second * half + below(half)
      return { id, from: received + from * minute, until: received + (from + 1 + below((second + 1) * half - from)) * minute }
    })
    const set = (name) => `CASE id ${moved.map((row) => `WHEN ${row.id} THEN ${row[name]}`).join(' ')} END`
    server.sql(`UPDATE clock_pause SET from_at = ${set('from')}, until_at = ${set('until')} WHERE id IN (${moved.map(({ id }) => id).join()})`)
    c.second = !c.second
    const changed = await api('POST', `/api/v1/complaints/${c.reference}/class`, { class: c.second ? 'two' : 'one', reason: 'That is what it is about.' })
    assert.equal(changed.status, 200, changed.text)
  }
  assert.ok(await agrees('pauses') > COMPLAINTS * clocks.length / 2)
})
