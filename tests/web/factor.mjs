// An authenticator app for the tests, made of RFC 6238 and nothing of the program.
import { createHmac } from 'node:crypto'

function unbase32(text) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...text.replace(/\s/g, '')].map((one) => letters.indexOf(one).toString(2).padStart(5, '0'))
  return Buffer.from(bits.join('').match(/.{8}/g).map((byte) => parseInt(byte, 2)))
}

// The code of the present half minute, or of one `steps` away from it.
export function totp(secret, steps = 0) {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const hash = createHmac('sha1', unbase32(secret)).update(counter).digest()
  const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}

// What a person keeps of the page with the recovery codes, and the secret in their app.
export function keptFactor(secret, html) {
  const codes = [...html.matchAll(/<li>([a-z1-9]{4}(?:-[a-z1-9]{4}){3})<\/li>/g)].map(([, one]) => one)
  return { secret, codes }
}
