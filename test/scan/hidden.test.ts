import { describe, expect, test } from '@jest/globals'
import { Mint } from '../../src/lib/mint.ts'
import { found, guess, mark, matches, pair } from './toys.ts'

const mint = new Mint('hidden')
const token = `mark_${mint.base62(20)}`
const other = `mark_${mint.base62(20)}`

describe('a token in base64', () => {
  test.each([0, 1, 2, 3, 4, 5].map((before) => [before, `${'x'.repeat(before)}:${token}`] as const))('is found behind %i other characters', (_, text) => {
    expect(secrets(`data: ${base64(text)}`)).toEqual([token])
  })

  test('is found in the alphabet of URLs too, without padding', () => {
    const text = `~~~>>>???${token}???~`
    expect(Buffer.from(text).toString('base64url')).toMatch(/[-_]/)
    expect(secrets(`?state=${Buffer.from(text).toString('base64url')}&x=1`)).toEqual([token])
  })

  test('is found alone, up to its last character, wherever that ends in a group', () => {
    for (const end of ['', ' ', '  ']) expect(secrets(base64(`${token}${end}`))).toEqual([token])
  })

  test('is found in any of its line breaks and indents', () => {
    const text = `first line\nsecond line: ${token}\nthird\n`
    for (const width of [20, 24, 64, 76]) {
      for (const end of ['\n', '\r\n', '\n    ', '\n\t']) {
        expect(secrets(`key: |${end}${(base64(text).match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(end)}\nnext: 1\n`)).toEqual([token])
      }
    }
  })

  test.each([String.raw`\n`, String.raw`\r\n`, String.raw`\n  `])('is found in lines that break as strings have it: %s', (end) => {
    const text = `first line\nsecond line: ${token}\nthird\n`
    for (const width of [20, 60, 76]) expect(secrets(`{"content":"${lines(text, width).join(end)}${end}"}`)).toEqual([token])
  })

  test('is found up to its last character when that stands on a line of its own', () => {
    const text = `${'-'.repeat(19)} ${token}`
    for (const more of ['-', '--']) {
      const [last] = lines(more + text, 60).slice(-1)
      expect(last).toMatch(/^\w{2,3}={1,2}$/)
      for (const end of ['\n', '\r\n  ', String.raw`\n`]) expect(secrets(`"${lines(more + text, 60).join(end)}"`)).toEqual([token])
    }
  })

  test('is found in lines before one that has a name of three letters and a value', () => {
    expect(secrets(`${base64(`${'-'.repeat(4)} ${token}`)}\nAPI=value\n`)).toEqual([token])
  })

  test('is found when it is encoded twice, not thrice', () => {
    const [once, twice] = [base64(`{"auth":"${base64(`user:${token}`)}"}`), base64(base64(`{"auth":"${base64(token)}"}`))]
    expect([secrets(once), secrets(base64(once)), secrets(twice)]).toEqual([[token], [], []])
  })

  test('has the place of the characters that it stands in', () => {
    const [line] = [base64(`ab${token}cd`)]
    expect(found(`one\nauth: ${line} x`, [mark])).toEqual([])
    const text = `one\nauth: ${base64(`ab-${token}-cd`)} x`
    expect(found(text, [mark])).toEqual([{ kind: 'toy/mark', secret: token, place: '2:11-2:45' }])
  })

  test('says that it is encoded', () => {
    expect(matches(base64(`: ${token}`), [mark])[0]?.facts).toEqual({ detail: { encoding: 'base64' } })
    expect(matches(`: ${token}`, [mark])[0]?.facts).toEqual({})
  })

  test('is found beside others, each once', () => {
    const text = `${token} ${base64(`: ${other} ${token}`)}\n${other}\n`
    expect(secrets(text)).toEqual([token, other, token, other])
  })

  test('is found with its other half, which has to stand in the same text', () => {
    const [id, half] = ['pair-12345678', 'half=abcdefgh']
    expect(found(base64(`${id}\n${half}\n`), [pair])).toHaveLength(1)
    expect(found(`${base64(`${id} is an id`)}\n${half}\n`, [pair])).toEqual([])
  })

  test('wins over a guess that takes the whole for a value', () => {
    expect(found(`value = "${base64(`: ${token}`)}"`, [mark, guess]).map(({ kind }) => kind)).toEqual(['toy/mark'])
  })

  test('is not looked for where less than five groups are text', () => {
    const short = { ...guess, pattern: /value="(?<secret>[^"]{2,9})"/ }
    expect(found(base64('value="ab"'), [short])).toEqual([])
    expect(found(base64('the value="ab" is'), [short])).toHaveLength(1)
  })

  test('is found in what is new when the window lies anywhere in it', () => {
    const bytes = Buffer.from(`${'-'.repeat(5000)}\n${base64(`: ${token}`)}\n${'-'.repeat(5000)}`)
    const at = 5001
    expect(found({ bytes, path: '', windows: [{ start: at + 20, end: at + 21 }] }, [mark])).toHaveLength(1)
    expect(found({ bytes, path: '', windows: [{ start: 0, end: 10 }] }, [mark])).toEqual([])
  })
})

