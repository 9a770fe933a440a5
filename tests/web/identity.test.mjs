// Who sees a name, and that having seen it is kept.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from './client.mjs'
import { startServer } from './harness.mjs'

let server, reference
const clients = {}

async function login(role) {
  clients[role] ??= await new Client(server).login(server.users[role])
  return clients[role]
}

before(async () => {
  server = await startServer({ users: true })
  const filed = await new Client(server).api('POST', '/api/v1/complaints', {
    json: { description: 'The lift stands still.', complainant: { name: 'Xenia Quill', email: 'xenia@example.org' } },
  })
  reference = filed.json.reference
})
after(() => server?.stop())

test('[4.10-a] a handler sees the name, an auditor does not, an administrator no case at all', async () => {
  const path = `/desk/complaints/${reference}`
  const handler = await (await login('handler')).get(path)
  assert.equal(handler.status, 200)
  assert.match(handler.text, /Xenia Quill/)
  const auditor = await (await login('auditor')).get(path)
  assert.equal(auditor.status, 200)
  assert.doesNotMatch(auditor.text, /Xenia|xenia@example/)
  assert.equal((await (await login('administrator')).get(path)).status, 404)
})

test('[4.10-a] nor is the name in what an auditor finds, lists or takes away', async () => {
  const auditor = await login('auditor')
  for (const path of ['/desk/queues/open', '/desk/export.csv?queue=open', `/desk/complaints/${reference}/print`, '/desk/search?q=Xenia']) {
    const answer = await auditor.get(path)
    assert.doesNotMatch(answer.text.replace(/value="[^"]*"/g, ''), /Quill|xenia@example/, path)
  }
})

test('[7.3-a] the timeline holds the statement, what was done, and who read the name', async () => {
  const handler = await login('handler')
  const path = `/desk/complaints/${reference}`
  await handler.submit(path, { text: 'The mechanic was called.' }, { action: '/notes' })
  const page = await handler.get(path)
  assert.match(page.text, /The lift stands still\./)
  assert.match(page.text, /The mechanic was called\./)
  assert.match(page.text, /Complaint received/)
  assert.doesNotMatch(page.text, /Who read this\?/)
  assert.match((await (await login('manager')).get(path)).text, /Who read this\?[^]*User handler/)
})

test('[4.10-a] whoever cannot ask to see a sealed name is not told to ask', async () => {
  const filed = await new Client(server).submit('/complain/all',
    { description: 'Somebody looks on.', naming: 'confidential', name: 'Xenia Quill', email: 'xenia@example.org' },
    { action: '/complain/all' })
  const [sealed] = filed.text.match(/\d{4}-\d{6,}/)
  const approve = async (role) => {
    const client = await login(role)
    const { json } = await client.api('GET', '/api/v1/me')
    return client.api('POST', `/api/v1/complaints/${sealed}/publications/1/approve`,
      { headers: { 'form-token': json.form_token } })
  }
  assert.match((await approve('manager')).json.detail, /is sealed in this complaint\. Ask to see it first\./)
  const top = await approve('top_management')
  assert.equal(top.status, 409, top.text)
  assert.match(top.json.detail, /Somebody who handles it and may see that has to do this\./)
})
