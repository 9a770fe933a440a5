// The forms of the procedure designer over all packs that come with Redress: a thing that is opened and saved changes
// nothing in the text, and what people read on the designer's pages are names in their language.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import test, { after, before } from 'node:test'
import { Client, openBrowser, sound, startServer } from './harness.mjs'
import { fieldsOf, main, sendPart, unescaped } from './designer_form.mjs'

const PAGE = '/desk/settings/procedure'
const EDIT = `${PAGE}/edit`
const folder = path.join(import.meta.dirname, '../../data/packs')
// Parts that are one thing each.
const SINGLE = ['procedure', 'on_the_spot', 'survey', 'notice'].map((part) => `${PAGE}/part?part=${part}`)
const packs = Object.fromEntries(readdirSync(folder).map((name) => [name.replace('.yaml', ''), readFileSync(path.join(folder, name), 'utf8')]))

let server, administrator
before(async () => {
  server = await startServer({ users: ['administrator'] })
  administrator = await new Client(server).login(server.users.administrator)
})
after(() => server?.stop())

const text = async () => unescaped((await administrator.get(EDIT)).text.match(/<textarea[^>]*id="yaml"[^>]*>\n?([^]*?)<\/textarea>/)[1])
async function draft(yaml) {
  const sent = await administrator.submit(EDIT, { yaml, days: '1', do: 'look' }, { action: '/edit' })
  assert.ok([200, 422].includes(sent.status), String(sent.status))
  assert.equal(await text(), yaml)
}
const hrefs = (page, what = 'item') => [...main(page).matchAll(new RegExp(`href="(/desk/settings/procedure/part\\?part=\\w+&amp;${what}=[^"]*)"`, 'g'))].map(([, href]) => unescaped(href))

test('what is opened and saved unchanged stays byte for byte, of every pack and every part', async (t) => {
  for (const [name, yaml] of Object.entries(packs)) {
    await t.test(name, async () => {
      await draft(yaml)
      const all = hrefs(await administrator.get(`${PAGE}/parts`))
      assert.ok(all.length > 0 || !/^(classes|fields|clocks|sources):/m.test(yaml), 'things to open')
      // And of what stands in them some.
      const inner = []
      for (const address of all.filter((_, i) => i % 4 === 1))
        inner.push(...hrefs(await administrator.get(address)).filter((href) => /&at=.*\d$/.test(href)).filter((_, i) => i % 3 === 0))
      all.push(...inner, ...SINGLE)
      for (const address of all) {
        const sent = await sendPart(administrator, address)
        assert.equal(sent.status, 303, `${address}: ${sent.text.match(/govuk-error-summary__list[^]*?<\/ul>/)?.[0]}`)
      }
      assert.equal(await text(), yaml)
    })
  }
})

test('one language of one thing is all that changes when it is all that was typed', async () => {
  for (const [name, yaml] of Object.entries(packs)) {
    await draft(yaml)
    const address = hrefs(await administrator.get(`${PAGE}/parts`)).find((href) => /part=(clocks|fields|classes)/.test(href))
    if (!address) continue
    assert.equal((await sendPart(administrator, address, { vi: 'Một tên khác' })).status, 303, name)
    const changed = (await text()).split('\n').filter((line, i) => line !== yaml.split('\n')[i])
    assert.equal(changed.length, 1, name)
    assert.match(changed[0], /vi: "Một tên khác"/)
  }
})

// Codes of a pack: small letters with _, and the fixed words that people must not meet.
const CODES = /\b(?:received|acknowledged|decided|communicated|closed|solved|contacted|round_robin|by_load|working_days|working_hours|top_management|yes_no|[a-z]+_[a-z_]+)\b/
const words = (html) => html.replace(/<(code|textarea|script|style)[^]*?<\/\1>/g, ' ').replace(/<div class="govuk-hint"[^]*?<\/div>/g, ' ')
  .replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

