import { describe, expect, test } from '@jest/globals'
import { at, isList, parseJson, textAt, textsAt } from '../../src/lib/json.ts'

const json = parseJson('{"a":{"b":[1,{"c":"deep"},null,"x",""]},"n":null,"t":"text","length":7}')

describe('parsed', () => {
  test.each([['{"a":1}', { a: 1 }], ['null', null], ['"x"', 'x'], ['[]', []]])('%s', (text, value) => {
    expect(parseJson(text)).toEqual(value)
  })

  test.each([[''], ['{"'], ['<html>'], ['{} {}'], ['undefined']])('%j, which is no JSON, is nothing', (text) => {
    expect(parseJson(text)).toBeUndefined()
  })
})

describe('a path', () => {
  test.each<readonly [readonly (string | number)[], unknown]>([
    [['a', 'b', 1, 'c'], 'deep'],
    [['n'], null],
    [['a', 'b', 2], null],
    [['length'], 7],
    [[], json],
  ])('%j leads to a value', (path, value) => {
    expect(at(json, ...path)).toEqual(value)
  })

  test.each<readonly [readonly (string | number)[]]>([
    [['x']], [['a', 'x', 'y']], [['n', 'x']], [['t', 0]], [['t', 'length']], [['a', 'b', 'length']], [['a', 'b', '1']], [['a', 'b', 9]],
    [['a', 'b', -1]], [['toString']], [['__proto__']], [['constructor', 'name']],
  ])('%j leaves the document', (path) => {
    expect(at(json, ...path)).toBeUndefined()
  })

  test('in nothing leads nowhere', () => {
    expect(at(undefined, 'a')).toBeUndefined()
  })
})

test('a text is a text only', () => {
  expect([textAt(json, 't'), textAt(json, 'a', 'b', 4), textAt(json, 'n'), textAt(json, 'a'), textAt(json, 'length')]).toEqual(['text', '', undefined, undefined, undefined])
})

test('texts are those of a list, and nothing where there is no list', () => {
  expect([textsAt(json, 'a', 'b'), textsAt(json, 't'), textsAt(json, 'x'), textsAt([])]).toEqual([['x', ''], undefined, undefined, []])
})

test('a list is told from a mapping, a text and nothing', () => {
  expect([isList([]), isList({}), isList('x'), isList(null), isList(undefined)]).toEqual([true, false, false, false, false])
})
