// Several servers. Of one data directory there is one. On PostgreSQL two machines may serve one database, each with a data directory
// and a copy of the key: then several clerks look at the same clocks, and each share is told once, level by level, also when
// clerks are killed at work and when nobody looked for days. C10
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import test, { after, before } from 'node:test'
import { Client, engine, formOf, startServer } from './harness.mjs'
import { four, head, takePack } from './pack.mjs'

const CASES = 15
const PROGRAM = process.env.REDRESS ?? new URL('../../build/redress', import.meta.url).pathname
const DAY = 86_400_000_000

const PACK = head('levels', 'Levels') + `sources:
  - {id: ours, name: Ours, mark: R}
roles:
  - {code: company, team: Company, duty: {${four('Decides')}}, ${four('Company')}}
clocks:
  - {name: acknowledge, source: ours, starts: [received], stops: [acknowledged, closed], unit: days, length: 900, ${four('Acknowledgement')}}
  - {name: assess, source: ours, starts: [received], stops: [assessed, closed], unit: days, length: 900, ${four('Assessment')}}
  - {name: decision, source: ours, starts: [received], stops: [communicated, closed], unit: days, length: 900, ${four('Decision')}}
  - {name: levels, source: ours, starts: [received], stops: [communicated, closed], unit: hours, length: 240,
     tells: "50:owner 80:owner 110:manager 150:company 200:top_management", ${four('Levels')}}
`

let server, port

before(async () => {
  server = await startServer({
    users: ['handler', 'manager', 'top_management'],
    prepare: (s) => {
      s.addTeam('Company')
      s.addUser('company', 'handler', 'Company')
      takePack(s, 'levels', PACK)
    }
  })
  port = Number(server.port)
})
after(() => server?.stop())

class Another {
  constructor(dir) {
    this.log = ''
    this.child = spawn(PROGRAM, ['serve', '--data', dir, '--listen', `127.0.0.2:${port++}`, '--workers', '1'], { stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [this.child.stdout, this.child.stderr]) stream.setEncoding('utf8').on('data', (text) => { this.log += text })
    this.ended = once(this.child, 'close').then(([status, signal]) => status ?? signal)
  }

  clerk() {
    return this.lines('started').find(({ who }) => who === 'clerk')
  }

  lines(event) {
    return this.log.split('\n').filter(Boolean).map((line) => JSON.parse(line)).filter((line) => line.event === event)
  }
}

async function until(what, words, seconds = 15) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
    if (await what()) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  assert.fail(words)
}

test('[D13] another server on the same data directory is refused in words, and looks at nothing there', async () => {
  const others = [1, 2, 3].map(() => new Another(server.dir))
  for (const other of others) {
    assert.equal(await other.ended, 75, other.log)
    const lines = other.log.trim().split('\n').map((line) => JSON.parse(line))
    assert.deepEqual(lines.map((line) => line.event), ['waiting', 'not started'], other.log)
    for (const line of lines) assert.match(line.detail, /^Redress is serving .* already$/)
  }
  assert.equal((await new Client(server).get('/health')).status, 200)
})

const number = (text) => Number(server.sql(text))
const told = (kind, share) => number(`SELECT count(*) FROM staff_notice WHERE kind = '${kind}' AND share = ${share}`)

// A data directory of another machine: the same settings, and a copy of the key.
function machine(name) {
  const dir = path.join(server.folder, name)
  mkdirSync(dir, { mode: 0o700 })
  copyFileSync(path.join(server.dir, 'redress.conf'), path.join(dir, 'redress.conf'))
  copyFileSync(`${server.dir}.key`, `${dir}.key`)
  return dir
}

// Holds the clock of one case, so that whoever looks at it waits there.
class Held {
  async take(n) {
    this.psql = spawn('psql', ['-qXAt', server.database[1]], { stdio: ['pipe', 'pipe', 'inherit'] })
    this.psql.stdin.write(`BEGIN; SELECT id FROM clock WHERE name = 'levels' ORDER BY look_at, complaint_id LIMIT 1 OFFSET ${n} FOR UPDATE;\n`)
    await once(this.psql.stdout, 'data')
    return this
  }

  async free() {
    this.psql.stdin.end('COMMIT;\n')
    await once(this.psql, 'close')
  }
}

const waiting = () => number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")

const PHASES = [
  { what: 'half of its time', days: 6, told: { warning50: ['handler'] } },
  { what: 'four fifths, while two of three clerks are killed', days: 2.5, killed: true, told: { warning80: ['handler'] } },
  { what: 'it ran out', days: 2, told: { breach100: ['handler', 'manager'] } },
  { what: 'the first level', days: 1, told: { escalation110: ['manager'] } },
  { what: 'the second and the third after days in which nobody looked, while two of three clerks are killed', days: 20, killed: true,
    told: { escalation150: ['company'], escalation200: ['top_management'] } }
]

