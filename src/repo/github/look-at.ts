import type { Listed } from '../hosted.ts'
import { call, callMaybe } from './call.ts'
import type { Client } from './client.ts'

/** https://docs.github.com/en/rest/commits/commits#compare-two-commits */
export async function contains(client: Client, { head, commit }: { readonly head: string; readonly commit: string }): Promise<'contains' | 'lacks'> {
  const basehead = `${commit}...${head}`
  const answer = await callMaybe('to compare commits', () => client.octokit.rest.repos.compareCommitsWithBasehead({ ...client.repo, basehead, per_page: 1 }))
  const status = answer?.data.status
  return status === 'ahead' || status === 'identical' ? 'contains' : 'lacks'
}

/** The files that lie directly in a folder (up to 1,000); none where there is no such folder. */
export async function listAt(client: Client, { folder, ref }: { readonly folder: string; readonly ref: string }): Promise<readonly Listed[]> {
  const answer = await callMaybe('to list a folder', () => client.octokit.rest.repos.getContent({ ...client.repo, path: folder, ref }))
  const data = answer?.data
  return Array.isArray(data) ? data.filter(({ type }) => type === 'file').map(({ path, sha }) => ({ path, blob: sha })) : []
}

export async function blobText(client: Client, id: string): Promise<string> {
  const { data } = await call('to read a file', () => client.octokit.rest.git.getBlob({ ...client.repo, file_sha: id }))
  return Buffer.from(data.content, 'base64').toString('utf8')
}

/** The branches of the repository, at most so many. */
export async function branches(client: Client, most: number): Promise<{ branches: readonly { name: string; head: string }[]; more: boolean }> {
  const found: { name: string; head: string }[] = []
  for (let page = 1; found.length < most; page++) {
    const { data } = await call('to list branches', () => client.octokit.rest.repos.listBranches({ ...client.repo, per_page: 100, page }))
    found.push(...data.map(({ name, commit }) => ({ name, head: commit.sha })))
    if (data.length < 100) return { branches: found.slice(0, most), more: found.length > most }
  }
  return { branches: found.slice(0, most), more: true }
}
