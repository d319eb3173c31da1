// node bench/oracle.ts REPOSITORY …: what the engine finds in an object store, beside a plain scan of every blob as git prints
// it. The two sets of (kind, fingerprint, blob) must be one; a difference is told without any secret.
import { Objects } from '../src/repo/objects.ts'
import { gitRecords, NEWLINE } from '../src/repo/git.ts'
import { scanObjects } from '../src/pack/scan-objects.ts'
import { providers } from '../src/providers/index.ts'
import { compile } from '../src/scan/ruleset.ts'
import { scan } from '../src/scan/scan.ts'
import type { Match } from '../src/finding.ts'

const ruleset = compile(providers.flatMap(({ tokens }) => tokens))
let differing = 0
for (const folder of process.argv.slice(2)) differing += await compare(folder)
process.exitCode = differing === 0 ? 0 : 1

async function compare(folder: string): Promise<number> {
  const started = performance.now()
  const { found, blobs, binaries, unseen } = await scanObjects({ folder, ruleset })
  const scanned = performance.now()
  const mine = new Set([...found].flatMap(([oid, matches]) => matches.map((match) => lineOf(oid, match))))
  const plain = await plainly(folder)
  const missed = [...plain.lines].filter((line) => !mine.has(line))
  const invented = [...mine].filter((line) => !plain.lines.has(line))
  const counts = `${blobs} of ${plain.blobs} blobs, ${binaries.size} of ${plain.binaries} binary, ${unseen.length} of ${plain.unseen} unseen`
  const times = `${((scanned - started) / 1000).toFixed(1)} s and ${((performance.now() - scanned) / 1000).toFixed(1)} s`
  process.stdout.write(`${folder}: ${mine.size} of ${plain.lines.size} matches; ${counts}; ${times}\n`)
  for (const line of missed.slice(0, 20)) process.stdout.write(`  missed   ${line}\n`)
  for (const line of invented.slice(0, 20)) process.stdout.write(`  invented ${line}\n`)
  const differs = blobs !== plain.blobs || binaries.size !== plain.binaries || unseen.length !== plain.unseen
  return missed.length + invented.length + (differs ? 1 : 0)
}

async function plainly(folder: string) {
  const objects = new Objects(folder)
  const seen = { lines: new Set<string>(), blobs: 0, binaries: 0, unseen: 0 }
  const waiting: { readonly oid: string; readonly content: ReturnType<Objects['read']> }[] = []
  async function take({ oid, content }: (typeof waiting)[number]): Promise<void> {
    const read = await content
    if (read.state !== 'read') {
      seen.unseen++
      return
    }
    seen.blobs++
    const scanned = scan({ bytes: read.bytes, path: '' }, ruleset)
    if (scanned.state === 'binary') seen.binaries++
    else for (const match of scanned.matches) seen.lines.add(lineOf(oid, match))
  }
  const args = ['cat-file', '--batch-all-objects', '--unordered', '--buffer', '--batch-check=%(objecttype) %(objectname)']
  for await (const record of gitRecords({ folder, args, end: NEWLINE })) {
    const [type, oid = ''] = record.toString('latin1').split(' ')
    if (type === 'blob') waiting.push({ oid, content: objects.read(oid) })
    if (waiting.length > 16) for (const one of waiting.splice(0, 1)) await take(one)
  }
  for (const one of waiting) await take(one)
  await objects.close()
  return seen
}

function lineOf(oid: string, { token, start, end, proven }: Match): string {
  const parts = Object.entries(token.parts).map(([name, part]) => `${name}=${part.fingerprint}`).join(',')
  return [oid, token.kind.id, token.secret.fingerprint, `${start.line}:${start.column}-${end.line}:${end.column}`, proven, parts].join(' ')
}