test('[C10] three clerks at once tell each share once, level by level', { skip: engine !== 'postgresql' && 'of SQLite there is one server' }, async (t) => {
  const handler = await new Client(server).login(server.users.handler)
  for (let i = 0; i < CASES; i++) {
    const filed = await new Client(server).api('POST', '/api/v1/complaints', { json: { description: `The lift does not run (${i}).` } })
    assert.equal(filed.status, 201, filed.text)
    const page = await handler.get(`/desk/complaints/${filed.json.reference}/close`)
    const taken = await handler.api('POST', `/api/v1/complaints/${filed.json.reference}/take-up`,
      { headers: { 'form-token': formOf(page.text, '/close').hidden.form_token }, json: {} })
    assert.equal(taken.status, 200, taken.text)
  }
  await server.end()
  const dirs = [server.dir, machine('second'), machine('third')]
  const expected = []
  const people = Object.fromEntries(server.sql('SELECT id FROM staff ORDER BY id').split('\n').map((id, i) => [id, Object.keys(server.users)[i]]))

  for (const phase of PHASES) {
    await t.test(phase.what, async () => {
      const us = phase.days * DAY
      server.sql(`UPDATE clock SET started_at = started_at - ${us}, due_at = due_at - ${us}, tell_at = tell_at - ${us}, look_at = look_at - ${us}
        WHERE name = 'levels'`)
      for (const [key, people] of Object.entries(phase.told)) {
        for (const login of people) expected.push(`${key.match(/\D+/)[0]} ${key.match(/\d+/)[0]} ${login} ${CASES}`)
      }
      // Somebody in the middle is waited for when clerks are killed, else the first, so that all begin together.
      const held = await new Held().take(phase.killed ? CASES >> 1 : 0)
      const servers = dirs.map((dir) => new Another(dir))
      t.after(() => servers.forEach(({ child }) => child.kill('SIGKILL')))
      try {
        await until(() => waiting() > 0 && servers.every((s) => s.clerk()), 'they look')
        // They wait for no more than two seconds.
        await until(() => waiting() === 3, '', 1.2).catch(() => {})
        if (phase.killed) {
          assert.ok(number('SELECT count(*) FROM staff_notice') > 0)
          for (const { pid } of servers.slice(0, 2).map((s) => s.clerk())) process.kill(pid, 'SIGKILL')
        }
      } finally {
        await held.free()
      }
      const all = () => Object.entries(phase.told).every(([key, people]) =>
        told(key.match(/\D+/)[0], key.match(/\d+/)[0]) >= people.length * CASES)
      await until(all, 'they tell')
      // Who looks still ends what it has begun.
      for (const { child } of servers) child.kill('SIGTERM')
      for (const one of servers) {
        assert.equal(await one.ended, 0, one.log)
        const wrong = one.log.split('\n').filter((line) => /"level":"(error|fatal)"|Sanitizer/.test(line) && !/"child ended"/.test(line))
        assert.deepEqual(wrong, [])
        assert.equal(one.lines('child ended').length, phase.killed && one !== servers[2] ? 1 : 0, one.log)
      }
      const rows = server.sql("SELECT kind || ' ' || share || ' ' || staff_id || ' ' || count(*) FROM staff_notice GROUP BY kind, share, staff_id")
        .split('\n').map((row) => row.replace(/ (\d+) (\d+)$/, (_, id, n) => ` ${people[id]} ${n}`)).sort()
      assert.deepEqual(rows, [...expected].sort())
      assert.equal(number('SELECT count(*) FROM (SELECT 1 FROM staff_notice GROUP BY complaint_id, kind, share, staff_id HAVING count(*) > 1) AS x'), 0)
    })
  }

  await t.test('in the order of the levels, and as the events say', () => {
    const orders = server.sql("SELECT string_agg(share || '', ' ' ORDER BY at, share) FROM staff_notice GROUP BY complaint_id").split('\n')
    assert.equal(orders.length, CASES)
    assert.deepEqual([...new Set(orders)], ['50 80 100 100 110 150 200'])
    const events = server.sql(`SELECT string_agg(kind, ' ' ORDER BY position) FROM event WHERE kind IN ('clock_told', 'clock_breached') GROUP BY complaint_id`).split('\n')
    assert.deepEqual([...new Set(events)], ['clock_told clock_told clock_breached clock_told clock_told'])
    // What was put back beside the program is found, and nothing else.
    const found = server.tryCli('verify').stdout.split('\n').filter((line) => /^\w+_\w+ /.test(line))
    assert.ok(found.length > 0)
    assert.deepEqual(found.filter((line) => !/^row_changed \S+ clock \d+ /.test(line)), [])
    assert.equal(number("SELECT count(*) FROM counter WHERE name = 'log_refused'"), 0, 'no clerk took what another signed for a contradiction')
  })
})
