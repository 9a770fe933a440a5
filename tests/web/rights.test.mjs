// Walks every route of the program as everybody who might ask: nobody, each role in the
// team of a case, each role in a team beside it, a handler of the team above, keys of
// other systems. A route without a row in ROWS fails, so adding a route means adding a
// row. What somebody may is written down here again, apart from src/people/may.c. [S47]
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import test from 'node:test'
import { Client, program, ROLES, startServer } from './harness.mjs'

const READ = ['receiver', 'handler', 'investigator', 'manager', 'top_management', 'auditor']
const RECEIVE = ['receiver', 'handler', 'investigator', 'manager']
const TAKE_NOTE = ['receiver', 'handler', 'investigator', 'manager', 'top_management']
const HANDLE = ['handler', 'investigator', 'manager']

// Who may: roles anywhere, or (inCase) only in the case's team and above. `keys` are the
// scopes of keys that may.
const kind = (roles, rest = {}) => ({ roles, keys: [], ...rest })
const PUBLIC = kind(ROLES, { nobody: true, keys: ['read', 'write'] })
const DESK = kind(ROLES)
const ADMINISTER = kind(['administrator'])
const FIGURES = kind(['manager', 'top_management', 'auditor'])
const ANALYSES = kind(['manager', 'top_management', 'auditor'])
const EXPORT = kind(['handler', 'manager', 'top_management', 'auditor'])
const APPROVERS = kind(['manager', 'top_management'])
const NOTICE = kind(['manager', 'administrator'])
const LISTS = kind(READ)
const inCase = (roles, keys = []) => kind(roles, { inCase: true, keys })
const CASE = inCase(READ)
const WRITE = inCase(RECEIVE, ['write']) // keys have the role of a handler, and no pages
const NEW_CODE = inCase(RECEIVE, ['read,write']) // it opens the complainant's own view
const HANDLING = inCase(HANDLE, ['write'])
const LEADING = inCase(['handler', 'manager'], ['write'])
const APPROVING = inCase(['manager', 'top_management'])
const HOLDING = inCase(['manager', 'top_management']) // and a second person of the same right
const REDACTING = inCase(['manager']) // and reading what is redacted
const BY_CODE = { ...PUBLIC, skip: 'the complainant\'s own, by reference and code' }
const FOUND = '?q=quillwort'

