// Runs every *.test.mjs of this folder, whole, once for each database.
//
//   REDRESS=build/redress TEST_PG=postgresql://… node tests/web/run.mjs [NAME …]
//
// Without TEST_PG only SQLite is tried. Each file is a process of its own; its results
// are printed in the Test Anything Protocol.
import { spawn, spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname)
const program = path.resolve(process.env.REDRESS ?? path.join(here, '../../build/redress'))
const minutes = 60_000
// Draw samples of pages and ask no database, so that one engine is as good as the other.
const SAMPLES = ['keyboard.test.mjs']
// Take long although they are short to read.
const LONG = ['acts', 'keyboard', 'look', 'oracle', 'settings'].map((name) => `${name}.test.mjs`)

const engines = { sqlite: '' }
if (process.env.TEST_PG) engines.postgresql = process.env.TEST_PG

function number(tap, word) {
  return Number(tap.match(new RegExp(`^# ${word} (\\d+)$`, 'm'))?.[1] ?? 0)
}

// What was found without fault on one database is not judged again on the other.
const faultless = mkdtempSync(path.join(tmpdir(), 'redress-faultless-'))
process.on('exit', () => rmSync(faultless, { recursive: true, force: true }))

function runFile(file, url) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--test-reporter=tap', path.join(here, file)], {
      env: { ...process.env, REDRESS: program, REDRESS_TEST_DB: url, REDRESS_FAULTLESS: faultless },
      stdio: ['ignore', 'pipe', 'inherit']
    })
    const limit = setTimeout(() => child.kill('SIGKILL'), 8 * minutes)
    let tap = ''
    child.stdout.setEncoding('utf8').on('data', (text) => { tap += text })
    child.on('close', (status) => {
      clearTimeout(limit)
      const passed = number(tap, 'pass')
      const failed = number(tap, 'fail') + number(tap, 'cancelled')
      // A file that died, or proved nothing, has failed whatever it printed before.
      resolve({ tap, passed, failed: failed || (status !== 0 || passed === 0 ? 1 : 0) })
    })
  })
}

const asked = process.argv.slice(2)
const files = readdirSync(here).filter((name) => name.endsWith('.test.mjs'))
  .filter((name) => asked.length === 0 || asked.some((word) => name.startsWith(word))).sort()

if (spawnSync(program, ['serve', '--help']).status !== 0) {
  console.log(`${program} cannot serve: the end-to-end tests were not run`)
  process.exit(0)
}

let passed = 0
let failed = 0

async function run(engine, url, file) {
  const began = Date.now()
  const result = await runFile(file, url)
  passed += result.passed
  failed += result.failed
  const word = result.failed ? 'not ok' : 'ok'
  console.log(`${word} ${engine} ${file}: ${result.passed} right, ${result.failed} wrong, ` +
    `${((Date.now() - began) / 1000).toFixed(1)} s`)
  if (result.failed) console.log(result.tap.replace(/^/gm, '    '))
}

// Each file has a server, a data directory and a database of its own, so several run at once: two
// more than there are processors, up to four, because each waits now and then. The long ones first,
// so that none is left alone at the end.
const size = (file) => LONG.includes(file) ? Infinity : statSync(path.join(here, file)).size
files.sort((one, other) => size(other) - size(one) || 0) // two of LONG: as they stand
const waiting = Object.entries(engines).flatMap(([engine, url]) =>
  files.filter((file) => !url || !SAMPLES.includes(file)).map((file) => [engine, url, file]))
const hands = Math.min(4, cpus().length + 2)
await Promise.all(Array.from({ length: hands }, async () => {
  while (waiting.length > 0) await run(...waiting.shift())
}))
console.log(`end to end: ${passed} tests right, ${failed} wrong`)
if (process.env.REDRESS_TALLY) appendFileSync(process.env.REDRESS_TALLY, `web ${passed} ${failed}\n`)
process.exit(failed || !passed ? 1 : 0)
