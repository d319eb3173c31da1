/** `sonar-token` and `sonarToken` as `SONAR_TOKEN`; a variable of Terraform's by the name that the configuration gives it. */
export function asVariable(name: string): string {
  return name.slice(0, 200).replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_').replaceAll(/[-. ]/g, '_').toUpperCase().replace(/^TF_VAR_/, '')
}