// A row: its kind, and what stands for the parts of its path (and its `query`). `skip`: tried elsewhere;
// `last`: it ends something that others need; `once`: it can be done only once.
const ROWS = {
  'GET /health': PUBLIC,
  'GET /checkpoint': { ...PUBLIC, skip: 'there is none in the first seconds: log.test.mjs' },
  'GET /checkpoint/from/{size}': { ...PUBLIC, skip: 'there is none in the first seconds: log.test.mjs' },
  'GET /.well-known/redress-key': PUBLIC,
  'GET /static/{name}': { ...PUBLIC, name: 'icon.svg' },
  'GET /static/{first}/{name}': { ...PUBLIC, skip: 'a longer path to the same files' },
  'GET /static/{first}/{second}/{name}': { ...PUBLIC, skip: 'a longer path to the same files' },
  'GET /static/{first}/{second}/{third}/{name}':
    { ...PUBLIC, skip: 'a longer path to the same files' },
  'GET /': PUBLIC,
  'GET /complain': PUBLIC,
  'GET /complain/all': PUBLIC,
  'POST /complain/all': PUBLIC,
  'GET /complain/{page}': { ...PUBLIC, page: 'what' },
  'POST /complain/{page}': { ...PUBLIC, page: 'what' },
  'GET /track': PUBLIC,
  'GET /verify': PUBLIC,
  'POST /verify': { ...PUBLIC, skip: 'needs a receipt: receipt.test.mjs' },
  'POST /track': { ...PUBLIC, skip: 'by reference and code: track.test.mjs' },
  'GET /login': { ...PUBLIC, skip: 'the way in: login.test.mjs' },
  'POST /login': { ...PUBLIC, skip: 'the way in: login.test.mjs' },
  'GET /login/new-password': { ...PUBLIC, skip: 'by a link: login.test.mjs' },
  'POST /login/new-password': { ...PUBLIC, skip: 'by a link: login.test.mjs' },
  'POST /logout': { ...DESK, skip: 'the way out: login.test.mjs' },
  'GET /login/code': DESK,
  'POST /login/code': DESK,
  'GET /desk/second-factor': DESK,
  'GET /desk/second-factor/new': DESK,
  'POST /desk/second-factor/new': DESK,
  'POST /desk/second-factor/codes': DESK,
  'POST /desk/second-factor/end': DESK,
  'POST /desk/told': DESK,
  'GET /desk/confirm': DESK,
  'POST /desk/confirm': DESK,
  'GET /desk/password': DESK,
  'POST /desk/password': DESK,
  'GET /desk/absences': DESK,
  'GET /desk/absences/new': DESK,
  'POST /desk/absences/new': DESK,
  'GET /desk/absences/{absence}': { ...DESK, skip: 'one\'s own, or with the right to give complaints: routes.test.mjs' },
  'GET /desk/absences/{absence}/end': { ...DESK, skip: 'the same' },
  'POST /desk/absences/{absence}/end': { ...DESK, skip: 'the same' },
  'GET /desk/sessions': DESK,
  'GET /desk/sessions/{session}': { ...DESK, skip: 'one\'s own alone: login.test.mjs' },
  'POST /desk/sessions/{session}': { ...DESK, skip: 'one\'s own alone: login.test.mjs' },
  'POST /api/v1/complaints': { ...PUBLIC, skip: 'the public channel: api tests' },
  'POST /api/v1/complaints/on-the-spot': kind(RECEIVE, { keys: ['write'] }),
  'GET /api/v1/complaints/{reference}': inCase(READ, ['read']),
  'GET /api/v1/complaints/{reference}/receipt': inCase(READ, ['read']),
  'GET /api/v1/complaints': { ...kind(READ, { keys: ['read'] }), query: FOUND },
  'GET /api/v1/openapi.json': PUBLIC,
  'GET /api/v1/me': kind(ROLES, { keys: ['read', 'write'] }),
  'POST /api/v1/complaints/{reference}/files': BY_CODE,
  'GET /api/v1/files/{id}': BY_CODE,
  'POST /api/v1/complaints/{reference}/notes': WRITE,
  'POST /api/v1/complaints/{reference}/replies': WRITE,
  'POST /api/v1/complaints/{reference}/facts': BY_CODE,
  'POST /api/v1/complaints/{reference}/corrections': BY_CODE,
  'POST /api/v1/complaints/{reference}/acknowledge': WRITE,
  'POST /api/v1/complaints/{reference}/acknowledgement-returned': WRITE,
  'POST /api/v1/complaints/{reference}/message-sent': WRITE,
  'POST /api/v1/complaints/{reference}/update': WRITE,
  'POST /api/v1/complaints/{reference}/assess': WRITE,
  'POST /api/v1/complaints/{reference}/take-up': HANDLING,
  'POST /api/v1/complaints/{reference}/begin-investigation': HANDLING,
  'POST /api/v1/complaints/{reference}/investigate': HANDLING,
  'POST /api/v1/complaints/{reference}/evidence': HANDLING,
  'POST /api/v1/complaints/{reference}/interviews': HANDLING,
  'POST /api/v1/complaints/{reference}/respond': HANDLING,
  'POST /api/v1/complaints/{reference}/decide': HANDLING,
  'POST /api/v1/complaints/{reference}/letter': HANDLING,
  'POST /api/v1/complaints/{reference}/communicate': HANDLING,
  'POST /api/v1/complaints/{reference}/decision-returned': WRITE,
  'POST /api/v1/complaints/{reference}/tell-staff': HANDLING,
  'POST /api/v1/complaints/{reference}/answer': BY_CODE,
  'POST /api/v1/complaints/{reference}/withdraw': BY_CODE,
  'POST /api/v1/complaints/{reference}/review': LEADING,
  'POST /api/v1/complaints/{reference}/outside': HANDLING,
  'POST /api/v1/complaints/{reference}/direct-elsewhere': LEADING,
  'POST /api/v1/complaints/{reference}/new-fact': WRITE,
  'POST /api/v1/complaints/{reference}/close': HANDLING,
  'POST /api/v1/complaints/{reference}/satisfaction': BY_CODE,
  'POST /api/v1/complaints/{reference}/reopen': BY_CODE,
  'POST /api/v1/complaints/{reference}/measures': HANDLING,
  'POST /api/v1/complaints/{reference}/approve': APPROVING,
  'POST /api/v1/complaints/{reference}/refuse-approval': APPROVING,
  'POST /api/v1/complaints/{reference}/remedies': HANDLING,
  'POST /api/v1/complaints/{reference}/remedies/{remedy}/alter': { ...HANDLING, remedy: '1',
    skip: 'a case without one: api.test.mjs' },
  'POST /api/v1/complaints/{reference}/remedies/{remedy}/carry-out': { ...HANDLING, remedy: '1',
    skip: 'a case without one: api.test.mjs' },
  'POST /api/v1/complaints/{reference}/remedies/{remedy}/verify': { ...HANDLING, remedy: '1',
    skip: 'a case without one: api.test.mjs' },
  'POST /api/v1/complaints/{reference}/remedies/{remedy}/drop': { ...HANDLING, remedy: '1',
    skip: 'a case without one: api.test.mjs' },
  'POST /api/v1/complaints/{reference}/assign': LEADING,
  'POST /api/v1/complaints/{reference}/send': LEADING,
  'POST /api/v1/complaints/{reference}/send-back': LEADING,
  'POST /api/v1/complaints/{reference}/wait': WRITE,
  'POST /api/v1/complaints/{reference}/resume': WRITE,
  'POST /api/v1/complaints/{reference}/retype': WRITE,
  'POST /api/v1/complaints/{reference}/matter': WRITE,
  'POST /api/v1/complaints/{reference}/fields': WRITE,
  'POST /api/v1/complaints/{reference}/class': WRITE,
  'POST /api/v1/complaints/{reference}/extend': APPROVING,
  'POST /api/v1/complaints/{reference}/tell-delay': WRITE,
  'POST /api/v1/complaints/{reference}/correct-receipt': WRITE,
  'POST /api/v1/complaints/{reference}/set-aside': LEADING,
  'POST /api/v1/complaints/{reference}/take-back': LEADING,
  'POST /api/v1/complaints/{reference}/link': WRITE,
  'POST /api/v1/complaints/{reference}/join': LEADING,
  'POST /api/v1/complaints/{reference}/undo-join': LEADING,
  'POST /api/v1/complaints/{reference}/representative': LEADING,
  'POST /api/v1/complaints/{reference}/affected': LEADING,
  'POST /api/v1/complaints/{reference}/repeats': WRITE,
  'POST /api/v1/complaints/{reference}/repeats/end': WRITE,
  'POST /api/v1/complaints/{reference}/split': LEADING,
  'POST /api/v1/complaints/{reference}/code': NEW_CODE,
  'POST /api/v1/complaints/{reference}/translations': WRITE,
  'POST /api/v1/complaints/{reference}/hold': HOLDING,
  'POST /api/v1/complaints/{reference}/holds/{hold}/confirm': { ...HOLDING, hold: '1' },
  'POST /api/v1/complaints/{reference}/holds/{hold}/ask-lift': { ...HOLDING, hold: '1' },
  'POST /api/v1/complaints/{reference}/holds/{hold}/lift': { ...HOLDING, hold: '1' },
  'POST /api/v1/complaints/{reference}/erasure': HOLDING,
  'POST /api/v1/complaints/{reference}/erasures/{erasure}/approve':
    { ...HOLDING, erasure: '1', skip: 'a case without one: keep.test.mjs' },
  'POST /api/v1/complaints/{reference}/erasures/{erasure}/refuse':
    { ...HOLDING, erasure: '1', skip: 'a case without one: keep.test.mjs' },
  'POST /api/v1/complaints/{reference}/parties': WRITE,
  'POST /api/v1/complaints/{reference}/parties/{party}': { ...WRITE, party: '1',
    skip: 'a case without one: api.test.mjs' },
  'POST /api/v1/complaints/{reference}/join-person': inCase(['handler', 'manager']),
  'POST /api/v1/complaints/{reference}/part-person': inCase(['handler', 'manager']),
  'POST /api/v1/complaints/{reference}/conflicts': WRITE,
  'POST /api/v1/complaints/{reference}/conflicts/{conflict}/end': { ...LEADING, conflict: '1',
    skip: 'a case without one: api.test.mjs' },
  'POST /api/v1/complaints/{reference}/disclosures': HANDLING,
  'POST /api/v1/complaints/{reference}/hearing-waived': HANDLING,
  'GET /api/v1/complaints/{reference}/reportability': HANDLING,
  'POST /api/v1/complaints/{reference}/reportability/{regime}/decide': { ...HANDLING, regime: 'none' },
  'POST /api/v1/complaints/{reference}/reportability/{regime}/confirm': { ...HANDLING, regime: 'none',
    skip: 'a case without one: api.test.mjs' },
  'POST /api/v1/complaints/{reference}/reportability/{regime}/refuse': { ...HANDLING, regime: 'none' },
  'POST /api/v1/complaints/{reference}/reportability/{regime}/filed': { ...HANDLING, regime: 'none' },
  'GET /api/v1/complaints/{reference}/copies': inCase(READ, ['read']),
  'POST /api/v1/complaints/{reference}/copies/{copy}/note': { ...inCase(TAKE_NOTE), copy: '1',
    skip: 'a case without one: api.test.mjs' },
  'POST /api/v1/complaints/{reference}/copies/{copy}/fields': { ...inCase(TAKE_NOTE), copy: '1' },
  'GET /api/v1/copies': kind(TAKE_NOTE),
  'GET /api/v1/complaints/{reference}/publications': inCase(READ, ['read,write']),
  'POST /api/v1/complaints/{reference}/publications': HANDLING,
  'POST /api/v1/complaints/{reference}/publications/{publication}/approve': { ...APPROVING,
    publication: '1', skip: 'a case without one: api.test.mjs' },
  'POST /api/v1/complaints/{reference}/publications/{publication}/end': { ...APPROVING,
    publication: '1', skip: 'a case without one: api.test.mjs' },
  'GET /api/v1/absences': DESK,
  'POST /api/v1/absences': DESK,
  'POST /api/v1/absences/{absence}/end':
    { ...DESK, skip: 'one\'s own, or with the right to give complaints: api.test.mjs' },
  'GET /api/v1/disclosures': DESK,
  'POST /api/v1/disclosures/{disclosure}/read':
    { ...DESK, skip: 'for the person it is addressed to: api.test.mjs' },
  'POST /api/v1/disclosures/{disclosure}/statement':
    { ...DESK, skip: 'for the person it is addressed to: api.test.mjs' },
  'GET /desk': DESK,
  'GET /desk/keys': DESK,
  'GET /desk/queues/{name}': { ...LISTS, name: 'unassigned' },
  'GET /desk/search': { ...LISTS, query: FOUND },
  'GET /desk/export.csv': EXPORT,
  'GET /desk/figures': FIGURES,
  'GET /desk/wrongly-prioritised': FIGURES,
  'GET /desk/several': { ...kind(RECEIVE), skip: 'needs a signed form: group.test.mjs' },
  'POST /desk/several': kind(RECEIVE), // each complaint asks for the right of the act
  'GET /files/{id}': { ...CASE, skip: 'a case without files: files.test.mjs' },
  'GET /desk/complaints/{reference}': CASE,
  'POST /desk/complaints/{reference}/notes': WRITE,
  'POST /desk/complaints/{reference}/replies': WRITE,
  'POST /desk/complaints/{reference}/drafts/{kind}': { ...WRITE, kind: 'note' },
  'GET /desk/complaints/{reference}/presence': WRITE,
  'GET /desk/complaints/{reference}/files': WRITE,
  'POST /desk/complaints/{reference}/files': WRITE,
  'GET /desk/hand-over': kind(['handler', 'manager']),
  'GET /desk/hand-over/{id}': { ...kind(['handler', 'manager']), skip: 'nobody owns a case here: people.test.mjs' },
  'POST /desk/hand-over/{id}': { ...kind(['handler', 'manager']), skip: 'nobody owns a case here: people.test.mjs' },
  'GET /desk/complaints/{reference}/send': LEADING,
  'POST /desk/complaints/{reference}/send': LEADING,
  'GET /desk/complaints/{reference}/send-back': LEADING,
  'POST /desk/complaints/{reference}/send-back': LEADING,
  'GET /desk/complaints/{reference}/assign': LEADING,
  'POST /desk/complaints/{reference}/assign': LEADING,
  'GET /desk/complaints/{reference}/extend': APPROVING,
  'POST /desk/complaints/{reference}/extend': APPROVING,
  'GET /desk/complaints/{reference}/tell-delay': WRITE,
  'POST /desk/complaints/{reference}/tell-delay': WRITE,
  'GET /desk/complaints/{reference}/wait': WRITE,
  'POST /desk/complaints/{reference}/wait': WRITE,
  'GET /desk/complaints/{reference}/resume': WRITE,
  'POST /desk/complaints/{reference}/resume': WRITE,
  'POST /desk/keys': DESK,
  'POST /desk/searches': LISTS,
  'POST /desk/searches/{id}/forget': { ...LISTS, skip: 'one\'s own alone: searches.test.mjs' },
  'POST /desk/theme': DESK,
  'POST /desk/language': DESK,
  'GET /desk/new': kind(RECEIVE),
  'POST /desk/new': kind(RECEIVE),
  'POST /desk/new/draft': kind(RECEIVE),
  'GET /desk/new/on-the-spot': kind(RECEIVE),
  'POST /desk/new/on-the-spot': kind(RECEIVE),
  'GET /desk/complaints/{reference}/print': CASE,
  'GET /desk/complaints/{reference}/receipt': CASE,
  'GET /desk/disclosures': DESK,
  'GET /desk/disclosures/{id}': { ...DESK, skip: 'for the person it is addressed to: steps.test.mjs' },
  'POST /desk/disclosures/{id}': { ...DESK, skip: 'for the person it is addressed to: steps.test.mjs' },
  'GET /desk/complaints/{reference}/acknowledge': WRITE,
  'POST /desk/complaints/{reference}/acknowledge': WRITE,
  'GET /desk/complaints/{reference}/message-sent': WRITE,
  'POST /desk/complaints/{reference}/message-sent': WRITE,
  'GET /desk/complaints/{reference}/letters/{message}':
    { ...WRITE, skip: 'needs a message of the case: returned.test.mjs' },
  'GET /desk/unsent': kind(RECEIVE),
  'GET /desk/complaints/{reference}/returned': WRITE,
  'POST /desk/complaints/{reference}/returned': WRITE,
  'GET /desk/complaints/{reference}/staff-told': HANDLING,
  'POST /desk/complaints/{reference}/staff-told': HANDLING,
  'GET /desk/complaints/{reference}/update': WRITE,
  'POST /desk/complaints/{reference}/update': WRITE,
  'GET /desk/complaints/{reference}/assess': WRITE,
  'POST /desk/complaints/{reference}/assess': WRITE,
  'GET /desk/complaints/{reference}/take-up': HANDLING,
  'POST /desk/complaints/{reference}/take-up': HANDLING,
  'GET /desk/complaints/{reference}/investigate': HANDLING,
  'POST /desk/complaints/{reference}/investigate': HANDLING,
  'GET /desk/complaints/{reference}/evidence': HANDLING,
  'POST /desk/complaints/{reference}/evidence': HANDLING,
  'GET /desk/complaints/{reference}/interview': HANDLING,
  'POST /desk/complaints/{reference}/interview': HANDLING,
  'GET /desk/complaints/{reference}/disclose': HANDLING,
  'POST /desk/complaints/{reference}/disclose': HANDLING,
  'GET /desk/complaints/{reference}/conflict': WRITE,
  'POST /desk/complaints/{reference}/conflict': WRITE,
  'GET /desk/complaints/{reference}/parties': WRITE,
  'POST /desk/complaints/{reference}/parties': WRITE,
  'GET /desk/complaints/{reference}/conflicts/{id}':
    { ...LEADING, skip: 'a case without one: steps.test.mjs' },
  'POST /desk/complaints/{reference}/conflicts/{id}':
    { ...LEADING, skip: 'a case without one: steps.test.mjs' },
  'GET /desk/complaints/{reference}/parties/{id}':
    { ...WRITE, skip: 'a case without one: steps.test.mjs' },
  'POST /desk/complaints/{reference}/parties/{id}':
    { ...WRITE, skip: 'a case without one: steps.test.mjs' },
  'GET /desk/complaints/{reference}/persons': LEADING,
  'POST /desk/complaints/{reference}/persons': LEADING,
  'GET /desk/complaints/{reference}/persons/{other}':
    { ...LEADING, skip: 'two cases at once: people.test.mjs' },
  'POST /desk/complaints/{reference}/persons/{other}':
    { ...LEADING, skip: 'two cases at once: people.test.mjs' },
  // In cases that are not confidential there is nothing to ask: refused, which is not hidden.
  'GET /desk/complaints/{reference}/identity': CASE,
  'POST /desk/complaints/{reference}/identity': CASE,
  'GET /desk/identity-requests': kind(['manager', 'top_management']),
  'GET /api/v1/complaints/{reference}/identity-requests': inCase(READ, ['read']),
  'POST /api/v1/complaints/{reference}/identity-requests': inCase(RECEIVE),
  'POST /api/v1/complaints/{reference}/identity-requests/{request}/grant':
    { ...HOLDING, request: '1', skip: 'a case without one: walls.test.mjs' },
  'POST /api/v1/complaints/{reference}/identity-requests/{request}/refuse':
    { ...HOLDING, request: '1', skip: 'a case without one: walls.test.mjs' },
  'GET /desk/complaints/{reference}/readers': inCase(['manager', 'auditor']),
  'GET /api/v1/complaints/{reference}/readers': inCase(['manager', 'auditor']),
  'GET /published': PUBLIC,
  'GET /desk/procedure': DESK,
  'GET /desk/standard': DESK,
  'GET /desk/copies': kind(TAKE_NOTE),
  'GET /desk/complaints/{reference}/dates': CASE,
  'GET /desk/complaints/{reference}/breaches': CASE,
  'POST /desk/complaints/{reference}/breaches': WRITE,
  'GET /desk/deadlines': LISTS,
  'GET /desk/deadlines.csv': EXPORT,
  'GET /desk/complaints/{reference}/help': CASE,
  'POST /desk/complaints/{reference}/help': { ...CASE, skip: 'asks by the act that is sent: alerts.test.mjs' },
  'GET /desk/significant': LISTS,
  'POST /desk/significant': { ...LISTS, skip: 'one\'s own alone: alerts.test.mjs' },
  'GET /desk/notices': LISTS,
  'POST /desk/notices': LISTS,
  'GET /desk/notices/{notice}': { ...LISTS, skip: 'one\'s own alone: alerts.test.mjs' },
  'GET /desk/complaints/{reference}/copies': CASE,
  'POST /desk/complaints/{reference}/copies': inCase(TAKE_NOTE),
  'POST /desk/complaints/{reference}/copies/fields': inCase(TAKE_NOTE),
  'GET /desk/tasks': kind(RECEIVE),
  'GET /api/v1/tasks': kind(RECEIVE, { keys: ['write'] }),
  'POST /api/v1/bulk': kind(RECEIVE, { keys: ['write'] }), // each complaint asks for the right of the act
  'GET /api/v1/notices': kind(READ, { keys: ['read'] }), // keys are told that they are no person
  'POST /api/v1/notices/seen': kind(READ, { keys: ['read'] }),
  'POST /api/v1/notices/{notice}/seen': { ...LISTS, skip: 'one\'s own alone: alerts.test.mjs' },
  'GET /api/v1/dates': kind(READ, { keys: ['read'] }),
  'GET /api/v1/dates/causes': FIGURES,
  'GET /api/v1/complaints/{reference}/breaches': inCase(READ, ['read']),
  'POST /api/v1/complaints/{reference}/breaches/{date}/cause': { ...WRITE, date: '1' },
  'GET /api/v1/complaints/{reference}/help': inCase(READ, ['read']),
  'POST /api/v1/complaints/{reference}/help': WRITE,
  'POST /api/v1/complaints/{reference}/help/answer': APPROVING,
  'POST /api/v1/complaints/{reference}/confirm-read': inCase(READ, ['read']),
  'POST /api/v1/complaints/{reference}/call': WRITE,
  'GET /api/v1/complaints/{reference}/tasks': inCase(READ, ['read']),
  'POST /api/v1/complaints/{reference}/tasks': HANDLING,
  ...Object.fromEntries(['accept', 'send-back', 'done'].map((act) =>
    [`POST /api/v1/complaints/{reference}/tasks/{task}/${act}`,
      { ...WRITE, skip: 'a case without one: tasks.test.mjs' }])),
  ...Object.fromEntries(['confirm', 'give-back', 'cancel', 'ask-again'].map((act) =>
    [`POST /api/v1/complaints/{reference}/tasks/{task}/${act}`,
      { ...HANDLING, skip: 'a case without one: tasks.test.mjs' }])),
  'GET /desk/complaints/{reference}/tasks': CASE,
  'POST /desk/complaints/{reference}/tasks': HANDLING,
  'GET /desk/complaints/{reference}/tasks/{task}': { ...CASE, skip: 'a case without one: tasks.test.mjs' },
  'POST /desk/complaints/{reference}/tasks/{task}/answer':
    { ...WRITE, skip: 'a case without one: tasks.test.mjs' },
  'POST /desk/complaints/{reference}/tasks/{task}/settle':
    { ...HANDLING, skip: 'a case without one: tasks.test.mjs' },
  'GET /desk/complaints/{reference}/ask-outside': HANDLING,
  'POST /desk/complaints/{reference}/ask-outside': { ...HANDLING, skip: 'asks by the act that is sent: outside.test.mjs' },
  'POST /desk/complaints/{reference}/tasks/{task}/outside':
    { ...HANDLING, skip: 'a case without one: outside.test.mjs' },
  'GET /outside': { ...PUBLIC, skip: 'by the private link: outside.test.mjs' },
  'POST /outside': { ...PUBLIC, skip: 'by the private link: outside.test.mjs' },
  'POST /outside/files/{id}': { ...PUBLIC, skip: 'by the private link: outside.test.mjs' },
  'GET /api/v1/outside-parties': kind(HANDLE, { keys: ['read,write'] }),
  'POST /api/v1/complaints/{reference}/outside-requests': inCase(HANDLE, ['read,write']), // what is chosen leaves the house
  ...Object.fromEntries(['renew-link', 'revoke-link', 'remind', 'agree', 'take-down'].map((act) =>
    [`POST /api/v1/complaints/{reference}/tasks/{task}/${act}`,
      { ...HANDLING, skip: 'a case without one: outside.test.mjs' }])),
  'GET /desk/complaints/{reference}/publish': CASE,
  'POST /desk/complaints/{reference}/publish': HANDLING,
  'POST /desk/complaints/{reference}/publish/approve': APPROVING,
  'GET /desk/complaints/{reference}/sheets/{code}':
    { ...CASE, skip: 'needs a pack with forms: property.test.mjs' },
  'GET /desk/sheets/{code}': { ...EXPORT, skip: 'needs a pack with forms: property.test.mjs' },
  'GET /desk/complaints/{reference}/redact': REDACTING,
  'GET /desk/complaints/{reference}/redact/text':
    { ...REDACTING, skip: 'needs a text of the case: redact.test.mjs' },
  'POST /desk/complaints/{reference}/redact/text':
    { ...REDACTING, skip: 'needs a text of the case: redact.test.mjs' },
  'GET /desk/complaints/{reference}/redact/file':
    { ...REDACTING, skip: 'needs a file of the case: redact.test.mjs' },
  'POST /desk/complaints/{reference}/redact/file':
    { ...REDACTING, skip: 'needs a file of the case: redact.test.mjs' },
  'GET /api/v1/complaints/{reference}/redactions': REDACTING,
  'POST /api/v1/complaints/{reference}/redactions': REDACTING,
  'POST /api/v1/complaints/{reference}/redactions/{id}/lift': { ...REDACTING, id: '1' },
  'POST /api/v1/complaints/{reference}/files/{file}/redact':
    { ...REDACTING, skip: 'needs a file of the case: redact.test.mjs' },
  'GET /desk/complaints/{reference}/redactions/{id}/lift': { ...REDACTING, id: '1' },
  'POST /desk/complaints/{reference}/redactions/{id}/lift': { ...REDACTING, id: '1' },
  'GET /desk/complaints/{reference}/originals': REDACTING,
  'POST /desk/complaints/{reference}/originals': REDACTING,
  'GET /desk/complaints/{reference}/hold': HOLDING,
  'POST /desk/complaints/{reference}/hold': HOLDING,
  'GET /desk/settings/looking-back': ADMINISTER,
  'POST /desk/settings/looking-back': ADMINISTER,
  'GET /desk/records/{record}/{id}/redact': { ...REDACTING, skip: 'there is none: lookback.test.mjs' },
  'POST /desk/records/{record}/{id}/redact': { ...REDACTING, skip: 'there is none: lookback.test.mjs' },
  'GET /desk/analyses': ANALYSES,
  'GET /desk/analyses/new': APPROVERS,
  'POST /desk/analyses/new': APPROVERS,
  'GET /desk/analyses/{analysis}': { ...ANALYSES, skip: 'there is none: lookback.test.mjs' },
  'POST /desk/analyses/{analysis}': { ...APPROVERS, skip: 'there is none: lookback.test.mjs' },
  'GET /desk/corrective-actions': DESK,
  'GET /desk/corrective-actions/{action}': { ...DESK, skip: 'there is none: lookback.test.mjs' },
  'POST /desk/corrective-actions/{action}': { ...DESK, skip: 'there is none: lookback.test.mjs' },
  'GET /desk/appraisal': DESK,
  'POST /desk/appraisal': APPROVERS,
  'GET /desk/appraisal.csv': DESK,
  'GET /desk/department': ANALYSES,
  'GET /policy': PUBLIC,
  'GET /desk/top-management': ANALYSES,
  'GET /desk/policy': DESK,
  'POST /desk/policy': kind(['top_management']),
  'GET /desk/objectives': DESK,
  'POST /desk/objectives': kind(['top_management']),
  'GET /desk/objectives/{objective}': { ...DESK, skip: 'there is none: leading.test.mjs' },
  'POST /desk/objectives/{objective}': { ...kind(['top_management']), skip: 'there is none: leading.test.mjs' },
  'GET /desk/means': ANALYSES,
  'POST /desk/means': APPROVERS,
  'GET /desk/means/{means}': { ...ANALYSES, skip: 'there is none: leading.test.mjs' },
  'POST /desk/means/{means}': { ...APPROVERS, skip: 'there is none: leading.test.mjs' },
  'POST /desk/means/{means}/answer': { ...kind(['top_management']), skip: 'there is none: leading.test.mjs' },
  'GET /desk/management-reviews': ANALYSES,
  'POST /desk/management-reviews': kind(['top_management']),
  'GET /desk/management-reviews/{review}': { ...ANALYSES, skip: 'there is none: leading.test.mjs' },
  'POST /desk/management-reviews/{review}': { ...kind(['top_management']), skip: 'there is none: leading.test.mjs' },
  'GET /desk/representative': DESK,
  'POST /desk/representative': kind(['top_management']),
  'GET /desk/meetings': DESK,
  'GET /desk/meetings/new': APPROVERS,
  'POST /desk/meetings/new': APPROVERS,
  'GET /desk/meetings/{meeting}': { ...DESK, skip: 'there is none: lookback.test.mjs' },
  'POST /desk/meetings/{meeting}': { ...DESK, skip: 'there is none: lookback.test.mjs' },
  'GET /desk/budget': kind(['manager', 'top_management', 'auditor']),
  'GET /desk/budget.csv': kind(['manager', 'top_management', 'auditor']),
  'GET /desk/settings/budgets': kind(['manager', 'administrator']),
  'GET /desk/settings/budgets/new': kind(['manager', 'administrator']),
  'POST /desk/settings/budgets/new': kind(['manager', 'administrator']),
  'GET /desk/settings/budgets/{id}': { ...kind(['manager', 'administrator']), skip: 'no budget is set: remedies.test.mjs' },
  'POST /desk/settings/budgets/{id}': { ...kind(['manager', 'administrator']), skip: 'no budget is set: remedies.test.mjs' },
  'GET /api/v1/budget': kind(['manager', 'top_management', 'auditor']),
  'GET /desk/settings/retention': kind(['manager', 'top_management', 'administrator', 'auditor']),
  'POST /desk/settings/retention': kind(['manager', 'top_management', 'administrator']),
  'GET /desk/settings/retention/{id}': { ...kind(['manager', 'top_management', 'administrator', 'auditor']),
    id: '1', skip: 'nothing was disposed of: keep.test.mjs' },
  'GET /desk/complaints/{reference}/access': inCase(['manager']),
  'POST /desk/complaints/{reference}/access': inCase(['manager']),
  'POST /api/v1/complaints/{reference}/access': inCase(['manager']),
  'GET /api/v1/analyses': ANALYSES,
  'GET /api/v1/policies': kind(ROLES, { keys: ['read'] }),
  'GET /api/v1/objectives': kind(ROLES, { keys: ['read'] }),
  'GET /api/v1/means': ANALYSES,
  'GET /api/v1/management-reviews': ANALYSES,
  'GET /api/v1/appraisals': ANALYSES,
  'GET /api/v1/retention': kind(['manager', 'top_management', 'administrator', 'auditor']),
  'GET /api/v1/retention/disposals': kind(['manager', 'top_management', 'administrator', 'auditor']),
  'GET /desk/complaints/{reference}/erasure': HOLDING,
  'POST /desk/complaints/{reference}/erasure': HOLDING,
  'GET /desk/complaints/{reference}/retype': WRITE,
  'POST /desk/complaints/{reference}/retype': WRITE,
  'GET /desk/complaints/{reference}/fields': WRITE,
  'POST /desk/complaints/{reference}/one/acknowledge': WRITE,
  'POST /desk/complaints/{reference}/one/assess': WRITE,
  'POST /desk/complaints/{reference}/one/find': HANDLING,
  'POST /desk/complaints/{reference}/one/intend': HANDLING,
  'POST /desk/complaints/{reference}/one/tell': HANDLING,
  'POST /desk/complaints/{reference}/one/answer': WRITE,
  'POST /desk/complaints/{reference}/one/carry': HANDLING,
  'POST /desk/complaints/{reference}/one/outside': HANDLING,
  'POST /desk/complaints/{reference}/one/close': HANDLING,
  'POST /desk/complaints/{reference}/fields': WRITE,
  'GET /desk/complaints/{reference}/reportability': HANDLING,
  'POST /desk/complaints/{reference}/reportability': HANDLING,
  'GET /desk/complaints/{reference}/matter': WRITE,
  'POST /desk/complaints/{reference}/matter': WRITE,
  'GET /desk/complaints/{reference}/class': WRITE,
  'POST /desk/complaints/{reference}/class': WRITE,
  'GET /desk/complaints/{reference}/set-aside': LEADING,
  'POST /desk/complaints/{reference}/set-aside': LEADING,
  'GET /desk/complaints/{reference}/take-back': LEADING,
  'POST /desk/complaints/{reference}/take-back': LEADING,
  'GET /desk/complaints/{reference}/group': CASE,
  'POST /desk/complaints/{reference}/group': LEADING,
  'GET /desk/repeats': LISTS,
  'GET /desk/complaints/{reference}/repeats': CASE,
  'POST /desk/complaints/{reference}/repeats': WRITE,
  'GET /desk/complaints/{reference}/split': LEADING,
  'POST /desk/complaints/{reference}/split': LEADING,
  'GET /desk/complaints/{reference}/link': WRITE,
  'POST /desk/complaints/{reference}/link': WRITE,
  'GET /desk/complaints/{reference}/fact': WRITE,
  'POST /desk/complaints/{reference}/fact': WRITE,
  'GET /desk/complaints/{reference}/translation': WRITE,
  'POST /desk/complaints/{reference}/translation': WRITE,
  'GET /desk/complaints/{reference}/code': WRITE,
  'POST /desk/complaints/{reference}/code': WRITE,
  'GET /desk/complaints/{reference}/respond': HANDLING,
  'POST /desk/complaints/{reference}/respond': HANDLING,
  'GET /desk/complaints/{reference}/approve': APPROVING,
  'POST /desk/complaints/{reference}/approve': APPROVING,
  'GET /desk/complaints/{reference}/remedy': HANDLING,
  'POST /desk/complaints/{reference}/remedy': HANDLING,
  'GET /desk/complaints/{reference}/remedies/{id}': { ...CASE, skip: 'a case without remedies: closing.test.mjs' },
  'GET /desk/complaints/{reference}/remedies/{id}/alter':
    { ...HANDLING, skip: 'a case without remedies: closing.test.mjs' },
  'POST /desk/complaints/{reference}/remedies/{id}/alter':
    { ...HANDLING, skip: 'a case without remedies: closing.test.mjs' },
  'GET /desk/complaints/{reference}/remedies/{id}/drop':
    { ...HANDLING, skip: 'a case without remedies: closing.test.mjs' },
  'POST /desk/complaints/{reference}/remedies/{id}/drop':
    { ...HANDLING, skip: 'a case without remedies: closing.test.mjs' },
  'GET /desk/complaints/{reference}/remedies/{id}/carry-out':
    { ...HANDLING, skip: 'a case without remedies: closing.test.mjs' },
  'POST /desk/complaints/{reference}/remedies/{id}/carry-out':
    { ...HANDLING, skip: 'a case without remedies: closing.test.mjs' },
  'GET /desk/complaints/{reference}/remedies/{id}/verify':
    { ...HANDLING, skip: 'a case without remedies: closing.test.mjs' },
  'POST /desk/complaints/{reference}/remedies/{id}/verify':
    { ...HANDLING, skip: 'a case without remedies: closing.test.mjs' },
  'GET /desk/complaints/{reference}/decide': HANDLING,
  'POST /desk/complaints/{reference}/decide': HANDLING,
  'GET /desk/complaints/{reference}/communicate': HANDLING,
  'POST /desk/complaints/{reference}/communicate': HANDLING,
  'GET /desk/complaints/{reference}/answer': WRITE,
  'POST /desk/complaints/{reference}/answer': WRITE,
  'GET /desk/complaints/{reference}/review': LEADING,
  'POST /desk/complaints/{reference}/review': LEADING,
  'GET /desk/complaints/{reference}/outside': HANDLING,
  'POST /desk/complaints/{reference}/outside': HANDLING,
  'GET /desk/complaints/{reference}/close': HANDLING,
  'POST /desk/complaints/{reference}/close': HANDLING,
  'GET /desk/complaints/{reference}/call': WRITE,
  'POST /desk/complaints/{reference}/call': WRITE,
  'GET /desk/complaints/{reference}/reopen': HANDLING,
  'POST /desk/complaints/{reference}/reopen': HANDLING,
  'GET /desk/complaints/{reference}/withdraw': WRITE,
  'POST /desk/complaints/{reference}/withdraw': WRITE,
  'GET /desk/complaints/{reference}/new-fact': WRITE,
  'POST /desk/complaints/{reference}/new-fact': WRITE,
  'GET /desk/complaints/{reference}/elsewhere': LEADING,
  'POST /desk/complaints/{reference}/elsewhere': LEADING,
  'GET /track/add': PUBLIC,
  'POST /track/add': BY_CODE,
  'GET /track/satisfaction': PUBLIC,
  'POST /track/satisfaction': BY_CODE,
  'GET /track/download': PUBLIC,
  'POST /track/download': BY_CODE,
  'GET /track/files/{id}': { ...PUBLIC, id: '1' },
  'POST /track/files/{id}': BY_CODE,
  'GET /track/answer': PUBLIC,
  'POST /track/answer': BY_CODE,
  'GET /track/withdraw': PUBLIC,
  'POST /track/withdraw': BY_CODE,
  'GET /track/reopen': PUBLIC,
  'POST /track/reopen': BY_CODE,
  'GET /receipt': PUBLIC,
  'POST /receipt': BY_CODE,
  'GET /how-we-handle-complaints': { ...PUBLIC, skip: 'not there until it is published' },
  'GET /notice': { ...PUBLIC, skip: 'not there until it is published' },
  'GET /desk/notice': NOTICE,
  'GET /desk/notice/{language}': { ...NOTICE, language: 'en' },
  'POST /desk/notice/{language}': { ...NOTICE, language: 'en' },
  'GET /desk/settings': ADMINISTER,
  'GET /desk/second-person': EXPORT,
  'GET /desk/second-person/new': EXPORT,
  'POST /desk/second-person/new': EXPORT,
  'GET /desk/second-person/{id}': { ...APPROVERS, skip: 'nothing was asked here: second.test.mjs' },
  'POST /desk/second-person/{id}': { ...APPROVERS, skip: 'nothing was asked here: second.test.mjs' },
  'GET /desk/settings/logins': ADMINISTER,
  'POST /desk/settings/logins': ADMINISTER,
  'GET /desk/settings/general': ADMINISTER,
  'POST /desk/settings/general': ADMINISTER,
  'GET /desk/settings/clocks': ADMINISTER,
  'GET /desk/settings/clocks/{name}': { ...ADMINISTER, name: 'decision' },
  'POST /desk/settings/clocks/{name}': { ...ADMINISTER, name: 'decision' },
  'GET /desk/settings/packs': ADMINISTER,
  'GET /desk/settings/packs/{name}': { ...ADMINISTER, name: 'standard@1' },
  'GET /desk/settings/packs/{name}/take': { ...ADMINISTER, name: 'standard@1' },
  'POST /desk/settings/packs/{name}/take': { ...ADMINISTER, name: 'standard@1' },
  'GET /desk/settings/procedure': ADMINISTER,
  'GET /desk/settings/procedure/compare': ADMINISTER,
  'GET /desk/settings/procedure/edit': ADMINISTER,
  'POST /desk/settings/procedure/edit': ADMINISTER,
  'GET /desk/settings/procedure/export': ADMINISTER,
  'GET /desk/settings/procedure/part': ADMINISTER,
  'POST /desk/settings/procedure/part': ADMINISTER,
  'GET /desk/settings/procedure/parts': ADMINISTER,
  'POST /desk/settings/procedure/parts': ADMINISTER,
  'GET /desk/settings/procedure/trial': ADMINISTER,
  'GET /desk/settings/procedure/trial/dates': ADMINISTER,
  'GET /desk/settings/procedure/versions': ADMINISTER,
  'GET /desk/settings/calendars': ADMINISTER,
  'GET /desk/settings/calendars/{name}': { ...ADMINISTER, name: 'CN' },
  'GET /desk/settings/calendars/{name}/+': { ...ADMINISTER, name: 'CN' },
  'POST /desk/settings/calendars/{name}/+': { ...ADMINISTER, name: 'CN' },
  'GET /desk/settings/staff': ADMINISTER,
  'GET /desk/settings/staff/new': ADMINISTER,
  'POST /desk/settings/staff/new': ADMINISTER,
  'GET /desk/settings/staff/{id}': { ...ADMINISTER, id: 'person' },
  'GET /desk/settings/staff/{id}/edit': { ...ADMINISTER, id: 'person' },
  'POST /desk/settings/staff/{id}/edit': { ...ADMINISTER, id: 'person' },
  'GET /desk/settings/staff/{id}/roles': { ...ADMINISTER, id: 'person' },
  'POST /desk/settings/staff/{id}/roles': { ...ADMINISTER, id: 'person' },
  'GET /desk/settings/staff/{id}/password': { ...ADMINISTER, id: 'person' },
  'POST /desk/settings/staff/{id}/password': { ...ADMINISTER, id: 'person' },
  'GET /desk/settings/staff/{id}/link': { ...ADMINISTER, id: 'person' },
  'POST /desk/settings/staff/{id}/link': { ...ADMINISTER, id: 'person' },
  'GET /desk/settings/staff/{id}/second-factor': { ...ADMINISTER, id: 'person' },
  'POST /desk/settings/staff/{id}/second-factor': { ...ADMINISTER, id: 'person' },
  'GET /desk/settings/staff/{id}/sessions': { ...ADMINISTER, id: 'person' },
  'GET /desk/settings/staff/{id}/sessions/{session}': { ...ADMINISTER, id: 'person', session: 'all' },
  'POST /desk/settings/staff/{id}/sessions/{session}': { ...ADMINISTER, id: 'person', session: 'all' },
  'GET /desk/settings/staff/{id}/end': { ...ADMINISTER, id: 'person' },
  'POST /desk/settings/staff/{id}/end': { ...ADMINISTER, id: 'person', last: 2 },
  'GET /desk/settings/roles/{id}': { ...ADMINISTER, id: 'role' },
  'POST /desk/settings/roles/{id}': { ...ADMINISTER, id: 'role', last: 1, once: true },
  'GET /desk/settings/outside': ADMINISTER,
  'GET /desk/settings/outside/new': ADMINISTER,
  'POST /desk/settings/outside/new': ADMINISTER,
  'GET /desk/settings/outside/links': ADMINISTER,
  'POST /desk/settings/outside/links': ADMINISTER,
  'GET /desk/settings/outside/{id}': { ...ADMINISTER, skip: 'none there: outside.test.mjs' },
  'POST /desk/settings/outside/{id}': { ...ADMINISTER, skip: 'none there: outside.test.mjs' },
  'GET /desk/settings/teams': ADMINISTER,
  'GET /desk/settings/teams/new': ADMINISTER,
  'POST /desk/settings/teams/new': ADMINISTER,
  'GET /desk/settings/teams/{id}': { ...ADMINISTER, id: 'team' },
  'POST /desk/settings/teams/{id}': { ...ADMINISTER, id: 'team' },
  'GET /desk/settings/codes': ADMINISTER,
  'GET /desk/settings/codes/{list}': { ...ADMINISTER, list: 'problem' },
  'GET /desk/settings/codes/{list}/+': { ...ADMINISTER, list: 'problem' },
  'POST /desk/settings/codes/{list}/+': { ...ADMINISTER, list: 'problem' },
  'GET /desk/settings/codes/{list}/{code}': { ...ADMINISTER, list: 'problem', code: 'P01' },
  'POST /desk/settings/codes/{list}/{code}': { ...ADMINISTER, list: 'problem', code: 'P01' },
  'GET /desk/settings/refusals': kind(['administrator', 'auditor']),
  'GET /desk/settings/keys': ADMINISTER,
  'GET /desk/settings/keys/new': ADMINISTER,
  'POST /desk/settings/keys/new': ADMINISTER,
  'GET /desk/settings/keys/{id}': { ...ADMINISTER, id: 'key' },
  'POST /desk/settings/keys/{id}': { ...ADMINISTER, id: 'key', last: 1 }
}

