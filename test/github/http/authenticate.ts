import { verify } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { at, parseJson, type Json } from '../../../src/lib/json.ts'
import { seconds } from '../world/clock.ts'
import type { AppRecord } from '../world/records.ts'
import type { World } from '../world/world.ts'
import type { Caller } from './call.ts'
import { failed, Refusal } from './reply.ts'

/** Who sent a REST call. A credential that is not good is refused, never taken for nobody. */
export function authenticate(world: World, headers: IncomingHttpHeaders): Caller {
  const [, scheme = '', credential = ''] = /^(bearer|token|basic) (.{1,10000})$/i.exec(headers.authorization ?? '') ?? []
  if (headers.authorization === undefined) return { as: 'nobody' }
  if (credential === '') throw unauthorized('Bad credentials')
  if (scheme.toLowerCase() === 'basic') return callerOfToken(world, passwordOf(credential))
  return isJwt(credential) ? callerOfJwt(world, credential) : callerOfToken(world, credential)
}

/** The holder of an installation token or a personal token, alive. */
export function callerOfToken(world: World, text: string): Caller {
  const token = world.tokens.get(text)
  if (token === undefined) throw unauthorized('Bad credentials')
  if (token.expires !== undefined && token.expires <= world.clock.now()) throw unauthorized('Bad credentials')
  if (token.of === 'user') return { as: 'user', token, text }
  if (token.installation.suspendedAt !== undefined) throw suspended()
  return { as: 'installation', token, text }
}

/** The password of a Basic credential, where git and old clients put the token. */
export function passwordOf(basic: string): string {
  const text = Buffer.from(basic, 'base64').toString('utf8')
  return text.slice(text.indexOf(':') + 1)
}

export function suspended(): Refusal {
  return new Refusal(failed(403, 'This installation has been suspended'))
}

function unauthorized(message: string): Refusal {
  return new Refusal(failed(401, message))
}

function isJwt(credential: string): boolean {
  return /^[\w-]{1,4000}\.[\w-]{1,4000}\.[\w-]{1,4000}$/.test(credential) && !credential.startsWith('ghs_')
}

// https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app
function callerOfJwt(world: World, jwt: string): Caller {
  const [header = '', claims = '', signature = ''] = jwt.split('.')
  const payload = decode(claims)
  const app = appNamed(world, at(payload, 'iss'))
  if (app === undefined) throw unauthorized('Integration not found')
  const signed =
    at(decode(header), 'alg') === 'RS256'
    && verify('RSA-SHA256', Buffer.from(`${header}.${claims}`), app.publicKey, Buffer.from(signature, 'base64url'))
  if (!signed) throw unauthorized('A JSON web token could not be decoded')
  refuseTimes(payload, seconds(world.clock.now()))
  return { as: 'app', app }
}

function refuseTimes(payload: Json | undefined, now: number): void {
  const issued = at(payload, 'iat')
  const expires = at(payload, 'exp')
  if (typeof issued !== 'number' || issued > now) {
    throw unauthorized("'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued")
  }
  if (typeof expires !== 'number' || expires <= now) {
    throw unauthorized(
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    )
  }
  if (expires > now + 600) throw unauthorized("'Expiration time' claim ('exp') is too far in the future")
}

function appNamed(world: World, issuer: Json | undefined): AppRecord | undefined {
  return world.apps.find((app) => app.id === issuer || String(app.id) === issuer || app.clientId === issuer)
}

function decode(part: string): Json | undefined {
  return parseJson(Buffer.from(part, 'base64url').toString('utf8'))
}