test('tables and forms say names in Chinese, and codes only beside them', async (t) => {
  const headers = { 'accept-language': 'zh-CN' }
  for (const name of ['property_management', 'service_quality', 'product_quality', 'standard']) {
    await t.test(name, async () => {
      await draft(packs[name])
      const tables = await administrator.get(`${PAGE}/parts`, { headers })
      assert.equal(words(main(tables)).match(CODES)?.[0], undefined)
      assert.doesNotMatch(main(tables), /申请|职责：\d|姓名：/)
      for (const address of [...hrefs(tables).filter((_, i) => i % 7 === 0), ...SINGLE]) {
        const form = await administrator.get(address, { headers })
        assert.equal(words(main(form)).match(CODES)?.[0], undefined, address)
      }
    })
  }
})

test('where numbers are from is told in the reader’s language', async () => {
  server.cli('pack add', 'property_management')
  for (const [language, said] of [['zh-CN', '来源没有规定天数'], ['zh-TW', '來源沒有規定天數'], ['vi', 'nguồn không quy định số ngày'], ['en', 'the source sets no number of days']]) {
    const page = words(main(await administrator.get('/desk/settings/packs/property_management@1', { headers: { 'accept-language': language } })))
    assert.ok(page.split(said).length > 8, `${language}: ${page.slice(0, 2000)}`)
    if (language !== 'en') assert.doesNotMatch(page, /Proposed with this pack/)
  }
})

test('the procedure in force is drawn in names too', async () => {
  server.cli('pack add', 'service_quality')
  server.cli('pack take', 'service_quality')
  for (const language of ['zh-CN', 'en', 'vi', 'zh-TW']) {
    const page = words(main(await administrator.get(PAGE, { headers: { 'accept-language': language } })))
    assert.doesNotMatch(page.replaceAll('service_quality', ''), /\b[a-z]+_[a-z_]+\b/, language)
  }
  const chinese = words(main(await administrator.get(PAGE, { headers: { 'accept-language': 'zh-CN' } })))
  assert.match(chinese, /从“收到投诉”到“/)
  assert.doesNotMatch(chinese, /申请/)
})

test('what is not given stays so, and can be taken back', async () => {
  await draft(packs.service_quality)
  const clock = hrefs(await administrator.get(`${PAGE}/parts`)).find((href) => /part=clocks&item=first_contact/.test(href))
  const form = fieldsOf(main(await administrator.get(clock)))
  assert.equal(form.calendar, '', 'no calendar is chosen for whoever chose none')
  assert.equal((await sendPart(administrator, clock, { calendar: 'GB' })).status, 303)
  assert.match(await text(), /calendar: GB/)
  assert.equal((await sendPart(administrator, clock, { calendar: '' })).status, 303)
  assert.equal(await text(), packs.service_quality)
})

test('words of a list are lines, and may have commas', async () => {
  const four = (word) => `en: ${word}, zh-Hans: 甲, zh-Hant: 甲, vi: a`
  const yaml = `${packs.service_quality}\nroutes:\n- {name: leaks, products: ["Pipes, taps", drains], ${four('Leaks')}}\n- {name: others, ${four('Others')}}\n`
  await draft(yaml)
  const leaks = `${PAGE}/part?part=routes&item=leaks`
  assert.equal(fieldsOf(main(await administrator.get(leaks))).products, 'Pipes, taps\r\ndrains')
  assert.equal((await sendPart(administrator, leaks)).status, 303)
  assert.equal(await text(), yaml)
  assert.equal((await sendPart(administrator, leaks, { products: 'Pipes, taps\r\n"big", very\r\n' })).status, 303)
  assert.match(await text(), /products: \["Pipes, taps", "\\"big\\", very"\]/)
})

test('every mistake is told in full, in the reader’s language, with its line', async () => {
  const headers = { 'accept-language': 'zh-CN' }
  const long = packs.service_quality.replace(/tells: .*/, 'tells: "50:somebody_who_is_nobody_at_all_in_this_organisation 40:owner"')
  const sent = await administrator.submit(EDIT, { yaml: long, days: '1', do: 'look' }, { action: '/edit' })
  assert.equal(sent.status, 422)
  const page = await administrator.get(EDIT, { headers })
  const said = page.text.match(/id="problems"[^]*?<\/section>/)[0]
  assert.match(said, /第 \d+ 行[：:] ?“50:somebody_who_is_nobody_at_all_in_this_organisation 40:owner”不合适：请写递增的百分数和角色，例如“50:owner 100:manager 200:top_management”/)
  assert.doesNotMatch(said, /write|none of|does not/)
  await draft(packs.service_quality)
  const clock = hrefs(await administrator.get(`${PAGE}/parts`)).find((href) => /part=clocks&item=first_contact/.test(href))
  const form = fieldsOf(main(await administrator.get(clock)))
  const refused = await administrator.post(clock, { ...form, length: '99999', 'tells.1.share': '40', 'tells.1.whom': '', 'tells.2.share': '30' }, { headers })
  assert.equal(refused.status, 422)
  assert.match(unescaped(refused.text), /<a href="#length">不符合要求：“期限内: ?99999”：请写 1 到 3660 之间的整数<\/a>/)
  assert.match(unescaped(refused.text), /<a href="#tells">[^<：]+：不符合要求：/)
})