const routes = JSON.parse(spawnSync(program, ['routes'], { encoding: 'utf8' }).stdout)
const keyOf = (route) => `${route.method} ${route.path}`

test('every route has a row of what is expected, and every row a route', () => {
  const there = new Set(routes.map(keyOf))
  const missing = [...there].filter((route) => !ROWS[route])
  const stale = Object.keys(ROWS).filter((route) => !there.has(route))
  assert.deepEqual({ missing, stale }, { missing: [], stale: [] })
})

// Whoever is about to do one of these gave password or code within the last minutes. [S46]
const FRESH = [/^\/desk\/records\//, /\{reference\}\/(access|originals|redactions\/\{id\}\/lift)$/, /^\/desk\/export/, /^\/desk\/sheets/, /^\/desk\/second-person\/\{/, /^\/desk\/second-factor\/./, /^\/desk\/settings\/(roles|logins)/,
  /^\/desk\/settings\/(staff|keys)\/(new|\{id\}\/.|\{id\}$)/]
const LOOKS = ['GET /desk/settings/staff/{id}', 'GET /desk/settings/staff/{id}/sessions']

test('[S46] exports, the file of a person, originals, keys and user administration want a fresh check, and nothing else does', () => {
  const fresh = (route) => FRESH.some((pattern) => pattern.test(route.path)) && !LOOKS.includes(keyOf(route))
  assert.deepEqual(routes.filter((route) => route.fresh !== fresh(route)).map(keyOf), [])
})

