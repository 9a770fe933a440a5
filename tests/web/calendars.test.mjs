// Time limits with a calendar and office hours, and a calendar's next year: what an
// administrator does, and where people see why a date is what it is.
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import test, { after, before } from 'node:test'
import { Client, openBrowser, overflows, picture, startServer, textOf, violations } from './harness.mjs'

// A calendar of our own that knows this year and nothing more, whatever official lists come.
const THIS = new Date().getUTCFullYear()
const NEXT = THIS + 1
const CALENDAR = `name: XX
en: Testland
zh-Hans: 测试地
zh-Hant: 測試地
vi: Vùng thử
weekdays: [1, 2, 3, 4, 5]
years:
  - year: ${THIS}
    source: A list made for this test
    holidays: [${THIS}-05-01]
    workdays: []
`
const CLOCK = '/desk/settings/clocks/decision'
const YEAR = '/desk/settings/calendars/XX/+'
// Ends on about the first of February, behind the holidays that are added.
const LENGTH = String(Math.ceil((Date.UTC(NEXT, 1, 1) - Date.now()) / 864e5 * 5 / 7))
const LIST = {
  year: String(NEXT), source: 'A list made for this test', workdays: '',
  holidays: 'BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nSUMMARY:New Year\n' +
    `DTSTART;VALUE=DATE:${NEXT}0101\nDTEND;VALUE=DATE:${NEXT}0109\nEND:VEVENT\nEND:VCALENDAR\n`,
  reason: 'The list of the year came.'
}

let server, administrator, handler, reference, code
before(async () => {
  server = await startServer({
    users: ['administrator', 'handler'],
    first: ({ dir }) => {
      mkdirSync(path.join(dir, 'data', 'calendars'), { recursive: true })
      writeFileSync(path.join(dir, 'data', 'calendars', 'XX.yaml'), CALENDAR)
    }
  })
  administrator = await new Client(server).login(server.users.administrator)
  handler = await new Client(server).login(server.users.handler)
})
after(() => server?.stop())

const setClock = (fields) => administrator.submit(CLOCK, {
  unit: 'working_days', length: LENGTH, calendar: 'XX', hours: 'Mon-Fri 09:00-12:00 13:30-18:00',
  tells: '50:owner 100:manager', pauses: 'yes', ...fields
}, { action: '/clocks/decision' })

