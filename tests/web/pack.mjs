// Procedures that tests write for themselves.
import { writeFileSync } from 'node:fs'
import path from 'node:path'

// A text in the four languages; both kinds of Chinese read the same here.
export const four = (en, chinese = en) => `en: "${en}", zh-Hans: "${chinese}", zh-Hant: "${chinese}", vi: "${en}"`

export const head = (name, title, { version = 1, chinese = title } = {}) => `pack: ${name}
version: ${version}
title: {${four(title, chinese)}}
about: {${four(title, chinese)}}
`

// Complaints are filed with it from now on; what the command said.
export function takePack(server, name, text) {
  const file = path.join(server.folder, `${name}.yaml`)
  writeFileSync(file, text)
  server.cli('pack add', file)
  return server.cli('pack take', name)
}
