// The receipt that a complainant can prove: saved from the web and the API in four languages,
// verified by the page, by the command and by a program that knows docs/format.md alone; after
// a change of keys; altered; on paper. [4.9-b]
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { appendFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import test, { after, before } from 'node:test'
import {
  Client, engine, file, formOf, openBrowser, overflows, picture, program, startServer, textOf, violations
} from './harness.mjs'

const LANGUAGES = ['en', 'zh-Hans', 'zh-Hant', 'vi']
const EXAMPLE = path.resolve(import.meta.dirname ??
  path.dirname(new URL(import.meta.url).pathname), '../../docs/examples/verify_receipt.py')
const STORY = 'The lift in block C has not run.  \n\u7535\u68af\u574f\u4e86\u3002 C:\\lift\n' +
  'statement: none\n----- end of statement -----'
let server
let browser
let keys

before(async () => {
  server = await startServer({
    users: ['manager', 'receiver', 'top_management'],
    prepare: (s) => appendFileSync(path.join(s.dir, 'redress.conf'), ['track', 'filing', 'upload',
      'verify'].reduce((conf, what) =>
      `${conf}  ${what}: { source: 100000, seconds: 600 }\n`, 'throttle:\n'))
  })
  browser = await openBrowser(server)
  keys = written('keys', (await new Client(server).get('/.well-known/redress-key')).text)
})
after(async () => {
  await browser?.close()
  await server?.stop()
})

let files = 0
function written(name, text) {
  const at = path.join(server.folder, `${++files}-${name}`)
  writeFileSync(at, text)
  return at
}

async function filed(client, fields = {}, base = '') {
  const answer = await client.submit(`${base}/complain/all`, { description: STORY, ...fields },
    { action: '/complain/all' })
  assert.equal(answer.status, 201, answer.text)
  return { reference: textOf(answer.text, 'reference'), code: textOf(answer.text, 'code'),
    page: answer.text, hidden: formOf(answer.text, '/receipt').hidden }
}

async function saved(client, mine) {
  const answer = await client.post('/receipt', { ...mine.hidden, go: 'save' })
  assert.equal(answer.status, 200, answer.text)
  assert.match(answer.headers.get('content-disposition'),
    new RegExp(`redress-receipt-${mine.reference}\\.txt`))
  return answer.text
}

// What the two verifiers say; they must agree.
function told(receipt, { statement, with: pubkey = keys } = {}) {
  const at = written('receipt.txt', receipt)
  const text = statement === undefined ? [] : [written('statement.txt', statement)]
  const ours = spawnSync(program, ['receipt', 'verify', at, '--pubkey', pubkey,
    ...text.flatMap((name) => ['--statement', name])], { encoding: 'utf8' })
  const other = spawnSync('python3', ['-I', EXAMPLE, at, pubkey, ...text], { encoding: 'utf8' })
  assert.equal(other.status, ours.status, `${ours.stdout}${ours.stderr}${other.stdout}${other.stderr}`)
  return { status: ours.status, text: ours.stdout }
}

function part(receipt, from, to) {
  const begin = receipt.indexOf(from) + from.length
  return receipt.slice(begin, receipt.indexOf(to, begin))
}
const noteOf = (receipt) => receipt.slice(0, receipt.indexOf('\n----- statement'))
const statementOf = (receipt) =>
  `${part(receipt, '----- statement as filed -----\n', '\n----- end of statement -----\n')}\n`

for (const language of LANGUAGES) {
  test(`[4.9-b] a receipt of the page in ${language} is verified without us`, async () => {
    const client = new Client(server)
    const mine = await filed(client, {
      happened_on: '2025-11-04', product: 'Lift', remedy_sought: 'Repair', name: 'Mai',
      email: 'mai@example.org', phone: '020 1', address: '5 Example Street\nTown',
      files: file('hall.txt', 'a notice', 'text/plain')
    }, `/${language}`)
    const receipt = await saved(client, mine)
    assert.match(receipt, new RegExp(`^Redress receipt 1\n[^]*\nreference: ${mine.reference}\n`))
    assert.ok(!receipt.includes(mine.code))
    const text = statementOf(receipt)
    assert.equal(part(receipt, 'statement-sha256: ', '\n'),
      createHash('sha256').update(text).digest('hex'))
    assert.ok(text.includes(`\ndescription: ${STORY.replaceAll('\\', '\\\\').replaceAll('\n', '\n  ')}\n`))
    for (const line of [`language: ${language}`, 'product: Lift', 'remedy_sought: Repair',
      'happened_on: 2025-11-04', 'complainant.name: Mai', 'complainant.email: mai@example.org',
      'complainant.address: 5 Example Street\n  Town', `file: ${
        createHash('sha256').update('a notice').digest('hex')} 8 text/plain hall.txt`]) {
      assert.ok(text.includes(`\n${line}\n`), line)
    }
    assert.equal(await saved(client, mine), receipt, 'the same again')
    const { status, text: said } = told(receipt)
    assert.equal(status, 0, said)
    assert.match(said, new RegExp(`^genuine: .* complaint ${mine.reference} at 20`))
    assert.match(said, /the one that was filed/)
    const page = await client.post(`/${language}/verify`, { receipt })
    assert.equal(page.status, 200)
    assert.match(page.text, /verdict-good/)
    assert.match(page.text, new RegExp(`<html lang="${language}"`))
    assert.ok(page.text.includes(mine.reference))
  })

  test(`[4.9-b] so is one of the API, in ${language}`, async () => {
    const client = new Client(server, { language })
    const mine = (await client.api('POST', '/api/v1/complaints',
      { json: { description: STORY, complainant: { name: 'Mai' } } })).json
    const answer = await client.api('GET', mine.receipt, { headers: { 'Complaint-Code': mine.code } })
    assert.equal(answer.status, 200, answer.text)
    assert.match(answer.headers.get('content-type'), /^text\/plain/)
    assert.equal(told(answer.text).status, 0)
    assert.match(answer.text, /\ncomplainant\.name: Mai\n/)
    assert.equal((await client.api('GET', mine.receipt)).status, 401)
    assert.equal((await client.api('GET', mine.receipt,
      { headers: { 'Complaint-Code': '0000-0000-0000-0000-0000-0000-0000' } })).status, 404)
    const key = server.addApiKey(`reader ${language}`, 'read')
    const other = await client.api('GET', mine.receipt, { key })
    assert.equal(other.text, noteOf(answer.text), 'a system has it without the words')
    assert.equal(told(other.text).status, 0)
  })
}

test('the text may come apart from the note', async () => {
  const client = new Client(server)
  const receipt = await saved(client, await filed(client))
  assert.match(told(noteOf(receipt)).text, /text: not part of this file/)
  assert.equal(told(noteOf(receipt), { statement: statementOf(receipt) }).status, 0)
  assert.equal(told(noteOf(receipt), { statement: `${statementOf(receipt)} ` }).status, 1)
})

test('what mail and editors do to a file is no change', async () => {
  const client = new Client(server)
  const receipt = await saved(client, await filed(client))
  assert.equal(told(`\ufeff${receipt.replaceAll('\n', '\r\n')}\r\n`).status, 0)
  assert.match((await client.post('/verify', { receipt: `\n${receipt.replaceAll('\n', '\r\n')}` })).text,
    /verdict-good/)
  const page = await client.post('/verify', { file: file('redress-receipt.txt', receipt, 'text/plain') })
  assert.match(page.text, /verdict-good/)
})

test('[4.9-b] later it holds the proof that it is in the log', async () => {
  const client = new Client(server)
  const mine = await filed(client)
  const receipt = await saved(client, mine)
  const soon = await client.post('/verify', { receipt })
  assert.match(soon.text, /Within a few minutes we sign our log/)
  server.cli('checkpoint')
  const page = await client.post('/verify', { receipt })
  assert.match(page.text, /we have signed our log with it in it/)
  for (const given of [receipt, noteOf(receipt)]) {
    const { hidden } = formOf((await client.post('/verify', { receipt: given })).text, '/verify')
    const answer = await client.post('/verify', { ...hidden, go: 'proof' })
    assert.match(answer.headers.get('content-disposition'), /-with-proof\.txt/)
    const proved = answer.text
    const other = await client.post('/verify',
      { receipt: receipt.replace('The lift', 'The lifts'), go: 'proof' })
    assert.match(other.text, /is not what was filed/, 'no proof with other words')
    assert.doesNotMatch(other.text, /value="proof"/)
    assert.ok(proved.startsWith(given))
    const { status, text } = told(proved)
    assert.equal(status, 0, text)
    assert.match(text, /log: entry \d+ of \d+, under a signed checkpoint/)
    assert.match((await client.post('/verify', { receipt: proved })).text,
      /It is right: the entry was in the log that we signed/)
    for (const [what, alter] of [
      ['the index', (p) => p.replace(/\nindex (\d+)/, (all, n) => `\nindex ${Number(n) - 1}`)],
      ['a step of the way', (p) => p.replace(/(\nindex \d+\n.)(.)/, (all, before, one) =>
        before + (one === 'A' ? 'B' : 'A'))],
      ['a step less', (p) => p.replace(/(\nindex \d+\n).*\n/, '$1')],
      ['the signature', (p) => p.replace(/(.{8})(.)(.{30})$/, (all, before, one, rest) =>
        before + (one === 'A' ? 'B' : 'A') + rest)],
      ['its end', (p) => p.slice(0, -3)]]) {
      const bad = alter(proved.trimEnd())
      assert.notEqual(bad, proved.trimEnd(), what)
      assert.equal(told(bad).status, 1, what)
    }
  }
})

test('[4.9-b] after a change of keys an old receipt stays as it was; new ones have the new key',
  async () => {
    const client = new Client(server)
    const old = await filed(client)
    const receipt = await saved(client, old)
    const before = keys
    server.cli('key rotate')
    assert.equal(await saved(client, old), receipt, 'the same again')
    const fresh = await saved(client, await filed(client))
    assert.equal(told(fresh).status, 2, 'the key was not given')
    keys = written('keys', server.cli('key public'))
    for (const one of [receipt, fresh]) {
      assert.equal(told(one).status, 0)
      assert.match((await client.post('/verify', { receipt: one })).text, /verdict-good/)
    }
    assert.equal(told(receipt, { with: before }).status, 0)
    server.cli('checkpoint')
    const { hidden } = formOf((await client.post('/verify', { receipt })).text, '/verify')
    const proved = (await client.post('/verify', { ...hidden, go: 'proof' })).text
    assert.equal(told(proved).status, 0, 'an old receipt under a new checkpoint')
  })

test('[S57] what was erased is proved by who kept the receipt, and given to nobody', async () => {
  const client = new Client(server)
  const mine = await filed(client, { name: 'Mai', email: 'mai@example.org' })
  const receipt = await saved(client, mine)
  const password = (login) => path.join(server.folder, `password.${login}`)
  server.cli('erase', '--reference', mine.reference, '--ground', 'unlawful', '--why', 'Not ours',
    '--by', 'manager', '--password-file', password('manager'),
    '--second', 'top_management', '--second-password-file', password('top_management'))
  assert.equal((await client.post('/receipt', { ...mine.hidden, go: 'save' })).status, 404)
  const key = server.addApiKey('after', 'read')
  const refused = await client.api('GET', `/api/v1/complaints/${mine.reference}/receipt`, { key })
  assert.equal(refused.status, 409)
  assert.match(refused.text, /was erased since/)
  assert.equal(told(receipt).status, 0)
  const page = await client.post('/verify', { receipt })
  assert.match(page.text, /verdict-good/)
  assert.doesNotMatch(page.text, /Our log does not have/)
})

test('[4.9-b] a complaint that was taken out of the database is proved by its author', {
  skip: engine !== 'sqlite' && 'the database is a file here'
}, async (t) => {
  const robbed = server.twin()
  t.after(() => robbed.stop())
  robbed.cli('init')
  await robbed.start()
  const client = new Client(robbed)
  const mine = await filed(client)
  const receipt = await saved(client, mine)
  await robbed.end()
  const done = spawnSync('python3', ['-c', `import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
last, = db.execute('SELECT max(id) FROM event').fetchone()
for table, number in ('event', 'id'), ('event_value', 'id / 256'):
    db.execute(f'DELETE FROM {table} WHERE {number} = ?', (last,))
db.commit()`, path.join(robbed.dir, 'redress.db')], { encoding: 'utf8' })
  assert.equal(done.status, 0, done.stderr)
  await robbed.start()
  const page = await new Client(robbed).post('/verify', { receipt })
  assert.match(page.text, /This receipt is genuine/)
  assert.match(page.text, /Our log does not have this entry/)
})

const ALTERED = [
  ['the reference', (r) => r.replace(/reference: 20\d\d/, 'reference: 1999'), /This receipt was changed/],
  ['the time', (r) => r.replace(/received: 20\d\d/, 'received: 2001'), /cannot be read/],
  ['a digit of the digest', (r) => r.replace(/sha256: ./, (m) =>
    m.replace(/.$/, (d) => (d === 'a' ? 'b' : 'a'))), /This receipt was changed/],
  ['the words', (r) => r.replace('The lift', 'The lifts'), /the text in it is not what was filed/],
  ['a blank at the end of a line', (r) => r.replace('run.  \n', 'run.\n'), /is not what was filed/],
  ['the signature', (r) => r.replace(/(\n\u2014 \S+ .{30})(.)/, (all, before, one) =>
    before + (one === 'A' ? 'B' : 'A')), /This receipt was changed/],
  ['its end', (r) => r.slice(0, -40), /cannot be read/],
  ['something before it', (r) => `x${r}`, /cannot be read/],
  ['something else', () => 'Hello', /cannot be read/]
]
for (const [what, alter, words] of ALTERED) {
  test(`[4.9-b] an altered receipt: ${what}`, async () => {
    const client = new Client(server)
    const receipt = alter(await saved(client, await filed(client)))
    assert.equal(told(receipt).status, 1)
    const page = await client.post('/verify', { receipt })
    assert.match(page.text, words)
    assert.doesNotMatch(page.text, /verdict-good|value="proof"/)
  })
}

test('[4.9-b] a receipt of another organisation is told from ours, and says nothing here', async (t) => {
  const other = server.twin()
  t.after(() => other.stop())
  other.cli('init', ...other.database)
  await other.start()
  const there = new Client(other)
  const mine = await filed(there)
  const receipt = await saved(there, mine)
  assert.equal(told(receipt).status, 2)
  const page = await new Client(server).post('/verify', { receipt })
  assert.match(page.text, /This receipt is not ours/)
  assert.ok(!page.text.includes('Where it stands') && !/verdict-good/.test(page.text))
})

test('nothing given is said so; a flood of letters too; another language keeps what was typed',
  async () => {
    const client = new Client(server)
    const nothing = await client.post('/verify', {})
    assert.equal(nothing.status, 422)
    assert.match(nothing.text, /Paste the receipt, or choose its file/)
    assert.equal((await client.post('/verify', { file: file('x.txt', '') })).status, 422)
    const many = await client.post('/verify', { receipt: 'x'.repeat(2_000_000) })
    assert.equal(many.status, 413)
    assert.match(many.text, /too large for a receipt/)
    const binary = await client.post('/verify', { file: file('x.bin', new Uint8Array([0, 255, 1])) })
    assert.equal(binary.status, 200)
    assert.match(binary.text, /cannot be read as a receipt/)
    const spoken = await client.post('/verify', { receipt: 'my words', to_language: 'vi' })
    assert.match(spoken.text, /<html lang="vi"/)
    assert.match(spoken.text, /my words/)
  })

test('what is shown is escaped, and nothing of the case is told', async () => {
  const client = new Client(server)
  const mine = await filed(client, { description: '<script>alert(1)</script> & "more"',
    product: '<b>' })
  const page = await client.post('/verify', { receipt: await saved(client, mine) })
  assert.match(page.text, /verdict-good/)
  assert.doesNotMatch(page.text, /<script>alert|<b>"/)
  assert.match(page.text, /&lt;script&gt;/)
  assert.ok(!page.text.includes(mine.code))
  assert.equal((await client.get('/verify')).headers.get('cache-control'), 'no-store')
})

test('the square on paper holds address and receipt, and both verifiers read it', async () => {
  const client = new Client(server)
  const mine = await filed(client)
  const paper = await client.post('/receipt', { ...mine.hidden, go: 'paper' })
  assert.equal(paper.status, 200)
  assert.match(paper.text, /<div class="voucher-qr"><svg/)
  assert.ok(!paper.text.includes('The lift in block C'))
  assert.ok(!paper.text.replace(/<form[^]*<\/form>/, '').includes(mine.code))
  const receipt = await saved(client, mine)
  assert.ok(paper.text.includes(part(receipt, 'event-hash: ', '\n')))
})

// The short form, made here from the note as docs/format.md describes it.
function compact(receipt) {
  const lines = receipt.split('\n')
  const value = Object.fromEntries(lines.slice(1, 10).map((line) =>
    [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(': ') + 2)]))
  const text = (s) => Buffer.concat([Buffer.from([Buffer.byteLength(s)]), Buffer.from(s)])
  const number = (n) => { const b = Buffer.alloc(8); b.writeBigInt64BE(BigInt(n)); return b }
  const instant = (s) => number(BigInt(Date.parse(`${s.slice(0, 19)}Z`)) * 1000n +
    BigInt((s.match(/\.(\d{6})Z/)?.[1] ?? '0')))
  const hex = (s) => Buffer.from(s, 'hex')
  const [, sign, hours, minutes, zone] =
    value['received-local'].match(/([+-])(\d\d):(\d\d) (\S+)$/)
  const east = (sign === '-' ? -1 : 1) * (60 * Number(hours) + Number(minutes))
  return Buffer.concat([Buffer.from([1]), text(value.organisation), text(value.log),
    text(value.reference), instant(value.received), number(east), text(zone),
    instant(value.recorded), hex(value['statement-sha256']), number(value.event),
    hex(value['event-hash']), Buffer.from(lines[11].split(' ')[2], 'base64')]).toString('base64url')
}

test('what the square holds is genuine without the words, and only as it is', async () => {
  const client = new Client(server)
  const receipt = await saved(client, await filed(client))
  const r = compact(receipt)
  const page = await client.get(`/zh-Hant/verify?r=${r}`)
  assert.match(page.text, /verdict-good/)
  assert.match(page.text, /<html lang="zh-Hant"/)
  assert.ok(!page.text.includes('The lift in block C'))
  const spoken = await client.post('/verify',
    { ...formOf(page.text, '/verify').hidden, to_language: 'vi' })
  assert.match(spoken.text, /<html lang="vi"[^]*verdict-good/, 'another language, the same answer')
  const other = spawnSync('python3', ['-I', EXAMPLE, `https://example.org/verify?r=${r}`, keys])
  assert.equal(other.status, 0, String(other.stdout))
  for (let at = 0; at < r.length; at += 7) {
    const altered = r.slice(0, at) + (r[at] === 'A' ? 'B' : 'A') + r.slice(at + 1)
    assert.doesNotMatch((await client.get(`/verify?r=${altered}`)).text, /verdict-good/)
  }
})

test('[S12] the short form is read strictly', async () => {
  const client = new Client(server)
  for (const r of ['', 'x', 'AQ', '%00', 'A'.repeat(1700), 'A'.repeat(20000), '____'.repeat(80)]) {
    const page = await client.get(`/verify?r=${r}`)
    assert.ok([200, 400, 414, 431].includes(page.status), `${r.length}: ${page.status}`)
    assert.doesNotMatch(page.text, /verdict-good/)
  }
})

test('[4.5-b] staff put it on paper for whoever stands there, in that language', async () => {
  const client = new Client(server)
  const mine = await filed(client, {}, '/vi')
  const desk = await new Client(server).login(server.users.receiver)
  const page = await desk.get(`/desk/complaints/${mine.reference}/receipt`)
  assert.equal(page.status, 200)
  assert.match(page.text, /<html lang="vi"/)
  assert.match(page.text, /voucher-qr/)
  assert.ok(page.text.includes(`href="/desk/complaints/${mine.reference}"`))
  assert.match((await desk.get(`/desk/complaints/${mine.reference}`)).text,
    new RegExp(`href="[^"]*${mine.reference}/receipt"`))
})

test('[S16] who asks too often waits', async (t) => {
  const busy = server.twin()
  t.after(() => busy.stop())
  busy.cli('init', ...busy.database)
  appendFileSync(path.join(busy.dir, 'redress.conf'), 'throttle:\n  verify: { source: 1, seconds: 600 }\n')
  await busy.start()
  const client = new Client(busy)
  assert.equal((await client.post('/verify', { receipt: 'x' })).status, 200)
  const second = await client.post('/verify', { receipt: 'x' })
  assert.equal(second.status, 429)
  assert.ok(Number(second.headers.get('retry-after')) > 0)
})

test('a command without key or file says so', () => {
  const verify = (...args) => spawnSync(program, ['receipt', 'verify', ...args], { encoding: 'utf8' })
  assert.equal(verify().status, 2)
  assert.equal(verify('--pubkey', keys).status, 2)
  assert.equal(verify('/nowhere', '--pubkey', keys).status, 2)
  assert.equal(verify(keys, '--pubkey', '/nowhere').status, 2)
  assert.equal(verify(keys, '--pubkey', written('none', 'x\n')).status, 2)
  assert.equal(verify(keys, '--pubkey', keys).status, 1)
})

for (const script of [true, false]) {
  test(`a person ${script ? 'with' : 'without'} script saves, prints and verifies`, async (t) => {
    const page = await browser.page({ width: script ? 1280 : 360, script })
    t.after(() => page.context().close())
    await page.goto('/complain/all')
    await page.fill('[name=description]', STORY)
    await page.click('button[value=send]')
    await page.waitForSelector('#code')
    const [download] = await Promise.all([page.waitForEvent('download'),
      page.click('button[value=save]')])
    const at = await download.path()
    await page.click('button[value=paper]')
    await page.waitForSelector('.voucher-qr svg')
    await picture(page, `receipt-paper-${script}`)
    if (script) assert.deepEqual(await violations(page), [])
    assert.ok(!(await overflows(page)))
    await page.goto('/verify')
    await page.setInputFiles('#file', at)
    await page.click('main form button.button')
    await page.waitForSelector('.verdict-good')
    await picture(page, `verify-genuine-${script}`)
    if (script) assert.deepEqual(await violations(page), [])
    assert.deepEqual(page.problems, [])
  })
}

for (const language of LANGUAGES) {
  test(`the pages of receipts in ${language}: narrow, accessible`, async (t) => {
    const page = await browser.page({ width: 320, language })
    t.after(() => page.context().close())
    await page.goto(`/${language}/verify`)
    assert.ok(!(await overflows(page)))
    assert.deepEqual(await violations(page), [])
    await picture(page, `verify-${language}`)
    await page.fill('#receipt', 'x')
    await page.click('main form button.button')
    await page.waitForSelector('.verdict')
    assert.deepEqual(await violations(page), [])
    await page.goto(`/${language}/complain/all`)
    await page.fill('[name=description]', STORY)
    await page.click('button[value=send]')
    await page.waitForSelector('#code')
    await picture(page, `receipt-slip-${language}`)
    await page.click('button[value=paper]')
    await page.waitForSelector('.voucher-qr svg')
    assert.ok(!(await overflows(page)))
    assert.deepEqual(await violations(page), [])
    await picture(page, `receipt-paper-${language}`)
  })
}

test('the receipt on paper is one sheet in every language', async (t) => {
  for (const language of LANGUAGES) {
    const page = await browser.page({ language })
    t.after(() => page.context().close())
    await page.goto(`/${language}/complain/all`)
    await page.fill('[name=description]', STORY)
    await page.click('button[value=send]')
    await page.waitForSelector('#code')
    await page.click('button[value=paper]')
    await page.waitForSelector('.voucher-qr svg')
    for (const format of ['A4', 'Letter']) {
      const pdf = await page.pdf({ format })
      assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g).length, 1,
        `${language} ${format}`)
    }
    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.locator('main button:visible').count(), 0)
    if (language === 'en' || language === 'zh-Hans') await picture(page, `receipt-print-${language}`)
  }
})
