// The procedure designer: the pack in force drawn with who stands where, its text changed with the
// mistakes by line, two versions compared, a change tried on past complaints and published.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import test, { after, before } from 'node:test'
import { Client, openBrowser, sound, textOf } from './harness.mjs'
import { main, sendPart, unescaped } from './designer_form.mjs'
import { World } from './world.mjs'

const PAGE = '/desk/settings/procedure'
const EDIT = `${PAGE}/edit`
const pack = readFileSync(path.join(import.meta.dirname, '../../data/packs/service_quality.yaml'), 'utf8')

let world, server, administrator
before(async () => {
  world = await new World().make((server) => {
    server.addUser('administrator', 'administrator')
    server.cli('pack add', 'service_quality')
    server.cli('pack take', 'service_quality')
  })
  server = world.server
  administrator = await new Client(server).login(server.users.administrator)
  for (const category of ['logistics', 'logistics', 'product']) {
    const sent = await new Client(server).submit('/complain/all', { description: '包裹破了。', name: '林小雨',
      email: 'lin@example.org', category, 'own-order_number': 'SF-1' })
    assert.equal(sent.status, 201, sent.text)
  }
})
after(() => server?.stop())

const textarea = (page) => unescaped(page.text.match(/<textarea[^>]*id="yaml"[^>]*>\n?([^]*?)<\/textarea>/)[1])
const seen = (page) => page.text.match(/name="seen" value="([0-9a-f]+)"/)[1]
const post = (fields) => administrator.submit(EDIT, { days: '90', do: 'look', ...fields }, { action: '/edit' })

test('[G-a] the flow says at each step who is there, branch by branch, and what is wanted before', async () => {
  const page = main(await administrator.get(PAGE))
  const flow = page.match(/<ol class="flow">[^]*?<\/ol>/)[0]
  assert.match(flow, /<h3>Assessment<\/h3>\s*<p class="flow-here"><b>3 complaints are here<\/b>/)
  assert.match(flow, /Delivery[^<]*, Acknowledged: 2/)
  assert.match(flow, /<h3>Decision<\/h3>\s*<div class="flow-gate"[^]*?Has to be there before:[^]*?consent/)
  assert.match(flow, /The special team\. <span class="second">Only when significant by these rules: /, 'when a condition holds')
  assert.doesNotMatch(flow.match(/The special team\.[^]*?<\/li>/)[0], /always|all classes/)
  assert.match(page, /First contact<\/th><td[^>]*>24 hours/)
  const branch = (words) => Number(page.match(new RegExp(`<span>${words}[^<]*</span> <span class="count">(\\d+)<`))[1])
  assert.equal(branch('registered with a number'), 3)
  assert.equal(branch('alert and immediate action'), 0)
  assert.equal(branch('internal review'), 0)
  assert.match(page, /href="\/desk\/settings\/packs\/service_quality@1"/)
})

test('mistakes in the text are named by line; nothing is published unseen', async () => {
  const yaml = textarea(await administrator.get(EDIT))
  assert.equal(yaml, pack.replace(/^version: 1$/m, 'version: 2'), 'the text in force with the next number')
  const line = yaml.split('\n').findIndex((text) => /length: 24/.test(text)) + 1
  const wrong = await post({ yaml: yaml.replace('length: 24', 'lenght: 24') })
  assert.equal(wrong.status, 422)
  assert.match(textOf(wrong.text, 'problems'), new RegExp(`Line ${line}`))
  const blind = await post({ yaml, do: 'publish', reason: 'No look.' })
  assert.match(blind.text, /not the text you looked at/)
  assert.doesNotMatch(server.cli('pack list'), /service_quality@2/)
})

