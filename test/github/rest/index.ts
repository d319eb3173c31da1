import type { Routes } from '../http/call.ts'
import { graphqlRoutes } from '../graphql/operations.ts'
import { accountRoutes } from './accounts.ts'
import { actionRoutes } from './actions.ts'
import { appRoutes } from './apps.ts'
import { checkRoutes } from './checks.ts'
import { commentRoutes } from './comments.ts'
import { commitRoutes } from './commits.ts'
import { contentRoutes } from './contents.ts'
import { deliveryRoutes } from './deliveries.ts'
import { objectRoutes } from './git-objects.ts'
import { refRoutes } from './git-refs.ts'
import { issueRoutes } from './issues.ts'
import { pullRoutes } from './pulls.ts'
import { repositoryRoutes } from './repositories.ts'
import { workflowRunRoutes } from './workflow-runs.ts'
import { sarifRoutes } from './sarif.ts'

/** Every REST call that this server answers, but the rate limit's own. */
export const rooms: readonly Routes[] = [
  accountRoutes,
  actionRoutes,
  appRoutes,
  checkRoutes,
  commentRoutes,
  commitRoutes,
  contentRoutes,
  deliveryRoutes,
  graphqlRoutes,
  objectRoutes,
  refRoutes,
  issueRoutes,
  pullRoutes,
  repositoryRoutes,
  sarifRoutes,
  workflowRunRoutes,
]