describe('a token with characters that are spelled in others', () => {
  const spelling = { ...mark, id: 'toy/spelled', keywords: ['spell_'] as const, pattern: /(?<![A-Za-z0-9])spell_[a-z]{4}[/+=.]{2}[a-z]{4}(?![A-Za-z0-9])/ }

  test.each([
    ['percent signs', 'spell_abcd%2F%3defgh'],
    ['escaped slashes', String.raw`spell_abcd\/\/efgh`],
    ['escapes of Unicode', String.raw`spell_abcd\u002F\u003defgh`],
    ['escapes of bytes', String.raw`spell_abcd\x2b\x2Eefgh`],
    ['references by number', 'spell_abcd&#43;&#061;efgh'],
    ['references by hexadecimal number', 'spell_abcd&#x2B;&#x2f;efgh'],
  ])('is found: %s', (_, text) => {
    const [only, ...more] = found(`x = ${text};`, [spelling])
    expect(more).toEqual([])
    expect(only?.secret).toMatch(/^spell_abcd[/+=.]{2}efgh$/)
    expect(only?.place).toBe(`1:5-1:${5 + text.length}`)
  })

  test.each(['%3D', String.raw`\n`, String.raw`\t`, String.raw`\u003d`, String.raw`\x3D`, '&#x3D;'])('is found behind %s, of which the last letter is no part of it', (sign) => {
    expect(found(`a${sign}${token}${sign}b`, [mark])).toEqual([{ kind: 'toy/mark', secret: token, place: `1:${2 + sign.length}-1:${2 + sign.length + 25}` }])
  })

  test('is found as it stands, if it can be', () => {
    expect(found(String.raw`value="a\/b%2Fc"`, [guess]).map(({ secret }) => secret)).toEqual([String.raw`a\/b%2Fc`])
  })

  test('is found with another half that is spelled so', () => {
    const slashes = { ...pair, parts: [{ name: 'half', pattern: /half=(?<secret>[a-z/]{8})/, within: 2, required: true }] }
    const [match] = matches(String.raw`pair-12345678 half=abc\/defg`, [slashes])
    expect(match?.token.parts['half']?.reveal()).toBe('abc/defg')
  })

  test('is found across the seams of long texts', () => {
    for (let before = 16 * 1024 - 40; before < 16 * 1024 + 10; before++) {
      expect(found(`${'-'.repeat(before)}%3Dspell_abcd%2F%3defgh%20`, [spelling])).toHaveLength(1)
    }
  })
})

function lines(text: string, width: number): readonly string[] {
  return base64(text).match(new RegExp(`.{1,${width}}`, 'g')) ?? []
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

function secrets(text: string): readonly string[] {
  return found(text, [mark]).map(({ secret }) => secret)
}
