import { runGit } from './git.ts'

/** Where a repository is hosted, as its remote `origin` tells. */
export interface Origin {
  /** `https://github.com` */
  readonly server: string
  readonly owner: string
  readonly name: string
}

/** Reads the remote's address; undefined where there is none of the form host/owner/name. What it holds of credentials is left out. */
export async function originOf(folder: string): Promise<Origin | undefined> {
  const ran = await runGit({ folder, args: ['config', '--get', 'remote.origin.url'] })
  const address = ran.out.toString('utf8').trim()
  const [, host, owner, name] = ADDRESS.exec(address) ?? []
  if (host === undefined || owner === undefined || name === undefined) return undefined
  return { server: `https://${/^https?:/.test(address) ? host : behindSsh(host)}`, owner, name }
}

/** A name without a dot is one of a person's own, who has several accounts at github.com. docs.github.com/authentication/troubleshooting-ssh/using-ssh-over-the-https-port */
function behindSsh(host: string): string {
  return host === 'ssh.github.com' || !host.includes('.') ? 'github.com' : host
}

// https://host/owner/name, ssh://git@host/owner/name, git@host:owner/name. https://git-scm.com/docs/git-clone#_git_urls
const ADDRESS = /^(?:(?:https?|ssh|git):\/\/(?:[^@/]{0,300}@)?|[^@/:]{1,100}@)([\w.-]{1,253})(?::\d{1,5})?[/:]([\w.-]{1,100})\/([\w.-]{1,100}?)(?:\.git)?\/?$/
