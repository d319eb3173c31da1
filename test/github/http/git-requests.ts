import { textAt } from '../../../src/lib/json.ts'
import { serveByGit } from '../git/cgi.ts'
import { watchPush } from '../git/push-hooks.ts'
import { refsMoved } from '../acts/refs-moved.ts'
import type { Account, RepositoryRecord } from '../world/records.ts'
import { findRepository, fullNameOf, track, type World } from '../world/world.ts'
import { callerOfToken, passwordOf } from './authenticate.ts'
import { grantedOn, mayRead, mayWrite, permits } from './authorize.ts'
import { actorOf, type Caller } from './call.ts'
import { Refusal, type Reply } from './reply.ts'
import type { Exchange } from './server.ts'

/** Answers git itself: clone, fetch and push over smart HTTP. */
export async function answerGit(world: World, exchange: Exchange): Promise<void> {
  try {
    await serve(world, exchange)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { status, headers } = error.reply
    exchange.request.resume()
    exchange.response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers }).end(messageOf(error.reply))
  }
}

async function serve(world: World, exchange: Exchange): Promise<void> {
  const { request, response, url } = exchange
  const [, owner = '', name = '', path = ''] =
    /^\/([^/]+)\/([^/]+?)(?:\.git)?(\/(?:info\/refs|git-upload-pack|git-receive-pack))$/.exec(url.pathname) ?? []
  const caller = callerOf(world, request.headers.authorization)
  const fullName = `${decodeURIComponent(owner)}/${decodeURIComponent(name)}`
  const repository = findRepository(world, fullName) ?? world.formerNames.get(fullName.toLowerCase())
  if (repository === undefined || !mayRead(world, { caller, repository }))
    throw caller.as === 'nobody' ? askForCredentials() : plain(404, 'Repository not found.')
  if (fullNameOf(repository).toLowerCase() !== fullName.toLowerCase()) throw moved(world, { repository, path: `${path}${url.search}` })
  const service = path === '/info/refs' ? url.searchParams.get('service') : path.slice(1)
  const served = { gitDir: repository.gitDir, path, query: url.search.slice(1) }
  if (service !== 'git-receive-pack') {
    refuseReading(caller, repository)
    return serveByGit({ request, response }, { ...served, user: 'reader', env: {} })
  }
  const sender = pusher(world, { caller, repository })
  if (path === '/info/refs') return serveByGit({ request, response }, { ...served, user: sender.login, env: {} })
  const watch = watchPush(world.folder, caller.as !== 'installation' || permits(grantedOn(caller, repository), 'workflows:write'))
  await track(
    world,
    serveByGit(
      { request, response },
      {
        ...served,
        user: sender.login,
        env: watch.env,
        finish: async () => refsMoved(world, { repository, updates: await watch.updates(), sender }),
      },
    ),
  )
}

function callerOf(world: World, authorization: string | undefined): Caller {
  const [, scheme = '', credential = ''] = /^(basic|bearer) (.{1,10000})$/i.exec(authorization ?? '') ?? []
  if (credential === '') return { as: 'nobody' }
  try {
    return callerOfToken(world, scheme.toLowerCase() === 'basic' ? passwordOf(credential) : credential)
  } catch (error) {
    throw error instanceof Refusal && error.reply.status === 401
      ? askForCredentials('Invalid username or token. Password authentication is not supported for Git operations.')
      : error
  }
}

/** Who pushes; refused where they may not. */
function pusher(world: World, { caller, repository }: { readonly caller: Caller; readonly repository: RepositoryRecord }): Account {
  if (caller.as === 'nobody') throw askForCredentials()
  const sender = actorOf(caller)
  const allowed =
    caller.as === 'installation'
      ? permits(grantedOn(caller, repository), 'contents:write')
      : mayWrite(world, { account: sender, repository })
  if (!allowed) throw plain(403, `Permission to ${fullNameOf(repository)}.git denied to ${sender.login}.`)
  if (repository.archived) throw plain(403, 'This repository was archived so it is read-only.')
  return sender
}

function refuseReading(caller: Caller, repository: RepositoryRecord): void {
  if (caller.as !== 'installation' || !repository.private) return
  if (!permits(grantedOn(caller, repository), 'contents:read')) throw plain(403, 'Write access to repository not granted.')
}

function askForCredentials(text = 'Authentication required'): Refusal {
  return new Refusal({ status: 401, body: { message: text }, headers: { 'www-authenticate': 'Basic realm="GitHub"' } })
}

function moved(world: World, to: { readonly repository: RepositoryRecord; readonly path: string }): Refusal {
  const location = `${world.url}/${fullNameOf(to.repository)}.git${to.path}`
  return new Refusal({ status: 301, body: { message: 'Moved Permanently' }, headers: { location } })
}

function plain(status: number, message: string): Refusal {
  return new Refusal({ status, body: { message } })
}

function messageOf(reply: Reply): string {
  return `${textAt(reply.body, 'message') ?? ''}\n`
}
