/** Site → the host of its API: https://docs.datadoghq.com/api/latest/authentication/validate-api-key/ */
export const SITES: Readonly<Record<string, string>> = {
  'datadoghq.com': 'api.datadoghq.com',
  'us3.datadoghq.com': 'api.us3.datadoghq.com',
  'us5.datadoghq.com': 'api.us5.datadoghq.com',
  'datadoghq.eu': 'api.datadoghq.eu',
  'ap1.datadoghq.com': 'api.ap1.datadoghq.com',
  'ap2.datadoghq.com': 'api.ap2.datadoghq.com',
  'uk1.datadoghq.com': 'api.uk1.datadoghq.com',
  'ddog-gov.com': 'api.ddog-gov.com',
  'us2.ddog-gov.com': 'api.us2.ddog-gov.com',
}
