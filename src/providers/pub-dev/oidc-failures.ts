import { NO_TOKEN } from '../../recipes/no-token.ts'
import type { Failure } from '../../workflow.ts'

// What pub.dev says, and when: github.com/dart-lang/pub-dev, app/lib/package/backend.dart (_checkGithubActionAllowed)
export const failures: readonly Failure[] = [
  {
    said: /publishing from github is not enabled/i,
    why: 'Automated publishing is not switched on for the package.',
    mend: 'Switch it on in the package\'s Admin page on pub.dev, with this repository and the pattern of its tags.',
  },
  {
    said: /publishing is not enabled for the "(?<value>[^"]{1,150})" repository/i,
    claim: 'repository',
    why: 'Automated publishing of the package names another repository.',
    mend: 'Name this one in the package\'s Admin page.',
  },
  {
    said: /publishing is not allowed from .{1,3}\w{1,40}.{1,3} events|publishing is only allowed from .{1,3}push/i,
    claim: 'event_name',
    why: 'pub.dev takes no token from runs of this event.',
    mend: 'Publish from the push of a tag, or allow the event in the package\'s Admin page.',
  },
  {
    said: /publishing is only allowed from .{1,3}(?:tag|refs\/tags\/\*).{1,3} ref/i,
    claim: 'ref_type',
    why: 'The run was not started for a tag.',
    mend: 'Publish from the push of a tag that fits the pattern in the package\'s Admin page.',
  },
  {
    said: /specific ref pattern, this token has "(?<value>[^"]{1,200})" ref/i,
    claim: 'ref',
    why: 'The tag does not fit the pattern in the package\'s Admin page, or its version is not that of pubspec.yaml.',
    mend: 'Correct the pattern, or the tag.',
  },
  {
    said: /running in environment "(?<value>[^"]{0,200})"/i,
    claim: 'environment',
    why: 'Automated publishing of the package asks for an environment, and the job has none or another.',
    mend: 'Put the environment on the job, or take it out of the package\'s Admin page.',
  },
  {
    said: /GitHub repository identifiers changed/i,
    claim: 'repository_id',
    why: 'The repository is another one than pub.dev knew under this name, so it switched automated publishing off.',
    mend: 'Switch it on again in the package\'s Admin page, if the repository is yours.',
  },
  NO_TOKEN,
]
