import type { Provider } from '../../provider.ts'
import { advice } from '../../recipes/advice.ts'

const kept = advice('influxdb', [
  {
    what: 'An InfluxDB token',
    how: 'A token that can write to the one bucket.',
    variables: /^INFLUX(?:DB)?_(?:\w{1,40}_)?TOKEN$/,
    names: 'INFLUX INFLUXDB',
  },
])

export const provider: Provider = {
  id: 'influxdb',
  title: 'InfluxDB',
  docs: 'https://docs.influxdata.com/influxdb3/cloud-dedicated/admin/tokens/',
  hosts: [],
  tokens: [],
  migrations: [kept],
}
