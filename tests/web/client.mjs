// An HTTP client without script, as an old browser or another system would be: it keeps
// cookies, follows nothing by itself, and fills forms with their hidden fields echoed.
import net from 'node:net'
import { keptFactor, totp } from './factor.mjs'

const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

function decode(text) {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(parseInt(hex, 16))
    if (decimal) return String.fromCodePoint(Number(decimal))
    return ENTITIES[name] ?? all
  })
}

function attributes(tag) {
  const found = {}
  const pair = /\s([\w:-]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g
  for (const [, name, double, single, bare] of tag.matchAll(pair)) {
    found[name.toLowerCase()] = decode(double ?? single ?? bare ?? '')
  }
  return found
}

// The text of the element with that id, without tags; null when there is none.
export function textOf(html, id) {
  for (const open of html.matchAll(/<(\w+)(\s[^>]*)>/g)) {
    if (attributes(open[2]).id !== id) continue
    const rest = html.slice(open.index + open[0].length)
    const inside = rest.slice(0, rest.indexOf(`</${open[1]}`))
    return decode(inside.replace(/<[^>]*>/g, '')).replace(/\s+/g, ' ').trim()
  }
  return null
}

// Lines of the box of errors that do not say which field they are about, by what the page calls it.
export function nameless(html) {
  const box = html.match(/id="error-summary"[^]*?<\/ul>/)?.[0] ?? ''
  const text = (part) => part.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ').trim()
  const nameOf = (id) => text(html.match(new RegExp(`\\sid="${id}-label"[^>]*>([^]*?)</`))?.[1] ??
    html.match(new RegExp(`<label[^>]*\\sfor="${id}"[^>]*>([^]*?)</label>`))?.[1] ??
    html.match(new RegExp(`<fieldset[^>]*\\sid="${id}"[^>]*>[^]*?<legend[^>]*>([^]*?)</legend>`))?.[1] ?? '')
  const calledOf = (id) => nameOf(id).replace(/\s*[(（](optional|可不填|không bắt buộc)[)）]$/, '').toLowerCase()
  return [...box.matchAll(/<li>(?:<a href="#?([^"]*)">)?([^]*?)(?:<\/a>)?<\/li>/g)]
    .filter(([, id, line]) => id && !id.startsWith('/') ? !calledOf(id) || !text(line).toLowerCase().includes(calledOf(id))
      : /^(Please fill this in|请填写此项)/.test(line)).map(([, id, line]) => `${id}: ${line}`)
}

// The form of a page whose action ends like `action` (the first with method post when not
// given; with `post` none that only asks): { action, method, hidden: { name: value } }.
export function formOf(html, action, post = false) {
  for (const [, tag, inside] of html.matchAll(/<form(\s[^>]*)?>([^]*?)<\/form>/g)) {
    const form = attributes(tag ?? '')
    const wanted = action ? (form.action ?? '').split('?')[0].endsWith(action)
      : form.method?.toLowerCase() === 'post'
    if (!wanted || (post && form.method?.toLowerCase() !== 'post')) continue
    const hidden = {}
    for (const [, input] of inside.matchAll(/<input(\s[^>]*)>/g)) {
      const field = attributes(input)
      if (field.type === 'hidden' && field.name) hidden[field.name] = field.value ?? ''
    }
    return { action: form.action ?? '', method: form.method ?? 'get', hidden }
  }
  throw new Error(`no form ${action ?? 'to post'} on the page:\n${html}`)
}

// A file as a form sends it.
export function file(name, content, type = 'application/octet-stream') {
  return Object.assign(new Blob([content], { type }), { name })
}

// A program that was run and waited for stops this process too. What happened meanwhile, such as the
// end of an idle connection, is taken notice of before a connection is chosen.
async function seen() {
  for (let round = 0; round < 2; round++) await new Promise(setImmediate)
}

export class Client {
  constructor(server, { language } = {}) {
    this.server = server
    this.cookies = new Map()
    this.language = language
  }

  // { status, headers, text, json }; redirects are shown, not followed.
  async request(method, path, { headers = {}, body } = {}) {
    const all = { ...headers }
    if (this.cookies.size) {
      all.cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    }
    if (this.language) all['accept-language'] = this.language
    await seen()
    const answer = await fetch(new URL(path, this.server.url), {
      method, headers: all, body, redirect: 'manual'
    })
    for (const line of answer.headers.getSetCookie()) this.#keep(line)
    const bytes = Buffer.from(await answer.arrayBuffer())
    const text = bytes.toString('utf8')
    return {
      status: answer.status,
      headers: answer.headers,
      location: answer.headers.get('location'),
      bytes,
      text,
      get json() { return JSON.parse(text) }
    }
  }

  #keep(line) {
    const [pair, ...rest] = line.split(';').map((part) => part.trim())
    const at = pair.indexOf('=')
    const name = pair.slice(0, at)
    const flags = rest.map((part) => part.toLowerCase())
    if (name.startsWith('__Host-') &&
        !(flags.includes('secure') && flags.includes('path=/') &&
          !flags.some((flag) => flag.startsWith('domain')))) {
      throw new Error(`a browser would refuse this cookie: ${line}`)
    }
    if (pair.length === at + 1 || flags.includes('max-age=0')) this.cookies.delete(name)
    else this.cookies.set(name, pair.slice(at + 1))
  }

  get(path, options) {
    return this.request('GET', path, options)
  }

  // Posts fields as a form does; a file() among the values makes it multipart.
  post(path, fields, { headers = {} } = {}) {
    const entries = Object.entries(fields).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one) => [name, one]))
    if (!entries.some(([, value]) => value instanceof Blob)) {
      return this.request('POST', path, {
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams(entries).toString()
      })
    }
    const body = new FormData()
    for (const [name, value] of entries) {
      if (value instanceof Blob) body.append(name, value, value.name ?? 'file')
      else body.append(name, value)
    }
    return this.request('POST', path, { headers, body })
  }

  // Opens the page at `path` and sends its form, hidden fields and all.
  async submit(path, fields, { action, post } = {}) {
    const page = await this.get(path)
    if (page.status !== 200) throw new Error(`${path} answers ${page.status}`)
    const form = formOf(page.text, action, post)
    return this.post(form.action || path, { ...form.hidden, ...fields })
  }

  // Logs in all the way: with the code where there is a second factor, and setting one up where
  // the role needs it. What is needed for the next time is kept with the user.
  async login(user) {
    const { login, password } = user
    const answer = await this.submit('/login', { login, password })
    if (answer.status !== 303) throw new Error(`login of ${login} answers ${answer.status}`)
    if (answer.location.startsWith('/login/code')) {
      const code = await this.submit(answer.location, { code: user.codes.pop() },
        { action: '/login/code' })
      if (code.status !== 303) throw new Error(`the code of ${login} answers ${code.status}`)
    } else if (answer.location === '/desk') {
      const desk = await this.get('/desk')
      if (desk.location === '/desk/second-factor/new') await this.setUpFactor(user)
    }
    return this
  }

  // Sets up an authenticator app, as read from the page; gives the page with the codes.
  async setUpFactor(user) {
    const path = '/desk/second-factor/new'
    const page = await this.get(path)
    const secret = textOf(page.text, 'secret')
    const answer = await this.post(path, { ...formOf(page.text, path).hidden, code: totp(secret) })
    if (answer.status !== 201) throw new Error(`the second factor answers ${answer.status}`)
    Object.assign(user, keptFactor(secret, answer.text))
    return answer
  }

  api(method, path, { key, headers = {}, json } = {}) {
    return this.request(method, path, {
      headers: {
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers
      },
      body: json === undefined ? undefined : JSON.stringify(json)
    })
  }
}

// Sends bytes as they are and gives all that comes back before the connection ends.
export function raw(server, bytes) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(server.port, '127.0.0.1', () => socket.write(bytes))
    let text = ''
    socket.setEncoding('latin1').on('data', (part) => { text += part })
    socket.setTimeout(15_000, () => socket.destroy(new Error('no end of the answer')))
    socket.once('error', reject)
    socket.once('close', () => resolve(text))
  })
}
