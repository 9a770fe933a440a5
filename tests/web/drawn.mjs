// Every page there is, drawn by tests/look from its sample without a server: also those that only
// a rare case reaches.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { program } from './harness.mjs'

export const root = path.resolve(import.meta.dirname, '../..')
export const samples = path.join(root, 'tests/look/samples')

// { names, address(name, language), remove() }
export function drawPages() {
  const folder = mkdtempSync(path.join(tmpdir(), 'redress-look.'))
  const draw = spawnSync(path.join(path.dirname(program), 'tests/look/look_test'), [samples, folder],
    { encoding: 'utf8' })
  assert.equal(draw.status, 0, `${draw.error ?? ''}${draw.stdout?.match(/^not ok.*\n(#.*\n)*/gm)}`)
  return {
    names: readdirSync(folder).filter((name) => name.endsWith('.en.html'))
      .map((name) => name.slice(0, -'.en.html'.length)),
    address: (name, language = 'en') => `file://${folder}/${name}.${language}.html`,
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}
