// A form of the designer as a browser fills and sends it: what stands in its inputs, and over it what somebody typed.
export const unescaped = (html) => html.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&#34;', '"').replaceAll('&lt;', '<')
  .replaceAll('&gt;', '>').replaceAll('&amp;', '&')

export const main = (page) => page.text.match(/<main[^]*<\/main>/)[0].replaceAll('&#39;', '’')

const attribute = (tag, name) => {
  const found = tag.match(new RegExp(`\\s${name}="([^"]*)"`))
  return found ? unescaped(found[1]) : undefined
}

// A line break in an input of one line is taken out, and sent as two characters from an area.
export function fieldsOf(html) {
  const fields = {}
  const add = (name, value) => { fields[name] = name in fields ? [].concat(fields[name], value) : value }
  for (const [tag] of html.matchAll(/<input[^>]*>/g)) {
    const name = attribute(tag, 'name')
    if (name && (!/type="(checkbox|radio)"/.test(tag) || /\schecked/.test(tag))) add(name, (attribute(tag, 'value') ?? '').replace(/[\r\n]/g, ''))
  }
  for (const [, tag, options] of html.matchAll(/<select([^>]*)>([^]*?)<\/select>/g)) {
    const chosen = options.match(/<option[^>]*\sselected[^>]*>/) ?? options.match(/<option[^>]*>/)
    if (chosen) add(attribute(tag, 'name'), attribute(chosen[0], 'value'))
  }
  for (const [, tag, text] of html.matchAll(/<textarea([^>]*)>\n?([^]*?)<\/textarea>/g))
    add(attribute(tag, 'name'), unescaped(text).replace(/\r?\n/g, '\r\n'))
  return fields
}

export async function sendPart(client, address, fields = {}) {
  const page = await client.get(address)
  if (page.status !== 200) throw new Error(`${address} answers ${page.status}`)
  const form = page.text.match(/<main[^]*<\/main>/)[0].match(/<form method="post"[^]*?<\/form>/)[0]
  const there = fieldsOf(form)
  for (const [name, value] of Object.entries(fields))
    if (value === null) delete there[name]
    else there[name] = value
  return client.post(address, there)
}
