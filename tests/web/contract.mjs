// A client of the API that holds every answer against the server's own description
// (OpenAPI 3.1): the route, the status, the kind of content, and each member of it.
import assert from 'node:assert/strict'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { Client } from './client.mjs'

// Clients are told to ignore members they do not know; here, nothing may come that is
// not described.
function closed(schemas) {
  for (const schema of Object.values(schemas)) {
    if (schema.type === 'object') schema.additionalProperties ??= false
  }
  return schemas
}

function pattern(path) {
  return new RegExp(`^${path.replace(/\./g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`)
}

export class Contract {
  constructor(description) {
    this.text = JSON.stringify(description)
    this.description = description
    this.ajv = new Ajv2020({ strict: false, allErrors: true })
    addFormats(this.ajv)
    this.ajv.addSchema({ $id: 'api', components: { schemas: closed(description.components.schemas) } })
    this.seen = new Set()
  }

  static async of(server) {
    const answer = await new Client(server).get('/api/v1/openapi.json')
    assert.equal(answer.status, 200)
    const contract = new Contract(answer.json)
    contract.check('GET', '/api/v1/openapi.json', answer)
    return contract
  }

  // What a linter finds: [{ severity, ruleId, message }].
  async lint() {
    const config = await createConfig({ extends: ['recommended'] })
    return lintFromString({ source: this.text, absoluteRef: 'openapi.json', config })
  }

  operation(method, path) {
    const [found] = Object.entries(this.description.paths)
      .filter(([known]) => pattern(known).test(path)).sort(([one], [two]) =>
        (one.match(/\{/g)?.length ?? 0) - (two.match(/\{/g)?.length ?? 0))
    return found?.[1][method.toLowerCase()]
  }

  answer(operation, status) {
    const answer = operation?.responses[status] ?? this.description.components.responses.default
    return answer.$ref ? this.description.components.responses[answer.$ref.split('/').at(-1)] : answer
  }

  check(method, path, answer) {
    const operation = this.operation(method, path.split('?')[0])
    const type = (answer.headers.get('content-type') ?? '').split(';')[0]
    const where = `${method} ${path} ${answer.status}`
    if (operation) this.seen.add(`${operation.operationId} ${answer.status}`)
    else assert.ok([404, 405].includes(answer.status), `${where}: not described`)
    assert.equal(answer.headers.get('access-control-allow-origin'), null, where)
    const described = this.answer(operation, answer.status)
    const content = described.content[type] ?? described.content['*/*']
    assert.ok(content, `${where}: ${type} is not described`)
    if (type !== 'application/json' && type !== 'application/problem+json') return
    assert.match(answer.headers.get('content-type'), /charset=utf-8/)
    const ref = content.schema.$ref
    if (!ref) return
    const valid = this.ajv.getSchema(`api${ref}`)
    assert.ok(valid(answer.json), `${where}: ${this.ajv.errorsText(valid.errors)}\n${answer.text}`)
    if (answer.status >= 400) assert.equal(answer.json.status, answer.status)
  }

  // Every operation that went well at least once; what was never tried proves nothing.
  untried() {
    return Object.values(this.description.paths).flatMap((path) => Object.values(path))
      .filter(({ operationId, responses }) => !Object.keys(responses)
        .some((status) => status < 300 && this.seen.has(`${operationId} ${status}`)))
      .map(({ operationId }) => operationId)
  }
}

// As Client, for paths below /api/v1, each answer checked.
export class ApiClient extends Client {
  constructor(server, contract, options = {}) {
    super(server, options)
    this.contract = contract
    this.key = options.key
  }

  async call(method, path, { json, body, type, headers = {}, key = this.key, code, once } = {}) {
    const answer = await this.request(method, `/api/v1${path}`, {
      headers: {
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        ...(code ? { 'complaint-code': code } : {}),
        ...(once ? { 'idempotency-key': once } : {}),
        ...(json !== undefined ? { 'content-type': 'application/json' } : {}),
        ...(type ? { 'content-type': type } : {}),
        ...headers
      },
      body: json !== undefined ? JSON.stringify(json) : body
    })
    this.contract.check(method, `/api/v1${path}`, answer)
    return answer
  }

  file(json, options = {}) {
    return this.call('POST', '/complaints', { json, ...options })
  }
}
