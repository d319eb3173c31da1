import type { Probot, ProbotOctokit } from 'probot'

/**
 * Calls in an installation's name. A token that GitHub does not take (it was revoked, or the clocks differ) is replaced
 * once; if the new one is not taken either, or there is none, the installation is gone.
 */
export async function actAs(probot: Probot, installation: number): Promise<ProbotOctokit> {
  const octokit = await probot.auth(installation)
  octokit.hook.wrap('request', async (request, options) => {
    // The call of `refresh` below comes through here too.
    if (options.url.endsWith('/access_tokens')) return request(options)
    const before = { ...options, headers: { ...options.headers } }
    try {
      return await request(options)
    } catch (error) {
      if (!isUnauthorized(error)) throw error
      await octokit.auth({ type: 'installation', refresh: true })
      return request(before)
    }
  })
  return octokit
}

function isUnauthorized(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 401
}