test('[6.1-c] a change is seen in words and tried on past complaints, then published with a reason', async () => {
  const yaml = textarea(await administrator.get(EDIT)).replace('length: 24', 'length: 12')
  const look = await post({ yaml })
  assert.equal(look.status, 200)
  assert.match(textOf(look.text, 'changes'), /Changed:\s*Time limit: First contact\s*Within: 24 hours → 12 hours\./)
  assert.match(textOf(look.text, 'simulated'), /3 complaints of the last 90 days: 0 dates later, 3 earlier; 0 missed as it is, 0 missed/)
  const trial = await administrator.get(`${PAGE}/trial`)
  assert.equal(trial.headers.get('refresh'), null, 'all were looked at')
  const row = main(trial).match(/First contact<\/th>[^]*?<\/tr>/)[0]
  assert.deepEqual([...row.matchAll(/<td[^>]*>(?:<a[^>]*>)?(\d+)/g)].map((cell) => cell[1]), ['3', '0', '3', '0', '0', '0', '0', '0'])
  const earlier = unescaped(row.match(/href="([^"]*what=earlier[^"]*)"/)[1])
  const dates = await administrator.get(earlier)
  assert.match(dates.text, /<h1>First contact: Earlier<\/h1>/)
  assert.equal([...main(dates).match(/<tbody>[^]*<\/tbody>/)[0].matchAll(/<tr>/g)].length, 3)
  assert.doesNotMatch(main(dates), /20\d\d-\d{6}/, 'who administers sees dates, and not of which complaints')
  assert.equal((await administrator.get(earlier.replace('earlier', 'nothing'))).status, 404)
  const kept = await administrator.get(EDIT)
  assert.equal(textarea(kept), yaml, 'the draft is there again')
  assert.match(kept.text, /Your draft, kept/)
  const other = await post({ yaml: `${yaml}# more\n`, do: 'publish', seen: seen(look), reason: 'Faster.' })
  assert.match(other.text, /not the text you looked at/)
  const without = await post({ yaml, do: 'publish', seen: seen(look) })
  assert.equal(without.status, 422)
  const why = await post({ yaml, do: 'publish', seen: seen(look), reason: ' ' })
  assert.match(why.text, /Write the reason\. It stands in the history of the settings\./)
  assert.doesNotMatch(why.text, /kept with the complaint/)
  assert.equal((await post({ yaml, do: 'publish', seen: seen(look), reason: 'Faster.' })).status, 303)
  assert.match(server.cli('pack list'), /\* service_quality@2/)
  assert.equal(server.cli('pack export', 'service_quality@2'), yaml)
  assert.match(main(await administrator.get(PAGE)), /service_quality, version 2/)
  const drawn = main(await administrator.get(PAGE))
  const flow = drawn.match(/<ol class="flow">[^]*?<\/ol>/)[0]
  const boxes = [...flow.matchAll(/<b>(\d+) complaints? (?:is|are) here<\/b>/g)].map((box) => Number(box[1]))
  assert.equal(boxes.reduce((sum, n) => sum + n, 0), 3, 'those that follow version 1 stand in the boxes, as the trial counted them')
  assert.match(textOf(drawn, 'counted'), /3 of the open complaints follow another version of this procedure/)
  const fresh = await new Client(server).submit('/complain/all', { description: '又破了。', name: '林小雨',
    email: 'lin@example.org', category: 'logistics', 'own-order_number': 'SF-2' })
  assert.equal(fresh.status, 201)
  const both = main(await administrator.get(PAGE))
  assert.match(both, /<b>4 complaints are here<\/b>/)
  assert.match(textOf(both, 'counted'), /3 of the open complaints follow/)
})

test('two versions are compared in words, in the reader’s language', async () => {
  const address = `${PAGE}/compare?before=service_quality@1&after=service_quality@2`
  assert.match(textOf((await administrator.get(address)).text, 'changes'), /Within: 24 hours → 12 hours\./)
  const chinese = await administrator.get(address, { headers: { 'accept-language': 'zh-CN' } })
  assert.match(textOf(chinese.text, 'changes'), /更改：\s*时限：首次联系\s*期限内：24 小时 → 12 小时。/)
  assert.match((await administrator.get(`${PAGE}/compare?before=service_quality@1&after=service_quality@1`)).text, /Nothing differs/)
  assert.equal((await administrator.get(`${PAGE}/compare?before=nothing@1&after=service_quality@1`)).status, 404)
})

