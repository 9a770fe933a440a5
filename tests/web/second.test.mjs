// What needs two people: one asks, another allows. [S15]
import assert from 'node:assert/strict'
import { existsSync, lstatSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import test from 'node:test'
import { Client, startServer } from './harness.mjs'

const WHOLE = '/desk/export.csv'
const REGISTER = '/desk/sheets/duty_log?from=2020-01-01&until=2020-12-31'
const SECOND = '/desk/second-person'

// How many complaints leave without a second person, and from which share on one is needed.
async function exportLimits(administrator, fields) {
  const path = '/desk/settings/general', { text } = await administrator.get(path)
  return (await administrator.submit(path, { organisation_name: 'Example', language: 'en', zone: 'UTC',
    reception_team: text.match(/<option value="(\d+)"[^>]*>Reception/)[1], update_hours: '8', backup_keys_days: '14',
    identity_hours: '72', export_share: '50', export_few: '0', ...fields }, { action: '/general' })).status
}

test('[S15] everything at once leaves the house only with a second person', async (t) => {
  const server = await startServer({
    users: ['manager', 'auditor', 'top_management', 'handler', 'administrator'],
    prepare: (made) => {
      made.addTeam('Roads', 'Reception')
      made.addUser('beside', 'manager', 'Roads')
      made.cli('pack add', 'property_management')
      made.cli('pack take', 'property_management')
    }
  })
  t.after(() => server.stop())
  const staff = {}
  for (const name of ['manager', 'auditor', 'top_management', 'handler', 'beside', 'administrator']) {
    staff[name] = await new Client(server).login(server.users[name])
  }
  const { manager, auditor, beside } = staff
  for (const words of ['The lift.', 'The bins.']) {
    assert.equal((await new Client(server).api('POST', '/api/v1/complaints', { json: { description: words } })).status, 201)
  }
  assert.equal((await manager.get(WHOLE)).status, 200, 'so few could be copied by hand')
  assert.equal(await exportLimits(staff.administrator, {}), 303)
  const boss = staff.top_management

  await t.test('what is narrowed needs nobody, and what is not leads to asking', async () => {
    for (const query of ['', '?queue=open', '?queue=received']) {
      assert.equal((await manager.get(WHOLE + query)).location, SECOND, query)
    }
    assert.equal((await manager.get(`${WHOLE}?channel=fax`)).status, 200)
    assert.equal((await beside.get(WHOLE)).status, 200, 'one team is not everything')
    assert.equal((await manager.get(REGISTER)).location, SECOND, 'the register of every team')
    assert.equal((await beside.get(REGISTER)).status, 200)
  })

  await t.test('a reason is asked for', async () => {
    const answer = await manager.submit(`${SECOND}/new`, { reason: ' ' }, { action: '/new' })
    assert.equal(answer.status, 422)
    assert.equal((await manager.submit(`${SECOND}/new`, { reason: 'The yearly audit.' },
      { action: '/new' })).status, 303)
    assert.equal((await manager.get(WHOLE)).status, 303)
  })

  const link = (await boss.get(SECOND)).text.match(/href="(\/desk\/second-person\/\d+)"/)[1]

  await t.test('nobody allows their own, and who does not reach everything allows nothing', async () => {
    assert.doesNotMatch((await manager.get(SECOND)).text, new RegExp(link))
    assert.equal((await manager.submit(link, { answer: 'allow' }, { action: link })).status, 422)
    assert.equal((await beside.get(link)).status, 404)
    assert.equal((await auditor.get(link)).status, 404)
    assert.doesNotMatch((await staff.handler.get(SECOND)).text, /The yearly audit/)
    assert.equal((await manager.get(WHOLE)).status, 303)
  })

  await t.test('another allows it, and it works once, for whoever asked', async () => {
    assert.match((await boss.get(link)).text, /User manager · The yearly audit\./)
    assert.equal((await boss.submit(link, { answer: 'allow' }, { action: link })).status, 303)
    assert.equal((await boss.get(WHOLE)).status, 303, 'it was not theirs')
    const first = await manager.get(WHOLE)
    assert.equal(first.status, 200)
    assert.match(first.headers.get('content-type'), /csv/)
    assert.equal((await manager.get(WHOLE)).status, 303)
    assert.equal((await boss.submit(link, { answer: 'refuse' }, { action: link })).status, 422)
  })

  await t.test('a register of every team uses it up as well', async () => {
    await manager.submit(`${SECOND}/new`, { reason: 'The duty log.' }, { action: '/new' })
    const next = [...(await boss.get(SECOND)).text.matchAll(/href="(\/desk\/second-person\/\d+)"/g)]
      .at(0)[1]
    assert.equal((await boss.submit(next, { answer: 'allow' }, { action: next })).status, 303)
    assert.equal((await manager.get(REGISTER.replace('2020-12', '2024-12'))).status, 422)
    assert.equal((await manager.get(REGISTER)).status, 200)
    assert.equal((await manager.get(REGISTER)).location, SECOND)
  })

  await t.test('what is refused is not there', async () => {
    await auditor.submit(`${SECOND}/new`, { reason: 'To look.' }, { action: '/new' })
    const next = [...(await manager.get(SECOND)).text.matchAll(/href="(\/desk\/second-person\/\d+)"/g)]
      .at(-1)[1]
    assert.equal((await manager.submit(next, { answer: 'refuse' }, { action: next })).status, 303)
    assert.equal((await auditor.get(WHOLE)).location, SECOND)
    assert.match((await auditor.get(SECOND)).text, /refused/)
  })

  await t.test('the operator takes everything with the passwords of two people', async () => {
    const to = path.join(server.folder, 'register.jsonl')
    const file = (login) => path.join(server.folder, `password.${login}`)
    const by = (login) => ['--to', to, '--by', login, '--password-file', file(login)]
    const second = (login, password = login) =>
      ['--second', login, '--second-password-file', file(password), '--why', 'Moving out.']
    const refused = [
      [[], 2, /--by/],
      [['--by', 'manager'], 2, /--password-file/],
      [[...by('manager'), '--second', 'top_management'], 2, /--second-password-file/],
      [by('manager'), 1, /An export of everything needs a second person/],
      [[...by('manager'), ...second('manager')], 1, /somebody else than you/],
      [[...by('manager'), ...second('top_management', 'wrong')], 1, /Login name or password is wrong/],
      [[...by('manager'), ...second('auditor')], 1, /auditor may not do this/],
      [[...by('beside'), ...second('top_management')], 1, /beside may not do this/],
      [[...by('manager'), ...second('beside')], 1, /beside may not do this/],
      [[...by('manager'), ...second('top_management').slice(0, 4)], 1, /say why/]
    ]
    server.writeSecret('wrong', 'a wrong password, long')
    for (const [args, status, words] of refused) {
      const done = server.tryCli('export', ...args)
      assert.equal(done.status, status, `${args.join(' ')}: ${done.stderr}`)
      assert.match(done.stderr, words)
      assert.equal(existsSync(to), false)
    }
    const both = [...by('manager'), ...second('top_management')]
    const theirs = path.join(server.folder, 'theirs')
    writeFileSync(theirs, 'theirs', { mode: 0o644 })
    symlinkSync(theirs, `${to}.part`)
    const done = server.tryCli('export', ...both)
    assert.equal(done.status, 0, done.stderr)
    assert.equal(done.stderr, '2 complaints exported\n')
    assert.equal(readFileSync(theirs, 'utf8'), 'theirs', '[S60] a link that somebody laid is not written through')
    assert.equal(lstatSync(to).mode & 0o177777, 0o100600, '[S60] a file for the operator alone')
    assert.match(readFileSync(to, 'utf8'), /The lift\./)
    rmSync(to)
    assert.equal(server.tryCli('export', ...by('manager')).status, 1, 'it works once')
    assert.match((await boss.get(SECOND)).text, /Moving out\./)
    await manager.submit(`${SECOND}/new`, { reason: 'By the desk.' }, { action: '/new' })
    const [, at] = (await boss.get(SECOND)).text.match(/href="(\/desk\/second-person\/\d+)"/)
    await boss.submit(at, { answer: 'allow' }, { action: at })
    assert.equal(server.tryCli('export', ...by('manager')).status, 0, 'allowed at the desk')
    assert.equal(server.tryCli('verify', '--values').status, 0)
  })
})

test('[S15] what leaves decides, not what was asked for', async (t) => {
  let key
  const server = await startServer({
    users: ['manager', 'top_management', 'administrator'],
    prepare: (made) => {
      made.addUser('colleague', 'manager')
      made.addTeam('Roads', 'Reception')
      made.addUser('beside', 'manager', 'Roads')
      key = made.addApiKey('intake', 'write')
    }
  })
  t.after(() => server.stop())
  const staff = {}
  for (const name of ['manager', 'colleague', 'beside', 'top_management', 'administrator']) {
    staff[name] = await new Client(server).login(server.users[name])
  }
  const { manager, colleague } = staff
  assert.equal(await exportLimits(staff.administrator, {}), 303)
  for (const channel of ['telephone', 'telephone', 'email', 'email', 'letter', 'fax']) {
    const filed = await new Client(server).api('POST', '/api/v1/complaints', { key, json: { description: `By ${channel}.`, channel } })
    assert.equal(filed.status, 201, filed.text)
  }
  const outcome = async (client, query) => {
    const answer = await client.get(`/desk/export.csv${query}`)
    return answer.location === SECOND ? 'second' : answer.text.trim().split('\n').length - 1
  }

  await t.test('a filter that lets everything through is none', async () => {
    for (const query of ['?from=1990-01-01', '?to=2999-01-01', '?queue=received&from=1990-01-01&to=2999-01-01',
      '?stage=received', '?from=2000-01-01&queue=unknown']) {
      assert.equal(await outcome(manager, query), 'second', query)
    }
    assert.equal(await outcome(staff.beside, '?from=1990-01-01'), 0, 'of another team there is nothing')
  })

  await t.test('less than the share leaves, until it is the share in one day', async () => {
    assert.equal(await outcome(manager, '?channel=telephone'), 2)
    assert.equal(await outcome(manager, '?channel=telephone'), 2, 'the same once more is no more')
    assert.equal(await outcome(manager, '?channel=email'), 'second')
    assert.equal(await outcome(manager, '?channel=letter'), 'second', 'three of six are half')
    assert.equal(await outcome(colleague, '?channel=letter'), 1, 'each by what they took')
  })

  await t.test('few are always theirs, as the setting says', async () => {
    assert.equal(await exportLimits(staff.administrator, { export_few: '20' }), 303)
    assert.equal(await outcome(colleague, '?queue=open'), 6)
    assert.equal(await outcome(colleague, ''), 6)
    assert.equal(await exportLimits(staff.administrator, { export_share: '0', export_few: '5' }), 422)
    assert.equal(await exportLimits(staff.administrator, { export_share: '100', export_few: '5' }), 303)
    assert.equal(await outcome(staff.top_management, '?queue=open'), 'second')
    assert.equal(await outcome(staff.top_management, '?channel=email&queue=open'), 2)
    assert.equal(await outcome(manager, '?channel=email'), 2, 'less than all')
  })

  await t.test('and with a second person it is one file', async () => {
    const asks = await manager.submit(`${SECOND}/new`, { reason: 'For the audit.' }, { action: '/new' })
    assert.equal(asks.status, 303)
    const [, link] = (await staff.top_management.get(SECOND)).text.match(/href="(\/desk\/second-person\/\d+)"/)
    await staff.top_management.submit(link, { answer: 'allow' }, { action: link })
    assert.equal(await outcome(manager, '?from=1990-01-01'), 6)
    assert.equal(await outcome(manager, '?from=1990-01-01'), 'second')
  })
})