const plain = (html) => html.replace(/<[^>]*>/g, ' ').replace(/&#39;/g, "'").replace(/&amp;/g, '&').replace(/\s+/g, ' ')

const decision = async () => (await handler.api('GET', `/api/v1/complaints/${reference}`)).json
  .clocks.find(({ name }) => name === 'decision')

test('C4 a time limit has its calendar and its office hours; slips are shown in the form', async () => {
  for (const [fields, field] of [[{ hours: 'always' }, 'hours'], [{ tells: '80:nobody' }, 'tells'],
    [{ calendar: 'YY' }, 'calendar'], [{ unit: 'working_hours', hours: '' }, 'hours']]) {
    const answer = await setClock(fields)
    assert.equal(answer.status, 422, field)
    assert.match(answer.text, new RegExp(`href="#${field}"`))
  }
  assert.equal((await setClock({})).status, 303)
})

test('C4 the page of calendars says in red which year is missing of one that is used', async () => {
  const page = await administrator.get('/desk/settings/calendars')
  assert.match(page.text, new RegExp(`id="alarms"[^]*Testland: the holidays of ${NEXT} are missing`))
  assert.doesNotMatch(textOf(page.text, 'alarms') ?? '', /England/)
  const one = await administrator.get('/desk/settings/calendars/CN')
  assert.match(one.text, /Thu\s1\sOct – Wed\s7\sOct[^]*Sat\s10\sOct[^]*notice of 4 November 2025/)
})

test('C4 a day of which no official list is known is shown to the administrator as not verified', async () => {
  const one = await administrator.get('/desk/settings/calendars/VN')
  assert.match(one.text, /NOT VERIFIED, to be looked up: whether 24 November 2026/)
})

test('C4 the administrator sees it on the first page of the settings, and gets to the calendar', async () => {
  const page = await administrator.get('/desk/settings')
  assert.match(page.text, new RegExp(
    `id="alarms"[^]*href="/desk/settings/calendars/XX/\\+">Testland: the holidays of ${NEXT} are missing`))
})

test('C4 working days without holidays are an alarm until the organisation names its own calendar', async () => {
  const alarm = /id="alarms"[^]*href="\/desk\/settings\/general">\d+ time limits in working days go by “[^”]+”, a calendar without holidays/
  assert.match((await administrator.get('/desk/settings/calendars')).text, alarm)
  assert.match((await administrator.get('/desk/settings')).text, alarm)
  const before = (await administrator.get('/desk/settings/general')).text
  const general = { organisation_name: 'Testland homes', reception_team: before.match(/<option value="(\d+)"[^>]*>Reception/)[1], zone: 'UTC', language: 'en',
    update_hours: '8', export_share: '50', export_few: '20', identity_hours: '72', backup_keys_days: '14' }
  const wrong = await administrator.submit('/desk/settings/general', { ...general, calendar: 'YY' }, { action: '/general' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /href="#calendar"/)
  const saved = await administrator.submit('/desk/settings/general', { ...general, calendar: 'XX' }, { action: '/general' })
  assert.equal(saved.status, 303, saved.text)
  const page = (await administrator.get('/desk/settings/calendars')).text
  assert.doesNotMatch(page, alarm)
  assert.match(page, /Testland – the organisation&#39;s own|Testland – the organisation's own/)
  assert.match((await administrator.get('/desk/settings/general')).text, /<option value="XX" selected/)
  assert.match((await administrator.get('/desk/settings/clocks/assess')).text, /<option value="own" selected[^>]*>That of the procedure or the organisation/)
})

test('T7 case, lists, portal and API show the same date, and the sum behind it', async () => {
  const filed = await new Client(server).submit('/complain/all', {
    description: 'The lift has not run for two weeks.', product: 'Lift', remedy_sought: 'Repair it.',
    name: 'Mai Example', email: 'mai@example.org'
  })
  assert.equal(filed.status, 201)
  reference = textOf(filed.text, 'reference')
  code = textOf(filed.text, 'code')
  const clock = await decision()
  assert.deepEqual(clock.why[0].kind, 'start')
  assert.ok(clock.why.some(({ kind, text }) => kind === 'unknown' && /not known yet/.test(text)))
  assert.equal(clock.why.at(-1).kind, 'end')
  const page = await handler.get(`/desk/complaints/${reference}`)
  for (const { text } of clock.why) assert.ok(page.text.includes(text), text)
  // Lists cost nothing for it: they lead to the case's dates, and a script opens the sum in place.
  const late = await handler.submit('/desk/new', { channel: 'letter', name: 'Old Example',
    description: 'The lift did not run last winter either.', received_on: `${THIS - 1}-12-01` }, { action: '/desk/new' })
  assert.equal(late.status, 200, late.text)
  for (const [list, of] of [['/desk/queues/open', reference], ['/desk/deadlines?view=overdue', late.text.match(/\d{4}-\d{6}/)[0]]]) {
    const { clocks } = (await handler.api('GET', `/api/v1/complaints/${of}`)).json
    const [next] = clocks.filter(({ state }) => state === 'running').toSorted((a, b) => Date.parse(a.due_at) - Date.parse(b.due_at))
    const where = (await handler.get(list)).text.match(new RegExp(`href="(/desk/complaints/${of}/dates(?:#[^"]+)?)"`))?.[1]
    assert.ok(where, `${list} leads to why`)
    const dates = (await handler.get(where)).text
    const shown = plain(dates.slice(dates.indexOf(`id="${where.split('#')[1] ?? 'next'}"`)).split('</section>')[0])
    for (const { text } of next.why) assert.ok(shown.includes(text), `${list}: ${text} in ${shown}`)
  }
  const track = await new Client(server).submit('/track', { reference, code })
  for (const { text } of clock.why) assert.ok(plain(track.text).includes(text), `${text} in ${plain(track.text)}`)
  const chinese = await handler.api('GET', `/api/v1/complaints/${reference}`, { headers: { 'accept-language': 'zh-Hans' } })
  assert.match(chinese.json.clocks.find(({ name }) => name === 'decision').why.at(-1).text, /[期限截]/)
})

test('C12 what a year moves is seen before it is published, and told on the case after', async () => {
  const before = (await decision()).due_at
  const wrong = await administrator.submit(YEAR, { ...LIST, holidays: `${NEXT}-02-30` }, { action: '/+' })
  assert.equal(wrong.status, 422)
  const preview = await administrator.submit(YEAR, LIST, { action: '/+' })
  assert.equal(preview.status, 200)
  assert.match(preview.text, new RegExp(`would move:[^]*${reference}`))
  assert.match(textOf(preview.text, 'notes'), /8 days: \w{3}/, 'the days that were read')
  assert.equal((await decision()).due_at, before, 'nothing moved yet')
  assert.doesNotMatch((await administrator.get(YEAR)).text, /name="publish"/, 'nothing to publish before a look')
  const blind = await administrator.submit(YEAR, { ...LIST, publish: 'yes' }, { action: '/+' })
  assert.equal(blind.status, 422)
  assert.match(blind.text, /not what you looked at/)
  const seen = preview.text.match(/name="seen" value="([0-9a-f]+)"/)[1]
  assert.equal((await administrator.submit(YEAR, { ...LIST, publish: 'yes', seen }, { action: '/+' })).status, 303)
  const again = await administrator.submit(YEAR, LIST, { action: '/+' })
  assert.match(textOf(again.text, 'notes'), /In place of the list/, 'what would be replaced is said')
  const after = await decision()
  assert.ok(Date.parse(after.due_at) > Date.parse(before), `${before} → ${after.due_at}`)
  assert.ok(!after.why.some(({ kind }) => kind === 'unknown'))
  const page = await handler.get(`/desk/complaints/${reference}`)
  assert.match(page.text, /A date moved, because the calendar was changed/)
  const calendars = await administrator.get('/desk/settings/calendars')
  assert.doesNotMatch(calendars.text, /Testland: the holidays/)
})

const ics = (...events) => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events.map(([name, from, until], i) => `BEGIN:VEVENT\r\nUID:${i}\r\nSUMMARY:${name}\r\n` +
  `DTSTART;VALUE=DATE:${from}\r\nDTEND;VALUE=DATE:${until}\r\nEND:VEVENT\r\n`).join('')}END:VCALENDAR\r\n`

test('C3 the holidays of a year come from a file that is chosen in the form, and are seen before they count', async () => {
  const browser = await openBrowser(server)
  try {
    const page = await browser.page({ language: 'zh-Hans' })
    await browser.login(page, server.users.administrator)
    await page.goto(YEAR)
    await page.fill('#year', String(NEXT + 1))
    await page.fill('#source', '官方通知')
    const choose = (text, name = 'holidays.ics') => page.setInputFiles('#file', { name, mimeType: 'text/calendar', buffer: Buffer.from(text) })
    await choose('This is no calendar.')
    await page.click('.go button')
    assert.match(await page.textContent('#error-summary'), /\.ics/)
    assert.equal(await page.locator('#error-summary a[href="#file"]').count(), 1)
    await choose(ics(['元旦', `${NEXT + 1}0101`, `${NEXT + 1}0104`], ['国庆节', `${NEXT + 1}1001`, `${NEXT + 1}1002`], ['去年的', `${NEXT}1225`, `${NEXT}1226`]))
    await page.click('.go button')
    const notes = (await page.textContent('#notes')).replace(/\u00a0/g, ' ')
    assert.match(notes, /4 天/)
    assert.match(notes, /元旦[^]*国庆节/, 'as the file calls them')
    assert.match(notes, /1 天[^]*其他年份|其他年份/)
    assert.equal(await page.inputValue('#holidays'), `${NEXT + 1}-01-01/${NEXT + 1}-01-03\n${NEXT + 1}-10-01`)
    assert.deepEqual(await violations(page), [])
    assert.equal(await overflows(page), false)
    await picture(page, 'calendar-file.zh-Hans')
    await page.fill('#reason', '新的一年')
    await page.check('#publish-yes')
    await page.click('.go button')
    await page.waitForURL(/calendars\/XX/)
    assert.match((await page.textContent('main')).replace(/\u00a0/g, ' '), new RegExp(`${NEXT + 1}[^]*官方通知`))
  } finally {
    await browser.close()
  }
})

test('the pages are whole in English and Chinese, wide and narrow', async () => {
  const browser = await openBrowser(server)
  try {
    for (const language of ['en', 'zh-Hans']) {
      const page = await browser.page({ language })
      await browser.login(page, server.users.administrator)
      if (language === 'en') {
        const list = await browser.page({ language })
        await browser.login(list, server.users.handler)
        await list.goto('/desk/queues/open')
        const why = list.locator('.cases .next a').first()
        await why.click()
        await list.waitForSelector('.next .why-sum li')
        assert.equal(await why.getAttribute('aria-expanded'), 'true')
        assert.match(await list.textContent('.next .why-sum'), /It is due by/)
        assert.deepEqual(await violations(list), [])
        await picture(list, 'list-why')
        await why.click()
        assert.equal(await list.locator('.why-sum').count(), 0)
        await list.goto(`/desk/complaints/${reference}/dates`)
        assert.deepEqual(await violations(list), [])
        assert.equal(await overflows(list), false)
        await picture(list, 'case-dates')
        const track = await browser.page({ language })
        await track.goto('/track')
        await track.fill('[name=reference]', reference)
        await track.fill('[name=code]', code)
        await track.click('main button.button')
        await track.locator('.stands summary').first().click()
        assert.deepEqual(await violations(track), [])
        assert.equal(await overflows(track), false)
        await picture(track, 'track-why')
      }
      for (const [name, path] of [['calendars', '/desk/settings/calendars'],
        ['calendar', '/desk/settings/calendars/CN'], ['calendar-year', YEAR], ['clock', CLOCK]]) {
        await page.goto(path)
        assert.deepEqual(await violations(page), [], path)
        assert.equal(await overflows(page), false, path)
        await picture(page, `${name}.${language}`)
        if (path === '/desk/settings/calendars/CN') {
          assert.equal(await page.evaluate(() => [...document.querySelectorAll('tbody td:last-child')]
            .every((cell) => cell.lang === 'en')), true, 'sources are in English')
          assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('tbody th')]
            .map((cell) => cell.textContent)).then((years) => years.toSorted()), await page.evaluate(() =>
            [...document.querySelectorAll('tbody th')].map((cell) => cell.textContent)))
        }
      }
    }
  } finally {
    await browser.close()
  }
})