const rowOf = (page, name) => main(page).match(new RegExp(`<tr>(?:(?!</tr>)[^])*>${name}<[^]*?</tr>`))[0]
const part = (query, fields) => sendPart(administrator, `${PAGE}/part?${query}`, fields)
const move = (fields) => administrator.submit(`${PAGE}/parts`, fields, { action: '/parts' })

test('a time limit, a class, a route and a condition are changed in forms, and the text keeps its comments', async () => {
  const before = textarea(await administrator.get(EDIT))
  const table = await administrator.get(`${PAGE}/parts`)
  assert.match(rowOf(table, 'First contact'), /Within: 12 hours/)
  const saved = await part('part=clocks&item=first_contact', { length: '8', 'tells.1.share': '60', 'tells.1.whom': 'owner', 'tells.2.share': '100', 'tells.2.whom': 'manager' })
  assert.equal(saved.status, 303, saved.text)
  const clock = textarea(await administrator.get(EDIT))
  assert.equal(clock.split('\n').filter((line, i) => line !== before.split('\n')[i] && !line.includes('tells:')).length > 0, true)
  assert.match(clock, /length: 8\b/)
  assert.match(clock, /tells: "60:owner 100:manager"/)
  assert.deepEqual(clock.match(/^\s*#.*$/gm), before.match(/^\s*#.*$/gm), 'comments stay')
  assert.equal((await part('part=classes', { new: 'gifts', en: 'Gifts', 'zh-Hans': '赠品', 'zh-Hant': '贈品', vi: 'Quà tặng' })).status, 303)
  assert.equal((await part('part=classes&item=gifts', { en: 'Gift cards' })).status, 303)
  for (const [name, team] of [['gifts_there', 'Gifts'], ['others', '']]) {
    const routed = await part('part=routes', { new: name, team, 'team.later': 'yes', owner: 'nobody', classes: name === 'others' ? '' : 'gifts',
      en: name, 'zh-Hans': '甲', 'zh-Hant': '甲', vi: 'a' })
    if (name === 'others') assert.equal(routed.status, 303, routed.text)
    else assert.match(routed.text, /The last route is for all other complaints/, 'the last route has to fit all')
  }
  assert.equal((await part('part=routes', { new: 'gifts_there', team: 'Gifts', 'team.later': 'yes', owner: 'nobody', classes: 'gifts', en: 'Gifts', 'zh-Hans': '甲',
    'zh-Hant': '甲', vi: 'a' })).status, 422, 'behind it nothing is reached')
  const look = await administrator.get(EDIT)
  const changes = textOf(look.text, 'changes')
  assert.match(changes, /New:\s*Class: Gift cards/)
  assert.doesNotMatch(look.text, /id="simulated"|value="publish"/, 'not published before it was tried')
  assert.match(look.text, /<details class="part-rows"><summary>The procedure as text/, 'who came from the tables sees what changes, not its text')
  const tried = await administrator.submit(EDIT, { yaml: textarea(look), days: '90', do: 'look' }, { action: '/edit' })
  assert.match(tried.text, /id="simulated"/)
  assert.match(tried.text, /value="publish"/)
  assert.match(changes, /New:\s*Route: others/)
  assert.match(changes, /Within: 12 hours → 8 hours\./)
  assert.match(changes, /Who is told: [^→]* → at 60%: whoever answers for it, at 100%: Management representative/)
  const wrong = await part('part=clocks&item=first_contact', { unit: 'hours', length: 'soon' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /<a href="#length">That does not fit/)
  assert.match(wrong.text, /value="soon"/, 'what was typed is there again')
  assert.equal((await move({ part: 'classes', item: 'gifts', do: 'up' })).status, 303)
  assert.equal((await move({ part: 'routes', item: 'others', do: 'remove' })).status, 303)
  assert.equal((await move({ part: 'classes', item: 'gifts', do: 'remove' })).status, 303)
  assert.doesNotMatch(textarea(await administrator.get(EDIT)), /gifts|routes:/)
  const used = await move({ part: 'fields', item: 'consent', do: 'remove' })
  assert.equal(used.status, 422, 'a condition asks for it')
  assert.match(used.text, /does not fit the procedure/)
  assert.equal((await administrator.get(`${PAGE}/part?part=clocks&item=nothing`)).status, 404)
  assert.equal((await administrator.submit(EDIT, { do: 'discard' }, { action: '/edit' })).status, 303)
  assert.doesNotMatch((await administrator.get(EDIT)).text, /Your draft/)
})

test('classes are a tree that grows below any of them; two conditions on one field are two; words may have commas', async () => {
  const parts = async () => main(await administrator.get(`${PAGE}/parts`))
  const text = async () => textarea(await administrator.get(EDIT))
  const below = (await parts()).match(/href="[^"?]*\?([^"]*below=logistics)"/)[1].replaceAll('&amp;', '&')
  const child = { new: 'cold_chain', en: 'Cold chain', 'zh-Hans': '冷链', 'zh-Hant': '冷鏈', vi: 'Chuỗi lạnh' }
  assert.match((await part(below, { ...child, new: 'Cold' })).text, /<a href="#new">[^<]*That does not fit/)
  assert.equal((await part(below, child)).status, 303)
  assert.match(await parts(), /<span aria-hidden="true">↳ <\/span><a[^>]*>Cold chain<\/a>/)
  const deeper = (await parts()).match(/href="[^"?]*\?([^"]*below=cold_chain)"/)[1].replaceAll('&amp;', '&')
  assert.equal((await part(deeper, { ...child, new: 'ice', en: 'Ice' })).status, 303)
  assert.match(await parts(), /\u2003↳ <\/span><a[^>]*>Ice<\/a>/)
  assert.match(await text(), /code: cold_chain,[^\n]*classes: \[\{code: ice/)
  assert.equal((await administrator.get(`${PAGE}/part?part=classes&below=nothing`)).status, 404)

  const gate = (en) => ({ before: 'closing', field: 'root_cause', en, 'zh-Hans': en, 'zh-Hant': en, vi: en })
  for (const en of ['Once', 'Twice']) assert.equal((await part('part=gates', gate(en))).status, 303)
  // Those that the form made have names; in the text they need none.
  assert.equal((await post({ yaml: (await text()).replace(/name: root_cause\w*, /g, '') })).status, 200)
  const second = (await parts()).match(/href="[^"?]*\?([^"]*)">[^<]*Twice/)[1].replaceAll('&amp;', '&')
  const changed = await part(second, { en: 'The second' })
  assert.equal(changed.status, 303, changed.text)
  assert.match(await text(), /\{en: Once[^\n]*\n.*\{en: "The second"/)

  // A page that shows what is no more: the place of a condition is then that of another one.
  const shown = (await parts()).match(/name="seen" value="([0-9a-f]{64})"/)[1]
  const gates = (page) => [...page.matchAll(/\{en: ("The second"|\w+),[^\n]*field: root_cause/g)].map((found) => found[1])
  assert.deepEqual(gates(await text()), ['Once', '"The second"'])
  const key = unescaped((await parts()).match(/name="item" value="(closing\/root_cause[^"]*)"/g).at(-2).match(/value="(.*)"/)[1])
  const form = await administrator.get(`${PAGE}/part?part=gates&item=${encodeURIComponent(key)}`)
  const late = { form_token: form.text.match(/name="form_token" value="([^"]*)"/)[1], seen: shown }
  assert.equal((await move({ part: 'gates', item: key, do: 'remove', seen: shown })).status, 303)
  assert.deepEqual(gates(await text()), ['"The second"'])
  for (const what of ['remove', 'up']) {
    const again = await move({ part: 'gates', item: key, do: what, seen: shown })
    assert.equal(again.status, 422)
    assert.match(again.text, /The draft was changed after this page was shown, and nothing was done now/)
  }
  assert.equal((await move({ part: 'gates', item: key, do: 'remove', seen: '' })).status, 422)
  const typed = await administrator.post(`${PAGE}/part?part=gates&item=${encodeURIComponent(key)}`, { ...late, ...gate('Too late') })
  assert.equal(typed.status, 422)
  assert.match(typed.text, /The draft was changed after this page was shown[^]*value="Too late"/)
  assert.deepEqual(gates(await text()), ['"The second"'], 'the other one is as it was')

  const route = { new: 'leaks', products: 'Pipes, taps\na "big" one\ndrains', en: 'Leaks', 'zh-Hans': '漏', 'zh-Hant': '漏', vi: 'Rò' }
  assert.match((await part('part=routes', route)).text, /The last route is for all other/)
  assert.equal((await part('part=routes', { ...route, new: 'others', products: '' })).status, 303)
  assert.match((await part('part=routes', route)).text, /fits every complaint/, 'the last one stays the last')
  const only = await part('part=routes&item=others', { products: route.products })
  assert.match(only.text, /The last route is for all other/)
  assert.match(unescaped(only.text), /name="products"[^>]*>\nPipes, taps\na "big" one\ndrains<\/textarea>/, 'what was typed stays')

  assert.equal((await administrator.submit(EDIT, { do: 'discard' }, { action: '/edit' })).status, 303)
})

test('who stands where is a table too; versions say who took them and why, and come as files', async () => {
  const page = await administrator.get(PAGE)
  const here = main(page).match(/<table class="table" id="here">[^]*?<\/table>/)[0]
  assert.match(here, /<th scope="col">Acknowledged<\/th>/)
  assert.match(here, /<th scope="row">All<\/th>[^]*?>4</)
  const versions = await administrator.get(`${PAGE}/versions`)
  assert.match(main(versions), /service_quality@2<\/a> <b>the one in force<\/b>/)
  assert.match(main(versions).match(/id="taken"[^]*?<\/table>/)[0], /<td[^>]*>Faster\.<\/td>/)
  assert.match(main(versions), /<td class="digest"[^>]*>[0-9a-f]{64}<\/td>/)
  const file = await administrator.get(`${PAGE}/export?version=service_quality@2`)
  assert.match(file.headers.get('content-disposition'), /service_quality-2\.yaml/)
  assert.equal(file.text, server.cli('pack export', 'service_quality@2'))
  assert.equal((await administrator.get(`${PAGE}/export?version=nothing@1`)).status, 404)
})

test('the pages are whole in English and Chinese, wide and narrow', async () => {
  const browser = await openBrowser(server)
  try {
    for (const language of ['en', 'zh-Hans']) {
      const page = await browser.page({ language })
      await browser.login(page, server.users.administrator)
      for (const [name, where] of [['designer', PAGE], ['designer-parts', `${PAGE}/parts`], ['designer-part', `${PAGE}/part?part=clocks&item=first_contact`],
        ['designer-versions', `${PAGE}/versions`], ['designer-compare', `${PAGE}/compare?before=service_quality@1&after=service_quality@2`]]) {
        await page.goto(where)
        await sound(page, `${name}.${language}`)
      }
      await page.goto(EDIT)
      if (!await page.isVisible('#yaml')) await page.click('.part-rows > summary') // folded behind what changes
      await page.fill('#yaml', pack.replace(/^version: 1$/m, 'version: 3'))
      await page.click('button[value=look]')
      await sound(page, `designer-edit.${language}`)
      await page.goto(`${PAGE}/trial`)
      await sound(page, `designer-trial.${language}`)
    }
  } finally {
    await browser.close()
  }
})