test('a thing without a name is asked for it at its name, and not at its code', async () => {
  await draft(packs.service_quality)
  const blank = { en: '', 'zh-Hans': '', 'zh-Hant': '', vi: '', new: '' }
  const problemsOf = async (fields) =>
    (await sendPart(administrator, `${PAGE}/part?part=tasks`, { ...blank, ...fields })).text.match(/<ul class="govuk-error-summary__list">([^]*?)<\/ul>/)[1]
  assert.match(await problemsOf({}), /<a href="#en">[^<]*Please give it a name\./)
  assert.match(await problemsOf({ 'zh-Hans': '检查电梯' }), /<a href="#en">[^<]*Please write its name in English too\./)
  assert.match(await problemsOf({ en: '24/7' }), /<a href="#new">[^<]*Please write a code/)
})

test('conditions that ask the same in the same words are two, and each keeps its name', async () => {
  await draft(packs.service_quality)
  const words = { before: 'closing', field: 'root_cause', en: 'The root cause', 'zh-Hans': '根本原因', 'zh-Hant': '根本原因', vi: 'Nguyên nhân' }
  for (let i = 0; i < 2; i++) assert.equal((await sendPart(administrator, `${PAGE}/part?part=gates`, words)).status, 303)
  const both = (await text()).match(/name: root_cause\w*,(?=[^\n]*before: closing)/g)
  assert.deepEqual(both, ['name: root_cause,', 'name: root_cause_2,'])
  const page = await administrator.get(`${PAGE}/parts`)
  assert.match(page.text, /as in the settings of the organisation: <a href="\/desk\/settings\/clocks">/)
  assert.match(main(page), /<code class="code">root_cause_2<\/code>/)
  assert.equal((await sendPart(administrator, `${PAGE}/part?part=gates&item=root_cause_2`, { classes: 'product' })).status, 303)
  const after = await text()
  assert.match(after, /name: root_cause_2,[^\n]*classes: \[product\]/)
  assert.doesNotMatch(after, /name: root_cause,[^\n]*classes/)
  const removed = await administrator.submit(`${PAGE}/parts`, { part: 'gates', item: 'root_cause', do: 'remove',
    seen: (await administrator.get(`${PAGE}/parts`)).text.match(/name="seen" value="([0-9a-f]{64})"/)[1] }, { action: '/parts' })
  assert.equal(removed.status, 303)
  assert.match(await text(), /name: root_cause_2,/)
  assert.doesNotMatch(await text(), /name: root_cause,/)
})

