// docs.sonarsource.com/sonarqube-cloud/analyzing-source-code/ci-based-analysis/secretless-analysis
import { KEEP } from '../../recipes/advice.ts'
import type { Arrival } from '../../recipes/arrival.ts'
import { telling } from '../../recipes/told.ts'

const TOKEN: Arrival = {
  inputs: {
    'sonarsource/*': 'sonar_token sonartoken',
    'sonarsource/sonarcloud-github-c-cpp': 'sonar_token',
    'kitabisa/sonarqube-action': 'login password',
    'highbyte/sonarscan-dotnet': 'sonar_token',
  },
  variables: /^SONAR(?:QUBE|CLOUD)?_(?:\w{1,40}_)?(?:TOKEN|LOGIN|PASSWORD)$/,
  commands: /sonar\.(?:login|token|password)|\bsonar-scanner\b|sonarcloud\.io/,
  names: 'SONAR SONARCLOUD SONARQUBE',
}

/** A server of one's own is named; SonarQube Cloud is where the scanner goes without. */
const SERVER = /(?:SONAR_HOST_URL|sonar\.host\.url|host)["']?\s{0,5}[:=]\s{0,5}(?!["']?https:\/\/(?:\w{2}\.)?sonar(?:cloud|qube)\.(?:io|us))["']?[^\s"']/

export const told = telling({
  id: 'sonarqube/secretless',
  title: 'Analyse with SonarQube Cloud without a stored token',
  told: [
    {
      ...TOKEN,
      beside: SERVER,
      action: 'advice',
      say: 'A SonarQube server takes a token only: a project analysis token, which can do nothing but analyse the one project, with an end date. '
        + `(SonarQube Cloud takes GitHub's OIDC token.) ${KEEP}`,
    },
    {
      ...TOKEN,
      action: 'report',
      say: 'SonarQube Cloud takes GitHub\'s OIDC token ("secretless analysis") for a project that is bound to this repository: bind it there, give the job '
        + '`id-token: write` and leave `SONAR_TOKEN` away. Whether the project is bound, and the scanner new enough, does not stand in this file.',
    },
  ],
})