const WORD = 'sphagnum' // in the cases of Homes and nowhere else; found by another word
const NAME = 'Ottoline Example'

class World {
  async make() {
    this.server = await startServer({
      prepare: (server) => {
        server.addTeam('Homes', 'Reception')
        server.addTeam('Roads', 'Reception')
        for (const role of ROLES) server.addUser(`homes_${role}`, role, 'Homes')
        for (const role of ROLES) server.addUser(`roads_${role}`, role, 'Roads')
        server.addUser('above_handler', 'handler', 'Reception')
        server.addUser('target', 'receiver', 'Roads')
        this.keys = {
          homes_read: server.addApiKey('homes read', 'read', 'Homes'),
          homes_write: server.addApiKey('homes write', 'write', 'Homes'),
          roads_read: server.addApiKey('roads read', 'read', 'Roads'),
          all_write: server.addApiKey('all', 'read,write')
        }
      }
    })
    await this.actorsMake()
    await this.targetsMake()
    return this
  }

  async actorsMake() {
    this.actors = [{ name: 'nobody', client: new Client(this.server) }]
    for (const user of Object.values(this.server.users).filter((one) => one.login !== 'target')) {
      const client = await new Client(this.server).login(user)
      const page = await client.get('/desk/password')
      const token = page.text.match(/name="form_token" value="([^"]+)"/)[1]
      this.actors.push({ name: user.login, role: user.role, team: user.team, client, token })
    }
    for (const [name, key] of Object.entries(this.keys)) {
      const [team, scope] = name.split('_')
      this.actors.push({ name: `key ${name}`, key, scope, client: new Client(this.server),
        team: { homes: 'Homes', roads: 'Roads', all: 'Reception' }[team] })
    }
  }

  // Ids that stand in paths of settings, read from the pages of the administrator.
  async targetsMake() {
    const { client } = this.actors.find((actor) => actor.role === 'administrator')
    const id = async (page, pattern) => (await client.get(page)).text.match(pattern)[1]
    const person = await id('/desk/settings/staff', /staff\/(\d+)">User target</)
    this.targets = {
      person,
      role: await id(`/desk/settings/staff/${person}`, /roles\/(\d+)"/),
      team: await id('/desk/settings/teams', /teams\/(\d+)">Roads</),
      key: await id('/desk/settings/keys', /keys\/(\d+)"/)
    }
  }

  async newCase() {
    const answer = await new Client(this.server).api('POST', '/api/v1/complaints', {
      key: this.keys.homes_write,
      json: { subject: `Quillwort and ${WORD}`, description: `Somebody pulled up the ${WORD}.`,
        complainant: { name: NAME, email: 'ottoline@example.org' } }
    })
    assert.equal(answer.status, 201, answer.text)
    return answer.json.reference
  }

  pathOf(route, row, reference) {
    return route.path.replace(/\{(\w+)\}/g, (all, name) => {
      if (name === 'reference') return reference
      assert.ok(row[name], `${keyOf(route)}: what stands for ${all}?`)
      return this.targets[row[name]] ?? row[name]
    })
  }

  ask(route, actor, path) {
    const api = route.path.startsWith('/api/')
    const headers = { ...(actor.key ? { authorization: `Bearer ${actor.key}` } : {}) }
    const { query = '' } = ROWS[keyOf(route)]
    if (route.method === 'GET') return actor.client.get(path + query, { headers })
    if (api) {
      if (actor.token) headers['form-token'] = actor.token
      return actor.client.api(route.method, path, { headers, json: {} })
    }
    return actor.client.post(path, actor.token ? { form_token: actor.token } : {}, { headers })
  }
}

// What an answer is: allowed, hidden (as if it were not there), unknown (please log in).
function classOf(answer) {
  if (answer.status === 401) return 'unknown'
  if (answer.status === 303 && /\/login$/.test(answer.location)) return 'unknown'
  return answer.status === 404 ? 'hidden' : 'allowed'
}

function expected(route, row, actor) {
  const api = route.path.startsWith('/api/')
  const reaches = !row.inCase || actor.team === 'Homes' || actor.team === 'Reception'
  if (actor.key && !api) return row.nobody ? 'allowed' : 'unknown'
  if (actor.key) {
    const scoped = row.keys.includes(actor.scope) || (actor.name.includes('all') && row.keys.length)
    return scoped && reaches ? 'allowed' : 'hidden'
  }
  if (!actor.role) return row.nobody ? 'allowed' : 'unknown'
  return row.roles.includes(actor.role) && reaches ? 'allowed' : 'hidden'
}

// The answer without what differs from request to request.
function bare(answer, path, reference) {
  return answer.text.replaceAll(reference, 'REF').replaceAll(path, 'PATH')
    .replace(/\b[0-9a-f]{16}\b/g, 'ID')
}

const seesCases = (actor) => (actor.role ? READ.includes(actor.role) : Boolean(actor.key)) &&
  (actor.team === 'Homes' || actor.team === 'Reception')
const seesNames = (actor) => seesCases(actor) && (actor.key || RECEIVE.includes(actor.role))

test('every route, as everybody', async (t) => {
  const world = await new World().make()
  t.after(() => world.server.stop())
  await world.newCase()
  const order = routes.filter((route) => ROWS[keyOf(route)] && !ROWS[keyOf(route)].skip)
    .sort((a, b) => Number(ROWS[keyOf(a)].last ?? 0) - Number(ROWS[keyOf(b)].last ?? 0))
  for (const route of order) {
    await t.test(keyOf(route), async () => {
      const row = ROWS[keyOf(route)]
      const reference = row.inCase ? await world.newCase() : '2026-999999'
      // Whoever may not asks first: what they try must leave nothing behind.
      const actors = [...world.actors].sort((a, b) =>
        (expected(route, row, a) === 'allowed') - (expected(route, row, b) === 'allowed'))
      let done = false
      for (const actor of actors) {
        if (row.once && done) break
        const path = world.pathOf(route, row, reference)
        const answer = await world.ask(route, actor, path)
        const want = expected(route, row, actor)
        done = want === 'allowed'
        assert.equal(classOf(answer), want, `${actor.name}: ${answer.status} ${answer.text}`)
        if (!seesCases(actor)) {
          assert.ok(!answer.text.includes(WORD), `${actor.name} sees words of a case: ${answer.text}`)
        }
        if (row.query && want === 'allowed' && seesCases(actor)) {
          assert.ok(answer.text.includes(WORD), `${actor.name} does not find the case: ${answer.text}`)
        }
        if (!seesNames(actor)) {
          assert.ok(!answer.text.includes(NAME), `${actor.name} sees a name: ${answer.text}`)
        }
        if (row.inCase && want === 'hidden') {
          const none = '2026-999998'
          const missing = await world.ask(route, actor, world.pathOf(route, row, none))
          assert.equal(missing.status, answer.status)
          assert.equal(bare(missing, world.pathOf(route, row, none), none),
            bare(answer, path, reference), `${actor.name} can tell missing from forbidden`)
        }
      }
    })
  }
})

// What the log says of somebody who looked. [S61]
const LOOKED = ['identity_read', 'printed', 'exported', 'file_read', 'refused', 'access_blocked']

test('[S21] [S27] [S56] who asks for a page does nothing: the log has only that they looked', async (t) => {
  const world = await new World().make()
  t.after(() => world.server.stop())
  const reference = await world.newCase()
  const count = () => Number(world.server.sql('SELECT count(*) FROM event'))
  const before = count()
  const rows = () => world.server.sql('SELECT count(*) FROM complaint').trim()
  const asked = routes.filter((route) => route.method === 'GET' && ROWS[keyOf(route)] && !ROWS[keyOf(route)].skip)
  const actors = world.actors.filter(({ name }) =>
    ['nobody', 'homes_manager', 'homes_handler', 'homes_administrator', 'key all_write'].includes(name))
  assert.equal(actors.length, 5)
  for (const route of asked) {
    for (const actor of actors) {
      const answer = await world.ask(route, actor, world.pathOf(route, ROWS[keyOf(route)], reference))
      const type = answer.headers.get('content-type')
      if (answer.text && /^(text|application\/(problem\+)?json)\b/.test(type ?? 'text')) {
        assert.match(type, /; charset=utf-8$/, `[S27] ${keyOf(route)}, ${actor.name}`)
      }
      if (/^\/(desk|api|files)\b/.test(route.path)) {
        assert.match(answer.headers.get('cache-control') ?? '', /no-store/, `[S56] ${keyOf(route)}`)
      }
    }
  }
  const kinds = world.server.sql(`SELECT DISTINCT kind FROM event WHERE id > ${before}`).trim().split('\n')
  assert.deepEqual(kinds.filter((kind) => kind && !LOOKED.includes(kind)), [], `${asked.length} pages`)
  assert.ok(kinds.length > 1 && count() > before, 'and that much it has')
  assert.equal(rows(), '1')
})
