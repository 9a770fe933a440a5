// What the end-to-end tests share: a server with an organisation in it. The clients that
// talk to it are in client.mjs (HTTP) and browser.mjs (Chromium).
//
// The database is SQLite, or the PostgreSQL that REDRESS_TEST_DB names: each server gets
// a database of its own there.
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

export { Client, file, formOf, nameless, raw, textOf } from './client.mjs'
export { loose, openBrowser, overflows, picture, sound, violations } from './browser.mjs'

export const program = path.resolve(process.env.REDRESS ?? 'build/redress')
const postgresql = process.env.REDRESS_TEST_DB ?? ''
export const engine = postgresql ? 'postgresql' : 'sqlite'

export const ROLES = ['receiver', 'handler', 'investigator', 'manager', 'top_management',
  'auditor', 'administrator']
const PASSWORD = 'a password for the tests'

// Runs a program to its end; a bad exit is an error that shows what it printed.
function run(command, args, { fails = false, input = '' } = {}) {
  const done = spawnSync(command, args, { encoding: 'utf8', input })
  if (done.error) throw done.error
  if (!fails && done.status !== 0) {
    throw new Error(`${path.basename(command)} ${args.join(' ')} ended with ` +
      `${done.status ?? done.signal}:\n${done.stdout}${done.stderr}`)
  }
  return done
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

class Server {
  constructor(options) {
    this.options = options
    this.folder = mkdtempSync(path.join(tmpdir(), 'redress-web.'))
    this.dir = path.join(this.folder, 'data')
    this.users = {}
    this.database = []
    if (postgresql) {
      this.databaseName = `web_${randomBytes(6).toString('hex')}`
      run('psql', ['-qX', postgresql, '-c', `CREATE DATABASE ${this.databaseName}`])
      const url = new URL(postgresql)
      url.pathname = `/${this.databaseName}`
      this.database = ['--database', url.href]
    }
  }

  // Runs `redress COMMAND … --data DIR` and gives what it printed.
  cli(command, ...args) {
    const words = command.split(' ')
    return run(program, [...words, '--data', this.dir, ...args]).stdout
  }

  // The same where a failure is what is looked for: { status, stdout, stderr }.
  tryCli(command, ...args) {
    const words = command.split(' ')
    return run(program, [...words, '--data', this.dir, ...args], { fails: true })
  }

  // A statement, from beside the program; what its first column gives, a line for each row.
  sql(text) {
    const asked = postgresql
      ? run('psql', ['-qXAt', this.database[1], '-c', text])
      : run('python3', ['-c', 'import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); ' +
        '[print(row[0]) for row in c.execute(sys.argv[2])]; c.commit()',
      path.join(this.dir, 'redress.db'), text])
    return asked.stdout.trim()
  }

  addTeam(name, parent) {
    this.cli('team add', '--name', name, ...(parent ? ['--parent', parent] : []))
  }

  // A password file, as commands want them.
  writeSecret(name, password) {
    const file = path.join(this.folder, `password.${name}`)
    writeFileSync(file, `${password}\n`, { mode: 0o600 })
    return file
  }

  addUser(login, role, team = 'Reception', password = PASSWORD) {
    const file = this.writeSecret(login, password)
    this.cli('user add', '--login', login, '--name', `User ${login}`, '--role', role,
      '--team', team, '--password-file', file)
    this.users[login] = { login, password, role, team }
    return this.users[login]
  }

  // The organisation that does not exist, with its people: users[login], the role in each.
  addDemo() {
    const printed = this.cli('demo')
    const password = printed.match(/all with the password (\S+)/)[1]
    for (const [, login, role] of printed.matchAll(/^ {2}(\S+) +.{16} (\w+) /gm)) {
      this.users[login] = { login, password, role }
    }
  }

  // The key is the last word of what the command prints.
  addApiKey(name, scope = 'read,write', team, role) {
    return this.cli('api-key add', '--name', name, '--scope', scope,
      ...(team ? ['--team', team] : []), ...(role ? ['--role', role] : []))
      .trim().split(/\s+/).at(-1)
  }

  async start() {
    this.port = await freePort()
    this.url = `http://127.0.0.1:${this.port}`
    this.log = ''
    this.child = spawn(program, ['serve', '--data', this.dir, '--listen', `127.0.0.1:${this.port}`,
      '--workers', String(this.options.workers ?? 2)], { stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => { this.log += text })
    }
    this.ended = new Promise((resolve) => {
      this.child.once('close', (status, signal) => resolve({ status, signal }))
    })
    await this.#ready()
    return this
  }

  async #ready() {
    let over = null
    this.ended.then((how) => { over = how })
    for (const deadline = Date.now() + 30_000; Date.now() < deadline;) {
      if (over) break
      const answer = await fetch(`${this.url}/health`).catch(() => null)
      await answer?.arrayBuffer()
      if (answer?.status === 200) return
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    this.child.kill('SIGKILL')
    throw new Error(`the server did not come up:\n${this.log}`)
  }

  // Another place with nothing in it yet.
  twin() {
    const other = new Server(this.options)
    leftOver.add(other)
    return other
  }

  // As if the power went: nothing is told to the program.
  async kill() {
    this.child.kill('SIGKILL')
    await this.ended
    this.child = null
  }

  // Ends it as an operator does, and fails when it did not end well or a sanitizer spoke.
  async end() {
    if (!this.child) return
    const child = this.child
    this.child = null
    const limit = setTimeout(() => child.kill('SIGKILL'), 10_000)
    child.kill('SIGTERM')
    const { status, signal } = await this.ended
    clearTimeout(limit)
    if (status !== 0 || /Sanitizer|runtime error:/.test(this.log)) {
      throw new Error(`the server ended with ${status ?? signal}:\n${this.log}`)
    }
  }

  async restart() {
    await this.end()
    return this.start()
  }

  // Ends it, and takes its data away. Harmless when it was ended before.
  async stop() {
    try {
      await this.end()
    } finally {
      leftOver.delete(this)
      this.remove()
    }
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true })
    if (this.databaseName) {
      run('psql', ['-qX', postgresql, '-c',
        `DROP DATABASE IF EXISTS ${this.databaseName} WITH (FORCE)`], { fails: true })
      this.databaseName = null
    }
  }
}

// A test that failed half-way leaves nothing running behind.
const leftOver = new Set()
process.once('exit', () => {
  for (const server of leftOver) {
    server.child?.kill('SIGKILL')
    server.remove()
  }
})

// A running server. `users: true` (or a list of roles) makes one user of each role in the
// team Reception, named like the role: server.users.handler = { login, password, … }.
// `demo: true` fills it with the demonstration.
export async function startServer(options = {}) {
  const server = new Server(options)
  leftOver.add(server)
  if (options.first) await options.first(server)
  server.cli('init', ...server.database)
  const roles = options.users === true ? ROLES : options.users ?? []
  for (const role of roles) server.addUser(role, role)
  if (options.demo) server.addDemo()
  if (options.prepare) await options.prepare(server)
  return server.start()
}