test('a time limit has room for as many as are told as the packs have, and for three office periods a day', async () => {
  await draft(packs.au_rg271)
  const rows = (page, name) => [...main(page).matchAll(new RegExp(`<input[^>]*name="${name.replaceAll('.', '\\.').replace('N', '\\d+')}"`, 'g'))].length
  const fresh = await administrator.get(`${PAGE}/part?part=clocks`)
  assert.deepEqual([rows(fresh, 'tells.N.share'), rows(fresh, 'hours.1.N.from')], [4, 3])
  const four = hrefs(await administrator.get(`${PAGE}/parts`)).find((href) => /part=clocks&item=decision/.test(href))
  assert.equal(rows(await administrator.get(four), 'tells.N.share'), 6, 'as many as there are and two')
  const hours = Object.fromEntries([['08:00', '10:00'], ['10:30', '12:00'], ['13:00', '15:00']].flatMap(([from, to], i) => [[`hours.1.${i + 1}.from`, from], [`hours.1.${i + 1}.to`, to]]))
  assert.equal((await sendPart(administrator, four, hours)).status, 303)
  const again = await administrator.get(four)
  assert.equal(rows(again, 'hours.1.N.from'), 5)
  assert.equal((await sendPart(administrator, four, { 'hours.1.4.from': '16:00', 'hours.1.4.to': '18:00' })).status, 303)
  assert.match(await text(), /hours: "?Mon 08:00-10:00 10:30-12:00 13:00-15:00 16:00-18:00/)
})

test('the first class of a procedure says before it is published what people can choose then, and what is new says all of it', async () => {
  server.cli('pack add', 'standard')
  server.cli('pack take', 'standard')
  const offered = async () => {
    const { text: page } = await new Client(server).get('/complain/all')
    const select = page.match(/<select[^>]*name="category"[^]*?<\/select>/)
    return select ? [...select[0].matchAll(/<option value="(\w+)"/g)].map(([, value]) => value)
      : [...page.matchAll(/<input[^>]*name="category"[^>]*>/g)].map(([tag]) => tag.match(/value="(\w*)"/)[1])
  }
  const before = await offered()
  assert.ok(before.length > 2, before.join())
  const four = (word) => `en: ${word}, zh-Hans: 甲, zh-Hant: 甲, vi: a`
  const yaml = `${packs.standard.replace(/^version: 1$/m, 'version: 2')}\nclasses:\n- {code: lifts, ${four('Lifts')}}\n- {code: water, ${four('Water')}}\n` +
    `routes:\n- {name: water, classes: [water], team: Plumbers, owner: round_robin, ${four('Water in turn')}}\n- {name: others, ${four('Others')}}\n`
  const look = await administrator.submit(EDIT, { yaml, days: '1', do: 'look' }, { action: '/edit' })
  assert.equal(look.status, 200, look.text)
  const said = words(main(look).match(/<section[^>]*id="subjects"[^]*?<\/section>/)?.[0] ?? '')
  assert.match(said, /Now people choose what a complaint is about from: \S[^.]*, [^.]*\./)
  assert.match(said, /Afterwards they can choose only from: Lifts, Water\./)
  const changes = words(main(look).match(/<section id="changes">[^]*?<\/section>/)[0])
  assert.match(changes, /New: Route: Water in turn Only for classes: Water Team: Plumbers How its owner is found: \S/)
  const chinese = await administrator.get(EDIT, { headers: { 'accept-language': 'zh-CN' } })
  assert.match(words(main(chinese)), /发布后只能选择：甲, 甲。|发布后只能选择：甲、甲。/)
  const sent = await administrator.submit(EDIT, { yaml, days: '1', do: 'publish', reason: 'Lifts.', seen: look.text.match(/name="seen" value="([0-9a-f]+)"/)[1] }, { action: '/edit' })
  assert.equal(sent.status, 303, sent.text)
  assert.deepEqual(await offered(), ['lifts', 'water'], 'as it was said')
  await draft(yaml.replace('version: 2', 'version: 3').replace('code: water', 'code: rain'))
  assert.doesNotMatch(main(await administrator.get(EDIT)), /id="subjects"/, 'one class for another is among what changes')
})

test('the forms are whole in English and Chinese, wide and narrow', async () => {
  await draft(packs.property_management)
  const browser = await openBrowser(server)
  try {
    for (const language of ['en', 'zh-Hans']) {
      const page = await browser.page({ language })
      await browser.login(page, server.users.administrator)
      await page.goto(`${PAGE}/parts`)
      await sound(page, `designer-parts-property.${language}`)
      const all = hrefs({ text: await page.content() })
      for (const part of ['contacts', 'classes', 'fields', 'gates', 'clocks', 'routes', 'letters', 'sheets', 'copies', 'roles', 'sources', 'tasks', 'significant', 'remedies', 'reportability', 'steps']) {
        const address = all.find((href) => href.includes(`part=${part}&`)) ?? `${PAGE}/part?part=${part}`
        await page.goto(address)
        await sound(page, `designer-part-${part}.${language}`)
      }
    }
  } finally {
    await browser.close()
  }
})
